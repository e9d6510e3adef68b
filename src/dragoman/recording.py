"""The record step: every record is checked against the text, and doubles are dropped."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from dragoman.article import Article
from dragoman.errors import RecordError
from dragoman.records import Record, Span

Item = TypeVar("Item")

NAMING = ("meetings", "trips", "statements", "stances", "events")
"""The parts of a record that name actors; one that none of them names and the text does not mention is not kept."""


def checked(article: Article, found: Record) -> Record:
    """The record without doubles; RecordError where a part of it does not stand on the text."""
    whole = Record(**{field.name: _unique(getattr(found, field.name)) for field in fields(found)})
    parts = {field.name: [(item, list(_parts(item))) for item in getattr(whole, field.name)] for field in fields(whole)}
    for items in parts.values():
        for item, inside in items:
            _check(article, item, inside)
    named = {part for kind in NAMING for _, inside in parts[kind] for part in inside if isinstance(part, str)}
    return replace(whole, actors=tuple(actor for actor in whole.actors if actor.mentions or actor.id in named))


def _parts(value: Any) -> Iterator[Any]:
    """The spans, strings and numbers in a record, with those of the records inside it (a stop, a readout)."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if type(part) is tuple:
            waiting.extend(part)
        elif names := _fields_of(part.__class__):
            waiting.extend([getattr(part, name) for name in names])
        elif part is not None:
            yield part


@cache
def _fields_of(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a record's class, none for what is looked at as a whole."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _unique(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items without doubles, the first of each id kept."""
    return tuple({item.id: item for item in reversed(items)}.values())[::-1]  # type: ignore[attr-defined]


def _check(article: Article, item: Any, parts: list[Any]) -> None:
    for span in parts:
        if isinstance(span, Span) and not 0 <= span.start < span.end <= len(article.text):
            raise RecordError(f"{type(item).__name__} {item.id} of article {article.id} points outside its text: {span}.")
