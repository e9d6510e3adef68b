"""Full dates in the shapes that datelines, options and metadata write them."""

import pytest

from dragoman.read.dates import find_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-01-06", "2024-01-06"),
        ("2024-1-6", "2024-01-06"),
        ("2024/01/06", "2024-01-06"),
        ("2024-01-06T23:30:00-05:00", "2024-01-06"),
        ("20240106", "2024-01-06"),
        ("20240106T101500Z", "2024-01-06"),
        ("Sat, 06 Jan 2024 10:15:00 GMT", "2024-01-06"),
        ("6 January 2024", "2024-01-06"),
        ("6th of January, 2024", "2024-01-06"),
        ("06-Jan-2024", "2024-01-06"),
        ("January 6, 2024", "2024-01-06"),
        ("JAN. 6 2024", "2024-01-06"),
        ("Sept. 2nd, 2024", "2024-09-02"),
        ("Published on Saturday, May 4, 2024 at 2:05 p.m.", "2024-05-04"),
        ("23/05/2024", "2024-05-23"),
        ("05/23/2024", "2024-05-23"),
        ("5.6.2024", "2024-06-05"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_full_date_is_a_day(words: str, day: str) -> None:
    assert find_date(words) == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yesterday",
        "May 2024",
        "6 January",
        "2024",
        "5/6/2024",  # 5 June or May 6
        "2024-02-30",
        "2024-13-01",
        "29 February 2023",
        "Marvellous 5, 2024",
        "Decision 12 2024",
        "2024-01-061",
        "UN-2024-01",
        "1.5.2024.7",
        "12024-01-06",
    ],
)
def test_anything_less_is_none(words: str) -> None:
    assert find_date(words) is None


def test_a_day_that_does_not_exist_does_not_hide_one_that_does() -> None:
    assert find_date("reference 2024-99-99, 6 January 2024") == "2024-01-06"
