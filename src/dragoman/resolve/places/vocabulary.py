"""The word lists of `lexicon/places.yaml`, as the search for places needs them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.folding import fold
from dragoman.knowledge.merging import merged
from dragoman.knowledge.tables import rows, values
from dragoman.lexicon.loader import load

LISTS = (
    "locative",
    "place_verbs",
    "directions",
    "between",
    "institutions",
    "buildings",
    "not_after",
    "joined_before",
    "joined_after",
)
TOWNS = frozenset(["capital", "capitals"])
"""Actor nouns that are places as well: "the Peruvian capital" lies in Peru."""
ACTORS = (("titles", "forms"), ("actor_nouns", "nouns"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each list of the file under its own name, as a set; `types` maps a type word to the kind of place.

    `suspects` are the names of `context_words.tsv` that hardly ever mean the place so called: `stop` words, `person`s, `org`s;
    `bodies` are the folded names of organisations and armed groups.
    """

    locative: frozenset[str]
    place_verbs: frozenset[str]
    types: dict[str, str]
    directions: frozenset[str]
    between: frozenset[str]
    institutions: frozenset[str]
    buildings: frozenset[str]
    not_after: frozenset[str]
    joined_before: frozenset[str]
    joined_after: frozenset[str]
    whose: frozenset[str]
    suspects: dict[str, str]
    bodies: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The word lists, read once a process."""
    rules = {name: rule["words"] for name, rule in load("places")["rules"].items()}
    return Vocabulary(
        types={word: kind for kind, words in rules["types"].items() for word in words},
        whose=frozenset(rules["whose"]) | (frozenset(_actor_heads()) - TOWNS),
        suspects={fold(row["word"]): row["kind"] for row in rows("context_words")},
        bodies=frozenset(fold(name) for name in _bodies()),
        **{name: frozenset(rules[name]) for name in LISTS},
    )


def _actor_heads() -> Iterator[str]:
    """The last word of every title and actor noun, as it stands and without the ending of its plural."""
    for file, key in ACTORS:
        for entry in load(file):
            for phrase in entry[key]:
                word = phrase.split()[0 if " of " in phrase or " for " in phrase else -1]
                yield word
                yield word.removesuffix("s")


def _bodies() -> Iterator[str]:
    """All names of the register's organisations and armed groups."""
    for table in ("orgs", "armed_groups"):
        for row in merged(table):
            yield from (row["name"], *values(row["aliases"]), *values(row["acronyms"]))
