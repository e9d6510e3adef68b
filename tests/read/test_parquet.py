"""Articles out of Parquet: rows as lines of JSONL, whole and damaged files."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.article import Article, Skipped
from dragoman.read.sources import read_sources
from dragoman.settings import Settings

TEXT = "The minister met her counterpart in Lima on Monday. They spoke for an hour."


def read(path: Path, table: dict[str, list[object]]) -> list[Article | Skipped]:
    pq.write_table(pa.table(table), path)
    return list(read_sources([str(path)], Settings()))


def test_each_row_is_an_article(tmp_path: Path) -> None:
    days = [date(2024, 1, 6), None]
    found = read(tmp_path / "a.parquet", {"id": ["x", None], "text": [TEXT, TEXT], "published": days, "rest": [1, 2]})  # type: ignore[list-item]
    assert [(item.id, item.text, item.published) for item in found if isinstance(item, Article)] == [
        ("x", TEXT, "2024-01-06"),
        ("a:2", TEXT, None),
    ]


def test_a_row_without_text_costs_itself(tmp_path: Path) -> None:
    first, second = read(tmp_path / "a.parquet", {"text": [None, TEXT]})
    assert isinstance(first, Skipped)
    assert "row 1 has no text" in first.reason
    assert isinstance(second, Article)


@pytest.mark.parametrize("damage", ["cut", "column"])
def test_a_file_that_holds_no_articles_is_skipped_with_a_reason(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.parquet"
    (found,) = read(path, {"words": [TEXT]})
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:-9])
        (found,) = read_sources([str(path)], Settings())
    assert isinstance(found, Skipped)
    assert ("no whole Parquet file" if damage == "cut" else "no column text") in found.reason
