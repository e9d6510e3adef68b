"""One actor over all reports: offices, whom met, what said, what wanted."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.find import one_actor
from dragoman.web.drawing import Network, network
from dragoman.web.queries.lists import at, came_about, merged_at

FEW = 12
"""Records of each kind that the page shows; the search has the rest."""
TOLD = 60
"""Tellings among which these are looked for, where several reports tell of one."""
MERGED = ("meeting", "trip", "event")
AROUND = 14
"""Whom the network shows."""


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who took part in the same meetings, and in how many."""

    id: str
    name: str
    country: str | None
    meetings: int
    last: str | None


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor, whom it met, and the latest of what it said, wants and did."""

    actor: dict[str, Any]
    met: list[Met]
    network: Network
    meetings: list[dict[str, Any]]
    trips: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    stances: list[dict[str, Any]]
    events: list[dict[str, Any]]


def actor_page(store: Store, number: int) -> ActorPage | None:
    """The page of an actor; None where there is none of this number."""
    actor = one_actor(store, number)
    if actor is None:
        return None
    p, s = t.participants.c, t.sides.c
    known = met(store, number)
    return ActorPage(
        actor,
        known,
        _network(store, actor["name"], known[:AROUND]),
        _latest(store, "meeting", p.meeting, p.actor == number, p.day),
        _latest(store, "trip", t.trips.c.key, t.trips.c.traveller == number, t.trips.c.day),
        _latest(store, "statement", t.statements.c.key, t.statements.c.speaker == number, t.statements.c.day),
        _latest(store, "stance", t.stances.c.key, t.stances.c.holder == number, t.stances.c.day),
        _latest(store, "event", s.event, s.actor == number, s.day),
    )


def met(store: Store, number: int) -> list[Met]:
    """Who took part in the actor's meetings, the most frequent first; a meeting that several reports tell of counts once, one that did not
    come about not at all.
    """
    mine, theirs, a = t.participants.alias("mine"), t.participants.alias("theirs"), t.actors.c
    count = func.count(func.distinct(t.tellings.c.dossier))
    query = select(a.number, a.name, a.country, count, func.max(theirs.c.day)).join(theirs, theirs.c.actor == a.number)
    query = query.join(mine, mine.c.meeting == theirs.c.meeting)
    query = came_about(query, mine.c.meeting)
    query = query.where(mine.c.actor == number, theirs.c.actor != number)
    query = query.group_by(a.number, a.name, a.country).order_by(count.desc(), a.name).limit(20)
    with store.asking() as connection:
        rows = connection.execute(query).all()
    return [Met(f"actor-{key}", name, country, meetings, last) for key, name, country, meetings, last in rows if meetings]


def _network(store: Store, name: str, known: list[Met]) -> Network:
    """The actor, whom it met most, and how often these met each other."""
    numbers = [int(one.id.removeprefix("actor-")) for one in known]
    one, other = t.participants.alias("one"), t.participants.alias("other")
    count = func.count(func.distinct(t.tellings.c.dossier))
    query = select(one.c.actor, other.c.actor, count).join(other, other.c.meeting == one.c.meeting)
    query = came_about(query, one.c.meeting)
    query = query.where(one.c.actor.in_(numbers), other.c.actor.in_(numbers), one.c.actor < other.c.actor)
    with store.asking() as connection:
        rows = connection.execute(query.group_by(one.c.actor, other.c.actor)).all()
    among = [(f"actor-{a}", f"actor-{b}", int(meetings)) for a, b, meetings in rows if meetings]
    return network(name, [(one.id, one.name, one.meetings) for one in known], among)


def number_of(store: Store, name: str, kind: str | None, country: str | None) -> int | None:
    """The number of the actor with a name and, where they are given, a kind and a country."""
    a = t.actors.c
    query = select(a.number).where(a.name == name).order_by(a.number)
    query = query.where(a.kind == kind) if kind else query
    query = query.where(a.country == country) if country else query
    with store.asking() as connection:
        return connection.execute(query).scalars().first()


def _latest(store: Store, kind: str, key: Any, where: ColumnElement[bool], day: Any) -> list[dict[str, Any]]:
    merged = kind in MERGED
    query = select(key).where(where).order_by(day.desc(), key.desc()).limit(TOLD if merged else FEW)
    with store.asking() as connection:
        keys = connection.execute(query).scalars().all()
    return merged_at(store, kind, keys, FEW) if merged else at(store, kind, keys)
