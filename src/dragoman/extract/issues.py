"""Issues: which question of world politics the words of a stance are about.

Every phrase of issues.yaml, and of the user's own file before it, is filed under what it begins with; a text is walked once, word
by word, and only the phrases filed under a word that stands there are tried.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from dragoman.document import Document
from dragoman.errors import LexiconError
from dragoman.lexicon.loader import load
from dragoman.lexicon.own_issues import own_issues
from dragoman.records import Stance

GAP = "..."
GAP_WIDTH = 3
# An apostrophe ends a word ("Peru's", "detainees’"): what follows it is no word of its own.
WORD = re.compile(r"(\w+)(?:['’]s?(?!\w))?")


@dataclass(frozen=True, slots=True)
class Part:
    """One place in a phrase: the whole words and the beginnings of words that may stand there, and how wide a gap before it."""

    words: frozenset[str]
    stems: tuple[str, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase after its first part. `rank` sorts the better phrase first: more words, then an earlier issue."""

    issue: str
    rest: tuple[Part, ...]
    rank: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of all issues by how they begin: with a whole word or with a stem."""

    passed_over: frozenset[str]
    words: dict[str, list[Phrase]] = field(default_factory=dict)
    stems: dict[str, list[Phrase]] = field(default_factory=dict)


def with_issues(document: Document, stances: Iterable[Stance], own: str | None = None) -> tuple[Stance, ...]:
    """The stances, each with the issue that its object is about; `own` is the path of the user's own issues."""
    phrases = codebook(own)
    return tuple(replace(s, issue=best_issue(phrases, document.words(s.object))) for s in stances)


def issue_of(words: str, own: str | None = None) -> str | None:
    """The id of the issue that some words are about, None where no phrase of any issue stands in them."""
    return best_issue(codebook(own), words)


def best_issue(phrases: Phrases, text: str) -> str | None:
    """The issue of the phrase with most words found in a text; of the first such issue where several are equal."""
    words = [word for word in WORD.findall(text.lower()) if word not in phrases.passed_over]
    best: Phrase | None = None
    for place, word in enumerate(words):
        for phrase in _beginning(phrases, word):
            if (best is None or phrase.rank < best.rank) and _goes_on(phrase.rest, words, place + 1):
                best = phrase
    return best.issue if best else None


def compile_phrases(entries: Iterable[Mapping[str, Any]], passed_over: Iterable[str]) -> Phrases:
    """The phrases of some issues, ready to be looked for."""
    compiled = Phrases(frozenset(passed_over))
    for order, entry in enumerate(entries):
        for text in entry["phrases"]:
            first, *rest = _parts(text, compiled.passed_over)
            phrase = Phrase(entry["id"], tuple(rest), (-1 - len(rest), order))
            for word in first.words:
                compiled.words.setdefault(word, []).append(phrase)
            for stem in first.stems:
                compiled.stems.setdefault(stem, []).append(phrase)
    return compiled


@lru_cache(maxsize=8)
def codebook(own: str | None = None) -> Phrases:
    """The phrases of the user's own issues and of the package's. An issue of the user's takes the place of one with its id, and wins
    over others with as many words; LexiconError if its own example does not lead to it, or its counterexample does."""
    lexicon = load("issues")
    added = own_issues(own) if own else ()
    taken = {entry["id"] for entry in added}
    entries = [*added, *(entry for entry in lexicon["issues"] if entry["id"] not in taken)]
    phrases = compile_phrases(entries, lexicon["passed_over"])
    for entry in added:
        _try(phrases, entry, own)
    return phrases


def _try(phrases: Phrases, entry: Mapping[str, Any], path: str | None) -> None:
    """Run an entry's own sentences as tests."""
    if "example" in entry and (found := best_issue(phrases, entry["example"])) != entry["id"]:
        raise LexiconError(
            f"The example of {entry['id']} in {path} is read as {found or 'no issue'}.",
            hint="Add the words that show the issue to its phrases.",
        )
    if "counterexample" in entry and best_issue(phrases, entry["counterexample"]) == entry["id"]:
        raise LexiconError(
            f"The counterexample of {entry['id']} in {path} is read as that issue.",
            hint="Make the phrase that stands in it longer.",
        )


def _parts(text: str, passed_over: frozenset[str]) -> Iterator[Part]:
    gap = 0
    for part in text.lower().replace("-", " ").split():
        if part == GAP:
            gap = GAP_WIDTH
        elif part not in passed_over:
            choices = part.split("/")
            whole = (form for choice in choices if not choice.endswith("*") for form in _forms(choice))
            yield Part(frozenset(whole), tuple(choice[:-1] for choice in choices if choice.endswith("*")), gap)
            gap = 0


def _forms(word: str) -> tuple[str, str]:
    """A word and its regular plural."""
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word, f"{word[:-1]}ies"
    return word, f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _beginning(phrases: Phrases, word: str) -> Iterator[Phrase]:
    yield from phrases.words.get(word, ())
    for end in range(2, len(word) + 1):
        yield from phrases.stems.get(word[:end], ())


def _goes_on(rest: Sequence[Part], words: Sequence[str], place: int) -> bool:
    """Whether the rest of a phrase stands at a place."""
    if not rest:
        return True
    part, after = rest[0], rest[1:]
    for at in range(place, min(place + part.gap + 1, len(words))):
        word = words[at]
        if (word in part.words or word.startswith(part.stems)) and _goes_on(after, words, at + 1):
            return True
    return False
