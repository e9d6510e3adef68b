"""Durations, what recurs, and the present, past and future as such."""

from datetime import date, timedelta
from typing import Any

from dragoman.resolve.times.meaning import GRAINS, Asked, Meaning
from dragoman.resolve.times.moment import Days, add
from dragoman.resolve.times.numbers import number_of


def duration(asked: Asked) -> Meaning | None:
    """A length of time; with "the past" or "the next" it also covers the days before or after publication."""
    count, unit = number_of(asked.fields["n"]), asked.fields["unit"]
    days = _days_around(asked.scene.published, asked.fields.get("step"), unit, count) if not asked.scene.narrative else None
    return Meaning("DURATION", _period(count, unit), days=days, grain=GRAINS[unit], anchor=asked.scene.anchor if days else None)


def _period(count: float | str, unit: str) -> str:
    """P3D; hours and less have a T before the number (PT3H)."""
    number = f"{count:g}" if isinstance(count, float) else count
    return f"PT{number}{unit[1]}" if unit in ("TH", "TM", "TS") else f"P{number}{unit}"


def _days_around(here: date | None, step: Any, unit: str, count: float | str) -> Days | None:
    """The stretch that ends (`step` -1) or begins (1) with the day of publication, that day counted in."""
    if here is None or not isinstance(step, int) or isinstance(count, str):
        return None
    other = add(here, unit, step * count)
    if other is None:
        return None
    return (other, here + timedelta(1)) if step < 0 else (here, other + timedelta(1))


def repeated(asked: Asked) -> Meaning | None:
    """Something that recurs: "every Monday", "daily", "twice a week"."""
    fields = asked.fields
    if "unit" in fields:
        return Meaning("SET", _period(number_of(fields.get("n", 1)), fields["unit"]), grain=GRAINS[fields["unit"]])
    if "weekday" in fields:
        return Meaning("SET", f"XXXX-WXX-{fields['weekday']}", grain="day")
    if "month" in fields:
        return Meaning("SET", f"XXXX-{fields['month']:02}", grain="month")
    if "season" in fields:
        return Meaning("SET", f"XXXX-{fields['season']}", grain="season")
    if "part" in fields:
        return Meaning("SET", f"XXXX-XX-XX{fields['part']}", grain="daypart")
    return Meaning("SET", fields["value"])


def reference(asked: Asked) -> Meaning | None:
    """The present, past or future as such."""
    return Meaning("DATE", asked.fields["value"])
