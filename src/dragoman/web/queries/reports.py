"""One report with everything read out of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from dragoman.article import Article
from dragoman.records import Record
from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.index import KINDS
from dragoman.store.load import Reading, latest_reading, loaded
from dragoman.store.shown import shown
from dragoman.web.marked import Piece, paragraphs


@dataclass(frozen=True, slots=True)
class Report:
    """A report: what is known of it, its text in marked pieces, its records by kind, its actors, and its copies."""

    hash: str
    id: str
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: str | None
    url: str | None
    version: str
    saved: str
    original: str | None
    copies: int
    text: str
    records: dict[str, list[dict[str, Any]]]
    actors: list[dict[str, Any]]
    lost: int
    paragraphs: list[list[Piece]]


def report(store: Store, name: str) -> Report | None:
    """The report with a hash, or the last one with an id; None where there is none."""
    a = t.articles.c
    with store.asking() as connection:
        query = select(a.number).where(or_(a.hash == name, a.id == name)).order_by(a.number.desc())
        number = connection.execute(query).scalars().first()
        if number is None:
            return None
        [(article, record, reading)] = loaded(connection, [latest_reading(connection, number)])
        original = connection.execute(select(a.hash).where(a.number == reading.copy_of)).scalar()
        copies = len(connection.execute(select(a.number).where(a.copy_of == number)).all())
    return _report(article, record, reading, original, copies)


def _report(article: Article, record: Record, reading: Reading, original: str | None, copies: int) -> Report:
    records = {
        field: [shown(article, record, reading, kind, item) for item in getattr(record, field)] for kind, field in KINDS.items()
    }
    actors = [
        {
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "office": actor.office,
            "mentions": len(actor.mentions),
        }
        for actor in sorted(record.actors, key=lambda actor: -len(actor.mentions))
    ]
    fields = ("id", "title", "publisher", "published", "published_basis", "url", "text")
    return Report(
        hash=reading.hash,
        **{field: getattr(article, field) for field in fields},
        version=reading.version,
        saved=reading.saved,
        original=original,
        copies=copies,
        records=records,
        actors=actors,
        lost=len(reading.lost),
        paragraphs=paragraphs(article, record),
    )
