"""Votes: what the names of an article together say about where it plays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.resolve.places.candidate import Candidate
from dragoman.resolve.places.sense import Sense

NEIGHBOUR_KM = 120
CELL = 2.0
"""Degrees of a cell of the grid in which neighbours are looked up, so that long texts take no longer a name than short ones."""


@dataclass
class Votes:
    """Votes for countries, for divisions, and (`sisters`) for any division of a country.

    `chosen` are the towns and the like that were chosen the first time, by the cell of a grid, with the name each was chosen for.
    """

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    sisters: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    chosen: dict[tuple[int, int], list[tuple[str, Sense]]] = field(default_factory=dict)

    def count(self, shares: dict[Sense, float], times: float) -> None:
        """Adds what one name says, so many times."""
        for sense, share in shares.items():
            for country in sense.countries[:2]:
                self.countries[country] += share * times
            if sense.country and sense.admin1:
                self.divisions[sense.country, sense.admin1] += share * times
                self.sisters[sense.country] += share * times

    def support(self, sense: Sense, candidate: Candidate) -> tuple[float, float]:
        """The votes for the country and for the division of a sense.

        A division that shares its name with a country (Georgia) is not helped by the votes for its own country, which any
        diplomatic report names, but by those for other divisions and towns there.
        """
        division = self.divisions.get((sense.country or "", sense.admin1 or ""), 0.0) if sense.admin1 else 0.0
        country = max([0.0, *(self.countries.get(c, 0.0) for c in sense.countries[:2])])
        if sense.kind == "admin1" and any(s.kind == "country" for s in candidate.senses):
            country = self.sisters.get(sense.country or "", 0.0)
        return max(0.0, country), max(0.0, division)

    def choose(self, key: str, senses: Iterable[Sense]) -> None:
        """Notes the places that were chosen for a name."""
        for sense in senses:
            self.chosen.setdefault(_cell(sense), []).append((key, sense))

    def neighbours(self, sense: Sense, key: str) -> int:
        """How many other names stand for a place near by."""
        around = (found for cell in _around(_cell(sense)) for found in self.chosen.get(cell, ()))
        return len({name for name, other in around if name != key and sense.near(other, NEIGHBOUR_KM)})


def _cell(sense: Sense) -> tuple[int, int]:
    return int((sense.latitude or 0.0) // CELL), int((sense.longitude or 0.0) // CELL)


def _around(cell: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return ((cell[0] + down, cell[1] + right) for down in (-1, 0, 1) for right in (-1, 0, 1))
