"""What the readings of a set tell, as tables: the first step of its dossier.

    readings       each article once with its record, by day of publication
    publications   the same without their texts; `key` is that of corpus/reading.py, `report` the key of the text that is printed
    profiles       what is told, each once (corpus/groups.py), numbered by kind in the order of the readings
    tellings       who tells it: the number of the reading, and the record's id
    named          what a reading calls an actor
    offices        what the words of a reading say of an actor's office

Readings that stand twice in a set, as those of a source that grew may, are taken once.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from dragoman.cluster.database import Database
from dragoman.cluster.sets import READING, reading_of
from dragoman.corpus.join_others import offices_told
from dragoman.corpus.merge import PROFILES
from dragoman.corpus.reading import Reading
from dragoman.store.codec import to_text

AT_ONCE = 200
"""Readings that are in memory at once."""
REMEMBERED = 50_000
"""Profiles whose hashes are remembered, so that what is told every day is not written every time."""
FILES = "read_parquet($files, filename = true, file_row_number = true, hive_partitioning = false)"
READINGS = f"""
CREATE TABLE readings AS
WITH once AS (
    SELECT filename, file_row_number, row_number() OVER (ORDER BY published NULLS LAST, hash) AS number
    FROM (SELECT *, row_number() OVER (PARTITION BY hash ORDER BY filename, file_row_number) AS time
          FROM (SELECT hash, published, filename, file_row_number FROM {FILES}))
    WHERE time = 1)
SELECT number, {", ".join(name for name in READING if name != "signature")}
FROM {FILES} JOIN once USING (filename, file_row_number) ORDER BY number
"""
PUBLICATIONS = """
CREATE TABLE publications AS
SELECT number, key, id, publisher, published, title, url,
       min(key) OVER (PARTITION BY coalesce(copy_of, r.hash)) AS report
FROM readings r JOIN keys USING (number) LEFT JOIN read_parquet($copies) c ON c.hash = r.hash ORDER BY number
"""
ONCE = """
CREATE TABLE profiles AS
SELECT kind, hash, any_value(content) AS content, row_number() OVER (PARTITION BY kind ORDER BY min(number), hash) - 1 AS profile
FROM seen GROUP BY kind, hash ORDER BY kind, profile
"""
TELLINGS = """
CREATE TABLE tellings AS
SELECT told.kind, profile, number, record FROM told JOIN profiles USING (kind, hash) ORDER BY told.kind, profile, number, record
"""


def tell(database: Database, files: list[str], copies: str) -> None:
    """Fill the tables from the files of a set; `copies` is the address of what `find_copies` wrote."""
    database.run(READINGS, files=files)
    database.make("keys", number="BIGINT", key="VARCHAR")
    database.make("told", kind="VARCHAR", number="BIGINT", record="VARCHAR", hash="BIGINT")
    database.make("seen", kind="VARCHAR", hash="BIGINT", content="VARCHAR", number="BIGINT")
    database.make("named", number="BIGINT", record="VARCHAR", name="VARCHAR", sector="VARCHAR")
    words = {"title": "VARCHAR", "jurisdiction": "VARCHAR", "start": "BIGINT", "stop": "BIGINT", "words": "VARCHAR"}
    database.make("offices", number="BIGINT", record="VARCHAR", position="BIGINT", **words)
    known: dict[int, None] = {}
    for batch in _batches(database):
        _put(database, batch, known)
    database.run(PUBLICATIONS, copies=copies)
    database.run(ONCE)
    database.run(TELLINGS)
    for table in ("keys", "told", "seen"):
        database.run(f"DROP TABLE {table}")


def readings(database: Database, numbers: list[int]) -> Iterator[tuple[int, Reading]]:
    """The readings of these numbers."""
    columns = [name for name in READING if name not in ("hash", "signature")]
    found = database.ask(
        f"SELECT number, {', '.join(columns)} FROM readings WHERE number IN (SELECT unnest($numbers))", numbers=numbers
    )
    for number, *values in found:
        yield number, Reading(*reading_of(dict(zip(columns, values, strict=True))))


def _batches(database: Database) -> Iterator[list[tuple[int, Reading]]]:
    last = database.one("SELECT max(number) FROM readings")
    for first in range(1, last + 1, AT_ONCE):
        yield sorted(readings(database, list(range(first, first + AT_ONCE))), key=lambda found: found[0])


def _put(database: Database, batch: list[tuple[int, Reading]], known: dict[int, None]) -> None:
    """Put what a batch of readings tells into the tables."""
    told: list[tuple[Any, ...]] = []
    seen: list[tuple[Any, ...]] = []
    for number, reading in batch:
        for kind, record, content in _profiles(reading):
            hash = _hash(kind + content)
            told.append((kind, number, record, hash))
            if hash not in known:
                known[hash] = None
                seen.append((kind, hash, content, number))
    while len(known) > REMEMBERED:
        del known[next(iter(known))]
    actors = [(number, actor) for number, reading in batch for actor in reading.actors.values()]
    database.put("keys", [(number, reading.key) for number, reading in batch])
    database.put("told", told)
    database.put("seen", seen)
    database.put("named", [(number, actor.id, actor.name, actor.sector) for number, actor in actors])
    database.put("offices", [row for number, reading in batch for row in _offices(number, reading)])


def _profiles(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """The kind, the record's id and the profile of all that a reading tells, each id once."""
    for kind, _, profile in PROFILES:
        for record in {record.id: record for record in getattr(reading.record, kind)}.values():
            made = profile(reading, record)
            if made is not None:
                yield kind, record.id, to_text(made)


def _offices(number: int, reading: Reading) -> Iterator[tuple[Any, ...]]:
    for actor in reading.actors.values():
        for position, office in enumerate(offices_told(reading, "", actor)):
            start, stop = office.span or (None, None)
            yield number, actor.id, position, office.title, office.jurisdiction, start, stop, office.words


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).digest(), "big") >> 1
