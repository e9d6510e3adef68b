"""The record step: every record is checked against the text, and doubles are dropped."""

from dataclasses import fields, replace
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
    named = {value for kind in kinds for item in kind for field in fields(item) for value in _flat(getattr(item, field.name))}
    return tuple(actor for actor in found.actors if actor.mentions or actor.id in named)


def _flat(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _unique(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items without doubles, the first of each id kept."""
    return tuple({item.id: item for item in reversed(items)}.values())[::-1]  # type: ignore[attr-defined]


def _check(article: Article, item: Any) -> None:
    for span in _spans(item):
        if not 0 <= span.start < span.end <= len(article.text):
            raise RecordError(f"{type(item).__name__} {item.id} of article {article.id} points outside its text: {span}.")


def _spans(item: Any) -> list[Span]:
    """All spans that a record holds."""
    values = [getattr(item, field.name) for field in fields(item)]
    flat = [
        part for value in values for part in (value if isinstance(value, tuple) and not isinstance(value, Span) else (value,))
    ]
    return [value for value in flat if isinstance(value, Span)]
