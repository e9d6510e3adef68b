"""Spellings: the persons of the register whom a name may mean, however it is transliterated."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Person, Register

SIMILAR = 0.85
"""How alike two spellings of a full name must be."""
LONG = 10
"""Letters of a full name from which another spelling of it is looked for."""
CONSONANTS = 4
"""Consonants of a surname from which another spelling of it is looked for."""
PARTICLES = {"al", "el", "ul", "as", "ash", "bin", "ibn", "ben", "bint", "abu", "abd", "de", "da", "dos", "del", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "y", "e", "i", "jr", "sr", "ii", "iii"}  # fmt: skip
SOUNDS = [(re.compile(old), new) for old, new in (
    ("sch|sh|ch|tch|cz|sz|zh|dzh|dj", "S"), ("kh|gh|ck|q|c(?=[aou])|h(?=$)", "k"), ("th|dh|tt", "t"), ("ph|v|w", "f"), ("ts|tz|x|z", "s"), ("d", "t"), ("g|j", "S"), ("[aeiouyh]", ""), (r"(.)\1+", r"\1"),
)]  # fmt: skip
"""Letters that transliterations of one name differ in, and what they have in common."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Persons whom a name may mean. `exact`: the name is one of their spellings, not only like it."""

    persons: tuple[Person, ...]
    exact: bool


def namesakes(words: tuple[str, ...], register: Register) -> Namesakes:
    """The persons of the register of this folded name; if there are none, those whose name has the same parts or sounds the same."""
    name = " ".join(words)
    if exact := [*register.by_full_name.get(name, ()), *register.by_surname.get(name, ())]:
        return Namesakes(tuple(dict.fromkeys(exact)), exact=True)
    if len(words) == 1:
        return Namesakes(tuple(_sounding(sound(name), register)) if _long_enough(name) else (), exact=False)
    return Namesakes(tuple(_with_more_or_fewer_words(words, register) or _alike(name, words, register)), exact=False)


def spelt_alike(name: str, person: Person, similar: float = SIMILAR) -> bool:
    """Whether a folded full name is nearly one of a person's."""
    return any(SequenceMatcher(None, name, fold(s)).ratio() >= similar for s in person.spellings if " " in s)


def sound(name: str) -> str:
    """The consonants of a folded name as transliterations have them in common."""
    for pattern, common in SOUNDS:
        name = pattern.sub(common, name)
    return name


def _long_enough(surname: str) -> bool:
    return len(sound(surname)) >= CONSONANTS


def _with_more_or_fewer_words(words: tuple[str, ...], register: Register) -> list[Person]:
    """Persons who have a spelling with all the words of the name and more ("Luiz Lula da Silva"), or with fewer but two at least."""
    said = [w for w in words if w not in PARTICLES]
    if len(said) < 2:
        return []
    near = [person for word in (said[-1], said[0]) for person in register.by_surname.get(word, ())]
    return [person for person in dict.fromkeys(near) if any(_contained(said, s) for s in person.spellings)]


def _contained(said: list[str], spelling: str) -> bool:
    parts = [w for w in fold(spelling).split() if w not in PARTICLES]
    fewer, more = sorted((said, parts), key=len)
    return len(fewer) >= 2 and set(fewer) <= set(more) and fewer[0] in more[:2]


def _alike(name: str, words: tuple[str, ...], register: Register) -> list[Person]:
    """Persons with a full name that sounds the same or differs in few letters."""
    if len(name) < LONG:
        return []
    surnames = dict.fromkeys((words[-1], words[0]))
    near = [p for word in surnames for p in (*register.by_surname.get(word, ()), *_sounding(sound(word), register))]
    whole = " ".join(sound(w) for w in words if w not in PARTICLES)
    return [p for p in dict.fromkeys(near) if spelt_alike(name, p) or _sounds_like(whole, p)]


def _sounds_like(whole: str, person: Person) -> bool:
    return any(" ".join(sound(w) for w in fold(s).split() if w not in PARTICLES) == whole for s in person.spellings if " " in s)


def _sounding(consonants: str, register: Register) -> list[Person]:
    return [register.persons[id] for id in _by_sound(register).get(consonants, ())]


@cache
def _by_sound(register: Register) -> dict[str, dict[str, None]]:
    """The ids of persons by the sound of their surname."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for person in register.persons.values():
        for surname in dict.fromkeys(fold(person.surname).split()[-1:] + fold(person.name).split()[-1:]):
            found[sound(surname)][person.id] = None
    return dict(found)
