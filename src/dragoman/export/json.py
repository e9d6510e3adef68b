"""The record as JSON, in the shape of docs/reference/json.md: one object an article."""

import json
from dataclasses import fields, is_dataclass
from typing import Any

from dragoman.article import Article, Skipped
from dragoman.records import Record, Span

ARTICLE_FIELDS = ("id", "title", "publisher", "published", "published_basis", "url", "language", "text")
RENAMED = {"start": "from", "end": "to"}
"""Fields of an office, whose names are no Python names."""


def to_json(result: tuple[Article, Record] | Skipped) -> str:
    """One line of JSON for an article with its record, or for one that was skipped."""
    if isinstance(result, Skipped):
        return _dump({"article": {"id": result.id}, "skipped": {"step": result.step, "reason": result.reason}})
    article, record = result
    given = {field: getattr(article, field) for field in ARTICLE_FIELDS}
    return _dump({"article": given} | {field.name: _plain(getattr(record, field.name)) for field in fields(record)})


def _dump(value: Any) -> str:
    """JSON in one line; a half of a surrogate pair, which UTF-8 cannot write, is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True)
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        names = RENAMED if type(value).__name__ == "Office" else {}
        return {names.get(f.name, f.name): _plain(getattr(value, f.name)) for f in fields(value)}
    return value
