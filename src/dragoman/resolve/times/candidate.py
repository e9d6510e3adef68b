"""A match of a rule in its place, as the checks see it."""

from dataclasses import dataclass
from typing import Any

from dragoman.document import Document, Token
from dragoman.resolve.times.words import Words


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `first` to `last`, both inclusive, that a rule matched, and the fields it kept."""

    document: Document
    words: Words
    first: int
    last: int
    fields: dict[str, Any]

    @property
    def text(self) -> str:
        """The exact words."""
        return self.document.text[self.words.starts[self.first] : self.words.ends[self.last]]

    @property
    def token(self) -> Token:
        """The first token."""
        return self.document.tokens[self.words.tokens[self.first]]

    @property
    def last_token(self) -> Token:
        """The last token."""
        return self.document.tokens[self.words.tokens[self.last]]

    @property
    def before(self) -> Token | None:
        """The token before, in the same sentence."""
        token = self.token
        found = self.document.tokens[token.index - 1] if token.index else None
        return found if found and found.sentence == token.sentence else None

    @property
    def after(self) -> Token | None:
        """The token after, in the same sentence."""
        token = self.last_token
        found = self.document.tokens[token.index + 1] if token.index + 1 < len(self.document.tokens) else None
        return found if found and found.sentence == token.sentence else None
