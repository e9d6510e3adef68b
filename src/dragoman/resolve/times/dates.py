"""Dates of the calendar: days, months, years, decades, centuries, seasons, quarters, feasts."""

import re
from datetime import date, timedelta

from dragoman.resolve.times import relative
from dragoman.resolve.times.meaning import Asked, Meaning, of_moment
from dragoman.resolve.times.moment import PIECE_MONTHS, Moment, of_day
from dragoman.resolve.times.numbers import first_number, number_of

FULL_DATE = re.compile(r"(\d{1,4})[./](\d{1,2})[./](\d{2,4})")
EASTER_DAYS = {1: 1, 4: -3, 5: -2, 6: -1, 7: 0}
"""Days from Easter Sunday to the Monday, Maundy Thursday, Good Friday and Saturday of Easter."""


def calendar(asked: Asked) -> Meaning | None:
    """A month, a day of a month, a year; without a year, that of the wider expression, of the text or of the publication."""
    fields = asked.fields
    month, day = fields.get("month"), first_number(fields.get("day"))
    if month is None and day is not None:
        return _day_of_month(day, asked.within or asked.scene.last)
    if "year" not in fields and month is not None:
        given = asked.scene.year_of(month, day, fields.get("weekday")) if asked.wider_year is None else None
        return _in_year(asked, Moment(None, month, day), given)
    year = int(number_of(fields["year"]))
    return of_moment(Moment(-year if fields.get("era") == "BC" and year else year, month, day))


def _in_year(asked: Asked, moment: Moment, year: int | None) -> Meaning | None:
    """A date that names no year, in that of the wider expression or else the one given."""
    known = year if asked.wider_year is None else asked.wider_year
    found = Moment(known, moment.month, moment.day, moment.piece)
    return of_moment(found, None if known is None else asked.scene.origin())


def _day_of_month(day: int, month: Moment | None) -> Meaning | None:
    """ "the 28th" of a month that the text has named."""
    if month is None or month.year is None or month.month is None:
        return None
    return of_moment(Moment(month.year, month.month, day), relative.iso(Moment(month.year, month.month)))


def figures(asked: Asked) -> Meaning | None:
    """A date in figures; where day and month cannot be told apart, it has no value."""
    found = FULL_DATE.fullmatch(asked.fields["text"])
    if not found:
        return None
    first, second, third = (int(number) for number in found.groups())
    if len(found[1]) == 4:
        return of_moment(_real(first, second, third))
    if len(found[3]) != 4 or len(found[1]) > 2:
        return None
    day_first, month_first = _real(third, second, first), _real(third, first, second)
    if day_first and month_first and day_first != month_first and "." not in found[0]:
        return Meaning("DATE", None, grain="day")
    return of_moment(day_first or month_first)


def _real(year: int, month: int, day: int) -> Moment | None:
    moment = Moment(year, month, day)
    return moment if moment.date else None


def named_day(asked: Asked) -> Meaning | None:
    """A day that is called by a name of its own."""
    return of_moment(of_day(date.fromisoformat(str(asked.fields["text"]))))


def decade(asked: Asked) -> Meaning | None:
    """ "the 1970s", "the '70s", "the 470s BC"."""
    year = first_number(asked.fields["year"]) or 0
    if asked.fields.get("era") == "BC":
        return of_moment(Moment(-year, years=10))
    if year < 100 and "era" not in asked.fields:
        year += 2000 if year < 20 else 1900
    return of_moment(Moment(year, years=10))


def century(asked: Asked) -> Meaning | None:
    """The 18th century begins, for TIMEX3, in 1700."""
    number = first_number(asked.fields["n"]) or 0
    return of_moment(Moment((number - 1) * (-100 if asked.fields.get("era") == "BC" else 100), years=100))


def fraction(asked: Asked) -> Meaning | None:
    """A quarter or half of a year."""
    fields = asked.fields
    number = 2 if fields["n"] == "latter" else first_number(fields["n"]) or 0
    piece = f"{fields['piece']}{number}"
    if piece not in PIECE_MONTHS:
        return None
    if "year" in fields:
        return of_moment(Moment(fields["year"], piece=piece))
    given = asked.scene.year_of(PIECE_MONTHS[piece][0]) if asked.wider_year is None else None
    return _in_year(asked, Moment(piece=piece), given)


def season(asked: Asked) -> Meaning | None:
    """A season of a year."""
    piece = asked.fields["season"]
    if "year" in asked.fields:
        return of_moment(Moment(asked.fields["year"], piece=piece))
    given = asked.scene.season_year(piece) if asked.wider_year is None else None
    return _in_year(asked, Moment(piece=piece), given)


def easter(asked: Asked) -> Meaning | None:
    """Western Easter Sunday, or a day before or after it."""
    year = asked.fields.get("year") or asked.scene.year_of(4)
    offset = EASTER_DAYS.get(asked.fields.get("weekday", 7))
    if offset is None:
        return None
    if year is None or not 1583 <= year <= 9999:
        return Meaning("DATE", None, grain="day")
    return of_moment(of_day(easter_sunday(year) + timedelta(offset)), None if "year" in asked.fields else asked.scene.origin())


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
