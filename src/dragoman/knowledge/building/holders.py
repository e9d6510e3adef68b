"""Holders of offices as CSV, in the form of EveryPolitician's scrapers (`holders21.csv`): `position`, `person`, `personID`,
`start`, `end`, and further columns, of which `gender` and `DOB` are read.

The table does not say of which country it is. A column `country` does, or the source as it is named (`holders:TUR=FILE`),
or the name of the file or of one of its folders that begins with a country's ("turkey-ministers/html/holders21.csv").
"""

import csv
from collections.abc import Iterator, Sequence

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.facts import Facts, Held, Skip
from dragoman.knowledge.building.sources import Input, by_file, lines
from dragoman.knowledge.building.wikidata import SEXES, item
from dragoman.knowledge.building.wording import clean, iso, latest
from dragoman.knowledge.building.world import World

NEEDED = ("position", "person", "start", "end")
HINT = "The first line has to name the columns position, person, personID, start and end."


def recognise(_: str, head: str) -> bool:
    """Whether the first line names the columns."""
    columns = [column.strip().strip('"') for column in head.partition("\n")[0].strip().split(",")]
    return set(NEEDED) <= set(columns)


def read(files: Sequence[Input], world: World) -> Facts:
    """The tenures of all rows."""
    yield from by_file(files, lambda file: _rows(file, world))


def _rows(file: Input, world: World) -> Facts:
    reader = csv.DictReader(line + "\n" for _, line in lines(file))
    if not set(NEEDED) <= set(reader.fieldnames or ()):
        raise KnowledgeError(f"{file.name}, line 1: the columns are {', '.join(reader.fieldnames or ())}.", hint=HINT)
    rows = [(reader.line_num, row) for row in reader]
    day = latest(iso(row[column]) for _, row in rows for column in ("start", "end") if row.get(column))
    country = file.country or country_of_path(file, world)
    for number, row in rows:
        yield _held(f"{file.name}, line {number}", row, country, day, world)


def _held(where: str, row: dict[str, str], country: str, day: str, world: World) -> Held | Skip:
    if None in row or None in row.values():
        return Skip(where, "has not as many cells as the first line", broken=True)
    if not (row["position"] and row["person"]):
        return Skip(where, "has no position or no person", broken=True)
    if any(row[name] and not iso(row[name]) for name in ("start", "end")):
        return Skip(where, "has a start or an end that is no date", broken=True)
    return Held(
        where,
        clean(row["person"]),
        clean(row["position"]),
        world.country(row.get("country") or "") or country,
        iso(row["start"]),
        iso(row["end"]),
        day,
        key=item(row.get("personID") or "") or row.get("personID") or "",
        sex=SEXES.get(row.get("gender") or "", ""),
        born=iso(row.get("DOB"))[:4],
    )


def country_of_path(file: Input, world: World) -> str:
    """The country with whose name the file's name or one of its folders' begins, the nearest first."""
    return next((code for part in reversed(file.path.resolve().with_suffix("").parts) for code in _beginnings(part, world)), "")


def _beginnings(part: str, world: World) -> Iterator[str]:
    words = part.replace("_", "-").split("-")
    for end in range(len(words), 0, -1):
        if len(name := " ".join(words[:end])) > 3 and (code := world.names.get(name.lower())):
            yield code
