"""Spellings: the persons of the register whom a name may mean, however it is transliterated."""

import re
from collections import defaultdict
from collections.abc import Iterable
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
LETTERS = "abcdefghijklmnopqrstuvwxyz "
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
        return Namesakes(tuple({p.id: p for p in exact}.values()), exact=True)
    if len(words) == 1:
        return Namesakes(tuple(_sounding(sound(name), register)) if _long_enough(name) else (), exact=False)
    return Namesakes(tuple(_with_more_or_fewer_words(words, register) or _alike(name, words, register)), exact=False)


def spelt_alike(name: str, person: Person, similar: float = SIMILAR) -> bool:
    """Whether a folded full name is nearly one of a person's."""
    return any(_alike_letters(name, full, similar) for full in _full_names(person.spellings))


@lru_cache(maxsize=16384)
def _full_names(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """Those of more than one word, folded."""
    return tuple(dict.fromkeys(fold(s) for s in spellings if " " in s))


def _alike_letters(one: str, other: str, similar: float) -> bool:
    """Whether two strings share this part of their letters in order; what their lengths or letters rule out is not compared."""
    if 2 * min(len(one), len(other)) < similar * (len(one) + len(other)):
        return False
    shared = sum(map(min, _letters(one), _letters(other)))
    # The matcher indexes a string before it says anything, so letters are counted first, as its `quick_ratio` would.
    return 2.0 * shared / (len(one) + len(other)) >= similar and SequenceMatcher(None, one, other).ratio() >= similar


@lru_cache(maxsize=65536)
def _letters(name: str) -> tuple[int, ...]:
    """How often each letter of LETTERS stands in a folded name, and how many others do."""
    counts = [name.count(letter) for letter in LETTERS]
    return (*counts, len(name) - sum(counts))


@lru_cache(maxsize=65536)
def _parts(spelling: str) -> tuple[str, ...]:
    """The words of a spelling without particles, folded."""
    return _without_particles(fold(spelling).split())


def _without_particles(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _particles())


@lru_cache(maxsize=65536)
def _sounds_of(spelling: str) -> tuple[str, ...]:
    """How these words sound."""
    return tuple(map(sound, _parts(spelling)))


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
def _generations() -> frozenset[str]:
    return frozenset(load("mentions")["generations"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(load("mentions")["particles"])


def _long_enough(surname: str) -> bool:
    return len(sound(surname)) >= CONSONANTS


def _with_more_or_fewer_words(words: tuple[str, ...], register: Register) -> list[Person]:
    """Persons who have a spelling with all the words of the name and more ("Luiz Lula da Silva"), or with fewer but two at least."""
    said = _without_particles(words)
    if len(said) < 2:
        return []
    near = [person for word in reversed(said) for person in register.by_surname.get(word, ())]
    return [person for person in {p.id: p for p in near}.values() if any(_contained(said, s) for s in person.spellings)]


def _contained(said: tuple[str, ...], spelling: str) -> bool:
    fewer, more = sorted((said, _parts(spelling)), key=len)
    if len(fewer) < 2 or fewer[0] != more[0] or not set(fewer) <= set(more):
        return False
    return _generations().isdisjoint(set(more) - set(fewer))


def _alike(name: str, words: tuple[str, ...], register: Register) -> list[Person]:
    """Persons with a full name that sounds the same or differs in few letters."""
    if len(name) < LONG:
        return []
    surnames = dict.fromkeys((words[-1], words[0]))
    near = [p for word in surnames for p in (*register.by_surname.get(word, ()), *_sounding(sound(word), register))]
    said = _without_particles(words)
    sounds = tuple(map(sound, said))
    return [p for p in {p.id: p for p in near}.values() if spelt_alike(name, p) or _sound_the_same(said, sounds, p)]


def _sound_the_same(said: tuple[str, ...], sounds: tuple[str, ...], person: Person) -> bool:
    """Whether the words of a name sound like those of a person's in turn, and are not too unlike: "Ted" is not "Heidi"."""
    if len(said) < 2:
        return False
    same = (_parts(spelling) for spelling in person.spellings if _sounds_of(spelling) == sounds)
    return any(
        all(SequenceMatcher(None, a, b).ratio() >= WORDS_ALIKE for a, b in zip(said, words, strict=True)) for words in same
    )


def _sounding(consonants: str, register: Register) -> list[Person]:
    return [register.persons[id] for id in _by_sound(register).get(consonants, ())]


@cache
def _by_sound(register: Register) -> dict[str, dict[str, None]]:
    """The ids of persons by the sound of their surname."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for surname, ids in register.surnames():
        found[sound(surname.split()[-1])].update(dict.fromkeys(ids))
    return dict(found)
