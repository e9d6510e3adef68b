"""The dossier of a store: as the corpus step makes it, whatever the order, after corrections, and made anew."""

import json
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.corpus.made import report, tour

from dragoman.corpus import groups
from dragoman.corpus.merge import merge
from dragoman.merging.merger import bring_up_to_date, rebuild
from dragoman.store import connect
from dragoman.store import tables as t
from dragoman.store.connect import Store, open_store
from dragoman.store.correct import actor_of, correct, undo
from dragoman.store.correct import merge as merge_actors
from dragoman.store.dossier import shown_rows
from dragoman.store.filters import Filters
from dragoman.store.find import find, find_merged
from dragoman.store.save import Maker, save

MAKER = Maker("0.1.0", "test")
READINGS = [
    report("a", status="planned", published="2024-05-01", office=True),
    report("b", publisher="Harbour Times"),
    report("c", ("Norway", "Oman"), publisher="Harbour Times"),
    report("d", day="2024-05-13", published="2024-05-14"),
    report("e", ("Lunde", "Harthy")),
    report("f", day=None, published="2024-05-07", publisher="Meridian Post"),
    tour("g", "Halvorsen", ("Muscat", "2024-05-06", "made"), ("Nairobi", "2024-05-07", "made")),
    tour("h", "Halvorsen", ("Nairobi", "2024-05-07", "made"), ("Geneva", "2024-05-10", "made")),
]


def rows(store: Store) -> list[dict[str, Any]]:
    with store.asking() as connection:
        numbers = connection.execute(select(t.dossier.c.number).order_by(t.dossier.c.kind, t.dossier.c.id)).scalars().all()
        return shown_rows(connection, numbers)


def check_whole(store: Store) -> None:
    """Every row is told by something, every telling is in a row, and no profile or link is left of what is gone."""
    with store.asking() as connection:
        c = t.tellings.c
        told = set(connection.execute(select(c.dossier).where((c.kind != "statement") | c.dossier.is_not(None))).scalars())
        assert told == set(connection.execute(select(t.dossier.c.number)).scalars())
        profiles = set(connection.execute(select(t.profiles.c.number)).scalars())
        assert profiles == set(connection.execute(select(t.tellings.c.profile)).scalars())
        assert profiles >= set(connection.execute(select(t.links.c.other)).scalars())
        assert profiles == set(connection.execute(select(t.blocks.c.profile)).scalars())


def grouped(store: Store, kind: str) -> set[frozenset[str]]:
    return {frozenset(telling["id"] for telling in row["tellings"]) for row in rows(store) if row["record"] == kind}


def keep(store: Store, readings: list[Any], *, each: bool = False) -> None:
    for article, record in readings:
        save(store, article, record, MAKER)
        if each:
            bring_up_to_date(store)
    bring_up_to_date(store)


@pytest.mark.parametrize("each", [False, True], ids=["at once", "one by one"])
def test_the_rows_are_what_the_corpus_step_makes(store: Store, each: bool) -> None:
    keep(store, READINGS, each=each)
    dossier = merge(READINGS)
    for kind in ("meeting", "event", "trip", "statement"):
        joined = getattr(dossier, f"{kind}s")
        assert grouped(store, kind) == {frozenset(told.record for told in one.tellings) for one in joined}
        assert {row["id"]: row["reports"] for row in rows(store) if row["record"] == kind} == {
            one.id: one.coverage.reports for one in joined
        }
    trip = next(row for row in rows(store) if row["record"] == "trip")
    assert [stop["place"]["name"] for stop in trip["stops"]] == ["Muscat", "Nairobi", "Geneva"]
    assert trip["traveller"]["name"] == "Sigrid Halvorsen"


def test_any_order_and_made_anew_give_the_same(store: Store, database, tmp_path) -> None:
    keep(store, READINGS, each=True)
    mine = rows(store)
    assert rebuild(store) == len(READINGS)
    assert rows(store) == mine
    with open_store(str(tmp_path / "other.sqlite"), create=True) as other:
        keep(other, READINGS[::-1], each=True)
        assert json.dumps(without_numbers(rows(other))) == json.dumps(without_numbers(mine))


def without_numbers(found: Any) -> Any:
    """Rows without the numbers of actors, which tell in what order a store has met them."""
    if isinstance(found, dict):
        kept = {
            name: value
            for name, value in found.items()
            if name != "numbers" and not (name == "id" and str(value).startswith("actor-"))
        }
        return {name: without_numbers(value) for name, value in kept.items()}
    if isinstance(found, list):
        made = [without_numbers(part) for part in found]
        return sorted(made, key=json.dumps) if made and isinstance(made[0], dict) else made
    return found


def test_nothing_is_left_and_nothing_is_done_twice(store: Store) -> None:
    keep(store, READINGS)
    assert bring_up_to_date(store) == 0
    keep(store, READINGS)
    assert bring_up_to_date(store) == 0


def test_corrections_move_what_they_change(store: Store) -> None:
    keep(store, READINGS)
    whole = rows(store)
    number = correct(store, "date", "d-m", {"date": "2024-05-06"}, "Desk")
    assert bring_up_to_date(store) == 1
    assert any({"b-m", "d-m"} <= group for group in grouped(store, "meeting"))
    rejected = correct(store, "reject", "b-m", {}, "Desk")
    bring_up_to_date(store)
    assert not any("b-m" in group for group in grouped(store, "meeting"))
    undo(store, rejected, "Desk")
    undo(store, number, "Desk")
    bring_up_to_date(store)
    assert rows(store) == whole
    check_whole(store)


def test_actors_who_are_merged_bring_their_meetings_together(store: Store) -> None:
    keep(store, [report("a"), report("b", ("Halvorsen", "Busaidi"))])
    assert len(grouped(store, "meeting")) == 2
    merge_actors(store, actor_of(store, "Nasser Al Busaidi"), actor_of(store, "Salim Al Harthy"), "Desk")
    bring_up_to_date(store)
    assert grouped(store, "meeting") == {frozenset({"a-m", "b-m"})}


def test_a_newer_reading_takes_the_place_of_the_older(store: Store) -> None:
    keep(store, READINGS[:3])
    _, record = report("b", day="2024-06-20")
    old = report("b", publisher="Harbour Times")[0]
    save(store, old, record, Maker("0.2.0", "test"))
    bring_up_to_date(store)
    assert frozenset({"b-m"}) in grouped(store, "meeting")
    assert sum("b-m" in group for group in grouped(store, "meeting")) == 1
    check_whole(store)


STEPS = st.lists(st.tuples(st.sampled_from(["save", "merge", "reread"]), st.integers(0, 11)), max_size=25)
MANY = [
    report(
        f"r{n}",
        [("Halvorsen", "Harthy"), ("Lunde", "Harthy"), ("Norway", "Oman")][n % 3 if n > 5 else 0],
        day=[f"2024-05-{6 + n % 4:02}", None][n % 5 == 0],
        status=["held", "planned", "postponed"][n % 3],
        town=["Muscat", "Muscat", "Geneva"][n % 3],
        published=f"2024-05-{3 + n:02}",
    )
    for n in range(12)
]


@pytest.mark.parametrize("most", [2, groups.MOST], ids=["cut in cells", "cut whole"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_history_ends_in_what_the_corpus_step_makes(monkeypatch, most: int, steps: list[tuple[str, int]]) -> None:
    monkeypatch.setattr(groups, "MOST", most)
    with TemporaryDirectory() as folder, open_store(f"{folder}/store.sqlite", create=True) as store:
        held: dict[int, Any] = {}
        versions = dict.fromkeys(range(12), 0)
        for what, n in steps:
            if what == "merge":
                bring_up_to_date(store, 3)
            else:
                versions[n] += what == "reread"
                article, record = MANY[n]
                held[n] = (article, replace(record, meetings=record.meetings if versions[n] % 2 == 0 else ()))
                save(store, *held[n], Maker(f"0.{versions[n]}.0", "test"))
        bring_up_to_date(store)
        check_whole(store)
        dossier = merge(held.values())
        for kind in ("meeting", "event", "statement"):
            joined = getattr(dossier, f"{kind}s")
            mine = [row for row in rows(store) if row["record"] == kind]
            assert {row["id"]: [t["id"] for t in row["tellings"]] for row in mine} == {
                one.id: [told.record for told in one.tellings] for one in joined
            }
            assert {row["id"]: [(j["one"]["id"], j["other"]["id"], j["score"]) for j in row["joins"]] for row in mine} == {
                one.id: [(j.one.record, j.other.record, j.score) for j in one.joins] for one in joined
            }


@pytest.mark.parametrize("each", [False, True], ids=["at once", "one by one"])
def test_who_is_linked_to_many_is_cut_in_cells(monkeypatch, store: Store, each: bool) -> None:
    monkeypatch.setattr(groups, "MOST", 3)
    readings = [report(f"r{n}", ("Norway", "Oman"), day="2024", published=f"2024-05-{n:02}", town=None) for n in range(1, 9)]
    readings += [report(f"d{n}", ("Norway", "Oman"), day=f"2024-05-{n:02}", published="2024-05-09") for n in range(1, 9)]
    keep(store, readings, each=each)
    check_whole(store)
    dossier = merge(readings)
    assert grouped(store, "event") == {frozenset(told.record for told in one.tellings) for one in dossier.events}
    assert grouped(store, "meeting") == {frozenset(told.record for told in one.tellings) for one in dossier.meetings}
    assert frozenset(f"r{n}-e" for n in range(1, 9)) in grouped(store, "event")


def test_a_store_of_older_tables_is_merged_anew(tmp_path) -> None:
    address = str(tmp_path / "old.sqlite")
    with pytest.MonkeyPatch.context() as old:
        old.setattr(connect, "HEAD", "0002")
        with open_store(address, create=True) as store:
            saved = save(store, *READINGS[0], MAKER)
            with store.writing() as connection:
                connection.execute(t.unmerged.delete())
    with open_store(address, create=True) as store:
        assert saved.new
        assert bring_up_to_date(store) == 1
        check_whole(store)
        assert grouped(store, "meeting") == {frozenset({"a-m"})}


def test_the_same_words_of_several_reports_are_found_once(store: Store) -> None:
    other = "The ferry between the two ports will sail again before winter comes"
    far = report("far", published="2024-07-01", day="2024-07-01")
    keep(store, [report("a"), report("b", publisher="Harbour Times"), report("c", said=other), far])
    found = list(find_merged(store, "statements"))
    assert [[telling["article"] for telling in one["tellings"]] for one in found] == [["far"], ["c"], ["a", "b"]]
    assert [(one["reports"], len(one["publishers"])) for one in found] == [(1, 1), (1, 1), (2, 2)]
    once = found[-1]
    assert once["articles"] == ["a", "b"]
    assert once["speaker"]["name"] == "Sigrid Halvorsen"
    assert {span["article"] for span in once["evidence"]} == {"a", "b"}
    assert len({tuple(one) for one in found}) == 1  # the same fields in the same order, for CSV
    assert list(find_merged(store, "statements", limit=1, offset=2)) == [once]
    assert [one["id"] for one in find_merged(store, "statements", Filters(publisher="Harbour Times"))] == [once["id"]]
    assert len(list(find(store, "statements"))) == 4
