"""The dossier of a set: what all its readings together tell, as Parquet, within a limit of memory.

    readings → tellings (tellings.py) → parts that hang together (parts.py) → groups → joined records → files

It is the dossier that the corpus step makes (corpus/merge.py), and so that of a store with the same readings. A part is grouped and
joined alone, by the same functions, with the readings that tell it; nothing else is in memory but one number for each profile.
"""

import os
import posixpath
import shutil
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, get_type_hints

from dragoman.cluster.copies import FILE, find_copies
from dragoman.cluster.database import MEMORY, Database, beside
from dragoman.cluster.parts import AT_ONCE, KINDS, Profiles, part
from dragoman.cluster.sets import Set
from dragoman.cluster.sources import file_system
from dragoman.cluster.tellings import readings, tell
from dragoman.corpus.clusters import Clusters
from dragoman.corpus.dossier import Coverage, JoinedEvent, JoinedMeeting, JoinedStatement, JoinedTrip
from dragoman.corpus.groups import Told
from dragoman.corpus.join_others import actor_id, fullness, usual
from dragoman.corpus.merge import JOINERS
from dragoman.corpus.reading import Reading
from dragoman.corpus.telling import Sources
from dragoman.errors import StoreError
from dragoman.store.codec import to_text

KEPT = 500
"""Readings that are kept in memory; a thing that more articles tell has all of its own there."""
JOINED: dict[str, type[Any]] = {
    "meetings": JoinedMeeting,
    "events": JoinedEvent,
    "trips": JoinedTrip,
    "statements": JoinedStatement,
}
"""What becomes of the records of a kind."""
LEAST = {"statements": 2}
"""Articles that must tell a thing for it to be in the dossier, where one does not do."""
ORDER = {"day": "VARCHAR", "first_article": "VARCHAR", "first_record": "VARCHAR"}
"""Columns by which joined records are put in order, not written."""
ACTORS = """
CREATE TABLE actors AS
SELECT number, record, key, report, publisher, family, actor
FROM tellings JOIN families USING (profile) JOIN publications USING (number) WHERE tellings.kind = 'actors' ORDER BY number
"""
CALLED = """
SELECT family, fullest, name, sector, count(DISTINCT report) AS reports
FROM actors JOIN named USING (number, record) JOIN (SELECT DISTINCT family, fullest FROM families) USING (family)
GROUP BY GROUPING SETS ((family, fullest, name), (family, fullest, sector)) ORDER BY family
"""
ACTORS_WRITTEN = """
SELECT actor AS id, any_value(called.name) AS name, any_value(kind) AS kind, any_value(country) AS country,
       any_value(called.sector) AS sector, list(DISTINCT named.name ORDER BY named.name) AS names,
       count(DISTINCT report) AS reports, coalesce(list(DISTINCT publisher ORDER BY publisher) FILTER (publisher IS NOT NULL), []) AS publishers
FROM actors JOIN named USING (number, record) JOIN called USING (family)
JOIN (SELECT DISTINCT family, kind, country FROM families) USING (family)
GROUP BY family, actor ORDER BY reports DESC, name, id
"""
OFFICES_WRITTEN = """
SELECT actor, title, jurisdiction, published AS day, key AS article, start AS char_start, stop AS char_end, words
FROM offices JOIN actors USING (number, record) JOIN (SELECT number, published FROM publications) USING (number)
ORDER BY actor, day NULLS LAST, article, record, position
"""
TELLINGS_WRITTEN = """
SELECT kind, id, article, record FROM told
UNION ALL SELECT 'actors', actor, key, record FROM actors ORDER BY kind, id, article, record
"""
PUBLICATIONS_WRITTEN = (
    "SELECT key, id, publisher, published, title, url, report FROM publications ORDER BY published NULLS LAST, key"
)


@dataclass(frozen=True, slots=True)
class Merged:
    """How many readings a set has, of how many articles, and what they tell together by its kinds."""

    readings: int
    articles: int
    counts: dict[str, int]


def merge_set(of: Set, into: str | None = None, memory: str = MEMORY) -> Merged:
    """Make the dossier of a set, and write it to a folder or address (`corpus` in the set unless told); what was made.

    `memory` bounds DuckDB; besides it, Python takes some hundred megabytes.
    """
    copies = find_copies(of, memory)
    files = of.files()
    if not files:
        raise StoreError(f"The set {of.address} holds no readings.", hint="Read something into it: dragoman read --into.")
    with beside(of, memory) as database:
        tell(database, files, of.full(FILE))
        _find_actors(database)
        database.make("told", kind="VARCHAR", id="VARCHAR", article="VARCHAR", record="VARCHAR")
        made = [_write_joined(database, kind, join) for kind, join in JOINERS]
        made.append(database.write(ACTORS_WRITTEN, "actors.parquet"))
        made.append(database.write(OFFICES_WRITTEN, "offices.parquet"))
        made.append(database.write(TELLINGS_WRITTEN, "tellings.parquet"))
        made.append(database.write(PUBLICATIONS_WRITTEN, "publications.parquet"))
        counts = {kind: database.one(f"SELECT count(*) FROM {kind}") for kind in JOINED}
        counts["actors"] = database.one("SELECT count(DISTINCT family) FROM families")
        _keep(made, into or of.full("corpus"))
    return Merged(copies.readings, copies.articles, counts)


# ------------------------------------------------------------ actors


def _find_actors(database: Database) -> None:
    """Which actors of articles are one: table `actors`, and `called` with the name and sector that most reports give each."""
    part(database, "actors")
    names = {"kind": "VARCHAR", "country": "VARCHAR", "fullest": "VARCHAR"}
    database.make("families", profile="BIGINT", family="BIGINT", actor="VARCHAR", **names)
    for members in _parts(database, "actors"):
        database.put("families", list(_families(members)))
    database.run(ACTORS)
    database.make("called", family="BIGINT", name="VARCHAR", sector="VARCHAR")
    database.put("called", list(_called(database)))


def _families(members: dict[int, list[tuple[int, Any]]]) -> Iterator[tuple[Any, ...]]:
    """Each profile of an actor with the first profile of those that are one with it, and what it is called in the dossier."""
    for profiles in members.values():
        numbers = {profile: number for number, profile in profiles}
        for group in _grouped("actors", [(Told(str(number), ""), profile) for number, profile in profiles]).groups():
            country = next((p.country for p in sorted(group.profiles) if p.country), None)
            family = min(numbers[profile] for profile in group.profiles)
            told = (actor_id(group.profiles), group.profiles[0].kind, country, usual(group.profiles).name)
            yield from ((numbers[profile], family, *told) for profile in group.profiles)


def _called(database: Database) -> Iterator[tuple[int, str, str | None]]:
    cursor = database.cursor()
    cursor.execute(CALLED)
    for family, rows in groupby(_rows(cursor), key=lambda row: row[0]):
        found = list(rows)
        fullest = found[0][1]
        names = [(-reports, -fullness(name, fullest), name) for _, _, name, _, reports in found if name is not None]
        sectors = [(-reports, sector) for _, _, _, sector, reports in found if sector]
        yield family, min(names)[2], min(sectors)[1] if sectors else None


def _rows(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(1_000):
        yield from rows


# ------------------------------------------------------------ parts and groups


def _parts(database: Database, kind: str) -> Iterator[dict[int, list[tuple[int, Any]]]]:
    """The parts of a kind, some at a time: the numbers and profiles of each."""
    profiles = Profiles(database, kind)
    for first in range(0, profiles.count, AT_ONCE):
        rows = database.ask(
            "SELECT part, profile FROM parts WHERE part >= $first AND part < $after ORDER BY part, profile",
            first=first,
            after=first + AT_ONCE,
        )
        known = profiles.some({number for _, number in rows})
        yield {at: [(number, known[number]) for _, number in found] for at, found in groupby(rows, key=lambda row: row[0])}


def _grouped(kind: str, members: Iterable[tuple[Told, Any]]) -> Clusters[Any]:
    clusters: Clusters[Any] = Clusters(KINDS[kind][0])
    clusters.change((), members)
    return clusters


# ------------------------------------------------------------ joined records


def _write_joined(database: Database, kind: str, join: Callable[..., Any]) -> Path:
    """The file of the joined records of a kind."""
    part(database, kind)
    columns = _columns(kind)
    database.make(kind, **ORDER, **columns)
    desk = _Desk(database, kind)
    for members in _parts(database, kind):
        told = _told(database, kind, members)
        desk.lay({number for rows in told.values() for _, _, number in rows})
        rows = [(one, _row(kind, desk.sources, one)) for rows in told.values() for one in _joined(kind, join, rows, desk)]
        database.put(kind, [row for _, row in rows])
        database.put("told", [(kind, one.id, *told) for one, _ in rows for told in one.tellings])
    return database.write(f"SELECT {', '.join(columns)} FROM {kind} ORDER BY {', '.join(ORDER)}, id", f"{kind}.parquet")


def _told(database: Database, kind: str, members: dict[int, list[tuple[int, Any]]]) -> dict[int, list[tuple[Told, Any, int]]]:
    """What tells each part, by its number: where it is told, the profile, and the number of the reading. What too few tell is left out."""
    profiles = {number: (part, profile) for part, found in members.items() for number, profile in found}
    rows = database.ask(
        """SELECT profile, number, key, record FROM tellings JOIN publications USING (number)
        WHERE kind = $kind AND profile IN (SELECT unnest($numbers)) ORDER BY profile, number, record""",
        kind=kind,
        numbers=list(profiles),
    )
    told: dict[int, list[tuple[Told, Any, int]]] = {part: [] for part in members}
    for at, number, key, record in rows:
        part, profile = profiles[at]
        told[part].append((Told(key, record), profile, number))
    return {part: rows for part, rows in told.items() if len({number for _, _, number in rows}) >= LEAST.get(kind, 1)}


def _joined(kind: str, join: Callable[..., Any], rows: list[tuple[Told, Any, int]], desk: "_Desk") -> Iterator[Any]:
    """The joined records of a part."""
    numbers = {told: number for told, _, number in rows}
    clusters = _grouped(kind, [(told, profile) for told, profile, _ in rows])
    for group in clusters.groups():
        tellings = clusters.tellings(group)
        desk.lay({numbers[told] for told in tellings}, all_at_once=True)
        made = join(desk.sources, {told: desk.item(told) for told in tellings}, clusters.joins(group))
        if made is not None:
            yield made


@dataclass(slots=True)
class _Laid:
    """A reading with the records of a kind by their ids, the report it prints, and what its actors are called in the dossier."""

    number: int
    reading: Reading
    items: dict[str, Any]
    report: str
    actors: dict[str, str]


class _Desk:
    """The readings that lie at hand, those wanted last, for records of one kind."""

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self._kind = kind
        self._laid: OrderedDict[str, _Laid] = OrderedDict()
        self._keys: dict[int, str] = {}
        self.sources = Sources(
            lambda key: self._laid[key].reading,
            lambda key: self._laid[key].report,
            lambda told: self._laid[told.reading].actors[told.record],
        )

    def lay(self, numbers: set[int], all_at_once: bool = False) -> None:
        """Have readings at hand. More than may be kept are left until they are wanted, but where they are wanted `all_at_once`."""
        if len(numbers) > KEPT and not all_at_once:
            return
        for number in numbers & self._keys.keys():
            self._laid.move_to_end(self._keys[number])
        missing = sorted(numbers - self._keys.keys())
        if missing:
            self._fetch(missing)
        while len(self._laid) > max(KEPT, len(numbers)):
            _, laid = self._laid.popitem(last=False)
            del self._keys[laid.number]

    def _fetch(self, numbers: list[int]) -> None:
        reports = dict(
            self._database.ask("SELECT number, report FROM publications WHERE number IN (SELECT unnest($n))", n=numbers)
        )
        actors: dict[int, dict[str, str]] = {number: {} for number in numbers}
        for number, record, actor in self._database.ask(
            "SELECT number, record, actor FROM actors WHERE number IN (SELECT unnest($n))", n=numbers
        ):
            actors[number][record] = actor
        for number, reading in readings(self._database, numbers):
            items = {item.id: item for item in getattr(reading.record, self._kind)}
            self._laid[reading.key] = _Laid(number, reading, items, reports[number], actors[number])
            self._keys[number] = reading.key

    def item(self, told: Told) -> Any:
        """The record that tells it."""
        return self._laid[told.reading].items[told.record]


# ------------------------------------------------------------ rows and files


@cache
def _columns(kind: str) -> dict[str, str]:
    """The columns of joined records with their types in DuckDB; what has parts of its own is JSON."""
    hints = get_type_hints(JOINED[kind])
    found: dict[str, str] = {}
    for name in (field.name for field in fields(JOINED[kind])):
        if hints[name] is Coverage:
            found |= {"reports": "BIGINT", "publishers": "VARCHAR[]"}
        else:
            found[name] = (
                "VARCHAR[]" if hints[name] == tuple[str, ...] else "VARCHAR" if hints[name] in (str, str | None) else "JSON"
            )
    return found


def _value(one: Any, name: str, type: str) -> Any:
    """What a joined record has in a column."""
    value = getattr(one.coverage if name in ("reports", "publishers") else one, name)
    return to_text(value) if type == "JSON" else list(value) if isinstance(value, tuple) else value


def _row(kind: str, sources: Sources, one: Any) -> tuple[Any, ...]:
    """A joined record as a row: what puts it in order, then its columns."""
    first = one.tellings[0]
    return (sources.day(first.reading), *first, *(_value(one, *column) for column in _columns(kind).items()))


def _keep(made: list[Path], address: str) -> None:
    """Put files into a folder or address, each whole, in place of earlier ones."""
    system, folder = file_system(address if "://" in address else os.path.abspath(address))
    try:
        system.makedirs(folder, exist_ok=True)
        for path in made:
            if "://" in address:
                system.put_file(str(path), posixpath.join(folder, path.name))
            else:
                beside = os.path.join(folder, f".{path.name}")
                shutil.copyfile(path, beside)
                os.replace(beside, os.path.join(folder, path.name))
    except OSError as error:
        raise StoreError(
            f"The dossier cannot be written to {address}: {error}.", hint="Check the folder and its disk."
        ) from error
