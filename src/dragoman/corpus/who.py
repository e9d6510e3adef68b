"""Who is who across articles: actors made comparable, and how surely two of them are the same or act for the same side.

Within an article the resolver has joined names already; between articles names differ in length ("Sigrid Halvorsen", "Halvorsen"),
spelling ("Khaled", "Khalid"), or one report has only the office ("the Norwegian foreign minister") or the state.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.folding import fold
from dragoman.lexicon.loader import load
from dragoman.records import Actor

SAME = 1.0
ONE_UNPLACED = 0.95
SHORTER = 0.85
SPELLED = 0.8
OFFICE = 0.7
GOVERNING = 0.6
SIDE = 0.5
GOVERNING_KINDS = {"state", "government", "ministry"}
FAMILY_FIRST = {"CHN", "HKG", "HUN", "JPN", "KHM", "KOR", "PRK", "SGP", "TWN", "VNM", None}
"""Countries whose names may begin with the family's."""
INTERNATIONAL = {"IGO", "NGO", "MNC", "IMG", None}
"""Codes that are no side: two who share one need not belong together."""


@dataclass(frozen=True, slots=True, order=True)
class Who:
    """An actor as it is compared. `words` of a name in its spelling's skeleton; `title` the words of an office, empty where none is told.

    `named` is True of a person whose name the article has; who is only called by an office is known by it, whatever name the register gives.
    `country` is "" where it is unknown, so that actors can be put in order.
    """

    kind: str
    name: str
    country: str
    words: tuple[str, ...]
    title: tuple[str, ...]
    named: bool

    @property
    def governs(self) -> bool:
        """Whether it is a state or its government."""
        return self.kind in GOVERNING_KINDS

    @property
    def stands_for_side(self) -> bool:
        """Whether it stands for whoever acts for its side: a state, its government, an unnamed minister, officials."""
        officials = self.kind == "people" and bool(_officials() & set(self.name.split()))
        return self.governs or officials or (self.kind == "person" and not self.named)

    @property
    def side(self) -> str:
        """The country acted for, "" where the code is none."""
        return "" if self.country in INTERNATIONAL else self.country

    def handles(self) -> Iterator[str]:
        """What the actor is looked up by: the family name of a person, the name of anything else."""
        if not self.named:
            yield f"{self.kind}:{self.name}"
        elif self.words:
            yield self.words[-1]
            if (self.country or None) in FAMILY_FIRST and self.words[0] != self.words[-1]:
                yield self.words[0]


def who(actor: Actor, text: str) -> Who:
    """An actor of an article with this text made comparable."""
    title = actor.office.title if actor.office else ""
    named = actor.kind == "person" and _is_name(actor.name) and _has_name(actor, text)
    if actor.kind == "person" and not named and actor.mentions:
        title = max((text[start:end] for start, end in actor.mentions), key=len)
    return _who(actor.kind, actor.name, actor.country or "", title, named)


def _has_name(actor: Actor, text: str) -> bool:
    """Whether a mention has a word of the name; without mentions it is taken for granted."""
    words = set(fold(actor.name).split())
    return not actor.mentions or any(words & set(fold(text[start:end]).split()) for start, end in actor.mentions)


@lru_cache(maxsize=65536)
def _who(kind: str, name: str, country: str, title: str, named: bool) -> Who:
    words = tuple(_bare(name))
    if kind == "person" and not named and not title:
        title = name.split(" of ")[0] if " of " in name else ""
    skeletons = tuple(skeleton(word) for word in words) if named else ()
    return Who(kind, " ".join(words), country, skeletons, title_words(title), named)


def _is_name(name: str) -> bool:
    """Whether a person has a name: "Foreign Minister of Oman" and "US official" are none."""
    words = name.split()
    return " of " not in name and bool(words) and words[-1][0].isupper()


def _bare(name: str) -> list[str]:
    """The words of a name without address and particles."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in _addresses():
        words = words[1:]
    return [word for word in words if word not in _particles()] or words


@lru_cache(maxsize=1)
def _addresses() -> frozenset[str]:
    return frozenset(word for honorific in load("role_words")["honorifics"] for word in fold(honorific).split())


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(load("grammar")["name_particles"])


@lru_cache(maxsize=1)
def _officials() -> frozenset[str]:
    return frozenset(load("content_words")["officials"])


@lru_cache(maxsize=1)
def _other_offices() -> frozenset[str]:
    return frozenset(load("content_words")["make_another_office"])


ALIKE = str.maketrans({"q": "k", "c": "k", "w": "v", "z": "s", "j": "", "y": "", "h": ""} | dict.fromkeys("aeiou", ""))


def skeleton(word: str) -> str:
    """A word without what transliterations differ in: vowels after the first letter, h, y, j, doubled letters."""
    first = "a" if word[:1] in "aeiouy" else word[:1].translate(ALIKE) or word[:1]
    rest = word[1:].translate(ALIKE)
    letters = [letter for before, letter in zip(first + rest, rest) if letter != before]
    return first + "".join(letters)


@lru_cache(maxsize=4096)
def title_words(title: str) -> tuple[str, ...]:
    """The words that tell an office from another: foreign and minister, of "Minister of Foreign Affairs" and "External Affairs Minister"."""
    content = load("content_words")
    alike, empty = content["alike_in_titles"], set(content["empty_in_titles"])
    return tuple(sorted({alike.get(word, word) for word in fold(title).split()} - empty))


# ------------------------------------------------------------ two of them


@lru_cache(maxsize=262144)
def likeness(one: Who, other: Who) -> float:
    """How surely two actors of two articles are the same: 1 is the same name, 0.7 the same office, 0.5 only the same side, 0 neither."""
    if one.named and other.named:
        return _same_person(one, other)
    if one.kind == other.kind and one.name == other.name and _agree(one, other):
        return SAME if one.country == other.country else ONE_UNPLACED
    if not one.side or one.side != other.side:
        return 0.0
    if one.governs and other.governs:
        return GOVERNING
    if one.kind == other.kind == "person":
        return _same_office(one, other)
    return SIDE if (one.stands_for_side and other.stands_for_side) or _speaks_for(one, other) or _speaks_for(other, one) else 0.0


def _speaks_for(one: Who, other: Who) -> bool:
    """Whether one is a person of a side, and the other stands for it."""
    return one.kind == "person" and other.stands_for_side


def _agree(one: Who, other: Who) -> bool:
    """Whether the countries are not two."""
    return one.country == other.country or not (one.country and other.country)


def _same_person(one: Who, other: Who) -> float:
    if not _agree(one, other):
        return 0.0
    if one.name == other.name:
        return SAME if one.country == other.country else ONE_UNPLACED
    short, long = sorted((one.name.split(), other.name.split()), key=len)
    if len(short) < len(long) and set(short) <= set(long) and short[-1] in (long[0], long[-1]):
        return SHORTER
    if one.country and one.country == other.country and len(one.words) > 1 and one.words == other.words:
        return SPELLED
    return 0.0


def _same_office(one: Who, other: Who) -> float:
    """One of two is only called by an office, or as "an official"."""
    if one.title and other.title:
        return OFFICE if _title_in(one.title, other.title) or _title_in(other.title, one.title) else 0.0
    return SIDE


def _title_in(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a title is another with more words: "president" in "Senegalese president", but not in "vice president"."""
    more = set(long) - set(short)
    return set(short) <= set(long) and short != ("minister",) and not more & _other_offices()


def excludes(one: Who, other: Who) -> bool:
    """Whether two are surely not the same, though of one side: two names, or two offices."""
    return one.kind == other.kind == "person" and bool(one.side) and one.side == other.side and likeness(one, other) == 0.0


def pairs(some: tuple[Who, ...], others: tuple[Who, ...]) -> list[tuple[Who, Who, float]]:
    """Each of some with who is most like them among others, no one twice."""
    ranked = sorted(
        ((likeness(a, b), i, j) for i, a in enumerate(some) for j, b in enumerate(others)), key=lambda r: (-r[0], r[1], r[2])
    )
    found, taken, given = [], set(), set()
    for value, i, j in ranked:
        if value and i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            found.append((some[i], others[j], value))
    return found
