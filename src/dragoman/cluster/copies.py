"""Near copies in a set: which article repeats which, found in DuckDB within a limit of memory.

As in the store, candidates share a band of their signatures; each is compared with the first of its band, by day of publication, and is a
copy of it where they are alike enough. What does not fit into memory goes to a temporary file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.cluster.database import MEMORY, Database, beside
from dragoman.cluster.sets import Set
from dragoman.copies import BANDS, COPY, ROWS, similarity

FILE = "corpus/copies.parquet"
FETCHED = 10_000
"""Pairs that are compared at once."""
ARTICLES = """
CREATE TABLE articles AS
SELECT row_number() OVER (ORDER BY published NULLS LAST, hash) AS number, hash, signature
FROM (SELECT hash, min(published) AS published, any_value(signature) AS signature FROM read_parquet($files) GROUP BY hash)
"""
BANDED = f"""
CREATE TABLE bands AS
SELECT band, hash(substr(hex(signature), 1 + {8 * ROWS} * band, {8 * ROWS})) AS part, number
FROM articles, range({BANDS}) AS bands(band) WHERE octet_length(signature) > 0
"""
PAIRS = """
CREATE TABLE pairs AS
SELECT DISTINCT number, first FROM (SELECT number, min(number) OVER (PARTITION BY band, part) AS first FROM bands) WHERE first < number
"""
COMPARED = """
SELECT pairs.number, pairs.first, a.signature, b.signature
FROM pairs JOIN articles a ON a.number = pairs.number JOIN articles b ON b.number = pairs.first ORDER BY pairs.number, pairs.first
"""
WRITTEN = """
SELECT a.hash AS hash, b.hash AS copy_of FROM copies JOIN articles a ON a.number = copies.number
JOIN articles b ON b.number = copies.first ORDER BY a.number
"""


@dataclass(frozen=True, slots=True)
class Found:
    """How many readings a set has, how many articles they are of, and how many of these are copies of others."""

    readings: int
    articles: int
    copies: int


def find_copies(of: Set, memory: str = MEMORY) -> Found:
    """Find the copies in a set and write them to its `corpus/copies.parquet`: `hash`, and the hash of what it is a `copy_of`."""
    of.made()
    files = of.files()
    if not files:
        return Found(0, 0, 0)
    with beside(of, memory) as database:
        return _found(database, of, files)


def _found(database: Database, of: Set, files: list[str]) -> Found:
    database.run(ARTICLES, files=files)
    database.run(BANDED)
    database.run(PAIRS)
    database.make("copies", number="BIGINT", first="BIGINT")
    copies = list(_copies(database.cursor()))
    database.put("copies", copies)
    of.keep(FILE, database.write(WRITTEN, "copies.parquet").read_bytes())
    readings = database.one("SELECT count(*) FROM read_parquet($files)", files=files)
    return Found(readings, database.one("SELECT count(*) FROM articles"), len(copies))


def _copies(cursor: Any) -> Iterator[tuple[int, int]]:
    """The number of each copy with that of the first it goes back to."""
    firsts: dict[int, int] = {}
    best: tuple[int, float, int] = (0, 0.0, 0)
    cursor.execute(COMPARED)
    while pairs := cursor.fetchmany(FETCHED):
        for number, first, one, other in pairs:
            if number != best[0]:
                yield from _kept(best, firsts)
                best = (number, 0.0, 0)
            if (alike := similarity(one, other)) > best[1]:
                best = (number, alike, first)
    yield from _kept(best, firsts)


def _kept(best: tuple[int, float, int], firsts: dict[int, int]) -> Iterator[tuple[int, int]]:
    number, alike, first = best
    if alike >= COPY:
        firsts[number] = firsts.get(first, first)  # the first of a copy was settled before, since it comes earlier
        yield number, firsts[number]
