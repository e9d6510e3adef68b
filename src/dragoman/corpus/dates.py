"""Dates at their own precision as stretches of days, so that two of them can be held against each other."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

BUCKET = 14
"""Days of a bucket: what is looked up together."""
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WEEK = re.compile(r"(\d{4})-W(\d{2})")
MONTH = re.compile(r"(\d{4})-(\d{2})")
YEAR = re.compile(r"(\d{4})")


class Period(NamedTuple):
    """Days `first` to `last`, both inclusive, as proleptic ordinals. `stated` is False where the days are only presumed."""

    first: int
    last: int
    stated: bool = True

    @property
    def is_day(self) -> bool:
        """Whether it is one day that a text states."""
        return self.stated and self.first == self.last

    def distance(self, other: "Period") -> int:
        """Days from one to the other, 0 where they overlap, 1 from one day to the next."""
        return max(0, other.first - self.last, self.first - other.last)

    def buckets(self, margin: int = 0) -> Iterator[int]:
        """The numbers of the buckets that the period touches, `margin` days before and after it counted in."""
        yield from range((self.first - margin) // BUCKET, (self.last + margin) // BUCKET + 1)


def month(period: Period) -> int:
    """The number of the stretch of four weeks in which a period begins."""
    return period.first // 28


@lru_cache(maxsize=65536)
def period(value: str | None) -> Period | None:
    """The days that an ISO date, week, month or year covers; None for anything else. What follows a full date is passed over."""
    try:
        return _period(value or "")
    except (ValueError, OverflowError):
        return None


def _period(value: str) -> Period | None:
    if found := DAY.match(value):
        day = date(*map(int, found.groups())).toordinal()
        return Period(day, day)
    if found := WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1).toordinal()
        return Period(monday, monday + 6)
    if found := MONTH.fullmatch(value):
        return _between(date(int(found[1]), int(found[2]), 1), 31)
    if found := YEAR.fullmatch(value):
        return _between(date(int(found[1]), 1, 1), 366)
    return None


def _between(first: date, longest: int) -> Period:
    """A month or year from its first day: up to the day before its like begins."""
    beyond = first + timedelta(days=longest)
    last = beyond.replace(day=1, month=1 if longest > 31 else beyond.month) - timedelta(days=1)
    return Period(first.toordinal(), last.toordinal())


def iso(day: int) -> str:
    """An ordinal as an ISO date."""
    return date.fromordinal(day).isoformat()
