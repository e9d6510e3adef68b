"""A candidate: a toponym with the senses it may have and what the text says of where it lies."""

from dataclasses import dataclass, field

from dragoman.resolve.places.page import Toponym
from dragoman.resolve.places.sense import Sense

NEAR_KM, REGION_KM = 70, 900
"""How far a place may lie from the town or county, and from the region, that is said to contain it."""


@dataclass
class Candidate:
    """A toponym with the senses it may have; `key` is the folded name, `kind` the kind that a type word beside it gives.

    `container` is the toponym that contains it, if one does; `within` are the senses of what contains it, `inside` those of its
    own senses that lie there, `held` those of what it contains itself. `row` are the likeliest senses of its neighbours in a row.
    """

    toponym: Toponym
    key: str
    senses: tuple[Sense, ...]
    kind: str | None = None
    within: tuple[Sense, ...] = ()
    held: tuple[Sense, ...] = ()
    row: tuple[Sense, ...] = ()
    container: Toponym | None = None
    inside: tuple[Sense, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.inside = tuple(s for s in self.senses if any(contains(container, s) for container in self.within))


def contains(container: Sense, sense: Sense) -> bool:
    """Whether a place lies in another, as far as the tables tell."""
    if sense.kind in ("country", "continent", "polity"):
        return False
    if container.kind in ("country", "polity", "continent"):
        return (sense.country or "") in container.countries
    if container.kind == "admin1":
        return sense.kind != "admin1" and (sense.country, sense.admin1) == (container.country, container.admin1)
    if container.kind == "admin2":
        return sense.kind not in ("admin1", "admin2") and sense.country == container.country and container.near(sense, NEAR_KM)
    if container.is_town:
        return not sense.is_town and sense.kind != "admin1" and container.near(sense, NEAR_KM)
    return sense.country in container.countries and container.near(sense, REGION_KM)
