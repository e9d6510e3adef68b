"""Where a correction belongs: the record it was made on, found again in another reading or another edition of the article.

An anchor is an article, a kind of record, a span and its exact words, with what stands before and after them (the W3C's
TextQuoteSelector). In the same text the span decides. In another edition the words are looked for, first exactly, then nearly.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dragoman.article import Article
from dragoman.records import Record, Span
from dragoman.store.index import AROUND, KINDS, parts
from dragoman.store.keys import content_hash

MAIN = {
    "meeting": ("evidence", "topics"),
    "trip": ("evidence", "stops"),
    "statement": ("content",),
    "stance": ("object",),
    "event": ("evidence",),
}
"""The fields that say best where a record of a kind stands; the first that has a span counts."""
NEAR = 0.5
"""Share of two spans that they must have in common to be of the same record."""
ALIKE = 0.8
"""Similarity from which words of another edition are the same words."""
LONGEST = 200_000
"""Characters of a text in which words are looked for that only nearly stand there."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An article by hash and id, the kind and id of a record in it, and its span with its words; `gist` says what the record is."""

    article: str
    article_id: str
    kind: str
    record: str
    span: Span
    prefix: str
    words: str
    suffix: str
    gist: str = ""


def anchor(article: Article, record: Record, kind: str, item: Any) -> Anchor:
    """The anchor of a record."""
    return _anchor(article, kind, item.id, main_span(kind, item), gist(record, item))


def anchor_at(article: Article, kind: str, id: str, span: Span) -> Anchor:
    """The anchor of some words of an article."""
    return _anchor(article, kind, id, span, "")


def _anchor(article: Article, kind: str, id: str, span: Span, said: str) -> Anchor:
    text = article.text
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return Anchor(content_hash(article), article.id, kind, id, span, before, text[span.start : span.end], after, said)


def main_span(kind: str, item: Any) -> Span:
    """The first to the last of the spans that say best where a record stands."""
    spans = next((found for field in MAIN[kind] if (found := parts(item, field))), (Span(0, 0),))
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def gist(record: Record, item: Any) -> str:
    """A record's codes and the names in it, as words to compare."""
    names = {actor.id: actor.name for actor in record.actors}
    fields = (
        "form",
        "event_type",
        "polarity",
        "kind",
        "participants",
        "traveller",
        "speaker",
        "holder",
        "target",
        "actors",
        "recipients",
    )
    found: list[str] = []
    for value in (getattr(item, field, None) for field in fields):
        found += [names.get(part, part) for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, str)]
    return " ".join(found)


def find(article: Article, record: Record, at: Anchor) -> Any | None:
    """The record of a reading that an anchor means, None where the reading has it no more."""
    items = getattr(record, KINDS[at.kind])
    same_text = content_hash(article) == at.article
    if same_text and (item := next((item for item in items if item.id == at.record), None)):
        return item
    span = at.span if same_text else relocated(article.text, at)
    if span is None:
        return None
    near = [(overlap(main_span(at.kind, item), span), _likeness(gist(record, item), at.gist), item) for item in items]
    near = [found for found in near if found[0] >= NEAR]
    return max(near, key=lambda found: found[:2])[2] if near else None


def overlap(one: Span, other: Span) -> float:
    """What two spans have in common, as a share of what they cover together."""
    common = min(one.end, other.end) - max(one.start, other.start)
    together = max(one.end, other.end) - min(one.start, other.start)
    return max(0, common) / together if together else 0.0


def relocated(text: str, at: Anchor) -> Span | None:
    """Where an anchor's words stand in another text: exactly, among several by what is around them; else nearly; else None."""
    exact = [Span(m.start(), m.end()) for m in re.finditer(re.escape(at.words), text)] if at.words else []
    if exact:
        return max(exact, key=lambda span: _context(text, span, at))
    return _nearly(text, at.words) if at.words and len(text) <= LONGEST else None


def _context(text: str, span: Span, at: Anchor) -> float:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return SequenceMatcher(None, before, at.prefix).ratio() + SequenceMatcher(None, after, at.suffix).ratio()


def _nearly(text: str, words: str) -> Span | None:
    """The stretch of whole words around the longest match that is most like the words."""
    match = SequenceMatcher(None, text, words, autojunk=False).find_longest_match()
    if not match.size:
        return None
    start = max(0, match.a - match.b)
    end = min(len(text), start + len(words))
    start = text.rfind(" ", 0, start + 1) + 1 if start else 0
    end = (text.find(" ", end) + 1 or len(text) + 1) - 1
    return Span(start, end) if SequenceMatcher(None, text[start:end], words, autojunk=False).ratio() >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    a, b = set(one.split()), set(other.split())
    return len(a & b) / len(a | b) if a | b else 0.0
