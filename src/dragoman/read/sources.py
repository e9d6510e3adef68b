"""Sources: what the user names (a path, an address, `-`) becomes articles, one failure at a time."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError, UsageError
from dragoman.read.articles import article_from_html, article_from_text
from dragoman.read.jsonl import read_jsonl
from dragoman.read.web import fetch
from dragoman.settings import Settings

INPUTS = ("auto", "text", "html", "jsonl")
SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}
MAGIC = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip or Office file", b"\x1f\x8b": "a gzip file", b"\x89PNG": "an image", b"\xff\xd8\xff": "an image", b"\x7fELF": "a program", b"GIF8": "an image"}  # fmt: skip


def read_sources(sources: Iterable[str], settings: Settings) -> Iterator[Article | Skipped]:
    """The articles of all sources in the order given; what cannot be read comes as Skipped in its place."""
    if settings.input not in INPUTS:
        raise UsageError(f"Unknown input kind {settings.input!r}.", hint=f"Use one of: {', '.join(INPUTS)}.")
    for source in sources:
        try:
            yield from _read_source(source, settings)
        except ReadError as error:
            reason = f"{error} {error.hint}" if error.hint else str(error)
            yield Skipped(_name(source), "read", reason)


def _read_source(source: str, settings: Settings) -> Iterator[Article | Skipped]:
    url = source if source.startswith(("http://", "https://")) else None
    data = fetch(source, settings) if url else _bytes(source)
    kind = settings.input if settings.input != "auto" else _kind(source, data)
    text = decode(data, _name(source))
    if kind == "jsonl":
        yield from read_jsonl(text, _name(source), settings)
    elif kind == "html":
        yield article_from_html(text, id=_name(source), url=url, settings=settings)
    else:
        yield article_from_text(text, id=_name(source), settings=settings)


def _name(source: str) -> str:
    """The id of an article that brings none: its address, its file's stem, or `stdin`."""
    if source == "-":
        return "stdin"
    return source if source.startswith(("http://", "https://")) else Path(source).stem


def _bytes(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    path = Path(source)
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise ReadError(f"{source} is a folder.", hint="Name its files, for example with folder/*.txt.") from None
    except FileNotFoundError:
        raise ReadError(f"There is no file {source}.", hint="Check the path, or give - to read standard input.") from None
    except OSError as error:
        raise ReadError(f"{source} cannot be opened: {error.strerror}.", hint="Check its permissions.") from None


def _kind(source: str, data: bytes) -> str:
    """What the data is, by the name's ending, else by its first characters."""
    if kind := SUFFIXES.get(Path(source).suffix.lower()) if source != "-" else None:
        return kind
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<article", b"<div")):
        return "html"
    return "jsonl" if start.startswith(b'{"') else "text"


def decode(data: bytes, name: str) -> str:
    """The text of some bytes: UTF-8, UTF-16 with its mark, else Windows-1252; ReadError for what is no text."""
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise ReadError(f"{name} is {what}, not text.", hint="Save it as plain text or HTML first.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16", name)
    if b"\x00" in data:
        raise ReadError(f"{name} holds binary data.", hint="Give a text, HTML or JSONL file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strict(data, "cp1252", name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{name} is in an encoding that is neither UTF-8 nor Windows-1252 (byte {error.start})."
        raise ReadError(message, hint="Convert it to UTF-8, for example with iconv.") from None
