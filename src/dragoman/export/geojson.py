"""GeoJSON (RFC 7946): stops, tours, meetings and events, each with the precision of its point.

What is known only by its country has no geometry and says so: a pin in the middle of a country would look like a place. A tour is
a line through the stops that have a point, in the order travelled, cut where it crosses the 180th meridian.
"""

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from dragoman.export.reading import LeftOut, Reading
from dragoman.records import Event, Meeting, Place, Trip

Point = tuple[float, float]
"""Longitude and latitude."""
NO_PLACE = "meetings and events without a place"
CUT = 1e-9
"""Degrees of longitude under which a line runs along the meridian."""


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write one collection with the features of all readings, one a line."""
    left_out = LeftOut()
    out.write('{"type": "FeatureCollection", "features": [')
    first = True
    for reading in readings:
        for feature in _features(reading, left_out):
            out.write(("\n" if first else ",\n") + json.dumps(feature, ensure_ascii=False))
            first = False
    out.write("\n]}\n")
    return left_out


def _features(reading: Reading, left_out: LeftOut) -> Iterator[dict[str, Any]]:
    for trip in reading.record.trips:
        yield _tour(reading, trip)
        yield from _stops(reading, trip)
    for kind, items in (("meeting", reading.record.meetings), ("event", reading.record.events)):
        for item in items:
            if item.place is None:
                left_out[NO_PLACE] += 1
            else:
                yield _at(reading, kind, item)


def _feature(id: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def point_of(place: Place) -> Point | None:
    """Where to draw a place; None where nothing, or only the country, is known."""
    if place.latitude is None or place.longitude is None or place.precision in (None, "country"):
        return None
    return place.longitude, place.latitude


def _pin(place: Place) -> dict[str, Any] | None:
    point = point_of(place)
    return {"type": "Point", "coordinates": list(point)} if point else None


def _where(place: Place) -> dict[str, Any]:
    return {
        "place": place.name,
        "country": place.country,
        "precision": place.precision,
        "located": point_of(place) is not None,
        "geonames": place.geonames,
    }


def _said(reading: Reading, item: Meeting | Event | Trip) -> dict[str, Any]:
    return {
        "article": reading.article.id,
        "url": reading.article.url,
        "evidence": reading.line(*item.evidence),
        "rule": item.rule,
        "confidence": item.confidence,
    }


def _at(reading: Reading, kind: str, item: Meeting | Event) -> dict[str, Any]:
    place = reading.places[item.place or ""]
    properties = {"kind": kind, "title": reading.headline(item), "status": item.status, "date": item.date, **_where(place)}
    if isinstance(item, Meeting):
        properties |= {"form": item.form, "participants": [reading.name(p) for p in item.participants]}
    else:
        properties |= {
            "event_type": item.event_type,
            "mode": item.mode,
            "cameo": item.cameo,
            "actors": [reading.name(a) for a in item.actors],
            "recipients": [reading.name(r) for r in item.recipients],
        }
    return _feature(item.id, _pin(place), {**properties, **_said(reading, item)})


# ------------------------------------------------------------ tours


def _stops(reading: Reading, trip: Trip) -> Iterator[dict[str, Any]]:
    for number, stop in enumerate(trip.stops, start=1):
        place = reading.places[stop.place]
        properties = {
            "kind": "stop",
            "title": f"{number}. {place.name}",
            "trip": trip.id,
            "traveller": reading.name(trip.traveller),
            "number": number,
            "status": stop.status,
            "date": stop.date,
            **_where(place),
            "article": reading.article.id,
            "url": reading.article.url,
            "evidence": reading.line(*stop.evidence),
        }
        yield _feature(f"{trip.id}-{number}", _pin(place), properties)


def _tour(reading: Reading, trip: Trip) -> dict[str, Any]:
    points = [point for stop in trip.stops if stop.status != "cancelled" and (point := point_of(reading.places[stop.place]))]
    properties = {
        "kind": "tour",
        "title": reading.headline(trip),
        "traveller": reading.name(trip.traveller),
        "stops": [reading.places[stop.place].name for stop in trip.stops],
        "duration": trip.duration,
        "located": len(points) > 1,
        **_said(reading, trip),
    }
    return _feature(trip.id, _line(points), properties)


def _line(points: list[Point]) -> dict[str, Any] | None:
    """A line through the points, as several where it crosses the 180th meridian."""
    if len(points) < 2:
        return None
    parts: list[list[Point]] = [[points[0]]]
    for before, after in itertools.pairwise(points):
        if abs(after[0] - before[0]) > 180:
            east, latitude = _crossing(before, after)
            parts[-1].append((east, latitude))
            parts.append([(-east, latitude)])
        parts[-1].append(after)
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": [list(point) for point in parts[0]]}
    return {"type": "MultiLineString", "coordinates": [[list(point) for point in part] for part in parts]}


def _crossing(before: Point, after: Point) -> tuple[float, float]:
    """The side (180 or -180) on which a line leaves, and the latitude at which it crosses."""
    edge = 180.0 if before[0] > 0 else -180.0
    way = (after[0] + 2 * edge) - before[0]
    share = (edge - before[0]) / way if abs(way) > CUT else 0.0
    return edge, round(before[1] + share * (after[1] - before[1]), 6)
