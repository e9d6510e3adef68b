"""Full dates in datelines, options and metadata, as ISO days."""

import re
from collections.abc import Callable, Iterator
from datetime import date

MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
MONTH = (
    r"(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DAY = r"\d{1,2}(?i:st|nd|rd|th)?"
ISO = re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")
MONTH_FIRST = re.compile(rf"\b({MONTH})\s*({DAY}),?\s+(\d{{4}})(?!\d)")
DAY_FIRST = re.compile(rf"(?<!\d)({DAY})(?:\s+of)?[\s-]*({MONTH}),?[\s-]*(\d{{4}})(?!\d)")
FIGURES = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\.?\d)")


def find_date(words: str) -> str | None:
    """The full date (day, month and year) in some words as an ISO day; None where there is none, or it is no real day.

    A date in figures counts where it can be read in one way only: 23/05/2024 and 5.6.2024 are days, 5/6/2024 is none.
    """
    return next(_dates(words), None)


def _dates(words: str) -> Iterator[str]:
    for pattern, reading in READINGS:
        if (match := pattern.search(words)) and (day := reading(match)):
            yield day


def _iso(match: re.Match[str]) -> str | None:
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _month_first(match: re.Match[str]) -> str | None:
    return _day(int(match[3]), MONTHS[match[1][:3].lower()], _number(match[2]))


def _day_first(match: re.Match[str]) -> str | None:
    return _day(int(match[3]), MONTHS[match[2][:3].lower()], _number(match[1]))


def _figures(match: re.Match[str]) -> str | None:
    """Dots stand in dates that put the day first; strokes and hyphens in both orders."""
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if mark == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _number(words: str) -> int:
    return int(words.rstrip("stndrhSTNDRH"))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (ISO, _iso),
    (COMPACT, _iso),
    (MONTH_FIRST, _month_first),
    (DAY_FIRST, _day_first),
    (FIGURES, _figures),
)
