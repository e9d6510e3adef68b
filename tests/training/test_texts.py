"""The labelled texts read as the standard says, every line of them."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_a_named_sentence() -> None:
    row = texts.named_sentence("<NORP>Turkish</NORP> President <PERSON>Ela Ozan</PERSON>'s plane left <GPE>Oslo</GPE>.\n")
    assert row.text == "Turkish President Ela Ozan's plane left Oslo."
    assert [(row.text[start:end], label) for start, end, label in row.names] == [
        ("Turkish", "NORP"),
        ("Ela Ozan", "PERSON"),
        ("Oslo", "GPE"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("<PERSON>Ela Ozan left.", "<PERSON> is never closed"),
        ("Ela Ozan</PERSON> left.", "closes nothing open"),
        ("<PERSON>Ela Ozan</ORG> left.", "closes nothing open"),
        ("<ORG>Bank of <GPE>Peru</GPE></ORG> closed.", "<GPE> stands inside <ORG>"),
        ("<EVENT>World Cup</EVENT> opened.", "no label EVENT"),
        ("<PERSON>Ela Ozan </PERSON>left.", "blanks at its edges"),
        ("<GPE></GPE> left.", "is empty"),
        ("<GPE>Turk</GPE>ish troops left.", "ends within a word: Turk"),
        ("Anti<ORG>NATO</ORG> crowds came.", "starts within a word: NATO"),
        ("<PERSON>Ela Ozan<PERSON> left <person>.", "stands inside"),
        ("Ela <b>Ozan left.", "not written as the standard says"),
    ],
)
def test_a_wrong_names_line_is_told(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        texts.named_sentence(line)


@given(st.lists(st.tuples(st.sampled_from(("", *texts.NAME_LABELS)), st.text("Aé-’ 1", min_size=1)), max_size=6))
def test_without_its_tags_a_names_line_is_its_text(pieces: list[tuple[str, str]]) -> None:
    marked = ", ".join(f"<{label}>x{words}x</{label}>" if label else words for label, words in pieces)
    plain = ", ".join(f"x{words}x" if label else words for label, words in pieces)
    row = texts.named_sentence(marked)
    assert row.text == plain
    assert [(row.text[start:end], label) for start, end, label in row.names] == [
        (f"x{words}x", label) for label, words in pieces if label
    ]


def test_every_named_sentence_is_readable() -> None:
    rows = texts.named_sentences(TRAINING / "names")
    assert len(rows) >= 1500
    assert {label for row in rows for *_, label in row.names} == set(texts.NAME_LABELS)
    assert len({row.text for row in rows}) == len(rows)


def test_our_own_named_sentences_are_those_of_the_other_texts() -> None:
    """The first 400 of each file, as `names/README.md` says: whoever labelled them changed no letter."""
    ours = {row.text for row in texts.event_sentences(TRAINING / "events")}
    ours |= {row.text for row in texts.attributed_texts(TRAINING / "attribution")}
    for path in sorted((TRAINING / "names").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()[:400]
        assert not [line for line in lines if texts.named_sentence(line).text not in ours], path.name


@pytest.mark.parametrize("folder", ["events", "attribution", "names", "set_aside/events", "set_aside/attribution"])
def test_the_checker_passes_every_file(folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(p) for p in sorted((TRAINING / folder).iterdir()) if p.suffix in (".tsv", ".txt")]
    monkeypatch.setattr(sys, "argv", ["texts.py", *files])
    status = texts.main()
    assert (status, capsys.readouterr().out.count(" lines; ")) == (0, len(files))


def test_the_checker_names_file_line_and_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "names" / "some.txt"
    file.parent.mkdir()
    file.write_text("<GPE>Oslo</GPE> waited.\n\n<GPE>Oslo waited.\n<GPE>Oslo</GPE> waited.\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["texts.py", str(file)])
    assert texts.main() == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith(f"{file}:3: <GPE> is never closed")
    assert printed[1:] == [f"{file}:4: the same sentence as line 1", f"{file}: 1 lines; GPE 2"]


def test_every_event_sentence_is_readable() -> None:
    rows = texts.event_sentences(TRAINING / "events")
    assert len(rows) >= 6000
    assert {row.event_type for row in rows} == set(texts.EVENT_TYPES)


def test_every_attributed_text_is_readable() -> None:
    assert len(texts.attributed_texts(TRAINING / "attribution")) >= 3000
