"""The tables as CSV, Parquet, Stata and data package, read back by pandas, pyarrow and frictionless."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest
from tests.export.conftest import Readings
from tests.export.made import ARTICLE, READINGS

from dragoman.export.reading import Reading
from dragoman.export.tables import Table, tables

NAMES = [table.name for table in tables()]
TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,)}


def rows(table: Table, readings: Readings) -> list[dict[str, Any]]:
    return [dict(zip(table.names, row, strict=True)) for reading in readings for row in table.rows(Reading(*reading))]


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("table", tables(), ids=NAMES)
def test_cells_are_of_the_type_of_their_column(table: Table, readings: Readings) -> None:
    for row in rows(table, readings):
        for column in table.columns:
            value = row[column.name]
            assert value is None or (
                isinstance(value, TYPES[column.type]) and (column.type == "boolean") == isinstance(value, bool)
            )


@pytest.mark.parametrize("table", tables(), ids=NAMES)
def test_the_made_record_fills_every_table(table: Table) -> None:
    empty = [column.name for column in table.columns if all(row[column.name] is None for row in rows(table, READINGS))]
    assert rows(table, READINGS)
    assert set(empty) <= {"anchor", "office_to"}


@pytest.mark.parametrize("table", tables(), ids=NAMES)
def test_keys_tell_rows_apart_and_references_lead_somewhere(table: Table, readings: Readings) -> None:
    found = rows(table, readings)
    keys = [tuple(row[name] for name in table.names[: table.keys]) for row in found]
    assert len(set(keys)) == len(keys)
    for column in (c for c in table.columns if c.refers):
        resource, _, field = (column.refers or "").partition(".")
        known = {row[field] for row in rows(next(t for t in tables() if t.name == resource), readings)}
        assert {row[column.name] for row in found} - {None} <= known


@pytest.mark.parametrize("table", tables(), ids=NAMES)
def test_names_and_labels_fit_stata(table: Table) -> None:
    assert all(len(column.name) <= 32 and len(column.what) <= 80 for column in table.columns)
    assert len(table.what) <= 80


def test_csv_gives_back_what_went_in(folder: Callable[..., Path], readings: Readings) -> None:
    out = folder("csv", readings)
    assert {path.stem for path in out.iterdir()} == set(NAMES)
    for table in tables():
        expected = [
            {
                name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                for name, value in row.items()
            }
            for row in rows(table, readings)
        ]
        assert csv_rows(out / f"{table.name}.csv") == expected


def test_words_in_the_tables_are_those_of_the_text(folder: Callable[..., Path]) -> None:
    found = [row for row in csv_rows(folder("csv") / "evidence.csv") if row["article_id"] == ARTICLE.id]
    assert found
    for row in found:
        start, end = int(row["char_start"]), int(row["char_end"])
        assert ARTICLE.text[start:end] == row["words"]
        assert ARTICLE.text[:start].endswith(row["before"])
        assert ARTICLE.text[end:].startswith(row["after"])


def test_a_meeting_is_one_row_however_many_took_part(folder: Callable[..., Path]) -> None:
    out = folder("csv")
    assert [row["meeting_id"] for row in csv_rows(out / "meetings.csv")].count("meeting-planned") == 1
    assert [row["meeting_id"] for row in csv_rows(out / "participants.csv")].count("meeting-planned") == 3


def test_parquet_gives_back_what_went_in(folder: Callable[..., Path], readings: Readings) -> None:
    out = folder("parquet", readings)
    for table in tables():
        assert pq.read_table(out / f"{table.name}.parquet").to_pylist() == rows(table, readings)


def test_parquet_says_what_its_columns_hold(folder: Callable[..., Path]) -> None:
    schema = pq.read_schema(folder("parquet") / "meetings.parquet")
    assert schema.field("form").metadata[b"description"].startswith(b"in_person")


def test_parquet_is_written_in_groups(folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.export import parquet

    monkeypatch.setattr(parquet, "GROUP", 2)
    out = folder("parquet")
    groups = {name: pq.ParquetFile(out / f"{name}.parquet").metadata.num_row_groups for name in ("articles", "events", "trips")}
    assert groups == {"articles": 1, "events": 2, "trips": 1}
    assert pq.read_table(out / "events.parquet").num_rows == sum(len(record.events) for _, record in READINGS)


def test_stata_gives_back_what_went_in(folder: Callable[..., Path], readings: Readings) -> None:
    out = folder("stata", readings)
    for table in tables():
        found = pd.read_stata(out / f"{table.name}.dta")
        assert list(found.columns) == list(table.names)
        expected = rows(table, readings)
        assert len(found) == len(expected)
        for column in table.columns:
            wanted = [row[column.name] for row in expected]
            if column.type == "string":
                assert list(found[column.name]) == [value or "" for value in wanted]
            else:
                assert [None if pd.isna(v) else v for v in found[column.name]] == wanted


def test_stata_has_labels_and_no_clock(folder: Callable[..., Path]) -> None:
    out = folder("stata")
    with pd.io.stata.StataReader(out / "meetings.dta") as reader:
        assert reader.variable_labels()["host"] == "Who hosted"
        assert reader.data_label.startswith("A meeting")
    before = (out / "meetings.dta").read_bytes()
    assert (folder("stata") / "meetings.dta").read_bytes() == before


def test_stata_takes_text_of_any_length(folder: Callable[..., Path]) -> None:
    from dataclasses import replace

    from dragoman.records import Span

    article, record = READINGS[0]
    longer = replace(article, text=article.text + "ä\0" * 2000)
    stance = replace(record.stances[0], object=Span(0, len(longer.text)))
    found = pd.read_stata(folder("stata", [(longer, replace(record, stances=(stance,)))]) / "stances.dta")
    assert found["object"][0] == longer.text.replace("\0", " ")


def test_the_data_package_is_valid(folder: Callable[..., Path], readings: Readings) -> None:
    out = folder("datapackage", readings)
    report = frictionless.Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["taskNumber", "rowNumber", "fieldName", "type", "note"])
    assert {task.name for task in report.tasks} == set(NAMES)


def test_the_data_package_would_notice_a_missing_actor(folder: Callable[..., Path]) -> None:
    out = folder("datapackage")
    actors = out / "data" / "actors.csv"
    actors.write_text("\n".join(actors.read_text(encoding="utf-8").splitlines()[:-3]) + "\n", encoding="utf-8")
    assert not frictionless.Package(str(out / "datapackage.json")).validate().valid


def test_the_codebook_describes_every_column(folder: Callable[..., Path]) -> None:
    out = folder("datapackage")
    book = (out / "codebook.md").read_text(encoding="utf-8")
    described = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        section = book.split(f"\n## {resource['name']}\n")[1].split("\n## ")[0]
        assert all(f"| `{field['name']}` | {field['type']} |" in section for field in resource["schema"]["fields"])
