"""A sense: one of the places that a name may stand for."""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, log10, radians, sin, sqrt

from dragoman.knowledge.gazetteer import Entry

EARTH_KM = 6371.0
ALTERNATE = 1.5
"""How much less a place is worth under a name that is not its own."""
CAPITAL = 1.5
"""How much more a capital is worth than another town of its size."""
CONTINENT = 9.0
SMALL = 15_000
"""Inhabitants below which a town is known near by only."""
OBSCURE = 0.5
"""How much less such a town is worth than its size says."""
UNKNOWN_SIZE = 3000
"""Inhabitants taken for a town of which GeoNames does not know them, mostly the seat of a district."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A place. `prior` is its worth before the context is known, in powers of ten of inhabitants; `own` as in the gazetteer.

    `kind` and `precision` as in `records.Place`; `countries` are all that it lies in; `admin1` is the code of its division.
    """

    name: str
    kind: str
    country: str | None
    countries: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    precision: str | None
    geonames: int | None = None
    admin1: str | None = None
    population: int = 0
    own: bool = True
    prior: float = 0.0

    @property
    def is_town(self) -> bool:
        """Whether it is a town of the gazetteer."""
        return self.kind in ("city", "capital")

    def near(self, other: "Sense", limit: float) -> bool:
        """Whether another place lies within so many kilometres."""
        if self.latitude is None or self.longitude is None or other.latitude is None or other.longitude is None:
            return False
        return kilometres(self.latitude, self.longitude, other.latitude, other.longitude) <= limit


@lru_cache(maxsize=8192)
def sense_of(entry: Entry, is_capital: bool = False) -> Sense:
    """The sense that an entry of the gazetteer is."""
    return Sense(
        name=entry.name,
        kind="capital" if is_capital else entry.kind,
        country=entry.country or None,
        countries=(entry.country,) if entry.country else (),
        latitude=entry.latitude,
        longitude=entry.longitude,
        precision=entry.kind,
        geonames=entry.geonames,
        admin1=entry.admin1 or None,
        population=entry.population,
        own=entry.own,
        prior=_prior(entry) + CAPITAL * is_capital,
    )


def _prior(entry: Entry) -> float:
    """How likely a place is meant where nothing else is known; divisions by less than their inhabitants."""
    size = log10(entry.population or UNKNOWN_SIZE)
    if entry.kind == "admin1":
        return 4.2 + 0.3 * size - 0.5 * (not entry.own)
    if entry.kind == "admin2":
        return 2.2 + 0.5 * size
    if entry.kind == "continent":
        return CONTINENT
    return size - ALTERNATE * (not entry.own) - OBSCURE * (entry.population < SMALL)


def kilometres(south: float, west: float, north: float, east: float) -> float:
    """The great-circle distance of two points, each a latitude and a longitude in degrees."""
    south, west, north, east = (radians(x) for x in (south, west, north, east))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
