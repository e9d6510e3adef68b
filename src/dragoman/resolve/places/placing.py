"""Placing: what the text says of where each toponym lies, turned into senses."""

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.resolve.places.candidate import Candidate, contains
from dragoman.resolve.places.containment import Container, find_containers, find_rows
from dragoman.resolve.places.lookup import Read, division_senses
from dragoman.resolve.places.page import Page, Toponym
from dragoman.resolve.places.sense import Sense

MUCH_LESS = 2.5
"""How much less than the likeliest place of a name is worth one that is no longer thought of as what contains another."""


def place(page: Page, kept: list[Read], towns: Gazetteer) -> list[Candidate]:
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
        return division_senses(container.divisions, towns)
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
    return tuple(s for s in senses if s.prior >= best - MUCH_LESS)
