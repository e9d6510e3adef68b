"""The gazetteer: what it knows, and that building it is safe."""

import sqlite3
from pathlib import Path

import pytest

from dragoman.knowledge import gazetteer as module
from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import Gazetteer, build, file_name, gazetteer, open_in
from dragoman.knowledge.tables import rows


@pytest.fixture(scope="session")
def large_towns(tmp_path_factory) -> Path:
    """A gazetteer of large towns only, which is built in a second."""
    path = tmp_path_factory.mktemp("cache") / "towns.sqlite"
    build(path, smallest=15_000)
    return path


def test_towns_are_found_by_all_their_names() -> None:
    for name in ("Yangon", "Rangoon", "yangon", "YANGON"):
        assert gazetteer().find(name)[0].country == "MMR" or gazetteer().find(name)[1].country == "MMR"


def test_the_most_populous_comes_first() -> None:
    people = [entry.population for entry in gazetteer().find("Springfield")]
    assert people == sorted(people, reverse=True)
    assert len(people) > 5


def test_accents_and_case_do_not_matter() -> None:
    assert gazetteer().find("Sao Paulo") == gazetteer().find("são paulo")


def test_the_arabic_article_may_be_left_out() -> None:
    assert "SYR" in {entry.country for entry in gazetteer().find("Qamishli")}


def test_small_towns_keep_their_own_name_only() -> None:
    assert all(entry.own for entry in gazetteer().find("Ordino"))


def test_no_name_no_place() -> None:
    assert gazetteer().find("") == ()
    assert gazetteer().find("Xyzzyqq") == ()


def test_many_names_are_asked_for_at_once() -> None:
    names = [f"Nowhere {n}" for n in range(module.REMEMBERED + 10)]
    assert gazetteer().find("Lima")
    found = gazetteer().find_all(["Lima", *names])
    assert found["Lima"]
    assert not any(found[name] for name in names)


def test_a_division_without_a_point_stands_in_the_middle_of_its_towns() -> None:
    crete = gazetteer().division("GRC", "ESYE43")
    assert crete is not None
    assert (round(crete.latitude), round(crete.longitude)) == (35, 25)


def test_every_country_of_today_has_a_point() -> None:
    without = {row["iso3"] for row in rows("countries") if not row["to"] and gazetteer().division(row["iso3"]) is None}
    assert without <= {"ATA", "BVT", "HMD"}


def test_divisions_are_unique() -> None:
    codes = [(row["country"], row["code"]) for row in rows("admin")]
    assert len(codes) == len(set(codes))


def test_keys_are_those_that_look_ups_use() -> None:
    for name in ("St. John's", "Al Qāmishlī", "Mazār-e Sharīf", "N'Djamena", "Saint-Denis", "`Ayn"):
        assert module._key(name) == fold(name)


# ------------------------------------------------------------ building


def test_a_build_appears_whole_and_leaves_nothing_behind(large_towns: Path) -> None:
    assert Gazetteer(large_towns).find("Lima")
    assert [path.name for path in large_towns.parent.iterdir()] == ["towns.sqlite"]


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(module, "_fill", fail)
    with pytest.raises(sqlite3.OperationalError):
        build(tmp_path / "towns.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_spoilt_file_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "build", lambda path: build(path, smallest=15_000))
    (tmp_path / file_name()).write_bytes(b"no database")
    assert open_in(tmp_path).find("Lima")


def test_a_kept_file_is_not_built_again(tmp_path: Path, large_towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / file_name()).write_bytes(large_towns.read_bytes())
    monkeypatch.setattr(module, "build", lambda path: pytest.fail(f"{path} was built again"))
    assert open_in(tmp_path).find("Lima")


def test_two_builds_are_the_same(large_towns: Path, tmp_path: Path) -> None:
    build(tmp_path / "towns.sqlite", smallest=15_000)
    assert (tmp_path / "towns.sqlite").read_bytes() == large_towns.read_bytes()


def test_the_name_of_the_file_tells_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    before = file_name()
    monkeypatch.setattr(module, "SCHEMA", module.SCHEMA + 1)
    assert file_name() != before


def test_where_there_is_no_cache_folder_a_temporary_one_is_used(
    tmp_path: Path, large_towns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(module.tempfile, "gettempdir", lambda: str(tmp_path))
    kept = module.temporary_folder()
    kept.mkdir(parents=True)
    (kept / file_name()).write_bytes(large_towns.read_bytes())
    monkeypatch.setattr(module, "build", lambda path: path.parent.mkdir(parents=True))
    assert gazetteer.__wrapped__().find("Lima")
