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
from dragoman.read.articles import TOO_LARGE, option_date, skipped
from dragoman.read.encodings import decode
from dragoman.read.feeds import is_feed
from dragoman.read.items import Item, article_of
from dragoman.read.jsonl import longest_line
from dragoman.read.parquet import is_parquet, read_parquet
from dragoman.read.warc import is_warc, read_warc
from dragoman.read.web import fetch, is_address
from dragoman.settings import Settings

INPUTS = ("auto", "text", "html", "jsonl", "warc")
SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl"}
MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "text/plain": "text",
}
HTML = re.compile(rb"<(?:!doctype\s+html|!--|(?:html|head|body|meta|title|main|article|section|div|p|h1)\b|\?xml)", re.IGNORECASE)
JSONL = re.compile(rb"""\{\s*"[^"]*"\s*:""")
JSON = re.compile(rb"[\[{]\s*$|\[\s*\{")
"""JSON that is laid out over several lines, or a list."""
WARC = b"WARC/1."
MOST_BYTES = 4
"""Bytes of a character, in UTF-8 and UTF-16."""
STDIN = "stdin"
SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Source:
    """A path, address or `-`, and the id of its article where it brings none."""

    name: str
    id: str


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
    for item in read_items(sources, settings):
        yield item if isinstance(item, Skipped) else article_of(item, settings)


def read_items(sources: Iterable[str | Source], settings: Settings) -> Iterator[Item | Skipped]:
    """The items of all sources in the order given, each once it is asked for; what cannot be opened comes as Skipped in its place."""
    if settings.input not in INPUTS:
        raise UsageError(f"Unknown input kind {settings.input!r}.", hint=f"Use one of: {', '.join(INPUTS)}.")
    if settings.published:
        option_date(settings.published)
    for source in (source_of(given) if isinstance(given, str) else given for given in sources):
        try:
            yield from _read(source, settings)
        except ReadError as error:
            yield skipped(source.id, error)
        except OSError as error:
            message = f"{source.name} cannot be read: {error.strerror or error}."
            yield skipped(source.id, ReadError(message, hint="Check the file and its disk."))


def source_of(name: str) -> Source:
    """A path, address or `-` as a source."""
    return Source(name, _id(name))


def _read(source: Source, settings: Settings) -> Iterator[Item | Skipped]:
    named = settings.input == "auto" and is_warc(source.name)
    if (named or settings.input == "warc") and source.name != "-" and not is_address(source.name):
        with _file(source.name) as file:
            yield from read_warc(file, source.name, settings)
        return
    if settings.input == "auto" and is_parquet(source.name) and source.name != "-" and not is_address(source.name):
        with _file(source.name) as file:
            yield from read_parquet(file, source.id, source.name)
        return
    with _open(source, settings) as opened:
        yield from _items(opened, settings)


# ------------------------------------------------------------ opening


@contextmanager
def _open(given: Source, settings: Settings) -> Iterator[_Opened]:
    """A source with its lines; no line is longer than the longest article in JSON may be, and a byte."""
    most = longest_line(settings) + 1
    source = given.name
    if is_address(source):
        page = fetch(source, settings)
        yield _Opened(source, source, _lines(BytesIO(page.data), most), url=source, media=page.media, charset=page.charset)
    elif source == "-":
        yield _Opened(STDIN, "standard input", _lines(_standard_input(), most))
    else:
        with _file(source) as stream:
            yield _Opened(given.id, source, _lines(stream, most), Path(source).suffix.lower())


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


def _items(opened: _Opened, settings: Settings) -> Iterator[Item]:
    first = _first(opened.lines)
    kind = settings.input if settings.input != "auto" else _kind(opened, b"".join(first))
    lines = chain(first, opened.lines)
    if kind == "warc":
        raise ReadError(f"{opened.place} cannot be read as an archive.", hint="Save it to a file and give that.")
    if kind == "jsonl":
        for number, line in enumerate(_in_utf8(first, lines, opened, settings), start=1):
            if line.strip():
                where = f"{opened.place}, line {number}"
                yield Item(f"{opened.id}:{number}", kind, line, opened.place, where, size=len(line))
        return
    data = _whole(lines, kind, opened.place, settings)
    yield Item(opened.id, kind, data, opened.place, opened.place, opened.url, opened.charset, size=len(data))


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
    if is_feed(head):
        raise ReadError(f"{opened.place} is a feed, not an article.", hint="Give the addresses of its articles.")
    if head.startswith(WARC):
        raise ReadError(f"{opened.place} is a WARC archive.", hint="Give it a name that ends in .warc, or say --input warc.")
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
