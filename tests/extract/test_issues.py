"""The issue of a stance: every entry's own sentences, every phrase, and how phrases are read."""

import re
from itertools import product
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.extract.issues import GAP, best_issue, codebook, compile_phrases, issue_of
from dragoman.lexicon.loader import load

ISSUES = load("issues")["issues"]
PHRASES = [(entry["id"], text) for entry in ISSUES for text in entry["phrases"]]


@pytest.mark.parametrize("entry", ISSUES, ids=lambda e: e["id"])
def test_issue(entry: dict) -> None:
    assert issue_of(entry["example"]) == entry["id"]
    assert issue_of(entry["counterexample"]) != entry["id"]


@pytest.mark.parametrize("entry", ISSUES, ids=lambda e: e["id"])
def test_an_issue_is_written_as_the_file_says(entry: dict) -> None:
    assert set(entry) == {"id", "label", "group", "definition", "phrases", "example", "counterexample"}
    assert entry["label"][0].isupper()
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


# ------------------------------------------------------------ issues of the user's own

WHALES = """issues:
- id: whaling
  label: Whaling
  group: environment
  phrases: [whaling, hunt*/kill* ... whales]
  example: "She asked for an end to the hunting of whales."
  counterexample: "The whale of a deal was signed."
"""


@pytest.fixture
def own(tmp_path: Path):
    """The path of a file of one's own with some content."""

    def write(content: str) -> str:
        path = tmp_path / "own.yaml"
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


def test_own_issues_stand_beside_those_of_the_package(own) -> None:
    path = own(WHALES)
    assert issue_of("a ban on whaling", path) == "whaling"
    assert issue_of("a ban on whaling") != "whaling"
    assert issue_of("free the hostages", path) == "hostage_release"


def test_an_own_issue_wins_over_another_with_as_many_words(own) -> None:
    assert issue_of("the truce", own("[{id: my_truce, phrases: [truce]}]")) == "my_truce"


def test_an_own_issue_takes_the_place_of_one_with_its_id(own) -> None:
    path = own("[{id: ceasefire, phrases: [quiet guns]}]")
    assert issue_of("quiet guns", path) == "ceasefire"
    assert issue_of("the truce", path) != "ceasefire"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no list of issues"),
        ("issues: 3", "no list of issues"),
        ("[whaling]", "Issue 1 of .* is no entry"),
        ("[{id: whaling}]", "Issue 1 of .* has no phrases"),
        ("[{phrases: [whaling]}]", "has no id"),
        ("[{id: Whaling, phrases: [whaling]}]", "has the id Whaling"),
        ("[{id: whaling, phrases: whaling}]", "no list of words"),
        ("[{id: whaling, phrases: ['... whaling']}]", "begins or ends with a gap"),
        ("[{id: whaling, phrases: [whaling], words: [x]}]", "has words, which means nothing"),
        ("[{id: whaling, phrases: [whaling], label: [x]}]", "a label that is no text"),
        ("[{id: whaling, phrases: [whaling]}, {id: whaling, phrases: [whales]}]", "two issues whaling"),
        ("[{id: whaling, phrases: [whaling], example: 'A truce held.'}]", "example of whaling in .* is read as ceasefire"),
        ("[{id: whaling, phrases: [whaling], counterexample: 'Whaling rose.'}]", "counterexample of whaling"),
        ("[{id: whaling, phrases: [", "cannot be read"),
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_told(own, content: str, told: str) -> None:
    with pytest.raises(LexiconError, match=told):
        codebook(own(content))
