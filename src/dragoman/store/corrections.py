"""People's corrections: records of their own, with who and when, never changed; an undo is a correction of a correction."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from dragoman.records import Span
from dragoman.store import tables as t
from dragoman.store.anchors import Anchor

KINDS = ("merge", "split", "speaker", "status", "date", "place", "span", "reject", "confirm", "undo")


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. `anchor` is None where it holds for the whole store (merge) or for another correction (undo).

    `change` says what is to be, by kind: `{"from", "into"}` for merge (each name, kind and country), `{"actor", "into", "mentions"}`
    for split, `{"speaker"}`, `{"status"}`, `{"date"}`, `{"place"}` (name and country) with `"stop"` where it is one stop of a trip,
    `{"field", "spans", "words"}` for span, `{"of"}` for undo.
    """

    kind: str
    change: Mapping[str, Any]
    who: str
    anchor: Anchor | None = None
    note: str | None = None
    number: int = 0
    at: str = ""


def add(connection: Connection, correction: Correction) -> int:
    """Keep a correction; its number."""
    at = correction.anchor
    row: dict[str, Any] = {
        "kind": correction.kind,
        "change": json.dumps(dict(correction.change), ensure_ascii=False),
        "who": correction.who,
        "at": correction.at or now(),
        "note": correction.note,
    }
    if at is not None:
        row |= {
            "article": at.article,
            "article_id": at.article_id,
            "record_kind": at.kind,
            "record_id": at.record,
            "gist": at.gist,
        }
        row |= {"start": at.span.start, "end": at.span.end, "prefix": at.prefix, "words": at.words, "suffix": at.suffix}
    return int(connection.execute(t.corrections.insert().values(row).returning(t.corrections.c.number)).scalar_one())


def all_corrections(connection: Connection) -> list[Correction]:
    """Every correction in the order made."""
    return [_correction(row) for row in connection.execute(select(t.corrections).order_by(t.corrections.c.number)).mappings()]


def corrections_for(connection: Connection, hash: str, id: str) -> list[Correction]:
    """The corrections in force that may concern an article, in the order made."""
    c = t.corrections.c
    # Those without an article are few: merges, and undos of whatever.
    query = select(t.corrections).where(or_(c.article.is_(None), c.article == hash, c.article_id == id)).order_by(c.number)
    return in_force([_correction(row) for row in connection.execute(query).mappings()])


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections without those undone; an undo that is undone itself has no effect."""
    made = sorted(corrections, key=lambda correction: correction.number)
    undone: set[int] = set()
    for correction in reversed(made):
        if correction.kind == "undo" and correction.number not in undone:
            undone.add(correction.change["of"])
    return [correction for correction in made if correction.kind != "undo" and correction.number not in undone]


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _correction(row: Mapping[Any, Any]) -> Correction:
    at = None
    if row["article"] is not None:
        span = Span(row["start"], row["end"])
        quoted = (row["prefix"], row["words"], row["suffix"], row["gist"] or "")
        at = Anchor(row["article"], row["article_id"], row["record_kind"], row["record_id"], span, *quoted)
    return Correction(row["kind"], json.loads(row["change"]), row["who"], at, row["note"], row["number"], row["at"])
