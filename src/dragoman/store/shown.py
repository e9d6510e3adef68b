"""A record of the store as an object for JSON: ids replaced by who and where they mean, spans with their words."""

from dataclasses import fields, is_dataclass
from typing import Any

from dragoman.article import Article
from dragoman.records import Actor, Place, Record, Span
from dragoman.store.load import Reading

WHO = {"participants", "host", "traveller", "speaker", "via", "addressee", "holder", "target", "actors", "recipients"}
"""Fields that name actors."""
STANDS_ON = {
    "meeting": ("evidence",),
    "trip": ("evidence", "stops"),
    "statement": ("evidence", "content"),
    "stance": ("evidence", "object"),
    "event": ("evidence",),
}
"""The fields whose spans a record of each kind stands on; the first that has any counts."""


def shown(article: Article, record: Record, reading: Reading, kind: str, item: Any) -> dict[str, Any]:
    """A record with its kind, the article it stands in and the words it stands on."""
    found: dict[str, Any] = _Shown(article, record).plain(item)
    given = ("id", "title", "publisher", "published", "url")
    origin = {field: getattr(article, field) for field in given} | {"hash": reading.hash, "copy": reading.copy_of is not None}
    evidence = [{"article": article.id, **span} for span in _standing(kind, found)]
    rest = {"review": reading.reviews.get(item.id), "version": reading.version, "articles": [article.id], "article": origin}
    return {"record": kind} | found | rest | {"evidence": evidence}


def _standing(kind: str, found: dict[str, Any]) -> list[dict[str, Any]]:
    for field in STANDS_ON[kind]:
        value = found[field]
        if field == "stops":
            value = [span for stop in value for span in stop["evidence"]]
        if value:
            return value if isinstance(value, list) else [value]
    return []


class _Shown:
    """The look-ups of one article."""

    def __init__(self, article: Article, record: Record) -> None:
        self.text = article.text
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}

    def plain(self, value: Any) -> Any:
        if isinstance(value, Span):
            return {"start": value.start, "end": value.end, "words": self.text[value.start : value.end]}
        if isinstance(value, tuple):
            return [self.plain(part) for part in value]
        if is_dataclass(value) and not isinstance(value, type):
            return {field.name: self._field(field.name, getattr(value, field.name)) for field in fields(value)}
        return value

    def _field(self, name: str, value: Any) -> Any:
        if name in WHO and isinstance(value, str):
            return _who(self.actors.get(value), value)
        if name in WHO and isinstance(value, tuple):
            return [_who(self.actors.get(id), id) for id in value]
        if name == "place" and value is not None:
            return _where(self.places.get(value), value)
        return self.plain(value)


def _who(actor: Actor | None, id: str) -> dict[str, Any]:
    if actor is None:
        return {"id": id, "name": None, "kind": None, "country": None}
    return {"id": id, "name": actor.name, "kind": actor.kind, "country": actor.country}


def _where(place: Place | None, id: str) -> dict[str, Any]:
    fields = ("name", "country", "latitude", "longitude", "precision")
    return {"id": id} | {field: getattr(place, field, None) for field in fields}
