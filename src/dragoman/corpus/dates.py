"""Dates at their own precision as stretches of days, so that two of them can be held against each other."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dragoman import periods

BUCKET = 14
"""Days of a bucket: what is looked up together."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FINE = ("day", "week", "month", "year")
"""Precisions of dates by which tellings are held against each other; seasons and the like are left aside."""


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
    day = DAY.match(value or "")
    found = periods.period(day[0] if day else value)
    if found is None or found.precision not in FINE:
        return None
    return Period(found.first.toordinal(), found.last.toordinal())


def iso(day: int) -> str:
    """An ordinal as an ISO date."""
    return date.fromordinal(day).isoformat()
