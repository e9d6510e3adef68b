"""One tour over all reports that tell of it, stop by stop."""

from dataclasses import dataclass
from typing import Any

from dragoman.corpus.dossier import Gap, JoinedTrip
from dragoman.store.connect import Store
from dragoman.web.queries.lists import by_id
from dragoman.web.queries.near import Near, near_trip


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
    differences: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class TripPage:
    """A tour as one report gives it (`record`), and as all reports near it tell it."""

    record: dict[str, Any]
    reports: int
    publishers: tuple[str, ...]
    stops: tuple[StopView, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[str, ...]
    told_in: tuple[dict[str, Any], ...]


POINTS = ("city", "island", "venue")
"""Precisions of a place that a point on a map stands for."""


def trip_page(store: Store, id: str) -> TripPage | None:
    """The page of a tour; None where there is none of this id."""
    found = near_trip(store, id)
    if found is None:
        return None
    near, joined = found
    record = by_id(store, "trip", id)[0]
    if joined is None:
        own = record["article"]
        stops = tuple(_own_stop(n, stop) for n, stop in enumerate(record["stops"], 1))
        return TripPage(record, 1, (own["publisher"],) if own["publisher"] else (), stops, (), (), (own,))
    told_in = {told.reading: near.readings[told.reading] for told in joined.tellings}
    reports = [
        {"hash": reading.hash, "title": article.title, "publisher": article.publisher, "published": article.published}
        for article, _, reading in told_in.values()
    ]
    stops = tuple(_stops(near, joined))
    return TripPage(
        record, joined.coverage.reports, joined.coverage.publishers, stops, joined.gaps, joined.conflicts, tuple(reports)
    )


def _own_stop(n: int, stop: dict[str, Any]) -> StopView:
    place = stop["place"]
    point = place["precision"] in POINTS
    latitude, longitude = (place["latitude"], place["longitude"]) if point else (None, None)
    return StopView(n, place["name"], place["country"], stop["date"], stop["status"], 1, latitude, longitude, place["precision"])


def _stops(near: Near, joined: JoinedTrip) -> list[StopView]:
    places = {place.name: place for _, record, _ in near.readings.values() for place in record.places}
    found = []
    for n, stop in enumerate(joined.stops, 1):
        place = places.get(stop.place)
        point = place is not None and place.precision in POINTS
        found.append(
            StopView(
                n,
                stop.place,
                stop.country,
                stop.date,
                stop.status,
                stop.coverage.reports,
                place.latitude if place and point else None,
                place.longitude if place and point else None,
                place.precision if place else None,
                stop.differences,
            )
        )
    return found
