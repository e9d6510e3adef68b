"""The text of an article cut at the words that records stand on, so that each stretch links to its records."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.article import Article
from dragoman.records import Record, Span
from dragoman.store.index import KINDS

MARKED = {
    "meeting": ("evidence",),
    "trip": ("stops",),
    "statement": ("content", "cue", "speaker_mention"),
    "stance": ("object",),
    "event": ("evidence",),
}
"""The fields whose words are marked for each kind of record."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a record in the text; `first` where they are its first, which a link to its words leads to."""

    id: str
    kind: str
    start: int
    end: int
    first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the records it belongs to, the one of fewest words first; `opens` are those whose words begin here."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[str, ...]

    @property
    def kinds(self) -> str:
        """The kinds of its records, for a style sheet."""
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def ids(self) -> str:
        """The ids of its records, for a script."""
        return " ".join(dict.fromkeys(mark.id for mark in self.marks))


def paragraphs(article: Article, record: Record) -> list[list[Piece]]:
    """The text of an article, paragraph by paragraph, nothing added and nothing left out but the breaks between paragraphs."""
    marks = _marks(record)
    found, start = [], 0
    for line in article.text.split("\n"):
        end = start + len(line)
        if line.strip():
            found.append(list(_pieces(article.text, start, end, marks)))
        start = end + 1
    return found


def _marks(record: Record) -> list[Mark]:
    marks = [
        Mark(item.id, kind, *span, first=not n)
        for kind, field in KINDS.items()
        for item in getattr(record, field)
        for n, span in enumerate(sorted(_spans(kind, item)))
    ]
    return sorted(marks, key=lambda mark: (mark.end - mark.start, mark.start, mark.id))


def _spans(kind: str, item: object) -> Iterator[Span]:
    for field in MARKED[kind]:
        value = getattr(item, field)
        if field == "stops":
            yield from (span for stop in value for span in stop.evidence)
        elif value is not None:
            yield from (value,) if isinstance(value, Span) else value


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Piece]:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(min(max(at, start), end) for mark in here for at in (mark.start, mark.end))})
    for left, right in pairwise(cuts):
        over = tuple(mark for mark in here if mark.start <= left and mark.end >= right)
        opens = tuple(mark.id for mark in over if mark.first and mark.start == left)
        yield Piece(text[left:right], over, opens)
