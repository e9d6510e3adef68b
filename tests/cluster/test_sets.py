"""Sets: an archive read into Parquet by month, runs that end and go on, and what they leave behind. Real files and storage, a small reader."""

import json
import pickle
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import fsspec
import pyarrow.parquet as pq
import pytest

from dragoman import pool
from dragoman.article import Article, Skipped
from dragoman.cluster.copies import find_copies
from dragoman.cluster.reading import Tally, maker_of, read_here
from dragoman.cluster.sets import Set, is_set
from dragoman.cluster.shards import cut
from dragoman.cluster.sources import file_system, find_sources, source_items
from dragoman.errors import StoreError, UsageError
from dragoman.ingest import ingest_readings
from dragoman.lexicon.own_issues import own_issues
from dragoman.read.items import Item
from dragoman.records import Record
from dragoman.settings import Settings
from dragoman.store.connect import open_store
from dragoman.store.keys import content_hash
from dragoman.store.load import load
from dragoman.store.save import Maker
from dragoman.version import VERSION
from tests.cluster.archive import OTHERS, SAMPLES, make


def unread(articles: Iterator[Article | Skipped], settings: Settings) -> Iterator[pool.Result]:
    """Articles with an empty record."""
    yield from (article if isinstance(article, Skipped) else (article, Record()) for article in articles)


@pytest.fixture(autouse=True)
def _small_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "read_articles", unread)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def into(folder: Path | str, *sources: Path | str, size: int = 10, **options: Any) -> Tally:
    settings = Settings(**options)
    target = Set(str(folder))
    target.open(maker_of(settings))
    return read_here(find_sources(map(str, sources)), target, settings, size)


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(make(60).data)
    return path


def test_the_generator_gives_the_same_bytes_and_every_kind() -> None:
    assert make(60).data == make(60).data
    assert set(make(60).kinds) == {"english", "other", "double", "missing", "rubbish"}


def test_an_archive_is_read_by_month_and_its_rest_skipped_with_reasons(tmp_path: Path, warc: Path) -> None:
    kinds = make(60).kinds
    tally = into(tmp_path / "set", warc)
    assert tally.readings == kinds["english"] + kinds["double"]
    # Where sentences end with no full stop of ours (Chinese, Hindi), a page is none that can be told from its menus.
    assert kinds["other"] - 4 <= tally.skipped["language"] <= kinds["other"]
    assert kinds["other"] < tally.skipped.total() <= kinds["other"] + kinds["rubbish"]
    assert {path.name for path in (tmp_path / "set").glob("month=*")} == {"month=2024-01", "month=2024-02", "month=2024-03"}
    for path in (tmp_path / "set").glob("month=*/*.parquet"):
        rows = pq.ParquetFile(path).read().to_pylist()
        assert {row["published"][:7] for row in rows} == {path.parent.name.removeprefix("month=")}
        assert not [row for row in rows if "privacy" in row["text"] or any(text in row["text"] for text in OTHERS.values())]


def test_a_second_run_reads_nothing_again(tmp_path: Path, warc: Path) -> None:
    first = into(tmp_path / "set", warc)
    before = files(tmp_path / "set")
    again = into(tmp_path / "set", warc)
    assert (again.read, again.known) == (0, first.read)
    assert files(tmp_path / "set") == before


def test_a_moved_archive_is_not_read_again(tmp_path: Path, warc: Path) -> None:
    first = into(tmp_path / "set", warc)
    assert into(tmp_path / "set", warc.rename(tmp_path / "moved.warc.gz")).known == first.read


def test_what_ended_anywhere_goes_on_to_the_same_bytes(tmp_path: Path, warc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    into(tmp_path / "whole", warc)
    wanted = files(tmp_path / "whole")
    for stop in range(1, len(wanted)):
        folder, writes, write = tmp_path / f"cut{stop}", iter(range(stop)), Set._write

        def failing(self: Set, file: str, data: bytes, writes: Iterator[int] = writes, write: Any = write) -> None:
            if next(writes, None) is None:
                raise OSError("No space left on device")
            write(self, file, data)

        with monkeypatch.context() as patch:
            patch.setattr(Set, "_write", failing)
            with pytest.raises(OSError, match="No space"):
                into(folder, warc)
        into(folder, warc)
        assert files(folder) == wanted


def test_object_storage_gives_the_same_set(tmp_path: Path, warc: Path) -> None:
    storage = fsspec.filesystem("memory")
    storage.pipe("/news/a/news.warc.gz", warc.read_bytes())
    into("memory://out/set", "memory://news/a/*.warc.gz")
    into(tmp_path / "set", warc)
    assert is_set("memory://out/set")
    stored = {path.removeprefix("/out/set/"): storage.cat(path) for path in storage.find("/out/set")}
    assert {name: data for name, data in stored.items() if "skipped" not in name} == {
        name: data for name, data in files(tmp_path / "set").items() if "skipped" not in name
    }


def test_readings_come_back_as_they_went_in(tmp_path: Path, warc: Path) -> None:
    into(tmp_path / "set", warc)
    settings, target = Settings(), Set(str(tmp_path / "set"))
    shards = cut(source_items(find_sources([str(warc)])[0], settings), maker_of(settings), 10)
    went = {shard.key: sorted(map(repr, unread(shard.articles(settings), settings))) for shard in shards}
    plain = {done.key: sorted(map(repr, target.readings(done))) for done in target.done()}
    assert plain == went


def test_a_set_is_not_gone_on_with_under_other_settings(tmp_path: Path, warc: Path) -> None:
    into(tmp_path / "set", warc)
    with pytest.raises(StoreError, match="was made by"):
        into(tmp_path / "set", warc, publisher="Courier")


def test_a_worker_of_ray_reads_with_the_user_s_own_issues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.cluster import on_ray

    monkeypatch.setattr(on_ray.os, "dup2", lambda *_: None)
    (tmp_path / "own.yaml").write_text("[{id: whaling, phrases: [whaling]}]")
    settings = Settings(issues=str(tmp_path / "own.yaml"))
    text = b"Peru's foreign minister Elena Quiroga called for an end to whaling."
    target = Set(str(tmp_path / "set"))
    items = (Item("a", "text", text, "a", "a"),)
    on_ray._Reader(target.address, settings, VERSION)({"key": ["k"], "items": [pickle.dumps(items)]})
    [(_, reading)] = target.placed()
    assert not isinstance(reading, Skipped)
    assert [stance.issue for stance in reading[1].stances] == ["whaling"]


def test_own_issues_belong_to_what_made_a_reading(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    made = [maker_of(Settings())]
    for words in ("whaling", "seal hunt"):
        own_issues.cache_clear()
        path.write_text(f"[{{id: hunting, phrases: [{words}]}}]")
        made.append(maker_of(Settings(issues=str(path))))
    assert len({one["settings"] for one in made}) == 3


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path, warc: Path) -> None:
    with pytest.raises(StoreError, match="is not empty"):
        into(tmp_path, warc)


def test_a_source_that_is_missing_costs_itself(tmp_path: Path, warc: Path) -> None:
    tally = into(tmp_path / "set", tmp_path / "none.jsonl", "memory://nothing/none.jsonl", warc)
    assert tally.readings > 0
    assert tally.skipped["read"] >= 2


@pytest.mark.parametrize("name", ["-", "https://courier.example/1"])
def test_pages_and_streams_are_no_sources_of_a_set(name: str) -> None:
    with pytest.raises(UsageError, match="into a set"):
        find_sources([name])


def test_an_unknown_kind_of_storage_is_named() -> None:
    with pytest.raises(UsageError, match="nowhere://bucket"):
        find_sources(["nowhere://bucket/a.jsonl"])


def test_a_source_that_grows_keeps_its_first_shards(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": str(n), "text": f"The envoy of Chad arrived in Tunis on day {n}."}) for n in range(30)]
    source.write_text("\n".join(lines[:25]))
    assert into(tmp_path / "set", source).read == 3
    source.write_text("\n".join(lines))
    grown = into(tmp_path / "set", source)
    assert (grown.known, grown.read) == (2, 1)


def test_a_set_comes_into_the_store_once_and_whole(tmp_path: Path, warc: Path) -> None:
    tally = into(tmp_path / "set", warc)
    found = Set(str(tmp_path / "set"))
    maker = Maker(*(found.made()[part] for part in ("version", "model", "settings")))
    with open_store(str(tmp_path / "a.sqlite"), create=True) as store:
        first = ingest_readings(store, found.placed(), maker)
        assert (first["new"] + first["double"], first["skipped"]) == (tally.readings, tally.skipped.total())
        again = ingest_readings(store, found.placed(), maker)
        assert again["new"] == 0
        kept = sorted(repr((article, record)) for article, record, _ in load(store))
    assert len(kept) == first["new"] == len({content_hash(article) for _, (article, _) in _readings(found)})
    assert set(kept) <= {repr(result) for _, result in _readings(found)}


def _readings(found: Set) -> list[tuple[str, Any]]:
    return [(place, result) for place, result in found.placed() if not isinstance(result, Skipped)]


@pytest.mark.parametrize("where", ["folder", "storage"])
def test_copies_are_those_that_the_store_finds(tmp_path: Path, where: str) -> None:
    source = tmp_path / "a.jsonl"
    reports = [line for path in SAMPLES for line in path.read_text(encoding="utf-8").split("\n") if len(line.split()) > 30][:12]
    texts = [*reports, *(f"{text} Agencies contributed to this." for text in reports[:5]), reports[0]]
    days = [f"2024-01-{1 + n:02}" for n in range(len(texts))]
    lines = [{"id": str(n), "text": text, "published": day} for n, (text, day) in enumerate(zip(texts, days, strict=True))]
    source.write_text("\n".join(map(json.dumps, lines)))
    target = Set(str(tmp_path / "set") if where == "folder" else "memory://copies/set")
    into(target.address, source, size=4)
    found = find_copies(target, "200MB")
    system, path = file_system(target.full("corpus/copies.parquet"))
    rows = pq.ParquetFile(BytesIO(system.cat_file(path))).read().to_pylist()
    with open_store(str(tmp_path / "a.sqlite"), create=True) as store:
        made = sorted(_readings(target), key=lambda placed: placed[1][0].published)
        ingest_readings(store, made, Maker("1"))
        kept = {reading.number: (reading.hash, reading.copy_of) for _, _, reading in load(store)}
    hashes = {number: hash for number, (hash, _) in kept.items()}
    assert {row["hash"]: row["copy_of"] for row in rows} == {hash: hashes[copy] for hash, copy in kept.values() if copy}
    assert (found.readings, found.articles, found.copies) == (18, 18, 6)


def test_copies_of_what_is_no_set_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no set"):
        find_copies(Set(str(tmp_path)))


def test_a_shard_that_ended_its_worker_twice_is_read_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends under "die" stands in for a model that runs out of memory."""
    from dragoman.cluster import on_ray
    from tests.test_pool import SPEAKER

    monkeypatch.setattr(pool, "COMMAND", (sys.executable, "-c", SPEAKER))
    monkeypatch.setattr(on_ray.nlp, "load", lambda: None)
    monkeypatch.setattr(on_ray.os, "dup2", lambda *_: None)
    target = Set(str(tmp_path / "set"))
    items = tuple(Item(str(n), "text", text.encode(), "a", "a") for n, text in enumerate(("sit", "die", "sit 0")))
    for _ in range(on_ray.TRIES):
        target.begin("k")
    (row,) = zip(
        *on_ray._Reader(target.address, Settings(), VERSION)({"key": ["k"], "items": [pickle.dumps(items)]}).values(), strict=True
    )
    assert row[:2] == ("k", 2)
    assert row[3] == "run 1"
    assert not (tmp_path / "set" / "tries" / "k").exists()
