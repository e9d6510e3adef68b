"""What words two texts share: content words in a plain stem, so that the likeness of two texts can be shown as the words they share."""

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache

from dragoman.knowledge.folding import fold
from dragoman.lexicon.loader import load

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ENDINGS = (
    "ational",
    "ations",
    "ation",
    "ments",
    "ment",
    "ingly",
    "ings",
    "ing",
    "edly",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "er",
    "al",
    "ly",
    "s",
    "e",
    "y",
)
SHORTEST_STEM = 4
RUN = 3
"""Words of a run, by which texts are held against each other word for word."""
SKETCH = 4
"""Runs by which a text is looked up."""


@lru_cache(maxsize=262144)
def stem(word: str) -> str:
    """A folded word without its ending: agreement, agreed and agree are `agre`."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)].rstrip("e") or word
    return word


def content_words(text: str, without: Iterable[str] = ()) -> dict[str, str]:
    """The stems of the words that say what a text is about, each with its first word as written; `without` are names and the like to leave aside."""
    aside = _empty() | {stem(part) for words in without for part in fold(words).split()}
    found: dict[str, str] = {}
    for word in WORD.findall(text):
        for part in fold(re.sub(r"['’]s?$", "", word)).split():
            if len(part) > 1 and stem(part) not in aside and part not in _small():
                found.setdefault(stem(part), word)
    return found


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(stem(word) for word in load("content_words")["of_any_meeting"])


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(load("content_words")["function_words"])


def plain_words(text: str) -> tuple[str, ...]:
    """All words of a text, folded: what is left of it without case and marks."""
    return tuple(fold(text).split())


def runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Every run of three words; a shorter text is one run."""
    return frozenset(words[at : at + RUN] for at in range(max(1, len(words) - RUN + 1)))


def sketch(words: tuple[str, ...]) -> tuple[int, ...]:
    """A few numbers of which texts with many runs in common share one: the smallest hashes of their runs (Broder 1997)."""
    return tuple(sorted(zlib.crc32(" ".join(run).encode("utf-8", "replace")) for run in runs(words))[:SKETCH])
