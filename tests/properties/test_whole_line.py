"""What holds of the whole line whatever the text: no fault, records that stand on its words, and the same answer always."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.properties.texts import prose, texts

from dragoman.article import Article, Skipped
from dragoman.export.json import to_json
from dragoman.pipeline import read, read_article
from dragoman.records import Record, Span
from dragoman.settings import Settings

days = st.sampled_from([None, "2024-05-06", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31"])
SPOILED = ("read", "parse")
"""Steps that may refuse an article: those after them may not."""


def spans(value: Any) -> list[Span]:
    """Every span in a record, however deep."""
    if isinstance(value, Span):
        return [value]
    if is_dataclass(value):
        return [span for field in fields(value) for span in spans(getattr(value, field.name))]
    return [span for part in value for span in spans(part)] if isinstance(value, tuple) else []


def ids(value: Any) -> set[str]:
    return {item.id for item in value}


def check_references(record: Record) -> None:
    """What a record names by its id is there."""
    actors, places, times = ids(record.actors), ids(record.places), ids(record.times)
    statements, meetings = ids(record.statements), ids(record.meetings)
    named = {p for m in record.meetings for p in (*m.participants, m.host, *(v for r in m.readouts for v in r.via))}
    named |= {p for s in record.statements for p in (s.speaker, s.addressee, *s.via)}
    named |= {t.traveller for t in record.trips} | {p for s in record.stances for p in (s.holder, s.target)}
    named |= {p for e in record.events for p in (*e.actors, *e.recipients)}
    assert named - {None} <= actors
    assert {s.place for t in record.trips for s in t.stops} <= places
    assert {r.place for r in (*record.meetings, *record.statements, *record.events)} - {None} <= places
    assert {r.time for r in (*record.meetings, *record.statements, *record.events)} - {None} <= times
    assert {s.statement for s in record.stances} - {None} <= statements
    assert {s for m in record.meetings for r in m.readouts for s in r.statements} <= statements
    assert {s.meeting for s in record.statements} - {None} <= meetings


@given(texts, days)
def test_any_text_gives_a_record_that_stands_on_it(text: str, published: str | None) -> None:
    article = Article("a", text, published=published)
    result = read_article(article)
    if isinstance(result, Skipped):
        assert result.step in SPOILED, result
        return
    assert result[0] is article
    assert all(0 <= span.start < span.end <= len(text) for span in spans(result[1]))
    check_references(result[1])


@given(prose, days)
def test_the_journey_through_json_alters_nothing(text: str, published: str | None) -> None:
    result = read_article(Article("a", text, published=published))
    line = to_json(result)
    line.encode("utf-8")
    assert "\n" not in line
    found = json.loads(line)
    if isinstance(result, Skipped):
        assert found["skipped"]["reason"] == result.reason
        return
    record = result[1]
    assert found["article"]["text"] == text
    for statement, there in zip(record.statements, found["statements"], strict=True):
        assert [text[s.start : s.end] for s in statement.content] == [text[s["start"] : s["end"]] for s in there["content"]]


@given(prose, days)
def test_the_same_text_gives_the_same_bytes(text: str, published: str | None) -> None:
    one, two = (to_json(read_article(Article("a", text, published=published))) for _ in range(2))
    assert one == two


@given(st.lists(prose, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_is_that_of_the_output(tmp_path: Path, given_texts: list[str], chance: Any) -> None:
    lines = [json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(given_texts)]
    order = list(range(len(lines)))
    chance.shuffle(order)
    straight, shuffled = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    straight.write_text("\n".join(lines), encoding="utf-8")
    shuffled.write_text("\n".join(lines[n] for n in order), encoding="utf-8")
    one, two = ([to_json(result) for result in read([str(path)], Settings())] for path in (straight, shuffled))
    assert [without_line(out) for out in two] == [without_line(one[n]) for n in order]


def without_line(out: str) -> str:
    """An output without the number of its line, which a message about it names."""
    found = json.loads(out)
    if "skipped" in found:
        found["skipped"]["reason"] = found["skipped"]["reason"].partition(", line ")[2].lstrip("0123456789")
    return json.dumps(found)
