"""Belief: which toponyms may be places at all.

A name that the recogniser or a table takes for a place mostly is one; it is doubted where the article or the register knows
it as something else. A name that only looks like a place's is believed where the recogniser saw it elsewhere in the
article, where it stands before its country or division, or where it is well known.
"""

import re
from dataclasses import replace

from dragoman.knowledge.folding import fold
from dragoman.resolve.places.lookup import Read
from dragoman.resolve.places.page import LONGEST_ACRONYM, Page, Toponym
from dragoman.resolve.places.surroundings import is_due

GUESSED = ("misread", "part", "repeat")
"""What a toponym was found by that says little."""
SIGHTED = ("recogniser", "dateline", "table")
"""What a toponym was found by that makes other mentions of the name believable."""
KNOWN_BY_NAME = 100_000
"""Inhabitants from which a town's name is believed where nothing but the name says that it is a place."""
MODIFIERS = ("compound", "nmod", "poss", "amod")
LETTERS = re.compile(r"[^\W\d_]{2}")


def believable(page: Page, reads: list[Read]) -> list[Read]:
    """Those that may be believed to be places."""
    sighted = {read.key for read in reads if read.toponym.basis in SIGHTED and read.senses}
    placed = {read.key for read in reads if read.key in page.words.suspects and _stands_as_place(page, read.toponym)}
    believed = [_as_believed(page, read, sighted) for read in reads]
    named = [read for read in believed if read.senses or read.toponym.basis == "recogniser"]
    return [r for r in named if not (_is_suspect(page, r, placed) or _is_common(page, r) or _is_other_name(page, r))]


# ------------------------------------------------------------ for


def _stands_as_place(page: Page, toponym: Toponym) -> bool:
    """Whether a name stands where only places do: in a dateline, after "in" or "near", before the name of its division."""
    due = is_due(page, toponym.first, toponym.last) == "syntax"
    return toponym.basis == "dateline" or due or _is_before_its_place(page, toponym.last)


def _is_before_its_place(page: Page, last: int) -> bool:
    """Whether a place follows that may hold the name: "Ordino, Andorra", "Ordino in Andorra", "Dayton, Ky."."""
    at = last + 2
    if page.lower(last + 1) not in (",", "(", "in") or at >= len(page.tokens):
        return False
    while page.lower(at) in page.words.directions:
        at += 1
    return page.label(at) in ("GPE", "LOC") or (page.lower(at) != "" and page.tokens[at].text in page.atlas.abbreviations)


def _as_believed(page: Page, read: Read, sighted: set[str]) -> Read:
    """The toponym without senses that are not credible: of a guess the little known, of a landscape small towns ("Earth")."""
    if read.key not in sighted and _is_guess(page, read.toponym):
        return _with_known_senses(read)
    if page.label(read.toponym.first) == "LOC" and not _stands_as_place(page, read.toponym):
        return replace(read, senses=tuple(s for s in read.senses if s.kind != "city" or s.population >= KNOWN_BY_NAME))
    return read


def _is_guess(page: Page, toponym: Toponym) -> bool:
    """Whether nothing but the name itself says that it is a place."""
    return toponym.basis in GUESSED and not _is_before_its_place(page, toponym.last)


def _with_known_senses(read: Read) -> Read:
    """A guess with only those senses that are known well enough to be meant where nothing else tells of a place."""
    if read.toponym.basis == "repeat":
        return replace(read, senses=())
    known = [s for s in read.senses if s.own and (s.population >= KNOWN_BY_NAME or s.kind != "city")]
    around = {(s.country, s.admin1) for s in known if s.kind == "admin1"}
    namesakes = [s for s in read.senses if s.is_town and s not in known and (s.country, s.admin1) in around]
    return replace(read, senses=(*known, *namesakes))


# ------------------------------------------------------------ against


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


def _is_common(page: Page, read: Read) -> bool:
    """Whether an article makes a town's or division's name a common noun: "the Centre", but "the London talks", "The Hague"."""
    first, last = read.toponym.first, read.toponym.last
    if first < last or page.lower(first - 1) != "the" or page.tokens[last].dep in MODIFIERS or read.kind or not read.senses:
        return False
    return not any((s.kind != "city" and s.own) or s.name.lower().startswith("the ") for s in read.senses)


def _is_other_name(page: Page, read: Read) -> bool:
    """Whether what the recogniser takes for a place is a people, person, body or acronym, and no place so called is known."""
    toponym = read.toponym
    if toponym.basis != "recogniser" or read.senses or _stands_as_place(page, toponym):
        return False
    said = page.said(toponym.first, toponym.last)
    known = fold(said) in page.atlas.names or fold(said) in page.words.bodies or said in page.surnames
    return known or not LETTERS.search(said) or (said.isupper() and len(said) <= LONGEST_ACRONYM)
