"""The front page: what came in, what is new, who is travelling."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.web.queries.lists import listed


@dataclass(frozen=True, slots=True)
class Home:
    """What the store holds, the latest reports, meetings and tours, and what could not be read."""

    counts: dict[str, int]
    latest: str | None
    reports: list[dict[str, Any]]
    meetings: list[dict[str, Any]]
    trips: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    skipped: int


def home_page(store: Store) -> Home:
    """The front page of a store."""
    tables = {"reports": t.articles, "actors": t.actors} | {f"{kind}s": table for kind, table in t.RECORDS.items()}
    with store.asking() as connection:
        counts = {
            name: int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for name, table in tables.items()
        }
        latest = connection.execute(select(func.max(t.articles.c.published))).scalar()
        skipped = int(connection.execute(select(func.count()).select_from(t.skipped)).scalar_one())
    return Home(
        counts,
        latest,
        listed(store, "reports", size=8).records,
        listed(store, "meetings", size=8).records,
        listed(store, "trips", size=6).records,
        listed(store, "statements", size=6).records,
        skipped,
    )
