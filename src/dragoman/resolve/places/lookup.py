"""Looking toponyms up, and keeping those apart that overlap."""

from dataclasses import dataclass

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.resolve.places.page import Page, Toponym
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import division, senses_of


@dataclass(frozen=True, slots=True)
class Read:
    """A toponym as it was looked up."""

    toponym: Toponym
    key: str
    senses: tuple[Sense, ...]
    kind: str | None = None


def look_up(page: Page, toponym: Toponym, towns: Gazetteer) -> Read:
    """The folded name, senses and kind of the first reading that has any senses."""
    if toponym.fixed:
        return Read(toponym, f"={toponym.fixed.name}", (toponym.fixed,))
    if toponym.divisions:
        return Read(toponym, page.said(toponym.first, toponym.last), division_senses(toponym.divisions, towns))
    for key, kind in toponym.readings:
        if senses := senses_of(key, page.atlas, towns):
            return Read(toponym, key, senses, kind)
    return Read(toponym, toponym.readings[0][0] if toponym.readings else "", ())


def division_senses(codes: tuple[tuple[str, str], ...], towns: Gazetteer) -> tuple[Sense, ...]:
    """The senses of some divisions, each given by country and code."""
    return tuple(sense for code in codes if (sense := division(*code, towns)))


def apart(read: list[Read]) -> list[Read]:
    """Without those that overlap a better one, in text order: one with senses, then the longer, then the more trusted."""
    kept: list[Read] = []
    taken: set[int] = set()
    for one in sorted(read, key=lambda r: (not r.senses, r.toponym.first - r.toponym.last)):
        inside = range(one.toponym.first, one.toponym.last + 1)
        if taken.isdisjoint(inside):
            taken.update(inside)
            kept.append(one)
    return sorted(kept, key=lambda r: r.toponym.first)
