"""What an expression means: its TIMEX3 type and value, the days it covers, and what was reckoned with."""

from dataclasses import dataclass
from typing import Any

from dragoman.resolve.times.moment import Days, Moment
from dragoman.resolve.times.scene import Scene

Fields = dict[str, Any]
GRAINS = {
    "D": "day", "W": "week", "WE": "weekend", "M": "month", "Y": "year", "Q": "quarter", "DE": "decade", "CE": "century",
    "TH": "hour", "TM": "minute", "TS": "second",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of an expression to be understood: what its rule kept, what is known so far, and the wider date it is part of."""

    fields: Fields
    scene: Scene
    within: Moment | None = None

    @property
    def wider_year(self) -> int | None:
        """The year of the wider date."""
        return self.within.year if self.within else None


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
