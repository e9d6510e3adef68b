"""The labelled texts read as the standard says, every line of them."""

import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

import texts  # noqa: E402


def test_an_event_sentence() -> None:
    row = texts.event_sentence("AID\t-\tdone\t073\t<t>Nepal</t> was given tents by <s>Japan</s>.")
    assert row.text == "Nepal was given tents by Japan."
    assert row.text[slice(*row.actor)] == "Japan"
    assert row.text[slice(*row.recipient)] == "Nepal"
    assert (row.event_type, row.mode, row.cameo) == ("AID", None, "073")


@pytest.mark.parametrize(
    "line",
    [
        "AID\t-\tdone\t<s>Japan</s> helped <t>Nepal</t>.",
        "HELP\t-\tdone\t-\t<s>Japan</s> helped <t>Nepal</t>.",
        "AID\t-\tmaybe\t-\t<s>Japan</s> helped <t>Nepal</t>.",
        "AID\t-\tdone\t-\tJapan helped Nepal.",
        "AID\t-\tdone\t-\t<s>Japan helped <t>Nepal</t>.",
        "AID\t-\tdone\t-\t<s>Japan</s> and <s>Oman</s> helped <t>Nepal</t>.",
    ],
)
def test_a_wrong_event_line_is_told(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        texts.event_sentence(line)


def test_nested_attributions() -> None:
    text = texts.attributed_text(
        "<s1>Ana Silva</s1> <q1 speech>said</q1> <c1><s2>Peru</s2> <q2 intent neg>had no plans</q2> <c2>to wait</c2></c1>."
    )
    outer, inner = text.attributions
    assert text.text == "Ana Silva said Peru had no plans to wait."
    assert [text.text[slice(*span)] for span in outer.content] == ["Peru had no plans to wait"]
    assert [text.text[slice(*span)] for span in inner.content] == ["to wait"]
    assert (inner.cue_class, inner.marks) == ("intent", ("neg",))


@pytest.mark.parametrize(
    "line",
    [
        "<s1>Peru</s1> <q1 speech>said</q1> nothing.",
        "<s1>Peru</s1> <q1>said</q1> <c1>no</c1>.",
        "<s1>Peru </s1><q1 speech>said</q1> <c1>no</c1>.",
        "<c1>yes <c2>no</c1></c2>.",
    ],
)
def test_a_wrong_attribution_line_is_told(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        texts.attributed_text(line)


def test_every_event_sentence_is_readable() -> None:
    rows = texts.event_sentences(TRAINING / "events")
    assert len(rows) >= 6000
    assert {row.event_type for row in rows} == set(texts.EVENT_TYPES)


def test_every_attributed_text_is_readable() -> None:
    assert len(texts.attributed_texts(TRAINING / "attribution")) >= 3000
