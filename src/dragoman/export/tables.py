"""Every record in tidy tables, one table a kind: what CSV, Parquet, Stata and the data package hold.

Ids are text and join the tables. Dates are ISO text at their own precision, with the precision beside them. Order that means
something (stops, those who relay, spans) is a column `position`, from 1. The text of the articles is not in them: the words behind
each record are, in `evidence`, with what stands before and after.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.export import codes
from dragoman.export.coded import coded
from dragoman.export.reading import Reading
from dragoman.periods import precision
from dragoman.records import Place, Span

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name (at most 32 characters, for Stata), `string`, `integer`, `number` or `boolean`, what it holds (at most 80
    characters), and the `table.column` that it points to."""

    name: str
    type: str
    what: str
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row is, its columns (the first `keys` of them tell rows apart), and the rows of a reading."""

    name: str
    what: str
    columns: tuple[Column, ...]
    rows: Callable[[Reading], Iterable[Row]]
    keys: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


# ------------------------------------------------------------ columns that come again and again


def _text(name: str, what: str, refers: str | None = None) -> Column:
    return Column(name, "string", what, refers)


def _whole(name: str, what: str) -> Column:
    return Column(name, "integer", what)


def _number(name: str, what: str) -> Column:
    return Column(name, "number", what)


ARTICLE = _text("article_id", "Article", "articles.article_id")
POSITION = _whole("position", "Order, from 1")
START = _whole("char_start", "First character of the words in the article's text, from 0")
END = _whole("char_end", "Character after the words")
WORDS = _text("words", "The exact words")
DATE = (_text("date", "Date at its own precision"), _text("date_precision", "day, week, month, season, year ..."))
TIME = _text("time_id", "Time expression", "times.time_id")
PLACE = _text("place_id", "Place", "places.place_id")
HOW = (_text("rule", "Rule that made the record"), _number("confidence", "From 0 to 1"))
POINT = (
    _number("latitude", "Degrees; for a country its middle, see precision"),
    _number("longitude", "Degrees"),
    _text("precision", "What the point stands for: city, region, country, sea ..."),
)


def _actor(name: str, what: str) -> Column:
    return _text(name, what, "actors.actor_id")


def _point(place: Place) -> Row:
    return place.latitude, place.longitude, place.precision


def _span(reading: Reading, span: Span | None) -> Row:
    return (span.start, span.end, reading.words(span)) if span else (None, None, None)


# ------------------------------------------------------------ rows


def _articles(reading: Reading) -> Iterator[Row]:
    a = reading.article
    about = (a.title, a.publisher, a.published, a.published_basis, a.url, a.language)
    yield (a.id, *about, reading.text_hash, len(a.text))


def _actors(reading: Reading) -> Iterator[Row]:
    for a in reading.record.actors:
        office = (
            (a.office.title, a.office.jurisdiction, a.office.start, a.office.end, a.office.basis) if a.office else (None,) * 5
        )
        whose = (a.country, codes.cow(a.country), codes.plover_country(a), codes.cameo_actor(a), a.sector)
        yield (a.id, reading.article.id, a.name, a.kind, *whose, *office)


def _places(reading: Reading) -> Iterator[Row]:
    for p in reading.record.places:
        yield (p.id, reading.article.id, p.name, p.kind, p.country, codes.cow(p.country), *_point(p), p.geonames)


def _times(reading: Reading) -> Iterator[Row]:
    for t in reading.record.times:
        yield (t.id, reading.article.id, *_span(reading, t.span), t.type, t.value, t.start, t.end, t.grain, t.anchor)


def _mentions(reading: Reading) -> Iterator[Row]:
    for kind, named in (("actor", reading.record.actors), ("place", reading.record.places)):
        for item in named:
            for n, span in enumerate(item.mentions, start=1):
                yield (item.id, n, kind, reading.article.id, *_span(reading, span))


def _meetings(reading: Reading) -> Iterator[Row]:
    for m in reading.record.meetings:
        day = (m.date, precision(m.date))
        yield (m.id, reading.article.id, m.form, m.status, m.host, m.place, m.time, *day, m.rule, m.confidence)


def _participants(reading: Reading) -> Iterator[Row]:
    for m in reading.record.meetings:
        for n, actor in enumerate(m.participants, start=1):
            yield (m.id, n, actor, actor == m.host)


def _topics(reading: Reading) -> Iterator[Row]:
    for m in reading.record.meetings:
        for n, span in enumerate(m.topics, start=1):
            yield (m.id, n, *_span(reading, span))


def _readouts(reading: Reading) -> Iterator[Row]:
    for m in reading.record.meetings:
        for n, readout in enumerate(m.readouts, start=1):
            yield (m.id, n, readout.side)


def _readout_statements(reading: Reading) -> Iterator[Row]:
    for m in reading.record.meetings:
        for n, readout in enumerate(m.readouts, start=1):
            for k, statement in enumerate(readout.statements, start=1):
                yield (m.id, n, k, statement)


def _readout_relays(reading: Reading) -> Iterator[Row]:
    for m in reading.record.meetings:
        for n, readout in enumerate(m.readouts, start=1):
            for k, actor in enumerate(readout.via, start=1):
                yield (m.id, n, k, actor)


def _trips(reading: Reading) -> Iterator[Row]:
    for t in reading.record.trips:
        yield (t.id, reading.article.id, t.traveller, t.duration, *_span(reading, t.purpose), t.rule, t.confidence)


def _stops(reading: Reading) -> Iterator[Row]:
    for t in reading.record.trips:
        for n, stop in enumerate(t.stops, start=1):
            p = reading.places[stop.place]
            yield (t.id, n, p.id, p.name, p.country, *_point(p), stop.date, precision(stop.date), stop.status)


def _statements(reading: Reading) -> Iterator[Row]:
    for s in reading.record.statements:
        who = (s.speaker, reading.line(s.speaker_mention) if s.speaker_mention else None)
        cue = (reading.words(s.cue) if s.cue else None, s.cue_class)
        where = (s.time, s.date, precision(s.date), s.place, s.meeting)
        what = (reading.line(*s.content), s.addressee)
        yield (s.id, reading.article.id, *who, s.kind, s.status, *cue, *what, *where, s.rule, s.confidence)


def _contents(reading: Reading) -> Iterator[Row]:
    for s in reading.record.statements:
        for n, span in enumerate(s.content, start=1):
            yield (s.id, n, *_span(reading, span))


def _relays(reading: Reading) -> Iterator[Row]:
    for s in reading.record.statements:
        for n, actor in enumerate(s.via, start=1):
            yield (s.id, n, actor)


def _stances(reading: Reading) -> Iterator[Row]:
    for s in reading.record.stances:
        how = (
            s.holder,
            s.polarity,
            s.strength,
            *_span(reading, s.object),
            s.issue,
            s.target,
            *_span(reading, s.condition),
            s.statement,
        )
        yield (s.id, reading.article.id, *how, s.rule, s.confidence)


def _events(reading: Reading) -> Iterator[Row]:
    for one in coded(reading):
        e, cameo = one.event, codes.cameo_codes().get(one.cameo or "")
        plover = (one.plover, one.mode or None, one.auxiliary, one.quad, one.score)
        scored = (cameo.code, cameo.label, cameo.quad, cameo.gdelt, cameo.icews) if cameo else (None,) * 5
        given = (e.event_type, e.status, e.mode, ";".join(e.contexts) or None, e.cameo, e.quad, e.goldstein)
        where = (e.time, e.date, precision(e.date), e.place, one.meeting.id if one.meeting else None)
        yield (e.id, reading.article.id, *given, *plover, *scored, *where, e.rule, e.confidence)


def _sides(reading: Reading) -> Iterator[Row]:
    for e in reading.record.events:
        for side, actors in (("actor", e.actors), ("recipient", e.recipients)):
            for n, actor in enumerate(actors, start=1):
                yield (e.id, side, n, actor)


def _evidence(reading: Reading) -> Iterator[Row]:
    for kind, item in reading.tellings():
        for n, span in enumerate(item.evidence, start=1):
            yield (item.id, n, kind, reading.article.id, *_span(reading, span), reading.before(span), reading.after(span))


# ------------------------------------------------------------ the tables


@cache
def tables() -> tuple[Table, ...]:
    """Every table, those that others point to first."""
    return (
        Table("articles", "An article as it was read", _ARTICLES, _articles),
        Table("actors", "Somebody who acts, as one article has them", _ACTORS, _actors),
        Table("places", "A place, as one article has it", _PLACES, _places),
        Table("times", "A time expression", _TIMES, _times),
        Table("mentions", "Words that mean an actor or a place", _MENTIONS, _mentions, keys=2),
        Table("meetings", "A meeting that was held, planned or refused, however many took part", _MEETINGS, _meetings),
        Table("participants", "Somebody's part in a meeting", _PARTICIPANTS, _participants, keys=2),
        Table("topics", "What a meeting was about", _TOPICS, _topics, keys=2),
        Table("trips", "A journey abroad", _TRIPS, _trips),
        Table("stops", "A stop of a trip, in the order travelled", _STOPS, _stops, keys=2),
        Table("statements", "Something said", _STATEMENTS, _statements),
        Table("contents", "A stretch of what was said", _CONTENTS, _contents, keys=2),
        Table("relays", "Somebody through whom a statement came, nearest the speaker first", _RELAYS, _relays, keys=2),
        Table("readouts", "What one side reported of a meeting", _READOUTS, _readouts, keys=2),
        Table("readout_statements", "A statement of a readout", _READOUT_STATEMENTS, _readout_statements, keys=3),
        Table("readout_relays", "Somebody through whom a readout came", _READOUT_RELAYS, _readout_relays, keys=3),
        Table("stances", "What an actor is for or against", _STANCES, _stances),
        Table("events", "A political act between sides", _EVENTS, _events),
        Table("sides", "Somebody's side in an event", _SIDES, _sides, keys=3),
        Table("evidence", "Words that a record stands on", _EVIDENCE, _evidence, keys=2),
    )


_ARTICLES = (
    _text("article_id", "Id of the article"),
    _text("title", "Headline"),
    _text("publisher", "Who published it"),
    _text("published", "Day of publication"),
    _text("published_basis", "Where that day is from: option, metadata or dateline"),
    _text("url", "Address"),
    _text("language", "Language, ISO 639"),
    _text("text_sha256", "SHA-256 of the text in UTF-8, to check a copy by"),
    _whole("text_length", "Characters of the text"),
)
_ACTORS = (
    _text("actor_id", "Id of the actor in this article"),
    ARTICLE,
    _text("name", "Name"),
    _text("kind", "person, state, government, ministry, organisation, armed_group or people"),
    _text("country", "ISO 3166-1 alpha-3 of the side acted for, or IGO, NGO, MNC, IMG"),
    _whole("cow", "Correlates of War number of that country"),
    _text("plover_country", "The same in PLOVER's codes (Kosovo is KOS, the UN is UNO)"),
    _text("cameo_actor", "CAMEO actor code"),
    _text("sector", "PLOVER sector"),
    _text("office", "Office held on the day of publication"),
    _text("office_jurisdiction", "Of which country or body"),
    _text("office_from", "Held from"),
    _text("office_to", "Held to; empty is open as far as is known"),
    _text("office_basis", "text or register"),
)
_PLACES = (
    _text("place_id", "Id of the place in this article"),
    ARTICLE,
    _text("name", "Name in the gazetteer"),
    _text("kind", "city, capital, country, region, sea, venue ..."),
    _text("country", "ISO 3166-1 alpha-3"),
    _whole("cow", "Correlates of War number of the country"),
    *POINT,
    _whole("geonames", "GeoNames id"),
)
_TIMES = (
    _text("time_id", "Id of the time expression"),
    ARTICLE,
    START,
    END,
    WORDS,
    _text("type", "TIMEX3 type: DATE, TIME, DURATION or SET"),
    _text("value", "TIMEX3 value"),
    _text("from", "First day covered"),
    _text("to", "Day after the last"),
    _text("grain", "day, week, month, year ..."),
    _text("anchor", "Date it was reckoned from"),
)
_MENTIONS = (
    _text("record_id", "Id of the actor or place"),
    POSITION,
    _text("kind", "actor or place"),
    ARTICLE,
    START,
    END,
    WORDS,
)
_MEETINGS = (
    _text("meeting_id", "Id of the meeting"),
    ARTICLE,
    _text("form", "in_person, call, video, talks, summit or ceremony"),
    _text("status", "held, ongoing, planned, refused, postponed or cancelled"),
    _actor("host", "Who hosted"),
    PLACE,
    TIME,
    *DATE,
    *HOW,
)
_MEETING = _text("meeting_id", "Meeting", "meetings.meeting_id")
_PARTICIPANTS = (_MEETING, POSITION, _actor("actor_id", "Who took part"), Column("host", "boolean", "Whether they hosted"))
_TOPICS = (_MEETING, POSITION, START, END, WORDS)
_TRIPS = (
    _text("trip_id", "Id of the trip"),
    ARTICLE,
    _actor("traveller", "Who travelled"),
    _text("duration", "TIMEX3 duration"),
    _whole("purpose_start", "First character of the words for its purpose"),
    _whole("purpose_end", "Character after them"),
    _text("purpose", "The words for its purpose"),
    *HOW,
)
_STOPS = (
    _text("trip_id", "Trip", "trips.trip_id"),
    POSITION,
    PLACE,
    _text("place", "Name of the place"),
    _text("country", "ISO 3166-1 alpha-3"),
    *POINT,
    *DATE,
    _text("status", "made, planned or cancelled"),
)
_STATEMENTS = (
    _text("statement_id", "Id of the statement"),
    ARTICLE,
    _actor("speaker", "Whose words they are; empty for somebody who is no known actor"),
    _text("speaker_words", "What the text calls the speaker"),
    _text("kind", "direct, indirect or mixed"),
    _text("status", "said, negated (was not said) or hypothetical (might be)"),
    _text("cue", "The verb or phrase that reports it"),
    _text("cue_class", "say, demand, condemn ..."),
    _text("content", "What was said, stretches set apart by an ellipsis"),
    _actor("addressee", "To whom"),
    TIME,
    *DATE,
    PLACE,
    _text("meeting_id", "Meeting that it reports", "meetings.meeting_id"),
    *HOW,
)
_STATEMENT = _text("statement_id", "Statement", "statements.statement_id")
_CONTENTS = (_STATEMENT, POSITION, START, END, WORDS)
_RELAYS = (_STATEMENT, POSITION, _actor("actor_id", "Who relayed it"))
_READOUTS = (_MEETING, POSITION, _text("side", "Country or body that reported"))
_READOUT = _whole("readout", "Position of the readout in its meeting")
_READOUT_STATEMENTS = (_MEETING, _READOUT, POSITION, _STATEMENT)
_READOUT_RELAYS = (_MEETING, _READOUT, POSITION, _actor("actor_id", "Through whom it came"))
_STANCES = (
    _text("stance_id", "Id of the stance"),
    ARTICLE,
    _actor("holder", "Whose stance it is"),
    _text("polarity", "for or against"),
    _text("strength", "How strongly"),
    _whole("object_start", "First character of the words for what it is about"),
    _whole("object_end", "Character after them"),
    _text("object", "The words for what it is about"),
    _text("issue", "Issue"),
    _actor("target", "Who is supported, criticised or asked"),
    _whole("condition_start", "First character of the words on which it hangs"),
    _whole("condition_end", "Character after them"),
    _text("condition", "The words on which it hangs"),
    _text("statement_id", "Statement that it was drawn from", "statements.statement_id"),
    *HOW,
)
_EVENTS = (
    _text("event_id", "Id of the event"),
    ARTICLE,
    _text("event_type", "PLOVER type of the record; YIELD is CONCEDE or RETREAT"),
    _text("status", "done, ongoing, planned or negated"),
    _text("mode", "PLOVER mode of the record"),
    _text("contexts", "PLOVER contexts, set apart by semicolons"),
    _text("cameo", "CAMEO code of the record; two digits are a root"),
    _whole("quad_class", "Quad class of the record's type, 1 to 4"),
    _number("goldstein", "Goldstein score of the CAMEO root, the same for GDELT and ICEWS"),
    _text("plover_type", "PLOVER type as exported (manual of February 2024)"),
    _text("plover_mode", "PLOVER mode as exported"),
    _text("plover_auxiliary", "future or negated"),
    _whole("plover_quad", "Quad class in PLOVER"),
    _number("plover_score", "PLOVER score of the mode, else of the type"),
    _text("cameo_code", "CAMEO code as exported, in full; empty where there is none"),
    _text("cameo_label", "Short label of that code"),
    _whole("cameo_quad", "Quad class of that code, after the icews package"),
    _number("goldstein_gdelt", "Goldstein score of that code on GDELT's scale"),
    _number("goldstein_icews", "Goldstein score of that code on ICEWS's scale"),
    TIME,
    *DATE,
    PLACE,
    _text("meeting_id", "Meeting that it tells of", "meetings.meeting_id"),
    *HOW,
)
_SIDES = (
    _text("event_id", "Event", "events.event_id"),
    _text("side", "actor or recipient"),
    POSITION,
    _actor("actor_id", "Who"),
)
_EVIDENCE = (
    _text("record_id", "Id of the meeting, trip, statement, stance or event"),
    POSITION,
    _text("kind", "meeting, trip, statement, stance or event"),
    ARTICLE,
    START,
    END,
    WORDS,
    _text("before", "Characters before the words"),
    _text("after", "Characters after the words"),
)
