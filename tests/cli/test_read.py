"""`dragoman read`: what goes to standard output and to the messages, and the status it ends with."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dragoman import pool
from dragoman.article import Article, Skipped
from dragoman.cli.main import main
from dragoman.errors import LexiconError
from dragoman.records import Record

TEXT = "Indian Foreign Minister Maria Rao met Nigerian President Ahmed Okoye in Abuja on Monday. “We agreed,” Rao said."
COMMAND = (sys.executable, "-m", "dragoman", "read")


def run(*args: str, given: str | bytes = b"") -> Result:
    return CliRunner().invoke(main, ["read", *args], input=given)


def a_line(id: str, text: str = TEXT, **more: object) -> str:
    return json.dumps({"id": id, "text": text, **more}) + "\n"


def ids(result: Result) -> list[str]:
    return [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()]


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the records empty: what is tested is the command around them."""
    monkeypatch.setattr(pool.pipeline, "read_article", lambda article: (article, Record()))


# ------------------------------------------------------------ output and status


def test_each_article_is_one_line_in_the_order_of_the_input(unread: None) -> None:
    result = run("-", given=a_line("b") + a_line("a") + a_line("c"))
    assert (ids(result), result.stderr, result.exit_code) == (["b", "a", "c"], "", 0)


def test_without_a_source_standard_input_is_read(unread: None) -> None:
    assert ids(run(given=a_line("a"))) == ["a"]


def test_a_skipped_article_stands_in_its_place_and_is_told(unread: None) -> None:
    result = run("-", given=a_line("a") + a_line("b", "") + a_line("c"))
    assert ids(result) == ["a", "b", "c"]
    assert json.loads(result.stdout.splitlines()[1])["skipped"]["step"] == "read"
    assert result.stderr.splitlines() == [
        "skipped b: standard input, line 2 is empty. Give a report of at least one sentence.",
        "1 of 3 articles skipped",
    ]
    assert result.exit_code == 1


def test_sources_are_read_in_the_order_given(unread: None, tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    result = run(str(tmp_path / "b.txt"), str(tmp_path / "none.txt"), str(tmp_path / "a.txt"))
    assert (ids(result), result.exit_code) == (["b", "none", "a"], 1)


def test_the_options_hold_for_every_article(unread: None) -> None:
    given = a_line("a", published="2024-01-01", publisher="Other") + a_line("b")
    result = run("-", "--published", "6 May 2024", "--publisher", "Daily Post", given=given)
    articles = [json.loads(line)["article"] for line in result.stdout.splitlines()]
    assert [(a["published"], a["published_basis"], a["publisher"]) for a in articles] == [
        ("2024-05-06", "option", "Daily Post")
    ] * 2


def test_the_kind_of_input_can_be_given(unread: None) -> None:
    result = run("-", "--input", "text", given=a_line("a"))
    assert json.loads(result.stdout)["article"]["text"] == a_line("a")


def test_the_limit_can_be_given(unread: None) -> None:
    assert run("-", "--limit", "10", given=TEXT).exit_code == 1
    assert run("-", "--limit", "1000", given=TEXT).exit_code == 0


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--published", "yesterday"], "'yesterday' is no full date"),
        (["--input", "pdf"], "'pdf' is not one of"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--workers", "0"], "'--workers'"),
        (["--limit", "none"], "'--limit'"),
        (["--colour"], "--colour"),
    ],
)
def test_a_wrong_call_is_told_and_gives_nothing(args: list[str], message: str) -> None:
    result = run("-", *args, given=TEXT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_an_error_that_ends_the_run_comes_with_its_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Article) -> None:
        raise LexiconError("cues.yaml has no class.", hint="Write one.")

    monkeypatch.setattr(pool.pipeline, "read_article", fail)
    result = run("-", given=TEXT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == ["error: cues.yaml has no class.", "hint: Write one."]


def test_ctrl_c_ends_it_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Article) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pool.pipeline, "read_article", interrupt)
    result = run("-", given=TEXT)
    assert (result.exit_code, result.output) == (130, "")


# ------------------------------------------------------------ for people


def test_the_dossier_is_printed_for_people() -> None:
    result = run("-", "--format", "text", given=TEXT)
    assert "Maria Rao" in result.stdout
    assert "We agreed" in result.stdout
    assert "confidence" not in result.stdout
    assert result.exit_code == 0


def test_why_shows_rules_and_the_article() -> None:
    result = run("-", "--format", "text", "--why", given=TEXT)
    assert "confidence" in result.stdout
    assert "in Abuja on Monday" in " ".join(result.stdout.replace("│", " ").split())


def test_a_skipped_article_is_shown_to_people() -> None:
    result = run("-", "--format", "text", given="12345")
    assert "skipped" in result.stdout
    assert "holds no words" in result.stdout
    assert result.exit_code == 1


# ------------------------------------------------------------ as a program


def test_standard_output_has_nothing_but_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Ministers meet\r\n\r\n{TEXT} 👩‍👩‍👧\r\n", encoding="utf-8", newline="")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7 \x00")
    done = subprocess.run(
        [*COMMAND, str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], capture_output=True, env={**os.environ, "LANG": "C"}
    )
    assert done.returncode == 1
    read, skipped = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    text = read["article"]["text"]
    assert text == f"Ministers meet\r\n\r\n{TEXT} 👩‍👩‍👧\r\n"
    assert read["article"]["title"] == "Ministers meet"
    said = [text[span["start"] : span["end"]] for statement in read["statements"] for span in statement["content"]]
    assert [words.strip(",") for words in said] == ["We agreed"]
    assert "is a PDF" in skipped["skipped"]["reason"]
    assert done.stderr.decode("utf-8").splitlines() == [f"skipped b: {skipped['skipped']['reason']}", "1 of 2 articles skipped"]


BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


@contextmanager
def started(*args: str, **more: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """The command at work; killed where a test waits too long for it."""
    command = [*COMMAND, *args]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=BUFFERED, preexec_fn=_as_in_front, **more
    )
    watch = threading.Timer(60, process.kill)
    watch.start()
    try:
        yield process
    finally:
        watch.cancel()
        process.kill()
        process.communicate()


def _as_in_front() -> None:
    """Take Ctrl-C as a command in front does: one started in the background is told to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def first_id(process: "subprocess.Popen[bytes]") -> str:
    """The id of the first article that it writes."""
    assert process.stdout
    id: str = json.loads(process.stdout.readline())["article"]["id"]
    return id


def end(process: "subprocess.Popen[bytes]") -> tuple[int, bytes]:
    """Status and messages of a process that comes to its end."""
    assert process.stderr
    return process.wait(), process.stderr.read()


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_result_comes_before_the_next_article_is_given_and_ctrl_c_is_quiet(workers: str) -> None:
    with started("-", "--workers", workers, stdin=subprocess.PIPE, start_new_session=True) as process:
        process.stdin.write(a_line("a").encode())  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        assert first_id(process) == "a"
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        assert end(process) == (130, b"")


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_closed_pipe_ends_it_quietly(workers: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(a_line(str(n)) for n in range(2000)), encoding="utf-8")
    with started(str(path), "--workers", workers) as process:
        assert first_id(process) == "0"
        process.stdout.close()  # type: ignore[union-attr]
        assert end(process) == (0, b"")


def test_results_are_written_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def read(*_: object) -> object:
        for n in range(3):
            seen.append(len(sys.stdout.buffer.getvalue().splitlines()))  # type: ignore[attr-defined]
            yield Skipped(str(n), "read", "why")

    monkeypatch.setattr(pool, "read", read)
    run("-", given=TEXT)
    assert seen == [0, 1, 2]


# ------------------------------------------------------------ issues of one's own


@pytest.mark.parametrize("workers", ["1", "2"])
def test_own_issues_are_those_of_the_stances(tmp_path: Path, workers: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("[{id: whaling, phrases: [whaling]}]", encoding="utf-8")
    text = "Peru's foreign minister Elena Quiroga called for an end to whaling on Monday."
    result = run("-", "--issues", str(own), "--workers", workers, given=a_line("a", text) + a_line("b", text))
    found = [[stance["issue"] for stance in json.loads(line)["stances"]] for line in result.stdout.splitlines()]
    assert found == [["whaling"], ["whaling"]]


def test_own_issues_that_are_wrong_end_the_run(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("[{id: whaling}]", encoding="utf-8")
    result = run("-", "--issues", str(own), given=a_line("a"))
    assert result.exit_code == 2
    assert "has no phrases" in result.stderr


def test_what_was_not_said_is_marked_for_people() -> None:
    told = run("--format", "text", "-", given="Indian Foreign Minister Maria Rao did not say that the plan was ready.\n")
    assert "[negated]" in told.stdout
