"""The search for places: from toponyms over their senses to records."""

from collections import defaultdict
from dataclasses import dataclass, replace

from dragoman.document import Document
from dragoman.knowledge.gazetteer import Gazetteer, gazetteer
from dragoman.records import Place, Span, record_id
from dragoman.resolve.places.atlas import atlas
from dragoman.resolve.places.choice import Candidate, choose
from dragoman.resolve.places.containment import Container, find_containers
from dragoman.resolve.places.page import Page, Toponym
from dragoman.resolve.places.recognition import find_in_tables, find_recognised
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import division, senses_of
from dragoman.resolve.places.surroundings import find_abbreviations, find_datelines, find_unrecognised
from dragoman.resolve.places.vocabulary import vocabulary

FINDERS = (find_in_tables, find_abbreviations, find_recognised, find_datelines, find_unrecognised)
"""In the order of trust: of two toponyms of the same words, the first stays."""
KNOWN_BY_NAME = 100_000
"""Inhabitants from which a town's name is believed where the recogniser read something else and nothing says that a place is due."""


@dataclass(frozen=True, slots=True)
class Read:
    """A toponym as it was looked up."""

    toponym: Toponym
    key: str
    senses: tuple[Sense, ...]
    kind: str | None = None


def find_places(document: Document) -> list[Place]:
    """The places of a document in the order of their first mention."""
    page, towns = Page(document, atlas(), vocabulary()), gazetteer()
    toponyms = [toponym for find in FINDERS for toponym in find(page)]
    towns.find_all({key for t in toponyms for key, _ in t.readings})
    kept = _apart([read for t in toponyms if _is_believable(read := _look_up(page, t, towns))])
    candidates = _candidates(page, kept, towns)
    return _records(document, candidates, choose(candidates))


# ------------------------------------------------------------ looking up


def _look_up(page: Page, toponym: Toponym, towns: Gazetteer) -> Read:
    """The folded name, senses and kind of the first reading that has any senses."""
    if toponym.fixed:
        return Read(toponym, f"={toponym.fixed.name}", (toponym.fixed,))
    if toponym.divisions:
        return Read(toponym, page.said(toponym.first, toponym.last), _divisions(toponym.divisions, towns))
    for key, kind in toponym.readings:
        if senses := senses_of(key, page.atlas, towns):
            return Read(toponym, key, senses, kind)
    return Read(toponym, toponym.readings[0][0] if toponym.readings else "", ())


def _divisions(codes: tuple[tuple[str, str], ...], towns: Gazetteer) -> tuple[Sense, ...]:
    return tuple(sense for code in codes if (sense := division(*code, towns)))


def _is_believable(read: Read) -> bool:
    """Whether what was found justifies the guess that the words are a place at all."""
    basis, senses = read.toponym.basis, read.senses
    if basis == "misread":
        return any(s.kind not in ("city", "admin2") and s.own or s.kind == "city" and s.own and s.population >= KNOWN_BY_NAME for s in senses)
    return bool(senses) or basis == "recogniser"


def _apart(read: list[Read]) -> list[Read]:
    """Without those that overlap a better one, in text order: with senses before without, then the longer, then the more trusted."""
    kept: list[Read] = []
    taken: set[int] = set()
    for one in sorted(read, key=lambda r: (not r.senses, r.toponym.first - r.toponym.last)):
        inside = range(one.toponym.first, one.toponym.last + 1)
        if taken.isdisjoint(inside):
            taken.update(inside)
            kept.append(one)
    return sorted(kept, key=lambda r: r.toponym.first)


def _candidates(page: Page, kept: list[Read], towns: Gazetteer) -> list[Candidate]:
    containers = find_containers(page, [read.toponym for read in kept])
    senses = {read.toponym: read.senses for read in kept}
    found = []
    for read in kept:
        within = _within(read, containers.get(read.toponym), senses, towns)
        found.append(Candidate(read.toponym, read.key, read.senses, read.kind, within))
    return found


def _within(read: Read, container: Container | None, senses: dict[Toponym, tuple[Sense, ...]], towns: Gazetteer) -> tuple[Sense, ...]:
    """The senses of what contains a toponym, unless it may be one of a row of countries or divisions."""
    if container is None:
        return ()
    if container.within is None:
        return _divisions(container.divisions, towns)
    holders = senses[container.within][:3]
    ranks = {s.kind for s in read.senses[:3]} & {"country", "admin1"}
    if container.listed and ranks & {s.kind for s in holders} or "country" in ranks and holders and holders[0].kind != "admin1":
        return ()
    return holders


# ------------------------------------------------------------ records


def _records(document: Document, candidates: list[Candidate], senses: list[Sense | None]) -> list[Place]:
    """One record a place, with all its mentions."""
    spans: dict[Sense | str, list[Span]] = defaultdict(list)
    kinds: dict[Sense | str, str] = {}
    for candidate, sense in zip(candidates, senses, strict=True):
        toponym = candidate.toponym
        if sense or toponym.basis == "recogniser":
            span = document.span(toponym.first, toponym.last)
            what = replace(sense, prior=0.0, own=True) if sense else document.words(span)
            spans[what].append(span)
            kinds.setdefault(what, "venue" if toponym.form == "facility" else "place")
    return [_record(document, what, tuple(mentions), kinds[what]) for what, mentions in spans.items()]


def _record(document: Document, what: Sense | str, mentions: tuple[Span, ...], kind: str) -> Place:
    article = document.article.id
    if isinstance(what, str):
        return Place(record_id(article, "place", what), what, kind, mentions=mentions)
    return Place(
        id=record_id(article, "place", what.name, what.kind, what.country, what.latitude, what.longitude),
        name=what.name,
        kind=what.kind,
        country=what.country,
        latitude=what.latitude,
        longitude=what.longitude,
        precision=what.precision,
        geonames=what.geonames,
        mentions=mentions,
    )
