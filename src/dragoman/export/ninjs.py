"""ninjs 3.1, the IPTC's news in JSON, one object a line: each article as a text item, each of its meetings as an event item.

The bodies of articles are not repeated. Event dates are `expectedStartDate` and `expectedEndDate`, which may be as coarse as a year.
"""

import json
from collections.abc import Iterable
from typing import IO, Any

from dragoman.export import codes
from dragoman.export.geojson import point_of
from dragoman.export.reading import LeftOut, Reading
from dragoman.periods import CALENDAR, period
from dragoman.records import Actor, Meeting, Place

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}
PUB_STATUS = "usable"
"""The status of the item, not of the meeting it tells of, which stands in its descriptions."""


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write the items of all readings, one a line."""
    for reading in readings:
        for item in (_article(reading), *(_meeting(reading, meeting) for meeting in reading.record.meetings)):
            known = {name: value for name, value in item.items() if value not in (None, [])}
            out.write(json.dumps(known, ensure_ascii=False) + "\n")
    return LeftOut()


def _article(reading: Reading) -> dict[str, Any]:
    article, record = reading.article, reading.record
    issues = dict.fromkeys(stance.issue for stance in record.stances if stance.issue)
    return {
        "standard": STANDARD,
        "uri": _article_uri(reading),
        "type": "text",
        "pubStatus": PUB_STATUS,
        "language": article.language,
        "contentCreated": f"{article.published}T00:00:00Z" if reading.published() else None,
        "headlines": [{"value": article.title}] if article.title else [],
        **_who(list(record.actors)),
        "places": [_place(place) for place in record.places],
        "subjects": [{"name": issue, "literal": issue, "creator": "Dragoman"} for issue in issues],
        "events": [{"name": reading.headline(m), "uri": _uri(m.id)} for m in record.meetings],
    }


def _meeting(reading: Reading, meeting: Meeting) -> dict[str, Any]:
    place, days = reading.place(meeting.place), period(meeting.date)
    host = reading.actors[meeting.host] if meeting.host else None
    organiser = {"organiser": {"name": host.name, "uri": _uri(host.id)}} if host else {}
    dates = {"dates": {"expectedStartDate": _date(days.precision, days.first.isoformat())}} if days else {}
    if days and days.precision not in CALENDAR:
        dates["dates"]["expectedEndDate"] = days.last.isoformat()
    return {
        "standard": STANDARD,
        "uri": _uri(meeting.id),
        "type": "event",
        "pubStatus": PUB_STATUS,
        "headlines": [{"value": reading.headline(meeting)}],
        "descriptions": [
            {"role": "evidence", "contentType": "text/plain", "value": reading.line(*meeting.evidence)},
            {"role": "status", "contentType": "text/plain", "value": meeting.status},
        ],
        "edNote": f"Read by {meeting.rule} from {_article_uri(reading)}",
        **_who([reading.actors[p] for p in meeting.participants]),
        "places": [_place(place)] if place else [],
        "eventDetails": organiser | dates or None,
    }


def _date(precision: str, day: str) -> str:
    return {"year": day[:4], "month": day[:7]}.get(precision, day)


def _article_uri(reading: Reading) -> str:
    return reading.article.url or _uri(f"text-{reading.text_hash}")


def _uri(record: str) -> str:
    return f"urn:x-dragoman:{record}"


def _who(actors: list[Actor]) -> dict[str, Any]:
    named = [(actor.kind, {"name": actor.name, "uri": _uri(actor.id)}) for actor in actors]
    return {
        "people": [about for kind, about in named if kind == "person"],
        "organisations": [about for kind, about in named if kind not in ("person", "people")],
    }


def _place(place: Place) -> dict[str, Any]:
    point = point_of(place)
    address: dict[str, str] = {}
    if place.precision == "city":
        address["locality"] = place.name
    if country := codes.country_name(place.country):
        address["country"] = country
    known: dict[str, Any] = {"name": place.name, "uri": _uri(place.id)}
    if address:
        known["contactInfo"] = [{"type": "physical", "address": address}]
    if point:
        known["geoJSON"] = {"type": "Point", "coordinates": list(point)}
    return known
