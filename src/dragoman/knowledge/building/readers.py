"""The kinds of files that a register can be built from, in the order of their precedence: what an earlier one says wins over
a later one.

The same order tells the kind of a file: the first reader that recognises its name and its first bytes has it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.knowledge.building import (
    cameo,
    factbook_archive,
    ftm,
    geonames,
    history_people,
    history_visits,
    holders,
    popolo,
    wikidata_dump,
    wikidata_sparql,
)
from dragoman.knowledge.building.facts import Facts
from dragoman.knowledge.building.sources import Input
from dragoman.knowledge.building.world import World


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which licence data may be used, and whether that is only for purposes that are not commercial."""

    name: str
    non_commercial: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """How files of a kind are told, read, and licensed; `licence` is asked with the beginning of a file."""

    kind: str
    what: str
    recognise: Callable[[str, str], bool]
    read: Callable[[Sequence[Input], World], Facts]
    licence: Callable[[str], Licence]


def _always(name: str) -> Callable[[str], Licence]:
    licence = Licence(name)
    return lambda _: licence


def _of_dictionary(head: str) -> Licence:
    """What the head of a CAMEO dictionary says; CAMEO itself is under CC BY-NC-SA, so one that says nothing is taken to be so."""
    if "MIT License" in head:
        return Licence("MIT")
    return Licence("not stated; CAMEO is CC BY-NC-SA 3.0", non_commercial=True)


def _of_entities(_: str) -> Licence:
    """OpenSanctions, where most such files are from, is CC BY-NC 4.0."""
    return Licence("CC BY-NC 4.0 if from OpenSanctions; else ask its publisher", non_commercial=True)


READERS = (
    Reader("history-people", "HistoryAtState pocom", history_people.recognise, history_people.read, _always("CC0 1.0")),
    Reader("wikidata-sparql", "Wikidata query result", wikidata_sparql.recognise, wikidata_sparql.read, _always("CC0 1.0")),
    Reader("wikidata-dump", "Wikidata dump", wikidata_dump.recognise, wikidata_dump.read, _always("CC0 1.0")),
    Reader("holders", "holders of offices as CSV", holders.recognise, holders.read, _always("CC0 1.0 if from Wikidata")),
    Reader("factbook", "CIA World Factbook", factbook_archive.recognise, factbook_archive.read, _always("public domain")),
    Reader("ftm", "FollowTheMoney entities", ftm.recognise, ftm.read, _of_entities),
    Reader("popolo", "Popolo JSON", popolo.recognise, popolo.read, _always("not stated in the file")),
    Reader(
        "history-visits", "HistoryAtState visits and travels", history_visits.recognise, history_visits.read, _always("CC0 1.0")
    ),
    Reader("geonames", "GeoNames dump", geonames.recognise, geonames.read, _always("CC BY 4.0")),
    Reader("cameo", "CAMEO actors and agents", cameo.recognise, cameo.read, _of_dictionary),
)


def reader_of(kind: str) -> Reader | None:
    """The reader of a kind."""
    return next((reader for reader in READERS if reader.kind == kind), None)


def recognised(name: str, head: str) -> Reader | None:
    """The reader whose kind a file is, by its name and beginning."""
    return next((reader for reader in READERS if reader.recognise(name, head)), None)
