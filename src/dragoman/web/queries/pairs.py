"""Two countries: what one did to the other, by month with its mean Goldstein score, and who met whom."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.web.drawing import Timeline, timeline
from dragoman.web.queries.lists import came_about, merged_at

LATEST = 40
DRAWN = 100
"""Events, and meetings, that the timeline shows at most: the latest."""
TOLD = 300
"""Tellings among which these are looked for, where several reports tell of one."""
MOST = 3000
"""Records of two countries that are counted at most, the latest."""


@dataclass(frozen=True, slots=True)
class PairMonth:
    """Events of a month between two countries: how many, and the mean of their scores, None where none has one."""

    month: str
    events: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two countries, and how many meetings of the store both took part in."""

    one: str
    two: str
    meetings: int


@dataclass(frozen=True, slots=True)
class PairPage:
    """A country pair over time; with `more` there are earlier events, which are not counted."""

    one: str
    two: str
    months: list[PairMonth]
    more: bool
    timeline: Timeline
    events: list[dict[str, Any]]
    meetings: list[dict[str, Any]]


def pairs(store: Store, limit: int = 60) -> list[Pair]:
    """The pairs of countries whose people met most often in the latest meetings that came about, organisations left out."""
    recent = select(t.meetings.c.key).order_by(t.meetings.c.day.desc(), t.meetings.c.key.desc()).limit(MOST).subquery()
    one, two = t.participants.alias("one"), t.participants.alias("two")
    a, b = t.actors.alias("a"), t.actors.alias("b")
    count = func.count(func.distinct(t.tellings.c.dossier))
    query = select(a.c.country, b.c.country, count).select_from(one).join(two, two.c.meeting == one.c.meeting)
    query = came_about(query, one.c.meeting)
    query = query.join(a, a.c.number == one.c.actor).join(b, b.c.number == two.c.actor)
    query = query.where(one.c.meeting.in_(select(recent.c.key)), a.c.country < b.c.country)
    groups = ("IGO", "NGO", "MNC", "IMG")
    query = query.where(a.c.country.not_in(groups), b.c.country.not_in(groups)).group_by(a.c.country, b.c.country)
    with store.asking() as connection:
        return [Pair(*row) for row in connection.execute(query.order_by(count.desc(), a.c.country, b.c.country).limit(limit))]


def pair_page(store: Store, one: str, two: str) -> PairPage:
    """Events and meetings in which a side of each country takes part."""
    with store.asking() as connection:
        events = _both_in(connection, t.sides, t.sides.c.event, "event", one, two)
        meetings = _both_in(connection, t.participants, t.participants.c.meeting, "meeting", one, two)
        c = t.events.c
        months: dict[str, list[float | None]] = defaultdict(list)
        once: dict[int, tuple[str | None, float | None]] = {}
        told = select(t.tellings.c.dossier, c.day, c.goldstein).join(t.tellings, t.tellings.c.record == c.key)
        told = told.where(t.tellings.c.kind == "event", c.key.in_(events), c.status != "negated").order_by(c.key)
        for number, day, score in connection.execute(told):
            once.setdefault(number, (day, score))
        for day, score in once.values():
            months[(day or "")[:7]].append(score)
    by_month = [PairMonth(month, len(scores), _mean(scores)) for month, scores in sorted(months.items()) if month]
    acts, met = merged_at(store, "event", events[:TOLD], DRAWN), merged_at(store, "meeting", meetings[:TOLD], DRAWN)
    return PairPage(one, two, by_month, len(events) == MOST, timeline(acts, met), acts[:LATEST], met[:LATEST])


def _both_in(connection: Any, part: Any, of: Any, kind: str, one: str, two: str) -> list[int]:
    """The keys of the latest records in which somebody of each country takes part; their places do not count."""
    table = t.RECORDS[kind].c
    mine = t.countries.alias("mine")
    theirs = t.countries.alias("theirs")
    a, b = t.actors.alias("a"), t.actors.alias("b")
    first, second = part.alias("first"), part.alias("second")
    both = select(mine.c.record).join(theirs, theirs.c.record == mine.c.record)
    both = both.where(mine.c.kind == kind, theirs.c.kind == kind, mine.c.country == one, theirs.c.country == two)
    query = select(first.c[of.name]).join(second, second.c[of.name] == first.c[of.name])
    query = query.join(a, a.c.number == first.c.actor).join(b, b.c.number == second.c.actor)
    query = query.where(first.c[of.name].in_(both), a.c.country == one, b.c.country == two)
    if kind == "event":
        query = query.where(first.c.role != second.c.role)
    latest = select(table.key).where(table.key.in_(query)).order_by(table.day.desc(), table.key.desc()).limit(MOST)
    return list(connection.execute(latest).scalars())


def _mean(scores: list[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return round(sum(known) / len(known), 2) if known else None
