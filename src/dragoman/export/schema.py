"""The JSON Schema of `dragoman read --format json`, made from the record types; `reading.schema.json` beside this is what it gives.

Fields may be added, so others are allowed; none of those named is ever left out.
"""

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from dragoman.article import Article
from dragoman.export.json import ARTICLE_FIELDS, RENAMED
from dragoman.periods import DATE_PATTERN
from dragoman.records import Office, Readout, Record, Span, Stop

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VALUES = {
    "Article.published_basis": ("option", "metadata", "dateline"),
    "Office.basis": ("text", "register"),
    "Actor.kind": ("person", "state", "government", "ministry", "organisation", "armed_group", "people"),
    "Time.type": ("DATE", "TIME", "DURATION", "SET"),
    "Meeting.form": ("in_person", "call", "video", "talks", "summit", "ceremony"),
    "Meeting.status": ("held", "ongoing", "planned", "refused", "postponed", "cancelled"),
    "Stop.status": ("made", "planned", "cancelled"),
    "Statement.kind": ("direct", "indirect", "mixed"),
    "Stance.polarity": ("for", "against"),
    "Event.status": ("done", "ongoing", "planned", "negated"),
}
"""The values of the fields that have a closed list of them."""
UNKNOWN = ("Statement.speaker",)
"""Fields that may be null, whatever the type of this version says."""
PARTS = (Span, Office, Readout, Stop)
"""The types that stand inside others."""


def reading_schema() -> dict[str, Any]:
    """The schema of one line: an article with its record, or one that was skipped."""
    definitions = {kind.__name__: _object(kind) for kind in (*PARTS, *_record_types())}
    return {
        "$schema": DIALECT,
        "title": "A line of dragoman read --format json",
        "oneOf": [{"$ref": "#/$defs/Reading"}, {"$ref": "#/$defs/Skipped"}],
        "$defs": {"Reading": _reading(), "Skipped": _skipped(), "Article": _object(Article, ARTICLE_FIELDS), **definitions},
    }


def _record_types() -> list[type]:
    return [get_args(hint)[0] for hint in get_type_hints(Record).values()]


def _reading() -> dict[str, Any]:
    parts = {field.name: _of(get_type_hints(Record)[field.name], "") for field in fields(Record)}
    properties = {"article": {"$ref": "#/$defs/Article"}, **parts}
    return {"type": "object", "required": list(properties), "properties": properties, "not": {"required": ["skipped"]}}


def _skipped() -> dict[str, Any]:
    text = {"type": "string"}
    inner = {"type": "object", "required": ["step", "reason"], "properties": {"step": text, "reason": text}}
    article = {"type": "object", "required": ["id"], "properties": {"id": text}}
    return {"type": "object", "required": ["article", "skipped"], "properties": {"article": article, "skipped": inner}}


def _object(kind: Any, names: tuple[str, ...] | None = None) -> dict[str, Any]:
    if kind is Span:
        properties: dict[str, Any] = {name: {"type": "integer", "minimum": 0} for name in ("start", "end")}
    else:
        hints, renamed = get_type_hints(kind), RENAMED if kind is Office else {}
        chosen = names or tuple(field.name for field in fields(kind))
        properties = {renamed.get(name, name): _of(hints[name], f"{kind.__name__}.{name}") for name in chosen}
    return {"type": "object", "required": list(properties), "properties": properties}


def _of(hint: Any, field: str) -> dict[str, Any]:
    """The schema of a field from its type; `field` is `Type.name`."""
    if get_origin(hint) in (UnionType, Union):
        inner = next(part for part in get_args(hint) if part is not NoneType)
        return _or_null(_of(inner, field))
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], "")}
    if hint not in (str, int, float):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    name = field.rpartition(".")[2]
    found: dict[str, Any] = {"type": {str: "string", int: "integer", float: "number"}[hint]}
    if field in VALUES:
        found["enum"] = list(VALUES[field])
    elif name in ("date", "published"):
        found["pattern"] = DATE_PATTERN
    elif name == "confidence":
        found |= {"minimum": 0, "maximum": 1}
    return _or_null(found) if field in UNKNOWN else found


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return schema if "anyOf" in schema else {"anyOf": [schema, {"type": "null"}]}
