"""Lists of records out of the store, a page at a time; meetings, tours and events once each, whatever the number of reports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.dossier import shown_rows
from dragoman.store.filters import Filters
from dragoman.store.find import MERGED, at_keys, find, find_merged, found_keys

SIZE = 25
CAME_ABOUT = ("held", "ongoing")
"""Statuses of a meeting in which people met."""


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


def in_brief(store: Store, kind: str, asked: Filters | None = None, *, limit: int, offset: int = 0) -> Iterator[dict[str, Any]]:
    """Actors as `dragoman find` has them, but without the reports that each stands in, which cost more than all the rest."""
    a, p = t.actors.c, t.appearances.c
    with store.asking() as connection:
        numbers = found_keys(connection, kind, asked or Filters(), offset + limit)[offset:]
        rows = {row.number: row for row in connection.execute(select(t.actors).where(a.number.in_(numbers)))}
        seen = select(p.actor, func.count(), func.min(p.day), func.max(p.day)).where(p.actor.in_(numbers)).group_by(p.actor)
        days = {number: values for number, *values in connection.execute(seen)}
        held = select(p.actor, p.office, func.max(p.day)).where(p.actor.in_(numbers), p.office.is_not(None))
        last = func.max(p.day)
        offices = {
            n: (title, day) for n, title, day in connection.execute(held.group_by(p.actor, p.office).order_by(last, p.office))
        }
    for number in numbers:
        row, (reports, first, latest) = rows[number], days.get(number, (0, None, None))
        known = {"record": "actor", "id": f"actor-{number}", "name": row.name, "kind": row.kind, "country": row.country}
        title, as_of = offices.get(number, (None, None))
        yield known | {"office": title, "as_of": as_of, "reports": reports, "first": first, "last": latest}


def listed(store: Store, kind: str, asked: Filters | None = None, page: int = 1, size: int = SIZE) -> Listed:
    """A page of the records of a kind; one more than it shows is asked for, which is cheaper than to count all."""
    find_them = in_brief if kind == "actors" else found
    records = list(find_them(store, kind, asked, limit=size + 1, offset=(page - 1) * size))
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


def came_about(query: Select[Any], meeting: ColumnElement[int]) -> Select[Any]:
    """A query of records of meetings, with what the dossier has of each, where it came about."""
    told = and_(t.tellings.c.kind == "meeting", t.tellings.c.record == meeting)
    query = query.join(t.tellings, told).join(t.dossier, t.dossier.c.number == t.tellings.c.dossier)
    return query.where(t.dossier.c.status.in_(CAME_ABOUT))
