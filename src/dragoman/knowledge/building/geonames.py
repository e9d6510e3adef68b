"""GeoNames' dump: `cities500.txt` and its sisters, `allCountries.txt` or a country's, `admin1CodesASCII.txt`,
`alternateNamesV2.txt`, plain or as zip, with the columns of GeoNames' readme.

Taken are towns (class P) that are seats of a division or have `SMALLEST` inhabitants, first-order divisions, islands,
seas, straits, gulfs, regions and peninsulas. Of the alternate names file, English names of those places are taken that
are not historic.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.knowledge.building.facts import Facts, Place, Skip
from dragoman.knowledge.building.sources import Input, by_file, lines
from dragoman.knowledge.building.wording import clean, is_latin, iso
from dragoman.knowledge.building.world import World

SMALLEST = 500
KNOWN_ABROAD = 15_000
"""Inhabitants from which a town's alternate names are taken, as for the towns of the package."""
COLUMNS, ADMIN_COLUMNS, NAME_COLUMNS = 19, 4, 10
"""Columns of a place, of a line of admin1CodesASCII.txt and of alternateNamesV2.txt."""
FEATURES = {
    "ADM1": "admin1", "ISL": "island", "ISLET": "island", "ISLS": "archipelago", "SEA": "sea", "STRT": "strait", "GULF": "gulf", "RGN": "region",
    "PEN": "peninsula",
}  # fmt: skip
CAPITALS = ("PPLC", "PPLA", "PPLA2", "PPLG")
"""Feature codes of towns that are taken however small they are."""
TOWN = "city"


def recognise(name: str, head: str) -> bool:
    """Whether a file is one of the dump by its name, or its first line has the columns of a place."""
    first = head.partition("\n")[0].split("\t")
    named = name.rpartition("/")[2].startswith(("admin1CodesASCII", "alternateNamesV2"))
    return named or (len(first) == COLUMNS and first[0].isdecimal() and len(first[6]) <= 1)


def read(files: Sequence[Input], world: World) -> Facts:
    """The places of all files, each once, with the names of all files."""
    places: dict[int, Place] = {}
    for kind in (_is_main, _is_divisions, _is_names):
        yield from by_file([file for file in files if kind(file)], lambda file: _learn(file, places, world))
    yield from places.values()


def _is_divisions(file: Input) -> bool:
    return file.path.name.startswith("admin1CodesASCII")


def _is_names(file: Input) -> bool:
    return file.path.name.startswith("alternateNamesV2")


def _is_main(file: Input) -> bool:
    return not _is_divisions(file) and not _is_names(file)


def _learn(file: Input, places: dict[int, Place], world: World) -> Iterator[Skip]:
    """Add what a file has to the places; gives the lines that cannot be read."""
    reader = _division if _is_divisions(file) else _name if _is_names(file) else _place
    for number, line in lines(file):
        cells, where = line.split("\t"), f"{file.name}, line {number}"
        try:
            found = reader(where, cells, places, world)
        except (ValueError, IndexError) as error:
            yield Skip(where, f"is no line of this file ({error})", broken=True)
            continue
        if isinstance(found, Skip):
            yield found
        elif found is not None:
            places[found.geonames] = found


def _place(where: str, cells: list[str], places: dict[int, Place], world: World) -> Place | Skip | None:
    """The place of a line; None where it is of no use or known."""
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} cells instead of {COLUMNS}")
    number, population = int(cells[0]), int(cells[14] or 0)
    kind = TOWN if cells[6] == "P" else FEATURES.get(cells[7], "")
    if not kind or number in places or (kind == TOWN and population < SMALLEST and cells[7] not in CAPITALS):
        return None
    countries = tuple(code for iso2 in dict.fromkeys((cells[8], *cells[9].split(","))) if (code := world.codes.get(iso2)))
    if kind in (TOWN, "admin1") and not countries:
        return Skip(where, "lies in a country that the register does not have")
    float(cells[4]), float(cells[5])  # a place without a point is a broken line
    others = cells[3].split(",") if kind != TOWN or population >= KNOWN_ABROAD else []
    name, aliases = clean(cells[1]), _aliases(clean(cells[1]), [cells[2], *others])
    return Place(where, number, name, kind, countries, cells[10], aliases, cells[4], cells[5], population, iso(cells[18]))


def _division(where: str, cells: list[str], places: dict[int, Place], world: World) -> Place | Skip | None:
    if len(cells) != ADMIN_COLUMNS:
        raise ValueError(f"{len(cells)} cells instead of {ADMIN_COLUMNS}")
    (iso2, code), number = cells[0].split("."), int(cells[3])
    country, name = world.codes.get(iso2), clean(cells[1])
    if not country:
        return Skip(where, "lies in a country that the register does not have")
    known = places.get(number, Place(where, number, name, "admin1", (country,), code))
    # The name of this file is the English one; that of the main table may be local.
    return replace(known, name=name, aliases=_aliases(name, [known.name, cells[2], *known.aliases]))


def _name(_: str, cells: list[str], places: dict[int, Place], __: World) -> Place | None:
    """The place of an alternate name with that name; None for what is no present English name of a place that is taken."""
    if len(cells) < NAME_COLUMNS - 2:
        raise ValueError(f"{len(cells)} cells instead of {NAME_COLUMNS}")
    known = places.get(int(cells[1]))
    if known is None or cells[2] != "en" or cells[7] == "1":
        return None
    return replace(known, aliases=_aliases(known.name, [*known.aliases, cells[3]]))


def _aliases(name: str, others: Sequence[str]) -> tuple[str, ...]:
    """Other names in Latin letters, each once."""
    cleaned = (clean(other) for other in others)
    return tuple(dict.fromkeys(other for other in cleaned if other and other != name and is_latin(other)))
