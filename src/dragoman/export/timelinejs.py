"""TimelineJS 3: meetings, tours and acts that have a date, as its JSON. A date that is only a month or a year stays one."""

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import IO, Any

from dragoman.export.coded import meeting_of
from dragoman.export.reading import LeftOut, Reading
from dragoman.periods import CALENDAR, Period, period
from dragoman.records import Event, Meeting, Trip

NO_DATE = "meetings, tours and acts without a date"


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write one timeline with what all readings tell."""
    left_out = LeftOut()
    title = {"text": {"headline": "Diplomatic record", "text": "Made by Dragoman from the reports named at each entry."}}
    out.write(f'{{"title": {json.dumps(title)}, "events": [')
    first = True
    for reading in readings:
        for slide in _slides(reading, left_out):
            out.write(("\n" if first else ",\n") + json.dumps(slide, ensure_ascii=False))
            first = False
    out.write("\n]}\n")
    return left_out


def _slides(reading: Reading, left_out: LeftOut) -> Iterator[dict[str, Any]]:
    record = reading.record
    acts = tuple(event for event in record.events if meeting_of(reading, event) is None)
    for group, items in (("Meetings", record.meetings), ("Tours", record.trips), ("Acts", acts)):
        for item in items:
            days = _days(item)
            if days:
                yield _slide(reading, group, item, days)
            else:
                left_out[NO_DATE] += 1


def _days(item: Meeting | Trip | Event) -> Period | None:
    """The days of a record; of a tour those from its first stop with a date to its last."""
    if not isinstance(item, Trip):
        return period(item.date)
    found = [days for stop in item.stops if (days := period(stop.date))]
    if not found:
        return None
    return Period(min(d.first for d in found), max(d.last for d in found), "tour" if len(found) > 1 else found[0].precision)


def _slide(reading: Reading, group: str, item: Meeting | Trip | Event, days: Period) -> dict[str, Any]:
    status = f" ({item.status})" if not isinstance(item, Trip) and item.status not in ("held", "done") else ""
    slide: dict[str, Any] = {
        "unique_id": item.id,
        "group": group,
        "start_date": _date(days, first=True),
        "text": {"headline": escape(reading.headline(item) + status), "text": _text(reading, item)},
    }
    if days.precision not in CALENDAR:
        slide["end_date"] = _date(days, first=False)
    return slide


def _date(days: Period, *, first: bool) -> dict[str, int]:
    """A date as TimelineJS has it, as coarse as it is known."""
    day = days.first if first else days.last
    parts = {"year": 1, "month": 2}.get(days.precision, 3)
    return dict(zip(("year", "month", "day"), (day.year, day.month, day.day)[:parts], strict=False))


def _text(reading: Reading, item: Meeting | Trip | Event) -> str:
    article = reading.article
    source = escape(" · ".join(filter(None, (article.publisher, article.published, article.title or article.id))))
    linked = (
        f'<a href="{escape(article.url or "")}">{source}</a>'
        if (article.url or "").startswith(("https://", "http://"))
        else source
    )
    return f"<blockquote>{escape(reading.line(*item.evidence))}</blockquote><p>{linked}</p>"
