"""Finding: each question on both kinds of store."""

import json
from typing import Any

import pytest
from tests.store.made import MAKER, of_other, reading

from dragoman.errors import UsageError
from dragoman.store.connect import Store
from dragoman.store.filters import KINDS, MEANT, Filters
from dragoman.store.find import find
from dragoman.store.save import save

READINGS: tuple[dict[str, Any], ...] = (
    {"number": 1},
    {
        "number": 2,
        "one": "Ada Quist",
        "two": "Per Åsund",
        "place": "Oslo",
        "topic": "fishing quota",
        "month": "March",
        "date": "2023-11",
        "published": "2023-12-02",
        "publisher": "Valley Times",
    },
    {
        "number": 3,
        "one": "Ada Quist",
        "two": "Jonas Brack",
        "place": "Bergen",
        "topic": "grain price",
        "month": "July",
        "date": None,
        "published": "2022-01-03",
    },
)


@pytest.fixture
def full(store: Store) -> Store:
    for given in READINGS:
        save(store, *reading(**given), MAKER)
    return store


def ids(store: Store, kind: str, **asked: Any) -> list[str]:
    """The number of the report of each record found."""
    return [found["articles"][0].removeprefix("report-") for found in find(store, kind, Filters(**asked))]


@pytest.mark.parametrize(
    ("kind", "asked", "found"),
    [
        ("meetings", {}, ["1", "2", "3"]),
        ("meetings", {"actor": "Brack"}, ["1", "3"]),
        ("meetings", {"actor": "jonas brack", "with_": "quist"}, ["3"]),
        ("meetings", {"actor": "asund"}, ["2"]),
        ("meetings", {"actor": "Brack Jonas"}, []),
        ("meetings", {"actor": "Nobody"}, []),
        ("meetings", {"place": "LIMA"}, ["1"]),
        ("meetings", {"country": "per"}, ["1", "2", "3"]),
        ("meetings", {"country": "SWE"}, []),
        ("meetings", {"about": "fishing"}, ["2"]),
        ("meetings", {"text": '"fishing quota"'}, ["2"]),
        ("meetings", {"status": "held", "type": "in_person"}, ["1", "2", "3"]),
        ("meetings", {"status": "refused"}, []),
        ("meetings", {"publisher": "valley times"}, ["2"]),
        ("meetings", {"since": "2024"}, ["1"]),
        ("meetings", {"since": "2023-11-15", "until": "2023-11-16"}, ["2"]),
        ("meetings", {"until": "2023"}, ["2", "3"]),
        ("meetings", {"since": "2022-01-03", "until": "2022-01-03"}, ["3"]),
        ("trips", {"actor": "Holt"}, ["1"]),
        ("trips", {"place": "Oslo", "status": "made"}, ["2"]),
        ("statements", {"speaker": "Ada Quist"}, ["3", "2"][::-1]),
        ("statements", {"via": "Ostwind", "speaker": "Holt"}, ["1"]),
        ("statements", {"actor": "Ostwind"}, ["1", "2", "3"]),
        ("statements", {"text": "settle"}, ["3", "2", "1"]),
        ("statements", {"text": "quota OR treaty"}, ["2", "1"]),
        ("statements", {"text": "settled -grain"}, ["2", "1"]),
        ("statements", {"text": '"settled by June"'}, ["1"]),
        ("statements", {"text": "the quota", "speaker": "quist"}, ["2"]),
        ("statements", {"issue": "climate.water", "since": "2024"}, ["1"]),
        ("statements", {"type": "indirect"}, []),
        ("stances", {"speaker": "Holt", "issue": "climate.water"}, ["1"]),
        ("stances", {"about": "grain"}, ["3"]),
        ("stances", {"type": "against"}, []),
        ("events", {"type": "accuse", "actor": "Brack", "with_": "Holt"}, ["1"]),
        ("events", {"country": "NOR", "until": "2022"}, ["3"]),
        ("reports", {}, ["1", "2", "3"]),
        ("reports", {"text": "treaty"}, ["1"]),
        ("reports", {"actor": "Quist", "place": "Bergen"}, ["3"]),
        ("reports", {"since": "2023-12", "until": "2023-12"}, ["2"]),
        ("reports", {"publisher": "Coastal Post"}, ["1", "3"]),
    ],
)
def test_what_is_found(full: Store, kind: str, asked: dict[str, str], found: list[str]) -> None:
    assert ids(full, kind, **asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Ada Quist", "Jonas Brack", "Mira Holt", "Ostwind", "Per Åsund"]),
        ({"type": "organisation"}, ["Ostwind"]),
        ({"country": "PER", "since": "2024"}, ["Jonas Brack"]),
        ({"publisher": "Valley Times", "type": "person"}, ["Ada Quist", "Per Åsund"]),
        ({"until": "2022"}, ["Ada Quist", "Jonas Brack", "Ostwind"]),
    ],
)
def test_actors_over_all_reports(full: Store, asked: dict[str, str], found: list[str]) -> None:
    assert [actor["name"] for actor in find(full, "actors", Filters(**asked))] == found


def test_an_actor_has_its_offices_with_their_days(full: Store) -> None:
    (quist,) = find(full, "actors", Filters(actor="Quist"))
    assert quist["offices"] == [
        {
            "title": "Foreign Minister",
            "jurisdiction": "NOR",
            "basis": "text",
            "first": "2022-01-03",
            "last": "2023-12-02",
            "reports": 2,
        }
    ]
    assert (quist["reports"], quist["articles"]) == (2, ["report-2", "report-3"])


@pytest.mark.parametrize("kind", KINDS)
def test_each_names_its_articles_and_the_words_it_stands_on(full: Store, kind: str) -> None:
    texts = {article.id: article.text for article, _ in (reading(**given) for given in READINGS)}
    for found in find(full, kind):
        assert json.loads(json.dumps(found)) == found
        assert found["id"]
        assert found["articles"]
        assert found["evidence"]
        for span in found["evidence"]:
            assert texts[span["article"]][span["start"] : span["end"]] == span["words"] != ""


def test_ids_are_replaced_by_who_and_where(full: Store) -> None:
    meeting = next(find(full, "meetings", limit=1))
    assert [who["name"] for who in meeting["participants"]] == ["Mira Holt", "Jonas Brack"]
    assert (meeting["place"]["name"], meeting["place"]["country"]) == ("Lima", "PER")


@pytest.mark.parametrize("kind", ["meetings", "actors", "reports"])
def test_limit_and_offset_cut_out_a_part(full: Store, kind: str) -> None:
    every = [found["id"] for found in find(full, kind)]
    assert [found["id"] for found in find(full, kind, limit=1, offset=1)] == every[1:2]
    assert [found["id"] for found in find(full, kind, offset=2)] == every[2:]


def test_copies_can_be_left_out(full: Store) -> None:
    article, record = reading(1)
    save(full, of_other(article, id="copy", publisher="Valley Times"), record, MAKER)
    assert ids(full, "meetings", actor="Holt") == ["copy", "1"]
    assert ids(full, "meetings", actor="Holt", copies=False) == ["1"]
    (report,) = find(full, "reports", Filters(actor="Holt", copies=False))
    assert report["copies"] == ["copy"]
    assert [found["copy_of"] for found in find(full, "reports", Filters(actor="Holt"))] == ["report-1", None]


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_that_has_a_meaning_can_be_asked(full: Store, kind: str) -> None:
    values = {"since": "2020", "until": "2030"}
    for name in MEANT[kind]:
        assert isinstance(list(find(full, kind, Filters(**{name: values.get(name, "settled")}))), list)


@pytest.mark.parametrize(
    ("kind", "asked", "message"),
    [
        ("trips", {"with_": "x"}, "--with has no meaning for trips"),
        ("meetings", {"since": "last week"}, "'last week' is no date"),
        ("statements", {"text": "-- !"}, "asks for no word"),
        ("letters", {}, "'letters' is nothing that can be found"),
    ],
)
def test_a_wrong_question_is_told(full: Store, kind: str, asked: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(find(full, kind, Filters(**asked)))


@pytest.mark.parametrize(
    "query", ['un"closed', "a AND (b", "NEAR(x y)", "col:x", "é' or 1=1 --", 'x or or "y z', "settled*", "100% settled_"]
)
def test_no_query_breaks_the_search(full: Store, query: str) -> None:
    assert all(found["record"] == "statement" for found in find(full, "statements", Filters(text=query)))
