"""The issue of a stance: every entry's own sentences, every phrase, and how phrases are read."""

import re
from itertools import product

import pytest

from dragoman.extract.issues import GAP, best_issue, compile_phrases, issue_of
from dragoman.lexicon.loader import load

ISSUES = load("issues")["issues"]
PHRASES = [(entry["id"], text) for entry in ISSUES for text in entry["phrases"]]


@pytest.mark.parametrize("entry", ISSUES, ids=lambda e: e["id"])
def test_issue(entry: dict) -> None:
    assert issue_of(entry["example"]) == entry["id"]
    assert issue_of(entry["counterexample"]) != entry["id"]


@pytest.mark.parametrize("entry", ISSUES, ids=lambda e: e["id"])
def test_an_issue_is_written_as_the_file_says(entry: dict) -> None:
    assert set(entry) == {"id", "definition", "phrases", "example", "counterexample"}
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", entry["id"])
    assert entry["definition"].endswith(".")
    assert all(isinstance(text, str) and text.split()[0] != GAP and text.split()[-1] != GAP for text in entry["phrases"])


def test_ids_are_unique() -> None:
    ids = [entry["id"] for entry in ISSUES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("issue", "text"), PHRASES, ids=lambda p: p)
def test_every_phrase_leads_to_its_issue(issue: str, text: str) -> None:
    """At least one reading of it: a phrase that another issue always takes is dead."""
    choices = product(*(part.split("/") for part in text.replace("*", "").replace(GAP, "x").split()))
    readings = {issue_of(" ".join(words)) for words in choices}
    assert issue in readings


OWN = compile_phrases(
    [
        {"id": "lifted", "phrases": ["lift* ... ban"]},
        {"id": "chess", "phrases": ["chess/check club", "policy"]},
        {"id": "ban", "phrases": ["ban", "club"]},
    ],
    ["the", "its"],
)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("lifting its ban", "lifted"),
        ("lift one two three bans", "lifted"),
        ("lift one two three four bans", "ban"),
        ("the BAN", "ban"),
        ("a ban on chess-clubs", "chess"),
        ("the check club’s rules", "chess"),
        ("a ban on policies", "chess"),
        ("banners and clubfoot", None),
        ("lift", None),
        ("", None),
        ("’ -- … \u200b\x00 \ud800", None),
    ],
)
def test_how_phrases_are_read(text: str, issue: str | None) -> None:
    assert best_issue(OWN, text) == issue


def test_a_long_text_is_read() -> None:
    assert issue_of("nothing at all " * 20_000 + "truce") == "ceasefire"
