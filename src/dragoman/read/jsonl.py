"""JSONL: one article a line, with `text` and, where known, `id`, `title`, `published`, `publisher`, `url`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError
from dragoman.read.articles import SURROGATE, TOO_LARGE, article_from_text, skipped
from dragoman.read.encodings import decode
from dragoman.settings import Settings

FIELDS = ("title", "published", "publisher", "url")
SHAPE = 'Write one object a line, for example {"id": "a1", "text": "…"}.'


def longest_line(settings: Settings) -> int:
    """Bytes that the longest article can take up: JSON may write a character in twelve."""
    return 12 * settings.limit + 100_000


def read_jsonl(lines: Iterable[bytes], name: str, place: str, settings: Settings) -> Iterator[Article | Skipped]:
    """An article for each line; a line that is none comes as Skipped. Without an id of its own its id is `name:number`."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield article_from_line(line, f"{name}:{number}", f"{place}, line {number}", settings)


def article_from_line(line: bytes, id: str, place: str, settings: Settings) -> Article | Skipped:
    """The article of one line; without an id of its own its id is the one given."""
    try:
        given = _object(line, place, settings)
        id = _id(given, place) or id
        for field in FIELDS:
            _check_field(given, field, place)
        return article_from_text(_text(given, place), id=id, settings=settings, place=place, **{f: given.get(f) for f in FIELDS})
    except ReadError as error:
        return skipped(id, error)


def _object(line: bytes, place: str, settings: Settings) -> dict[str, Any]:
    if len(line) > longest_line(settings):
        raise ReadError(f"{place} is longer than {longest_line(settings):,} bytes.", hint=TOO_LARGE)
    try:
        given = json.loads(decode(line, place))
    except RecursionError:
        raise ReadError(f"{place} is nested too deep.", hint=SHAPE) from None
    except ValueError as error:
        raise ReadError(f"{place} is not JSON: {error}.", hint=SHAPE) from None
    if not isinstance(given, dict):
        raise ReadError(f"{place} is JSON, but no object.", hint=SHAPE)
    return given


def _id(given: dict[str, Any], place: str) -> str | None:
    """The id, which may be text or a number."""
    id = given.get("id")
    if isinstance(id, bool) or not isinstance(id, str | int | float | None):
        raise ReadError(f"{place}: id must be text or a number.", hint=SHAPE)
    return None if id is None else str(id)


def _text(given: dict[str, Any], place: str) -> str:
    text = given.get("text")
    if not isinstance(text, str):
        raise ReadError(f"{place} has no text.", hint=SHAPE)
    return text


def _check_field(given: dict[str, Any], field: str, place: str) -> None:
    value = given.get(field)
    if not isinstance(value, str | None):
        raise ReadError(f"{place}: {field} must be text or null.", hint="Write it in quotation marks, or leave it out.")
    if value and SURROGATE.search(value):
        raise ReadError(f"{place}: {field} holds half of a surrogate pair, which is no character.", hint="Remove it.")
