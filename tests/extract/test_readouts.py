"""Readouts: which statements report a meeting, by side and channel."""

from collections.abc import Callable

import pytest

MET = "Indian Foreign Minister Maria Rao met Nigerian President Ahmed Okoye on Monday."
Sides = Callable[[str], list[tuple[str, tuple[str, ...], int]]]


@pytest.fixture(scope="module")
def sides(reading) -> Sides:
    """Side, relays and number of statements of each readout of the first meeting."""

    def make(text: str) -> list[tuple[str, tuple[str, ...], int]]:
        _, mentions, record = reading(text)
        readouts = record.meetings[0].readouts
        return [(r.side, tuple(mentions.by_id[v].name for v in r.via), len(r.statements)) for r in readouts]

    return make


@pytest.mark.parametrize(
    ("rest", "readouts"),
    [
        (" Rao stressed the need for calm.", [("IND", (), 1)]),
        (" Rao stressed the need for calm. She called for a truce.", [("IND", (), 2)]),
        (" Rao stressed the need for calm. Okoye called for a truce.", [("IND", (), 1), ("NGA", (), 1)]),
        (" Rao stressed the need for calm, the Indian Foreign Ministry said.", [("IND", ("Indian Foreign Ministry",), 1)]),
    ],
)
def test_what_a_side_says_in_the_paragraph_reports_the_meeting(sides: Sides, rest: str, readouts: list) -> None:
    assert sides(MET + rest) == readouts


@pytest.mark.parametrize(
    "rest",
    [
        " Kenya's Foreign Ministry said that the road was shut.",
        "\nRao stressed the need for calm.",
    ],
    ids=["another side", "next paragraph"],
)
def test_what_others_say_or_later_does_not(sides: Sides, rest: str) -> None:
    assert sides(MET + rest) == []


def test_a_relay_s_account_goes_on_in_the_next_paragraph(sides: Sides) -> None:
    rest = " Rao stressed the need for calm, the Indian Foreign Ministry said.\nRao also called for a truce, the ministry added."
    assert sides(MET + rest) == [("IND", ("Indian Foreign Ministry",), 2)]


def test_an_account_does_not_go_on_two_paragraphs_later(sides: Sides) -> None:
    rest = " Rao stressed the need for calm, the Indian Foreign Ministry said.\nIt rained.\nRao called for a truce, the ministry added."
    assert sides(MET + rest) == [("IND", ("Indian Foreign Ministry",), 1)]


def test_what_was_said_before_does_not(sides: Sides) -> None:
    assert sides(f"Indian Foreign Minister Maria Rao stressed the need for calm. {MET}") == []


@pytest.mark.parametrize("verb", ["will meet", "refused to meet"])
def test_a_meeting_not_held_has_no_readouts(sides: Sides, verb: str) -> None:
    assert sides(f"{MET.replace('met', verb)} Rao stressed the need for calm.") == []


def test_the_nearer_meeting_is_reported(reading) -> None:
    text = f"{MET} Rao met Peruvian President Elena Quiroga on Tuesday. Rao stressed the need for calm."
    _, _, record = reading(text)
    assert [len(m.readouts) for m in record.meetings] == [0, 1]


def test_statements_name_the_meeting_whose_readout_they_are(reading) -> None:
    _, _, record = reading(f"{MET} Rao stressed the need for calm.\nRao called for a truce.")
    assert [s.meeting for s in record.statements] == [record.meetings[0].id, None]
    assert record.meetings[0].readouts[0].statements == (record.statements[0].id,)
