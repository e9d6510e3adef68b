"""Acts of several articles: which are compared."""

import pytest

from dragoman.corpus.actors import by_name
from dragoman.corpus.dates import Period
from dragoman.corpus.events import EVENTS, EventProfile

DAY, YEAR = Period(738_000, 738_000), Period(738_000, 738_365)


def act(days: Period, *actors: str, on: tuple[str, ...] = ("Oman",)) -> EventProfile:
    sides = (tuple(by_name(name, "ministry", "NOR") for name in actors), tuple(by_name(name, "state", "OMN") for name in on))
    return EventProfile("SUPPORT", "", *sides, "done", days, None)


@pytest.mark.parametrize(("days", "expected"), [(DAY, True), (YEAR, False)])
def test_acts_of_an_unknown_day_are_compared_under_the_same_names_alone(days: Period, expected: bool) -> None:
    one, other = act(days, "Norwegian fisheries ministry"), act(days, "Norwegian foreign ministry")
    assert bool(EVENTS.blocks(one).filed & EVENTS.blocks(other).filed) == expected
    assert EVENTS.blocks(one).filed & EVENTS.blocks(act(days, "Norwegian fisheries ministry")).filed


@pytest.mark.parametrize("days", [DAY, YEAR])
def test_who_acts_alone_is_found_under_a_shorter_name(days: Period) -> None:
    one, other = (
        EventProfile("PROTEST", "", (by_name(name, "person", "KOR"),), (), "done", days, None) for name in ("Ko Min Ho", "Ko")
    )
    assert EVENTS.blocks(one).filed & EVENTS.blocks(other).filed
