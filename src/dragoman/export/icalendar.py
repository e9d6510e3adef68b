"""iCalendar (RFC 5545): a VEVENT for each meeting and each stop of a trip that has a date.

STATUS is CONFIRMED for what was or is, TENTATIVE for what is planned or postponed, CANCELLED for what was refused or cancelled;
who refused has PARTSTAT=DECLINED. Days are whole days. A date that is only a week, month or year covers all its days and is
marked X-DRAGOMAN-PRECISION. A trip is the parent of its stops (RELATED-TO). There is no clock in it: DTSTAMP is the day of
publication.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import IO

from dragoman.export.geojson import point_of
from dragoman.export.reading import LeftOut, Reading
from dragoman.periods import Period, period
from dragoman.records import Meeting, Place, Span, Stop, Trip
from dragoman.version import VERSION

NO_DATE = "meetings and stops without a date"
STATUS = {
    "held": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "made": "CONFIRMED",
    "planned": "TENTATIVE",
    "postponed": "TENTATIVE",
    "refused": "CANCELLED",
    "cancelled": "CANCELLED",
}
PART = {"CONFIRMED": "ACCEPTED", "TENTATIVE": "NEEDS-ACTION", "CANCELLED": "NEEDS-ACTION"}
UNKNOWN_DAY = "19700101T000000Z"
OCTETS = 75
"""The longest line."""
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), " ")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a VEVENT says."""

    uid: str
    days: Period
    status: str
    summary: str
    place: Place | None
    evidence: tuple[Span, ...]
    people: tuple[str, ...] = ()
    host: str | None = None
    declined: str | None = None
    parent: str | None = None
    category: str = "MEETING"


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write one calendar with the entries of all readings."""
    left_out = LeftOut()
    _lines(out, "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Dragoman//Dragoman {VERSION}//EN", "CALSCALE:GREGORIAN")
    for reading in readings:
        for entry in _entries(reading, left_out):
            _lines(out, *_event(reading, entry))
    _lines(out, "END:VCALENDAR")
    return left_out


# ------------------------------------------------------------ what goes in


def _entries(reading: Reading, left_out: LeftOut) -> Iterator[_Entry]:
    for meeting in reading.record.meetings:
        days = period(meeting.date)
        if days:
            yield _of_meeting(reading, meeting, days)
        else:
            left_out[NO_DATE] += 1
    for trip in reading.record.trips:
        dated = [(n, stop, days) for n, stop in enumerate(trip.stops, start=1) if (days := period(stop.date))]
        left_out[NO_DATE] += len(trip.stops) - len(dated)
        if dated:
            yield _of_trip(reading, trip, [days for _, _, days in dated])
        for number, stop, days in dated:
            yield _of_stop(reading, trip, number, stop, days)


def _of_meeting(reading: Reading, meeting: Meeting, days: Period) -> _Entry:
    return _Entry(
        meeting.id,
        days,
        meeting.status,
        reading.headline(meeting),
        reading.place(meeting.place),
        meeting.evidence,
        meeting.participants,
        meeting.host,
        _refuser(reading, meeting),
    )


def _refuser(reading: Reading, meeting: Meeting) -> str | None:
    """Who refused a meeting: the actor of the rejection that tells of it."""
    if meeting.status != "refused":
        return None
    for event in reading.record.events:
        if event.event_type == "REJECT" and set(event.evidence) & set(meeting.evidence):
            if event.actors and event.actors[0] in meeting.participants:
                return event.actors[0]
    return None


def _of_trip(reading: Reading, trip: Trip, days: list[Period]) -> _Entry:
    first, last = min(d.first for d in days), max(d.last for d in days)
    rough = next((d.precision for d in days if d.precision != "day"), "day")
    status = "planned" if all(stop.status == "planned" for stop in trip.stops) else "made"
    status = "cancelled" if all(stop.status == "cancelled" for stop in trip.stops) else status
    covered = Period(first, last, rough)
    return _Entry(trip.id, covered, status, reading.headline(trip), None, trip.evidence, (trip.traveller,), category="TOUR")


def _of_stop(reading: Reading, trip: Trip, number: int, stop: Stop, days: Period) -> _Entry:
    place = reading.places[stop.place]
    return _Entry(
        f"{trip.id}-{number}",
        days,
        stop.status,
        f"{reading.name(trip.traveller)} in {place.name}",
        place,
        stop.evidence,
        (trip.traveller,),
        parent=trip.id,
        category="STOP",
    )


# ------------------------------------------------------------ how it is written


def _event(reading: Reading, entry: _Entry) -> Iterator[str]:
    published, status = reading.published(), STATUS[entry.status]
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}@dragoman"
    yield f"DTSTAMP:{published.first:%Y%m%d}T000000Z" if published else f"DTSTAMP:{UNKNOWN_DAY}"
    yield f"DTSTART;VALUE=DATE:{entry.days.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.days.last + timedelta(days=1):%Y%m%d}"
    if entry.days.precision != "day":
        yield f"X-DRAGOMAN-PRECISION:{entry.days.precision}"
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"STATUS:{status}"
    yield f"X-DRAGOMAN-STATUS:{entry.status}"
    yield f"SEQUENCE:{int(entry.status == 'postponed')}"
    yield "TRANSP:TRANSPARENT"
    yield f"CATEGORIES:{entry.category}"
    yield from _where(entry.place)
    yield from _people(reading, entry, status)
    if entry.parent:
        yield f"RELATED-TO;RELTYPE=PARENT:{entry.parent}@dragoman"
    yield f"DESCRIPTION:{_text(reading.line(*entry.evidence))}"
    if reading.article.url:
        yield f"URL:{reading.article.url.translate(CONTROL).strip()}"
    yield "END:VEVENT"


def _where(place: Place | None) -> Iterator[str]:
    if place:
        yield f"LOCATION:{_text(place.name)}"
        point = point_of(place)
        if point:
            yield f"GEO:{point[1]:.5f};{point[0]:.5f}"


def _people(reading: Reading, entry: _Entry, status: str) -> Iterator[str]:
    """Who takes part. There is no address to write to, so each has an identifier that is none."""
    if entry.host:
        yield f"ORGANIZER;CN={_parameter(reading.name(entry.host))}:urn:x-dragoman:{entry.host}"
    for person in entry.people:
        part = "DECLINED" if person == entry.declined else PART[status]
        yield f"ATTENDEE;CN={_parameter(reading.name(person))};PARTSTAT={part}:urn:x-dragoman:{person}"


def _text(words: str) -> str:
    return words.translate(CONTROL).translate(ESCAPES)


def _parameter(words: str | None) -> str:
    """A parameter in quotation marks, which it may not hold itself."""
    return '"' + " ".join((words or "").translate(CONTROL).replace('"', "'").split()) + '"'


def _lines(out: IO[str], *lines: str) -> None:
    for line in lines:
        out.write("\r\n ".join(_folded(line)) + "\r\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, the blank before each further one included, no character cut."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode("utf-8", "replace"))
        if size + octets > OCTETS:
            yield piece
            piece, size = "", 1
        piece, size = piece + sign, size + octets
    yield piece
