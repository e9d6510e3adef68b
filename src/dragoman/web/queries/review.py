"""What nobody has looked at yet, the least certain first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.corrections import Correction, all_corrections, in_force
from dragoman.web.queries.lists import at

SIZE = 10


@dataclass(frozen=True, slots=True)
class Made:
    """A correction as the page lists it; `in_force` unless it was undone."""

    number: int
    kind: str
    record: str | None
    words: str | None
    who: str
    at: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """The next records of a kind, how many of each kind nobody has looked at, and the last corrections."""

    kind: str
    left: dict[str, int]
    records: list[dict[str, Any]]
    made: list[Made]


def queue(store: Store, kind: str) -> Queue:
    """The review queue of a kind (`meeting`)."""
    c = t.RECORDS[kind].c
    waiting = select(c.key).where(c.review.is_(None)).order_by(func.coalesce(c.confidence, 0), c.key.desc()).limit(SIZE)
    with store.asking() as connection:
        left = {
            name: int(connection.execute(select(func.count()).where(table.c.review.is_(None))).scalar_one())
            for name, table in t.RECORDS.items()
        }
        keys = connection.execute(waiting).scalars().all()
        made = all_corrections(connection)
    valid = {correction.number for correction in in_force(made)}
    latest = [_made(correction, valid) for correction in reversed(made[-SIZE:])]
    return Queue(kind, left, at(store, kind, keys), latest)


def _made(correction: Correction, valid: set[int]) -> Made:
    at = correction.anchor
    record, words = (at.record, at.words) if at else (None, None)
    return Made(correction.number, correction.kind, record, words, correction.who, correction.at, correction.number in valid)
