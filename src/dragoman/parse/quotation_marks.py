"""Quotations: pairs of quotation marks within a paragraph.

News style opens a quotation again in each paragraph and closes it only in the last, so an opening mark without its
partner runs to the end of its paragraph (`closed` False). An odd mark costs one quotation, never the article. Inner
single quotation marks, apostrophes and inch marks are left alone.
"""

from collections.abc import Iterator

from dragoman.document import Quotation, Token
from dragoman.records import Span

OPENING = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘": "’"}
STRAIGHT = ('"', "''")
"""Marks that open and close alike: the typewriter's, and two apostrophes in its place, as wires of old set them."""


def find_quotations(text: str, tokens: list[Token], paragraphs: list[Span]) -> list[Quotation]:
    """The quotations of all paragraphs in text order; `tokens` are those of the whole text."""
    found: list[Quotation] = []
    at = 0
    for paragraph in paragraphs:
        first = at
        while at < len(tokens) and tokens[at].end <= paragraph.end:
            at += 1
        found.extend(_in_paragraph(text, tokens[first:at]))
    return found


def _in_paragraph(text: str, tokens: list[Token]) -> Iterator[Quotation]:
    opened: Token | None = None
    for token in tokens:
        mark = token.text
        if opened is None:
            opened = token if _opens(text, token) else None
        elif mark in OPENING.get(opened.text, (opened.text,)) and _closes(text, token):
            yield from _between(tokens, opened, token, closed=True)
            opened = None
    if opened is not None and opened.text != "‘":
        yield from _between(tokens, opened, None, closed=False)


def _opens(text: str, token: Token) -> bool:
    """A mark that opens: a curly one by its shape, a straight one by what stands around it."""
    if token.text == "‘":
        return token.end < len(text) and text[token.end].isupper() and not text[token.start - 1 : token.start].isalnum()
    if token.text in OPENING:
        return True
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return token.text in STRAIGHT and not after.isspace() and after != "" and not before.isdigit()


def _closes(text: str, token: Token) -> bool:
    """A right single mark closes only where no letter follows: elsewhere it is an apostrophe."""
    after = text[token.end : token.end + 1]
    before = text[token.start - 1 : token.start]
    return token.text != "’" or (not after.isalnum() and before in ".,!?…")


def _between(tokens: list[Token], opening: Token, closing: Token | None, *, closed: bool) -> Iterator[Quotation]:
    base = tokens[0].index
    first = opening.index + 1
    last = closing.index - 1 if closing else tokens[-1].index
    if first <= last:
        span = Span(tokens[first - base].start, tokens[last - base].end)
        yield Quotation(first, last, span, closed)
