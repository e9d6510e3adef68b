"""GeoJSON, iCalendar and TimelineJS, read back by the geojson and icalendar packages and against TimelineJS's documentation."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import geojson
import icalendar
import pytest
from tests.export.conftest import Readings, Written
from tests.export.made import ARTICLE, READINGS, RECORD, TRIP

from dragoman.export import timelinejs
from dragoman.export.geojson import NO_PLACE
from dragoman.export.icalendar import NO_DATE
from dragoman.periods import Period, period, precision

# ------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("written", "first", "last", "kind"),
    [
        ("2024-01-06", "2024-01-06", "2024-01-06", "day"),
        ("2024-W01", "2024-01-01", "2024-01-07", "week"),
        ("2020-W53", "2020-12-28", "2021-01-03", "week"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023-12", "2023-12-01", "2023-12-31", "month"),
        ("2024-W07-WE", "2024-02-17", "2024-02-18", "weekend"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "quarter"),
        ("2024-H1", "2024-01-01", "2024-06-30", "half"),
        ("2023-FA", "2023-09-01", "2023-11-30", "season"),
        ("2023-WI", "2023-12-01", "2024-02-29", "season"),
        ("2023", "2023-01-01", "2023-12-31", "year"),
        ("202", "2020-01-01", "2029-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "century"),
    ],
)
def test_a_date_covers_days(written: str, first: str, last: str, kind: str) -> None:
    assert period(written) == Period(date.fromisoformat(first), date.fromisoformat(last), kind)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "2024-02-30",
        "2024-W60",
        "0000",
        "9999-12",
        "9999-12-31",
        "9999-W52",
        "XXXX-05",
        "2024-XX-05",
        "2024-Q5",
        "yesterday",
    ],
)
def test_what_is_on_no_calendar_is_no_date(written: str | None) -> None:
    assert period(written) is None


def test_precision_needs_no_calendar() -> None:
    assert (precision("2024-W20"), precision("P1W"), precision(None)) == ("week", None, None)


# ------------------------------------------------------------ GeoJSON


def features(text: str) -> dict[str, geojson.Feature]:
    return {feature["id"]: feature for feature in geojson.loads(text)["features"]}


def test_geojson_is_valid_and_in_its_ranges(written: Callable[..., Written], readings: Readings) -> None:
    text, _ = written("geojson", readings)
    collection = geojson.loads(text)
    assert collection.is_valid, collection.errors()
    found = collection["features"]
    assert len({feature["id"] for feature in found}) == len(found)
    for longitude, latitude in (point for feature in found if feature["geometry"] for point in geojson.utils.coords(feature)):
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_geojson_draws_no_country(written: Callable[..., Written], readings: Readings) -> None:
    for feature in features(written("geojson", readings)[0]).values():
        properties = feature["properties"]
        if properties["kind"] != "tour":
            assert properties["precision"] or not properties["located"]
            assert (feature["geometry"] is not None) == properties["located"]
            assert not (properties["precision"] == "country" and properties["located"])


def test_geojson_keeps_status_and_precision(written: Callable[..., Written]) -> None:
    text, left_out = written("geojson")
    found = features(text)
    assert found["meeting-visit"]["geometry"]["coordinates"] == [26.10626, 44.43225]
    assert found["meeting-visit"]["properties"]["precision"] == "city"
    planned = found["meeting-planned"]
    assert (planned["geometry"], planned["properties"]["country"], planned["properties"]["located"]) == (None, "XKX", False)
    assert [found[f"trip-rao-{n}"]["properties"]["status"] for n in (1, 2, 3, 4)] == ["planned", "cancelled", "planned", "made"]
    assert left_out == {NO_PLACE: 11}


def test_a_tour_over_the_pacific_is_cut_at_the_meridian(written: Callable[..., Written]) -> None:
    tour = features(written("geojson")[0])["trip-rao"]["geometry"]
    assert tour["type"] == "MultiLineString"
    (start, west), (east, end) = tour["coordinates"]
    assert (start, end) == ([178.44149, -18.14161], [-171.76666, -13.83333])
    assert (west[0], east[0]) == (180.0, -180.0)
    assert west[1] == east[1]
    assert -18.14161 < west[1] < -13.83333


def test_a_tour_the_other_way_round_crosses_at_the_same_place(written: Callable[..., Written]) -> None:
    there = features(written("geojson")[0])["trip-rao"]["geometry"]["coordinates"]
    back = replace(RECORD, trips=(replace(TRIP, stops=TRIP.stops[::-1]),))
    again = features(written("geojson", [(ARTICLE, back)])[0])["trip-rao"]["geometry"]["coordinates"]
    assert [[list(p) for p in part[::-1]] for part in again[::-1]] == [[list(p) for p in part] for part in there]


# ------------------------------------------------------------ iCalendar


def entries(text: str) -> dict[str, icalendar.Event]:
    return {str(entry["UID"]).removesuffix("@dragoman"): entry for entry in icalendar.Calendar.from_ical(text).walk("VEVENT")}


def test_icalendar_reads_back_whole(written: Callable[..., Written], readings: Readings) -> None:
    text, _ = written("icalendar", readings)
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    for entry in calendar.walk("VEVENT"):
        assert not entry.errors
        assert entry["DTSTAMP"].dt.utcoffset().total_seconds() == 0
        assert entry["DTSTART"].dt < entry["DTEND"].dt
        assert str(entry["STATUS"]) in ("CONFIRMED", "TENTATIVE", "CANCELLED")
        parents = {str(e["UID"]) for e in calendar.walk("VEVENT")}
        assert str(entry.get("RELATED-TO", next(iter(parents)))) in parents


def test_icalendar_lines_are_short_and_end_as_they_should(written: Callable[..., Written], readings: Readings) -> None:
    text, _ = written("icalendar", readings)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(
    ("meeting", "status", "parts"),
    [
        ("visit", "CONFIRMED", ["ACCEPTED", "ACCEPTED"]),
        ("refused", "CANCELLED", ["NEEDS-ACTION", "DECLINED"]),
        ("postponed", "TENTATIVE", ["NEEDS-ACTION", "NEEDS-ACTION"]),
        ("planned", "TENTATIVE", ["NEEDS-ACTION"] * 3),
    ],
)
def test_icalendar_status_and_who_declined(written: Callable[..., Written], meeting: str, status: str, parts: list[str]) -> None:
    entry = entries(written("icalendar")[0])[f"meeting-{meeting}"]
    assert str(entry["STATUS"]) == status
    assert [attendee.params["PARTSTAT"] for attendee in entry["ATTENDEE"]] == parts


def test_icalendar_says_where_and_who_hosts(written: Callable[..., Written]) -> None:
    entry = entries(written("icalendar")[0])["meeting-visit"]
    assert entry["ORGANIZER"].params["CN"] == "Maria Rao"
    assert (entry["GEO"].latitude, entry["GEO"].longitude) == (44.43225, 26.10626)
    assert str(entry["DESCRIPTION"]).endswith("in Bucharest on 5 May 2024.")
    assert str(entry["URL"]) == ARTICLE.url
    assert "GEO" not in entries(written("icalendar")[0])["meeting-planned"]


def test_icalendar_covers_the_days_of_a_coarse_date(written: Callable[..., Written]) -> None:
    found = entries(written("icalendar")[0])
    month = found["meeting-call"]
    assert (month["DTSTART"].dt, month["DTEND"].dt) == (date(2024, 4, 1), date(2024, 5, 1))
    assert str(month["X-DRAGOMAN-PRECISION"]) == "month"
    assert "X-DRAGOMAN-PRECISION" not in found["meeting-visit"]
    assert int(found["meeting-postponed"]["SEQUENCE"]) == 1


def test_icalendar_joins_the_stops_of_a_tour(written: Callable[..., Written]) -> None:
    text, left_out = written("icalendar")
    found = entries(text)
    assert str(found["trip-rao-1"]["RELATED-TO"]) == "trip-rao@dragoman"
    assert (found["trip-rao"]["DTSTART"].dt, found["trip-rao"]["DTEND"].dt) == (date(2024, 5, 20), date(2024, 5, 23))
    assert left_out == {NO_DATE: 4}


@pytest.mark.parametrize("sign", ["a;b,c\\n", "l\ne", "\r\nEND:VCALENDAR", "“ä” " * 40, 'q"q', "\x00\x1b", "\U0001f54a" * 60])
def test_icalendar_text_comes_back_as_it_was(written: Callable[..., Written], sign: str) -> None:
    actors = tuple(replace(actor, name=f"{sign} Rao") if actor.id == "actor-rao" else actor for actor in RECORD.actors)
    text, _ = written("icalendar", [(ARTICLE, replace(RECORD, actors=actors))])
    found = entries(text)
    assert len(found) == 8
    shown = "".join(" " if c in "\x00\x1b" else c for c in sign if c != "\r")
    assert str(found["meeting-visit"]["SUMMARY"]) == f"Meeting: {shown} Rao and Arben Luma"


# ------------------------------------------------------------ TimelineJS


def slides(text: str) -> dict[str, dict]:
    return {slide["unique_id"]: slide for slide in json.loads(text)["events"]}


def test_timelinejs_has_what_its_documentation_asks_for(written: Callable[..., Written], readings: Readings) -> None:
    timeline = json.loads(written("timelinejs", readings)[0])
    assert set(timeline) == {"title", "events"}
    assert len(slides(json.dumps(timeline))) == len(timeline["events"])
    for slide in timeline["events"]:
        assert set(slide) <= {"start_date", "end_date", "text", "group", "unique_id"}
        assert set(slide["text"]) == {"headline", "text"}
        for end in (slide["start_date"], slide.get("end_date", slide["start_date"])):
            assert list(end) == ["year", "month", "day"][: len(end)]
            assert all(isinstance(part, int) for part in end.values())


def test_timelinejs_dates_are_as_coarse_as_they_are_known(written: Callable[..., Written]) -> None:
    text, left_out = written("timelinejs")
    found = slides(text)
    assert found["meeting-planned"]["start_date"] == {"year": 2024}
    assert found["meeting-call"]["start_date"] == {"year": 2024, "month": 4}
    assert found["meeting-postponed"]["end_date"] == {"year": 2024, "month": 5, "day": 19}
    assert found["trip-rao"]["end_date"] == {"year": 2024, "month": 5, "day": 22}
    assert found["meeting-refused"]["text"]["headline"].endswith("(refused)")
    assert left_out[timelinejs.NO_DATE] == 7


def test_timelinejs_takes_no_markup_from_articles(written: Callable[..., Written]) -> None:
    hostile = replace(ARTICLE, title="<script>alert(1)</script>", url="javascript:alert(1)", publisher='"><img src=x>')
    text, _ = written("timelinejs", [(hostile, RECORD)])
    assert "<script" not in text
    assert "<img" not in text
    assert "href" not in text
    assert 'href=\\"https://news.example.org/a?b=1&amp;c=2\\"' in written("timelinejs", READINGS)[0]
