"""The dossier's rows: things that many reports tell, each once."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from dragoman.store import tables as t
from dragoman.store.graph import some
from dragoman.store.index import Identity


@dataclass(frozen=True, slots=True)
class Row:
    """A row to keep. `number` is made of what it stands on, `records` are the keys of what tells it, `content` is for JSON."""

    kind: str
    id: str
    content: Mapping[str, Any]
    reports: int
    publishers: int
    status: str | None = None
    date: str | None = None
    day: str | None = None
    number: int = 0
    records: tuple[int, ...] = ()


def replace_rows(connection: Connection, gone: Iterable[int], come: Sequence[Row]) -> None:
    """Put rows in the place of others, and say of each record which one it tells."""
    c = t.tellings.c
    for part in some(gone):
        connection.execute(update(t.tellings).where(c.dossier.in_(part)).values(dossier=None))
        connection.execute(delete(t.dossier).where(t.dossier.c.number.in_(part)))
    if not come:
        return
    fields = ("number", "kind", "id", "status", "date", "day", "reports", "publishers")
    rows = [
        {name: getattr(row, name) for name in fields} | {"content": json.dumps(row.content, ensure_ascii=False)} for row in come
    ]
    connection.execute(t.dossier.insert(), rows)
    put = update(t.tellings).where(c.kind == bindparam("of"), c.record == bindparam("key")).values(dossier=bindparam("row"))
    connection.execute(put, [{"of": row.kind, "key": key, "row": row.number} for row in come for key in row.records])


def actor_rows(connection: Connection, numbers: Iterable[int]) -> dict[int, Identity]:
    """Name, kind and country of actors by their numbers."""
    a = t.actors.c
    found: dict[int, Identity] = {}
    for part in some(sorted(set(numbers))):
        query = select(a.number, a.name, a.kind, a.country).where(a.number.in_(part))
        found.update((row.number, (row.name, row.kind, row.country)) for row in connection.execute(query))
    return found


def joined_actors(connection: Connection, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The actor that each actor of the store is, as far as it is known, by the number of the latter: `id`, `name`, `kind`, `country`."""
    c, d = t.tellings.c, t.dossier.c
    found: dict[int, dict[str, Any]] = {}
    for part in some(sorted(set(numbers))):
        query = select(c.record, d.content).join(t.dossier, d.number == c.dossier).where(c.kind == "actor", c.record.in_(part))
        for row in connection.execute(query):
            content = json.loads(row.content)
            found[row.record] = {name: content[name] for name in ("id", "name", "kind", "country")}
    return found


def rows_by_id(connection: Connection, id: str) -> list[dict[str, Any]]:
    """The rows of the dossier with an id, or that a record with this id tells."""
    d, c = t.dossier.c, t.tellings.c
    numbers = list(connection.execute(select(d.number).where(d.id == id)).scalars())
    if not numbers:
        for kind, table in t.RECORDS.items():
            query = select(c.dossier).join(table, table.c.key == c.record).where(c.kind == kind, table.c.id == id)
            numbers += [n for n in connection.execute(query).scalars() if n is not None]
    return shown_rows(connection, numbers)


def records_of(connection: Connection, id: str) -> list[str]:
    """The ids of the records that an id means: its own, or those that tell a row of the dossier; in the order told."""
    for table in t.RECORDS.values():
        if connection.execute(select(table.c.key).where(table.c.id == id).limit(1)).first():
            return [id]
    return [telling["id"] for row in rows_by_id(connection, id) for telling in row.get("tellings", ())] or [id]


def readings_of(connection: Connection, id: str) -> list[int]:
    """The readings that tell a row of the dossier, named by its id or that of a record which tells it."""
    d, c = t.dossier.c, t.tellings.c
    query = (
        select(c.record).join(t.dossier, d.number == c.dossier).where(d.id.in_([row["id"] for row in rows_by_id(connection, id)]))
    )
    return sorted({key >> t.BITS for key in connection.execute(query).scalars()})


def shown_rows(connection: Connection, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Rows as objects for JSON, in this order, with who the actors in them are."""
    d = t.dossier.c
    contents: dict[int, Any] = {}
    for part in some(numbers):
        query = select(d.number, d.content).where(d.number.in_(part))
        contents.update((row.number, json.loads(row.content)) for row in connection.execute(query))
    named = set(_actors_in(list(contents.values())))
    joined = joined_actors(connection, named)
    who: dict[int, Mapping[str, Any]] = dict(joined)
    for n, (name, kind, country) in actor_rows(connection, named - set(joined)).items():
        who[n] = {"id": f"actor-{n}", "name": name, "kind": kind, "country": country}
    return [_with_actors(contents[number], who) for number in dict.fromkeys(numbers) if number in contents]


def _actors_in(value: Any) -> Iterable[int]:
    if isinstance(value, dict):
        if set(value) == {"actor"}:
            yield value["actor"]
        else:
            for part in value.values():
                yield from _actors_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _actors_in(part)


def _with_actors(value: Any, who: Mapping[int, Mapping[str, Any]]) -> Any:
    """The value with every `{"actor": number}` in it replaced by who that is, and nobody twice in one list."""
    if isinstance(value, dict):
        if set(value) == {"actor"}:
            return dict(who.get(value["actor"], {"id": f"actor-{value['actor']}", "name": None, "kind": None, "country": None}))
        return {name: _with_actors(part, who) for name, part in value.items()}
    if isinstance(value, list):
        made = [_with_actors(part, who) for part in value]
        listed = value and isinstance(value[0], dict) and set(value[0]) == {"actor"}
        return list({part["id"]: part for part in made}.values()) if listed else made
    return value
