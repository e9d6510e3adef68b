"""Finding the phrases of a lexicon in a document's tokens, longest first."""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from dragoman.document import Token

Entry = TypeVar("Entry")
WORD = re.compile(r"'s|\w+(?:\.\w+)*\.?|[^\w\s]")


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase in lower case, cut as the parser cuts text: hyphens and possessives are words of their own."""
    return tuple(WORD.findall(phrase.lower().replace("’", "'")))


class Phrases(Generic[Entry]):
    """Phrases, each with what it stands for."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for phrase, entry in entries:
            words = words_of(phrase)
            self._by_first.setdefault(words[0], []).append((words, entry))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def at(self, tokens: tuple[Token, ...], index: int) -> tuple[int, Entry] | None:
        """The last token and entry of the longest phrase that starts at a token."""
        known = self._by_first.get(_word(tokens[index]))
        if known is None:
            return None
        longest = len(known[0][0])
        following = tuple(_word(token) for token in tokens[index + 1 : index + longest])
        for words, entry in known:
            if following[: len(words) - 1] == words[1:]:
                return index + len(words) - 1, entry
        return None

    def at_words(self, phrase: str) -> Entry | None:
        """The entry of just this phrase."""
        words = words_of(phrase)
        return next((entry for known, entry in self._by_first.get(words[0], ()) if known == words), None) if words else None


def _word(token: Token) -> str:
    return token.text.lower().replace("’", "'")
