"""How pages word and link what the store gives: dates at their own precision, counts, names, addresses."""

import re
from typing import Any
from urllib.parse import quote, urlencode

from dragoman.store.days import days_of

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
PAGES = {"meeting": "meetings", "trip": "trips", "report": "reports", "actor": "actors"}


def day(value: str | None) -> str:
    """A date as precise as it is known: 6 January 2024, January 2024, 2024; what has another form stays as it is."""
    if not value:
        return "date unknown"
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|T)", value)
    if not found or days_of(value).day is None:
        return value
    year, month, number = found.groups()
    if month is None:
        return year
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}" if number else f"{MONTHS[int(month) - 1]} {year}"


def percent(value: float | None) -> str:
    """A confidence as a whole number of hundredths, a dash where there is none."""
    return "–" if value is None else f"{round(100 * value)} %"


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 report, 2 reports."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def named(who: dict[str, Any] | None) -> str:
    """An actor's name, or that nobody is named."""
    return (who or {}).get("name") or "not named"


def link(who: dict[str, Any]) -> str:
    """The address under which an actor of a report is found by name, kind and country."""
    asked = {name: who.get(name) for name in ("name", "kind", "country") if who.get(name)}
    return "/actors/named?" + urlencode(asked)


def country(code: str | None) -> str:
    """A country's code, a dash where none is known."""
    return code or "–"


def address_of(record: dict[str, Any]) -> str:
    """The permanent address of a record: its own page, or its place in the reader, of the first report where several tell of it."""
    kind = record["record"]
    if kind in PAGES:
        return f"/{PAGES[kind]}/{quote(str(record.get('hash') if kind == 'report' else record['id']))}"
    told = record["tellings"][0]["id"] if "tellings" in record else record["id"]
    return f"/reports/{quote(record['article']['hash'])}#r-{quote(told)}"
