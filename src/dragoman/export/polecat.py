"""A table in the shape of POLECAT: its 40 columns and header, one row for each ordered pair of sides, and ours after them.

Lists are set apart by semicolons. Wikipedia ids are not known here. `Intensity` is PLOVER's score. Missing is empty.
"""

from collections.abc import Iterable
from typing import IO, Any

from dragoman.export import codes
from dragoman.export.coded import Dyad, contexts, plover_rows
from dragoman.export.plover import mentioned
from dragoman.export.reading import LeftOut, Reading
from dragoman.export.tsv import write_row
from dragoman.records import Actor, Place
from dragoman.version import VERSION

FURTHER = (
    "Dragoman Event ID",
    "Meeting ID",
    "Mirrored",
    "Auxiliary Mode",
    "Date Basis",
    "Intensity Variant",
    "Rule",
    "Confidence",
)
"""Our columns, after those of POLECAT."""
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write the header and the rows of all readings."""
    left_out = LeftOut()
    header = (*codes.columns("polecat"), *FURTHER)
    write_row(out, header)
    for reading in readings:
        for row in plover_rows(reading, left_out):
            cells = _row(reading, row, left_out)
            write_row(out, [cells[column] for column in header])
    return left_out


def _row(reading: Reading, row: Dyad, left_out: LeftOut) -> dict[str, Any]:
    one, event, article = row.coded, row.coded.event, reading.article
    return {
        "Event ID": f"{row.number}_{one.plover}",
        "Event Date": one.day,
        "Event Type": one.plover,
        "Event Mode": one.mode,
        "Intensity": one.score,
        "Quad Code": QUADS[one.quad],
        "Contexts": ";".join(contexts(event, left_out)),
        **_side(reading, row, row.actor, "Actor"),
        **_side(reading, row, row.recipient, "Recipient"),
        **_place(reading, one.place),
        "Source": article.publisher,
        "Publication Date": article.published,
        "Story People": _names(reading, "person"),
        "Story Organizations": _names(reading, "organisation", "government", "ministry", "armed_group"),
        "Story Locations": ";".join(place.name for place in reading.record.places),
        "Language": article.language,
        "Version": f"Dragoman {VERSION}",
        "Dragoman Event ID": event.id,
        "Meeting ID": one.meeting.id if one.meeting else None,
        "Mirrored": row.mirrored,
        "Auxiliary Mode": one.auxiliary,
        "Date Basis": one.basis,
        "Intensity Variant": "PLOVER 2024",
        "Rule": event.rule,
        "Confidence": event.confidence,
    }


def _names(reading: Reading, *kinds: str) -> str:
    return ";".join(actor.name for actor in reading.record.actors if actor.kind in kinds and actor.mentions)


def _side(reading: Reading, row: Dyad, actor: Actor | None, side: str) -> dict[str, Any]:
    sectors = list(codes.plover_sectors((actor,))) if actor else []
    return {
        f"{side} Name": actor and actor.name,
        f"{side} Country": actor and codes.plover_country(actor),
        f"{side} COW": actor and codes.cow(actor.country),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": ";".join(sectors),
        f"{side} Title": actor.office.title if actor and actor.office else None,
        f"{side} Name Raw": actor and mentioned(reading, row.coded, actor),
        f"Wikipedia {side} ID": None,
    }


def _place(reading: Reading, place: Place | None) -> dict[str, Any]:
    """A place; for a country no point, since one would look like a town."""
    drawn = place is not None and place.precision != "country"
    return {
        "Placename": place and place.name,
        "City": place.name if place and place.precision == "city" else None,
        "District": None,
        "Province": place.name if place and codes.is_division(place) else None,
        "Country": place and codes.place_country(place.country),
        "Latitude": place.latitude if place and drawn else None,
        "Longitude": place.longitude if place and drawn else None,
        "GeoNames ID": place and place.geonames,
        "Raw Placename": reading.line(place.mentions[0]) if place and place.mentions else None,
        "Feature Type": place and place.kind,
    }
