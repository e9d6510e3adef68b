"""Ingest: what is read, what is known, what is kept, and what a run that ends anywhere leaves behind."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dragoman import pool
from dragoman.article import Article, Skipped
from dragoman.errors import StoreError
from dragoman.ingest import KnownInStore, Tally, ingest, reread
from dragoman.read.gather import FeedRead, FeedState, gather
from dragoman.read.items import Item
from dragoman.read.polite import Guest
from dragoman.records import Record
from dragoman.settings import Settings
from dragoman.store.connect import Store, check_integrity, open_store
from dragoman.store.load import load
from dragoman.store.save import Maker

MAKER = Maker("0.1.0", "none")
TEXT = (
    "Report {}: the minister met her counterpart in Lima on day {}. They spoke about the treaty of {} and about the price of {}."
)


def unread(articles: Iterable[Article | Skipped], _: Settings) -> Iterator[pool.Result]:
    """Leave the records empty: what is tested is what stands around them."""
    for article in articles:
        yield article if isinstance(article, Skipped) else (article, Record())


def write_reports(path: Path, numbers: Iterable[int]) -> str:
    lines = [json.dumps({"id": f"r{n}", "text": TEXT.format(n, n, n * 7, n * 13)}) for n in numbers]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store" / "kept.sqlite"), create=True) as opened:
        yield opened


def run(store: Store, *sources: str, read: object = unread, maker: Maker = MAKER, **settings: object) -> Tally:
    given = Settings(**settings)  # type: ignore[arg-type]
    items = gather(sources, given, KnownInStore(store, maker.version), Guest(given))
    return ingest(store, items, given, read=read, maker=maker)  # type: ignore[arg-type]


def ids(store: Store) -> list[str]:
    return [article.id for article, _, _ in load(store)]


def test_everything_is_kept_in_order(store: Store, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", range(5))
    assert run(store, path).counts == {"new": 5}
    assert ids(store) == [f"r{n}" for n in range(5)]


def test_a_second_run_reads_nothing(store: Store, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", range(5))
    run(store, path)

    def fail(articles: Iterable[Article | Skipped], _: Settings) -> Iterator[pool.Result]:
        assert not list(articles)
        return iter(())

    assert run(store, path, read=fail).counts == {"known": 5}


def test_a_run_that_stopped_goes_on(store: Store, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", range(10))
    seen: list[str] = []

    def stop_at_six(articles: Iterable[Article | Skipped], settings: Settings) -> Iterator[pool.Result]:
        for result in unread(articles, settings):
            seen.append(result[0].id)  # type: ignore[index]
            if len(seen) == 6:
                raise KeyboardInterrupt
            yield result

    with pytest.raises(KeyboardInterrupt):
        run(store, path, read=stop_at_six)
    assert run(store, path).counts == {"known": 5, "new": 5}
    assert ids(store) == [f"r{n}" for n in range(10)]


def test_a_newer_version_reads_anew(store: Store, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", range(3))
    run(store, path)
    assert run(store, path, maker=Maker("0.2.0")).counts == {"new": 3}
    assert run(store, path).counts == {"known": 3}


def test_the_same_report_elsewhere_is_counted_and_not_read(store: Store, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    for folder in ("one", "two"):
        (tmp_path / folder / "a.txt").write_text(TEXT.format(1, 1, 1, 1), encoding="utf-8")
    assert run(store, str(tmp_path / "one"), str(tmp_path / "two")).counts == {"new": 1, "double": 1}
    assert run(store, str(tmp_path / "one"), str(tmp_path / "two")).counts == {"known": 2}


def test_copies_are_kept_and_counted(store: Store, tmp_path: Path) -> None:
    text = " ".join(f"Sentence {n} of a long agency report." for n in range(20))
    lines = [json.dumps({"id": p, "text": text, "publisher": p}) for p in ("Post", "Times", "Herald")]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run(store, str(tmp_path / "a.jsonl")).counts == {"new": 3, "copy": 2}


def test_what_cannot_be_read_is_counted_and_told_and_tried_again(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x"}\n' + json.dumps({"id": "y", "text": "A report.\x00"}) + "\nno json\n", encoding="utf-8"
    )
    told: list[Skipped] = []

    def tell(_: Tally, skipped: Skipped | None) -> None:
        told.extend([skipped] if skipped else [])

    for _ in range(2):
        told.clear()
        items = gather(
            [str(tmp_path / "a.jsonl"), str(tmp_path / "none.txt")], Settings(), KnownInStore(store), Guest(Settings())
        )
        tally = ingest(store, items, read=unread, maker=MAKER, told=tell)
        assert tally.counts == {"skipped": 4}
        assert [skipped.id for skipped in told] == ["x", "y", "a:3", "none"]
    assert tally.reasons == {"read": 3, "save": 1}


def test_several_workers_keep_the_same(store: Store, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", range(6))
    (tmp_path / "b.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    tally = run(store, path, str(tmp_path / "b.jsonl"), read=pool.read_articles, workers=2)
    assert tally.counts == {"new": 6, "skipped": 1}
    assert ids(store) == [f"r{n}" for n in range(6)]


def test_what_a_feed_said_is_kept_only_after_its_articles(store: Store) -> None:
    known = KnownInStore(store)
    read = FeedRead("https://paper.example/feed", FeedState("v1", None))
    item = Item(
        "https://paper.example/1",
        "text",
        b"The minister met her counterpart in Lima.",
        "https://paper.example/1",
        "",
        "https://paper.example/1",
    )
    states: list[FeedState] = []

    def look(articles: Iterable[Article | Skipped], settings: Settings) -> Iterator[pool.Result]:
        for result in list(unread(articles, settings)):
            states.append(known.feed(read.url))
            yield result

    ingest(store, [item, read], read=look, maker=MAKER)
    assert states == [FeedState()]
    assert known.feed(read.url) == FeedState("v1", None)
    assert known.has_page("https://paper.example/1")
    assert not known.has_page("https://paper.example/2")


def test_the_store_can_be_read_again_by_a_newer_version(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(store, write_reports(tmp_path / "a.jsonl", range(4)))
    monkeypatch.setattr("dragoman.ingest.current_maker", lambda _: Maker("0.2.0"))
    assert reread(store, Settings(), read=unread).counts == {"new": 4}
    assert reread(store, Settings(), read=unread).counts == {"known": 4}
    assert {r.version for _, _, r in load(store)} == {"0.2.0"}


def test_an_error_of_the_store_ends_the_run(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreError("The store is full.")

    monkeypatch.setattr("dragoman.ingest.save", fail)
    with pytest.raises(StoreError):
        run(store, write_reports(tmp_path / "a.jsonl", range(3)))


# ------------------------------------------------------------ killed

CHILD = """
import sys
from dragoman.ingest import KnownInStore, ingest
from dragoman.read.gather import gather
from dragoman.read.polite import Guest
from dragoman.settings import Settings
from dragoman.store.connect import open_store
from tests.test_ingest import MAKER, unread
path, *sources = sys.argv[1:]
with open_store(path, create=True) as store:
    print("open", flush=True)
    ingest(store, gather(sources, Settings(), KnownInStore(store, MAKER.version), Guest(Settings())), read=unread, maker=MAKER)
print("done", flush=True)
"""


def start(path: Path, *sources: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), *sources], stdout=subprocess.PIPE, text=True, env=environment
    )


def test_killed_at_any_moment_it_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    """The short form of benchmarks/torture.py, whose runs are longer and whose kills are more."""
    source = write_reports(tmp_path / "a.jsonl", range(200))
    path = tmp_path / "killed.sqlite"
    chance = random.Random(5)
    lengths = []
    for last in [False] * 12 + [True]:
        process = start(path, source)
        assert process.stdout
        with process.stdout:
            process.stdout.readline()
            if not last:
                time.sleep(chance.uniform(0, 0.4))
                process.send_signal(signal.SIGKILL)
            done = "done" in process.stdout.read()
        process.wait()
        with open_store(str(path), create=True) as store:
            assert check_integrity(store) == []
            found = ids(store)
            assert found == [f"r{n}" for n in range(len(found))]
            lengths.append(len(found))
    assert done
    assert lengths == sorted(lengths)
    assert lengths[-1] == 200
    assert any(0 < length < 200 for length in lengths)


def test_two_runs_at_once_keep_each_article_once(tmp_path: Path) -> None:
    source = write_reports(tmp_path / "a.jsonl", range(150))
    other = write_reports(tmp_path / "b.jsonl", range(100, 250))
    path = tmp_path / "shared.sqlite"
    processes = [start(path, *sources) for sources in ((source, other), (other, source))]
    for process in processes:
        assert process.stdout
        with process.stdout:
            assert process.stdout.read() == "open\ndone\n"
        assert process.wait() == 0
    with open_store(str(path)) as store:
        assert Counter(ids(store)) == Counter(f"r{n}" for n in range(250))
