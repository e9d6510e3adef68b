"""The whole line: the order of the extractors, the same answer twice, and what a fault costs."""

import logging
from collections.abc import Iterator
from dataclasses import fields

import pytest

from dragoman import pipeline
from dragoman.article import Article, Skipped
from dragoman.document import Document, Mentions
from dragoman.errors import LexiconError, ModelError, RecordError
from dragoman.pipeline import EXTRACTORS, read, read_article
from dragoman.records import Record, Span, Statement

TEXT = (
    "Indian Foreign Minister Maria Rao arrived in Abuja on Monday. She met Nigerian President Ahmed Okoye.\n"
    "“We want peace on the river,” Rao said. She urged Nigeria to free the crew."
)


def an_article(id: str = "test", text: str = TEXT) -> Article:
    return Article(id, text, published="2024-05-06")


def test_an_article_comes_back_with_its_record() -> None:
    article = an_article()
    result = read_article(article)
    assert not isinstance(result, Skipped)
    assert result[0] is article
    for part in ("actors", "places", "times", "meetings", "trips", "statements", "stances", "events"):
        assert getattr(result[1], part), part


def test_the_same_input_gives_equal_records() -> None:
    assert read_article(an_article()) == read_article(an_article())


def test_another_article_of_the_same_words_has_ids_of_its_own() -> None:
    one, other = read_article(an_article("one")), read_article(an_article("other"))
    assert not isinstance(one, Skipped)
    assert not isinstance(other, Skipped)
    assert {s.id for s in one[1].statements}.isdisjoint(s.id for s in other[1].statements)


def test_records_name_only_what_the_record_holds() -> None:
    result = read_article(an_article())
    assert not isinstance(result, Skipped)
    record = result[1]
    actors, places, times = ({item.id for item in kind} for kind in (record.actors, record.places, record.times))
    assert {p for m in record.meetings for p in m.participants} <= actors
    assert {s.speaker for s in record.statements} <= actors
    assert {a for e in record.events for a in (*e.actors, *e.recipients)} <= actors
    assert {s.place for t in record.trips for s in t.stops} <= places
    assert {m.time for m in record.meetings if m.time} <= times
    assert {s.statement for s in record.stances if s.statement} <= {s.id for s in record.statements}


@pytest.mark.parametrize("text", ["", "  \n \n"])
def test_a_text_without_words_is_skipped_with_a_reason(text: str) -> None:
    result = read_article(an_article(text=text))
    assert isinstance(result, Skipped)
    assert (result.id, result.step) == ("test", "parse")
    assert "no words" in result.reason


@pytest.mark.parametrize("text", ["?!", "“", "\u200b\u200b word", "(" * 50, "a\u0301 \U0001f600 said.", "SAID SAID SAID"])
def test_odd_text_is_read_without_a_crash(text: str) -> None:
    result = read_article(an_article(text=text))
    assert not isinstance(result, Skipped) or result.step == "parse"


# ------------------------------------------------------------ the order


def test_the_extractors_run_in_the_documented_order() -> None:
    assert [(part, extractor.__name__) for part, extractor in EXTRACTORS] == [
        ("statements", "extract_statements"),
        ("meetings", "extract_meetings"),
        ("meetings", "extract_readouts"),
        ("statements", "link_statements"),
        ("trips", "extract_trips"),
        ("stances", "extract_stances"),
        ("events", "extract_events"),
        ("actors", "extract_voices"),
        ("statements", "name_speakers"),
    ]


def test_every_extractor_gives_a_part_of_the_record() -> None:
    assert {part for part, _ in EXTRACTORS} <= {field.name for field in fields(Record)}


def test_each_extractor_sees_the_record_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Record] = []

    def look(document: Document, mentions: Mentions, found: Record) -> Iterator[object]:
        seen.append(found)
        return iter(())

    monkeypatch.setattr(pipeline, "EXTRACTORS", (*EXTRACTORS[:1], ("meetings", look)))
    read_article(an_article())
    assert seen[0].statements
    assert seen[0].actors
    assert not seen[0].meetings


def test_a_second_extractor_for_a_part_gives_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_at_all(document: Document, mentions: Mentions, found: Record) -> Iterator[object]:
        return iter(())

    monkeypatch.setattr(pipeline, "EXTRACTORS", (*EXTRACTORS[:1], ("statements", none_at_all)))
    result = read_article(an_article())
    assert not isinstance(result, Skipped)
    assert result[1].statements == ()


# ------------------------------------------------------------ faults


def broken(error: Exception):  # type: ignore[no-untyped-def]
    """An extractor that fails on texts that hold the word "volcano"."""

    def fail(document: Document, mentions: Mentions, found: Record) -> Iterator[object]:
        if "volcano" in document.text:
            raise error
        yield from ()

    return fail


def test_a_faulty_extractor_costs_only_its_article(
    tmp_path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pipeline, "EXTRACTORS", (*EXTRACTORS, ("events", broken(ZeroDivisionError("oops")))))
    paths = [tmp_path / f"{name}.txt" for name in ("one", "two", "three")]
    for path, text in zip(paths, ["Kenya sent a ship.", "Kenya saw a volcano.", "Peru sent a ship."], strict=True):
        path.write_text(text, encoding="utf-8")
    with caplog.at_level(logging.CRITICAL):
        results = list(read([str(path) for path in paths]))
    assert [isinstance(result, Skipped) for result in results] == [False, True, False]


def test_a_fault_of_ours_is_told_with_its_article_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pipeline, "EXTRACTORS", (("events", broken(ZeroDivisionError("oops"))),))
    result = read_article(an_article("a-17", "Kenya saw a volcano."))
    assert isinstance(result, Skipped)
    assert (result.id, result.step) == ("a-17", "extract")
    assert "a-17" in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("error", [ModelError("no model"), LexiconError("bad lexicon")])
def test_what_would_spoil_every_article_stops_the_run(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(pipeline, "EXTRACTORS", (("events", broken(error)),))
    with pytest.raises(type(error)):
        read_article(an_article(text="Kenya saw a volcano."))


def test_a_record_off_the_text_is_skipped_at_the_record_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def outside(document: Document, mentions: Mentions, found: Record) -> Iterator[object]:
        yield Statement("statement-1", "actor-1", (Span(0, 9999),), "direct")

    monkeypatch.setattr(pipeline, "EXTRACTORS", (("statements", outside),))
    result = read_article(an_article())
    assert isinstance(result, Skipped)
    assert result.step == "record"
    assert "statement-1" in result.reason


def test_a_record_error_names_no_other_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "EXTRACTORS", (("events", broken(RecordError("off the text"))),))
    result = read_article(an_article(text="Kenya saw a volcano."))
    assert isinstance(result, Skipped)
    assert (result.step, result.reason) == ("record", "off the text")
