"""Sources: what the user names (a path, an address, `-`) becomes articles, one failure at a time.

Files and standard input are read as they are needed, and never more of one article than may be kept: JSONL of any length streams through.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError, UsageError
from dragoman.read.articles import article_from_html, article_from_text, option_date, skipped
from dragoman.read.encodings import decode
from dragoman.read.jsonl import longest_line, read_jsonl
from dragoman.read.web import fetch, is_address
from dragoman.settings import Settings

INPUTS = ("auto", "text", "html", "jsonl")
SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl"}
MEDIA = {"text/html": "html", "application/xhtml+xml": "html", "application/jsonl": "jsonl", "application/x-ndjson": "jsonl", "text/plain": "text"}
HTML = re.compile(rb"<(?:!doctype\s+html|!--|(?:html|head|body|meta|title|main|article|section|div|p|h1)\b|\?xml)", re.IGNORECASE)
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
JSONL = re.compile(rb"""\{\s*"[^"]*"\s*:""")
JSON = re.compile(rb"[\[{]\s*$|\[\s*\{")
"""JSON that is laid out over several lines, or a list."""
MOST_BYTES = 4
"""Bytes of a character, in UTF-8 and UTF-16."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source that is open: its first line that is not blank, with what stands before it, and the rest."""

    place: str
    id: str
    start: bytes
    rest: BinaryIO
    url: str | None = None
    media: str | None = None
    charset: str | None = None


def read_sources(sources: Iterable[str], settings: Settings) -> Iterator[Article | Skipped]:
    """The articles of all sources in the order given; what cannot be read comes as Skipped in its place."""
    if settings.input not in INPUTS:
        raise UsageError(f"Unknown input kind {settings.input!r}.", hint=f"Use one of: {', '.join(INPUTS)}.")
    if settings.published:
        option_date(settings.published)
    for source in sources:
        try:
            with _open(source, settings) as opened:
                yield from _articles(opened, settings)
        except ReadError as error:
            yield skipped(_id(source), error)
