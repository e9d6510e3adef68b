"""Looking toponyms up, and which of them may be believed to be places at all."""

import re
from dataclasses import dataclass, replace

from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.resolve.places.page import Page, Toponym
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import division, senses_of
from dragoman.resolve.places.surroundings import is_due

GUESSED = ("misread", "part", "repeat")
"""What a toponym was found by that says little."""
SIGHTED = ("recogniser", "dateline", "table")
"""What a toponym was found by that makes other mentions of the name believable."""
KNOWN_BY_NAME = 100_000
"""Inhabitants from which a town's name is believed where nothing but the name says that it is a place."""
MODIFIERS = ("compound", "nmod", "poss", "amod")


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


def believable(page: Page, reads: list[Read]) -> list[Read]:
    """Those that may be believed to be places at all: seen as one here or elsewhere in the article, or well known."""
    sighted = {read.key for read in reads if read.toponym.basis in SIGHTED and read.senses}
    placed = {read.key for read in reads if read.key in page.words.suspects and _stands_as_place(page, read.toponym)}
    believed = [read if read.key in sighted or not _is_guess(page, read.toponym) else _with_known_senses(read) for read in reads]
    return [
        read
        for read in believed
        if (read.senses or read.toponym.basis == "recogniser")
        and not _is_suspect(page, read, placed)
        and not _is_common(page, read)
    ]


def _is_guess(page: Page, toponym: Toponym) -> bool:
    """Whether nothing but the name itself says that it is a place."""
    return toponym.basis in GUESSED and not _is_before_its_place(page, toponym.last)


def _is_before_its_place(page: Page, last: int) -> bool:
    """Whether a place follows that may hold the name: "Ordino, Andorra", "Ordino in Andorra", "Dayton, Ky."."""
    at = last + 2
    if page.lower(last + 1) not in (",", "(", "in") or at >= len(page.tokens):
        return False
    while page.lower(at) in page.words.directions:
        at += 1
    return page.label(at) in ("GPE", "LOC") or (page.lower(at) != "" and page.tokens[at].text in page.atlas.abbreviations)


def _with_known_senses(read: Read) -> Read:
    """A guess with only those senses that are known well enough to be meant where nothing else tells of a place."""
    if read.toponym.basis == "repeat":
        return replace(read, senses=())
    return replace(read, senses=tuple(s for s in read.senses if s.population >= KNOWN_BY_NAME or (s.own and s.kind != "city")))


def _is_common(page: Page, read: Read, _: set[str]) -> bool:
    """Whether an article makes a town's or division's name a common noun: "the Centre", but "the London talks", "The Hague"."""
    first, last = read.toponym.first, read.toponym.last
    if first < last or page.lower(first - 1) != "the" or page.tokens[last].dep in MODIFIERS or read.kind or not read.senses:
        return False
    return not any((s.kind != "city" and s.own) or s.name.lower().startswith("the ") for s in read.senses)


def _is_suspect(page: Page, read: Read, placed: set[str]) -> bool:
    """Whether a name is hardly ever a place, and nothing in the article says that it is one here.

    A surname may be one where the recogniser says so and nobody in the article has it.
    """
    kind, toponym = page.words.suspects.get(read.key), read.toponym
    if kind is None or toponym.basis == "table":
        return False
    seen = toponym.basis in ("recogniser", "dateline")
    if kind == "person":
        return read.key not in placed and (not seen or page.said(toponym.first, toponym.last) in page.surnames)
    return read.key not in placed or not seen


def _is_other_name(page: Page, read: Read, placed: set[str]) -> bool:
    """Whether what the recogniser takes for a place is a person, body, people or acronym, and no place of that name is well known."""
    first, last = read.toponym.first, read.toponym.last
    if read.toponym.basis != "recogniser" or read.toponym.divisions or read.key in placed:
        return False
    if any(s.kind != "city" or s.population >= KNOWN_BY_NAME for s in read.senses):
        return False
    said = page.said(first, last)
    if page.label(first) == "LOC" and read.senses:
        return True
    adjective = fold(said) in page.atlas.names
    return (
        adjective
        or said in page.surnames
        or fold(said) in page.words.bodies
        or not re.search(r"[^\W\d_]{2}", said)
        or said.isupper()
    )


def _stands_as_place(page: Page, toponym: Toponym) -> bool:
    """Whether a name stands where only places do: in a dateline, after "in" or "near", before the name of its division."""
    due = is_due(page, toponym.first, toponym.last) == "syntax"
    return toponym.basis == "dateline" or due or _is_before_its_place(page, toponym.last)


DOUBTS = (_is_suspect, _is_common, _is_other_name)
"""Why a toponym may be no place after all."""


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
