"""Sources: what the user names (a path, an address, `-`) becomes articles, one failure at a time.

Files and standard input are read as they are asked for, and of one article never more than it may have: JSONL of any length
streams through.
"""

import re
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError, UsageError
from dragoman.read.articles import TOO_LARGE, article_from_html, article_from_text, option_date, skipped
from dragoman.read.encodings import decode
from dragoman.read.jsonl import longest_line, read_jsonl
from dragoman.read.web import fetch, is_address
from dragoman.settings import Settings

INPUTS = ("auto", "text", "html", "jsonl")
SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl"}
MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "text/plain": "text",
}
HTML = re.compile(rb"<(?:!doctype\s+html|!--|(?:html|head|body|meta|title|main|article|section|div|p|h1)\b|\?xml)", re.IGNORECASE)
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
JSONL = re.compile(rb"""\{\s*"[^"]*"\s*:""")
JSON = re.compile(rb"[\[{]\s*$|\[\s*\{")
"""JSON that is laid out over several lines, or a list."""
MOST_BYTES = 4
"""Bytes of a character, in UTF-8 and UTF-16."""
STDIN = "stdin"
SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source that is open: its id, its name for messages, its lines as they are asked for, and what else is known of it."""

    id: str
    place: str
    lines: Iterator[bytes]
    suffix: str = ""
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
        except OSError as error:
            message = f"{source} cannot be read: {error.strerror or error}."
            yield skipped(_id(source), ReadError(message, hint="Check the file and its disk."))


# ------------------------------------------------------------ opening


@contextmanager
def _open(source: str, settings: Settings) -> Iterator[_Opened]:
    """A source with its lines; no line is longer than the longest article in JSON may be, and a byte."""
    most = longest_line(settings) + 1
    if is_address(source):
        page = fetch(source, settings)
        yield _Opened(source, source, _lines(BytesIO(page.data), most), url=source, media=page.media, charset=page.charset)
    elif source == "-":
        yield _Opened(STDIN, "standard input", _lines(_standard_input(), most))
    else:
        with _file(source) as stream:
            yield _Opened(_id(source), source, _lines(stream, most), Path(source).suffix.lower())


def _id(source: str) -> str:
    """The id of an article that brings none: its address, its file's stem, or `stdin`."""
    if source == "-":
        return STDIN
    return source if is_address(source) else Path(source).stem or source


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    return iter(lambda: stream.readline(most), b"")


def _file(source: str) -> BinaryIO:
    try:
        return open(source, "rb")
    except IsADirectoryError:
        raise ReadError(f"{source} is a folder.", hint="Name its files, for example with folder/*.txt.") from None
    except FileNotFoundError:
        raise ReadError(f"There is no file {source}.", hint="Check the path, or give - to read standard input.") from None
    except ValueError:
        raise ReadError(f"{source!r} is no path.", hint="Check the path, or give - to read standard input.") from None
    except OSError as error:
        raise ReadError(f"{source} cannot be opened: {error.strerror}.", hint="Check its permissions.") from None


def _standard_input() -> BinaryIO:
    """Standard input by a reader of our own, so that a thread which waits on it does not hold the interpreter's at its end."""
    if sys.stdin is None:
        raise ReadError("Standard input is closed.", hint="Name a file or an address.")
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except (OSError, ValueError):
        return sys.stdin.buffer


# ------------------------------------------------------------ what a source holds


def _articles(opened: _Opened, settings: Settings) -> Iterator[Article | Skipped]:
    first = _first(opened.lines)
    kind = settings.input if settings.input != "auto" else _kind(opened, b"".join(first))
    lines = chain(first, opened.lines)
    if kind == "jsonl":
        yield from read_jsonl(_in_utf8(first, lines, opened, settings), opened.id, opened.place, settings)
        return
    text = decode(_whole(lines, kind, opened.place, settings), opened.place, opened.charset)
    if kind == "html":
        yield article_from_html(text, id=opened.id, place=opened.place, url=opened.url, settings=settings)
    else:
        yield article_from_text(text, id=opened.id, place=opened.place, url=opened.url, settings=settings)


def _first(lines: Iterator[bytes]) -> list[bytes]:
    """The lines down to the first that is not blank."""
    first: list[bytes] = []
    for line in lines:
        first.append(line)
        if line.strip() or len(first) == SAMPLE:
            break
    return first


def _kind(opened: _Opened, start: bytes) -> str:
    """What a source is, by the server's word or the name's ending, else by its first line."""
    if kind := MEDIA.get(opened.media or "") or SUFFIXES.get(opened.suffix):
        return kind
    head = start[:SAMPLE].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if FEED.search(head):
        raise ReadError(f"{opened.place} is a feed, not an article.", hint="Give the addresses of its articles.")
    if HTML.match(head):
        return "html"
    if JSONL.match(head):
        return "jsonl"
    if JSON.match(head):
        message = f"{opened.place} is JSON over several lines or a list."
        raise ReadError(
            message, hint="Write one object a line, for example with: jq -c '.[]' for a list, jq -c . for one object."
        )
    return "text"


def _in_utf8(first: list[bytes], lines: Iterable[bytes], opened: _Opened, settings: Settings) -> Iterator[bytes]:
    """Lines of JSON; UTF-16, which Windows writes, is read as a whole."""
    if any(line[:4].count(0) or line.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) for line in first):
        text = decode(_whole(lines, "jsonl", opened.place, settings), opened.place)
        yield from text.encode("utf-8", "surrogatepass").split(b"\n")
        return
    going_on = False
    for line in lines:
        if not going_on:
            yield line
        going_on = not line.endswith(b"\n")


def _whole(lines: Iterable[bytes], kind: str, place: str, settings: Settings) -> bytes:
    """All bytes of a source that is one article; ReadError as soon as they are too many."""
    most = MOST_BYTES * settings.limit + MOST_BYTES if kind == "text" else settings.download_limit
    parts, size = [], 0
    for line in lines:
        parts.append(line)
        size += len(line)
        if size > most:
            message = f"{place} is larger than {most:,} bytes; one article may have {settings.limit:,} characters."
            raise ReadError(message, hint=TOO_LARGE)
    return b"".join(parts)
