"""Many readings become one dossier: what is joined, what is not, and that the order of reading is of no matter."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corpus.made import report, tour

from dragoman.article import Article
from dragoman.corpus.dossier import Dossier
from dragoman.corpus.merge import Corpus, merge
from dragoman.records import Record

Reading = tuple[Article, Record]
COPY = " ".join(f"word{number}" for number in range(60)) + "."


def sizes(dossier: Dossier) -> list[int]:
    return sorted(len(meeting.tellings) for meeting in dossier.meetings)


# ------------------------------------------------------------ meetings


def test_reports_of_one_meeting_are_one() -> None:
    dossier = merge([report("a"), report("b", publisher="Harbour Times"), report("c", town=None, publisher="Harbour Times")])
    (meeting,) = dossier.meetings
    assert (meeting.coverage.reports, meeting.coverage.publishers) == (3, ("Harbour Times", "Northern Wire"))
    assert (meeting.date, meeting.place, meeting.status, meeting.differences) == ("2024-05-06", "Muscat", "held", ())
    assert [a.name for a in dossier.actors] == ["Salim Al Harthy", "Sigrid Halvorsen"]


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2024-05-13"},
        {"town": "Geneva", "day": "2024-05-08"},
        {"who": ("Lunde", "Harthy")},
        {"who": ("Halvorsen", "Kamau"), "town": "Nairobi"},
        {"form": "call", "town": None},
        {"status": "cancelled", "day": "2024-05-07"},
    ],
    ids=["a week later", "another city", "another minister", "another party", "a call", "another day and outcome"],
)
def test_a_near_miss_stays_apart(other: dict) -> None:
    assert sizes(merge([report("a"), report("b", **other)])) == [1, 1]


def test_a_planned_meeting_is_held_and_both_are_kept() -> None:
    dossier = merge([report("b"), report("a", status="planned", published="2024-05-03")])
    (meeting,) = dossier.meetings
    assert (meeting.status, [d.status for d in meeting.developments]) == ("held", ["planned", "held"])


def test_a_postponed_meeting_is_held_later() -> None:
    dossier = merge(
        [
            report("a", status="planned", day="2024-05-06", published="2024-05-01"),
            report("b", status="postponed", day="2024-05-06", published="2024-05-04"),
            report("c", day="2024-05-20", published="2024-05-21"),
        ]
    )
    assert [d.status for m in dossier.meetings for d in m.developments] == ["planned", "postponed", "held"]


def test_who_differs_on_the_day_is_shown_with_who_says_it() -> None:
    dossier = merge([report("a"), report("b", day="2024-05-07", published="2024-05-08"), report("c")])
    (meeting,) = dossier.meetings
    (difference,) = meeting.differences
    assert (meeting.date, difference.field) == ("2024-05-06", "date")
    assert [(claim.value, len(claim.articles)) for claim in difference.claims] == [("2024-05-06", 2), ("2024-05-07", 1)]


def test_states_and_their_ministers_can_be_one_meeting() -> None:
    dossier = merge([report("a"), report("b", ("Norway", "Oman"))])
    assert sizes(dossier) == [2]
    names = {a.id: a.name for a in dossier.actors}
    assert {names[p] for p in dossier.meetings[0].participants} == {"Salim Al Harthy", "Sigrid Halvorsen"}


def test_copies_of_a_text_are_one_report() -> None:
    dossier = merge([report("a", text=COPY), report("b", text=COPY + " Reporting by agencies.", publisher="Harbour Times")])
    assert dossier.meetings[0].coverage.reports == 1
    assert len(dossier.meetings[0].coverage.publishers) == 2
    assert len({p.report for p in dossier.publications}) == 1


# ------------------------------------------------------------ the rest


def test_an_event_told_twice_is_one_and_the_same_words_are_one_statement() -> None:
    dossier = merge(
        [report("a"), report("b", publisher="Harbour Times"), report("c", said="Nothing of this kind was ever agreed upon")]
    )
    assert [event.coverage.reports for event in dossier.events] == [3]
    (said,) = dossier.statements
    assert said.coverage.reports == 2


def test_stops_of_a_tour_are_joined_in_order_with_gaps() -> None:
    one = tour("a", "Halvorsen", ("Muscat", "2024-05-06", "made"), ("Nairobi", "2024-05-07", "made"))
    other = tour("b", "Halvorsen", ("Nairobi", "2024-05-07", "made"), ("Geneva", "2024-05-10", "made"))
    (trip,) = merge([other, one]).trips
    assert [stop.place for stop in trip.stops] == ["Muscat", "Nairobi", "Geneva"]
    assert [(gap.after, gap.days) for gap in trip.gaps] == [(1, 2)]


def test_offices_told_by_the_text_are_evidence_with_their_days() -> None:
    dossier = merge([report("a", office=True), report("b", office=True, published="2024-06-01", day="2024-05-31"), report("c")])
    actor = next(a for a in dossier.actors if a.name == "Sigrid Halvorsen")
    (holding,) = actor.holdings
    assert (holding.title, holding.first, holding.last, len(holding.evidence)) == (
        "Foreign Minister",
        "2024-05-07",
        "2024-06-01",
        2,
    )


# ------------------------------------------------------------ order is of no matter

DAYS = ("2024-05-06", "2024-05-07", "2024-05-13", "2024-05", None)
REPORTS = st.builds(
    lambda n, who, day, town, status, form, late: report(
        f"r{n}", who, day=day, town=town, status=status, form=form, published=f"2024-05-{late:02}", publisher=f"Paper {n % 3}"
    ),
    st.integers(0, 9),
    st.sampled_from(
        [("Halvorsen", "Harthy"), ("Lunde", "Harthy"), ("Halvorsen", "Busaidi"), ("Norway", "Oman"), ("Kamau", "Harthy")]
    ),
    st.sampled_from(DAYS),
    st.sampled_from(["Muscat", "Geneva", None]),
    st.sampled_from(["held", "held", "planned", "postponed", "cancelled"]),
    st.sampled_from(["in_person", "talks", "call"]),
    st.integers(1, 28),
)
MANY = st.lists(REPORTS, max_size=9, unique_by=lambda reading: reading[0].id)


@settings(max_examples=60, deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_dossier(readings: list[Reading], chance) -> None:
    other = list(readings)
    chance.shuffle(other)
    assert merge(readings) == merge(other)


@settings(max_examples=60, deadline=None)
@given(MANY, st.integers(0, 8))
def test_adding_again_changes_nothing_and_taking_out_undoes(readings: list[Reading], at: int) -> None:
    corpus = Corpus()
    keys = [corpus.add(*reading) for reading in readings]
    whole = corpus.dossier()
    for reading in readings:
        corpus.add(*reading)
    assert corpus.dossier() == whole == merge(readings)
    if at < len(keys):
        corpus.remove(keys[at])
        assert corpus.dossier() == merge(readings[:at] + readings[at + 1 :])
        corpus.add(*readings[at])
        assert corpus.dossier() == whole


@settings(max_examples=40, deadline=None)
@given(MANY)
def test_every_record_is_in_one_group(readings: list[Reading]) -> None:
    dossier = merge(readings)
    told = [telling for meeting in dossier.meetings for telling in meeting.tellings]
    assert len(told) == len(set(told)) == sum(len(record.meetings) for _, record in readings)
    for meeting in dossier.meetings:
        assert 1 <= meeting.coverage.reports <= len({telling.reading for telling in meeting.tellings})


def test_a_reading_made_anew_takes_the_place_of_the_earlier_one() -> None:
    corpus = Corpus()
    article, record = report("a")
    corpus.add(article, record)
    corpus.add(*report("b"))
    key = corpus.add(article, replace(record, meetings=()))
    assert sizes(corpus.dossier()) == [1]
    assert not corpus.dossier(key).meetings


# ------------------------------------------------------------ parts too large to be cut whole


def test_meetings_of_every_day_are_cut_by_their_months_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.corpus.groups.MOST", 6)
    days = [f"2024-{month:02}-{day:02}" for month in (4, 5, 6) for day in range(1, 28)]
    readings = [report(f"{paper} {day}", day=day, published=day, publisher=paper) for day in days for paper in ("A", "B")]
    whole = merge(readings)
    assert whole == merge(reversed(readings)) == merge(readings[40:] + readings[:40])
    assert sizes(whole) == [2] * len(days)
    corpus = Corpus()
    keys = [corpus.add(*reading) for reading in readings]
    for key in keys[10:]:
        corpus.remove(key)
    assert corpus.dossier() == merge(readings[:10])
