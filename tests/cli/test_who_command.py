"""`dragoman who`: the contract of its output and its exit status."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from dragoman.cli.main import main
from dragoman.errors import KnowledgeError

FIELDS = ["id", "name", "kind", "country", "sector", "office", "alternatives", "reason"]


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["who", *arguments], input=stdin)


def test_one_mention_gives_one_object_with_all_fields() -> None:
    result = run("the Danish prime minister", "--on", "2013-05-01", "--format", "json")
    answer = json.loads(result.output)
    assert result.exit_code == 0
    assert list(answer) == FIELDS
    assert (answer["id"], answer["name"], answer["country"], answer["sector"]) == (None, "Helle Thorning-Schmidt", "DNK", "GOV")
    assert answer["office"] == {
        "title": "Prime Minister",
        "jurisdiction": "DNK",
        "from": "2011-10-03",
        "to": "2015-06-28",
        "basis": "register",
    }


def test_lines_are_answered_in_order() -> None:
    asked = [
        {"id": "b", "mention": "Rasmussen", "published": "2005-05-01", "country": "DNK"},
        {"id": 7, "mention": "nobody at all", "published": "2005-05-01"},
        {"id": None, "mention": "Copenhagen", "published": None},
    ]
    result = run("-", "--format", "json", stdin="\n".join(map(json.dumps, asked)) + "\n\n")
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert [a["id"] for a in answers] == ["b", 7, None]
    assert [a["name"] for a in answers] == ["Anders Fogh Rasmussen", None, "Government of Denmark"]
    assert answers[1]["reason"]


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"id": 1}', '{"id": 1, "mention": "X", "published": "yesterday"}'])
def test_a_line_that_cannot_be_read_is_skipped_and_told(line: str) -> None:
    good = '{"id": 2, "mention": "Copenhagen", "published": "2005-05-01"}'
    result = run("-", "--format", "json", stdin=f"{line}\n{good}\n")
    skipped, answer = (json.loads(text) for text in result.stdout.splitlines())
    assert result.exit_code == 1
    assert skipped["skipped"]["step"] == "read"
    assert answer["id"] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Copenhagen"], "--on"),
        (["Copenhagen", "--on", "soon"], "is no date"),
        (["Copenhagen", "--on", "2005-05-01", "--country", "ZZZ"], "is no country code"),
    ],
)
def test_a_wrong_call_says_what_to_write(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.output


def test_for_people_it_says_who_and_why() -> None:
    output = run("Rasmussen", "--on", "2005-05-01", "--country", "dnk", "--format", "text").output
    assert "Anders Fogh Rasmussen" in output
    assert "Prime Minister (DNK)" in output
    assert "why" in output


def test_it_does_without_the_language_model() -> None:
    code = (
        "import sys; from dragoman.cli.main import main; "
        "main(['who', 'Copenhagen', '--on', '2005-05-01', '--format', 'json'], standalone_mode=False); "
        "sys.exit('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["name"] == "Government of Denmark"


def test_a_line_without_a_day_takes_that_of_the_call() -> None:
    result = run("-", "--on", "2013-05-01", "--format", "json", stdin='{"id": 1, "mention": "the Danish prime minister"}\n')
    assert json.loads(result.output)["name"] == "Helle Thorning-Schmidt"


def test_a_line_with_a_code_that_no_country_has_is_skipped() -> None:
    line = {"id": 1, "mention": "Rasmussen", "published": "2005-05-01", "country": "XXQ"}
    result = run("-", "--format", "json", stdin=json.dumps(line) + "\n")
    assert (result.exit_code, json.loads(result.stdout)["skipped"]["step"]) == (1, "read")


@pytest.mark.parametrize(("mention", "words"), [("he", "pronoun"), ("Rasmussen", "No day")])
def test_the_reason_says_what_is_missing(mention: str, words: str) -> None:
    result = run("-", "--format", "json", stdin=json.dumps({"id": 1, "mention": mention}) + "\n")
    assert json.loads(result.output)["name"] is None
    assert words in json.loads(result.output)["reason"]


def test_an_error_is_one_line_with_a_hint_and_status_two(monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise KnowledgeError("The gazetteer has nowhere to be kept.", hint="Set XDG_CACHE_HOME.")

    monkeypatch.setattr("dragoman.resolve.who.who", fail)
    result = run("Merkel", "--on", "2012-05-04")
    assert (result.exit_code, result.stderr) == (2, "error: The gazetteer has nowhere to be kept.\nhint: Set XDG_CACHE_HOME.\n")
