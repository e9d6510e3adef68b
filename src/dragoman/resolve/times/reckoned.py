"""Dates and times of day that are reckoned from another date: yesterday, last week, the next day, that night, 9 a.m."""

from dataclasses import replace
from datetime import timedelta

from dragoman.resolve.times import relative
from dragoman.resolve.times.meaning import GRAINS, Asked, Fields, Meaning, of_moment
from dragoman.resolve.times.moment import Moment, of_day
from dragoman.resolve.times.numbers import number_of
from dragoman.resolve.times.scene import Scene


def _unknown(fields: Fields) -> Meaning:
    """A date that cannot be reckoned, of which only the size is known."""
    unit = fields.get("unit", "D")
    return Meaning("TIME" if unit.startswith("T") else "DATE", None, grain=GRAINS[unit])


def day_word(asked: Asked) -> Meaning | None:
    """Yesterday, today, tomorrow; in a history, "today" is the present."""
    scene, count = asked.scene, asked.fields["count"] * (2 if asked.fields.get("twice") else 1)
    if scene.narrative and count == 0:
        return Meaning("DATE", "PRESENT_REF")
    if scene.published is None or scene.narrative:
        return _unknown({})
    return of_moment(of_day(scene.published + timedelta(count)), scene.anchor)


def weekday(asked: Asked) -> Meaning | None:
    """A weekday, last or next by the verb; without a day to reckon from, any such day."""
    if asked.within is not None and asked.within.day is not None:
        return of_moment(asked.within)
    number = asked.fields["weekday"]
    found = asked.scene.weekday(number)
    return of_moment(found, asked.scene.origin()) if found else of_moment(Moment(weekday=number))


def deictic(asked: Asked) -> Meaning | None:
    """ "last week", "next Tuesday": reckoned from the day of publication, in a history from where the text is."""
    scene = asked.scene
    if scene.narrative:
        return anaphoric(asked)
    found = relative.deictic(asked.fields, scene) if scene.published else None
    return of_moment(found, scene.anchor) or _unknown(asked.fields)


def anaphoric(asked: Asked) -> Meaning | None:
    """ "the previous day", "that year": reckoned from what the text spoke of last."""
    base = relative.base_for(asked.fields, asked.scene)
    found = relative.anaphoric(asked.fields, base) if base else None
    return of_moment(found, relative.iso(base)) if base and found else _unknown(asked.fields)


def shift(asked: Asked) -> Meaning | None:
    """ "two days later": reckoned from what the text spoke of last."""
    return _moved(asked.fields, relative.base_for(asked.fields, asked.scene), asked.fields["step"])


def ago(asked: Asked) -> Meaning | None:
    """ "two days ago": reckoned from the day of publication, in a history from where the text is."""
    return _moved(asked.fields, _present_of(asked.scene), asked.fields.get("step", -1))


def _present_of(scene: Scene) -> Moment | None:
    """What the text takes for now."""
    if scene.narrative:
        return scene.day or scene.last
    return of_day(scene.published) if scene.published else None


def _moved(fields: Fields, base: Moment | None, step: int) -> Meaning | None:
    """The date so many units before or after; a count that is not known gives the past or future as such."""
    count, unit = number_of(fields.get("n", "X")), fields["unit"]
    if isinstance(count, str):
        return Meaning("DATE", "FUTURE_REF" if step > 0 else "PAST_REF", grain=GRAINS[unit])
    if base is None:
        return _unknown(fields)
    if unit.startswith("T"):
        return of_moment(replace(base, part="TXX"), relative.iso(base)) if base.day else _unknown(fields)
    return of_moment(relative.shift_known(base, unit, count * step), relative.iso(base)) or _unknown(fields)


# ------------------------------------------------------------ times of day


def part(asked: Asked) -> Meaning | None:
    """Morning, evening, night, noon: of the day named with it, of today, or of the day the text spoke of."""
    return _time_of_day(asked, asked.fields["part"])


def clock(asked: Asked) -> Meaning | None:
    """An hour, of the day named with it or just before."""
    code = _clock_code(asked.fields)
    return _time_of_day(asked, code) if code else None


def _time_of_day(asked: Asked, code: str) -> Meaning | None:
    within, scene = asked.within, asked.scene
    if within is not None and (within.day is not None or within.weekday is not None):
        return of_moment(replace(within, part=code), scene.origin())
    if asked.fields.get("of") == "today":
        today = relative.shift_known(_today(scene), "D", asked.fields.get("step", 0))
        return of_moment(replace(today or Moment(), part=code), scene.anchor if today else None)
    day = _day_meant(asked, code)
    found = relative.shift_known(day, "D", asked.fields.get("step", 0)) if day else None
    return of_moment(replace(found or Moment(), part=code), relative.iso(day) if day else None)


def _today(scene: Scene) -> Moment:
    return of_day(scene.published) if scene.published and not scene.narrative else Moment()


def _day_meant(asked: Asked, code: str) -> Moment | None:
    """The day of the text that a time of day without one belongs to: "that night", "the evening", "at 10:30"; not "at night"."""
    scene = asked.scene
    if asked.fields.get("of") == "text" and scene.narrative:
        return scene.day
    return scene.near_day() if "of" in asked.fields or "article" in asked.fields or ":" in code else None


def _clock_code(fields: Fields) -> str | None:
    """T10:30; a day has no 25th hour."""
    if "digits" in fields:
        hours, minutes = divmod(int(fields["digits"]), 100)
    else:
        found = str(fields["clock"] if "clock" in fields else fields["hour"]).split(":")
        hours, minutes = int(found[0]), int(found[1]) if len(found) > 1 else 0
    if "half_of_day" in fields:
        hours = hours % 12 + fields["half_of_day"]
    return f"T{hours:02}:{minutes:02}" if hours <= 24 and minutes < 60 else None
