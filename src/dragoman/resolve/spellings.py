"""Spellings: the persons of the register whom a name may mean, however it is transliterated."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Person, Register
from dragoman.lexicon.loader import load

SIMILAR = 0.9
"""How alike two spellings of a full name must be."""
WORDS_ALIKE = 0.6
"""How alike the words of two names that sound the same must be, each to each."""
LONG = 10
"""Letters of a full name from which another spelling of it is looked for."""
CONSONANTS = 4
"""Consonants of a surname from which another spelling of it is looked for."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Persons whom a name may mean. `exact`: the name is one of their spellings, not only like it."""

    persons: tuple[Person, ...]
    exact: bool


@lru_cache(maxsize=16384)
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
    return any(_alike_letters(name, fold(s), similar) for s in person.spellings if " " in s)


def _alike_letters(one: str, other: str, similar: float) -> bool:
    """Whether two strings share this part of their letters in order; what their lengths or letters rule out is not compared."""
    if 2 * min(len(one), len(other)) < similar * (len(one) + len(other)):
        return False
    a, b = _letters(one), _letters(other)
    shared = sum(min(number, b.get(letter, 0)) for letter, number in a.items())
    # The matcher indexes a string before it says anything, so letters are counted first, as its `quick_ratio` would.
    return 2.0 * shared / (len(one) + len(other)) >= similar and SequenceMatcher(None, one, other).ratio() >= similar


@lru_cache(maxsize=65536)
def _letters(name: str) -> Counter[str]:
    """How often each letter stands in a name."""
    return Counter(name)


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """The consonants of a folded name as transliterations have them in common."""
    for pattern, common in _sounds():
        name = pattern.sub(common, name)
    return name


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(letters), common) for letters, common in load("mentions")["sounds"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(load("mentions")["particles"])


def _long_enough(surname: str) -> bool:
    return len(sound(surname)) >= CONSONANTS


def _with_more_or_fewer_words(words: tuple[str, ...], register: Register) -> list[Person]:
    """Persons who have a spelling with all the words of the name and more ("Luiz Lula da Silva"), or with fewer but two at least."""
    said = [w for w in words if w not in _particles()]
    if len(said) < 2:
        return []
    near = [person for word in reversed(said) for person in register.by_surname.get(word, ())]
    return [person for person in dict.fromkeys(near) if any(_contained(said, s) for s in person.spellings)]


def _contained(said: list[str], spelling: str) -> bool:
    parts = [w for w in fold(spelling).split() if w not in _particles()]
    fewer, more = sorted((said, parts), key=len)
    if set(load("mentions")["generations"]) & (set(said) ^ set(parts)):
        return False
    return len(fewer) >= 2 and set(fewer) <= set(more) and fewer[0] == more[0]


def _alike(name: str, words: tuple[str, ...], register: Register) -> list[Person]:
    """Persons with a full name that sounds the same or differs in few letters."""
    if len(name) < LONG:
        return []
    surnames = dict.fromkeys((words[-1], words[0]))
    near = [p for word in surnames for p in (*register.by_surname.get(word, ()), *_sounding(sound(word), register))]
    said = [w for w in words if w not in _particles()]
    return [p for p in dict.fromkeys(near) if spelt_alike(name, p) or any(_sound_the_same(said, s) for s in p.spellings)]


def _sound_the_same(said: list[str], spelling: str) -> bool:
    """Whether the words of two names sound the same in turn, and are not too unlike: "Ted" is not "Heidi"."""
    parts = [w for w in fold(spelling).split() if w not in _particles()]
    if len(parts) != len(said) or len(said) < 2:
        return False
    return all(sound(a) == sound(b) and SequenceMatcher(None, a, b).ratio() >= WORDS_ALIKE for a, b in zip(said, parts))


def _sounding(consonants: str, register: Register) -> list[Person]:
    return [register.persons[id] for id in _by_sound(register).get(consonants, ())]


@cache
def _by_sound(register: Register) -> dict[str, dict[str, None]]:
    """The ids of persons by the sound of their surname."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for surname, ids in register.surnames():
        found[sound(surname.split()[-1])].update(dict.fromkeys(ids))
    return dict(found)
