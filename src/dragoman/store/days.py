"""The days that a date covers at its own precision."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

YEAR = re.compile(r"(\d{4})")
MONTH = re.compile(r"(\d{4})-(\d{2})")
QUARTER = re.compile(r"(\d{4})-Q([1-4])")
HALF = re.compile(r"(\d{4})-H([12])")
WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-WE)?")
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")


class Days(NamedTuple):
    """ISO days, `until` exclusive; both None where they are unknown."""

    day: str | None
    until: str | None


UNKNOWN = Days(None, None)


@lru_cache(4096)
def days_of(words: str | None) -> Days:
    """The days of an ISO or TIMEX3 date: a day, week, month, quarter, half or whole year; unknown where it is none of these."""
    if not words:
        return UNKNOWN
    try:
        return _days(words)
    except ValueError:
        return UNKNOWN


def _days(words: str) -> Days:
    if match := DAY.fullmatch(words):
        return _span(date.fromisoformat(match[1]), 1)
    if match := WEEK.fullmatch(words):
        return _span(date.fromisocalendar(int(match[1]), int(match[2]), 1), 7)
    for pattern, months in ((MONTH, 1), (QUARTER, 3), (HALF, 6), (YEAR, 12)):
        if match := pattern.fullmatch(words):
            number = int(match[2]) if match.lastindex == 2 else 1
            return _months(int(match[1]), number if months == 1 else (number - 1) * months + 1, months)
    return UNKNOWN


def _span(first: date, days: int) -> Days:
    return Days(first.isoformat(), _iso(first + timedelta(days=days)))


def _months(year: int, month: int, count: int) -> Days:
    first = date(year, month, 1)
    further, left = divmod(month - 1 + count, 12)
    return Days(first.isoformat(), _iso(date(year + further, left + 1, 1)))


def _iso(day: date) -> str:
    return day.isoformat()
