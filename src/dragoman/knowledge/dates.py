"""Dates at the precision that is certain, `2014-08-28`, `2014-08` or `2014`, compared at the coarser of two."""

import re
from contextlib import suppress
from datetime import date

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def before(one: str, other: str) -> bool:
    """Whether a date is surely before another, at the precision of the vaguer one; an unknown date is before nothing."""
    known = min(len(one), len(other))
    return bool(known) and one[:known] < other[:known]


def alike(one: str, other: str) -> bool:
    """Whether two dates may be the same; two unknown ones are, an unknown and a known one are not."""
    known = min(len(one), len(other))
    return one[:known] == other[:known] if known else one == other


def overlap(start: str, end: str, other_start: str, other_end: str) -> bool:
    """Whether two half-open intervals surely have a day in common; an empty end is open."""
    return before(start, other_end or "9999") and before(other_start, end or "9999")


def days_between(start: str, end: str) -> int:
    """Days from one date to another, each taken at its first day."""
    return (_first_day(end) - _first_day(start)).days


def _first_day(text: str) -> date:
    padded = text + "-01-01"[len(text) - 4 :]
    with suppress(ValueError):  # a day that its month does not have
        return date.fromisoformat(padded)
    return date.fromisoformat(f"{padded[:7]}-01")
