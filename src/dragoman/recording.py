"""The record step: every record is checked against the text, and doubles are dropped."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from dragoman.article import Article
from dragoman.errors import RecordError
from dragoman.records import Actor, Record, Span

Item = TypeVar("Item")


def checked(article: Article, found: Record) -> Record:
    """The record without doubles; RecordError where a part of it does not stand on the text."""
    whole = Record(**{field.name: _unique(getattr(found, field.name)) for field in fields(found)})
    whole = replace(whole, actors=_needed(whole))
    for field in fields(whole):
        for item in getattr(whole, field.name):
            _check(article, item)
    return whole


def _needed(found: Record) -> tuple[Actor, ...]:
    """The actors that the text mentions or a record names."""
    kinds = (found.meetings, found.trips, found.statements, found.stances, found.events)
    named = {part for kind in kinds for item in kind for part in _parts(item) if isinstance(part, str)}
    return tuple(actor for actor in found.actors if actor.mentions or actor.id in named)


def _parts(value: Any) -> Iterator[Any]:
    """The spans, strings and numbers in a record, with those of the records inside it (a stop, a readout)."""
    if isinstance(value, tuple) and not isinstance(value, Span):
        for part in value:
            yield from _parts(part)
    elif is_dataclass(value) and not isinstance(value, Span):
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
    else:
        yield value


def _unique(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items without doubles, the first of each id kept."""
    return tuple({item.id: item for item in reversed(items)}.values())[::-1]  # type: ignore[attr-defined]


def _check(article: Article, item: Any) -> None:
    for span in (part for part in _parts(item) if isinstance(part, Span)):
        if not 0 <= span.start < span.end <= len(article.text):
            raise RecordError(f"{type(item).__name__} {item.id} of article {article.id} points outside its text: {span}.")
