"""What each kind of expression means, once it is known what the text has spoken of: its TIMEX3 type and value, and its days."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dragoman.resolve.times import relative
from dragoman.resolve.times.moment import Days, Moment, add, of_day
from dragoman.resolve.times.numbers import first_number, number_of
from dragoman.resolve.times.scene import Scene

Fields = dict[str, Any]
GRAINS = {
    "D": "day", "W": "week", "WE": "weekend", "M": "month", "Y": "year", "Q": "quarter", "DE": "decade", "CE": "century",
    "TH": "hour", "TM": "minute", "TS": "second",
}  # fmt: skip
FULL_DATE = re.compile(r"(\d{1,4})[./](\d{1,2})[./](\d{2,4})")


@dataclass(frozen=True, slots=True)
class Meaning:
    """`moment` is set where it is a date or time; `days` where the days are not those of the moment."""

    type: str
    value: str | None
    moment: Moment | None = None
    days: Days | None = None
    grain: str | None = None
    anchor: str | None = None


def of_moment(moment: Moment | None, anchor: str | None = None) -> Meaning | None:
    """The meaning of a date or time of day."""
    if moment is None:
        return None
    return Meaning("TIME" if moment.part else "DATE", moment.value, moment, moment.days, moment.grain, anchor)


# ------------------------------------------------------------ calendar dates


def calendar(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """A month, a day of a month, a year; without a year, that of the wider expression, of the text or of the publication."""
    month, day = fields.get("month"), first_number(fields.get("day"))
    if "year" in fields:
        year = int(number_of(fields["year"]))
        year = -year if fields.get("era") == "BC" and year else year
        return of_moment(Moment(year, month, day))
    if within is not None and within.year is not None:
        return of_moment(Moment(within.year, month, day), scene.anchor)
    year = scene.year_of(month, day, fields.get("weekday"))
    return of_moment(Moment(year, month, day), scene.origin() if year is not None else None)


def figures(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """A date in figures; where day and month cannot be told apart, it has no value."""
    found = FULL_DATE.fullmatch(fields["text"])
    if not found or found[0].count(".") == 1:
        return None
    first, second, third = (int(number) for number in found.groups())
    if len(found[1]) == 4:
        return of_moment(_real(first, second, third))
    if len(found[3]) != 4 or len(found[1]) > 2:
        return None
    day_first, month_first = _real(third, second, first), _real(third, first, second)
    if day_first and month_first and day_first != month_first and "." not in fields["text"]:
        return Meaning("DATE", None, grain="day")
    return of_moment(day_first or month_first)


def _real(year: int, month: int, day: int) -> Moment | None:
    moment = Moment(year, month, day)
    return moment if moment.date else None


def named_day(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """A day that is called by a name of its own."""
    return of_moment(of_day(date.fromisoformat(str(fields["text"]))))


def decade(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """ "the 1970s", "the '70s", "the 470s BC"."""
    year = first_number(fields["year"]) or 0
    if fields.get("era") == "BC":
        return of_moment(Moment(-year, years=10))
    if year < 100 and "era" not in fields:
        year += 2000 if year < 20 else 1900
    return of_moment(Moment(year, years=10))


def century(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """The 18th century begins, for TIMEX3, in 1700."""
    number = first_number(fields["n"]) or 0
    return of_moment(Moment((number - 1) * (-100 if fields.get("era") == "BC" else 100), years=100))


def fraction(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """A quarter or half of a year."""
    number = 2 if fields["n"] == "latter" else first_number(fields["n"]) or 0
    if number > (4 if fields["piece"] == "Q" else 2):
        return None
    piece = f"{fields['piece']}{number}"
    if "year" in fields:
        return of_moment(Moment(fields["year"], piece=piece))
    if within is not None and within.year is not None:
        return of_moment(Moment(within.year, piece=piece), scene.anchor)
    month = Moment(1, piece=piece).first_month or 1
    year = scene.year_of(month)
    return of_moment(Moment(year, piece=piece), scene.origin() if year is not None else None)


def season(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """A season of a year."""
    if "year" in fields:
        return of_moment(Moment(fields["year"], piece=fields["season"]))
    if within is not None and within.year is not None:
        return of_moment(Moment(within.year, piece=fields["season"]), scene.anchor)
    year = scene.season_year(fields["season"])
    return of_moment(Moment(year, piece=fields["season"]), scene.origin() if year is not None else None)


def easter(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """Western Easter Sunday, or the Friday before or Monday after it."""
    year = fields.get("year") or scene.year_of(4)
    if year is None or not 1583 <= year <= 9999:
        return Meaning("DATE", None, grain="day")
    offset = {1: 1, 4: -3, 5: -2, 6: -1}.get(fields.get("weekday", 7), 0)
    return of_moment(of_day(easter_sunday(year) + timedelta(offset)), None if "year" in fields else scene.origin())


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


# ------------------------------------------------------------ reckoned dates


def day_word(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """Yesterday, today, tomorrow; in a history, "today" is the present."""
    count = fields["count"] * (2 if fields.get("twice") else 1)
    if scene.narrative and count == 0:
        return Meaning("DATE", "PRESENT_REF")
    if scene.published is None or scene.narrative:
        return Meaning("DATE", None, grain="day")
    return of_moment(of_day(scene.published + timedelta(count)), scene.anchor)


def weekday(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """A weekday, last or next by the verb; without a day to reckon from, any such day."""
    if within is not None and within.day is not None:
        return of_moment(within)
    found = scene.weekday(fields["weekday"])
    return of_moment(found, scene.origin()) if found else of_moment(Moment(weekday=fields["weekday"]))


def deictic(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """ "last week", "next Tuesday": reckoned from the day of publication, in a history from where the text is."""
    if scene.narrative:
        return anaphoric(fields, scene, within)
    if scene.published is None:
        return Meaning("DATE", None, grain=GRAINS.get(fields.get("unit", ""), None))
    return of_moment(relative.deictic(fields, scene), scene.anchor) or Meaning("DATE", None)


def anaphoric(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """ "the previous day", "that year": reckoned from what the text spoke of last."""
    base = relative.base_for(fields, scene)
    found = relative.anaphoric(fields, base) if base else None
    if base is None or found is None:
        return Meaning("DATE", None, grain=GRAINS.get(fields.get("unit", ""), None))
    return of_moment(found, relative.iso(base))


def shift(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """ "two days later": reckoned from what the text spoke of last."""
    return _moved(fields, relative.base_for(fields, scene), fields["step"])


def ago(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """ "two days ago": reckoned from the day of publication, in a history from where the text is."""
    base = scene.day or scene.last if scene.narrative else of_day(scene.published) if scene.published else None
    return _moved(fields, base, fields.get("step", -1))


def _moved(fields: Fields, base: Moment | None, step: int) -> Meaning | None:
    count, unit = number_of(fields.get("n", "X")), fields["unit"]
    if isinstance(count, str):
        return Meaning("DATE", "FUTURE_REF" if step > 0 else "PAST_REF", grain=GRAINS[unit])
    if base is None:
        return Meaning("DATE", None, grain=GRAINS[unit])
    if unit in ("TH", "TM", "TS"):
        return of_moment(replace(base, part="TXX"), relative.iso(base)) if base.day else Meaning("TIME", None, grain=GRAINS[unit])
    found = relative.shift_known(base, unit, count * step)
    return of_moment(found, relative.iso(base)) if found else Meaning("DATE", None, grain=GRAINS[unit])


# ------------------------------------------------------------ times of day


def part(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """Morning, evening, night, noon: of the day named with it, of today, or of the day the text spoke of."""
    code = fields["part"]
    if within is not None and (within.day is not None or within.weekday is not None):
        return of_moment(replace(within, part=code), scene.origin())
    if fields.get("of") == "today":
        day = of_day(scene.published + timedelta(fields.get("step", 0))) if scene.published and not scene.narrative else None
        return of_moment(replace(day, part=code), scene.anchor) if day else of_moment(Moment(part=code))
    if fields.get("of") == "text" and scene.day:
        day = relative.shift_known(scene.day, "D", fields.get("step", 0))
        return of_moment(replace(day or Moment(), part=code), relative.iso(scene.day))
    near = scene.near_day() if "article" in fields or ":" in code else None
    return of_moment(replace(near or Moment(), part=code), relative.iso(near) if near else None)


def clock(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """An hour, of the day named with it or just before."""
    code = _clock_code(fields)
    return part({"part": code}, scene, within) if code else None


def _clock_code(fields: Fields) -> str | None:
    if "digits" in fields:
        hours, minutes = divmod(int(fields["digits"]), 100)
    else:
        found = str(fields["clock"] if "clock" in fields else fields["hour"]).split(":")
        hours, minutes = int(found[0]), int(found[1]) if len(found) > 1 else 0
    if "half_of_day" in fields:
        hours = hours % 12 + fields["half_of_day"]
    return f"T{hours:02}:{minutes:02}" if hours <= 24 and minutes < 60 else None


# ------------------------------------------------------------ durations, sets, references


def duration(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """A length of time; with "the past" or "the next" it also covers the days before or after publication."""
    count, unit = number_of(fields["n"]), fields["unit"]
    days = _days_around(scene.published, fields.get("step"), unit, count) if not scene.narrative else None
    return Meaning("DURATION", _period(count, unit), days=days, grain=GRAINS[unit], anchor=scene.anchor if days else None)


def _period(count: float | str, unit: str) -> str:
    """P3D; hours and less have a T before the number (PT3H)."""
    number = count if isinstance(count, str) else f"{count:g}"
    return f"PT{number}{unit[1]}" if unit in ("TH", "TM", "TS") else f"P{number}{unit}"


def _days_around(here: date | None, step: Any, unit: str, count: float | str) -> Days | None:
    """The stretch that ends (`step` -1) or begins (1) with the day of publication, that day counted in."""
    if here is None or not isinstance(step, int) or isinstance(count, str):
        return None
    other = add(here, unit, step * count)
    if other is None:
        return None
    return (other, here + timedelta(1)) if step < 0 else (here, other + timedelta(1))


def repeated(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """Something that recurs: "every Monday", "daily", "twice a week"."""
    if "value" in fields:
        return Meaning("SET", fields["value"])
    if "weekday" in fields:
        return Meaning("SET", f"XXXX-WXX-{fields['weekday']}", grain="day")
    if "month" in fields:
        return Meaning("SET", f"XXXX-{fields['month']:02}", grain="month")
    if "season" in fields:
        return Meaning("SET", f"XXXX-{fields['season']}", grain="season")
    if "part" in fields:
        return Meaning("SET", f"XXXX-XX-XX{fields['part']}", grain="daypart")
    return Meaning("SET", _period(number_of(fields.get("n", 1)), fields["unit"]), grain=GRAINS[fields["unit"]])


def reference(fields: Fields, scene: Scene, within: Moment | None) -> Meaning | None:
    """The present, past or future as such."""
    return Meaning("DATE", fields["value"])


READERS: dict[str, Callable[[Fields, Scene, Moment | None], Meaning | None]] = {
    reader.__name__: reader
    for reader in (
        calendar, figures, named_day, decade, century, fraction, season, easter, day_word, weekday, deictic, anaphoric, shift, ago, part, clock,
        duration, repeated, reference,
    )
}  # fmt: skip
