"""Cues: the readings of a verb, and the runs of words that its clause frames."""

from collections.abc import Callable

import pytest

from dragoman.extract.cues import content_runs, cue_verbs, cues_of, trim
from dragoman.lexicon.loader import load

Framed = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def framed(document) -> Framed:
    """The runs that the first fitting reading of a verb frames."""

    def make(text: str, verb: str) -> list[str]:
        parsed = document(text)
        clause = next(c for c in parsed.clauses if parsed.tokens[c.verb].text == verb)
        runs = next((r for cue in cues_of(clause) if (r := content_runs(parsed, clause, cue))), [])
        return [parsed.words(parsed.span(*run)) for run in runs]

    return make


def test_every_verb_of_the_lexicon_has_its_readings_in_order() -> None:
    for verb, readings in cue_verbs().items():
        assert [r.cue_class for r in readings] == [g["class"] for g in load("cues") if verb in g["verbs"]]


def test_an_entry_of_its_own_comes_before_its_class() -> None:
    for group in load("cues"):
        for verb, own in group["verbs"].items():
            if own.get("stance"):
                reading = next(r for r in cue_verbs()[verb] if r.cue_class == group["class"])
                assert reading.polarity == own["stance"].get("polarity")


@pytest.mark.parametrize(
    ("text", "verb", "runs"),
    [
        ("Rao said that the plan was ready.", "said", ["the plan was ready"]),
        ("Rao urged Nigeria to free the crew.", "urged", ["Nigeria to free the crew"]),
        ("Rao called for the release of the crew.", "called", ["the release of the crew"]),
        ("Rao described the plan as a gift.", "described", ["the plan as a gift"]),
        ("Rao let it be known that the plan was ready.", "let", ["the plan was ready"]),
        ("Rao condemned the raid, which left two dead.", "condemned", ["the raid"]),
        ("Rao voiced concern at the raid.", "voiced", ["concern at the raid"]),
    ],
)
def test_runs_leave_out_cue_subject_and_complementizer(framed: Framed, text: str, verb: str, runs: list[str]) -> None:
    assert framed(text, verb) == runs


@pytest.mark.xfail(
    strict=True,
    reason='"Rao made it clear that the plan was ready.": the clause hangs from "clear" as advcl, so nothing is framed',
)
def test_making_it_clear_frames_a_that_clause(framed: Framed) -> None:
    assert framed("Rao made it clear that the plan was ready.", "made") == ["the plan was ready"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Rao called off the raid.", "called"),
        ("Rao urged on Monday.", "urged"),
        ("Rao made a plan.", "made"),
        ("Rao ate the fish.", "ate"),
    ],
)
def test_a_frame_that_does_not_fit_gives_nothing(framed: Framed, text: str, verb: str) -> None:
    assert framed(text, verb) == []


@pytest.mark.parametrize("rest", ["on Monday", "in a letter to the crew", "during a visit"])
def test_when_and_to_whom_is_left_out(framed: Framed, rest: str) -> None:
    assert framed(f"Rao condemned the raid {rest}.", "condemned") == ["the raid"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (", and that the plan was ready.", "and that the plan was ready"),
        ("(a plan) was ready!", "(a plan) was ready"),
        ("the plan was ready, and", "the plan was ready"),
        ("...", ""),
    ],
)
def test_trim(document, text: str, words: str) -> None:
    parsed = document(text)
    first, last = trim(parsed, 0, len(parsed.tokens) - 1)
    assert (parsed.words(parsed.span(first, last)) if first <= last else "") == words
