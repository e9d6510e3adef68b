"""Records and articles as JSON text and back, whole and by their field names.

A field that the text lacks has its default, one that the type lacks is passed over, so that what an older or newer version
wrote can be read.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from dragoman.records import Record, Span


def to_text(value: Any) -> str:
    """A record, or any part of one, as JSON; what has its default is left out."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def record_from_text(text: str, parts: tuple[str, ...] | None = None) -> Record:
    """The record that `to_text` wrote; only these parts of it, where not all are wanted: making them takes most of the time."""
    given = json.loads(text)
    found: Record = build(Record, given if parts is None else {part: given[part] for part in parts if part in given})
    return found


def plain(value: Any) -> Any:
    """A record in lists, objects, strings and numbers; a span is a list of two."""
    kind: Any = type(value)
    if kind is Span:
        return [value[0], value[1]]
    if kind is tuple or kind is list:
        return [plain(part) for part in value]
    if fields := _fields(kind):
        given = ((name, getattr(value, name), default) for name, default in fields)
        return {name: plain(part) for name, part, default in given if part != default}
    return value


def build(kind: Any, given: Any) -> Any:
    """A value of a type from what `plain` made of it."""
    return _builder(kind)(given)


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a record type with their defaults; nothing for what is none."""
    return tuple((field.name, field.default) for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type; made once a type."""
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return lambda given: kind(*given)
    if get_origin(kind) in (UnionType, Union):
        (inner,) = (_builder(part) for part in get_args(kind) if part is not type(None))
        return lambda given: None if given is None else inner(given)
    if get_origin(kind) is tuple:
        part = _builder(get_args(kind)[0])
        return lambda given: tuple(map(part, given))
    if is_dataclass(kind):
        parts = {name: _builder(hint) for name, hint in get_type_hints(kind).items()}
        return lambda given: kind(**{name: parts[name](value) for name, value in given.items() if name in parts})  # type: ignore[operator]
    return lambda given: given
