"""What the name recogniser is trained on: our names, the article where OntoNotes has it, and other labels beside them."""

import random
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import texts
import train_names


@pytest.fixture(scope="module")
def nlp() -> Any:
    return train_names.recogniser()


def spans(example: Any) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for e in example.reference.ents]


def test_labels_that_we_do_not_write_are_the_recognisers(nlp: Any) -> None:
    row = texts.named_sentence("<PERSON>Ana Lund</PERSON> left <GPE>Oslo</GPE> on Monday with $3 million.")
    assert spans(train_names.labelled_example(nlp, row)) == [
        ("Ana Lund", "PERSON"),
        ("Oslo", "GPE"),
        ("Monday", "DATE"),
        ("$3 million", "MONEY"),
    ]


def test_an_article_is_taken_in_where_the_recogniser_takes_it_in(nlp: Any) -> None:
    row = texts.named_sentence("<PERSON>Ana Lund</PERSON> left the <GPE>United States</GPE> with the <NORP>Kurds</NORP>.")
    assert spans(train_names.labelled_example(nlp, row)) == [
        ("Ana Lund", "PERSON"),
        ("the United States", "GPE"),
        ("Kurds", "NORP"),
    ]


def test_our_name_wins_over_the_recognisers(nlp: Any) -> None:
    row = texts.named_sentence("<PERSON>Monday Okoye</PERSON> left.")
    assert spans(train_names.labelled_example(nlp, row)) == [("Monday Okoye", "PERSON")]


def test_an_article_does_not_count_in_the_score(nlp: Any, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [texts.named_sentence("<PERSON>Ana Lund</PERSON> left the <GPE>United States</GPE>.")]
    train_names.score(nlp, rows, "before")
    assert "all     P 1.000 R 1.000 F1 1.000 of 2" in capsys.readouterr().out


def test_no_silver_sentence_is_one_that_is_labelled(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "attributed_texts", lambda _: [])
    monkeypatch.setattr(texts, "event_sentences", lambda _: [row("Ana Lund left Oslo."), row("Peru sent a ship.")])
    silver = train_names.silver_examples(nlp, {"Peru sent a ship."}, random.Random(1))
    assert [(example.text, spans(example)) for example in silver] == [
        ("Ana Lund left Oslo.", [("Ana Lund", "PERSON"), ("Oslo", "GPE")])
    ]


def row(text: str) -> texts.EventSentence:
    return texts.EventSentence(text, (0, 4), None, "NONE", None, "done", None)
