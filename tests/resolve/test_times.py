"""Time expressions: every rule of the lexicon against its examples, then what rules do together."""

import re
from itertools import pairwise

import pytest

from dragoman.lexicon.loader import load
from dragoman.resolve.times import find_times
from dragoman.resolve.times.finder import find_matches
from dragoman.resolve.times.moment import Moment, add, of_day, shift
from dragoman.resolve.times.numbers import number_of

PUBLISHED = "2024-03-14"  # a Thursday
MARK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
RULES = load("times")["rules"]


def values(document, text: str, published: str | None = PUBLISHED) -> dict[str, str | None]:
    """What is found in a text, and its values."""
    parsed = document(text, published)
    return {parsed.words(time.span): time.value for time in find_times(parsed)}


def only(document, text: str, published: str | None = PUBLISHED):
    """The one time of a text."""
    (time,) = find_times(document(text, published))
    return time


def rules_in(document, text: str) -> set[str]:
    return {match.rule.name for match in find_matches(document(text, PUBLISHED))}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_rule_finds_its_example(document, rule: dict) -> None:
    text = MARK.sub(r"\1", rule["example"])
    assert rule["name"] in rules_in(document, text)
    assert values(document, text) == dict(MARK.findall(rule["example"]))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_rule_leaves_its_counterexample(document, rule: dict) -> None:
    parsed = document(rule["counterexample"], PUBLISHED)
    read = [match for match in find_matches(parsed) if match.rule.name == rule["name"]]
    assert not (read and find_times(parsed))


def test_rule_names_are_unique() -> None:
    names = [rule["name"] for rule in RULES]
    assert len(names) == len(set(names))


# ------------------------------------------------------------ tense


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoy met the president on Friday.", "2024-03-08"),
        ("The envoy met the president on Thursday.", "2024-03-14"),
        ("The envoy will meet the president on Friday.", "2024-03-15"),
        ("The envoys agreed to meet on Friday.", "2024-03-15"),
        ("On Friday the envoys agreed to meet.", "2024-03-08"),
        ("The envoy is to meet the president on Monday.", "2024-03-18"),
        ("The envoy is scheduled to meet the president on Monday.", "2024-03-18"),
        ("A meeting was planned for Monday.", "2024-03-18"),
        ("The envoy plans to visit Oslo on Monday.", "2024-03-18"),
        ("The envoy said she would visit Oslo on Monday.", "2024-03-18"),
        ("The envoy has been in Oslo since Monday.", "2024-03-11"),
        ("The minister was forced to resign on Monday.", "2024-03-11"),
        ("The talks held on Monday failed.", "2024-03-11"),
        ("The envoy visited Oslo in November.", "2023-11"),
        ("The envoy will visit Oslo in November.", "2024-11"),
        ("The envoy visited Oslo in March.", "2024-03"),
        ("The envoy visited Oslo on July 26.", "2023-07-26"),
        ("The envoy visited Oslo on 26 July.", "2023-07-26"),
        ("The envoy will visit Oslo on July 26.", "2024-07-26"),
        ("The army left the town in the summer.", "2023-SU"),
        ("The army will leave the town in the summer.", "2024-SU"),
    ],
)
def test_tense_decides_which_one(document, text: str, value: str) -> None:
    assert only(document, text).value == value


def test_a_headline_in_the_present_tells_of_the_past(document) -> None:
    from dragoman.records import Span

    headline = "Rao visits Oslo on Monday"
    parsed = document(f"{headline}\nThe visit was short.", PUBLISHED, headline=Span(0, len(headline)))
    assert [time.value for time in find_times(parsed)] == ["2024-03-11"]


# ------------------------------------------------------------ days, grain and anchor


@pytest.mark.parametrize(
    ("text", "type_", "start", "end", "grain", "anchor"),
    [
        ("Rao left on Tuesday.", "DATE", "2024-03-12", "2024-03-13", "day", PUBLISHED),
        ("Rao left on Tuesday evening.", "TIME", "2024-03-12", "2024-03-13", "daypart", PUBLISHED),
        ("Rao left last week.", "DATE", "2024-03-04", "2024-03-11", "week", PUBLISHED),
        ("Rao left in November.", "DATE", "2023-11-01", "2023-12-01", "month", PUBLISHED),
        ("Rao left on 9 May 2021.", "DATE", "2021-05-09", "2021-05-10", "day", None),
        ("Rao left in 2021.", "DATE", "2021-01-01", "2022-01-01", "year", None),
        ("Rao left in the third quarter of 2021.", "DATE", "2021-07-01", "2021-10-01", "quarter", None),
        ("Rao left in winter 2021.", "DATE", "2021-12-01", "2022-03-01", "season", None),
        ("Rao left in the 1990s.", "DATE", "1990-01-01", "2000-01-01", "decade", None),
        ("Rao's town is from the 19th century.", "DATE", "1800-01-01", "1900-01-01", "century", None),
        ("Rao left at 10:30 p.m. on Tuesday.", "TIME", "2024-03-12", "2024-03-13", "minute", PUBLISHED),
        ("Rao has spoken with them for the past three years.", "DURATION", "2021-03-14", "2024-03-15", "year", PUBLISHED),
        ("Rao will travel for the next two weeks.", "DURATION", "2024-03-14", "2024-03-29", "week", PUBLISHED),
        ("Rao made a week-long trip.", "DURATION", None, None, "week", None),
        ("Rao speaks every Monday.", "SET", None, None, "day", None),
        ("Rao is now in Oslo.", "DATE", None, None, None, None),
        ("The wall was built in 212 BC.", "DATE", None, None, "year", None),
    ],
)
def test_days(document, text: str, type_: str, start: str | None, end: str | None, grain: str | None, anchor: str | None) -> None:
    time = only(document, text)
    assert (time.type, time.start, time.end, time.grain, time.anchor) == (type_, start, end, grain, anchor)


def test_a_date_reckoned_from_the_text_says_from_which(document) -> None:
    first, second = find_times(document("Rao came on 9 May 2021 and left the next day.", PUBLISHED))
    assert (second.value, second.anchor) == ("2021-05-10", first.value)


# ------------------------------------------------------------ nothing is guessed


@pytest.mark.parametrize(
    ("text", "value", "grain"),
    [
        ("Rao left on Saturday.", "XXXX-WXX-6", "day"),
        ("Rao left on Saturday evening.", "XXXX-WXX-6TEV", "daypart"),
        ("Rao left in November.", "XXXX-11", "month"),
        ("Rao left on July 26.", "XXXX-07-26", "day"),
        ("Rao left last week.", None, "week"),
        ("Rao left yesterday.", None, "day"),
        ("Rao left two years ago.", None, "year"),
        ("Rao left the next day.", None, "day"),
        ("Rao left in the summer.", "XXXX-SU", "season"),
    ],
)
def test_without_publication_date(document, text: str, value: str | None, grain: str) -> None:
    time = only(document, text, None)
    assert (time.value, time.grain, time.start, time.end, time.anchor) == (value, grain, None, None, None)


def test_day_and_month_that_cannot_be_told_apart(document) -> None:
    assert values(document, "The note is dated 05/09/2021, the answer 25/09/2021.") == {
        "05/09/2021": None,
        "25/09/2021": "2021-09-25",
    }


@pytest.mark.parametrize("published", ["", "soon", "2024-13-45", "0001-01-01", "9999-12-31"])
def test_an_odd_publication_date_is_none(document, published: str) -> None:
    assert only(document, "Rao left last Monday.", published).value is None


# ------------------------------------------------------------ history

HISTORY = (
    "The rising of 1831\n"
    "In March 1831 the garrison mutinied. By May it held the town, and on 9 June the governor fled; "
    "two days later he was caught.\n"
    "Fighting went on until December 1831. In January the rebels, who had been beaten once in 1825, asked for terms. "
    "The following year a new governor, {} came. On 3 April of that year he left again."
)


def test_a_history_goes_on_from_its_last_date(document) -> None:
    found = values(document, HISTORY.format("appointed in 1832,"))
    expected = {
        "May": "1831-05",
        "9 June": "1831-06-09",
        "two days later": "1831-06-11",
        "January": "1832-01",
        "3 April of that year": "1832-04-03",
    }
    assert expected.items() <= found.items()


def test_news_that_looks_back_is_still_news(document) -> None:
    text = "Rao died on Monday. Born in 1931, he served in 1950, 1961, 1972, 1983 and 1994. He was taken ill in January."
    found = values(document, text)
    assert (found["Monday"], found["January"]) == ("2024-03-11", "2024-01")


def test_history_needs_no_publication_date(document) -> None:
    assert values(document, HISTORY.format("Rao,"), None)["9 June"] == "1831-06-09"


# ------------------------------------------------------------ what belongs together


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He spoke on Tuesday, March 12.", {"Tuesday, March 12": "2024-03-12"}),
        ("He spoke on Thursday, July 26.", {"Thursday, July 26": "2023-07-26"}),
        ("He spoke on Friday, July 26.", {"Friday, July 26": "2024-07-26"}),
        ("He spoke at 9 a.m. on Tuesday.", {"9 a.m. on Tuesday": "2024-03-12T09:00"}),
        ("He spoke late on Tuesday.", {"late on Tuesday": "2024-03-12"}),
        ("He spoke early next month.", {"early next month": "2024-04"}),
        ("He spoke in late 2019.", {"late 2019": "2019"}),
        ("He spoke in mid-August 2021.", {"mid-August 2021": "2021-08"}),
        ("He spoke in the summer of last year.", {"the summer of last year": "2023-SU"}),
        ("He ruled from 1914-18.", {"1914": "1914", "18": "1918"}),
        ("He ruled from 1914–18.", {"1914": "1914", "18": "1918"}),
        ("He ruled from 1914 to 1918.", {"1914": "1914", "1918": "1918"}),
        ("He stayed from 28 December to 3 January 2021.", {"28 December": "2020-12-28", "3 January 2021": "2021-01-03"}),
        ("There were five rounds since April.", {"April": "2023-04"}),
        ("He stayed for more than three weeks.", {"more than three weeks": "P3W"}),
    ],
)
def test_expressions(document, text: str, found: dict[str, str]) -> None:
    assert values(document, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "April Okoye and Theresa May spoke.",
        "They read The Sunday Times and the Daily Mail.",
        "The Long March ended.",
        "They may march again.",
        "They bought 1,998 tons for $1998.",
        "Resolution 1701 was adopted by 1998 delegates.",
        "The fall of the city shocked them.",
        "Plans for the day after are few.",
        "He took the SAT and sat down.",
    ],
)
def test_what_only_looks_like_a_time(document, text: str) -> None:
    assert values(document, text) == {}


ODD = [
    "On February 29 he left.",
    "٣ May ²²²² BC",
    "May 99, 0000 AD",
    "31/31/2021 00:00",
    "99th century 99999999999 years ago",
    "—" * 50,
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("published", [None, "2023-02-10", "2024-02-29"])
def test_odd_text_is_no_trouble(document, text: str, published: str | None) -> None:
    parsed = document(text, published)
    for time in find_times(parsed):
        assert 0 <= time.span.start < time.span.end <= len(text)


def test_times_do_not_overlap_and_ids_are_their_own(document) -> None:
    text = HISTORY.format("Rao,") + " In the early hours of Monday, 3 May 2021, and again last week."
    times = find_times(document(text, PUBLISHED))
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))
    assert len({time.id for time in times}) == len(times)


# ------------------------------------------------------------ the calendar


def test_there_is_no_year_nought() -> None:
    assert shift(Moment(-1), "Y", 1) == Moment(1)
    assert shift(Moment(1), "Y", -1) == Moment(-1)


def test_a_month_after_the_last_of_january() -> None:
    from datetime import date

    assert add(date(2023, 1, 31), "M", 1) == date(2023, 2, 28)
    assert shift(of_day(date(2023, 12, 5)), "M", 1) == Moment(2024, 1)


@pytest.mark.parametrize(
    ("words", "number"),
    [([2, "and", 1, 0.5], 2.5), ([1, "X"], "X"), ([2, 12], 24), (0.5, 0.5), ([20, "-", 1], 21), ([1, 100, "and", 5], 105)],
)
def test_numbers(words: object, number: float | str) -> None:
    assert number_of(words) == number
