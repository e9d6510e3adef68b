"""`dragoman compare`: reports, or a meeting of the store, as columns and as JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli.main import main
from dragoman.merging.merger import bring_up_to_date
from dragoman.pipeline import read
from dragoman.store.connect import open_store
from dragoman.store.save import Maker, save

SAMPLES = [str(Path(__file__).parents[2] / "samples" / f"readout-{side}.txt") for side in ("india", "sri-lanka")]


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["compare", *args], env={"COLUMNS": "120"})


def test_two_readouts_are_compared_side_by_side() -> None:
    text = run(*SAMPLES, "--format", "text")
    assert text.exit_code == 0, text.output
    assert "both say" in text.stdout
    assert "2 reports" in text.stdout
    (line,) = run(*SAMPLES, "--format", "json").stdout.splitlines()
    found = json.loads(line)
    assert found["sides"] == ["IND", "LKA"]
    point = found["both"][0]
    assert "ferry" in point["shared"]
    for said in point["said"]:
        text = Path(SAMPLES[said["article"] != "readout-india"]).read_text(encoding="utf-8")
        assert " … ".join(text[s["start"] : s["end"]] for s in said["spans"]) == said["words"]


def test_a_meeting_of_the_store_is_compared_by_its_id(tmp_path: Path) -> None:
    address = str(tmp_path / "store.sqlite")
    with open_store(address, create=True) as store:
        for article, record in read(SAMPLES):  # type: ignore[misc]
            save(store, article, record, Maker("0.1.0"))
        bring_up_to_date(store)
    listed = CliRunner().invoke(main, ["find", "meetings", "--status", "held", "--store", address, "--format", "json"])
    meeting = next(m for m in map(json.loads, listed.stdout.splitlines()) if m["reports"] == 2)
    assert json.loads(run(meeting["id"], "--store", address, "--format", "json").stdout)["meeting"] == meeting["id"]
    assert run(meeting["tellings"][0]["id"], "--store", address, "--format", "json").exit_code == 0


@pytest.mark.parametrize("one", [0, 1])
def test_one_report_alone_has_nothing_to_compare(one: int) -> None:
    result = run(SAMPLES[one], "--format", "json")
    assert json.loads(result.stdout)["sides"] if result.exit_code == 0 else "No meeting of which two sides" in result.stderr


def test_a_meeting_that_is_not_there_ends_with_1(tmp_path: Path) -> None:
    address = str(tmp_path / "store.sqlite")
    with open_store(address, create=True):
        pass
    result = run("meeting-000000000000", "--store", address)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no meeting meeting-000000000000" in result.stderr
