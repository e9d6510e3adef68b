"""Dictionaries of CAMEO coders, TABARI's and PETRARCH's: `*.actors` (names with codes, some for an interval) and `*.agents`
(nouns with codes).

    NAME_ [CODE]                      a name with its code
    NAME_ / +SYNONYM_ / [CODE dates]  names on lines of their own, then codes, each for `YYMMDD-YYMMDD`, `>YYMMDD` (since) or `<YYMMDD` (until)
    NOUN {PLURAL} [~CODE]             a noun of agents

The dictionaries were kept up to 2011: nothing in them holds after it. A code that is a country alone is left out, since
the register has countries and the gazetteer towns; what has codes with dates is a person; else it is a body. The
dictionaries do not tell persons from bodies, so a person without dates is taken for a body.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.building.facts import Body, Facts, Held, Noun, Skip
from dragoman.knowledge.building.sources import Input, by_file, raw_lines
from dragoman.knowledge.building.wording import iso
from dragoman.knowledge.building.world import World

LAST = "2012-01-01"
"""The first day of which the dictionaries say nothing."""
AS_OF = "2011-12-31"
PIVOT = 30
"""Years of two digits up to this are of this century, as in PETRARCH."""
CODE = re.compile(r"\[\s*([~A-Z]+)\s*([<>])?\s*(\d{6}|\d{8})?(?:\s*-\s*(\d{6}|\d{8}))?\s*\]")
COMMENT = re.compile(r"[#;].*")
PLURAL = re.compile(r"\{[^}]*\}")
LABEL = re.compile(r"\s*\([^)]*\)?")
INTERNATIONAL = {"IGO": "IGO", "IGOUNO": "UNO", "NGO": "NGO", "NGM": "NGO", "IMG": "IMG", "INT": "IMG", "MNC": "MNC"}
"""Codes of what is no country's, by their beginnings, the longer ones first."""
SAME = "GOV MIL LEG JUD SPY COP OPP REB PTY BUS MED EDU CVL ELI HLH LAB AGR REL CRM REF NGO IGO".split()  # noqa: SIM905
"""Roles of CAMEO that are sectors of PLOVER."""
OTHERS = {"UAF": "REB", "SEP": "REB", "INS": "REB", "MNC": "BUS", "CHR": "REL", "MOS": "REL", "JEW": "REL", "BUD": "REL"}
SECTORS = {role: role for role in SAME} | OTHERS
"""PLOVER's sector of a role of CAMEO, and of the religions that stand in its place."""
TITLES = {
    "GOV": "government official",
    "MIL": "military officer",
    "LEG": "legislator",
    "JUD": "judge",
    "SPY": "intelligence officer",
    "COP": "police officer",
    "OPP": "opposition politician",
    "REB": "rebel",
    "PTY": "party politician",
    "IGO": "official",
}
"""What a person of a sector is called, where no office is known."""


@dataclass
class _Entry:
    """Names that share codes, and the line of the first."""

    line: int
    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Country and sector of a code; no sector where it is a country alone."""

    country: str
    sector: str


def recognise(name: str, head: str) -> bool:
    """Whether a file is named as a dictionary, or has names with codes."""
    stem = name.removesuffix(".txt")
    return stem.endswith((".actors", ".agents")) or bool(re.search(r"^[A-Z_'.-]+_?\s+\[[~A-Z]{3,}[^\]]*\]", head, re.MULTILINE))


def read(files: Sequence[Input], world: World) -> Facts:
    """The persons, bodies and nouns of all dictionaries."""
    yield from by_file(files, lambda file: _dictionary(file, world))


def _dictionary(file: Input, world: World) -> Facts:
    for entry in _entries(file):
        if isinstance(entry, Skip):
            yield entry
        else:
            for code, start, end in entry.codes:
                yield from _fact(f"{file.name}, line {entry.line}", entry, code, start, end, world)


def _entries(file: Input) -> Iterator[_Entry | Skip]:
    """Names with the codes that follow them; a name after codes begins anew, and an empty line ends them."""
    entry = _Entry(1)
    for number, raw in raw_lines(file):
        text = COMMENT.sub("", raw.decode("utf-8", errors="replace")).strip()
        name = _name(text.partition("[")[0])
        if entry.codes and (not raw.strip() or (name and not text.startswith("+"))):
            yield entry
            entry = _Entry(number)
        if not text or text.startswith("!"):  # "!" begins the sets that stand for several endings
            continue
        if text.startswith("+") and not entry.names:
            yield Skip(f"{file.name}, line {number}", "is a synonym of no name", broken=True)
            continue
        if name:
            entry.line = entry.line if entry.names else number
            entry.names.append(name)
        if "[" in text:
            codes = [_interval(*found.groups()) for found in CODE.finditer(text)]
            if not codes:
                yield Skip(f"{file.name}, line {number}", "has a code that is none", broken=True)
            entry.codes += codes
    if entry.codes:
        yield entry


def _fact(where: str, entry: _Entry, code: str, start: str, end: str, world: World) -> Iterator[Held | Body | Noun | Skip]:
    """What a name with a code is."""
    if start >= LAST:
        yield Skip(where, "begins after 2011, when the dictionaries were no longer kept")
        return
    until = min(end or LAST, LAST)
    meaning = meaning_of(code, world)
    if meaning is None:
        yield Skip(where, f"has a code that the register does not have: {code}")
    elif not meaning.sector:
        yield Skip(where, "is a country's own name, or a place in it")
    elif code.startswith("~"):
        yield from (Noun(where, name.lower(), meaning.sector, start, until, AS_OF) for name in entry.names)
    elif not entry.names:
        yield Skip(where, "has a code without a name", broken=True)
    elif start or end:
        title = TITLES.get(meaning.sector)
        if title:
            yield Held(where, entry.names[0], title, meaning.country, start, until, AS_OF, names=tuple(entry.names[1:]))
        else:
            yield Skip(where, "is a person without an office")
    elif len(entry.codes) == 1:
        yield Body(where, entry.names[0], tuple(entry.names[1:]), meaning.country, meaning.sector, "", until, AS_OF)
    else:
        yield Skip(where, "is a person without an office")


def meaning_of(code: str, world: World) -> Meaning | None:
    """Country and sector of a code: `TURGOV`, `IGOUNO`, `~MIL`; None where the register has no such country or sector."""
    if code.startswith("~"):
        sector = SECTORS.get(code[1:4])
        return Meaning("", sector) if sector else None
    for prefix in sorted(INTERNATIONAL, key=lambda prefix: -len(prefix)):
        if code.startswith(prefix):
            sector = SECTORS.get(code[3:6]) or SECTORS.get(prefix[:3]) or SECTORS.get(code[6:9])
            return Meaning(INTERNATIONAL[prefix], sector) if sector else None
    country = world.codes.get(code[:3])
    if not country:
        return None
    if len(code) == 3:
        return Meaning(country, "")
    sector = SECTORS.get(code[3:6])
    return Meaning(country, sector) if sector else None


def _interval(code: str, sign: str | None, first: str | None, last: str | None) -> tuple[str, str, str]:
    """Code, start and end; an end is told as the last day, and is here the first day after, which is one day's difference at most."""
    start, end = _day(first), _day(last)
    return (code, "", start) if sign == "<" else (code, start, end)


def _day(text: str | None) -> str:
    """`YYMMDD` or `YYYYMMDD` as ISO; a day that its month does not have is left out."""
    if not text:
        return ""
    if len(text) == 6:
        text = f"{'20' if int(text[:2]) <= PIVOT else '19'}{text}"
    day = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return iso(day) or iso(day[:7]) or iso(day[:4])


def _name(text: str) -> str:
    """A name of the dictionary as newspapers write it: ABU_SAYYAF_GROUP_(ASG)_ is Abu Sayyaf Group."""
    spoken = LABEL.sub("", PLURAL.sub("", text).lstrip("+").replace("_", " "))
    words = [word if len(word) <= 4 and not any(vowel in word for vowel in "AEIOUY") else word.title() for word in spoken.split()]
    return " ".join(words).replace("'S", "'s")
