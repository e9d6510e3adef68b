"""The samples give the records that are expected of them, and these agree with what an analyst wrote."""

import json
import re
from pathlib import Path

import pytest

from dragoman.export.json import to_json
from dragoman.pipeline import read
from dragoman.settings import Settings
from tests.golden.samples import EXPECTED, GOLD, pretty, samples

SAMPLES = samples()


@pytest.fixture(scope="module")
def records() -> dict[str, dict]:
    """The record of each sample."""
    found = {}
    for path, published in SAMPLES:
        (result,) = read([str(path)], Settings(published=published))
        found[path.stem] = json.loads(to_json(result))
    return found


@pytest.mark.parametrize("path", [path for path, _ in SAMPLES], ids=lambda p: p.stem)
def test_a_sample_gives_its_expected_record(records, path: Path) -> None:
    expected = (EXPECTED / f"{path.stem}.json").read_text(encoding="utf-8")
    assert pretty(json.dumps(records[path.stem])) == expected, "read the difference; if it is right: make golden"


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def same(one: str, other: str) -> bool:
    a, b = words(one), words(other)
    return len(a & b) >= 0.5 * len(a | b)


def test_most_statements_an_analyst_found_are_found_with_their_speaker(records) -> None:
    right = total = 0
    for path, _ in SAMPLES:
        gold = json.loads((GOLD / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        record = records[path.stem]
        text, names = record["article"]["text"], {a["id"]: a["name"] for a in record["actors"]}
        said = [(names[s["speaker"]], " ".join(text[c["start"] : c["end"]] for c in s["content"])) for s in record["statements"]]
        for statement in gold["statements"]:
            total += 1
            surname = statement["speaker"]["name"].split()[-1]
            right += any(surname in speaker and same(statement["content"], content) for speaker, content in said)
    assert right / total >= 0.55


def test_held_and_refused_meetings_of_the_refusal_are_told_apart(records) -> None:
    statuses = {meeting["status"] for meeting in records["refused"]["meetings"]}
    assert "refused" in statuses or "cancelled" in statuses


def test_a_tour_told_by_three_outlets_has_its_stops_in_order_in_each(records) -> None:
    for outlet in ("tour-oman", "tour-london", "tour-tbilisi"):
        record = records[outlet]
        places = {place["id"]: place["name"] for place in record["places"]}
        longest = max(record["trips"], key=lambda trip: len(trip["stops"]))
        stops = [places[stop["place"]] for stop in longest["stops"]]
        known = [stop for stop in stops if stop in ("Muscat", "Salalah", "Doha", "Tbilisi", "Batumi")]
        assert len(known) >= 2
        assert known == sorted(known, key=["Muscat", "Salalah", "Doha", "Tbilisi", "Batumi"].index)


def test_two_governments_tell_the_same_meeting_each_in_its_own_words(records) -> None:
    told = {}
    for side in ("readout-india", "readout-sri-lanka"):
        record = records[side]
        told[side] = {record["article"]["text"][c["start"] : c["end"]] for s in record["statements"] for c in s["content"]}
        assert record["meetings"]
    assert told["readout-india"].isdisjoint(told["readout-sri-lanka"])
