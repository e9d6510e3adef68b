"""The dossier of a set: what the corpus step and a store make of the same readings, within a limit of memory. Real files, DuckDB and store."""

import json
import random
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from dragoman.article import Article
from dragoman.cli.main import main
from dragoman.cluster import dossier as merging
from dragoman.cluster import parts, tellings
from dragoman.cluster.dossier import JOINED, merge_set
from dragoman.cluster.sets import Set
from dragoman.cluster.sources import file_system
from dragoman.corpus.dossier import Coverage, Dossier
from dragoman.corpus.merge import merge
from dragoman.errors import StoreError
from dragoman.ingest import ingest_readings
from dragoman.merging.merger import bring_up_to_date
from dragoman.records import Record
from dragoman.store import tables as t
from dragoman.store.codec import to_text
from dragoman.store.connect import open_store
from dragoman.store.dossier import shown_rows
from dragoman.store.save import Maker
from tests.corpus.made import PEOPLE, TOWNS, report, tour

Reading = tuple[Article, Record]
COPY = " ".join(f"word{number}" for number in range(60)) + "."
FIXED: list[Reading] = [
    report("a", status="planned", published="2024-05-01", office=True),
    report("b", publisher="Harbour Times", text=COPY),
    report("b2", publisher="Meridian Post", text=COPY, published="2024-05-08"),
    report("c", ("Norway", "Oman"), publisher="Harbour Times"),
    report("d", day="2024-05-13", published="2024-05-14"),
    report("e", ("Lunde", "Harthy")),
    report("f", day=None, published="2024-05-07", publisher="Meridian Post"),
    tour("g", "Halvorsen", ("Muscat", "2024-05-06", "made"), ("Nairobi", "2024-05-07", "made")),
    tour("h", "Halvorsen", ("Nairobi", "2024-05-07", "made"), ("Geneva", "2024-05-10", "made")),
]


def many(number: int, seed: int = 7) -> list[Reading]:
    """Reports of meetings that repeat, contradict and follow each other."""
    chance = random.Random(seed)
    made = []
    for n in range(number):
        day = chance.randrange(1, 28)
        who = tuple(chance.sample(list(PEOPLE), 2))
        details = {"day": chance.choice([f"2024-05-{day:02}", None]), "town": chance.choice([*TOWNS, None])}
        status, form = chance.choice(["held", "held", "planned", "postponed", "cancelled"]), chance.choice(["in_person", "talks"])
        publisher = chance.choice(["Northern Wire", "Harbour Times"])
        published = f"2024-05-{min(28, day + chance.randrange(3)):02}"
        made.append(
            report(f"r{n}", who, status=status, form=form, publisher=publisher, published=published, office=n % 3 == 0, **details)
        )
    return made


def set_of(address: str, readings: list[Reading], size: int = 4) -> Set:
    made = Set(address)
    made.open({"version": "1", "model": "none", "settings": "{}"})
    for at in range(0, len(readings), size):
        made.write(f"{at:032x}", readings[at : at + size])
    return made


def rows(address: str, name: str) -> list[dict[str, Any]]:
    system, path = file_system(f"{address}/{name}.parquet")
    found: list[dict[str, Any]] = pq.ParquetFile(BytesIO(system.cat_file(path))).read().to_pylist()
    return found


def check_same(address: str, wanted: Dossier) -> None:
    """Every file holds what the corpus step makes, in its order."""
    for kind in JOINED:
        for row, one in zip(rows(address, kind), getattr(wanted, kind), strict=True):
            assert Coverage(row.pop("reports"), tuple(row.pop("publishers"))) == one.coverage
            for name, value in row.items():
                told = json.loads(to_text(getattr(one, name)))
                assert (json.loads(value) if isinstance(value, str) and isinstance(told, list) else value) == told, name
    actors = {one.id: one for one in wanted.actors}
    assert [row["id"] for row in rows(address, "actors")] == [one.id for one in wanted.actors]
    for row in rows(address, "actors"):
        one = actors[row["id"]]
        assert Coverage(row.pop("reports"), tuple(row.pop("publishers"))) == one.coverage
        assert {name: tuple(value) if name == "names" else value for name, value in row.items()} == {
            name: getattr(one, name) for name in row
        }
    evidence = {
        (e.actor, e.title, e.day, e.article, e.words) for one in wanted.actors for held in one.holdings for e in held.evidence
    }
    names = ("actor", "title", "day", "article", "words")
    assert {tuple(row[name] for name in names) for row in rows(address, "offices")} == evidence
    told = {(kind, one.id, *told) for kind in (*JOINED, "actors") for one in getattr(wanted, kind) for told in one.tellings}
    found = [tuple(row.values()) for row in rows(address, "tellings")]
    assert set(found) == told
    assert len(found) == len(told)
    publications = [tuple(row.values()) for row in rows(address, "publications")]
    assert publications == [(p.key, p.id, p.publisher, p.published, p.title, p.url, p.report) for p in wanted.publications]


@pytest.mark.parametrize("where", ["folder", "storage"])
def test_the_dossier_is_what_the_corpus_step_makes(tmp_path: Path, where: str) -> None:
    target = set_of(str(tmp_path / "set") if where == "folder" else "memory://dossier/set", FIXED)
    merged = merge_set(target, memory="200MB")
    wanted = merge(FIXED)
    check_same(target.full("corpus"), wanted)
    assert (merged.readings, merged.articles, merged.counts) == (
        len(FIXED),
        len(FIXED),
        {kind: len(getattr(wanted, kind)) for kind in (*JOINED, "actors")},
    )


def test_parts_of_any_size_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces so small that nothing a thing is made of comes at once, and readings are let go and fetched again."""
    monkeypatch.setattr(tellings, "AT_ONCE", 7)
    monkeypatch.setattr(tellings, "REMEMBERED", 5)
    monkeypatch.setattr(parts, "AT_ONCE", 3)
    monkeypatch.setattr(parts, "KEPT", 4)
    monkeypatch.setattr(merging, "AT_ONCE", 5)
    monkeypatch.setattr(merging, "KEPT", 2)
    readings = many(60)
    target = set_of(str(tmp_path / "set"), readings, size=9)
    merge_set(target, str(tmp_path / "out"), memory="200MB")
    wanted = merge(readings)
    assert max(len(meeting.tellings) for meeting in wanted.meetings) > 2
    check_same(str(tmp_path / "out"), wanted)


def test_the_dossier_is_that_of_a_store_with_the_same_readings(tmp_path: Path) -> None:
    readings = many(40, seed=3)
    target = set_of(str(tmp_path / "set"), readings)
    merge_set(target, memory="200MB")
    with open_store(str(tmp_path / "a.sqlite"), create=True) as store:
        ingest_readings(store, target.placed(), Maker("1"))
        bring_up_to_date(store)
        with store.asking() as connection:
            kept = shown_rows(connection, connection.execute(select(t.dossier.c.number)).scalars().all())
    for kind in ("meeting", "event", "trip"):
        found = {
            row["id"]: (
                row["reports"],
                {record for _, record in json.loads(row["tellings"])},
                row.get("date"),
            )
            for row in rows(target.full("corpus"), f"{kind}s")
        }
        assert found == {
            row["id"]: (row["reports"], {telling["id"] for telling in row["tellings"]}, row.get("date"))
            for row in kept
            if row["record"] == kind
        }


def test_a_reading_that_stands_twice_counts_once(tmp_path: Path) -> None:
    target = set_of(str(tmp_path / "set"), FIXED)
    target.write("f" * 32, FIXED[:3])
    merged = merge_set(target, memory="200MB")
    assert (merged.readings, merged.articles) == (len(FIXED) + 3, len(FIXED))
    check_same(target.full("corpus"), merge(FIXED))


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    set_of(str(tmp_path / "set"), FIXED)
    done = CliRunner().invoke(main, ["merge", str(tmp_path / "set"), "--into", str(tmp_path / "out"), "--memory", "200MB"])
    assert done.exit_code == 0, done.output
    assert "9 readings of 9 articles" in done.output
    assert f"{len(merge(FIXED).meetings)} meetings" in done.output
    asked = f"SELECT count(*) FROM '{tmp_path}/out/meetings.parquet' WHERE 'Harbour Times' IN publishers AND json_array_length(tellings) > 1"
    with duckdb.connect() as connection:
        assert connection.execute(asked).fetchall() > [(0,)]


def test_what_cannot_be_merged_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no set"):
        merge_set(Set(str(tmp_path / "none")))
    with pytest.raises(StoreError, match="holds no readings"):
        merge_set(set_of(str(tmp_path / "empty"), []))
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        merge_set(set_of(str(tmp_path / "set"), FIXED), str(tmp_path / "file" / "out"))
    with pytest.raises(StoreError, match="Memory must have a number"):
        merge_set(set_of(str(tmp_path / "set2"), FIXED), memory="much")
