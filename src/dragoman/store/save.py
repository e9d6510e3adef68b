"""Saving a reading: article, record and index in one transaction, once for each article and version."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Insert, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from dragoman import copies
from dragoman.article import Article, Skipped
from dragoman.characters import storable
from dragoman.errors import RecordError
from dragoman.knowledge.folding import fold
from dragoman.records import Record
from dragoman.store import tables as t
from dragoman.store.codec import to_text
from dragoman.store.connect import Store
from dragoman.store.corrected import View, corrected
from dragoman.store.corrections import corrections_for, now
from dragoman.store.index import Identity, identity, layout, rows
from dragoman.store.keys import content_hash, version_order

CANDIDATES = 50
"""Most articles that are compared with a new one to find what it is a copy of."""
NUL = "\x00"


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a reading: the version of Dragoman, its language model, and the settings that change a record, as JSON."""

    version: str
    model: str = ""
    settings: str = "{}"


@dataclass(frozen=True, slots=True)
class Item:
    """What an article came out of: the hash of its bytes, the file, line or record it stood in, and its address."""

    hash: str
    place: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a reading: its article's number, whether it was new, and the number of the article that this is a copy of."""

    article: int
    new: bool
    copy_of: int | None = None


def save(store: Store, article: Article, record: Record, maker: Maker, item: Item | None = None) -> Saved:
    """Keep a reading; where this version's is there already, only where else the article stood. StoreError or RecordError if it fails."""
    _check(article)
    signature = copies.signature(article.text)
    with store.writing() as connection:
        number, copy_of = _article(connection, article, signature)
        new = not has_reading(connection, number, maker.version)
        if new:
            _reading(connection, number, article, record, maker)
        if item:
            _origin(connection, item, number, double=not new)
        return Saved(number, new, copy_of)


def save_skipped(store: Store, skipped: Skipped, item: Item, version: str) -> None:
    """Keep why something could not be read, in place of what was kept for it before."""
    row = {"id": skipped.id, "step": skipped.step, "reason": skipped.reason, "version": version, "saved": now()}
    with store.writing() as connection:
        connection.execute(delete(t.skipped).where(t.skipped.c.item == item.hash))
        connection.execute(t.skipped.insert(), _clean(row | {"item": item.hash, "place": item.place}))


def note_origin(store: Store, item: Item, article: int) -> None:
    """Keep that an article which the store has stands at another place too."""
    with store.writing() as connection:
        _origin(connection, item, article, double=True)


def has_reading(connection: Connection, article: int, version: str) -> bool:
    """Whether an article was read by this version or a later one."""
    versions = connection.execute(select(t.readings.c.version).where(t.readings.c.article == article)).scalars()
    return any(version_order(found) >= version_order(version) for found in versions)


def _check(article: Article) -> None:
    """RecordError for what one of the two databases cannot hold, so that both hold the same."""
    if any(NUL in (value or "") for value in (article.id, article.text, article.title, article.publisher, article.url)):
        raise RecordError(f"{article.id} holds a NUL character, which no database keeps in text.", hint="Remove U+0000 from it.")


def _clean(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what a database cannot hold in text: file names and messages may have anything."""
    return {name: storable(value.replace(NUL, "\ufffd")) if isinstance(value, str) else value for name, value in row.items()}


# ------------------------------------------------------------ article


def _article(connection: Connection, article: Article, signature: bytes) -> tuple[int, int | None]:
    """The number of an article, which is inserted where it is new, and of the one it is a copy of."""
    hash = content_hash(article)
    query = select(t.articles.c.number, t.articles.c.copy_of).where(t.articles.c.hash == hash)
    if known := connection.execute(query).first():
        return known.number, known.copy_of
    copy_of = first_of(connection, signature)
    fields = ("id", "title", "publisher", "published", "published_basis", "url", "language", "text")
    row = {field: getattr(article, field) for field in fields}
    row |= {"hash": hash, "copy_of": copy_of, "layout": layout(article), "signature": signature}
    number = int(connection.execute(t.articles.insert().returning(t.articles.c.number), row).scalar_one())
    if copy_of is None and signature:
        # Only what is no copy is looked for, so that the thousandth copy costs no more than the first.
        connection.execute(insert_new(connection, t.bands), [{"band": b, "article": number} for b in copies.bands(signature)])
    return number, copy_of


def first_of(connection: Connection, signature: bytes) -> int | None:
    """The number of the article that a text is most like, if it is like enough to be its copy; among several the first."""
    if not signature:
        return None
    a, b = t.articles.c, t.bands.c
    near = select(b.article).where(b.band.in_(copies.bands(signature))).group_by(b.article).order_by(b.article).limit(CANDIDATES)
    found = connection.execute(select(a.number, a.signature).where(a.number.in_(near))).all()
    alike = [(copies.similarity(signature, row.signature), -row.number) for row in found]
    best = max(alike, default=(0.0, 0))
    return -best[1] if best[0] >= copies.COPY else None


def _origin(connection: Connection, item: Item, article: int, double: bool) -> None:
    row = {"item": item.hash, "article": article, "place": item.place, "url": item.url, "double": double}
    connection.execute(insert_new(connection, t.origins), _clean(row))
    connection.execute(delete(t.skipped).where(t.skipped.c.item == item.hash))


# ------------------------------------------------------------ reading


def _reading(connection: Connection, number: int, article: Article, record: Record, maker: Maker) -> None:
    row = {
        "article": number,
        "version": maker.version,
        "model": maker.model,
        "settings": maker.settings,
        "saved": now(),
        "record": to_text(record),
    }
    earlier = connection.execute(select(t.readings.c.number).where(t.readings.c.article == number)).scalars().all()
    reading = int(connection.execute(t.readings.insert().returning(t.readings.c.number), row).scalar_one())
    for old in earlier:
        unindex(connection, old)
    index(connection, reading, article, record)


def index(connection: Connection, reading: int, article: Article, record: Record) -> View:
    """Make the rows by which a reading is found, with people's corrections applied, and mark it to be merged; the record so corrected."""
    view = corrected(article, record, corrections_for(connection, content_hash(article), article.id))
    actors = actor_numbers(connection, {identity(actor) for actor in view.record.actors})
    for table, found in rows(reading, article, view.record, actors, view.reviews).items():
        connection.execute(table.insert(), found)
    connection.execute(insert_new(connection, t.unmerged), {"reading": reading})
    return view


def unindex(connection: Connection, reading: int) -> None:
    """Remove the rows by which a reading is found."""
    first, after = reading << t.BITS, (reading + 1) << t.BITS
    for table, column in (
        *((table, table.c[of]) for table, of in t.PARTS),
        (t.evidence, t.evidence.c.record),
        (t.countries, t.countries.c.record),
        *((table, table.c.key) for table in (*t.RECORDS.values(), t.places)),
    ):
        connection.execute(delete(table).where(column >= first, column < after))
    for table in (t.appearances, t.times):
        connection.execute(delete(table).where(table.c.reading == reading))
    connection.execute(insert_new(connection, t.unmerged), {"reading": reading})


def actor_numbers(connection: Connection, wanted: Iterable[Identity]) -> dict[Identity, int]:
    """The number of each actor, given out where it is new."""
    sought = sorted(wanted, key=lambda actor: (actor[0], actor[1], actor[2] or ""))
    found = _known_actors(connection, sought)
    new = [actor for actor in sought if actor not in found]
    if new:
        made = [{"name": name, "folded": fold(name), "kind": kind, "country": country} for name, kind, country in new]
        connection.execute(insert_new(connection, t.actors), made)
        added = _known_actors(connection, new)
        words = [{"word": word, "actor": number} for who, number in added.items() for word in set(fold(who[0]).split())]
        if words:
            connection.execute(insert_new(connection, t.actor_words), words)
        found |= added
    return found


def _known_actors(connection: Connection, sought: list[Identity]) -> dict[Identity, int]:
    a = t.actors.c
    names = sorted({fold(name) for name, _, _ in sought})
    query = select(a.number, a.name, a.kind, a.country).where(a.folded.in_(names))
    return {(row.name, row.kind, row.country): row.number for row in connection.execute(query)}


def insert_new(connection: Connection, table: Table) -> Insert:
    """An insert that passes over what is there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()
