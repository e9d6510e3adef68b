"""Contexts: what an event is about (elections, health, territory), by the words of its sentences in `lexicon/contexts.yaml`."""

from collections.abc import Iterable
from functools import cache

from dragoman.document import Document, Token
from dragoman.lexicon.loader import load
from dragoman.lexicon.phrases import words_of
from dragoman.records import Span


def contexts(document: Document, evidence: Iterable[Span]) -> tuple[str, ...]:
    """The PLOVER contexts that the words of some sentences show, in the order of the lexicon."""
    shown = {name for span in evidence for name in _shown(document.tokens_in(span))}
    return tuple(name for name in _names() if name in shown)


def _shown(tokens: list[Token]) -> set[str]:
    found: set[str] = set()
    for n, token in enumerate(tokens):
        for first in {token.lemma.lower(), token.text.lower()}:
            for words, name in _phrases().get(first, ()):
                rest = tokens[n + 1 : n + len(words)]
                if len(rest) == len(words) - 1 and all(
                    w in (t.lemma.lower(), t.text.lower()) for w, t in zip(words[1:], rest, strict=True)
                ):
                    found.add(name)
    return found


@cache
def _names() -> tuple[str, ...]:
    return tuple(entry["context"] for entry in load("contexts"))


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases of all contexts by their first word, cut as the parser cuts text."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in load("contexts"):
        for phrase in entry["words"]:
            words = words_of(phrase)
            found.setdefault(words[0], []).append((words, entry["context"]))
    return {first: tuple(phrases) for first, phrases in found.items()}
