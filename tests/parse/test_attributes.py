"""The model's table of attributes with a memory sets what the table itself would, at once and again."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parse import nlp
from dragoman.parse.attributes import SET, remembered

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
PAIRS = "Let's go, y'all: there's a man who ain't coming. There is a road. I gotta go and I'm gonna run. C'mon, all of us."
WORDS = """the minister has met nobody there 's is let us all y' do did n't got ta gon na nuthin' , . which to be her Peru 7"""


def memory() -> Any:
    return dict(nlp.load().pipeline)[nlp.REMEMBERED]


def check(text: str) -> None:
    """A text parsed with the memory, when its words are new to it and when they are not, and by the table alone."""
    model, remembers = nlp.load(), memory()
    steps = [step for name, step in model.pipeline if name in ("tok2vec", "tagger", "parser")]
    docs = []
    for attributes in (remembers._table, remembers, remembers):
        doc = model.make_doc(text)
        for step in steps:
            doc = step(doc)
        docs.append(attributes(doc).to_array([*SET, "HEAD", "SENT_START"]))
    for doc in docs[1:]:
        np.testing.assert_array_equal(docs[0], doc)


def test_the_table_is_remembered() -> None:
    assert type(memory()).__name__ == "_Memory"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_reports_get_the_attributes_of_the_table(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").split("\n"):
        check(line)


def test_patterns_of_two_words_are_left_to_the_table() -> None:
    check(PAIRS)
    assert memory()._has_pair(nlp.load()(PAIRS))
    assert not memory()._has_pair(nlp.load()("All of us are let down by the road that was built."))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_any_words_get_the_attributes_of_the_table(words: list[str]) -> None:
    check(" ".join(words))


@pytest.mark.parametrize(
    "pattern",
    [
        [{"ENT_TYPE": "GPE"}],
        [{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}],
        [{"LOWER": {"REGEX": "a"}}, {"TAG": "NN"}],
        [{"LOWER": "a", "OP": "+"}],
    ],
    ids=["another attribute", "three words", "no word of two named", "repeated"],
)
def test_a_table_that_looks_at_more_stays_as_it_is(pattern: list[dict[str, Any]]) -> None:
    table = SimpleNamespace(patterns=[{"patterns": [pattern], "attrs": {"POS": "NOUN"}, "index": 0}])
    assert remembered(table, nlp.load().vocab.strings) is table
