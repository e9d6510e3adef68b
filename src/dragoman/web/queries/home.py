"""The front page: what came in, what is new, who is travelling."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.find import MERGED
from dragoman.store.graph import count_unmerged
from dragoman.web.queries.lists import listed


@dataclass(frozen=True, slots=True)
class Home:
    """What the store holds, the latest reports, meetings and tours, and what could not be read or is not merged yet.

    Meetings, tours and events count once, however many reports tell of them.
    """

    counts: dict[str, int]
    latest: str | None
    reports: list[dict[str, Any]]
    meetings: list[dict[str, Any]]
    trips: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    skipped: int
    unmerged: int


def home_page(store: Store) -> Home:
    """The front page of a store."""
    tables = {"reports": t.articles, "actors": t.actors, "statements": t.statements, "stances": t.stances}
    with store.asking() as connection:
        counts = {name: _count(connection, select(func.count()).select_from(table)) for name, table in tables.items()}
        for kind in MERGED:
            once = select(func.count()).where(t.dossier.c.kind == kind.removesuffix("s"))
            counts[kind] = _count(connection, once)
        latest = connection.execute(select(func.max(t.articles.c.published))).scalar()
        skipped = _count(connection, select(func.count()).select_from(t.skipped))
        unmerged = count_unmerged(connection)
    return Home(
        counts,
        latest,
        listed(store, "reports", size=8).records,
        listed(store, "meetings", size=8).records,
        listed(store, "trips", size=6).records,
        listed(store, "statements", size=6).records,
        skipped,
        unmerged,
    )


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())
