"""The dates of the record, at their own precision, as the days they cover."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FORMS = (
    ("day", re.compile(r"\d{4}-\d{2}-\d{2}")),
    ("weekend", re.compile(r"\d{4}-W\d{2}-WE")),
    ("week", re.compile(r"\d{4}-W\d{2}")),
    ("month", re.compile(r"\d{4}-\d{2}")),
    ("quarter", re.compile(r"\d{4}-Q[1-4]")),
    ("half", re.compile(r"\d{4}-H[12]")),
    ("season", re.compile(r"\d{4}-(SP|SU|FA|WI)")),
    ("year", re.compile(r"\d{4}")),
    ("decade", re.compile(r"\d{3}")),
    ("century", re.compile(r"\d{2}")),
)
"""The TIMEX3 values that are dates; of a decade and a century the first digits of its years."""
CALENDAR = ("day", "month", "year")
"""The precisions that a date cut short can have in other formats."""
PARTS = {
    **{"Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6)},
    **{"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)},
}
"""First month and number of months; a winter is counted to the year it begins in."""
DATE_PATTERN = "^(" + "|".join(form.pattern for _, form in FORMS) + ")$"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both inclusive, and the precision that the date was given with."""

    first: date
    last: date
    precision: str


def precision(written: str | None) -> str | None:
    """What a date is as fine as: a day, a week ...; None where there is no date or it has another form."""
    return next((name for name, form in FORMS if written and form.fullmatch(written)), None)


def period(written: str | None) -> Period | None:
    """The days that a date covers; None where there is none, or it is on no calendar."""
    kind = precision(written)
    if written is None or kind is None:
        return None
    try:
        first, last = _days(written, kind)
    except (ValueError, OverflowError):
        return None
    # The day after the last has to be on the calendar as well.
    return Period(first, last, kind) if last < date.max else None


def _days(written: str, kind: str) -> tuple[date, date]:
    if kind == "day":
        return date.fromisoformat(written), date.fromisoformat(written)
    if kind in ("decade", "century"):
        years = 10 if kind == "decade" else 100
        return _months(int(written) * years, 1, 12 * years)
    year, piece = int(written[:4]), written[5:]
    if kind in ("week", "weekend"):
        monday = date.fromisocalendar(year, int(piece[1:3]), 1)
        return (monday + timedelta(days=5) if kind == "weekend" else monday), monday + timedelta(days=6)
    if kind == "year":
        return _months(year, 1, 12)
    return _months(year, int(piece), 1) if kind == "month" else _months(year, *PARTS[piece])


def _months(year: int, month: int, number: int) -> tuple[date, date]:
    """The days of some months that begin with one."""
    after = month - 1 + number
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
