"""A set: the readings of an archive as Parquet files, partitioned by the month of publication.

    SET/set.json                       what made it: format, version, model, settings
    SET/month=2024-01/KEY.parquet      the readings of one shard in one month
    SET/skipped/KEY.parquet            what of the shard could not be read, and why
    SET/done/KEY.json                  that the shard is whole, its files and counts; written last
    SET/tries/KEY/...                  that a worker began it, gone when it is done

A file is whole or not there. Only files that a shard's note in `done` names count, so that a run may end at any moment, and two
runs may write the same shard: they write the same bytes.
"""

import json
import os
import posixpath
import socket
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from dragoman.article import Article, Skipped
from dragoman.characters import storable
from dragoman.cluster.sources import file_system, is_remote
from dragoman.copies import signature
from dragoman.errors import StoreError
from dragoman.export.json import ARTICLE_FIELDS, to_json
from dragoman.export.load import from_json
from dragoman.records import Record, Span
from dragoman.store.keys import content_hash

Result = tuple[Article, Record] | Skipped
FORMAT = 1
UNKNOWN = "unknown"
"""The month of what has no date of publication."""
READING = ("hash", *ARTICLE_FIELDS, "layout", "signature", "record")
"""Columns: `hash` tells articles apart, `signature` near copies; `layout` and `record` are JSON, the record in the shape of `read --format json`."""
SKIPPED = ("id", "step", "reason")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a shard: its readings, its files, and how many items were skipped at each step."""

    key: str
    readings: int
    files: tuple[str, ...]
    skipped: dict[str, int] = field(default_factory=dict)


def is_set(folder: str) -> bool:
    """Whether a folder or address holds a set."""
    if not is_remote(folder):
        return os.path.isfile(os.path.join(folder, "set.json"))
    system, path = file_system(folder)
    return bool(system.isfile(posixpath.join(path, "set.json")))


class Set:
    """A set in a folder or in object storage."""

    def __init__(self, address: str) -> None:
        self.address = address if "://" in address else os.path.abspath(address)
        self._system, self._path = file_system(self.address)
        self._local = "://" not in self.address

    # ------------------------------------------------------------ writing

    def open(self, maker: dict[str, str]) -> None:
        """Make the set, or go on with it; StoreError where something else made it or it cannot be written."""
        wanted = {"format": str(FORMAT), **maker}
        try:
            if self._system.exists(self._at("set.json")):
                if self.made() != wanted:
                    hint = "Give a new folder, or the version and options that the set began with."
                    message = f"The set {self.address} was made by {_said(self.made())}, not by {_said(wanted)}."
                    raise StoreError(message, hint=hint)
                return
            if self._local and os.path.isdir(self._path) and os.listdir(self._path):
                raise StoreError(f"{self.address} is not empty, and holds no set.", hint="Give a new folder.")
            self._write("set.json", json.dumps(wanted, indent=1).encode())
        except OSError as error:
            raise StoreError(
                f"The set {self.address} cannot be written: {error}.", hint="Check the folder and its disk."
            ) from error

    def made(self) -> dict[str, str]:
        """What made the set."""
        try:
            found: dict[str, str] = json.loads(self._system.cat_file(self._at("set.json")))
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.address} holds no set: {error}.", hint="Name the folder that `read --into` wrote.") from None
        return found

    def has(self, key: str) -> bool:
        """Whether a shard is done."""
        return bool(self._system.exists(self._at(f"done/{key}.json")))

    def begin(self, key: str) -> int:
        """Note that a worker begins a shard; how many began it before and came to no end."""
        folder = f"tries/{key}"
        before = len(self._system.ls(self._at(folder), detail=False)) if self._system.exists(self._at(folder)) else 0
        self._write(f"{folder}/{uuid.uuid4().hex}", f"{socket.gethostname()} {os.getpid()}\n".encode())
        return before

    def write(self, key: str, results: Iterable[Result]) -> Done:
        """Write what was made of a shard, and last that it is done."""
        months: dict[str, list[tuple[Any, ...]]] = {}
        skipped: list[Skipped] = []
        for result in results:
            if isinstance(result, Skipped):
                skipped.append(result)
            else:
                months.setdefault((result[0].published or UNKNOWN)[:7], []).append(_row(*result))
        files = []
        for month, rows in sorted(months.items()):
            files.append(f"month={month}/{key}.parquet")
            self._write(files[-1], _parquet(READING, rows))
        if skipped:
            self._write(
                f"skipped/{key}.parquet", _parquet(SKIPPED, [tuple(map(storable, (s.id, s.step, s.reason))) for s in skipped])
            )
        steps = Counter(one.step for one in skipped)
        done = Done(key, sum(map(len, months.values())), tuple(files), dict(sorted(steps.items())))
        note = {"readings": done.readings, "files": files, "skipped": done.skipped}
        self._write(f"done/{key}.json", json.dumps(note).encode())
        if self._system.exists(self._at(f"tries/{key}")):
            self._system.rm(self._at(f"tries/{key}"), recursive=True)
        return done

    def keep(self, file: str, data: bytes) -> None:
        """Keep a file that was made of the whole set, in place of an earlier one."""
        self._write(file, data)

    def tidy(self) -> None:
        """Remove the folder of beginnings once it is empty."""
        if self._local:
            with suppress(OSError):
                os.rmdir(self._at("tries"))

    # ------------------------------------------------------------ reading

    def done(self) -> Iterator[Done]:
        """The shards that are done, in the order of their keys."""
        folder = self._at("done")
        for path in sorted(self._system.ls(folder, detail=False)) if self._system.exists(folder) else ():
            if path.endswith(".json"):
                note = json.loads(self._system.cat_file(path))
                yield Done(posixpath.basename(path)[:-5], note["readings"], tuple(note["files"]), note["skipped"])

    def files(self) -> list[str]:
        """The addresses of all files with readings."""
        return [self.full(file) for shard in self.done() for file in shard.files]

    def full(self, file: str) -> str:
        """The address of a file of the set."""
        return posixpath.join(self.address, file)

    def readings(self, done: Done) -> Iterator[Result]:
        """The readings of a shard, then what of it was skipped; a few hundred are in memory at once."""
        for file in done.files:
            yield from map(reading_of, self._rows(file))
        if done.skipped:
            yield from (Skipped(**row) for row in self._rows(f"skipped/{done.key}.parquet"))

    def placed(self) -> Iterator[tuple[str, Result]]:
        """Every reading and everything skipped, each with the shard it stands in."""
        for done in self.done():
            for result in self.readings(done):
                yield f"{self.address}, shard {done.key}", result

    def _rows(self, file: str) -> list[dict[str, Any]]:
        import pyarrow.parquet as pq

        try:
            rows: list[dict[str, Any]] = pq.read_table(BytesIO(self._system.cat_file(self._at(file)))).to_pylist()
        except (OSError, ValueError) as error:
            hint = (
                f"Remove done/{posixpath.basename(file).removesuffix('.parquet')}.json, and read the sources into the set again."
            )
            raise StoreError(f"{self.full(file)} cannot be read: {error}.", hint=hint) from None
        return rows

    def _at(self, file: str) -> str:
        return posixpath.join(self._path, file)

    def _write(self, file: str, data: bytes) -> None:
        """A file, whole or not at all. Object storage shows an object only when it is whole; a disk needs a rename for it."""
        path = self._at(file)
        self._system.makedirs(posixpath.dirname(path), exist_ok=True)
        if self._local:
            beside = posixpath.join(posixpath.dirname(path), f".{uuid.uuid4().hex}")
            with open(beside, "wb") as stream:
                stream.write(data)
            os.replace(beside, path)
        else:
            self._system.pipe_file(path, data)


def _said(made: dict[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in made.items())


# ------------------------------------------------------------ rows


def _row(article: Article, record: Record) -> tuple[Any, ...]:
    """A reading as a row in the order of READING."""
    line = json.loads(to_json((article, record)))
    del line["article"]
    layout = {"headline": article.headline, "dateline": article.dateline, "bylines": article.bylines}
    given = (content_hash(article), *(getattr(article, name) for name in ARTICLE_FIELDS), json.dumps(layout))
    fields = tuple(map(storable, given))
    return (*fields, signature(article.text), json.dumps(line, ensure_ascii=True))


def reading_of(row: dict[str, Any]) -> tuple[Article, Record]:
    """The reading of a row, given by the columns of READING; `hash` and `signature` may be left out."""
    given = {"article": {name: row[name] for name in ARTICLE_FIELDS}}
    result = from_json(json.dumps(given | json.loads(row["record"])))
    assert not isinstance(result, Skipped)
    article, record = result
    layout = json.loads(row["layout"])
    headline, dateline = (Span(*layout[name]) if layout[name] else None for name in ("headline", "dateline"))
    bylines = tuple(Span(*span) for span in layout["bylines"])
    return replace(article, headline=headline, dateline=dateline, bylines=bylines), record


def _parquet(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> bytes:
    """Rows as a Parquet file; the same rows give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([pa.field(name, pa.binary() if name == "signature" else pa.string()) for name in names])
    columns = [pa.array(values, column.type) for values, column in zip(zip(*rows, strict=True), schema, strict=True)]
    stream = BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), stream, compression="zstd")
    return stream.getvalue()
