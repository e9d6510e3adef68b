"""`dragoman code`: pairs in, codes out, bad lines passed over."""

import json

import pytest
from click.testing import CliRunner

from dragoman.cli.main import main

KEYS = ["id", "event_type", "mode", "cameo", "quad", "goldstein", "status", "confidence", "evidence"]


def coded(*lines: object) -> tuple[int, list[dict]]:
    asked = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done = CliRunner().invoke(main, ["code", "-"], input=asked)
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "event_type", "quad"),
    [
        ("Chad expelled two Libyan diplomats on Monday.", "Chad", "Libyan", "SANCTION", 4),
        ("Kenyan police arrested 20 protesters in Nairobi.", "Kenyan police", "20 protesters", "COERCE", 4),
        ("Norway condemned the shelling of the hospital by Sudan.", "Norway", "Sudan", "ACCUSE", 3),
        (
            "Ghana's president met his Togolese counterpart in Lome.",
            "Ghana's president",
            "his Togolese counterpart",
            "CONSULT",
            1,
        ),
        ("Japan sent tents and blankets to Nepal.", "Japan", "Nepal", "AID", 2),
    ],
)
def test_plain_acts(text: str, actor: str, recipient: str, event_type: str, quad: int) -> None:
    status, [answer] = coded({"id": 7, "text": text, "actor": actor, "recipient": recipient})
    assert status == 0
    assert list(answer) == KEYS
    assert (answer["id"], answer["event_type"], answer["quad"]) == (7, event_type, quad)
    assert 0 < answer["confidence"] <= 1
    assert text[answer["evidence"]["start"] : answer["evidence"]["end"]] == text


def test_a_side_may_be_unnamed() -> None:
    status, [answer] = coded({"id": 1, "text": "Two newspapers were closed down.", "actor": None, "recipient": "Two newspapers"})
    assert status == 0
    assert answer["event_type"] == "COERCE"


def test_codes_agree_with_one_another() -> None:
    from dragoman.extract.codes import cameo

    _, answers = coded(
        {"id": 1, "text": "Mali freed 30 rebels.", "actor": "Mali", "recipient": "30 rebels"},
        {"id": 2, "text": "Turkey bombed a Kurdish camp.", "actor": "Turkey", "recipient": "a Kurdish camp"},
    )
    assert [cameo()[answer["cameo"]]["event_type"] for answer in answers] == [answer["event_type"] for answer in answers]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("not json", "a line is like"),
        ('["a list"]', "a line is like"),
        ('{"id": 3, "actor": "Chad"}', "a line is like"),
        ('{"id": 3, "text": "Chad waits.", "actor": "Peru", "recipient": null}', "'Peru' does not stand in the text"),
        ('{"id": 3, "text": "Chad waits.", "actor": "", "recipient": null}', "does not stand in the text"),
    ],
)
def test_a_bad_line_costs_only_itself(line: str, why: str) -> None:
    good = {"id": 9, "text": "Chad thanked Peru.", "actor": "Chad", "recipient": "Peru"}
    status, answers = coded(line, good)
    assert status == 1
    assert why in answers[0]["skipped"]["reason"]
    assert answers[1]["id"] == 9


def test_pairs_come_on_standard_input_only() -> None:
    assert CliRunner().invoke(main, ["code", "pairs.jsonl"]).exit_code == 2
