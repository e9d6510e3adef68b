"""What an office is by its title: `titles.tsv`, of which the first row that fits holds.

`match` is how a row's words fit a folded title: exact, begins or has. `before_name` says whether the words stand before a
person's name ("President Ana Lund") and not only by themselves.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dragoman.knowledge.folding import fold
from dragoman.knowledge.tables import read

ACTING = re.compile(r"(?:acting|interim)[ -]+|\s*\((?:acting|interim)\)|,? ad interim$", re.IGNORECASE)
ELECT = re.compile(r"[ -](?:elect|designate)\b", re.IGNORECASE)
MONARCHS = ("king", "queen", "monarch", "emperor", "sultan", "emir", "amir", "grand duke")
LONGEST_TITLE = 5
"""Words of a title that stands before a name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Role, PLOVER sector and rank of an office, as in offices.tsv."""

    role: str
    sector: str
    rank: str


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], ...]:
    return tuple(row for _, row in read(files("dragoman.knowledge.building") / "titles.tsv"))


@lru_cache(maxsize=8192)
def kind_of(title: str) -> Kind | None:
    """The kind of office that a title without its country is; None where the table does not know it."""
    key = f"{fold(ACTING.sub('', title))} "
    for row in _table():
        words = f"{row['words']} "
        fits = {"exact": key == words, "begins": key.startswith(words), "has": f" {words}" in f" {key}"}
        if fits[row["match"]]:
            return Kind(row["role"], row["sector"], row["rank"])
    return None


def bare(title: str) -> tuple[str, str]:
    """A title without what limits it, and the status that this gives: "Acting President" is "President", acting."""
    without = ACTING.sub("", title).strip()
    if without != title.strip():
        return without, "acting"
    without = ELECT.sub("", title).strip()
    if without != title.strip():
        return without, "designate"
    return without, "hereditary" if fold(title) in MONARCHS else ""


def before_name(words: str) -> tuple[str, str]:
    """A title and the name after it: "Prime Minister Ana Lund" is "Prime Minister", "Ana Lund"; no title where the table has none such."""
    parts = words.split()
    for end in range(min(len(parts) - 1, LONGEST_TITLE), 0, -1):
        title = " ".join(parts[:end])
        if fold(bare(title)[0]) in _before_names():
            return title, " ".join(parts[end:])
    return "", words


@lru_cache(maxsize=1)
def _before_names() -> frozenset[str]:
    return frozenset(row["words"] for row in _table() if row["before_name"] == "yes")


def pattern_before_name() -> str:
    """A regular expression, without flags, of the titles that stand before names, as they are written with capitals."""
    titles = sorted(_before_names(), key=lambda words: (-len(words), words))
    return "|".join(r"[ -]".join(word.capitalize() for word in words.split()) for words in titles)
