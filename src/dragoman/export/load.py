"""Readings back from the lines that `dragoman read --format json` writes."""

import json
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
        record = Record(**{field.name: _value(_hints(Record)[field.name], given.get(field.name, [])) for field in fields(Record)})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReadError(f"The reading of {given['article']['id']} is not whole: {error}.", hint=HINT) from None
    if not isinstance(article.text, str):
        raise ReadError(f"The reading of {article.id} has no text.", hint=HINT)
    _check_references(article, record)
    return article, record


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, given: Any) -> Any:
    """What stands in JSON, as the type of its field."""
    if get_origin(hint) in (UnionType, Union):
        inner = next(part for part in get_args(hint) if part is not NoneType)
        return None if given is None else _value(inner, given)
    if get_origin(hint) is tuple:
        if not isinstance(given, list):
            raise TypeError(f"{given!r} is no list")
        return tuple(_value(get_args(hint)[0], part) for part in given)
    if hint is Span:
        return Span(int(given["start"]), int(given["end"]))
    if hint in (str, int, float, bool):
        return _plain(hint, given)
    names = RENAMED if hint is Office else {}
    known = {f.name: names.get(f.name, f.name) for f in fields(hint)}
    return hint(**{name: _field(hint, name, given[written]) for name, written in known.items() if written in given})


def _field(kind: type, name: str, given: Any) -> Any:
    if given is None and f"{kind.__name__}.{name}" in UNKNOWN:
        return None
    return _value(_hints(kind)[name], given)


def _plain(hint: type, given: Any) -> Any:
    """Text or a number; one in place of the other is a fault."""
    if hint is float and isinstance(given, int) and not isinstance(given, bool):
        return float(given)
    if not isinstance(given, hint) or (hint is not bool and isinstance(given, bool)):
        raise TypeError(f"{given!r} is no {hint.__name__}")
    return given


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
