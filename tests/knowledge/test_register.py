"""The register: indexes, days, merged persons, and the compiled file they are read from."""

import json
import os
import time

import pytest

from dragoman.knowledge import compiled as compiling
from dragoman.knowledge.compiled import cache_file, compile_tables, compiled, key_of, merged_persons
from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Lookup, Person, Register, Tenure, register, the


@pytest.fixture(scope="module")
def known() -> Register:
    return register()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache folder of our own, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "dragoman"


def tenure(start: str, end: str = "", **more: object) -> Tenure:
    fields = {"title": "Minister", "jurisdiction": "NOR", "role": "minister", "sector": "GOV", "rank": 4, "status": "appointed"}
    return Tenure("jan-lund", "NOR:minister", start=start, end=end, **fields | more)  # type: ignore[arg-type]


def person(*tenures: Tenure, sex: str = "m") -> Person:
    return Person("jan-lund", "Jan Lund", "Lund", ("Jan Lund",), sex, "NOR", tenures)


# ------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("start", "end", "day", "held"),
    [
        ("2001-05-02", "2003-04-05", "2001-05-02", True),
        ("2001-05-02", "2003-04-05", "2003-04-05", False),
        ("2001-05-02", "", "2030-01-01", True),
        ("2001", "2003", "2003-07-01", True),
        ("2001", "2003-04", "2003-04-30", True),
        ("2001", "2003-04", "2003-05-01", False),
        ("", "2003", "1950-01-01", True),
    ],
)
def test_an_office_is_held_from_its_first_day_until_the_next_ones(start: str, end: str, day: str, held: bool) -> None:
    assert tenure(start, end).covers(day) is held


def test_of_several_offices_the_highest_counts() -> None:
    low, high = tenure("2001", rank=4), tenure("2000", rank=3, title="Deputy Prime Minister")
    assert person(low, high).office_on("2002-01-01") is high


def test_of_offices_of_one_rank_a_person_is_called_by_the_weightier() -> None:
    deputy = tenure("2002", rank=3, role="deputy")
    foreign = tenure("2001", rank=3, role="foreign_minister")
    assert person(deputy, foreign).office_on("2003-01-01") is foreign


def test_an_office_only_claimed_comes_after_one_that_is_held() -> None:
    claimed, held = tenure("2001", rank=1, status="claimed"), tenure("2001", rank=4)
    assert person(claimed, held).office_on("2002-01-01") is held


def test_the_last_office_is_the_highest_that_ended() -> None:
    first, second = tenure("2001", "2005", rank=2), tenure("2005", "2006", rank=4)
    assert person(second, first).last_office("2007-01-01") is first
    assert person(second, first).last_office("2004-01-01") is None


# ------------------------------------------------------------ look-ups


def test_names_are_found_by_all_their_spellings(known: Register) -> None:
    spellings = ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelenskiy")
    found = {known.by_full_name.get(fold(s), known.by_surname.get(fold(s)))[0].id for s in spellings}
    assert found == {"volodymyr-zelensky"}


def test_who_is_not_there_is_nobody(known: Register) -> None:
    assert known.by_surname.get("qwertz") is None
    assert known.by_full_name.get("no such person", ()) == ()
    assert "qwertz" not in known.entities


def test_the_holder_of_a_role_goes_by_the_day(known: Register) -> None:
    assert known.holder("DNK", "head_of_government", "2013-05-01").name == "Helle Thorning-Schmidt"  # type: ignore[union-attr]
    assert known.holder("DNK", "head_of_government", "2022-05-01").name == "Mette Frederiksen"  # type: ignore[union-attr]
    assert known.holder("DNK", "head_of_government", None) is None


def test_on_the_day_of_a_handover_the_successor_holds_the_office(known: Register) -> None:
    last = next(t for t in known.tenures_of("FRA:president") if t.person == "nicolas-sarkozy")
    assert known.holder("FRA", "head_of_state", last.end).name == "Francois Hollande"  # type: ignore[union-attr]


def test_a_body_that_ends_in_a_plus_is_another_body(known: Register) -> None:
    assert {entity.name for entity in known.entities[key_of("OPEC+")]} == {"OPEC+"}
    assert "OPEC+" not in {entity.name for entity in known.entities[key_of("OPEC")]}


def test_a_capital_that_stands_for_a_body_is_still_a_capital(known: Register) -> None:
    assert {(e.name, e.form) for e in known.entities["brussels"]} >= {
        ("European Union", "capital"),
        ("Government of Belgium", "capital"),
    }


def test_a_woman_on_the_throne_is_a_queen(known: Register) -> None:
    assert known.persons["elizabeth-ii"].office_on("2010-01-01").title == "Queen"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "phrase"), [("Netherlands", "the Netherlands"), ("Vatican", "the Vatican"), ("Norway", "Norway")]
)
def test_some_countries_take_an_article(name: str, phrase: str) -> None:
    assert the(name) == phrase


def test_a_look_up_makes_a_value_once_and_only_when_asked() -> None:
    made: list[str] = []

    def make(key: str, text: str) -> str:
        made.append(key)
        return text.upper()

    table = Lookup({"a": "x", "b": "y"}, make)
    assert (table["a"], table["a"], table.get("a"), table.get("c"), len(table), list(table)) == (
        "X",
        "X",
        "X",
        None,
        2,
        ["a", "b"],
    )
    assert made == ["a"]


# ------------------------------------------------------------ the compiled file


def test_the_same_person_in_two_tables_is_one_with_all_spellings() -> None:
    row = {"id": "jan-lund", "name": "Jan Lund", "surname": "Lund", "sex": "m", "country": "", "as_of": ""}
    twice = (row | {"spellings": "Jan Lunde"}, row | {"spellings": "J. Lund|Jan Lunde", "country": "NOR"})
    assert merged_persons(twice) == {"jan-lund": row | {"spellings": "Jan Lund|Jan Lunde|J. Lund", "country": "NOR"}}


def test_the_compiled_file_is_made_once_and_then_read(cache, monkeypatch) -> None:
    tables = compiled()
    assert json.loads(cache_file().read_text(encoding="utf-8")) == tables
    monkeypatch.setattr(compiling, "compile_tables", lambda: pytest.fail("compiled again"))
    assert compiled() == tables


def test_a_broken_file_is_made_again(cache) -> None:
    tables = compiled()
    cache_file().write_text("{", encoding="utf-8")
    assert compiled() == tables
    assert json.loads(cache_file().read_text(encoding="utf-8")) == tables


def test_without_a_place_to_write_the_tables_are_still_read(tmp_path, monkeypatch) -> None:
    (tmp_path / "dragoman").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compiled()["persons"]


def test_files_of_earlier_versions_are_cleared_away(cache) -> None:
    cache.mkdir()
    for number in range(5):
        old = cache / f"register-{number}.json"
        old.write_text("{}", encoding="utf-8")
        os.utime(old, (number, number))
    compiled()
    assert len(list(cache.glob("register-*.json"))) == compiling.KEPT
    assert cache_file().exists()


def test_the_compiled_file_loads_in_a_quarter_of_a_second(cache) -> None:
    compiled()
    began = time.perf_counter()
    compiled()
    assert time.perf_counter() - began < 0.25 * 4, "four times the time it takes on a quiet machine"


def test_compiling_gives_the_same_each_time() -> None:
    assert compile_tables() == compile_tables()
