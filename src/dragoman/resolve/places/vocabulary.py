"""The word lists of `lexicon/places.yaml`, as the search for places needs them."""

from dataclasses import dataclass
from functools import lru_cache

from dragoman.lexicon.loader import load

LISTS = ("directions", "never", "between", "institutions", "not_after", "joined_before", "joined_after")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each list of the file under its own name, as a set; `types` maps a type word to the kind of place."""

    locative: frozenset[str]
    place_verbs: frozenset[str]
    types: dict[str, str]
    directions: frozenset[str]
    never: frozenset[str]
    between: frozenset[str]
    institutions: frozenset[str]
    not_after: frozenset[str]
    joined_before: frozenset[str]
    joined_after: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The word lists, read once a process."""
    lists = load("places")
    rules = lists["rules"]
    return Vocabulary(
        locative=frozenset(rules["locative"]["words"]),
        place_verbs=frozenset(rules["place_verbs"]["words"]),
        types={word: kind for kind, words in lists["types"].items() for word in words},
        **{name: frozenset(map(str, lists[name])) for name in LISTS},
    )
