"""What the records that were found are made up of: counts by speaker, through whom, issue, status, year, publisher."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.filters import Filters
from dragoman.store.find import found_keys

WITHIN = 500
"""Records that are counted at most: the first of those found."""
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Value:
    """A value that an answer may be narrowed to, and how many records have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter, the most frequent first."""

    name: str
    values: list[Value]


@dataclass(frozen=True, slots=True)
class Facets:
    """Facets over the first `counted` records; `more` where there are others, which are not counted."""

    counted: int
    more: bool
    facets: list[Facet]


def facets(store: Store, kind: str, asked: Filters) -> Facets:
    """The facets of what a search finds; none for reports and actors."""
    if kind in ("reports", "actors"):
        return Facets(0, False, [])
    with store.asking() as connection:
        keys = found_keys(connection, kind, asked, WITHIN + 1)
        counted = keys[:WITHIN]
        found = [Facet(name, _values(connection, query, counted)) for name, query in _queries(kind, counted).items()]
    return Facets(len(counted), len(keys) > WITHIN, [facet for facet in found if facet.values])


def _values(connection: Connection, query: Select[Any], keys: list[int]) -> list[Value]:
    return [Value(row[0], row[1]) for row in connection.execute(query.limit(SHOWN)) if row[0]]


def _queries(kind: str, keys: list[int]) -> dict[str, Select[Any]]:
    """A query for each facet of a kind."""
    c, a = t.RECORDS[kind.removesuffix("s")].c, t.actors.c
    count = func.count()

    def by(column: Any, *joins: tuple[Any, Any]) -> Select[Any]:
        query = select(column, count).select_from(t.RECORDS[kind.removesuffix("s")])
        for table, on in joins:
            query = query.join(table, on)
        return query.where(c.key.in_(keys)).group_by(column).order_by(count.desc(), column)

    year = func.substr(c.day, 1, 4)
    published = ((t.readings, t.readings.c.number == c.reading), (t.articles, t.articles.c.number == t.readings.c.article))
    found = {"publisher": by(t.articles.c.publisher, *published)}
    if kind == "statements":
        found["speaker"] = by(a.name, (t.actors, a.number == c.speaker))
        found["via"] = by(a.name, (t.via, t.via.c.statement == c.key), (t.actors, a.number == t.via.c.actor))
        # The stances of a statement stand in its own reading, whose keys are one range. Without it, or with the bare
        # column, which has an index, all stances would be gone through.
        first = c.reading * 2**t.BITS
        beside = and_(t.stances.c.key.between(first, first + 2**t.BITS - 1), t.stances.c.statement == c.key)
        found["issue"] = by(func.coalesce(t.stances.c.issue, ""), (t.stances, beside))
    if kind == "stances":
        found["speaker"] = by(a.name, (t.actors, a.number == c.holder))
        found["issue"] = by(c.issue)
    if kind in ("meetings", "events"):
        found["status"] = by(c.status)
    types = {"meetings": "form", "events": "event_type", "stances": "polarity", "statements": "kind"}
    found["date"] = by(year)
    if kind in types:
        found["type"] = by(c[types[kind]])
    return found
