"""Codes of other people's formats: CAMEO, PLOVER, countries, sectors and bodies, from the tables in `code_tables/` and the register.

Codes are text: `010` is a statement, `10` a demand. There are two Goldstein scales for CAMEO, GDELT's and ICEWS's, which differ
on four codes; every score names its own. PLOVER's scores are its manual's of February 2024, but for ACCUSE, which is printed
there as +3 while all its modes are negative, and is -3 here.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.knowledge.tables import rows, values
from dragoman.records import Actor, Place

FOLDER = files("dragoman.export")
ABROAD = ("IGO", "NGO", "MNC", "IMG")
"""What an actor has for a country that acts for none."""
PLOVER_BODIES = ("UNO", "EUR")
"""Bodies that PLOVER gives a country code of their own."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of this folder: `code_tables/plover`, `columns/icews`."""
    return list(csv.DictReader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@cache
def columns(name: str) -> tuple[str, ...]:
    """The columns of a format in their order."""
    return tuple(row["column"] for row in table(f"columns/{name}"))


# ------------------------------------------------------------ acts


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code: its short label, its score on both Goldstein scales, and its quad class (1 to 4)."""

    code: str
    label: str
    gdelt: float | None
    icews: float | None
    quad: int


@cache
def cameo_codes() -> dict[str, Cameo]:
    """Every CAMEO code."""
    return {
        row["code"]: Cameo(
            row["code"], row["label"], _number(row["goldstein_gdelt"]), _number(row["goldstein_icews"]), int(row["quad"])
        )
        for row in rows("cameo")
    }


def full_code(code: str) -> str:
    """A CAMEO code as data files have it: the root 04 stands there as 040, "not specified"."""
    return f"{code}0" if len(code) == 2 else code


@cache
def intents() -> dict[str, str]:
    """The CAMEO code for meaning to do what is only planned, by event type."""
    return {row["event_type"]: row["cameo"] for row in table("code_tables/intent")}


@dataclass(frozen=True, slots=True)
class Plover:
    """A PLOVER event type with a mode (or the empty one): its quad class and score."""

    event: str
    mode: str
    quad: int
    score: float | None


@cache
def plover_codes() -> dict[tuple[str, str], Plover]:
    """Every PLOVER event type and mode."""
    return {
        (row["event"], row["mode"]): Plover(row["event"], row["mode"], int(row["quad"]), _number(row["score"]))
        for row in table("code_tables/plover")
    }


@cache
def plover_contexts() -> frozenset[str]:
    """Every PLOVER context."""
    return frozenset(row["context"] for row in table("code_tables/plover_contexts"))


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


# ------------------------------------------------------------ countries


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {row["iso3"]: row for row in rows("countries")}


@cache
def _renamed() -> dict[str, dict[str, str]]:
    return {row["iso3"]: row for row in table("code_tables/countries")}


def _in(country: str | None, form: str) -> str | None:
    """A country in the codes of a format that has some of its own; None for what is no country."""
    if country not in _countries():
        return None
    return _renamed().get(country, {}).get(form) or country


def cameo_country(country: str | None) -> str | None:
    """The CAMEO code of a country (ROU is ROM, TLS is TMP); Kosovo, for which GDELT's list has none, is KOS as in PLOVER."""
    return _in(country, "cameo")


def plover_country(actor: Actor) -> str | None:
    """PLOVER's code for whom an actor acts for: a country, or UNO, EUR, IGO, NGO, MNC, IMG."""
    if actor.country in ABROAD:
        return next((code for code in PLOVER_BODIES if _bodies().get(actor.name, {}).get("country") == code), actor.country)
    return _in(actor.country, "plover")


def place_country(country: str | None) -> str | None:
    """A country in PLOVER's codes, for a place."""
    return _in(country, "plover")


def icews_country(country: str | None) -> str | None:
    """A country's name as ICEWS writes it: Russian Federation, Occupied Palestinian Territory."""
    return (_renamed().get(country or "", {}).get("icews") or country_name(country)) if country in _countries() else None


def country_name(country: str | None) -> str | None:
    """A country's short English name."""
    return _countries()[country]["name"] if country in _countries() else None


def cow(country: str | None) -> int | None:
    """A country's number in the Correlates of War list; None for what is no state there."""
    number = _countries().get(country or "", {}).get("cow")
    return int(number) if number else None


def iso2(country: str | None) -> str | None:
    """A country's two letters in ISO 3166-1."""
    return _countries().get(country or "", {}).get("iso2") or None


def fips(country: str | None, place: str = "") -> str | None:
    """A country's two letters in FIPS 10-4; of the two that Palestine has, Gaza's for places named so."""
    found = values(_countries().get(country or "", {}).get("fips", ""))
    if len(found) > 1 and "gaza" in place.lower():
        return found[1]
    return found[0] if found else None


def is_division(place: Place) -> bool:
    """Whether a place is a division of a country, and not a region across several or a part that is none."""
    return place.precision == "region" and place.geonames is not None and place.country is not None


# ------------------------------------------------------------ actors


@cache
def _bodies() -> dict[str, dict[str, str]]:
    """Organisations and armed groups of the register by each of their names."""
    found: dict[str, dict[str, str]] = {}
    for row in (*rows("orgs"), *rows("armed_groups")):
        for name in (row["name"], *values(row["aliases"]), *values(row["acronyms"])):
            found.setdefault(name, row)
    return found


@cache
def _known_groups() -> dict[str, str]:
    return {row["name"]: row["known_group"] for row in table("code_tables/bodies")}


def known_group(actor: Actor) -> str | None:
    """The CAMEO code of a known group: UNO, NAT, HMS."""
    return _known_groups().get(_bodies().get(actor.name, {}).get("name", actor.name))


@cache
def _sectors() -> dict[str, dict[str, str]]:
    return {row["sector"]: row for row in table("code_tables/sectors")}


def cameo_types(actor: Actor) -> tuple[str, ...]:
    """The CAMEO types of an actor; none for a state, which its country says, and for sectors that CAMEO has not."""
    given = (actor.country if actor.country in ABROAD else None, None if actor.kind == "state" else actor.sector)
    types = (_sectors().get(sector, {}).get("cameo_type") for sector in given if sector)
    return tuple(dict.fromkeys(code for code in types if code))


def cameo_actor(actor: Actor) -> str:
    """The whole CAMEO code of an actor, its parts in order: USAGOV, IGOUNO, PSEREBHMS."""
    types = cameo_types(actor)
    return "".join(filter(None, (cameo_country(actor.country), *types, known_group(actor))))


def icews_sectors(actor: Actor) -> str | None:
    """An actor's sectors in the words of ICEWS; None for a state, as there, and for sectors whose words are not known."""
    return None if actor.kind == "state" else _sectors().get(actor.sector or "", {}).get("icews_sectors") or None


def plover_sectors(actors: tuple[Actor, ...]) -> Iterator[str]:
    """The PLOVER sectors of actors, each once. IGO and NGO are countries in PLOVER, not sectors."""
    yield from dict.fromkeys(a.sector for a in actors if a.sector and a.sector not in ABROAD)
