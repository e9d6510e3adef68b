"""The list of formats, the one function that writes them, and what it does when it cannot."""

import ast
import io
import os
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.export.conftest import Readings
from tests.export.made import ARTICLE, READINGS, RECORD, TEXT

from dragoman.article import Article, Skipped
from dragoman.errors import ExportError, UsageError
from dragoman.export.formats import FORMATS, SKIPPED, TWICE, export, format_named
from dragoman.export.reading import Reading
from dragoman.records import Record, Span

NAMES = [form.name for form in FORMATS]
ONE_FILE = [form.name for form in FORMATS if not form.folder]
FOLDERS = [form.name for form in FORMATS if form.folder]
SOURCE = Path(import_module("dragoman.export.formats").__file__ or "").parent


def contents(path: Path) -> dict[str, bytes]:
    """The files of an export by their names."""
    found = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return {str(p.relative_to(path.parent)): p.read_bytes() for p in found}


@pytest.mark.parametrize("form", FORMATS, ids=NAMES)
def test_a_format_is_a_module_that_writes_and_says_what_it_is(form) -> None:
    module = import_module(f"dragoman.export.{form.module}")
    assert callable(module.write)
    assert form.what
    assert form.loses


def test_names_are_told_apart() -> None:
    assert len(set(NAMES)) == len(NAMES)
    with pytest.raises(UsageError, match="pdf") as raised:
        format_named("pdf")
    assert "plover" in (raised.value.hint or "")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_record_gives_the_same_bytes(tmp_path: Path, name: str, readings: Readings) -> None:
    export(readings, name, tmp_path / "one")
    time.sleep(0.01)
    export(iter(readings), name, tmp_path / "two")
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert list(one.values()) == list(two.values())
    assert one


@pytest.mark.parametrize("name", NAMES)
def test_nothing_gives_a_file_of_nothing(tmp_path: Path, name: str) -> None:
    assert not export([], name, tmp_path / "out")
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("name", NAMES)
def test_an_article_with_an_empty_record_is_no_trouble(tmp_path: Path, name: str) -> None:
    assert not export([(Article("a", "Nothing."), Record())], name, tmp_path / "out")


@pytest.mark.parametrize("name", NAMES)
def test_text_that_is_no_unicode_is_no_trouble(tmp_path: Path, name: str) -> None:
    from dataclasses import replace

    text = TEXT.replace("Bucharest", "Bucha\udce9\x00st")
    assert len(text) == len(TEXT)
    article = replace(ARTICLE, text=text, title="Half \ud83d", publisher="\x1b[2J", url="https://e.org/\ud83d")
    actors = tuple(replace(actor, name=f"\udce9\t\n{actor.name}\x07") for actor in RECORD.actors)
    export([(article, replace(RECORD, actors=actors))], name, tmp_path / "out")
    for path, data in contents(tmp_path / "out").items():
        if not path.endswith((".parquet", ".dta")):
            assert data.decode("utf-8"), path


@pytest.mark.parametrize("name", ONE_FILE)
def test_a_stream_gets_what_a_file_gets(tmp_path: Path, name: str) -> None:
    out = io.BytesIO()
    assert export(READINGS, name, out) == export(READINGS, name, tmp_path / "file")
    assert out.getvalue() == (tmp_path / "file").read_bytes()
    assert not out.closed


@pytest.mark.parametrize("name", FOLDERS)
def test_a_stream_is_no_place_for_several_files(name: str) -> None:
    with pytest.raises(UsageError, match="several files"):
        export(READINGS, name, io.BytesIO())


def test_two_articles_of_one_id_cannot_be_told_apart(tmp_path: Path) -> None:
    again = [*READINGS, (ARTICLE, RECORD)]
    left_out = export(again, "csv", tmp_path / "csv")
    assert left_out == {TWICE: 1}
    assert contents(tmp_path / "csv") == contents_of(READINGS, tmp_path / "once" / "csv")


def test_what_was_skipped_is_counted() -> None:
    left_out = export([Skipped("a", "read", "It is empty."), *READINGS], "ninjs", io.BytesIO())
    assert left_out == {SKIPPED: 1}


def contents_of(readings: Readings, path: Path) -> dict[str, bytes]:
    export(readings, "csv", path)
    return contents(path)


# ------------------------------------------------------------ what goes wrong


def failing() -> Iterator[tuple[Article, Record]]:
    yield READINGS[0]
    raise RuntimeError("the source broke off")


@pytest.mark.parametrize("name", NAMES)
def test_what_breaks_off_leaves_the_earlier_export_whole(tmp_path: Path, name: str) -> None:
    export(READINGS, name, tmp_path / "out")
    before = contents(tmp_path / "out")
    with pytest.raises(RuntimeError, match="broke off"):
        export(failing(), name, tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["csv", "geojson"])
def test_an_existing_thing_of_the_other_kind_is_not_written_over(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    if name == "csv":
        out.write_text("mine", encoding="utf-8")
    else:
        out.mkdir()
    with pytest.raises(UsageError):
        export(READINGS, name, out)
    assert out.is_dir() == (name == "geojson")


@pytest.mark.parametrize("name", ["csv", "geojson"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="cannot be written"):
        export(READINGS, name, tmp_path / "file" / "below")


@pytest.mark.parametrize("form", [form for form in FORMATS if form.package], ids=lambda form: form.name)
def test_a_missing_library_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form) -> None:
    import sys

    monkeypatch.setitem(sys.modules, form.package, None)
    with pytest.raises(ExportError, match=form.package) as raised:
        export(READINGS, form.name, tmp_path / "out")
    assert f"dragoman[{form.name}]" in (raised.value.hint or "")
    assert not (tmp_path / "out").exists()


def test_every_extra_is_a_format_that_needs_it() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    for form in FORMATS:
        if form.package:
            assert any(line.startswith(form.package) for line in extras[form.name])


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*.py")), ids=lambda path: path.name)
def test_heavy_libraries_are_imported_inside_functions(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name.split(".")[0] for node in top if isinstance(node, ast.Import) for alias in node.names}
    names |= {(node.module or "").split(".")[0] for node in top if isinstance(node, ast.ImportFrom)}
    assert not names & {"pandas", "pyarrow", "numpy", "spacy"}


# ------------------------------------------------------------ look-ups


def test_a_reading_counts_sentences_by_stops_and_line_breaks() -> None:
    reading = Reading(Article("a", "Title\n\nHe came. She left? “Yes.” Mr. X of the U.S. agreed."), Record())
    starts = [reading.article.text.index(word) for word in ("Title", "He", "She", "“Yes", "agreed")]
    numbers = [reading.sentence_number(at) for at in starts]
    assert numbers[:4] == [1, 2, 3, 4]
    assert numbers == sorted(numbers)


def test_what_stands_around_a_span_ends_with_the_text() -> None:
    reading = Reading(Article("a", "ab"), Record())
    assert (reading.before(Span(0, 1)), reading.after(Span(0, 1))) == ("", "b")
