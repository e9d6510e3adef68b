"""Where things stand in the charts, which the server draws as SVG so that they need no script, print, and can be read by a screen reader.

Nothing is drawn that is not known: an event without a day or a score stands in no chart, and a month without anything is an empty month.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.web import words

WIDTH, HEIGHT = 720.0, 150.0
"""Of charts over time, in units of their view box."""
LONGEST = 96
"""Months that are drawn one by one; of a longer time the years are."""
RING, NARROW = 250.0, 24.0
"""Half the width of the ellipse on which an actor's neighbours stand, and what each of them adds to half its height."""
TALLEST = 160.0


@dataclass(frozen=True, slots=True)
class Bar:
    """What is counted of a month or year (`2024-01`, `2024`), drawn from `x`, so wide."""

    at: str
    up: int
    down: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A year or a day under a chart."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars over time without a gap in it, the highest value, and the years below."""

    bars: tuple[Bar, ...]
    top: int
    ticks: tuple[Tick, ...]


def bars(counted: Iterable[Any], up: str, down: str | None = None) -> Bars:
    """Bars of what has a `month` and is counted in its fields `up` and `down`; months in which nothing is are empty."""
    months = {one.month: (getattr(one, up), getattr(one, down) if down else 0) for one in counted if len(one.month) == 7}
    if not months:
        return Bars((), 0, ())
    values = _every_month(months)
    if len(values) > LONGEST:
        values = _by_year(values)
    step = min(WIDTH / len(values), 40.0)
    made = tuple(Bar(at, *value, n * step, step) for n, (at, value) in enumerate(values.items()))
    firsts = [bar for n, bar in enumerate(made) if not n or bar.at[:4] != made[n - 1].at[:4]]
    every = math.ceil(len(firsts) / 12)
    ticks = tuple(Tick(bar.x, bar.at[:4]) for bar in firsts[::every])
    return Bars(made, max(1, *(max(value) for value in values.values())), ticks)


def _every_month(months: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    first, last = _number(min(months)), _number(max(months))
    names = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
    return {name: months.get(name, (0, 0)) for name in names}


def _by_year(months: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    years: dict[str, tuple[int, int]] = {}
    for month, (up, down) in months.items():
        before = years.get(month[:4], (0, 0))
        years[month[:4]] = (before[0] + up, before[1] + down)
    return years


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


# ------------------------------------------------------------ two countries over time


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting or event on a timeline: where it stands, what it is, in words, and its address."""

    x: float
    y: float
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events by their day and score, meetings on a line above; `undrawn` have no day or no score."""

    events: tuple[Mark, ...]
    meetings: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    undrawn: int


def timeline(events: Sequence[dict[str, Any]], meetings: Sequence[dict[str, Any]]) -> Timeline:
    """Where events and meetings stand between the first day and the last."""
    scored = [(day, event) for event in events if (day := _day(event["date"])) and event["goldstein"] is not None]
    dated = [(day, meeting) for meeting in meetings if (day := _day(meeting["date"]))]
    undrawn = len(events) + len(meetings) - len(scored) - len(dated)
    if not scored and not dated:
        return Timeline((), (), (), undrawn)
    days = [day for day, _ in (*scored, *dated)]
    first, last = min(days), max(days)

    def x(day: date) -> float:
        return round(20 + (WIDTH - 40) * ((day - first).days / max(1, (last - first).days)), 1)

    marks = tuple(_mark(x(day), 90 - 5.5 * event["goldstein"], event, _act(event)) for day, event in scored)
    above = tuple(_mark(x(day), 18.0, meeting, f"{meeting['status']} meeting") for day, meeting in dated)
    return Timeline(marks, above, _days(first, last, x), undrawn)


def _mark(x: float, y: float, record: dict[str, Any], what: str) -> Mark:
    return Mark(x, round(y, 1), f"{words.day(record['date'])}: {what}", words.address_of(record))


def _act(event: dict[str, Any]) -> str:
    who, whom = (", ".join(words.named(one) for one in event[side]) for side in ("actors", "recipients"))
    return f"{who} – {event['event_type'].lower()} – {whom}, {event['goldstein']:+.1f}"


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def _days(first: date, last: date, x: Any) -> tuple[Tick, ...]:
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    every = math.ceil(len(years) / 12) if years else 1
    between = [Tick(x(day), str(day.year)) for day in years[::every] if 140 < x(day) < WIDTH - 140]
    ends = [Tick(x(first), words.day(first.isoformat()))]
    ends += [Tick(x(last), words.day(last.isoformat()))] if last > first else []
    return (*ends, *between)


# ------------------------------------------------------------ who met whom


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody on the ring around an actor; `end` where the label stands left of the point."""

    id: str
    name: str
    x: float
    y: float
    end: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two who met, so many times; `own` where one of them is the actor in the middle."""

    x1: float
    y1: float
    x2: float
    y2: float
    meetings: int
    width: float
    own: bool
    label: str


@dataclass(frozen=True, slots=True)
class Network:
    """An actor in the middle, whom it met around it, and who of them met each other; `height` is half that of the drawing."""

    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(name: str, neighbours: Sequence[tuple[str, str, int]], among: Iterable[tuple[str, str, int]]) -> Network:
    """The network around an actor: `neighbours` are id, name and meetings with it, `among` two ids and their meetings."""
    height = min(NARROW * len(neighbours), TALLEST)
    nodes = {id: _node(id, who, 2 * math.pi * (n + 0.5) / len(neighbours), height) for n, (id, who, _) in enumerate(neighbours)}
    own = [_edge((0.0, 0.0), (nodes[id].x, nodes[id].y), count, f"{name} and {who}", own=True) for id, who, count in neighbours]
    others = [
        _edge((a.x, a.y), (b.x, b.y), count, f"{a.name} and {b.name}", own=False)
        for one, other, count in among
        if (a := nodes.get(one)) and (b := nodes.get(other))
    ]
    return Network(height + 30, tuple(nodes.values()), (*others, *own))


def _node(id: str, name: str, angle: float, height: float) -> Node:
    x, y = round(RING * math.sin(angle), 1), round(-height * math.cos(angle), 1)
    return Node(id, name, x, y, x < 0)


def _edge(one: tuple[float, float], other: tuple[float, float], meetings: int, label: str, *, own: bool) -> Edge:
    return Edge(*one, *other, meetings, round(1 + math.log2(meetings), 1), own, label)
