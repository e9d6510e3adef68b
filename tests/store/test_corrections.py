"""Corrections: applied whenever the store is read, kept for ever, found again after another reading or edition."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.store.made import MAKER, of_other, reading, span_of

from dragoman.article import Article
from dragoman.errors import UsageError
from dragoman.records import Actor, Record, Span
from dragoman.store import tables as t
from dragoman.store.anchors import overlap
from dragoman.store.connect import Store
from dragoman.store.correct import actor_of, correct, merge, split, undo
from dragoman.store.corrections import all_corrections
from dragoman.store.filters import Filters
from dragoman.store.find import find
from dragoman.store.gold import write_gold
from dragoman.store.load import load
from dragoman.store.save import Maker, save
from dragoman.store.trace import trace

Ids = dict[str, str]
FIELDS = {"meeting": "meetings", "trip": "trips", "statement": "statements", "stance": "stances", "event": "events"}


@pytest.fixture
def ids(store: Store) -> Ids:
    """A store with two reports; the ids of the first one's records."""
    save(store, *reading(), MAKER)
    save(store, *reading(2, one="Ada Quist", two="Per Lund", place="Oslo", topic="fishing quota", month="March"), MAKER)
    _, record = reading()
    return {kind: getattr(record, field)[0].id for kind, field in FIELDS.items()}


def first(store: Store) -> Record:
    return next(load(store))[1]


def name_of(record: Record, id: str | None) -> str | None:
    return next((actor.name for actor in record.actors if actor.id == id), None)


CASES: tuple[tuple[str, str, dict[str, Any], Callable[[Record], object], object], ...] = (
    (
        "speaker",
        "statement",
        {"speaker": ["Jonas Brack", "", None]},
        lambda r: name_of(r, r.statements[0].speaker),
        "Jonas Brack",
    ),
    (
        "speaker",
        "statement",
        {"speaker": ["Vera Lind", "person", "SWE"]},
        lambda r: name_of(r, r.statements[0].speaker),
        "Vera Lind",
    ),
    ("speaker", "statement", {"speaker": None}, lambda r: r.statements[0].speaker, None),
    ("speaker", "stance", {"speaker": ["jonas brack", "", "PER"]}, lambda r: name_of(r, r.stances[0].holder), "Jonas Brack"),
    ("status", "meeting", {"status": "cancelled"}, lambda r: r.meetings[0].status, "cancelled"),
    ("status", "event", {"status": "negated"}, lambda r: r.events[0].status, "negated"),
    ("status", "trip", {"status": "planned", "stop": 0}, lambda r: r.trips[0].stops[0].status, "planned"),
    ("date", "meeting", {"date": "2024-W18"}, lambda r: r.meetings[0].date, "2024-W18"),
    ("date", "event", {"date": None}, lambda r: r.events[0].date, None),
    ("date", "trip", {"date": "2024-05-01", "stop": 0}, lambda r: r.trips[0].stops[0].date, "2024-05-01"),
    (
        "place",
        "meeting",
        {"place": ["Cusco", "PER"]},
        lambda r: [p.name for p in r.places if p.id == r.meetings[0].place],
        ["Cusco"],
    ),
    ("place", "event", {"place": ["lima", None]}, lambda r: [p.name for p in r.places if p.id == r.events[0].place], ["Lima"]),
    ("place", "meeting", {"place": None}, lambda r: r.meetings[0].place, None),
    ("span", "stance", {"words": ["river treaty"]}, lambda r: r.stances[0].object, Span(111, 123)),
    ("reject", "meeting", {}, lambda r: (r.meetings, r.statements[0].meeting), ((), None)),
    (
        "reject",
        "statement",
        {},
        lambda r: (r.statements, r.stances[0].statement, r.meetings[0].readouts[0].statements),
        ((), None, ()),
    ),
    ("confirm", "meeting", {}, lambda r: r == reading()[1], True),
)


@pytest.mark.parametrize(
    ("kind", "of", "change", "look", "wanted"), CASES, ids=[f"{case[0]}-{case[1]}-{n}" for n, case in enumerate(CASES)]
)
def test_a_correction_is_seen_by_whoever_loads(
    store: Store, ids: Ids, kind: str, of: str, change: dict[str, Any], look: Callable[[Record], object], wanted: object
) -> None:
    number = correct(store, kind, ids[of], change, "Desk")
    assert look(first(store)) == wanted
    reviews = next(load(store))[2].reviews
    assert reviews == ({} if kind == "reject" else {ids[of]: "confirmed" if kind == "confirm" else "corrected"})
    undo(store, number, "Desk")
    assert first(store) == reading()[1]


def test_a_correction_is_found_by(store: Store, ids: Ids) -> None:
    correct(store, "speaker", ids["statement"], {"speaker": ["Vera Lind", "person", "SWE"]}, "Desk")
    assert [found["id"] for found in find(store, "statements", Filters(speaker="Vera Lind"))] == [ids["statement"]]
    assert not list(find(store, "statements", Filters(speaker="Mira Holt")))
    assert next(find(store, "statements", Filters(speaker="Vera Lind")))["review"] == "corrected"
    correct(store, "reject", ids["meeting"], {}, "Desk")
    assert not list(find(store, "meetings", Filters(actor="Holt")))


def test_the_reading_itself_never_changes(store: Store, ids: Ids) -> None:
    with store.asking() as connection:
        before = connection.execute(select(t.readings)).all()
    correct(store, "reject", ids["meeting"], {}, "Desk")
    with store.asking() as connection:
        assert connection.execute(select(t.readings)).all() == before
    assert next(load(store, as_read=True))[1] == reading()[1]


def test_who_and_when_are_kept(store: Store, ids: Ids) -> None:
    correct(store, "confirm", ids["meeting"], {}, "Desk", "seen in the minutes")
    with store.asking() as connection:
        (made,) = all_corrections(connection)
    assert (made.who, made.note, made.anchor.words if made.anchor else "") == (
        "Desk",
        "seen in the minutes",
        reading()[0].text.split(" They")[0],
    )
    assert made.at.endswith("Z")


# ------------------------------------------------------------ later readings and editions


def other_ids(record: Record) -> Record:
    """The same record with other ids and spans that differ a little, as a newer version would read it."""
    statement, meeting = record.statements[0], record.meetings[0]
    span = statement.content[0]
    return replace(
        record,
        meetings=(replace(meeting, id="meeting-new", evidence=(Span(0, meeting.evidence[0].end - 4),)),),
        statements=(replace(statement, id="statement-new", content=(Span(span.start + 3, span.end),), meeting="meeting-new"),),
    )


def test_corrections_survive_a_reading_by_a_newer_version(store: Store, ids: Ids) -> None:
    correct(store, "speaker", ids["statement"], {"speaker": ["Vera Lind", "person", "SWE"]}, "Desk")
    correct(store, "status", ids["meeting"], {"status": "planned"}, "Desk")
    article, record = reading()
    save(store, article, other_ids(record), Maker("0.2.0"))
    now = next(record for found, record, _ in load(store) if found.id == article.id)
    assert (name_of(now, now.statements[0].speaker), now.meetings[0].status) == ("Vera Lind", "planned")
    assert [found["id"] for found in find(store, "statements", Filters(speaker="Vera Lind"))] == ["statement-new"]


def test_a_correction_whose_record_is_read_no_more_is_told_as_lost(store: Store, ids: Ids) -> None:
    correct(store, "status", ids["meeting"], {"status": "planned"}, "Desk")
    article, record = reading()
    save(store, article, replace(record, meetings=(), statements=()), Maker("0.2.0"))
    lost = next(r.lost for found, _, r in load(store) if found.id == article.id)
    assert [correction.kind for correction in lost] == ["status"]


@pytest.mark.parametrize(
    ("edit", "survives"),
    [
        (lambda text: "An update of this morning. " + text, True),
        (lambda text: text.replace("to be settled", "to be finally settled"), True),
        (
            lambda text: text.replace(
                "We want the river treaty to be settled by June", "Nothing of the kind has been agreed upon so far, ever"
            ),
            False,
        ),
    ],
    ids=["moved", "reworded", "gone"],
)
def test_corrections_find_their_words_in_another_edition(
    store: Store, ids: Ids, edit: Callable[[str], str], survives: bool
) -> None:
    correct(store, "speaker", ids["statement"], {"speaker": ["Vera Lind", "person", "SWE"]}, "Desk")
    article, record = reading()
    later = of_other(article, text=edit(article.text))
    statement = replace(
        record.statements[0],
        id="statement-later",
        content=(_content(later),),
        evidence=(_content(later),),
        cue=None,
        speaker_mention=None,
    )
    save(store, later, replace(Record(actors=record.actors), statements=(replace(statement, via=(), meeting=None),)), MAKER)
    *_, (_, now, _) = load(store)
    assert (name_of(now, now.statements[0].speaker) == "Vera Lind") == survives


def _content(article: Article) -> Span:
    start = article.text.index("“") + 1
    return Span(start, article.text.index(",”"))


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((0, 10), (0, 10), 1.0), ((0, 10), (5, 15), 1 / 3), ((0, 5), (5, 9), 0.0), ((0, 0), (0, 0), 0.0)],
)
def test_what_two_spans_have_in_common(one: tuple[int, int], other: tuple[int, int], share: float) -> None:
    assert overlap(Span(*one), Span(*other)) == pytest.approx(share)


# ------------------------------------------------------------ actors


def test_merged_actors_are_one_in_every_article(store: Store, ids: Ids) -> None:
    number = merge(store, actor_of(store, "Ada Quist"), actor_of(store, "Mira Holt"), "Desk")
    assert len(list(find(store, "meetings", Filters(actor="Mira Holt")))) == 2
    assert not list(find(store, "statements", Filters(speaker="Ada Quist")))
    undo(store, number, "Desk")
    assert len(list(find(store, "meetings", Filters(actor="Mira Holt")))) == 1
    assert len(list(find(store, "meetings", Filters(actor="Ada Quist")))) == 1


def test_articles_read_after_a_merge_follow_it(store: Store, ids: Ids) -> None:
    merge(store, actor_of(store, "Ada Quist"), actor_of(store, "Mira Holt"), "Desk")
    save(store, *reading(3, one="Ada Quist", place="Bergen"), MAKER)
    assert len(list(find(store, "meetings", Filters(actor="Mira Holt")))) == 3


def test_two_actors_of_one_article_become_one_there(store: Store, ids: Ids) -> None:
    merge(store, actor_of(store, "Jonas Brack"), actor_of(store, "Mira Holt"), "Desk")
    now = first(store)
    assert [actor.name for actor in now.actors] == ["Mira Holt", "Ostwind"]
    assert len(now.meetings[0].participants) == 1
    assert len(now.actors[0].mentions) == 2


def test_mentions_split_off_take_with_them_what_stands_on_them(store: Store) -> None:
    article, record = reading()
    brack = record.actors[1]
    later = span_of(article.text, "Jonas Brack accused")
    both = replace(brack, mentions=(*brack.mentions, Span(later.start, later.start + len("Jonas Brack"))))
    save(store, article, replace(record, actors=(record.actors[0], both, record.actors[2])), MAKER)
    olaf = ("Olaf Brack", "person", "CHL")
    number = split(store, article.id, ("Jonas Brack", "person", "PER"), "Jonas Brack", olaf, "Desk", nth=2)
    now = first(store)
    assert [name_of(now, id) for id in now.events[0].actors] == ["Olaf Brack"]
    assert [name_of(now, id) for id in now.meetings[0].participants] == ["Mira Holt", "Jonas Brack"]
    assert [len(actor.mentions) for actor in now.actors] == [1, 1, 1, 1]
    undo(store, number, "Desk")
    assert [name_of(first(store), id) for id in first(store).events[0].actors] == ["Jonas Brack"]


# ------------------------------------------------------------ undo, and what has no meaning


def test_an_undo_can_be_undone(store: Store, ids: Ids) -> None:
    number = correct(store, "status", ids["meeting"], {"status": "planned"}, "Desk")
    undone = undo(store, number, "Desk")
    assert first(store).meetings[0].status == "held"
    undo(store, undone, "Desk")
    assert first(store).meetings[0].status == "planned"


def test_the_last_of_two_corrections_counts(store: Store, ids: Ids) -> None:
    correct(store, "status", ids["meeting"], {"status": "planned"}, "Desk")
    last = correct(store, "status", ids["meeting"], {"status": "refused"}, "Desk")
    assert first(store).meetings[0].status == "refused"
    undo(store, last, "Desk")
    assert first(store).meetings[0].status == "planned"


@pytest.mark.parametrize(
    ("kind", "of", "change", "message"),
    [
        ("status", "statement", {"status": "held"}, "A statement has no status"),
        ("status", "meeting", {"status": "done"}, "'done' is no status of a meeting"),
        ("status", "trip", {"status": "made"}, "is that of a stop"),
        ("status", "trip", {"status": "made", "stop": 3}, "is that of a stop"),
        ("date", "meeting", {"date": "2024-05-07", "stop": 0}, "has no stops"),
        ("date", "meeting", {"date": "Tuesday"}, "is no date"),
        ("speaker", "meeting", {"speaker": None}, "A meeting has no speaker"),
        ("span", "stance", {"words": ["words that are not there"]}, "does not have the words"),
        ("span", "event", {"words": ["river"], "field": "content"}, "has no words in 'content'"),
    ],
)
def test_what_has_no_meaning_is_told_and_not_kept(
    store: Store, ids: Ids, kind: str, of: str, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        correct(store, kind, ids[of], change, "Desk")
    with store.asking() as connection:
        assert all_corrections(connection) == []


def test_what_is_not_there_cannot_be_corrected(store: Store, ids: Ids) -> None:
    with pytest.raises(UsageError, match="no record meeting-x"):
        correct(store, "reject", "meeting-x", {}, "Desk")
    with pytest.raises(UsageError, match="no correction 7"):
        undo(store, 7, "Desk")
    with pytest.raises(UsageError, match="no actor 'Nobody'"):
        actor_of(store, "Nobody")
    with pytest.raises(UsageError, match="no mention 'He'"):
        split(store, "report-1", ("Mira Holt", "person", "NOR"), "He", ("X", "person", None), "Desk")
    number = correct(store, "reject", ids["event"], {}, "Desk")
    undo(store, number, "Desk")
    with pytest.raises(UsageError, match="is undone already"):
        undo(store, number, "Desk")


# ------------------------------------------------------------ what is made of them


def test_corrected_articles_are_gold_data(store: Store, ids: Ids, tmp_path: Path) -> None:
    import json

    correct(store, "speaker", ids["statement"], {"speaker": ["Vera Lind", "person", "SWE"]}, "Desk")
    assert write_gold(store, tmp_path) == 1
    assert (tmp_path / "text" / "report-1.txt").read_text(encoding="utf-8") == reading()[0].text
    gold = json.loads((tmp_path / "gold" / "report-1.json").read_text(encoding="utf-8"))
    assert gold["statements"][0]["speaker"] == {"name": "Vera Lind", "country": "SWE", "kind": "person"}
    assert gold["meetings"][0]["place"] == "Lima"
    assert json.loads((tmp_path / "meta.json").read_text(encoding="utf-8"))["report-1"]["published"] == "2024-05-07"


def test_a_trace_tells_everything(store: Store, ids: Ids) -> None:
    correct(store, "status", ids["meeting"], {"status": "planned"}, "Desk")
    (found,) = trace(store, ids["meeting"])
    article, _ = reading()
    assert (found["rule"], found["version"], found["model"], found["settings"]) == (
        "meeting.meet",
        "0.1.0",
        "model 1",
        {"limit": 100},
    )
    assert {(span["field"], span["words"]) for span in found["spans"]} == {
        ("evidence", article.text.split(" They")[0]),
        ("topics", "the river treaty"),
    }
    assert all(span["prefix"] + span["words"] + span["suffix"] in article.text for span in found["spans"])
    assert [(c["kind"], c["who"], c["in_force"]) for c in found["corrections"]] == [("status", "Desk", True)]
    assert (found["as_read"]["status"], found["now"]["status"], found["rejected"]) == ("held", "planned", False)


def test_a_trace_of_what_was_rejected_tells_so(store: Store, ids: Ids) -> None:
    correct(store, "reject", ids["meeting"], {}, "Desk")
    (found,) = trace(store, ids["meeting"])
    assert (found["rejected"], found["now"]) == (True, None)
    assert list(trace(store, "meeting-none")) == []


def test_an_actor_is_meant_by_number_or_whole_name(store: Store, ids: Ids) -> None:
    with store.writing() as connection:
        connection.execute(t.actors.insert(), {"name": "Mira Holt", "folded": "mira holt", "kind": "person", "country": "DNK"})
    with pytest.raises(UsageError, match="may be actor-"):
        actor_of(store, "Mira Holt")
    found = [actor["id"] for actor in find(store, "actors", Filters(actor="Mira Holt", country="NOR"))]
    assert actor_of(store, found[0]) == ("Mira Holt", "person", "NOR")
    assert isinstance(Actor("x", *actor_of(store, found[0])), Actor)
