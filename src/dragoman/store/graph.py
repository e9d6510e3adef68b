"""The graph of likenesses in the store: profiles, the keys they are found by, links, and what tells each. What any of them mean is known elsewhere.

The number of a profile is made of its content, with a day in its upper bits: an archive comes about in the order of its days, so that new rows
are written near the end of every table.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, or_, select, tuple_

from dragoman.store import tables as t
from dragoman.store.save import insert_new

LOW = 40
"""Bits of a number that are a hash; those above are a day."""
SOME = 400
"""Values that are asked for at once."""


class Telling(NamedTuple):
    """A record, or an actor, by its key."""

    kind: str
    record: int


class Link(NamedTuple):
    """What speaks for two profiles being one; `level` is how many cells they have in common."""

    score: float
    reasons: tuple[str, ...]
    level: int


def numbered(kind: str, content: str, day: int | None) -> int:
    """The number of a profile, or of a block."""
    low = int.from_bytes(blake2b(f"{kind}\x1f{content}".encode("utf-8", "replace"), digest_size=8).digest(), "big") >> (64 - LOW)
    return ((day or 0) << LOW) | low


def block_number(kind: str, key: Hashable) -> int:
    """The number of a key; a number at its end counts as its day."""
    last = key[-1] if isinstance(key, tuple) else None
    return numbered(kind, repr(key), last if isinstance(last, int) and 0 <= last < 1 << 22 else None)


def some(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values in lists that are short enough for one question."""
    listed = list(values)
    for at in range(0, len(listed), SOME):
        yield listed[at : at + SOME]


# ------------------------------------------------------------ pending


def unmerged(connection: Connection, most: int) -> list[int]:
    """The readings that the dossier does not know as they are, the first ones."""
    return list(connection.execute(select(t.unmerged.c.reading).order_by(t.unmerged.c.reading).limit(most)).scalars())


def count_unmerged(connection: Connection, most: int = 1) -> int:
    """How many there are, up to a number."""
    return len(unmerged(connection, most))


def mark_merged(connection: Connection, readings: Sequence[int]) -> None:
    """Say that the dossier knows these readings."""
    for part in some(readings):
        connection.execute(delete(t.unmerged).where(t.unmerged.c.reading.in_(part)))


# ------------------------------------------------------------ profiles and what tells them


def known_profiles(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The content of profiles by their numbers; those that are not there are left out."""
    p = t.profiles.c
    found: dict[int, str] = {}
    for part in some(numbers):
        found.update(
            (row.number, row.content) for row in connection.execute(select(p.number, p.content).where(p.number.in_(part)))
        )
    return found


def add_profiles(connection: Connection, kind: str, profiles: Mapping[int, str], blocks: Iterable[tuple[int, bool, int]]) -> None:
    """Keep new profiles with their blocks: number, whether it asks, profile."""
    if profiles:
        connection.execute(
            t.profiles.insert(), [{"number": n, "kind": kind, "content": content} for n, content in profiles.items()]
        )
    if rows := [{"block": block, "asks": asks, "profile": profile} for block, asks, profile in blocks]:
        connection.execute(t.blocks.insert(), rows)


def drop_profiles(connection: Connection, profiles: Collection[int], blocks: Iterable[tuple[int, bool, int]]) -> None:
    """Remove profiles that nothing tells any more, with their blocks and links."""
    b, li = t.blocks.c, t.links.c
    for part in some(blocks):
        connection.execute(delete(t.blocks).where(tuple_(b.block, b.asks, b.profile).in_(part)))
    for part in some(profiles):
        others = connection.execute(select(li.other, li.level, li.profile).where(li.profile.in_(part))).all()
        for keys in some(tuple(row) for row in others):
            connection.execute(delete(t.links).where(tuple_(li.profile, li.level, li.other).in_(keys)))
        connection.execute(delete(t.links).where(li.profile.in_(part)))
        connection.execute(delete(t.profiles).where(t.profiles.c.number.in_(part)))


def filed_under(connection: Connection, filed: Collection[int], asked: Collection[int]) -> Iterator[tuple[int, bool, int]]:
    """The profiles that are filed under blocks that are asked, and that ask for blocks that are filed: block, whether it asks, profile."""
    b = t.blocks.c
    for asks, wanted in ((False, asked), (True, filed)):
        for part in some(wanted):
            query = select(b.block, b.profile).where(b.block.in_(part), b.asks.is_(asks))
            yield from ((row.block, asks, row.profile) for row in connection.execute(query))


def tellings_of_reading(connection: Connection, kinds: Collection[str], reading: int) -> dict[Telling, int]:
    """What a reading tells, as far as the dossier knows, each with its profile."""
    c, first, after = t.tellings.c, reading << t.BITS, (reading + 1) << t.BITS
    where = or_(*(and_(c.kind == kind, c.record >= first, c.record < after) for kind in kinds))
    return {
        Telling(row.kind, row.record): row.profile for row in connection.execute(select(c.kind, c.record, c.profile).where(where))
    }


def tellings_of(connection: Connection, profiles: Iterable[int]) -> dict[int, list[tuple[int, int | None]]]:
    """What tells each profile: the key of the record, and the number of the dossier's row that it is in."""
    c = t.tellings.c
    found: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for part in some(profiles):
        for row in connection.execute(select(c.profile, c.record, c.dossier).where(c.profile.in_(part))):
            found[row.profile].append((row.record, row.dossier))
    return found


def add_tellings(connection: Connection, tellings: Mapping[Telling, int]) -> None:
    """Keep what tells which profile."""
    if rows := [{"kind": at.kind, "record": at.record, "profile": profile} for at, profile in tellings.items()]:
        connection.execute(t.tellings.insert(), rows)


def drop_tellings(connection: Connection, tellings: Iterable[Telling]) -> None:
    """Remove tellings."""
    c = t.tellings.c
    by_kind: dict[str, list[int]] = defaultdict(list)
    for at in tellings:
        by_kind[at.kind].append(at.record)
    for kind, records in by_kind.items():
        for part in some(records):
            connection.execute(delete(t.tellings).where(c.kind == kind, c.record.in_(part)))


# ------------------------------------------------------------ links


def links_of(
    connection: Connection, profiles: Iterable[int], level: int = 0, most: int | None = None
) -> dict[int, dict[int, Link]]:
    """The links of profiles to those that are at least so close; a profile that has more than `most` of them is left out."""
    c = t.links.c
    wanted = set(profiles)
    if most is not None:
        wanted -= _crowded(connection, wanted, level, most)
    found: dict[int, dict[int, Link]] = {number: {} for number in wanted}
    for part in some(found):
        query = select(c.profile, c.other, c.score, c.reasons, c.level).where(c.profile.in_(part), c.level >= level)
        for profile, other, score, reasons, close in connection.execute(query):
            found[profile][other] = Link(score, _reasons(reasons), close)
    return found


def _crowded(connection: Connection, profiles: Iterable[int], level: int, most: int) -> set[int]:
    """Those who have more than so many links; none is counted beyond that."""
    p, li = t.profiles.c, t.links.c
    beyond = select(li.other).where(li.profile == p.number, li.level >= level).offset(most).limit(1).scalar_subquery()
    found: set[int] = set()
    for part in some(profiles):
        found.update(connection.execute(select(p.number).where(p.number.in_(part), beyond.is_not(None))).scalars())
    return found


@lru_cache(maxsize=4096)
def _reasons(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def add_links(connection: Connection, links: Mapping[tuple[int, int], Link]) -> None:
    """Keep links, each from both sides."""
    rows = []
    for (one, other), link in links.items():
        reasons = json.dumps(link.reasons, ensure_ascii=False)
        said = {"level": link.level, "score": link.score, "reasons": reasons}
        rows += [{"profile": one, "other": other} | said, {"profile": other, "other": one} | said]
    if rows:
        connection.execute(insert_new(connection, t.links), rows)
