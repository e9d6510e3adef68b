"""Full dates in datelines, options and metadata, as ISO days."""

import re
from datetime import date

MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{0,6})?$")
MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")


def find_date(words: str) -> str | None:
    """The first full date (day, month and year) in some words as an ISO day; None where there is none, or it is no real day."""
    if match := ISO.search(words) or COMPACT.match(words.strip()):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := MONTH_FIRST.search(words):
        return _day(int(match[3]), MONTHS.get(match[1][:3].lower(), 0), int(match[2]))
    if match := DAY_FIRST.search(words):
        return _day(int(match[3]), MONTHS.get(match[2][:3].lower(), 0), int(match[1]))
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
