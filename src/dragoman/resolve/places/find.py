"""The search for places: from toponyms over their senses to records."""

from collections import defaultdict
from dataclasses import dataclass, replace

from dragoman.document import Document
from dragoman.knowledge.gazetteer import Gazetteer, gazetteer
from dragoman.records import Place, Span, record_id
from dragoman.resolve.places.atlas import atlas
from dragoman.resolve.places.choice import Candidate, choose, contains
from dragoman.resolve.places.containment import Container, find_containers, find_rows
from dragoman.resolve.places.inheritance import inherit
from dragoman.resolve.places.page import Page, Toponym
from dragoman.resolve.places.recognition import find_in_tables, find_recognised
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import division, senses_of
from dragoman.resolve.places.surroundings import find_abbreviations, find_datelines, find_unrecognised
from dragoman.resolve.places.vocabulary import vocabulary

FINDERS = (find_in_tables, find_abbreviations, find_recognised, find_datelines, find_unrecognised)
"""In the order of trust: of two toponyms of the same words, the first stays."""
SIGHTED = ("recogniser", "dateline", "table")
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
    kept = _apart(_believable([_look_up(page, toponym, towns) for toponym in toponyms]))
    candidates = _candidates(page, kept, towns)
    senses = inherit(page, candidates, choose(candidates), towns)
    return _records(document, candidates, senses)


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


def _believable(reads: list[Read]) -> list[Read]:
    """Those of which it may be believed that they are places at all: seen as one here or elsewhere in the article, or well known."""
    sighted = {read.key for read in reads if read.toponym.basis in SIGHTED and read.senses}
    return [read for read in reads if read.toponym.basis == "recogniser" or read.senses and (_is_place(read) or read.key in sighted)]


def _is_place(read: Read) -> bool:
    basis = read.toponym.basis
    if basis in ("misread", "part"):
        return any(s.own and (s.population >= KNOWN_BY_NAME or s.kind != "city") for s in read.senses)
    return basis != "repeat"


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
    """The toponyms with what the text says of where they lie; the last of "Austin, Scott County, Indiana" settles the others."""
    toponyms = [read.toponym for read in kept]
    containers = find_containers(page, toponyms)
    rows = find_rows(page, toponyms, containers)
    by_toponym = {read.toponym: read for read in kept}
    found: dict[Toponym, Candidate] = {}
    for read in reversed(kept):
        within = _within(read, containers.get(read.toponym), by_toponym, found, towns)
        row = tuple(likely for other in rows.get(read.toponym, ()) if (likely := _likeliest(by_toponym[other].senses)))
        found[read.toponym] = Candidate(read.toponym, read.key, read.senses, read.kind, within, row=row, container=_holder(containers.get(read.toponym)))
    for toponym, container in containers.items():
        if container.within and not container.listed and (holder := found[container.within]):
            holder.held += found[toponym].senses
    return [found[read.toponym] for read in kept]


def _holder(container: Container | None) -> Toponym | None:
    return container.within if container and not container.listed else None


def _likeliest(senses: tuple[Sense, ...]) -> Sense | None:
    return max(senses, key=lambda s: s.prior, default=None)


def _within(
    read: Read, container: Container | None, reads: dict[Toponym, Read], found: dict[Toponym, Candidate], towns: Gazetteer
) -> tuple[Sense, ...]:
    """The senses of what contains a toponym, unless it may be one of a row of countries or divisions."""
    if container is None:
        return ()
    if container.within is None:
        return _divisions(container.divisions, towns)
    settled = found[container.within].inside if container.within in found else ()
    holders = settled or _main(reads[container.within].senses)
    if _is_one_of_a_row(read.senses, holders, container):
        return ()
    return holders if not container.listed or any(contains(h, s) for h in holders for s in read.senses) else ()


def _is_one_of_a_row(senses: tuple[Sense, ...], holders: tuple[Sense, ...], container: Container) -> bool:
    """Whether "Georgia, Virginia" and "China, Japan" are two places of one rank, of which none contains the other."""
    if not holders or not senses:
        return False
    if _likeliest(senses).kind == "country":
        return container.listed or holders[0].kind != "admin1"
    peers = [s for s in senses if s.kind == "admin1" and s.country == holders[0].country]
    return container.listed and holders[0].kind == "admin1" and bool(peers)


def _main(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """The senses that may well contain others: the likeliest and those not much less likely."""
    best = max((s.prior for s in senses), default=0.0)
    return tuple(s for s in senses if s.prior >= best - 2.5)


# ------------------------------------------------------------ records


def _records(document: Document, candidates: list[Candidate], senses: list[Sense | None]) -> list[Place]:
    """One record a place, with all its mentions."""
    spans: dict[Sense, list[Span]] = defaultdict(list)
    named: dict[Sense, Sense] = {}
    for candidate, sense in zip(candidates, senses, strict=True):
        toponym = candidate.toponym
        if sense is None and toponym.basis != "recogniser":
            continue
        span = document.span(toponym.first, toponym.last)
        span = Span(span.start, span.end - toponym.cut)
        words = document.words(span)
        found = replace(sense, name=_name(sense, words)) if sense else _unknown(words, toponym)
        place = replace(found, name="" if found.geonames else found.name, prior=0.0, own=True)
        spans[place].append(span)
        named.setdefault(place, found)
    return [_record(document.article.id, named[place], tuple(mentions)) for place, mentions in spans.items()]


def _unknown(words: str, toponym: Toponym) -> Sense:
    """What is known of a place that no table has."""
    return Sense(words, "venue" if toponym.form == "facility" else "place", None, (), None, None, None)


def _name(sense: Sense, words: str) -> str:
    """The gazetteer's own name; for a town called otherwise in English ("Zakho", not "Zaxo") the name in the text."""
    if sense.own or sense.kind != "city":
        return sense.name
    return words.title() if words.isupper() else words


def _record(article: str, place: Sense, mentions: tuple[Span, ...]) -> Place:
    return Place(
        id=record_id(article, "place", place.geonames or place.name, place.kind, place.country, place.latitude, place.longitude),
        name=place.name,
        kind=place.kind,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        geonames=place.geonames,
        mentions=mentions,
    )
