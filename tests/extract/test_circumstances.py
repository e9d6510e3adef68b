"""Circumstances: when and where the act of a verb took place, and what hangs from a noun."""

from collections.abc import Callable

import pytest

from dragoman.extract.circumstances import dated, dateline, day, noun_arguments, obliques, size, when, where
from dragoman.records import Place, Span, Time

Of = Callable[..., str | None]


@pytest.fixture(scope="module")
def day_of(reading) -> Of:
    """The day of the act of a word."""

    def make(text: str, word: str, published: str | None = "2024-05-06") -> str | None:
        parsed, mentions, _ = reading(text, published)
        return day(when(parsed, mentions, next(t.index for t in parsed.tokens if t.text == word)))

    return make


@pytest.fixture(scope="module")
def place_of(reading) -> Of:
    """The place of the act of a word."""

    def make(text: str, word: str, **more: object) -> str | None:
        parsed, mentions, _ = reading(text, **more)
        found = where(parsed, mentions, next(t.index for t in parsed.tokens if t.text == word))
        return found.name if found else None

    return make


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        ("The envoys met on 3 May 2024.", "met", "2024-05-03"),
        ("The envoys met on Monday.", "met", "2024-05-06"),
        ("The envoys met late on Monday evening.", "met", "2024-05-06"),
        ("On 3 May 2024, the envoys met.", "met", "2024-05-03"),
        ("The talks on 3 May 2024 failed.", "talks", "2024-05-03"),
    ],
)
def test_the_date_beside_an_act_is_its_day(day_of: Of, text: str, word: str, date: str) -> None:
    assert day_of(text, word) == date


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The envoys met for three days.", "met"),
        ("The envoys met. On 3 May 2024 it rained.", "met"),
        ("The envoys met men who fled on 3 May 2024.", "met"),
        ("The envoys met every Monday.", "met"),
    ],
)
def test_durations_and_dates_of_other_acts_are_not(day_of: Of, text: str, word: str) -> None:
    assert day_of(text, word) is None


def test_without_a_publication_date_a_weekday_has_no_date(day_of: Of) -> None:
    assert day_of("The envoys met on Monday.", "met", None) is None


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("The envoys met in Lima.", "met", "Lima"),
        ("The envoys met in a hotel in Lima.", "met", "Lima"),
        ("The envoys met near Lima in Peru.", "met", "Lima"),
        ("The envoys met on Crete.", "met", "Crete"),
        ("The talks in Lima failed.", "talks", "Lima"),
        ("The envoys flew to Lima and met there.", "met", "Lima"),
    ],
)
def test_the_smallest_place_beside_an_act_is_where_it_was(place_of: Of, text: str, word: str, place: str) -> None:
    assert place_of(text, word) == place


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The envoys spoke on Peru.", "spoke"),
        ("The envoys spoke about the war in Peru.", "spoke"),
        ("The envoys met men who fled from Lima.", "met"),
        ("The envoys met. It rained in Lima.", "met"),
        ("Lima was wet.\nThe envoys met there.", "met"),
    ],
)
def test_topics_and_places_of_other_acts_are_not(place_of: Of, text: str, word: str) -> None:
    assert place_of(text, word) is None


def test_here_is_the_dateline(place_of: Of) -> None:
    assert place_of("LIMA, May 6 — The envoys met here on Monday.", "met", dateline=Span(0, 11)) == "Lima"


def test_here_without_a_dateline_is_nowhere(place_of: Of) -> None:
    assert place_of("The envoys met here on Monday.", "met") is None


def test_the_dateline_s_place_is_known(reading) -> None:
    parsed, mentions, _ = reading("LIMA, May 6 — The envoys met in Quito.", dateline=Span(0, 11))
    found = dateline(parsed, mentions)
    assert found is not None
    assert found.name == "Lima"
    assert dateline(*reading("The envoys met in Quito.")[:2]) is None


@pytest.mark.parametrize(
    ("time", "is_dated", "date"),
    [
        (Time("t", Span(0, 1), "DATE", "2024-05-06"), True, "2024-05-06"),
        (Time("t", Span(0, 1), "TIME", "2024-05-06TEV"), True, "2024-05-06"),
        (Time("t", Span(0, 1), "DATE", "2024-05"), True, "2024-05"),
        (Time("t", Span(0, 1), "DURATION", "P3D"), False, "P3D"),
        (Time("t", Span(0, 1), "DATE", None), False, None),
    ],
)
def test_only_calendar_dates_count(time: Time, is_dated: bool, date: str | None) -> None:
    assert dated(time) is is_dated
    assert day(time) == date


def test_no_time_has_no_day() -> None:
    assert day(None) is None


def test_a_town_comes_before_a_building_and_a_country() -> None:
    kinds = ["country", "city", "region", "venue"]
    assert sorted(kinds, key=lambda kind: size(Place("p", "P", kind)))[:2] == ["city", "venue"]
    assert size(Place("p", "P", "country")) == max(size(Place("p", "P", kind)) for kind in kinds)


def test_arguments_of_a_noun_by_role(document) -> None:
    parsed = document("Peru's secret talks with Kenya and Chile on fish failed.")
    index = {t.text: t.index for t in parsed.tokens}
    found = noun_arguments(parsed, index["talks"])
    assert found["poss"] == (index["Peru"],)
    assert found["modifier"] == (index["secret"],)
    assert found["with"] == (index["Kenya"], index["Chile"])


def test_obliques_reach_one_noun_further(document) -> None:
    parsed = document("The envoys met in a hotel in Lima.")
    met = next(t.index for t in parsed.tokens if t.text == "met")
    assert [(o.preposition, parsed.tokens[o.head].text) for o in obliques(parsed, met)] == [("in", "hotel"), ("in", "Lima")]
