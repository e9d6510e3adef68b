"""The days that a date covers, as the store keeps them: ISO days, the last one excluded."""

from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from dragoman.periods import period

TOO_WIDE = ("decade", "century")
"""What is vaguer than a year is found under no day."""


class Days(NamedTuple):
    """ISO days, `until` exclusive; both None where they are unknown."""

    day: str | None
    until: str | None


@lru_cache(4096)
def days_of(words: str | None) -> Days:
    """The days of an ISO or TIMEX3 date, its time of day left out; unknown where it is none, or vaguer than a year."""
    found = period(words.partition("T")[0] if words else None)
    if found is None or found.precision in TOO_WIDE:
        return Days(None, None)
    return Days(found.first.isoformat(), (found.last + timedelta(days=1)).isoformat())
