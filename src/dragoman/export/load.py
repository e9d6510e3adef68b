"""Readings back from the lines that `dragoman read --format json` writes."""

import json
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError
from dragoman.export.json import ARTICLE_FIELDS, RENAMED
from dragoman.export.schema import UNKNOWN
from dragoman.records import Office, Record, Span

REFERENCES = {
    "actors": ("participants", "host", "traveller", "speaker", "via", "addressee", "holder", "target", "actors", "recipients"),
    "places": ("place",),
    "times": ("time",),
    "meetings": ("meeting",),
    "statements": ("statement", "statements"),
}
"""The fields that hold ids, by the part of the record that they point to."""
HINT = "Give lines as `dragoman read --format json` writes them."


def from_json(line: str | bytes) -> tuple[Article, Record] | Skipped:
    """A line as the article and record it holds, or the Skipped; ReadError where it is none.

    Fields that are not known are passed over, so that later versions can be read; those that are missing are unknown.
    """
    try:
        given = json.loads(line)
    except ValueError as error:
        raise ReadError(f"It is no JSON: {error}.", hint=HINT) from None
    if not isinstance(given, dict) or not isinstance(given.get("article"), dict) or "id" not in given["article"]:
        raise ReadError("It has no article with an id.", hint=HINT)
    try:
        if "skipped" in given:
            return Skipped(str(given["article"]["id"]), str(given["skipped"]["step"]), str(given["skipped"]["reason"]))
        article = Article(**{name: given["article"].get(name) for name in ARTICLE_FIELDS})
        record: Record = _reader(Record)(given)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReadError(f"The reading of {given['article']['id']} is not whole: {error}.", hint=HINT) from None
    if not isinstance(article.text, str):
        raise ReadError(f"The reading of {article.id} has no text.", hint=HINT)
    _check_references(article, record)
    return article, record


Reader = Callable[[Any], Any]


@cache
def _reader(hint: Any) -> Reader:
    """What makes a value of a type of what stands for it in JSON; made once for each type."""
    if get_origin(hint) in (UnionType, Union):
        return _or_none(_reader(next(part for part in get_args(hint) if part is not NoneType)))
    if get_origin(hint) is tuple:
        return _list(_reader(get_args(hint)[0]))
    if hint is Span:
        return _span
    return _plain(hint) if hint in (str, int, float, bool) else _object(hint)


def _or_none(inner: Reader) -> Reader:
    return lambda given: None if given is None else inner(given)


def _list(inner: Reader) -> Reader:
    def read(given: Any) -> tuple[Any, ...]:
        if not isinstance(given, list):
            raise TypeError(f"{given!r} is no list")
        return tuple([inner(part) for part in given])

    return read


def _span(given: Any) -> Span:
    return Span(int(given["start"]), int(given["end"]))


def _plain(kind: type) -> Reader:
    """Text or a number; one in place of the other is a fault, but a whole number may stand for another."""
    accepted = (int, float) if kind is float else (kind,)

    def read(given: Any) -> Any:
        if not isinstance(given, accepted) or (kind is not bool and isinstance(given, bool)):
            raise TypeError(f"{given!r} is no {kind.__name__}")
        return kind(given)

    return read


def _object(kind: Any) -> Reader:
    hints, renamed = get_type_hints(kind), RENAMED if kind is Office else {}
    readers = [(f.name, renamed.get(f.name, f.name), _field(kind, f.name, hints[f.name])) for f in fields(kind)]

    def read(given: Any) -> Any:
        return kind(**{name: inner(given[written]) for name, written, inner in readers if written in given})

    return read


def _field(kind: type, name: str, hint: Any) -> Reader:
    inner = _reader(hint)
    return _or_none(inner) if f"{kind.__name__}.{name}" in UNKNOWN else inner


def _check_references(article: Article, record: Record) -> None:
    """ReadError where a record names an actor, place, time, meeting or statement that is not there."""
    known = {part: {item.id for item in getattr(record, part)} for part in REFERENCES}
    for kind in (record.meetings, record.trips, record.statements, record.stances, record.events):
        for item in kind:
            for holder in (item, *getattr(item, "stops", ()), *getattr(item, "readouts", ())):
                _check_item(article, holder, known)


def _check_item(article: Article, item: Any, known: dict[str, set[str]]) -> None:
    for part, names in REFERENCES.items():
        for name in names:
            value = getattr(item, name, None)
            ids = value if isinstance(value, tuple) else (value,)
            missing = [id for id in ids if id is not None and id not in known[part]]
            if missing:
                raise ReadError(
                    f"The reading of {article.id} names {missing[0]!r} as {name}, which is not among its {part}.", hint=HINT
                )
