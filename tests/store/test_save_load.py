"""Saving and loading: whole, once, and the same in both kinds of store."""

import pytest
from sqlalchemy import func, select
from tests.store.made import MAKER, of_other, reading

from dragoman.article import Skipped
from dragoman.errors import RecordError, StoreError
from dragoman.records import Record
from dragoman.store import tables as t
from dragoman.store.connect import Store, check_integrity, open_store
from dragoman.store.load import load
from dragoman.store.save import Item, Maker, Saved, save, save_skipped

INDEX = (*t.RECORDS.values(), *(table for table, _ in t.PARTS), t.appearances, t.places, t.times, t.evidence, t.countries)


def counts(store: Store) -> dict[str, int]:
    with store.asking() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in t.metadata.sorted_tables
        }


def test_a_reading_comes_back_as_it_was_saved(store: Store) -> None:
    made = [reading(number) for number in range(3)]
    for article, record in made:
        save(store, article, record, MAKER)
    found = list(load(store))
    assert [(article, record) for article, record, _ in found] == made
    assert {(r.version, r.model, r.settings) for _, _, r in found} == {("0.1.0", "model 1", '{"limit": 100}')}


def test_saving_twice_changes_nothing(store: Store) -> None:
    first = save(store, *reading(), MAKER)
    before = counts(store)
    assert save(store, *reading(), MAKER) == Saved(first.article, new=False)
    assert counts(store) == before


def test_every_table_of_the_index_has_its_rows(store: Store) -> None:
    save(store, *reading(), MAKER)
    found = counts(store)
    assert {table.name: found[table.name] for table in INDEX} == {
        **dict.fromkeys(("meetings", "trips", "statements", "stances", "events", "topics", "readouts", "stops", "via"), 1),
        "participants": 2,
        "sides": 2,
        "appearances": 3,
        "places": 1,
        "times": 1,
        "evidence": 11,
        "countries": 8,
    }


def test_evidence_is_kept_with_what_stands_around_it(store: Store) -> None:
    article, record = reading()
    save(store, article, record, MAKER)
    with store.asking() as connection:
        rows = connection.execute(select(t.evidence)).all()
    assert all(article.text[row.start : row.end] == row.words for row in rows)
    assert all((row.prefix + row.words + row.suffix) in article.text and len(row.suffix) <= 32 for row in rows)


def test_a_newer_version_takes_the_place_of_the_older_in_the_index_only(store: Store) -> None:
    article, record = reading()
    save(store, article, record, MAKER)
    save(store, article, Record(actors=record.actors), Maker("0.2.0"))
    found = counts(store)
    assert (found["readings"], found["articles"], found["meetings"], found["evidence"]) == (2, 1, 0, 0)
    assert [(r.version, len(record.meetings)) for _, record, r in load(store)] == [("0.2.0", 0)]


def test_an_older_version_adds_nothing_to_a_newer(store: Store) -> None:
    save(store, *reading(), Maker("0.10.0"))
    assert not save(store, *reading(), Maker("0.9.0")).new


def test_a_save_that_fails_halfway_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("dragoman.store.save.rows", fail)
    with pytest.raises(RuntimeError):
        save(store, *reading(), MAKER)
    assert not any(count for name, count in counts(store).items() if name != "alembic_version")


def test_the_same_text_of_another_publisher_is_a_copy_of_the_first(store: Store) -> None:
    first = save(store, *reading(), MAKER)
    article, record = reading()
    assert save(store, of_other(article, id="other", publisher="Valley Times"), record, MAKER).copy_of == first.article
    assert [r.copy_of for _, _, r in load(store)] == [None, first.article]
    assert len(list(load(store, copies=False))) == 1


def test_other_reports_are_no_copies(store: Store) -> None:
    save(store, *reading(), MAKER)
    other = reading(2, one="Ada Quist", two="Per Lund", place="Oslo", topic="fishing quota in the north", month="March")
    assert save(store, *other, MAKER).copy_of is None


def test_where_an_article_stood_is_kept(store: Store) -> None:
    save(store, *reading(), MAKER, Item("aa", "a.txt"))
    save(store, *reading(), MAKER, Item("bb", "b.txt\x00\udcff", "https://x.example/"))
    with store.asking() as connection:
        rows = connection.execute(select(t.origins.c.place, t.origins.c.double).order_by(t.origins.c.item)).all()
    assert [tuple(row) for row in rows] == [("a.txt", False), ("b.txt\ufffd?", True)]


def test_what_was_skipped_is_kept_until_it_is_read(store: Store) -> None:
    item = Item("aa", "a.txt")
    for reason in ("first", "then"):
        save_skipped(store, Skipped("a", "read", reason), item, "0.1.0")
    with store.asking() as connection:
        assert connection.execute(select(t.skipped.c.reason)).scalars().all() == ["then"]
    save(store, *reading(), MAKER, item)
    assert counts(store)["skipped"] == 0


def test_what_no_database_keeps_in_text_is_refused(store: Store) -> None:
    article, record = reading()
    with pytest.raises(RecordError, match="NUL"):
        save(store, of_other(article, text=article.text + "\x00"), record, MAKER)


def test_a_statement_of_nobody_known_is_kept(store: Store) -> None:
    from dataclasses import replace

    article, record = reading()
    unknown = replace(record, statements=(replace(record.statements[0], speaker=None),))  # type: ignore[arg-type]
    save(store, article, unknown, MAKER)
    assert next(load(store))[1] == unknown


def test_a_store_of_sqlite_is_whole_and_opens_again(file_store: Store) -> None:
    for number in range(3):
        save(file_store, *reading(number), MAKER)
    assert check_integrity(file_store) == []
    with open_store(file_store.address) as again:
        assert len(list(load(again))) == 3


def test_readings_are_loaded_in_pages_from_any_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.load.PAGE", 2)
    for number in range(5):
        save(store, *reading(number), MAKER)
    numbers = [r.number for _, _, r in load(store)]
    assert len(numbers) == 5
    assert [r.number for _, _, r in load(store, after=numbers[2])] == numbers[3:]


def test_nothing_is_saved_where_nothing_can_be_written(file_store: Store) -> None:
    with file_store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.commit()
    with pytest.raises(StoreError, match="cannot be written to") as caught:
        save(file_store, *reading(), MAKER)
    assert caught.value.hint
