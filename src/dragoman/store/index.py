"""The rows under which a reading is found: a pure function of article, record and numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Table

from dragoman.article import Article
from dragoman.knowledge.folding import fold
from dragoman.records import Actor, Event, Meeting, Place, Record, Span, Stance, Statement, Time, Trip
from dragoman.store import tables as t
from dragoman.store.codec import to_text
from dragoman.store.days import Days, days_of

Rows = dict[Table, list[dict[str, Any]]]
Identity = tuple[str, str, str | None]
"""Name, kind and country: whoever shares them is one actor of the store."""
AROUND = 32
"""Characters of the text that are kept before and after evidence, as in the W3C's TextQuoteSelector."""
SPANS = {
    "meeting": ("evidence", "topics"),
    "trip": ("evidence", "purpose", "stops"),
    "statement": ("evidence", "content", "cue", "speaker_mention"),
    "stance": ("evidence", "object", "condition"),
    "event": ("evidence",),
}
"""The fields of each kind of record whose words are kept."""
KINDS = {"meeting": "meetings", "trip": "trips", "statement": "statements", "stance": "stances", "event": "events"}
"""The field of Record that holds each kind."""


def identity(actor: Actor) -> Identity:
    """What makes an actor the same as one of another article."""
    return actor.name, actor.kind, actor.country


def rows(reading: int, article: Article, record: Record, actors: Mapping[Identity, int], reviews: Mapping[str, str]) -> Rows:
    """All rows of a reading; `actors` has the number of each, `reviews` what people said of a record by its id."""
    maker = _Maker(reading, article, record, actors, reviews)
    found: Rows = defaultdict(list)
    for table, row in maker.rows():
        found[table].append(row)
    return found


def parts(item: Any, field: str) -> tuple[Span, ...]:
    """The spans in a field of a record, none where it is None; those of stops are their evidence."""
    value = getattr(item, field)
    if field == "stops":
        return tuple(span for stop in value for span in stop.evidence)
    return () if value is None else (value,) if isinstance(value, Span) else tuple(value)


class _Maker:
    """The look-ups that the rows of one reading share."""

    def __init__(
        self, reading: int, article: Article, record: Record, actors: Mapping[Identity, int], reviews: Mapping[str, str]
    ) -> None:
        self.reading = reading
        self.article = article
        self.record = record
        self.reviews = reviews
        self.published = days_of(article.published)
        self.actor = {actor.id: actors[identity(actor)] for actor in record.actors}
        self.country = {actor.id: actor.country for actor in record.actors}
        self.name = {actor.id: actor.name for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.place = self._keys(record.places)
        self.meeting = self._keys(record.meetings)
        self.statement = self._keys(record.statements)

    def rows(self) -> Iterator[tuple[Table, dict[str, Any]]]:
        """Every row with its table."""
        record = self.record
        yield from ((t.appearances, self._appearance(actor)) for actor in record.actors)
        yield from ((t.places, self._place(place)) for place in record.places)
        yield from ((t.times, self._time(n, time)) for n, time in enumerate(record.times))
        for meeting in record.meetings:
            yield from self._meeting(self.meeting[meeting.id], meeting)
        for n, trip in enumerate(record.trips):
            yield from self._trip(self._key(n), trip)
        for statement in record.statements:
            yield from self._statement(self.statement[statement.id], statement)
        for n, stance in enumerate(record.stances):
            yield from self._stance(self._key(n), stance)
        for n, event in enumerate(record.events):
            yield from self._event(self._key(n), event)
        for kind, field in KINDS.items():
            for n, item in enumerate(getattr(record, field)):
                yield from self._evidence(kind, self._key(n), item)

    # ------------------------------------------------------------ who, where, when

    def _appearance(self, actor: Actor) -> dict[str, Any]:
        office = actor.office
        return {
            "reading": self.reading,
            "id": actor.id,
            "actor": self.actor[actor.id],
            "sector": actor.sector,
            "office": office and office.title,
            "jurisdiction": office and office.jurisdiction,
            "basis": office and office.basis,
            "mentions": len(actor.mentions),
            "day": self.published.day,
        }

    def _place(self, place: Place) -> dict[str, Any]:
        fields = ("id", "name", "kind", "country", "latitude", "longitude", "precision", "geonames")
        given = {field: getattr(place, field) for field in fields}
        return {"key": self.place[place.id], "reading": self.reading, "folded": fold(place.name), **given}

    def _time(self, n: int, time: Time) -> dict[str, Any]:
        given = {field: getattr(time, field) for field in ("id", "type", "value", "start", "end", "grain", "anchor")}
        return {"reading": self.reading, "n": n, **given, "words": self._words((time.span,))}

    # ------------------------------------------------------------ records

    def _meeting(self, key: int, meeting: Meeting) -> Iterator[tuple[Table, dict[str, Any]]]:
        days = self._days(meeting.date)
        row = {
            "form": meeting.form,
            "status": meeting.status,
            "host": self._actor(meeting.host),
            "place": self._at(meeting.place),
        }
        yield t.meetings, self._row(key, meeting, days, meeting.date) | row
        for n, who in enumerate(dict.fromkeys(meeting.participants)):
            yield t.participants, {"meeting": key, "n": n, "actor": self.actor[who], "day": days.day}
        for n, topic in enumerate(meeting.topics):
            yield t.topics, {"meeting": key, "n": n, "words": self._words((topic,))}
        for n, readout in enumerate(meeting.readouts):
            through = ", ".join(self.name.get(id, id) for id in readout.via) or None
            yield (
                t.readouts,
                {"meeting": key, "n": n, "side": readout.side, "via": through, "statements": len(readout.statements)},
            )
        yield from self._countries("meeting", key, days, meeting.participants, (meeting.place,))

    def _trip(self, key: int, trip: Trip) -> Iterator[tuple[Table, dict[str, Any]]]:
        dated = [stop.date for stop in trip.stops if stop.date]
        days = self._days(dated[0] if dated else None)
        purpose = self._words((trip.purpose,)) if trip.purpose else None
        row = {"traveller": self.actor[trip.traveller], "duration": trip.duration, "purpose": purpose}
        yield t.trips, self._row(key, trip, days, dated[0] if dated else None) | row
        for n, stop in enumerate(trip.stops):
            at = self._days(stop.date).day
            yield (
                t.stops,
                {"trip": key, "n": n, "place": self._at(stop.place), "status": stop.status, "date": stop.date, "day": at},
            )
        yield from self._countries("trip", key, days, (trip.traveller,), [stop.place for stop in trip.stops])

    def _statement(self, key: int, statement: Statement) -> Iterator[tuple[Table, dict[str, Any]]]:
        days = self._days(statement.date)
        row = {
            "speaker": self._actor(statement.speaker),
            "speaker_words": self._words(parts(statement, "speaker_mention")) or None,
            "kind": statement.kind,
            "cue": self._words(parts(statement, "cue")) or None,
            "cue_class": statement.cue_class,
            "addressee": self._actor(statement.addressee),
            "meeting": self.meeting.get(statement.meeting or ""),
            "place": self._at(statement.place),
            "words": self._words(statement.content),
        }
        yield t.statements, self._row(key, statement, days, statement.date) | row
        for n, who in enumerate(dict.fromkeys(statement.via)):
            yield t.via, {"statement": key, "n": n, "actor": self.actor[who], "day": days.day}
        yield from self._countries("statement", key, days, (statement.speaker,))

    def _stance(self, key: int, stance: Stance) -> Iterator[tuple[Table, dict[str, Any]]]:
        days = self.published
        row = {
            "holder": self.actor[stance.holder],
            "polarity": stance.polarity,
            "strength": stance.strength,
            "issue": stance.issue,
            "target": self._actor(stance.target),
            "statement": self.statement.get(stance.statement or ""),
            "words": self._words((stance.object,)),
        }
        yield t.stances, self._row(key, stance, days, None) | row
        yield from self._countries("stance", key, days, (stance.holder,))

    def _event(self, key: int, event: Event) -> Iterator[tuple[Table, dict[str, Any]]]:
        days = self._days(event.date)
        given = {field: getattr(event, field) for field in ("event_type", "status", "mode", "cameo", "quad", "goldstein")}
        contexts = " ".join(event.contexts) or None
        yield t.events, self._row(key, event, days, event.date) | given | {"contexts": contexts, "place": self._at(event.place)}
        roles = [("actor", who) for who in event.actors] + [("recipient", who) for who in event.recipients]
        for n, (role, who) in enumerate(dict.fromkeys(roles)):
            yield t.sides, {"event": key, "n": n, "role": role, "actor": self.actor[who], "day": days.day}
        yield from self._countries("event", key, days, (*event.actors, *event.recipients), (event.place,))

    # ------------------------------------------------------------ parts of rows

    def _row(self, key: int, item: Any, days: Days, date: str | None) -> dict[str, Any]:
        """What the tables of records have in common."""
        return {
            "key": key,
            "reading": self.reading,
            "id": item.id,
            "date": date,
            "day": days.day,
            "until": days.until,
            "rule": item.rule,
            "confidence": item.confidence,
            "review": self.reviews.get(item.id),
        }

    def _evidence(self, kind: str, key: int, item: Any) -> Iterator[tuple[Table, dict[str, Any]]]:
        text = self.article.text
        for field in SPANS[kind]:
            for n, (start, end) in enumerate(parts(item, field)):
                around = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
                row = {"record": key, "kind": kind, "field": field, "n": n, "start": start, "end": end, "words": text[start:end]}
                yield t.evidence, row | around

    def _countries(
        self, kind: str, key: int, days: Days, who: Iterable[str | None], where: Iterable[str | None] = ()
    ) -> Iterator[tuple[Table, dict[str, Any]]]:
        found = {self.country.get(id) for id in who if id} | {self.places[id].country for id in where if id in self.places}
        for country in sorted(filter(None, found)):
            yield t.countries, {"kind": kind, "country": country, "day": days.day or "", "record": key}

    def _days(self, date: str | None) -> Days:
        found = days_of(date)
        return found if found.day else self.published

    def _words(self, spans: Iterable[Span]) -> str:
        return " … ".join(" ".join(self.article.text[start:end].split()) for start, end in spans)

    def _actor(self, id: str | None) -> int | None:
        return self.actor[id] if id else None

    def _at(self, id: str | None) -> int | None:
        return self.place.get(id) if id else None

    def _keys(self, items: Iterable[Any]) -> dict[str, int]:
        return {item.id: self._key(n) for n, item in enumerate(items)}

    def _key(self, n: int) -> int:
        return (self.reading << t.BITS) + n


def layout(article: Article) -> str:
    """The parts of an article that are not the report's own sentences, as JSON."""
    return to_text([article.headline, article.dateline, article.bylines])
