"""A point or stretch of the calendar as far as it is known, its TIMEX3 value, and the days it covers."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
PIECE_MONTHS = {"Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6)} | {
    season: (start, 3) for season, start in SEASON_STARTS.items()
}
"""First month and number of months; a winter is counted to the year it begins in."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Moment:
    """Unknown parts are None. Years before Christ are negative (490 BC is -490); there is no year 0.

    `piece` is a part of a year: SP, SU, FA, WI, Q1 to Q4, H1, H2, an ISO week (W07) or weekend (W07-WE). `part` is a TIMEX3 time
    of day with its T: TMO, T10:30. `years` is 10 for a decade and 100 for a century, whose `year` is then their first.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    piece: str = ""
    weekday: int | None = None
    part: str = ""
    years: int = 1

    @property
    def value(self) -> str:
        """The TIMEX3 value, X for what is not known."""
        year = self._year()
        if self.years > 1:
            return year
        if self.weekday is not None and self.day is None:
            return f"XXXX-WXX-{self.weekday}{self.part}"
        if self.piece:
            return f"{year}-{self.piece}"
        if self.part or self.day is not None:
            return f"{year}-{_two(self.month)}-{_two(self.day)}{self.part}"
        return f"{year}-{_two(self.month)}" if self.month is not None else year

    def _year(self) -> str:
        if self.year is None:
            return "XXXX"
        digits = {1: 4, 10: 3, 100: 2}[self.years]
        number = abs(self.year) // self.years
        return f"BC{number:0{digits}}" if self.year < 0 else f"{number:0{digits}}"

    @property
    def grain(self) -> str:
        """The size of what is known.

        One of century, decade, year, half, quarter, season, month, week, weekend, day, daypart, hour, minute.
        """
        if self.part:
            return _part_grain(self.part)
        if self.years > 1:
            return "decade" if self.years == 10 else "century"
        if self.piece:
            return _piece_grain(self.piece)
        if self.day is not None or self.weekday is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @property
    def date(self) -> date | None:
        """The day, where it is one day."""
        if self.day is None or self.month is None:
            return None
        return _date(self.year, self.month, self.day)

    @property
    def days(self) -> Days | None:
        """The first day and the day after the last; None where the year is not known, or before Christ."""
        if self.year is None or self.year < 1:
            return None
        if self.years > 1:
            return _between(self.year, 1, 12 * self.years)
        if self.piece:
            return self._piece_days()
        if self.day is not None:
            return (self.date, self.date + timedelta(1)) if self.date and self.date < date.max else None
        if self.part or self.weekday is not None:
            return None
        return _between(self.year, self.month, 1) if self.month else _between(self.year, 1, 12)

    def _piece_days(self) -> Days | None:
        assert self.year is not None
        if self.piece in PIECE_MONTHS:
            return _between(self.year, *PIECE_MONTHS[self.piece])
        try:
            monday = date.fromisocalendar(self.year, int(self.piece[1:3]), 1)
        except ValueError:
            return None
        return (monday + timedelta(5), monday + timedelta(7)) if self.piece.endswith("WE") else (monday, monday + timedelta(7))

    @property
    def first_month(self) -> int | None:
        """The month it begins in, where that is known."""
        return PIECE_MONTHS[self.piece][0] if self.piece in PIECE_MONTHS else self.month


def of_day(day: date) -> Moment:
    """One day."""
    return Moment(day.year, day.month, day.day)


def week_of(day: date) -> Moment:
    """The ISO week a day is in."""
    year, week, _ = day.isocalendar()
    return Moment(year, piece=f"W{week:02}")


def weekend_of(day: date) -> Moment:
    """The weekend at the end of the ISO week a day is in."""
    week = week_of(day)
    return replace(week, piece=f"{week.piece}-WE")


def shift(start: Moment, unit: str, count: float) -> Moment | None:
    """The day, week, month, year ... that lies `count` units after (before, if negative); None where `start` is too coarse."""
    if start.year is None or count != int(count) or abs(count) > 5000:
        return None
    count = int(count)
    if unit in ("D", "W", "WE", "Q"):
        return _shift_from_day(start, unit, count)
    if unit == "M":
        return _shift_months(start, count)
    years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    if years is None:
        return None
    year = _add_years(start.year, count * years)
    return Moment(year) if years == 1 else Moment(_floor(year, years), years=years)


def _shift_from_day(start: Moment, unit: str, count: int) -> Moment | None:
    if unit == "Q":
        return _quarter(start, count)
    day = start.date
    if day is None and unit != "D" and start.piece.startswith("W") and start.days:
        day = start.days[0]
    if day is None or not 0 < day.toordinal() + count * 7 < date.max.toordinal():
        return None
    if unit == "D":
        return of_day(day + timedelta(count))
    moved = day + timedelta(7 * count)
    return week_of(moved) if unit == "W" else weekend_of(moved)


def _quarter(start: Moment, count: int) -> Moment | None:
    if start.first_month is None or start.year is None:
        return None
    year, quarter = divmod((start.first_month - 1) // 3 + count, 4)
    return Moment(start.year + year, piece=f"Q{quarter + 1}")


def _shift_months(start: Moment, count: int) -> Moment | None:
    if start.first_month is None or start.year is None:
        return None
    years, month = divmod(start.first_month - 1 + count, 12)
    return Moment(_add_years(start.year, years), month + 1)


def _add_years(year: int, count: int) -> int:
    """The year `count` years on; there is none between 1 BC and AD 1."""
    moved = year + count
    if year < 0 <= moved:
        return moved + 1
    return moved - 1 if moved <= 0 < year else moved


def _floor(year: int, years: int) -> int:
    return -(-year // years * years) if year < 0 else year // years * years


def add(day: date, unit: str, count: float) -> date | None:
    """The day that lies `count` units after another, to the day: a month after 31 January is the last of February."""
    try:
        if unit in ("D", "W", "WE"):
            return day + timedelta(round(count * (1 if unit == "D" else 7)))
        months = round(count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit])
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (KeyError, ValueError, OverflowError):
        return None


def _between(year: int, month: int, months: int) -> Days | None:
    years, last = divmod(month - 1 + months, 12)
    start, end = _date(year, month, 1), _date(year + years, last + 1, 1)
    return (start, end) if start and end else None


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None


def _two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02}"


def _part_grain(part: str) -> str:
    if ":" in part:
        return "minute"
    return "hour" if part[1:].isdigit() or part == "TXX" else "daypart"


def _piece_grain(piece: str) -> str:
    if piece in SEASON_STARTS:
        return "season"
    if piece.startswith("W"):
        return "weekend" if piece.endswith("WE") else "week"
    return "quarter" if piece.startswith("Q") else "half"
