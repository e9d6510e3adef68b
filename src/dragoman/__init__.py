"""Dragoman reads news reports and official readouts and writes the diplomatic record.

from dragoman import read

for article, record in read("report.txt", published="2024-01-06"):
    for statement in record.statements:
        print([article.text[span.start : span.end] for span in statement.content])
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import dragoman.read  # noqa: F401  (the step's package is bound first, so that the function below keeps the name)
from dragoman.article import Article, Skipped
from dragoman.errors import DragomanError
from dragoman.records import Actor, Event, Meeting, Record, Span, Stance, Statement, Trip
from dragoman.settings import Settings
from dragoman.version import VERSION as __version__

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Actor",
    "Article",
    "DragomanError",
    "Event",
    "Meeting",
    "Record",
    "Settings",
    "Skipped",
    "Span",
    "Stance",
    "Statement",
    "Trip",
    "__version__",
    "read",
    "read_text",
]


def read(
    *sources: "str | Path", published: str | None = None, settings: Settings | None = None
) -> Iterator[tuple[Article, Record] | Skipped]:
    """The article and record of everything in files, pages or addresses, in order; what cannot be read comes as Skipped."""
    from dragoman.pipeline import read as read_sources

    return read_sources([str(source) for source in sources], settings or Settings(published=published))


def read_text(text: str, *, published: str | None = None, id: str = "text") -> tuple[Article, Record]:
    """The article and record of a text; ReadError or ParseError where it holds none."""
    from dragoman.pipeline import read_article
    from dragoman.read.articles import article_from_text

    result = read_article(article_from_text(text, id=id, settings=Settings(published=published)))
    if isinstance(result, Skipped):
        raise DragomanError(result.reason)
    return result
