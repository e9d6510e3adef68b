"""Inheritance: a place without a point of its own takes that of the town or division in which the text says it lies.

Its `precision` says so: a street whose precision is `city` stands at its town's point. Countries pass nothing on: a point in
the middle of a country tells nothing about a street in it.
"""

from dataclasses import replace

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.resolve.places.choice import Candidate
from dragoman.resolve.places.page import Page, Toponym
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import senses_of, spellings

PASSING_ON = ("city", "capital", "admin1", "admin2", "island", "venue", "base", "crossing")
LARGE = 100_000
"""Inhabitants from which a town is known by its name within a venue's ("Dubai World Trade Centre")."""


def inherit(page: Page, candidates: list[Candidate], senses: list[Sense | None], towns: Gazetteer) -> list[Sense | None]:
    """The senses, with those added that recognised places have from what contains them."""
    pairs = list(zip(candidates, senses, strict=True))
    chosen = {candidate.toponym: sense for candidate, sense in pairs if sense}
    by_words = {page.said(t.first, t.last): sense for t, sense in chosen.items() if t.form == "name"}
    return [sense or _inherited(page, candidate, chosen, by_words, towns) for candidate, sense in pairs]


def _inherited(
    page: Page, candidate: Candidate, chosen: dict[Toponym, Sense], by_words: dict[str, Sense], towns: Gazetteer
) -> Sense | None:
    if candidate.toponym.basis != "recogniser":
        return None
    holder = _container(candidate, chosen)
    if holder is None:
        holder = _inner(page, candidate, by_words, towns)
    if holder is None or holder.kind not in PASSING_ON:
        return None
    kind = "venue" if candidate.toponym.form == "facility" else "place"
    name = page.said(candidate.toponym.first, candidate.toponym.last)
    return replace(holder, name=name, kind=kind, geonames=None, population=0)


def _container(candidate: Candidate, chosen: dict[Toponym, Sense]) -> Sense | None:
    """What the text says contains the place: as chosen, or as the only one that an abbreviation leaves."""
    if candidate.container is not None:
        return chosen.get(candidate.container)
    return candidate.within[0] if candidate.within else None


def _inner(page: Page, candidate: Candidate, by_words: dict[str, Sense], towns: Gazetteer) -> Sense | None:
    """The place that another has in its name ("Salinas Valley"), as elsewhere in the article; for a venue, as everybody knows it."""
    first, last = candidate.toponym.first, candidate.toponym.last
    for length in range(last - first, 0, -1):
        for start in (first, last - length + 1):
            said = page.said(start, start + length - 1)
            if said in by_words:
                return by_words[said]
            if candidate.toponym.form == "facility" and said[0].isupper() and (known := _known(said, page, towns)):
                return known
    return None


def _known(said: str, page: Page, towns: Gazetteer) -> Sense | None:
    key = spellings(said)[0]
    senses = senses_of(key, page.atlas, towns) if key not in page.words.suspects else ()
    best = max(senses, key=lambda s: s.prior, default=None)
    return best if best and best.is_town and best.own and best.population >= LARGE else None
