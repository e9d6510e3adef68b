"""Which profiles of a set hang together: the second step of its dossier.

Profiles are compared where they share a key, as everywhere (corpus/clusters.py). Those that are alike enough are of one part, and all that
hangs together over others is; what groups a part falls into hangs on nothing outside it. Here only the parts are found: DuckDB
keeps the keys and pairs, and in memory are one number for each profile and the profiles that were compared last.
"""

import json
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from dragoman.cluster.database import Database
from dragoman.corpus.actors import ACTORS
from dragoman.corpus.events import EVENTS, EventProfile
from dragoman.corpus.groups import Kind, weighed
from dragoman.corpus.meetings import MEETINGS, MeetingProfile
from dragoman.corpus.statements import STATEMENTS, StatementProfile
from dragoman.corpus.trips import TRIPS, TripProfile
from dragoman.corpus.who import Who
from dragoman.store.codec import build

KINDS: dict[str, tuple[Kind[Any], type[Any]]] = {
    "actors": (ACTORS, Who),
    "meetings": (MEETINGS, MeetingProfile),
    "events": (EVENTS, EventProfile),
    "trips": (TRIPS, TripProfile),
    "statements": (STATEMENTS, StatementProfile),
}
"""How profiles are joined, and what they are, by the parts of a record."""
AT_ONCE = 500
"""Profiles that are taken up at once."""
KEPT = 5_000
"""Profiles that are kept in memory."""
PAIRS = """
CREATE OR REPLACE TABLE pairs AS
SELECT DISTINCT least(a.profile, b.profile) AS one, greatest(a.profile, b.profile) AS other
FROM blocks a JOIN blocks b ON a.block = b.block WHERE a.filed AND a.profile <> b.profile ORDER BY one, other
"""


class Profiles:
    """The profiles of a kind by their numbers, those asked for last in memory."""

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self.kind = kind
        self.how, self._type = KINDS[kind]
        self._kept: OrderedDict[int, Any] = OrderedDict()
        self.count = int(database.one("SELECT count(*) FROM profiles WHERE kind = $kind", kind=kind))

    def between(self, first: int, after: int) -> Iterator[tuple[int, Any]]:
        """Those from one number up to another, in order."""
        rows = self._database.ask(
            "SELECT profile, content FROM profiles WHERE kind = $kind AND profile >= $first AND profile < $after ORDER BY profile",
            kind=self.kind,
            first=first,
            after=after,
        )
        for number, content in rows:
            yield number, self._made(content)

    def some(self, numbers: set[int]) -> dict[int, Any]:
        """Those of these numbers."""
        missing = sorted(numbers - self._kept.keys())
        if missing:
            rows = self._database.ask(
                "SELECT profile, content FROM profiles WHERE kind = $kind AND profile IN (SELECT unnest($numbers))",
                kind=self.kind,
                numbers=missing,
            )
            self._kept.update((number, self._made(content)) for number, content in rows)
        found = {number: self._kept[number] for number in numbers}
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found

    def _made(self, content: str) -> Any:
        return build(self._type, json.loads(content))


def part(database: Database, kind: str) -> None:
    """Find the parts of a kind: table `parts` with the part of each `profile`, which is the number of its first."""
    profiles = Profiles(database, kind)
    database.run("CREATE OR REPLACE TABLE blocks (block BIGINT, filed BOOLEAN, profile BIGINT)")
    for first in range(0, profiles.count, AT_ONCE):
        database.put(
            "blocks", [row for number, p in profiles.between(first, first + AT_ONCE) for row in _blocks(profiles.how, number, p)]
        )
    database.run(PAIRS)
    whole = _Parts(profiles.count)
    for pairs in _pairs(database, profiles.count):
        _join(profiles, pairs, whole)
    database.run("CREATE OR REPLACE TABLE parts (part BIGINT, profile BIGINT)")
    for first in range(0, profiles.count, KEPT):
        database.put("parts", [(whole.of(number), number) for number in range(first, min(first + KEPT, profiles.count))])
    database.run("CREATE OR REPLACE TABLE parts AS SELECT * FROM parts ORDER BY part, profile")
    database.run("DROP TABLE pairs")
    database.run("DROP TABLE blocks")


class _Parts:
    """Which profiles hang together, by the first of each part (Tarjan 1975, union-find)."""

    def __init__(self, size: int) -> None:
        self._up = array("q", range(size))

    def of(self, number: int) -> int:
        """The part of a profile."""
        while self._up[number] != number:
            self._up[number] = self._up[self._up[number]]
            number = self._up[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make the parts of two profiles one."""
        first, second = sorted((self.of(one), self.of(other)))
        self._up[second] = first


def _join(profiles: Profiles, pairs: list[tuple[int, int]], whole: _Parts) -> None:
    """Join the parts of those pairs that are alike; what hangs together already is not compared."""
    known = profiles.some({number for pair in pairs for number in pair})
    for one, other in pairs:
        if whole.of(one) != whole.of(other):
            verdict = weighed(profiles.how, known[one], known[other])
            if verdict.score >= profiles.how.least and not verdict.conflict:
                whole.join(one, other)


def _pairs(database: Database, count: int) -> Iterator[list[tuple[int, int]]]:
    for first in range(0, count, AT_ONCE):
        cursor = database.cursor()
        cursor.execute("SELECT one, other FROM pairs WHERE one >= ? AND one < ? ORDER BY one, other", [first, first + AT_ONCE])
        while pairs := cursor.fetchmany(KEPT):
            yield pairs


def _blocks(how: Kind[Any], number: int, profile: Any) -> Iterator[tuple[int, bool, int]]:
    """The keys of a profile, and whether it is found under each or only asks there."""
    blocks = how.blocks(profile)
    for key in blocks.filed | blocks.asked:
        digest = blake2b(repr(key).encode("utf-8", "backslashreplace"), digest_size=8).digest()
        yield int.from_bytes(digest, "big") >> 1, key in blocks.filed, number
