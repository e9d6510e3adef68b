"""The export command: what it takes, where it writes, what it says and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.export.made import READINGS

from dragoman.article import Skipped
from dragoman.cli.export import export_command
from dragoman.cli.main import main
from dragoman.export.formats import FORMATS
from dragoman.export.json import to_json

TEXT = "MUSCAT, 6 January 2024 (Post) - Norwegian Foreign Minister Sigrid Halvorsen met Omani Foreign Minister Salim Al Harthy in Muscat on Friday.\n"


def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)], input=input)


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    path = tmp_path / "readings.jsonl"
    path.write_text("".join(to_json(reading) + "\n" for reading in READINGS), encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_readings_are_not_read_anew(readings: Path) -> None:
    result = run("geojson", readings)
    assert result.exit_code == 0
    assert {feature["properties"]["article"] for feature in json.loads(result.stdout)["features"]} == {"a-1"}


def test_a_report_is_read(report: Path) -> None:
    result = run("plover", report)
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert (record["event"], record["date"]) == (["CONSULT"], "2024-01-05")


def test_reports_and_readings_may_be_mixed(report: Path, readings: Path) -> None:
    result = run("ninjs", report, readings, report.with_name("none.txt"))
    texts = [item for item in map(json.loads, result.stdout.splitlines()) if item["type"] == "text"]
    assert len(texts) == 3
    assert "none.txt" in result.stderr
    assert result.exit_code == 1


def test_standard_input_may_be_either(readings: Path) -> None:
    as_readings = run("plover", input=readings.read_bytes())
    assert len(as_readings.stdout.splitlines()) == 12
    as_text = run("plover", "-", input=TEXT)
    assert len(as_text.stdout.splitlines()) == 1


def test_input_may_be_named(readings: Path) -> None:
    named = readings.with_name("spaced.txt")
    named.write_text(readings.read_text(encoding="utf-8").replace('{"article":', '{ "article" :'), encoding="utf-8")
    assert run("ninjs", named, "--input", "readings").stdout == run("ninjs", readings).stdout


def test_options_of_reading_hold(report: Path) -> None:
    result = run("csv", report, "--publisher", "Daily Post", "--published", "2024-02-09", "--out", report.with_name("out"))
    assert result.exit_code == 0
    articles = (report.parent / "out" / "articles.csv").read_text(encoding="utf-8")
    assert "Daily Post,2024-02-09,option" in articles


def test_several_processes_write_the_same(report: Path) -> None:
    second = report.with_name("second.txt")
    second.write_text(TEXT.replace("Friday", "Thursday"), encoding="utf-8")
    assert run("plover", report, second, "--workers", "2").stdout == run("plover", report, second).stdout


def test_a_file_is_written_where_it_is_named(readings: Path) -> None:
    out = readings.with_name("out.ics")
    result = run("icalendar", readings, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert out.stat().st_mode & 0o777 == 0o666 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_dash_is_standard_output(readings: Path) -> None:
    assert run("ninjs", readings, "--out", "-").stdout == run("ninjs", readings).stdout


def test_what_a_format_cannot_hold_is_counted(readings: Path) -> None:
    result = run("icews", readings)
    assert "left out: 1 events without a second side" in result.stderr
    assert "left out" not in result.stdout


def test_a_line_that_is_no_reading_costs_only_itself(readings: Path) -> None:
    lines = readings.read_text(encoding="utf-8").splitlines()
    outside = json.loads(lines[1])
    outside["meetings"][0]["evidence"] = [{"start": 0, "end": 999}]
    skipped = to_json(Skipped("a-9", "parse", "Too long."))
    readings.write_text("\n".join([lines[0], "{broken", json.dumps(outside), "", skipped, lines[1]]), encoding="utf-8")
    result = run("ninjs", readings)
    assert result.exit_code == 1
    texts = [item for item in map(json.loads, result.stdout.splitlines()) if item["type"] == "text"]
    assert len(texts) == 2
    assert f"{readings}, line 2: It is no JSON" in result.stderr
    assert "line 3: Meeting meeting-m2 of article a-2 points outside its text" in result.stderr
    assert "skipped a-9: Too long." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("pdf", "x"), "'pdf' is not one of"),
        (("csv", "READINGS"), "Name a folder to write them to: --out FOLDER."),
        (("geojson", "READINGS", "--out", "FOLDER"), "is a folder"),
        (("geojson", "READINGS", "--out", "READINGS/x"), "cannot be written"),
        (("plover", "READINGS", "--published", "then"), ""),
    ],
)
def test_wrong_calls_end_with_2_and_say_what_to_do(readings: Path, arguments: tuple[str, ...], words: str) -> None:
    named = [a.replace("READINGS", str(readings)).replace("FOLDER", str(readings.parent)) for a in arguments]
    if "then" in arguments:
        named[1] = str(readings.with_name("report.txt"))
        Path(named[1]).write_text(TEXT, encoding="utf-8")
    result = run(*named)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_every_format_is_named_in_the_help() -> None:
    text = " ".join((export_command.help or "").split())
    assert all(f" {form.name}," in text or f" {form.name}." in text for form in FORMATS)


def test_no_model_is_loaded_for_readings(readings: Path) -> None:
    code = (
        "import sys; from dragoman.cli.main import main\n"
        f"sys.argv = ['dragoman', 'export', 'plover', {str(readings)!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('spacy' in sys.modules, 'pandas' in sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert ran.stderr.splitlines()[-1] == "False False"


def test_a_reader_that_goes_away_is_no_error(readings: Path) -> None:
    many = readings.with_name("many.jsonl")
    lines = readings.read_text(encoding="utf-8").splitlines()[0]
    many.write_text("".join(lines.replace('"a-1"', f'"a-{n}"') + "\n" for n in range(200)), encoding="utf-8")
    command = f"{sys.executable} -m dragoman export plover {many} | head -n 1"
    ran = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env=os.environ, check=False)
    assert json.loads(ran.stdout)
    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr
