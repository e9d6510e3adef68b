"""Readings out of the store: article, record as people corrected it, and what made it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from dragoman.article import Article
from dragoman.records import Record, Span
from dragoman.store import tables as t
from dragoman.store.codec import build, record_from_text
from dragoman.store.connect import Store
from dragoman.store.corrected import View, corrected
from dragoman.store.corrections import Correction, all_corrections, corrections_for, in_force

PAGE = 200
"""Readings that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a reading: its number, its article's number, hash and the number of what that is a copy of; what made it, and when.

    `reviews` are people's: of each record they touched, by its id, `corrected` or `confirmed`.
    """

    number: int
    article: int
    hash: str
    copy_of: int | None
    version: str
    model: str
    settings: str
    saved: str
    reviews: dict[str, str]
    lost: tuple[Correction, ...] = ()


Loaded = tuple[Article, Record, Reading]


def load(store: Store, *, after: int = 0, copies: bool = True, as_read: bool = False) -> Iterator[Loaded]:
    """The latest reading of each article in the order saved, from the one after number `after`.

    Without `copies`, wire copies are left out; `as_read` gives the records without people's corrections.
    """
    while True:
        with store.asking() as connection:
            numbers = _next(connection, after, copies)
            found = loaded(connection, numbers, as_read=as_read)
        yield from found
        if len(numbers) < PAGE:
            return
        after = numbers[-1]


def _next(connection: Connection, after: int, copies: bool) -> Sequence[int]:
    r, a = t.readings.c, t.articles.c
    later = t.readings.alias()
    query = select(r.number).join(t.articles, a.number == r.article).where(r.number > after).order_by(r.number).limit(PAGE)
    query = query.where(~select(later.c.number).where(later.c.article == r.article, later.c.number > r.number).exists())
    return connection.execute(query if copies else query.where(a.copy_of.is_(None))).scalars().all()


def loaded(
    connection: Connection, readings: Sequence[int], *, as_read: bool = False, parts: tuple[str, ...] | None = None
) -> list[Loaded]:
    """These readings, in this order; of the records at least these parts."""
    query = select(t.articles, t.readings).join(t.articles, t.articles.c.number == t.readings.c.article)
    rows = {row._mapping[t.readings.c.number]: row for row in connection.execute(query.where(t.readings.c.number.in_(readings)))}
    any_corrections = not as_read and connection.execute(select(func.count()).select_from(t.corrections)).scalar()
    made = in_force(all_corrections(connection)) if any_corrections else []
    return [_loaded(rows[number], made, parts) for number in readings if number in rows]


def latest_reading(connection: Connection, article: int) -> int:
    """The number of the reading of an article that is in force: the one saved last."""
    return int(connection.execute(select(func.max(t.readings.c.number)).where(t.readings.c.article == article)).scalar_one())


def article_of(row: Any) -> Article:
    """The article in a row of `articles`."""
    headline, dateline, bylines = json.loads(row[t.articles.c.layout])
    fields = ("id", "text", "title", "publisher", "published", "published_basis", "url", "language")
    return Article(
        **{field: row[t.articles.c[field]] for field in fields},
        headline=build(Span | None, headline),
        dateline=build(Span | None, dateline),
        bylines=build(tuple[Span, ...], bylines),
    )


def corrected_reading(connection: Connection, reading: int) -> tuple[Article, Record, View]:
    """The article of a reading, its record as read, and as corrected."""
    query = select(t.articles, t.readings.c.record).join(t.readings, t.articles.c.number == t.readings.c.article)
    row = connection.execute(query.where(t.readings.c.number == reading)).one()._mapping
    article, record = article_of(row), record_from_text(row[t.readings.c.record])
    return article, record, corrected(article, record, corrections_for(connection, row[t.articles.c.hash], article.id))


def _loaded(found: Row[Any], corrections: list[Correction], parts: tuple[str, ...] | None) -> Loaded:
    row = found._mapping
    article, hash = article_of(row), row[t.articles.c.hash]
    mine = [c for c in corrections if c.anchor is None or hash == c.anchor.article or article.id == c.anchor.article_id]
    record = record_from_text(row[t.readings.c.record], None if mine else parts)
    view = corrected(article, record, mine) if mine else View(record)
    r = t.readings.c
    reading = Reading(
        row[r.number],
        row[t.articles.c.number],
        hash,
        row[t.articles.c.copy_of],
        row[r.version],
        row[r.model],
        row[r.settings],
        row[r.saved],
        view.reviews,
        view.lost,
    )
    return article, view.record, reading
