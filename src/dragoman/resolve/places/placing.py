"""Placing: what the text says of where each toponym lies, turned into candidates."""

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.resolve.places.candidate import Candidate, contains
from dragoman.resolve.places.containment import Container, find_containers, find_rows
from dragoman.resolve.places.lookup import Read, division_senses
from dragoman.resolve.places.page import Page, Toponym
from dragoman.resolve.places.sense import Sense

MUCH_LESS = 2.5
"""How much less than the likeliest place of a name is worth one that is no longer thought of as what contains another."""


def place(page: Page, reads: list[Read], towns: Gazetteer) -> list[Candidate]:
    """The candidates of an article's toponyms, in their order."""
    return Placing(page, reads, towns).candidates()


class Placing:
    """The toponyms of an article, which contain each other or stand in rows."""

    def __init__(self, page: Page, reads: list[Read], towns: Gazetteer) -> None:
        toponyms = [read.toponym for read in reads]
        self.towns = towns
        self.reads = {read.toponym: read for read in reads}
        self.containers = find_containers(page, toponyms)
        self.rows = find_rows(page, toponyms, self.containers)
        self.found: dict[Toponym, Candidate] = {}

    def candidates(self) -> list[Candidate]:
        """Made from the last to the first: in "Austin, Scott County, Indiana" the state settles the county, and that the town."""
        for read in reversed(self.reads.values()):
            self.found[read.toponym] = self._candidate(read)
        for toponym, candidate in self.found.items():
            if candidate.container:
                self.found[candidate.container].held += self.found[toponym].senses
        return [self.found[toponym] for toponym in self.reads]

    def _candidate(self, read: Read) -> Candidate:
        container = self.containers.get(read.toponym)
        row = [self.reads[other].senses for other in self.rows.get(read.toponym, ())]
        return Candidate(
            toponym=read.toponym,
            key=read.key,
            senses=read.senses,
            kind=read.kind,
            within=self._within(read, container) if container else (),
            row=tuple(_likeliest(senses) for senses in row if senses),
            container=container.within if container and not container.listed else None,
        )

    def _within(self, read: Read, container: Container) -> tuple[Sense, ...]:
        """The senses of what contains a toponym, unless the two may be of a row of countries or divisions."""
        if container.within is None:
            return division_senses(container.divisions, self.towns)
        settled = self.found[container.within].inside if container.within in self.found else ()
        holders = settled or _main(self.reads[container.within].senses)
        if holders and read.senses and _are_peers(read.senses, holders, container):
            return ()
        return holders if not container.listed or any(contains(h, s) for h in holders for s in read.senses) else ()


def _are_peers(senses: tuple[Sense, ...], holders: tuple[Sense, ...], container: Container) -> bool:
    """Whether "Georgia, Virginia" and "China, Japan" are two places of one rank, of which none contains the other."""
    if _likeliest(senses).kind == "country":
        return container.listed or holders[0].kind != "admin1"
    peers = [s for s in senses if s.kind == "admin1" and s.country == holders[0].country]
    return container.listed and holders[0].kind == "admin1" and bool(peers)


def _likeliest(senses: tuple[Sense, ...]) -> Sense:
    return max(senses, key=lambda s: s.prior)


def _main(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """The senses that may well contain others: the likeliest and those not much less likely."""
    best = max((s.prior for s in senses), default=0.0)
    return tuple(s for s in senses if s.prior >= best - MUCH_LESS)
