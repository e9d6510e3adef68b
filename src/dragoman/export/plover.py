"""PLOVER as JSON lines, one event a line, in the fields of its manual (draft 2.0 of February 2024).

All sides are kept together, as PLOVER wants it: no dyads. What is planned or did not happen has `future` or `negated` beside its
mode. `event_scale` is PLOVER's score. `text` holds the evidence, not the article.
"""

import json
from collections.abc import Iterable
from typing import IO, Any

from dragoman.export import codes
from dragoman.export.coded import Coded, coded, contexts
from dragoman.export.reading import LeftOut, Reading
from dragoman.records import Actor, Place
from dragoman.version import VERSION

NO_DATE = "events without a day, of articles without a date"
RESOLUTION = {"country": 1, "region": 2, "city": 4, "venue": 5}
"""PLOVER's number for what a point stands for; others have none."""


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write the events of readings, one JSON object a line."""
    left_out = LeftOut()
    for reading in readings:
        for one in coded(reading):
            if one.day is None:
                left_out[NO_DATE] += 1
            else:
                out.write(json.dumps(_record(reading, one, left_out), ensure_ascii=False) + "\n")
    return left_out


def _record(reading: Reading, one: Coded, left_out: LeftOut) -> dict[str, Any]:
    modes = [mode for mode in (one.mode, one.auxiliary) if mode]
    known = {
        "id": one.event.id,
        "date": one.day,
        "actor": [_entity(reading, one, actor) for actor in one.actors],
        "recipient": [_entity(reading, one, recipient) for recipient in one.recipients],
        "event": [one.plover],
        "mode": modes,
        "context": list(contexts(one.event, left_out)),
        "event_loc": _place(reading, one.place) if one.place else None,
        "quad_code": one.quad,
        "event_scale": one.score,
        "link": one.meeting.id if one.meeting else None,
        "text": reading.line(*one.event.evidence),
        "text_info": _text(reading, one),
        "cite_info": _cite(reading),
        "coder": f"Dragoman {VERSION}, {one.event.rule}",
        "comment": f"date from: {one.basis}",
    }
    return {field: value for field, value in known.items() if value not in (None, [])}


def _entity(reading: Reading, one: Coded, actor: Actor) -> dict[str, Any]:
    known = {
        "code": codes.plover_country(actor),
        "sector": next(codes.plover_sectors((actor,)), None),
        "entity_text": mentioned(reading, one, actor),
        "identifier_text": actor.name,
        "office": actor.office.title if actor.office else None,
    }
    return {field: value for field, value in known.items() if value}


def mentioned(reading: Reading, one: Coded, actor: Actor) -> str | None:
    """The words that the evidence of an event, else the article, has for an actor."""
    within = [m for m in actor.mentions for e in one.event.evidence if e.start <= m.start < e.end]
    found = (*within, *actor.mentions)
    return reading.line(found[0]) if found else None


def _place(reading: Reading, place: Place) -> dict[str, Any]:
    drawn = place.latitude is not None and place.precision != "country"
    known = {
        "extracted_place": reading.line(place.mentions[0]) if place.mentions else None,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.latitude if drawn else None,
        "lon": place.longitude if drawn else None,
        "city": place.name if place.precision == "city" else None,
        "country": codes.country_name(place.country),
        "country_code": codes.place_country(place.country),
        "resolution": RESOLUTION.get(place.precision or ""),
    }
    return {field: value for field, value in known.items() if value is not None}


def _text(reading: Reading, one: Coded) -> list[dict[str, int]]:
    return [
        {"sequence": reading.sentence_number(span.start), "start": span.start, "end": span.end} for span in one.event.evidence
    ]


def _cite(reading: Reading) -> dict[str, str]:
    article = reading.article
    known = {
        "citation": article.id,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "publication": article.publisher,
        "coder": "Dragoman",
        "codebook": "PLOVER 2.0 draft, 2024-02-04",
        "version": VERSION,
    }
    return {field: value for field, value in known.items() if value}
