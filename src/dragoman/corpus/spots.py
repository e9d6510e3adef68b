"""Where something was, made comparable across articles."""

from dataclasses import dataclass

from dragoman.knowledge.folding import fold
from dragoman.records import Place

COARSE = {"country", "region", "sea", "island"}
"""What a point may stand for without being a town or a house in it."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place as it is compared; `coarse` where it is no town. `country` is "" where unknown."""

    name: str
    country: str
    coarse: bool

    def same(self, other: "Spot") -> bool:
        """Whether both are one place by name and country."""
        return self.name == other.name and (self.country == other.country or not (self.country and other.country))

    def apart(self, other: "Spot") -> bool:
        """Whether they cannot be one place: other countries, or two towns. A town lies in its country, and perhaps in a region of it."""
        if self.same(other):
            return False
        if self.country and other.country and self.country != other.country:
            return True
        return not (self.coarse or other.coarse)


def spot(place: Place | None) -> Spot | None:
    """A place made comparable."""
    if place is None:
        return None
    return Spot(fold(place.name), place.country or "", (place.precision or place.kind) in COARSE)
