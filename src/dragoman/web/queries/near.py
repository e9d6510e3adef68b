"""The reports that may tell of the same meeting or tour, merged: a small part of the store stands for the whole of it.

To merge the whole store for one page would take minutes. Reports that tell of one meeting share two of its sides and lie few days
apart, so that those alone are merged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from dragoman.corpus.dossier import Dossier, JoinedMeeting, JoinedTrip
from dragoman.corpus.merge import Corpus
from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.load import Loaded, loaded

DAYS = 21
"""Days before and after, within which one meeting is told of."""
MOST = 24
"""Reports that are merged for one page."""


@dataclass(frozen=True, slots=True)
class Near:
    """The dossier of the reports near a record, and the readings it is made of, by their keys in it."""

    dossier: Dossier
    readings: dict[str, Loaded]


def near_meeting(store: Store, id: str) -> tuple[Near, JoinedMeeting | None] | None:
    """What the reports near a meeting tell, and the meeting as all of them tell it; None where there is no such meeting."""
    m, p = t.meetings.c, t.participants.c
    with store.asking() as connection:
        row = connection.execute(select(m.key, m.reading, m.day).where(m.id == id).order_by(m.key.desc())).first()
        if row is None:
            return None
        sides = select(p.actor).where(p.meeting == row.key)
        query = select(m.reading).join(t.participants, p.meeting == m.key).where(p.actor.in_(sides))
        # Two sides in common; one, where a report names no more.
        query = query.group_by(m.key, m.reading).order_by(func.count().desc(), m.key)
        near = _merged(connection, row.reading, connection.execute(_about(query, m.day, row.day).limit(MOST)).scalars())
    return near, _joined(near, near.dossier.meetings, row.reading, id)


def near_trip(store: Store, id: str) -> tuple[Near, JoinedTrip | None] | None:
    """What the reports near a trip tell, and the tour as all of them tell it; None where there is no such trip."""
    c = t.trips.c
    with store.asking() as connection:
        row = connection.execute(select(c.key, c.reading, c.day, c.traveller).where(c.id == id).order_by(c.key.desc())).first()
        if row is None:
            return None
        query = _about(select(c.reading).where(c.traveller == row.traveller), c.day, row.day).order_by(c.key)
        near = _merged(connection, row.reading, connection.execute(query.limit(MOST)).scalars())
    return near, _joined(near, near.dossier.trips, row.reading, id)


def _about(query: Any, column: Any, day: str | None) -> Any:
    """The query, bounded to the days around one; unbounded where the day is not known."""
    if day is None:
        return query
    at, width = date.fromisoformat(day), timedelta(days=DAYS)
    return query.where(column >= (at - width).isoformat(), column <= (at + width).isoformat())


def _merged(connection: Connection, first: int, others: Iterable[int]) -> Near:
    corpus, readings = Corpus(), {}
    for found in loaded(connection, list(dict.fromkeys((first, *others)))):
        readings[corpus.add(found[0], found[1])] = found
    return Near(corpus.dossier(), readings)


def _joined(near: Near, joined: Iterable[Any], reading: int, id: str) -> Any:
    """The joined record in which the telling of a reading stands."""
    here = {key for key, (_, _, known) in near.readings.items() if known.number == reading}
    return next((one for one in joined if any(told.reading in here and told.record == id for told in one.tellings)), None)
