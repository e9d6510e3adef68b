"""What is kept by word gives what the model gives: forms of words, embeddings, trees and names."""

import warnings
from pathlib import Path
from typing import Any

import numpy
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parse import nlp
from dragoman.parse.nlp import embeddings
from dragoman.parse.nlp.forms import Forms

SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = [line for file in sorted(SAMPLES.glob("*.txt")) for line in file.read_text("utf-8").splitlines() if line.strip()]
PAIRS = "There is a plan. There's two of them, they ain't gonna stay. Let's go, y'all! C'mon, you gotta  see it."


@pytest.fixture(scope="module")
def plain() -> Any:
    """The model as it comes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(nlp.MODEL)


def test_forms_are_those_of_the_model_also_of_words_that_are_ruled_in_pairs(plain: Any) -> None:
    forms = Forms(plain)
    for doc in plain.pipe([*TEXTS, PAIRS]):
        assert forms.of(doc) == [(token.pos_, token.lemma_) for token in doc]


def test_a_rule_about_two_words_is_asked_for_just_these(plain: Any) -> None:
    doc = plain(PAIRS)
    kept = dict(zip([token.text for token in doc], Forms(plain).of(doc), strict=True))
    assert kept["is"] == ("VERB", "be")  # "there is"; the tag alone makes it an auxiliary
    assert kept["gon"][1] == "go"


def tagged(pipeline: Any, texts: list[str]) -> list[list[tuple[str, str, int, str]]]:
    return [[(t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc] for doc in pipeline.pipe(texts, batch_size=16)]


@pytest.mark.parametrize("kept", [embeddings.KEPT, 20])
def test_kept_embeddings_change_no_tree_and_no_name(plain: Any, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "KEPT", kept)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        keeping = spacy.load(nlp.MODEL)
    for name in ("tok2vec", "ner"):
        embeddings.keep_embeddings(keeping.get_pipe(name).model, keeping.vocab)
    assert tagged(keeping, TEXTS) == tagged(plain, TEXTS)


WORDS = ["Rao", "Lima", "can't", "said", ",", "the", "2024", "gonna", "ministers’", "talks", "€5m"]


@settings(max_examples=20, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_a_word_has_the_same_row_whatever_was_read_before_it(plain: Any, words: list[str]) -> None:
    read = nlp.load()
    one, other = (read.make_doc(" ".join(order)) for order in (words, words[::-1]))
    known = read.get_pipe("tok2vec").model.layers[0].predict([one])[0]
    fresh = embeddings._Kept(plain.get_pipe("tok2vec").model.layers[0], read.vocab).rows([other])[0]
    rows = {(token.text, token.whitespace_): row for token, row in zip(other, fresh, strict=True)}
    for token, row in zip(one, known, strict=True):
        assert numpy.array_equal(row, rows.get((token.text, token.whitespace_), row))


@pytest.mark.filterwarnings("ignore:.*W095")
def test_what_is_not_loaded_is_not_missed(plain: Any) -> None:
    """Words, norms, lemmas, tags, trees and names are those of the model with the words that it brings along."""
    part = spacy.load(nlp.MODEL, exclude=nlp.UNUSED)
    assert len(part.vocab.strings) < len(plain.vocab.strings) / 100
    for one, other in zip(plain.pipe([*TEXTS, PAIRS]), part.pipe([*TEXTS, PAIRS]), strict=True):
        assert list(map(seen, one)) == list(map(seen, other))


def seen(token: Any) -> tuple[Any, ...]:
    return (
        token.text,
        token.norm_,
        token.lemma_,
        token.tag_,
        token.pos_,
        token.dep_,
        token.head.i,
        token.ent_type_,
        token.vector_norm,
    )
