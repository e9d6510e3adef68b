"""Who is for and against what: actors by issues, one issue over time, and the words behind a cell."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from dragoman.lexicon.loader import load
from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.web.queries.lists import at

ROWS, COLUMNS, WORDS = 20, 12, 50


@dataclass(frozen=True, slots=True)
class Cell:
    """How many stances of an actor on an issue are for it and against it."""

    pro: int = 0
    con: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An actor's row of the grid."""

    id: str
    name: str
    country: str | None
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """The actors with most stances by the issues with most; `others` are the issues that have no column."""

    issues: list[str]
    rows: list[Row]
    others: list[str]


@dataclass(frozen=True, slots=True)
class Month:
    """Stances of one month, as `2024-01`."""

    month: str
    pro: int
    con: int


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue, or one actor on it (`holder`): by month, and in words, the latest first."""

    issue: str
    definition: str | None
    holder: dict[str, Any] | None
    holders: list[Row]
    months: list[Month]
    stances: list[dict[str, Any]]


def grid(store: Store) -> Grid:
    """Actors by issues."""
    c, a = t.stances.c, t.actors.c
    count = func.count()
    with store.asking() as connection:
        by_issue = select(c.issue, count).where(c.issue.is_not(None)).group_by(c.issue).order_by(count.desc(), c.issue)
        issues = [row.issue for row in connection.execute(by_issue)]
        shown = issues[:COLUMNS]
        most = select(c.holder).where(c.issue.in_(shown)).group_by(c.holder).order_by(count.desc(), c.holder).limit(ROWS)
        holders = list(connection.execute(most).scalars())
        cells = select(c.holder, c.issue, c.polarity, count).where(c.holder.in_(holders), c.issue.in_(shown))
        counted: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
        for holder, issue, polarity, number in connection.execute(cells.group_by(c.holder, c.issue, c.polarity)):
            counted[holder, issue][polarity] = number
        names = {row.number: row for row in connection.execute(select(a.number, a.name, a.country).where(a.number.in_(holders)))}
    rows = [
        Row(f"actor-{holder}", names[holder].name, names[holder].country, [_cell(counted[holder, issue]) for issue in shown])
        for holder in holders
    ]
    return Grid(shown, rows, issues[COLUMNS:])


def issue_page(store: Store, issue: str, holder: int | None = None) -> IssuePage | None:
    """One issue; None where neither the lexicon nor a stance of the store has it."""
    definitions = {entry["id"]: entry["definition"] for entry in load("issues")["issues"]}
    c, a = t.stances.c, t.actors.c
    month, count = func.substr(c.day, 1, 7), func.count()
    where = [c.issue == issue, *([c.holder == holder] if holder is not None else [])]
    with store.asking() as connection:
        months: dict[str, dict[str, int]] = defaultdict(dict)
        for when, polarity, number in connection.execute(
            select(month, c.polarity, count).where(*where).group_by(month, c.polarity)
        ):
            months[when or ""][polarity] = number
        people: dict[int, dict[str, int]] = defaultdict(dict)
        for who, polarity, number in connection.execute(
            select(c.holder, c.polarity, count).where(*where).group_by(c.holder, c.polarity)
        ):
            people[who][polarity] = number
        first = sorted(people, key=lambda who: (-sum(people[who].values()), who))[:ROWS]
        names = {row.number: row for row in connection.execute(select(a.number, a.name, a.country).where(a.number.in_(first)))}
        keys = connection.execute(select(c.key).where(*where).order_by(c.day.desc(), c.key.desc()).limit(WORDS)).scalars().all()
    if not people and issue not in definitions:
        return None
    rows = [Row(f"actor-{who}", names[who].name, names[who].country, [_cell(people[who])]) for who in first]
    chosen = {"id": rows[0].id, "name": rows[0].name} if holder is not None and rows else None
    by_month = [Month(when, *_both(found)) for when, found in sorted(months.items()) if when]
    return IssuePage(issue, definitions.get(issue), chosen, rows, by_month, at(store, "stance", keys))


def _both(found: dict[str, int]) -> tuple[int, int]:
    return found.get("for", 0), found.get("against", 0)


def _cell(found: dict[str, int]) -> Cell:
    return Cell(*_both(found))
