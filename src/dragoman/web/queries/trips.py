"""One tour over all reports that tell of it, stop by stop."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.reading import Reading
from dragoman.store.connect import Store
from dragoman.web.queries.meetings import difference_of
from dragoman.web.queries.whole import Telling, Whole, whole


@dataclass(frozen=True, slots=True)
class Words:
    """The words on which a stop stands in one report; `record` is the trip there."""

    report: str
    record: str
    publisher: str | None
    words: str


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop; `latitude` and `longitude` only where the place is a point and not a country or a region."""

    n: int
    place: str
    country: str | None
    date: str | None
    status: str
    reports: int
    latitude: float | None
    longitude: float | None
    precision: str | None
    words: tuple[Words, ...]
    differences: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class TripPage:
    """A tour as all reports tell it (`record`, as `dragoman find trips` gives it), and the tellings; `more` are not shown."""

    record: dict[str, Any]
    purpose: str | None
    reports: int
    publishers: tuple[str, ...]
    stops: tuple[StopView, ...]
    gaps: tuple[dict[str, Any], ...]
    conflicts: tuple[str, ...]
    tellings: tuple[Telling, ...]
    more: int


POINTS = ("city", "island", "venue")
"""Precisions of a place that a point on a map stands for."""
FEW = 3
"""Reports whose words stand beside a stop."""


def trip_page(store: Store, id: str) -> TripPage | None:
    """The page of a tour, by its id or that of a record which tells it; None where there is none."""
    found = whole(store, "trip", id)
    if found is None:
        return None
    row = found.row
    return TripPage(
        {"review": None} | row,
        next((Reading(*reading[:2]).line(item.purpose) for reading, item in found.items if item.purpose), None),
        row["reports"],
        tuple(row["publishers"]),
        tuple(_stop(found, n, stop) for n, stop in enumerate(row["stops"], 1)),
        tuple(row["gaps"]),
        tuple(row["conflicts"]),
        found.tellings,
        len(row["tellings"]) - len(found.tellings),
    )


def _stop(found: Whole, n: int, stop: dict[str, Any]) -> StopView:
    place = stop["place"]
    point = place["precision"] in POINTS
    words = tuple(dict.fromkeys(_words(found, place["name"])))[:FEW]
    return StopView(
        n,
        place["name"],
        place["country"],
        stop["date"],
        stop["status"],
        stop["coverage"]["reports"],
        place["latitude"] if point else None,
        place["longitude"] if point else None,
        place["precision"],
        words,
        tuple(difference_of(found.row, difference) for difference in stop["differences"]),
    )


def _words(found: Whole, place: str) -> Iterator[Words]:
    """What the reports say of a stop at a place."""
    for telling, (reading, item) in zip(found.tellings, found.items, strict=True):
        names = {known.id: known.name for known in reading[1].places}
        for stop in item.stops:
            if names.get(stop.place) == place:
                yield Words(telling.report, telling.record, telling.publisher, Reading(*reading[:2]).line(*stop.evidence))
