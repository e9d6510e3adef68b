"""What a record stands on, down to the bytes: article, words, rule, model, settings, corrections."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from dragoman.article import Article
from dragoman.records import Record, Span
from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.corrected import corrected
from dragoman.store.corrections import Correction, all_corrections, in_force
from dragoman.store.dossier import records_of
from dragoman.store.index import AROUND, KINDS, SPANS, parts
from dragoman.store.load import Reading, loaded
from dragoman.store.shown import shown


def trace(store: Store, id: str) -> Iterator[dict[str, Any]]:
    """Everything behind a record, once for each article that has it; of one that was rejected, what it was.

    The id may be that of a row of the dossier: then of every record that tells it.
    """
    with store.asking() as connection:
        for told in records_of(connection, id):
            yield from _traced(connection, told)


def _traced(connection: Connection, id: str) -> Iterator[dict[str, Any]]:
    readings = _readings(connection, id)
    made = all_corrections(connection)
    for article, record, reading in loaded(connection, readings, as_read=True):
        places = connection.execute(select(t.origins.c.place).where(t.origins.c.article == reading.article)).scalars().all()
        yield from _traces(article, record, reading, id, made, list(places))


def _readings(connection: Connection, id: str) -> list[int]:
    """The readings that have a record of this id, or had it before somebody rejected it."""
    found = {
        number
        for table in t.RECORDS.values()
        for number in connection.execute(select(table.c.reading).where(table.c.id == id)).scalars()
    }
    rejected = select(t.readings.c.number).join(t.articles, t.articles.c.number == t.readings.c.article)
    rejected = rejected.join(t.corrections, t.corrections.c.article == t.articles.c.hash).where(t.corrections.c.record_id == id)
    latest: dict[int, int] = {}
    query = select(t.readings.c.article, t.readings.c.number).where(
        t.readings.c.number.in_(found | set(connection.execute(rejected).scalars()))
    )
    for article, number in connection.execute(query):
        latest[article] = max(number, latest.get(article, 0))
    return sorted(latest.values())


def _traces(
    article: Article, record: Record, reading: Reading, id: str, made: list[Correction], places: list[str]
) -> Iterator[dict[str, Any]]:
    active = in_force(made)
    view = corrected(article, record, [c for c in active if _concerns(c, article, reading)])
    for kind, field in KINDS.items():
        for item in getattr(record, field):
            if item.id == id:
                now = next((later for later in getattr(view.record, field) if later.id == id), None)
                yield {
                    "record": kind,
                    "id": id,
                    "article": {
                        "id": article.id,
                        "hash": reading.hash,
                        "title": article.title,
                        "publisher": article.publisher,
                        "published": article.published,
                        "published_basis": article.published_basis,
                        "url": article.url,
                        "found_at": places,
                    },
                    "spans": _spans(article, kind, now or item),
                    "rule": item.rule,
                    "confidence": item.confidence,
                    "version": reading.version,
                    "model": reading.model,
                    "settings": json.loads(reading.settings),
                    "saved": reading.saved,
                    "rejected": now is None,
                    "corrections": [_told(c, c in active) for c in made if c.anchor and c.anchor.record == id],
                    "as_read": shown(article, record, reading, kind, item),
                    "now": shown(article, view.record, reading, kind, now) if now else None,
                }


def _concerns(correction: Correction, article: Article, reading: Reading) -> bool:
    at = correction.anchor
    return at is None or at.article == reading.hash or at.article_id == article.id


def _spans(article: Article, kind: str, item: Any) -> list[dict[str, Any]]:
    text = article.text

    def quoted(field: str, span: Span) -> dict[str, Any]:
        start, end = span
        around = {"prefix": text[max(0, start - AROUND) : start], "words": text[start:end], "suffix": text[end : end + AROUND]}
        return {"field": field, "start": start, "end": end, **around}

    return [quoted(field, span) for field in SPANS[kind] for span in parts(item, field)]


def _told(correction: Correction, active: bool) -> dict[str, Any]:
    return {
        "number": correction.number,
        "kind": correction.kind,
        "change": dict(correction.change),
        "who": correction.who,
        "at": correction.at,
        "note": correction.note,
        "in_force": active,
    }
