"""Dates that are reckoned from another: last, this, next, previous, following, ago, later."""

from dataclasses import replace
from typing import Any

from dragoman.resolve.times.moment import (
    SEASON_STARTS,
    Moment,
    of_day,
    shift,
    week_of,
    weekend_of,
)
from dragoman.resolve.times.scene import Scene, season_from, weekday_from
from dragoman.resolve.times.tense import FUTURE, PAST

Fields = dict[str, Any]


def iso(moment: Moment) -> str | None:
    """The ISO date of a moment at its own precision, where the calendar has one."""
    return moment.value if moment.year is not None and moment.year > 0 and not moment.part else _day_iso(moment)


def _day_iso(moment: Moment) -> str | None:
    return moment.date.isoformat() if moment.date else None


def deictic(fields: Fields, scene: Scene) -> Moment | None:
    """A unit, weekday, month or season that lies `step` from the day of publication; `step` is missing for "this"."""
    if "unit" not in fields:
        return _named_from_publication(fields, fields.get("step", 0), scene)
    return shift_known(of_day(scene.published), fields["unit"], _weekend_step(fields, scene)) if scene.published else None


def _weekend_step(fields: Fields, scene: Scene) -> int:
    """The weekend is the last one unless the verb looks ahead, or says nothing and the week is nearly over."""
    step: int = fields.get("step", 0)
    if fields["unit"] != "WE" or step or scene.published is None or scene.published.isoweekday() > 5:
        return step
    way = scene.direction(sure=True) or (PAST if scene.published.isoweekday() < 4 else FUTURE)
    return -1 if way == PAST else 0


def _named_from_publication(fields: Fields, step: int, scene: Scene) -> Moment | None:
    here = scene.published
    assert here is not None
    if "weekday" in fields:
        way = step or scene.direction() or FUTURE
        return of_day(weekday_from(here, fields["weekday"], way, same=not step))
    if "month" in fields:
        month = fields["month"]
        return Moment(here.year + step if (month - here.month) * step <= 0 else here.year, month)
    season = fields["season"]
    if not step:
        return Moment(here.year - 1 if season == "WI" and here.month < 3 else here.year, piece=season)
    return Moment(_season_away(here, season, step), piece=season)


def _season_away(here: Any, season: str, step: int) -> int:
    """The last such season that is over, or the next that has not begun."""
    year: int = season_from(here, season, step)
    days = Moment(year, piece=season).days
    return year + step if days and days[0] <= here < days[1] else year


def base_for(fields: Fields, scene: Scene) -> Moment | None:
    """What a relative expression is reckoned from: a date of the text fine enough for its unit, else the day of publication."""
    published = of_day(scene.published) if scene.published and not scene.narrative else None
    if fields.get("near") and published:
        return published
    fine = fields.get("unit") in ("D", "W", "WE", "TH", "TM", "TS") or "weekday" in fields
    if fine:
        return scene.day if scene.narrative or scene.near_day() else scene.day or published
    last = (scene.stage if scene.narrative and fields.get("step") else None) or scene.last
    return last if last and (last.first_month or fields.get("unit") not in ("M", "Q")) else published


def anaphoric(fields: Fields, base: Moment) -> Moment | None:
    """A unit, weekday, month or season that lies `step` from a date of the text."""
    step = fields.get("step", 0)
    if "unit" in fields:
        return shift_known(base, fields["unit"], step)
    if "weekday" in fields:
        day = base.date
        return of_day(weekday_from(day, fields["weekday"], step or PAST, same=not step)) if day else None
    if base.year is None:
        return None
    month = fields["month"] if "month" in fields else SEASON_STARTS[fields["season"]]
    moved = _next_year(base, month, step)
    return Moment(moved, month) if "month" in fields else Moment(moved, piece=fields["season"])


def _next_year(base: Moment, month: int, step: int) -> int:
    """The year of the nearest such month before or after the base."""
    assert base.year is not None
    if not step or base.first_month is None:
        return base.year + step if base.first_month is None and step else base.year
    return base.year + step if (month - base.first_month) * step <= 0 else base.year


def shift_known(base: Moment, unit: str, count: float) -> Moment | None:
    """The unit `count` away from a date; a unit that holds it where `count` is 0."""
    if not count:
        return _holding(base, unit)
    return shift(base, unit, count)


def _holding(base: Moment, unit: str) -> Moment | None:
    if unit == "Y" and base.year is not None:
        return Moment(base.year)
    if unit == "M":
        return Moment(base.year, base.month) if base.month else None
    if unit == "D":
        return replace(base, part="", piece="", weekday=None) if base.day else None
    if unit in ("W", "WE"):
        if base.date is None:
            return None
        return week_of(base.date) if unit == "W" else weekend_of(base.date)
    return shift(base, unit, 0)
