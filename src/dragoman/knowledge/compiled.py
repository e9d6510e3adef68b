"""The register's tables, the user's own among them, as look-up tables, compiled once a machine and kept in the user's cache folder.

Reading and folding ten thousand persons takes a while; reading the compiled file does not. It is JSON with nothing but text in
it, one line of values for each key, which the register cuts apart only when somebody asks for that key. The file's name carries a digest of the
tables and of the code that folds and compiles them, so that it never goes stale; it is written beside its place and moved
there, so that nobody reads half a file. Where no folder can be written to, the tables are compiled in every process.
"""

import json
import logging
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from dragoman.knowledge.folding import fold
from dragoman.knowledge.merging import merged, own_parts
from dragoman.knowledge.naming import the
from dragoman.knowledge.tables import FOLDER, parts, rows, values

TABLES = ("countries", "orgs", "armed_groups", "metonyms", "offices", "persons", "tenures")
CODE = ("folding.py", "naming.py", "tables.py", "dates.py", "merging.py", "compiled.py")
KEPT = 3
"""Compiled files that stay: those of the versions last used on this machine."""
SURNAME_FIRST = {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "HUN", "KHM"}
"""Where the first word of a name is the family's."""
CODES = {"UNO": "IGO", "EUR": "IGO"}
"""Codes of the tables that the records do not tell apart."""

PLUS = re.compile(r"\+(?!\w)")

Compiled = dict[str, dict[str, str]]
"""For each look-up table its keys, each with a text: lines of tab-separated cells, or ids joined by `|`."""

log = logging.getLogger(__name__)


def compiled() -> Compiled:
    """The look-up tables, from the cache folder if it has them, else compiled now and left there."""
    path = cache_file()
    with suppress(OSError, ValueError):
        found: Compiled = json.loads(path.read_text(encoding="utf-8"))
        return found
    tables = compile_tables()
    try:
        _keep(tables, path)
    except OSError as error:
        log.info("The compiled register cannot be kept in %s: %s", path.parent, error)
    return tables


def cache_file() -> Path:
    """Where the compiled tables are, or are to be."""
    from dragoman.knowledge.gazetteer import cache_folder

    sources = [part for table in TABLES for part in (*parts(table), *own_parts(table))] + [FOLDER / name for name in CODE]
    digest = blake2b(digest_size=8)
    for source in sources:
        digest.update(source.read_bytes())
    return cache_folder() / f"register-{digest.hexdigest()}.json"


def _keep(tables: Compiled, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(tables, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    for old in sorted(path.parent.glob("register-*.json"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
        with suppress(OSError):
            old.unlink()


# ------------------------------------------------------------ compiling


def compile_tables() -> Compiled:
    """The look-up tables, from the tables as they are written."""
    persons = merged_persons(merged("persons"))
    entities = _entities()
    return {"entities": entities, "offices": _offices(), "titles": _titles(), "bodies": _bodies(entities), **_persons(persons)}


def merged_persons(persons: Iterable[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Persons by id, each once: where two tables have the same one the first is right, and its spellings take in the other's."""
    found: dict[str, dict[str, str]] = {}
    for row in persons:
        spellings = [row["name"], *values(row["spellings"])]
        if (known := found.get(row["id"])) is not None:
            spellings = [*values(known["spellings"]), *spellings]
            row = known | {key: known[key] or row[key] for key in known}
        found[row["id"]] = row | {"spellings": "|".join(dict.fromkeys(spellings))}
    return found


def key_of(surface: str) -> str:
    """The folded name of a body; a closing plus is a word of it, since OPEC+ is not OPEC."""
    return fold(PLUS.sub(" plus", surface))


class _Lines(defaultdict[str, dict[str, None]]):
    """Lines under their keys, each once, in the order they came."""

    def __init__(self) -> None:
        super().__init__(dict)

    def add(self, key: str, *cells: str) -> None:
        if key:
            self[key]["\t".join(cells)] = None

    def joined(self, mark: str = "\n") -> dict[str, str]:
        return {key: mark.join(lines) for key, lines in self.items()}


def _entities() -> dict[str, str]:
    """The names of countries, bodies, groups and metonyms: kind, name, country, sector, form, surface, start, end."""
    lines = _Lines()
    for surface, *cells, form, start, end in (*_of_countries(), *_of_bodies(), *_of_metonyms()):
        lines.add(key_of(surface), *cells, form, surface, start, end)
    return lines.joined()


def _of_countries() -> Iterator[tuple[str, ...]]:
    for row in rows("countries"):
        name, code, dates = row["name"], row["iso3"], (row["from"], row["to"])
        for surface in (name, *values(row["aliases"])):
            yield surface, "state", name, code, "GOV", "name", *dates
        for surface in values(row["adjectives"]):
            yield surface, "state", name, code, "GOV", "adjective", *dates
        for surface in values(row["people"]):
            yield surface, "people", f"People of {the(name)}", code, "CVL", "people", *dates
        if not row["parent"]:
            for surface in (*values(row["capital"]), *values(row["capital_aliases"])):
                yield surface, "government", f"Government of {the(name)}", code, "GOV", "capital", *dates


def _of_bodies() -> Iterator[tuple[str, ...]]:
    for table, usual in (("orgs", "organisation"), ("armed_groups", "armed_group")):
        for row in merged(table):
            kind = "ministry" if row.get("kind") == "ministry" else usual
            code = CODES.get(row["country"], row["country"])
            for form, names in (("name", (row["name"], *values(row["aliases"]))), ("acronym", values(row["acronyms"]))):
                for surface in names:
                    yield surface, kind, row["name"], code, row["sector"], form, row["from"], row["to"]


def _of_metonyms() -> Iterator[tuple[str, ...]]:
    """Metonyms; one that stands for a body of the register has that body's kind and sector. A capital that stands for another body than its
    own government ("Brussels") is a capital all the same, and may be meant as a city."""
    bodies = {row["name"]: row for row in merged("orgs")}
    capitals = {fold(name) for row in rows("countries") for name in values(row["capital"])}
    for row in rows("metonyms"):
        body = bodies.get(row["target"])
        kind = row["kind"] if body is None else "ministry" if body["kind"] == "ministry" else "organisation"
        code = CODES.get(row["country"], row["country"])
        for surface in values(row["surface"]):
            form = "capital" if fold(surface) in capitals else "metonym"
            yield (
                surface,
                kind or "government",
                row["target"],
                code,
                body["sector"] if body else "GOV",
                form,
                row["from"],
                row["to"],
            )


def _offices() -> dict[str, str]:
    keep = ("title", "titles", "jurisdiction", "organisation", "sector", "role", "rank")
    return {row["id"]: "\t".join(row[key] for key in keep) for row in merged("offices")}


def _titles() -> dict[str, str]:
    """The offices of each title."""
    lines = _Lines()
    for row in merged("offices"):
        for title in (row["title"], *values(row["titles"])):
            lines.add(fold(title), row["id"])
    return lines.joined("|")


def _bodies(entities: dict[str, str]) -> dict[str, str]:
    """The offices of each body, under its name in the offices' table and under its usual name."""
    lines = _Lines()
    for row in merged("offices"):
        key = fold(row["organisation"])
        known = [line.split("\t") for line in entities.get(key, "").split("\n") if line]
        usual = [name for _, name, code, *_ in known if code == CODES.get(row["jurisdiction"], row["jurisdiction"])]
        for name in dict.fromkeys((key, *map(fold, usual))):
            lines.add(name, row["id"])
    return lines.joined("|")


def _persons(persons: dict[str, dict[str, str]]) -> Compiled:
    """Persons with their tenures, and the ids of those of a full name, of a short name, of an office, of a role; the sex of first names."""
    offices = {row["id"]: row for row in merged("offices")}
    tenures, full, short, held, roles = _Lines(), _Lines(), _Lines(), _Lines(), _Lines()
    for row in merged("tenures"):
        if (office := offices.get(row["office"])) and row["person"] in persons:
            tenures.add(row["person"], row["office"], row["from"], row["to"], row["status"])
            held.add(row["office"], row["person"])
            roles.add(f"{office['jurisdiction']} {office['role']}", row["person"])
    for person, row in persons.items():
        for spelling in values(row["spellings"]):
            key = fold(spelling)
            (full if " " in key else short).add(key, person)
    for person, row in persons.items():
        for key in dict.fromkeys((fold(row["surname"]), *fold(row["name"]).split()[-1:])):
            short.add(key, person)
    lines = {
        person: "\n".join(
            ["\t".join((row["name"], row["surname"], row["spellings"], row["sex"], row["country"])), *tenures.get(person, ())]
        )
        for person, row in persons.items()
    }
    indexes = {"full_names": full, "short_names": short, "holders": held, "roles": roles}
    return {"persons": lines, "sexes": _sexes(persons), **{name: index.joined("|") for name, index in indexes.items()}}


def _sexes(persons: dict[str, dict[str, str]]) -> dict[str, str]:
    """The sex that (nearly) all persons of a first name have, where there are enough to tell."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in persons.values():
        if row["sex"] and " " in row["name"] and row["country"] not in SURNAME_FIRST:
            counts[fold(row["name"]).split()[0]][row["sex"]] += 1
    usual = {name: count.most_common(1)[0] for name, count in counts.items() if count.total() > 1}
    return {name: sex for name, (sex, number) in usual.items() if number >= 0.9 * counts[name].total()}
