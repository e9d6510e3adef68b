"""Issues: which question of world politics the words of a stance are about.

Every phrase of issues.yaml is filed under its first word; a text is walked once, word by word, and only the phrases filed under a word
that stands there are tried.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from dragoman.lexicon.loader import load

GAP = "..."
GAP_WIDTH = 3
# An apostrophe ends a word ("Peru's", "detainees’"): what follows it is no word of its own.
WORD = re.compile(r"(\w+)(?:['’]s?(?!\w))?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase without alternatives. `rank` sorts the better phrase first: more words, then an earlier issue."""

    issue: str
    parts: tuple[str, ...]
    rank: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of all issues by how they begin: with a whole word or with a stem."""

    passed_over: frozenset[str]
    words: dict[str, list[Phrase]] = field(default_factory=dict)
    stems: dict[str, list[Phrase]] = field(default_factory=dict)


def issue_of(words: str) -> str | None:
    """The id of the issue that some words are about, None where no phrase of any issue stands in them."""
    return best_issue(_phrases(), words)


def best_issue(phrases: Phrases, text: str) -> str | None:
    """The issue of the phrase with most words found in a text; of the first such issue where several are equal."""
    words = [word for word in WORD.findall(text.lower()) if word not in phrases.passed_over]
    best: Phrase | None = None
    for place, word in enumerate(words):
        for phrase in _beginning(phrases, word):
            if (best is None or phrase.rank < best.rank) and _goes_on(phrase.parts[1:], words, place + 1):
                best = phrase
    return best.issue if best else None


def compile_phrases(entries: Iterable[Mapping[str, Any]], passed_over: Iterable[str]) -> Phrases:
    """The phrases of some issues, ready to be looked for."""
    compiled = Phrases(frozenset(passed_over))
    for order, entry in enumerate(entries):
        for text in entry["phrases"]:
            for parts in _spelled_out(text, compiled.passed_over):
                phrase = Phrase(entry["id"], parts, (-sum(part != GAP for part in parts), order))
                if parts[0].endswith("*"):
                    compiled.stems.setdefault(parts[0][:-1], []).append(phrase)
                    continue
                for form in _forms(parts[0]):
                    compiled.words.setdefault(form, []).append(phrase)
    return compiled


@cache
def _phrases() -> Phrases:
    lexicon = load("issues")
    return compile_phrases(lexicon["issues"], lexicon["passed_over"])


def _spelled_out(text: str, passed_over: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """A phrase once for each choice among its alternatives."""
    parts = text.lower().replace("-", " ").split()
    yield from product(*(part.split("/") for part in parts if part not in passed_over))


def _beginning(phrases: Phrases, word: str) -> Iterator[Phrase]:
    yield from phrases.words.get(word, ())
    for end in range(2, len(word) + 1):
        yield from phrases.stems.get(word[:end], ())


def _goes_on(parts: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Whether the rest of a phrase stands at a place."""
    if not parts:
        return True
    if parts[0] == GAP:
        return any(_goes_on(parts[1:], words, place + skipped) for skipped in range(GAP_WIDTH + 1))
    return place < len(words) and _fits(parts[0], words[place]) and _goes_on(parts[1:], words, place + 1)


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word in _forms(part)


@cache
def _forms(word: str) -> frozenset[str]:
    """A word and its regular plural."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return frozenset((word, f"{word[:-1]}ies"))
    return frozenset((word, f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"))
