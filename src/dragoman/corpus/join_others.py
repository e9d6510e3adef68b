"""Events, statements and actors of the dossier out of their tellings."""

from collections.abc import Iterable, Iterator

from dragoman.corpus.dates import iso, period
from dragoman.corpus.dossier import Holding, JoinedActor, JoinedEvent, JoinedStatement, TenureEvidence
from dragoman.corpus.groups import Join, Told
from dragoman.corpus.reading import Reading
from dragoman.corpus.spots import spot
from dragoman.corpus.telling import Sources, dates_told, exactness
from dragoman.corpus.who import Who, title_words
from dragoman.knowledge.folding import fold
from dragoman.records import Actor, Event, Span, Statement, record_id

FINALITY = ("negated", "planned", "ongoing", "done")
SENTENCE_ENDS = ".!?\n"

# ------------------------------------------------------------ events


def join_event(sources: Sources, events: dict[Told, Event], joins: list[Join]) -> JoinedEvent:
    """The act that these tellings are of."""
    tellings = sources.in_order(events)
    told = [(events[t], t.reading) for t in tellings]
    dates = dates_told([(event.date, article) for event, article in told if event.date])
    places = [(sources.reading(article).places[event.place].name, article) for event, article in told if event.place]
    found = (sources.difference("date", dates), sources.difference("place", _apart(sources, told)))
    return JoinedEvent(
        id=sources.id("event", tellings),
        event_type=told[0][0].event_type,
        mode=sources.most((event.mode, article) for event, article in told if event.mode),
        actors=_sides(sources, [(id, t) for t in tellings for id in events[t].actors]),
        recipients=_sides(sources, [(id, t) for t in tellings for id in events[t].recipients]),
        status=max((event.status for event, _ in told), key=FINALITY.index),
        place=sources.most(places),
        date=sources.most(dates, rank=exactness),
        coverage=sources.coverage(article for _, article in told),
        differences=tuple(difference for difference in found if difference),
        tellings=tuple(tellings),
        joins=tuple(joins),
    )


def _sides(sources: Sources, given: list[tuple[str, Told]]) -> tuple[str, ...]:
    """Actors of tellings as actors of the dossier, those of most reports first, else as first told."""
    reports: dict[str, set[str]] = {}
    for id, told in given:
        reports.setdefault(sources.actor(Told(told.reading, id)), set()).add(sources.report(told.reading))
    return tuple(sorted(reports, key=lambda id: -len(reports[id])))


def _apart(sources: Sources, told: list[tuple[Event, str]]) -> list[tuple[str, str]]:
    """The places that exclude each other, each with its article."""
    places = [(sources.reading(article).places[event.place], article) for event, article in told if event.place]
    spots = {place.id: spot(place) for place, _ in places}
    known = {s for s in spots.values() if s}
    apart = {s for s in known if any(s.apart(other) for other in known)}
    return [(place.name, article) for place, article in places if spots[place.id] in apart]


# ------------------------------------------------------------ statements


def join_statement(sources: Sources, statements: dict[Told, Statement], joins: list[Join]) -> JoinedStatement | None:
    """The words that these tellings have in common; None where only one article has them."""
    if len({told.reading for told in statements}) < 2:
        return None
    tellings = sources.in_order(statements)
    words = [sources.reading(told.reading).line(*statements[told].content) for told in tellings]
    speaker = sources.most(
        (sources.actor(Told(told.reading, by)), told.reading) for told in tellings if (by := statements[told].speaker) is not None
    )
    return JoinedStatement(
        id=sources.id("statement", tellings),
        speaker=speaker or "",
        words=min(words, key=lambda text: (-len(text), text)),
        coverage=sources.coverage(told.reading for told in tellings),
        tellings=tuple(tellings),
        joins=tuple(joins),
    )


# ------------------------------------------------------------ actors


def actor_id(profiles: Iterable[Who]) -> str:
    """The id of an actor by the fullest of its names."""
    fullest = usual(profiles)
    country = next((p.country for p in sorted(profiles) if p.country), "")
    return record_id("dossier", "actor", fullest.kind, fullest.name, country)


def usual(profiles: Iterable[Who]) -> Who:
    """The fullest of an actor's names, one with a country first."""
    return min(profiles, key=lambda p: (-len(p.name.split()), not p.country, p))


def join_actor(sources: Sources, id: str, profiles: list[Who], actors: dict[Told, Actor]) -> JoinedActor:
    """The actor that these actors of articles are."""
    tellings = sources.in_order(actors)
    told = [(actors[t], t.reading) for t in tellings]
    fullest = usual(profiles).name
    evidence = [row for t in tellings for row in offices_told(sources.reading(t.reading), id, actors[t])]
    called = [(actor.name, article) for actor, article in told]
    return JoinedActor(
        id=id,
        name=sources.most(called, rank=lambda name: (-fullness(name, fullest), name)) or fullest,
        kind=profiles[0].kind,
        country=next((p.country for p in sorted(profiles) if p.country), None),
        sector=sources.most((actor.sector, article) for actor, article in told if actor.sector),
        names=tuple(sorted({actor.name for actor, _ in told})),
        holdings=tuple(_holdings(evidence)),
        coverage=sources.coverage(article for _, article in told),
        tellings=tuple(tellings),
    )


def fullness(name: str, fullest: str) -> int:
    """How many words of an actor's fullest name a name has."""
    return len(set(fold(name).split()) & set(fullest.split()))


def offices_told(reading: Reading, id: str, actor: Actor) -> Iterator[TenureEvidence]:
    """What an article's own words say of the office of an actor, who has this id in the dossier; what only the register knows is none."""
    office = actor.office
    if office is None or office.basis != "text":
        return
    span = _where_titled(reading.article.text, actor, office.title)
    words = reading.line(span) if span else None
    yield TenureEvidence(id, office.title, office.jurisdiction, reading.article.published, reading.key, span, words)


def _where_titled(text: str, actor: Actor, title: str) -> Span | None:
    """The sentence of a mention that has the words of the title, else that of the first mention."""
    sentences = [_sentence(text, mention) for mention in actor.mentions]
    wanted = set(title_words(title))
    return max(sentences, key=lambda s: (len(wanted & set(title_words(text[s.start : s.end]))), -s.start), default=None)


def _sentence(text: str, mention: Span) -> Span:
    """About the sentence a mention stands in: from one full stop, before a space, to the next."""
    start = max((text.rfind(mark, 0, mention.start) for mark in (". ", "! ", "? ", "\n")), default=-1) + 1
    ends = [at + 1 for mark in SENTENCE_ENDS if (at := text.find(mark, mention.end)) >= 0]
    end = min(ends, default=len(text))
    while start < mention.start and text[start].isspace():
        start += 1
    while end > mention.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _holdings(evidence: list[TenureEvidence]) -> Iterator[Holding]:
    """Offices over time, by the day they are first told; a title in other words is the same office."""
    offices: dict[tuple[tuple[str, ...], str | None], list[TenureEvidence]] = {}
    for row in evidence:
        offices.setdefault((title_words(row.title), row.jurisdiction), []).append(row)
    for rows in sorted(offices.values(), key=lambda rows: (rows[0].day or "9999", rows[0].title)):
        days = sorted(days.first for row in rows if (days := period(row.day)))
        first, last = (iso(days[0]), iso(days[-1])) if days else (None, None)
        yield Holding(rows[0].title, rows[0].jurisdiction, first, last, tuple(rows))
