"""A table in the shape of ICEWS: its 20 columns and header, one row for each ordered pair of sides, and ours after them.

`Intensity` is the Goldstein score on ICEWS's scale, which differs from GDELT's on four codes. Countries have ICEWS's names.
Missing is NA. Coordinates are those of the place named, and none for a country.
"""

from collections.abc import Iterable
from typing import IO, Any

from dragoman.export import codes
from dragoman.export.coded import Dyad, cameo_rows
from dragoman.export.reading import LeftOut, Reading
from dragoman.export.tsv import write_row
from dragoman.records import Place

FURTHER = ("Dragoman Event ID", "Meeting ID", "Mirrored", "Status", "Date Basis", "Intensity Variant", "Rule", "Confidence")
"""Our columns, after those of ICEWS."""


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write the header and the rows of all readings."""
    left_out = LeftOut()
    header = (*codes.columns("icews"), *FURTHER)
    write_row(out, header)
    for reading in readings:
        for row in cameo_rows(reading, left_out, pairs_only=True):
            cells = _row(reading, row)
            write_row(out, [cells[column] for column in header], missing="NA")
    return left_out


def _row(reading: Reading, row: Dyad) -> dict[str, Any]:
    one, event, article = row.coded, row.coded.event, reading.article
    cameo = codes.cameo_codes()[row.cameo]
    assert row.recipient is not None
    return {
        "Event ID": row.number,
        "Event Date": one.day,
        "Source Name": row.actor.name,
        "Source Sectors": codes.icews_sectors(row.actor),
        "Source Country": codes.icews_country(row.actor.country),
        "Event Text": cameo.label,
        "CAMEO Code": cameo.code,
        "Intensity": cameo.icews,
        "Target Name": row.recipient.name,
        "Target Sectors": codes.icews_sectors(row.recipient),
        "Target Country": codes.icews_country(row.recipient.country),
        "Story ID": article.id,
        "Sentence Number": reading.sentence_number(event.evidence[0].start) if event.evidence else None,
        "Publisher": article.publisher,
        **_place(one.place),
        "Dragoman Event ID": event.id,
        "Meeting ID": one.meeting.id if one.meeting else None,
        "Mirrored": row.mirrored,
        "Status": event.status,
        "Date Basis": one.basis,
        "Intensity Variant": "Goldstein, ICEWS",
        "Rule": event.rule,
        "Confidence": event.confidence,
    }


def _place(place: Place | None) -> dict[str, Any]:
    drawn = place is not None and place.precision != "country"
    return {
        "City": place.name if place and place.precision == "city" else None,
        "District": None,
        "Province": place.name if place and codes.is_division(place) else None,
        "Country": place and codes.icews_country(place.country),
        "Latitude": place.latitude if place and drawn else None,
        "Longitude": place.longitude if place and drawn else None,
    }
