"""The pool: order, the same bytes, faults and ends. Most tests put a small program in place of the one that loads the model."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import pool
from dragoman.article import Article, Skipped
from dragoman.errors import LexiconError, ModelError
from dragoman.export.json import to_json
from dragoman.records import Record
from dragoman.settings import Settings

SPEAKER = """
import os, pickle, sys, time
from dragoman.errors import LexiconError
from dragoman.records import Record

def send(value):
    pickle.dump(value, sys.stdout.buffer)
    sys.stdout.buffer.flush()

send(None)
while True:
    try:
        article = pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    what, _, seconds = article.text.partition(" ")
    time.sleep(float(seconds or 0))
    if what == "die":
        os._exit(7)
    if what == "garbage":
        os.write(1, b"not a pickle")
        os._exit(0)
    send(LexiconError("cues.yaml has no class.") if what == "lexicon" else (article, Record()))
"""
TWO = Settings(workers=2)


@pytest.fixture
def crew(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """Let the processes be small ones that do what an article says; the list holds all that were started."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(pool, "COMMAND", (sys.executable, "-c", SPEAKER))
    monkeypatch.setattr(pool.subprocess, "Popen", Noted)
    return started


def give(monkeypatch: pytest.MonkeyPatch, *texts: str) -> list[int]:
    """Let the sources hold articles of these texts; the list grows as they are taken."""
    taken: list[int] = []

    def read_sources(*_: object) -> Iterator[Article | Skipped]:
        for n, text in enumerate(texts):
            taken.append(n)
            yield Skipped(str(n), "read", "It is empty.") if text == "skipped" else Article(str(n), text)

    monkeypatch.setattr(pool, "read_sources", read_sources)
    monkeypatch.setattr(pool.pipeline, "read_sources", read_sources)
    return taken


def ids(results: list[pool.Result]) -> list[str]:
    return [result.id if isinstance(result, Skipped) else result[0].id for result in results]


def test_results_keep_the_order_of_the_articles(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, "a 0.3", "a", "skipped", "a 0.1", "a", "a")
    assert ids(list(pool.read([], TWO))) == ["0", "1", "2", "3", "4", "5"]


def test_each_process_is_started_once_and_no_more_than_there_are(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, *["a 0.01"] * 30)
    assert len(list(pool.read([], TWO))) == 30
    assert len(crew) <= 2


def test_no_articles_need_no_process(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, "skipped")
    assert ids(list(pool.read([], TWO))) == ["0"]
    assert crew == []


@pytest.mark.parametrize(("text", "how"), [("die", "status 7"), ("garbage", "status 0")])
def test_an_article_whose_process_ends_is_skipped_alone(crew: list, monkeypatch: pytest.MonkeyPatch, text: str, how: str) -> None:
    give(monkeypatch, "a", "a", text, "a", "a", "a")
    results = list(pool.read([], TWO))
    assert ids(results) == ["0", "1", "2", "3", "4", "5"]
    [skipped] = [result for result in results if isinstance(result, Skipped)]
    assert (skipped.id, skipped.step) == ("2", "run")
    assert how in skipped.reason


def test_an_error_of_the_run_ends_it(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, "a", "lexicon", "a")
    with pytest.raises(LexiconError, match="has no class"):
        list(pool.read([], TWO))


def test_an_error_in_the_sources_ends_it(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Article]:
        yield Article("0", "a")
        raise RuntimeError("no more")

    monkeypatch.setattr(pool, "read_sources", broken)
    results = pool.read([], TWO)
    assert ids([next(results)]) == ["0"]
    with pytest.raises(RuntimeError, match="no more"):
        next(results)


def test_a_process_that_does_not_start_ends_the_run_with_a_hint(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    give(monkeypatch, "a")
    with pytest.raises(ModelError, match="status 3") as caught:
        list(pool.read([], TWO))
    assert caught.value.hint


def test_whoever_stops_early_leaves_no_process_behind(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, "a", *["a 20"] * 20)
    start = time.monotonic()
    results = pool.read([], TWO)
    next(results)
    results.close()
    assert [process.poll() for process in crew] == [-9] * len(crew)
    assert time.monotonic() - start < 10


def test_no_more_is_read_ahead_than_there_is_room_for(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = give(monkeypatch, *["a"] * 100)
    results = pool.read([], TWO)
    next(results)
    time.sleep(0.3)
    assert len(taken) <= 2 * pool.AHEAD + 1
    assert len(list(results)) == 99


def test_a_slow_source_holds_up_no_result(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def read_sources(*_: object) -> Iterator[Article]:
        yield Article("0", "a")
        go_on.wait(20)
        yield Article("1", "a")

    monkeypatch.setattr(pool, "read_sources", read_sources)
    results = pool.read([], TWO)
    assert ids([next(results)]) == ["0"]
    go_on.set()
    assert ids(list(results)) == ["1"]


def test_the_processes_are_out_of_reach_of_ctrl_c(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, "a", "a 20")
    results = pool.read([], TWO)
    next(results)
    assert all(os.getsid(process.pid) != os.getsid(0) for process in crew)
    results.close()


def test_one_worker_needs_no_process(crew: list, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool.pipeline, "read_article", lambda article: (article, Record()))
    give(monkeypatch, "a", "skipped", "a")
    assert ids(list(pool.read([], Settings()))) == ["0", "1", "2"]
    assert crew == []


@pytest.mark.slow
def test_two_processes_give_the_bytes_of_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    sentence = "Indian Foreign Minister Maria Rao met Nigerian President Ahmed Okoye in Abuja on {}. “We agreed,” Rao said."
    texts = [sentence.format(day) for day in ("Monday", "6 May 2024", "Tuesday")] + ["", "Peru urged Chile to wait.", "12"]
    path.write_text("".join(f'{{"text": "{text}", "published": "2024-05-09"}}\n' for text in texts * 2), encoding="utf-8")
    one, two = ([to_json(result) for result in pool.read([str(path)], Settings(workers=n))] for n in (1, 2))
    assert len(one) == 12
    assert two == one
