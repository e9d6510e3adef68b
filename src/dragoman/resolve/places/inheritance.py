"""Inheritance: a place without a point of its own takes that of the town or division in which the text says it lies.

Its `precision` says so: a street whose precision is `city` stands at its town's point. Countries pass nothing on: a point in
the middle of a country tells nothing about a street in it.
"""

from dataclasses import replace

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.resolve.places.candidate import Candidate
from dragoman.resolve.places.page import Page
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import senses_of, spellings

PASSING_ON = ("city", "capital", "admin1", "admin2", "island", "venue", "base", "crossing")
LARGE = 100_000
"""Inhabitants from which a town is known by its name within a venue's ("Dubai World Trade Centre")."""


def inherit(page: Page, candidates: list[Candidate], senses: list[Sense | None], towns: Gazetteer) -> list[Sense | None]:
    """The senses, with those added that recognised places have from what contains them."""
    heritage = Heritage(page, candidates, senses, towns)
    return [sense or heritage.of(candidate) for candidate, sense in zip(candidates, senses, strict=True)]


class Heritage:
    """The places of an article that others may lie in."""

    def __init__(self, page: Page, candidates: list[Candidate], senses: list[Sense | None], towns: Gazetteer) -> None:
        self.page = page
        self.towns = towns
        self.chosen = {c.toponym: sense for c, sense in zip(candidates, senses, strict=True) if sense}
        self.by_words = {page.said(t.first, t.last): sense for t, sense in self.chosen.items() if t.form == "name"}

    def of(self, candidate: Candidate) -> Sense | None:
        """What a recognised place has from its container, or from the place in its own name; None where these pass nothing on."""
        if candidate.toponym.basis != "recogniser":
            return None
        holder = self._container(candidate) or self._inner(candidate)
        if holder is None or holder.kind not in PASSING_ON:
            return None
        kind = "venue" if candidate.toponym.form == "facility" else "place"
        name = self.page.said(candidate.toponym.first, candidate.toponym.last)
        return replace(holder, name=name, kind=kind, geonames=None, population=0)

    def _container(self, candidate: Candidate) -> Sense | None:
        """What the text says contains the place: as chosen, or the division that an abbreviation stands for."""
        if candidate.container is not None:
            return self.chosen.get(candidate.container)
        return candidate.within[0] if candidate.within else None

    def _inner(self, candidate: Candidate) -> Sense | None:
        """The place of the article that another has in its name ("Salinas Valley"); for a venue, one that everybody knows."""
        first, last = candidate.toponym.first, candidate.toponym.last
        for length in range(last - first, 0, -1):
            for start in (first, last - length + 1):
                said = self.page.said(start, start + length - 1)
                sense = self.by_words.get(said)
                if sense is None and candidate.toponym.form == "facility":
                    sense = self._known(said)
                if sense is not None:
                    return sense
        return None

    def _known(self, said: str) -> Sense | None:
        """The large town of this name."""
        key = spellings(said)[0]
        if not said[0].isupper() or not key or key in self.page.words.suspects:
            return None
        best = max(senses_of(key, self.page.atlas, self.towns), key=lambda s: s.prior, default=None)
        return best if best and best.is_town and best.own and best.population >= LARGE else None
