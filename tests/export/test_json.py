"""JSON: the shape of the contract, and spans that lead back to the words."""

import json
from dataclasses import fields
from typing import Any

import pytest

from dragoman.article import Article, Skipped
from dragoman.export.json import to_json
from dragoman.pipeline import read_article
from dragoman.records import Actor, Office, Place, Record, Span, Stop, Time, Trip

TEXT = (
    "Minister 👩‍👩‍👧 meets\r\n\r\nIndian Foreign Minister Maria Rao met Nigerian President Ahmed Okoye in Abuja on Monday.\r\n"
    "“We want peace,” Rao said, “on the river.” She urged Nigeria to free the crew.\r\n"
)
CONTRACT = {
    "actors": {"id", "name", "kind", "country", "sector", "office", "mentions"},
    "places": {"id", "name", "kind", "country", "latitude", "longitude", "precision", "mentions"},
    "times": {"id", "span", "type", "value", "start", "end", "grain", "anchor"},
    "meetings": {
        "id", "form", "status", "participants", "host", "place", "time", "date", "topics", "readouts", "evidence", "rule", "confidence",
    },
    "trips": {"id", "traveller", "stops", "duration", "purpose", "evidence", "rule", "confidence"},
    "statements": {
        "id", "speaker", "speaker_mention", "via", "addressee", "kind", "cue", "content", "time", "date", "place", "meeting", "evidence",
        "rule", "confidence",
    },
    "stances": {"id", "holder", "polarity", "strength", "object", "issue", "target", "condition", "statement", "evidence", "rule", "confidence"},
    "events": {
        "id", "actors", "recipients", "event_type", "mode", "contexts", "cameo", "quad", "goldstein", "status", "time", "date", "place",
        "evidence", "rule", "confidence",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def result() -> tuple[Article, Record]:
    found = read_article(Article("a1", TEXT, published="2024-05-06", published_basis="option"))
    assert not isinstance(found, Skipped)
    return found


@pytest.fixture(scope="module")
def given(result: tuple[Article, Record]) -> Any:
    return json.loads(to_json(result))


def spans(value: Any) -> list[Any]:
    """Every span of some JSON."""
    if isinstance(value, dict) and set(value) == {"start", "end"} and isinstance(value["start"], int):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [span for part in inner for span in spans(part)]


def test_the_parts_are_those_of_the_contract_in_its_order(given: Any) -> None:
    assert list(given) == ["article", *CONTRACT]
    assert {"id", "title", "publisher", "published", "url", "language", "text"} <= set(given["article"])


@pytest.mark.parametrize("part", CONTRACT)
def test_every_record_has_the_fields_of_the_contract(given: Any, part: str) -> None:
    kind = next(field.type for field in fields(Record) if field.name == part)
    assert given[part] or part in ("trips", "stances"), kind
    for item in given[part]:
        assert CONTRACT[part] <= set(item)


def test_the_text_goes_through_unaltered(given: Any) -> None:
    assert given["article"]["text"] == TEXT


def test_every_span_leads_to_the_same_words_after_the_journey(result: tuple[Article, Record], given: Any) -> None:
    said = [TEXT[span.start : span.end] for statement in result[1].statements for span in statement.content]
    there = [TEXT[span["start"] : span["end"]] for statement in given["statements"] for span in statement["content"]]
    assert said
    assert there == said
    assert all(0 <= span["start"] < span["end"] <= len(TEXT) for span in spans(given))


def test_offsets_count_code_points(given: Any) -> None:
    [rao] = [actor for actor in given["actors"] if actor["name"].endswith("Rao")]
    assert {TEXT[m["start"] : m["end"]] for m in rao["mentions"]} & {"Maria Rao", "Rao"}


def test_records_name_each_other_by_ids_that_are_there(given: Any) -> None:
    actors = {actor["id"] for actor in given["actors"]}
    assert {p for meeting in given["meetings"] for p in meeting["participants"]} <= actors
    assert {statement["speaker"] for statement in given["statements"]} <= actors


def test_nested_records_and_what_is_unknown() -> None:
    record = Record(
        actors=(Actor("p1", "Rao", "person", office=Office("minister", "IND", "2023-01-01", None, "register")),),
        places=(Place("l1", "Abuja", "city", latitude=9.06),),
        times=(Time("t1", Span(0, 5), "DATE", "2024"),),
        trips=(Trip("r1", "p1", (Stop("l1", evidence=(Span(1, 2),)),)),),
    )
    given = json.loads(to_json((Article("a1", "Some words."), record)))
    assert given["actors"][0]["office"] == {
        "title": "minister",
        "jurisdiction": "IND",
        "from": "2023-01-01",
        "to": None,
        "basis": "register",
    }
    assert given["actors"][0]["mentions"] == []
    assert given["places"][0]["longitude"] is None
    assert given["times"][0]["span"] == {"start": 0, "end": 5}
    assert given["trips"][0]["stops"] == [{"place": "l1", "date": None, "status": "made", "evidence": [{"start": 1, "end": 2}]}]
    assert given["article"]["published"] is None


def test_a_skipped_article_says_where_and_why() -> None:
    line = to_json(Skipped("a1", "read", "It is empty."))
    assert json.loads(line) == {"article": {"id": "a1"}, "skipped": {"step": "read", "reason": "It is empty."}}


@pytest.mark.parametrize("text", ["a\nb\r\nc\x00d", "“ÄÖ” 👩‍👩‍👧", "a \ud83d b", "\u2028\u2029\x85\x0b\x0c"])
def test_one_article_is_one_line_of_utf8(text: str) -> None:
    line = to_json((Article("a1", text), Record()))
    assert "\n" not in line
    assert "\r" not in line
    assert json.loads(line.encode("utf-8"))["article"]["text"] == text


def test_letters_are_written_as_they_are() -> None:
    assert "“ÄÖ” السلام" in to_json((Article("a1", "“ÄÖ” السلام"), Record()))
