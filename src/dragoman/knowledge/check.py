"""Checking the register: the tables of offices, persons, bodies, countries and names against the rules of README.md, against each
other, and against a public almanac.

An error is what cannot be true or cannot be read: a cell too many, a tenure of nobody, two presidents at once. A warning is what
is only likely to be wrong, or to mislead whoever looks a name up.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations
from pathlib import Path

from dragoman.knowledge import factbook
from dragoman.knowledge.dates import DATE, before, overlap
from dragoman.knowledge.folding import fold
from dragoman.knowledge.merging import SHARED, SINGLE, STOPGAPS, Clash, merge_tenures
from dragoman.knowledge.tables import FOLDER, values

COLUMNS = {
    "countries": "iso3 iso2 numeric cow fips name aliases adjectives people capital capital_aliases parent from to as_of",
    "offices": "id title titles jurisdiction organisation sector role rank from to as_of",
    "persons": "id name surname spellings sex country as_of",
    "tenures": "office person from to status as_of sure",
    "orgs": "id name aliases acronyms kind country sector from to as_of",
    "armed_groups": "id name aliases acronyms country sector from to as_of",
    "metonyms": "surface target country kind also_place from to as_of",
    "geo": "name aliases kind countries latitude longitude precision_km as_of",
    "context_words": "word kind why",
}
OWN_COLUMNS = {
    "admin": "country code name aliases abbreviations geonames latitude longitude",
    "towns": "geonames name aliases country admin1 latitude longitude population as_of",
    "agents": "noun sector from to as_of",
}
"""Tables that are checked only in the user's own register."""
SECTORS = "GOV MIL LEG JUD SPY COP OPP REB PTY IGO REL NGO PRM CRM BUS MED JRN EDU CVL ELI HLH LAB AGR SET REF UNS"
WORDS = {
    ("offices", "sector"): SECTORS,
    ("orgs", "sector"): SECTORS,
    ("armed_groups", "sector"): SECTORS,
    ("offices", "rank"): "1 2 3 4 5",
    ("offices", "role"): "head_of_state head_of_government deputy foreign_minister defence_minister interior_minister finance_minister minister "
    "security_adviser intelligence_chief military_chief spokesperson envoy ambassador speaker opposition_leader party_leader head commander "
    "royal other",
    ("persons", "sex"): "m f",
    ("tenures", "status"): "elected appointed hereditary acting caretaker claimed de_facto designate",
    ("tenures", "sure"): "high medium",
    ("orgs", "kind"): "igo ngo military intelligence police party parliament court company media central_bank agency ministry religious university "
    "think_tank",
    ("metonyms", "kind"): "government ministry",
    ("metonyms", "also_place"): "yes no",
}  # fmt: skip
"""The words a column may hold."""
MAY_BE_EMPTY = {("persons", "sex"), ("orgs", "sector")}
CODED = {
    "countries": ("iso3", "parent"),
    "offices": ("jurisdiction",),
    "persons": ("country",),
    "orgs": ("country",),
    "armed_groups": ("country",),
    "metonyms": ("country",),
    "geo": ("countries",),
}
"""Columns of country codes."""
BODIES = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG"}
"""Codes of what is no country."""
OWN = "own/"
"""How the files of the user's register are named in findings."""
NUMBER = "#"
"""The column that keeps the place of a row while rows are settled."""
PERSON_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SMALL = re.compile(r"(?<![\w'-])[a-z]{3,}(?![\w'-])")
BIRTH_YEAR = re.compile(r"-(18|19|20)\d\d(?!\d)")
"""Ids of namesakes carry their years of birth: whoever wrote one knew that there are two."""
OFFICE_ID = re.compile(r"[A-Z0-9-]+:[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a table: `severity` is error or warning, `line` is 0 where no one line is at fault."""

    severity: str
    table: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.table}{f', line {self.line}' if self.line else ''}: {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with where it stands: the table, its file, and the line; `own` where that is in the user's register."""

    table: str
    file: str
    line: int
    cells: dict[str, str]
    own: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def error(self, message: str) -> Finding:
        """What is wrong with this row."""
        return Finding("error", self.file, self.line, message)

    def warning(self, message: str) -> Finding:
        """What is likely wrong with this row."""
        return Finding("warning", self.file, self.line, message)


Tables = dict[str, list[Row]]


def check(folder: Traversable = FOLDER) -> list[Finding]:
    """All findings, errors first, in the order of the tables."""
    findings: list[Finding] = []
    tables = {table: _rows(folder, table, findings) for table in COLUMNS}
    for examine in CHECKS:
        findings += examine(tables)
    return sorted(dict.fromkeys(findings), key=lambda f: (f.severity, f.table, f.line))


def check_own(folder: Path) -> list[Finding]:
    """All findings in a user's register, as it is read together with the tables of the package.

    What the package contradicts is a warning: the package's row is the one that is read.
    """
    findings: list[Finding] = []
    tables = {table: [*_rows(FOLDER, table, []), *_rows(folder, table, findings, own=True)] for table in COLUMNS}
    tables |= {table: _rows(folder, table, findings, own=True) for table in OWN_COLUMNS}
    tables["tenures"], clashes = _settled(tables)
    for examine in (check for check in CHECKS if check is not _almanac):
        findings += (finding for finding in examine(tables) if finding.table.startswith(OWN))
    return sorted(dict.fromkeys([*findings, *clashes]), key=lambda f: (f.severity, f.table, f.line))


def _settled(tables: Tables) -> tuple[list[Row], list[Finding]]:
    """The tenures as they are read, and a finding for each of the user's that is not, or not as it is."""
    own = [row for row in tables["tenures"] if row.own]
    shipped = [row for row in tables["tenures"] if not row.own]
    numbered = [row.cells | {NUMBER: str(number)} for number, row in enumerate(own)]
    merged = merge_tenures((row.cells for row in shipped), numbered, (row.cells for row in tables["offices"]))
    taken = [replace(row, cells=cells) for row, cells in zip(shipped, merged.rows, strict=False)]
    taken += [replace(own[int(cells.pop(NUMBER))], cells=cells) for cells in merged.rows[len(shipped) :]]
    return taken, [own[int(clash.own[NUMBER])].warning(told(clash)) for clash in merged.clashes]


def told(clash: Clash) -> str:
    """A sentence on a row of the user's that another contradicts."""
    own, other = clash.own, clash.other
    whose = "the package" if clash.shipped else "an earlier row"
    read = f"read is {_dates_of(clash.taken)}" if clash.taken else f"{whose} wins"
    said = f"{own['person']} held {own['office']} {_dates_of(own)}"
    return f"{said}; in {whose} it is {other['person']} {_dates_of(other)}: {read}."


def _rows(folder: Traversable, table: str, findings: list[Finding], *, own: bool = False) -> list[Row]:
    """The rows of a table in a folder; those of the user's register are named so."""
    mark = OWN if own else ""
    return [row for file, name in _files(folder, table) for row in _read(file, f"{mark}{name}", table, findings)]


def _files(folder: Traversable, table: str) -> list[tuple[Traversable, str]]:
    """The files of a table with the names they go by."""
    if (single := folder / f"{table}.tsv").is_file():
        return [(single, single.name)]
    inside = folder / table
    return (
        sorted(((f, f"{table}/{f.name}") for f in inside.iterdir() if f.name.endswith(".tsv")), key=lambda f: f[1])
        if inside.is_dir()
        else []
    )


def _read(file: Traversable, name: str, table: str, findings: list[Finding]) -> Iterator[Row]:
    header, *lines = file.read_text(encoding="utf-8").split("\n")
    columns = header.split("\t")
    wanted = (COLUMNS | OWN_COLUMNS)[table]
    if columns != wanted.split():
        findings.append(
            Finding("error", name, 1, f"the columns are {', '.join(columns)}; README.md has {wanted.replace(' ', ', ')}.")
        )
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if not line.strip():
            continue
        if len(cells) != len(columns):
            findings.append(Finding("error", name, number, f"{len(cells)} cells, the header has {len(columns)}."))
            continue
        yield Row(table, name, number, dict(zip(columns, cells, strict=True)), name.startswith(OWN))


# ------------------------------------------------------------ each row by itself


def _cells(tables: Tables) -> Iterator[Finding]:
    """Stray blanks, words that a column may not hold, empty cells that must not be."""
    for row in _all(tables):
        for column, cell in row.cells.items():
            if cell != cell.strip() or "  " in cell or (cell and any(not value.strip() for value in cell.split("|"))):
                yield row.error(f"stray blanks or bars in {column}: {cell!r}.")
            allowed = WORDS.get((row.table, column))
            if allowed and cell not in allowed.split() and (cell or not _may_be_empty(row, column)):
                yield row.error(f"{column} is {cell!r}, which is none of {', '.join(allowed.split()[:6])} ... (README.md).")


def _may_be_empty(row: Row, column: str) -> bool:
    """Whether a column may be left empty: in the user's register also where its sources do not say."""
    return (row.table, column) in MAY_BE_EMPTY or (row.own and (row.table, column) == ("tenures", "status"))


def _ids(tables: Tables) -> Iterator[Finding]:
    """Ids of the wrong form, or given twice."""
    for row in tables["persons"]:
        if not PERSON_ID.fullmatch(row["id"]):
            yield row.error(f"the id {row['id']!r} is not given-family in lower-case ASCII.")
        if not (row["name"] and row["surname"]):
            yield row.error(f"{row['id']} has no name or surname.")
    for row in tables["offices"]:
        if not OFFICE_ID.fullmatch(row["id"]):
            yield row.error(f"the id {row['id']!r} is not CODE:role.")
    for table, column in (("countries", "iso3"), ("offices", "id"), ("orgs", "id"), ("armed_groups", "id")):
        for id, same in _by(tables[table], column).items():
            for row in same[1:]:
                yield row.error(f"the id {id} is also in {same[0].file}, line {same[0].line}.")


def _dates(tables: Tables) -> Iterator[Finding]:
    """Dates that are none, and intervals that end before they begin."""
    for row in _all(tables):
        for column in ("from", "to", "as_of"):
            if row[column] and not DATE.fullmatch(row[column]):
                yield row.error(f"{column} is {row[column]!r}, which is no date.")
        start, end = row["from"], row["to"]
        known = min(len(start), len(end))
        if known and (start[:known] > end[:known] or (start == end and known == 10)):
            yield row.error(f"{start} to {end} is no interval.")
        if row.table == "tenures" and not start:
            yield row.warning("no first day, month or year: the register takes it that the office was always held.")
        if row.table == "tenures" and not end and not row["as_of"]:
            yield row.error("no last day and no as_of.")


def _codes(tables: Tables) -> Iterator[Finding]:
    """Codes that countries.tsv does not have."""
    known = {row["iso3"] for row in tables["countries"]} | BODIES
    for table, columns in CODED.items():
        for row in tables[table]:
            for column in columns:
                for code in values(row[column]):
                    if code not in known:
                        yield row.error(f"{column} has {code!r}, which is no code of countries.tsv.")
            if table == "offices" and not row["jurisdiction"]:
                yield row.error("no jurisdiction.")
            if table == "persons" and not row["country"]:
                yield row.warning("no country.")


# ------------------------------------------------------------ rows against each other


def _tenures(tables: Tables) -> Iterator[Finding]:
    """Tenures of nobody or of nothing, outside the office's own time, or told twice."""
    persons, offices = set(_by(tables["persons"], "id")), _by(tables["offices"], "id")
    for row in tables["tenures"]:
        if row["person"] not in persons:
            yield row.error(f"no person {row['person']}.")
        if row["office"] not in offices:
            yield row.error(f"no office {row['office']}.")
            continue
        office = offices[row["office"]][0]
        if before(row["from"], office["from"]) or before(office["to"], row["to"] or row["from"]):
            yield row.warning(
                f"{row['person']} held {office['id']} {_span(row)}, outside {_span(office)}, when there was such an office."
            )
    for same in _by(tables["tenures"], "office", "person").values():
        for one, other in combinations(same, 2):
            if _overlap(one, other) and one.cells != other.cells:
                yield other.error(
                    f"{_span(other)} overlaps with {_span(one)} in {one.file}, line {one.line}: the same person in the same office."
                )


def _holders(tables: Tables) -> Iterator[Finding]:
    """Two holders at once of an office that has one."""
    single = {row["id"] for row in tables["offices"] if row["role"] in SINGLE and row["jurisdiction"] not in SHARED}
    for office, held in _by(tables["tenures"], "office").items():
        full = [row for row in held if row["status"] not in STOPGAPS] if office in single else []
        for one, other in combinations(full, 2):
            if one["person"] != other["person"] and _overlap(one, other):
                yield other.error(f"{office} has two holders: {one['person']} {_span(one)} and {other['person']} {_span(other)}.")


def _twins(tables: Tables) -> Iterator[Finding]:
    """Persons who are likely the same under two ids, and one id with two stories."""
    for id, same in _by(tables["persons"], "id").items():
        for row in same[1:]:
            for column in ("name", "sex", "country"):
                if row[column] and same[0][column] and row[column] != same[0][column]:
                    yield row.error(
                        f"{id}: {column} is {row[column]}, but {same[0][column]} in {same[0].file}, line {same[0].line}."
                    )
    held = _by(tables["tenures"], "person")
    named: dict[str, list[Row]] = defaultdict(list)
    for row in tables["persons"]:
        for key in {fold(name) for name in (row["name"], *values(row["spellings"])) if " " in fold(name)}:
            named[key].append(row)
    for name, namesakes in named.items():
        for one, other in combinations(namesakes, 2):
            if (
                one["id"] == other["id"]
                or name not in (fold(one["name"]), fold(other["name"]))
                or BIRTH_YEAR.search(one["id"] + other["id"])
            ):
                continue
            if office := _common(held.get(one["id"], []), held.get(other["id"], [])):
                yield other.error(
                    f"{other['id']} and {one['id']} ({one.file}, line {one.line}) are both {name!r} and both held {office}."
                )
            elif one["country"] == other["country"]:
                yield other.warning(
                    f"{other['id']} and {one['id']} ({one.file}, line {one.line}) are both {name!r} and both of {one['country']}."
                )


def _ordinary_words(tables: Tables) -> Iterator[Finding]:
    """Surnames that are ordinary words of the lexicon, which context_words.tsv should know."""
    known = {fold(row["word"]) for row in tables["context_words"]}
    words = _lexicon_words()
    for surname, rows in _by(tables["persons"], "surname").items():
        if (key := fold(surname)) in words and key not in known:
            yield rows[0].warning(
                f"the surname {surname} ({rows[0]['id']}) is an ordinary word; context_words.tsv does not have it."
            )


def _almanac(tables: Tables) -> Iterator[Finding]:
    """Differences from the CIA World Factbook, where it is installed."""
    if not factbook.installed():
        yield Finding(
            "warning",
            "tenures",
            0,
            f"not compared with the Factbook: the package {factbook.PACKAGE} is not installed (a dev dependency).",
        )
        return
    plain = {table: [row.cells for row in tables[table]] for table in ("countries", "offices", "persons", "tenures")}
    yield from (Finding("warning", "tenures", 0, text) for text in factbook.differences(**plain))


CHECKS = (_cells, _ids, _dates, _codes, _tenures, _holders, _twins, _ordinary_words, _almanac)


# ------------------------------------------------------------ helpers


def _lexicon_words() -> set[str]:
    """The words in small letters of the lexicon: verbs, titles, months, and the sentences that show them. That of places has names so."""
    sources = [file for file in files("dragoman.lexicon").iterdir() if file.name.endswith(".yaml") and file.name != "places.yaml"]
    return {word for file in sources for word in SMALL.findall(file.read_text(encoding="utf-8"))}


def _all(tables: Tables) -> Iterator[Row]:
    return (row for rows in tables.values() for row in rows)


def _by(rows: Iterable[Row], *columns: str) -> dict[str, list[Row]]:
    """Rows by the values of some columns."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[" ".join(row[column] for column in columns)].append(row)
    return dict(found)


def _span(row: Row) -> str:
    return _dates_of(row.cells)


def _dates_of(cells: dict[str, str]) -> str:
    return f"{cells['from'] or '...'} to {cells['to'] or '...'}"


def _overlap(one: Row, other: Row) -> bool:
    """Whether two intervals surely have a day in common."""
    return overlap(one["from"], one["to"], other["from"], other["to"])


def _common(one: list[Row], other: list[Row]) -> str | None:
    """An office that both held."""
    return next(iter(sorted({row["office"] for row in one} & {row["office"] for row in other})), None)
