"""What the store's dossier has of one meeting or tour, with the readings that tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dragoman.reading import Reading
from dragoman.records import Span
from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.dossier import joined_actors, readings_of, rows_by_id
from dragoman.store.index import KINDS
from dragoman.store.load import Loaded, loaded
from dragoman.web.queries.lists import by_id

MOST = 40
"""Tellings that a page shows; `dragoman trace` has all."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's own telling: the report's hash, what is known of it, the record as it stands there, and the words it stands on."""

    report: str
    publisher: str | None
    published: str | None
    title: str | None
    copy: bool
    record: str
    words: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A thing as all reports tell it (`row`, as `dragoman find` gives it), the first tellings, and their readings in the same order.

    `countries` are those of the actors in these readings, by their names, as far as the dossier knows them.
    """

    row: dict[str, Any]
    tellings: tuple[Telling, ...]
    readings: tuple[Loaded, ...]
    countries: dict[str, str]

    @property
    def items(self) -> Iterator[tuple[Loaded, Any]]:
        """Each reading with its own record of the thing."""
        for telling, reading in zip(self.tellings, self.readings, strict=True):
            yield reading, _item(reading, self.row["record"], telling.record)


def whole(store: Store, kind: str, id: str) -> Whole | None:
    """What the dossier has under an id, its own or that of a record which tells it; None where the store has neither.

    A record that is not merged yet stands for itself.
    """
    with store.asking() as connection:
        row = next((row for row in rows_by_id(connection, id) if row["record"] == kind), None)
        if row is not None:
            readings = loaded(connection, readings_of(connection, row["id"]))
            return _whole(connection, row, readings)
    record = next(iter(by_id(store, kind, id)), None)
    if record is None:
        return None
    with store.asking() as connection:
        number = connection.execute(
            select(t.articles.c.number).where(t.articles.c.hash == record["article"]["hash"])
        ).scalar_one()
        latest = select(t.readings.c.number).where(t.readings.c.article == number).order_by(t.readings.c.number.desc()).limit(1)
        return _whole(connection, _alone(record), loaded(connection, connection.execute(latest).scalars().all()))


def _whole(connection: Connection, row: dict[str, Any], readings: list[Loaded]) -> Whole:
    told = list(_tellings(row, readings))[:MOST]
    found = tuple(reading for _, reading in told)
    return Whole(row, tuple(telling for telling, _ in told), found, _countries(connection, found))


def _alone(record: dict[str, Any]) -> dict[str, Any]:
    """A record in the shape of a row of the dossier that it alone tells."""
    article = record["article"]
    telling = {name: article[name] for name in ("publisher", "published", "title", "copy")}
    stops = [stop | {"coverage": _coverage(article), "differences": []} for stop in record.get("stops", ())]
    nothing: dict[str, Any] = {"differences": [], "developments": [], "gaps": [], "conflicts": []}
    return (
        record
        | nothing
        | _coverage(article)
        | {"stops": stops, "tellings": [telling | {"id": record["id"], "article": article["id"]}]}
    )


def _coverage(article: dict[str, Any]) -> dict[str, Any]:
    return {"reports": 1, "publishers": [article["publisher"]] if article["publisher"] else []}


def _tellings(row: dict[str, Any], readings: list[Loaded]) -> Iterator[tuple[Telling, Loaded]]:
    """The tellings of a row, in its order, each with its reading."""
    of = {(reading[0].id, item.id): reading for reading in readings for item in getattr(reading[1], KINDS[row["record"]])}
    for told in row["tellings"]:
        reading = of.get((told["article"], told["id"]))
        if reading is not None:
            words = quoted(reading, _item(reading, row["record"], told["id"]))
            known = (told["publisher"], told["published"], told["title"], told["copy"])
            yield Telling(reading[2].hash, *known, told["id"], words), reading


def _item(reading: Loaded, kind: str, id: str) -> Any:
    return next(item for item in getattr(reading[1], KINDS[kind]) if item.id == id)


def quoted(reading: Loaded, item: Any) -> str:
    """The words that a record stands on, in one line."""
    spans: tuple[Span, ...] = item.evidence or tuple(span for stop in getattr(item, "stops", ()) for span in stop.evidence)
    return Reading(*reading[:2]).line(*spans)


def _countries(connection: Connection, readings: tuple[Loaded, ...]) -> dict[str, str]:
    c, a = t.appearances.c, t.actors.c
    query = select(a.number, a.name, a.country).join(t.appearances, c.actor == a.number)
    rows = connection.execute(query.where(c.reading.in_([reading.number for _, _, reading in readings]))).all()
    joined = joined_actors(connection, {row.number for row in rows})
    known = {row.name: joined.get(row.number, {}).get("country") or row.country for row in rows}
    return {name: country for name, country in known.items() if country}
