"""Readings back from their JSON, and the schema of that JSON."""

import json
from collections.abc import Callable
from dataclasses import fields
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from tests.export.conftest import Readings
from tests.export.made import ARTICLE, READINGS, RECORD

from dragoman import records
from dragoman.article import Skipped
from dragoman.errors import ReadError
from dragoman.export.json import to_json
from dragoman.export.load import REFERENCES, from_json
from dragoman.export.schema import UNKNOWN, VALUES, reading_schema

SCHEMA = json.loads((files("dragoman.export") / "reading.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> str:
    """The JSON of the made record with a change."""
    given = json.loads(to_json((ARTICLE, RECORD)))
    change(given)
    return json.dumps(given)


def test_what_was_written_is_read_back_the_same(readings: Readings) -> None:
    for article, record in readings:
        back = from_json(to_json((article, record)))
        assert not isinstance(back, Skipped)
        assert back[1] == record
        assert (back[0].id, back[0].text, back[0].published) == (article.id, article.text, article.published)
        assert to_json(back) == to_json((article, record))


def test_what_was_skipped_stays_so() -> None:
    skipped = Skipped("a", "read", "It is empty.")
    assert from_json(to_json(skipped)) == skipped


def test_fields_of_later_versions_are_passed_over() -> None:
    def change(given: dict[str, Any]) -> None:
        given["more"] = given["article"]["more"] = given["meetings"][0]["more"] = 1

    back = from_json(changed(change))
    assert not isinstance(back, Skipped)
    assert back[1] == RECORD


def test_fields_of_earlier_versions_may_be_missing() -> None:
    def change(given: dict[str, Any]) -> None:
        del given["stances"], given["events"][0]["contexts"], given["article"]["published_basis"]

    back = from_json(changed(change))
    assert not isinstance(back, Skipped)
    assert (back[1].stances, back[1].events[0].contexts) == ((), ())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda g: g.pop("article"), "no article"),
        (lambda g: g["article"].pop("text"), "no text"),
        (lambda g: g["article"].update(text=3), "no text"),
        (lambda g: g["meetings"][0].pop("status"), "not whole"),
        (lambda g: g["meetings"][0].update(evidence="x"), "no list"),
        (lambda g: g["meetings"][0].update(confidence="0.5"), "no float"),
        (lambda g: g["meetings"][0].update(confidence=True), "no float"),
        (lambda g: g["meetings"][0].update(evidence=[{"start": 1}]), "not whole"),
        (lambda g: g["meetings"][0].update(place="nowhere"), "'nowhere' as place"),
        (lambda g: g["meetings"][0].update(participants=["nobody"]), "'nobody' as participants"),
        (lambda g: g["meetings"][0]["readouts"][0].update(statements=["none"]), "'none' as statements"),
        (lambda g: g["trips"][0]["stops"][0].update(place="nowhere"), "'nowhere' as place"),
        (lambda g: g["statements"][0].update(meeting="none"), "'none' as meeting"),
        (lambda g: g.update(actors=[]), "not among its actors"),
    ],
)
def test_what_is_no_reading_is_refused_with_the_reason(change: Change, words: str) -> None:
    with pytest.raises(ReadError, match=words) as raised:
        from_json(changed(change))
    assert "--format json" in (raised.value.hint or "")


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"1", b'{"article": 1}', b'{"article": {}}', b"\xff"])
def test_what_is_no_json_of_ours_is_refused(line: bytes) -> None:
    with pytest.raises(ReadError):
        from_json(line)


def test_every_field_that_holds_an_id_is_checked() -> None:
    known = {name for names in REFERENCES.values() for name in names}
    kinds = (records.Meeting, records.Trip, records.Stop, records.Statement, records.Stance, records.Event, records.Readout)
    ids = {"id", "side", "form", "status", "kind", "polarity", "strength", "issue", "event_type", "mode", "cameo", "rule", "date"}
    ids |= {"duration", "cue_class", "contexts"}
    text = {f.name for kind in kinds for f in fields(kind) if "str" in str(f.type) and f.name not in ids}
    assert text == known


# ------------------------------------------------------------ the schema


def test_the_shipped_schema_is_that_of_the_records() -> None:
    assert reading_schema() == SCHEMA, "run `make docs`"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_what_is_written_is_valid(readings: Readings) -> None:
    for reading in readings:
        VALIDATOR.validate(json.loads(to_json(reading)))
    VALIDATOR.validate(json.loads(to_json(Skipped("a", "read", "It is empty."))))


@pytest.mark.parametrize(
    "change",
    [
        lambda g: g.pop("meetings"),
        lambda g: g["article"].pop("url"),
        lambda g: g["article"].update(text=None),
        lambda g: g["meetings"][0].update(status="maybe"),
        lambda g: g["meetings"][0].update(date="5 May 2024"),
        lambda g: g["meetings"][0].update(confidence=1.5),
        lambda g: g["meetings"][0]["evidence"][0].update(start=-1),
        lambda g: g["trips"][0]["stops"][0].pop("place"),
        lambda g: g["actors"][0]["office"].update(basis="hearsay"),
        lambda g: g["statements"][0].update(content="words"),
    ],
)
def test_what_is_wrong_is_not_valid(change: Change) -> None:
    assert not VALIDATOR.is_valid(json.loads(changed(change)))


def test_the_schema_names_fields_that_there_are() -> None:
    for field in (*VALUES, *UNKNOWN):
        kind, _, name = field.partition(".")
        assert name in SCHEMA["$defs"][kind]["properties"]


def test_every_field_stands_in_the_schema() -> None:
    assert set(SCHEMA["$defs"]["Reading"]["properties"]) == set(json.loads(to_json(READINGS[0])))
    for kind in (records.Meeting, records.Statement, records.Event):
        assert set(SCHEMA["$defs"][kind.__name__]["required"]) == {field.name for field in fields(kind)}
