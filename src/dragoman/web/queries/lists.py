"""Lists of records out of the store, a page at a time; meetings, tours and events once each, whatever the number of reports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.dossier import shown_rows
from dragoman.store.filters import Filters
from dragoman.store.find import MERGED, at_keys, find, find_merged

SIZE = 25


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list; `more` says that there is another."""

    kind: str
    records: list[dict[str, Any]]
    page: int
    more: bool


def found(store: Store, kind: str, asked: Filters | None = None, *, limit: int, offset: int = 0) -> Iterator[dict[str, Any]]:
    """What answers all questions, as `dragoman find` has it: merged where reports are merged."""
    return (find_merged if kind in MERGED else find)(store, kind, asked, limit=limit, offset=offset)


def listed(store: Store, kind: str, asked: Filters | None = None, page: int = 1, size: int = SIZE) -> Listed:
    """A page of the records of a kind; one more than it shows is asked for, which is cheaper than to count all."""
    records = list(found(store, kind, asked, limit=size + 1, offset=(page - 1) * size))
    return Listed(kind, records[:size], page, len(records) > size)


def by_id(store: Store, kind: str, id: str) -> list[dict[str, Any]]:
    """The records of a kind (`meeting`) that have an id, the last read first."""
    table = t.RECORDS[kind]
    with store.asking() as connection:
        keys = connection.execute(select(table.c.key).where(table.c.id == id).order_by(table.c.key.desc())).scalars().all()
    return at(store, kind, keys)


def at(store: Store, kind: str, keys: Sequence[int]) -> list[dict[str, Any]]:
    """The records of a kind (`meeting`) with these keys, in this order."""
    with store.asking() as connection:
        return at_keys(connection, kind + "s", keys)


def merged_at(store: Store, kind: str, keys: Iterable[int], most: int) -> list[dict[str, Any]]:
    """What the records with these keys tell, in the order of the first that tells it, each once and at most so many."""
    wanted = list(keys)
    c = t.tellings.c
    with store.asking() as connection:
        rows = connection.execute(select(c.record, c.dossier).where(c.kind == kind, c.record.in_(wanted))).all()
        of = {row.record: row.dossier for row in rows if row.dossier is not None}
        numbers = list(dict.fromkeys(of[key] for key in wanted if key in of))[:most]
        return shown_rows(connection, numbers)
