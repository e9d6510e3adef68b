"""Lists of records out of the store, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.filters import Filters
from dragoman.store.find import at_keys, find

SIZE = 25


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list; `more` says that there is another."""

    kind: str
    records: list[dict[str, Any]]
    page: int
    more: bool


def listed(store: Store, kind: str, asked: Filters | None = None, page: int = 1, size: int = SIZE) -> Listed:
    """A page of the records of a kind; one more than it shows is asked for, which is cheaper than to count all."""
    found = list(find(store, kind, asked, limit=size + 1, offset=(page - 1) * size))
    return Listed(kind, found[:size], page, len(found) > size)


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
