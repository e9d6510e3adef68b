"""Wikidata's answers to the queries in `queries/`, as JSON (SPARQL 1.1 Query Results JSON Format, W3C, 2013).

Needed of each row are `person`, `personLabel`, `positionLabel` and `start`; read where they are there `position`,
`country` (ISO 3166-1 alpha-3), `end`, `startPrecision`, `endPrecision`, `rank`, `aliases`, `sex`, `nationality`, `born`
and `asOf`, the day on which the query was run. Deprecated statements are left out.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.facts import Facts, Held, Skip
from dragoman.knowledge.building.sources import Input, by_file, json_of
from dragoman.knowledge.building.wikidata import SEXES, item, time
from dragoman.knowledge.building.wording import is_latin, iso, latest
from dragoman.knowledge.building.world import World

NEEDED = ("person", "personLabel", "positionLabel")
HINT = "Fetch the JSON result of one of the queries that `dragoman knowledge queries` prints."


def recognise(_: str, head: str) -> bool:
    """Whether a file begins as such an answer does."""
    return head.lstrip().startswith("{") and '"head"' in head and '"vars"' in head


def read(files: Sequence[Input], world: World) -> Facts:
    """The tenures of all rows."""
    yield from by_file(files, lambda file: _rows(file, world))


def _rows(file: Input, world: World) -> Facts:
    try:
        rows = json_of(file)["results"]["bindings"]
        values = [{name: str(cell["value"]) for name, cell in row.items() if cell["type"] != "bnode"} for row in rows]
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{file.name}: has no results.bindings of a SPARQL answer.", hint=HINT) from error
    day = latest(iso(row.get("asOf", "")) or _date(row, "start") or "" for row in values)
    for number, row in enumerate(values, start=1):
        yield _held(f"{file.name}, row {number}", row, day, world)


def _held(where: str, row: dict[str, str], day: str, world: World) -> Held | Skip:
    if missing := [name for name in NEEDED if not row.get(name)]:
        return Skip(where, f"has no {missing[0]}", broken=True)
    if row.get("rank", "").endswith("DeprecatedRank"):
        return Skip(where, "is deprecated in Wikidata")
    if item(row["personLabel"]) or item(row["positionLabel"]):
        return Skip(where, "has no English label")
    return Held(
        where,
        row["personLabel"],
        row["positionLabel"],
        world.country(row.get("country", "")),
        _date(row, "start"),
        _date(row, "end"),
        day,
        key=item(row["person"]),
        names=latin_names(row.get("aliases", "").split("|")),
        sex=SEXES.get(item(row.get("sex", "")) or row.get("sex", ""), ""),
        nationality=world.country(row.get("nationality", "")),
        born=iso(row.get("born", ""))[:4],
    )


def _date(row: dict[str, str], name: str) -> str:
    precision: Any = row.get(f"{name}Precision", "")
    return time(row.get(name, ""), int(precision) if precision.isdecimal() else None)


def latin_names(names: Iterable[str]) -> tuple[str, ...]:
    """Those of several names that are full names in Latin letters."""
    return tuple(name.strip() for name in names if " " in name.strip() and is_latin(name))
