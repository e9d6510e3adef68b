"""The tables as they are read: those of the package, and below them those of the user's own register.

A row of the package wins wherever the two contradict each other. Where the package's row has an open end, which means
"still so at `as_of`", a later end or a later successor in the user's tables does not contradict it, and ends it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.knowledge.dates import alike, before, days_between, overlap
from dragoman.knowledge.own import own_register
from dragoman.knowledge.tables import parts_in, read, rows

Row = dict[str, str]

SINGLE = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
"""Roles of offices that one person holds at a time."""
SHARED = {"AND", "BIH", "CHE", "SMR"}
"""States whose head is several persons at once."""
STOPGAPS = ("acting", "claimed", "designate", "caretaker")
"""Tenures that do not contest another's."""
HANDOVER = 92
"""Days by which two sources may differ on when one holder gave way to the next."""
KEYED = ("offices", "orgs", "armed_groups")
"""Tables in which an id stands once."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A row of the user's tenures that an earlier row contradicts. `kind`: holder (another person) or dates (the same person).

    `shipped` says whether that other row is the package's. `taken` is the user's row as it is read all the same, None where it is not.
    """

    kind: str
    own: Row
    other: Row
    shipped: bool
    taken: Row | None


@dataclass(frozen=True, slots=True)
class Merged:
    """Tenures in the order of precedence, and those of the user's that could not be taken as they are."""

    rows: tuple[Row, ...]
    clashes: tuple[Clash, ...]


def merged(table: str) -> tuple[Row, ...]:
    """The rows of a table with those of the user's register, if there is one."""
    folder = own_register()
    return rows(table) if folder is None else _merged(table, folder)


def own_parts(table: str) -> list[Path]:
    """The files of the user's register that a table has."""
    folder = own_register()
    return [] if folder is None else parts_in(folder, table)


@lru_cache(maxsize=16)
def _merged(table: str, folder: Path) -> tuple[Row, ...]:
    own = own_rows(table, folder)
    if table == "tenures":
        return merge_tenures(rows("tenures"), own, (*rows("offices"), *own_rows("offices", folder))).rows
    if table == "persons":
        known, held = {row["id"] for row in rows(table)}, {row["person"] for row in _merged("tenures", folder)}
        own = tuple(row for row in own if row["id"] in known or row["id"] in held)  # of whom nothing is left, no name is
    if table in KEYED:
        known = {row["id"] for row in rows(table)}
        own = tuple(row for row in own if row["id"] not in known)
    return (*rows(table), *own)


def own_rows(table: str, folder: Path) -> tuple[Row, ...]:
    """The rows of a table in a folder, none where it has no such table."""
    return tuple(row for part in parts_in(folder, table) for _, row in read(part))


# ------------------------------------------------------------ tenures


def merge_tenures(shipped: Iterable[Row], own: Iterable[Row], offices: Iterable[Row]) -> Merged:
    """The tenures of the package as far as they go, and those of the user that they do not contradict.

    Rows of a person whom the package has in the same office come first, so that an office is closed by its holder's own end before a successor does.
    """
    holders = _Holders(offices)
    for row in shipped:
        holders.add(dict(row), shipped=True)
    rest = [row for row in own if not holders.has_met(row)]
    for row in rest:
        holders.settle(dict(row))
    return Merged(tuple(holders.rows), tuple(holders.clashes))


class _Holders:
    """The tenures taken so far, by office."""

    def __init__(self, offices: Iterable[Row]) -> None:
        self.rows: list[Row] = []
        self.clashes: list[Clash] = []
        self._shipped: set[int] = set()
        self._held: dict[str, list[Row]] = defaultdict(list)
        self._single = {row["id"] for row in offices if row["role"] in SINGLE and row["jurisdiction"] not in SHARED}

    def add(self, row: Row, *, shipped: bool = False) -> None:
        """Take a row as it is."""
        self.rows.append(row)
        if shipped:
            self._shipped.add(id(row))
        self._held[row["office"]].append(row)

    def has_met(self, row: Row) -> bool:
        """Whether the same person is there in the same office at that time; a later end of an open tenure is taken over."""
        known = next(
            (held for held in self._held[row["office"]] if held["person"] == row["person"] and _overlap(held, row)), None
        )
        if known is None:
            return False
        if _goes_on(known, row):
            known["to"] = row["to"]
        if not _agree(known, row):
            self.clashes.append(Clash("dates", row, dict(known), id(known) in self._shipped, None))
        return True

    def settle(self, row: Row) -> None:
        """Take a row as far as those before it leave room."""
        taken: Row | None = row
        for held in self._contested(row):
            if not held["to"] and not before(row["from"], held["as_of"] or "9999"):
                held["to"] = row["from"]  # the open end was true at as_of, and here is the successor
                continue
            taken = taken and _made_room(taken, held)
            self.clashes.append(Clash("holder", row, dict(held), id(held) in self._shipped, taken))
        if taken:
            self.add(taken)

    def _contested(self, row: Row) -> list[Row]:
        if row["office"] not in self._single or row["status"] in STOPGAPS:
            return []
        return [
            held
            for held in self._held[row["office"]]
            if held["person"] != row["person"] and held["status"] not in STOPGAPS and _overlap(held, row)
        ]


def _overlap(one: Row, other: Row) -> bool:
    return overlap(one["from"], one["to"], other["from"], other["to"])


def _goes_on(known: Row, row: Row) -> bool:
    """Whether a row tells the end, after `as_of`, of a tenure that is open."""
    return not known["to"] and bool(row["to"]) and not before(row["to"], known["as_of"] or "9999")


def _agree(known: Row, row: Row) -> bool:
    """Whether two rows of one person in one office may both be true: an open end says nothing of the time after its `as_of`."""
    open_end = not row["to"] and not before(known["to"] or "9999", row["as_of"] or "9999")
    return alike(known["from"], row["from"]) and (open_end or alike(known["to"], row["to"]))


def _made_room(row: Row, held: Row) -> Row | None:
    """The row cut where a handover is told a little differently; None where it cannot be."""
    if row["to"] and before(row["from"], held["from"]) and days_between(held["from"], row["to"]) <= HANDOVER:
        return row | {"to": held["from"]}
    if held["to"] and before(held["to"], row["to"] or "9999") and days_between(row["from"], held["to"]) <= HANDOVER:
        return row | {"from": held["to"]}
    return None


def clashes(folder: Path) -> Iterator[Clash]:
    """What of a register's tenures the package contradicts, or an earlier row of itself."""
    offices = (*rows("offices"), *own_rows("offices", folder))
    yield from merge_tenures(rows("tenures"), own_rows("tenures", folder), offices).clashes
