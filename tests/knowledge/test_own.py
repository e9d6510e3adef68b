"""A register of one's own: where it is, that it is read, and that the package's compiled file is another."""

import json
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import merging, own
from dragoman.knowledge.check import check_own
from dragoman.knowledge.compiled import cache_file, compile_tables
from dragoman.knowledge.own import default_folder, own_register

TABLES = {
    "offices.tsv": "id\ttitle\ttitles\tjurisdiction\torganisation\tsector\trole\trank\tfrom\tto\tas_of\n"
    "NOR:kite-minister\tMinister of Kites\t\tNOR\t\tGOV\tminister\t4\t\t\t2025\n",
    "persons.tsv": "id\tname\tsurname\tspellings\tsex\tcountry\tas_of\nola-oppdiktet\tOla Oppdiktet\tOppdiktet\t\tm\tNOR\t2025\n",
    "tenures.tsv": "office\tperson\tfrom\tto\tstatus\tas_of\tsure\nNOR:kite-minister\tola-oppdiktet\t1999\t2001\t\t2001\tmedium\n",
}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register that the variable names."""
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps({"format": own.FORMAT}), encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path))
    merging._merged.cache_clear()
    own._checked.cache_clear()
    return tmp_path


def test_its_persons_and_offices_are_compiled_with_the_packages(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_mine, named = compile_tables(), cache_file()
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", "")
    alone = compile_tables()
    assert with_mine["persons"].keys() - alone["persons"].keys() == {"ola-oppdiktet"}
    assert with_mine["full_names"]["ola oppdiktet"] == "ola-oppdiktet"
    assert "NOR:kite-minister\t1999\t2001\t" in with_mine["persons"]["ola-oppdiktet"]
    assert cache_file() != named


def test_a_person_of_whom_no_tenure_is_read_is_nobody(mine: Path) -> None:
    (mine / "tenures.tsv").write_text(
        TABLES["tenures.tsv"].replace("NOR:kite-minister", "DNK:prime-minister").replace("1999\t2001", "2012\t2014")
    )
    assert "ola-oppdiktet" not in compile_tables()["persons"]


def test_it_is_checked_as_it_is_read(mine: Path) -> None:
    assert [str(finding) for finding in check_own(mine)] == []
    (mine / "tenures.tsv").write_text(TABLES["tenures.tsv"].replace("1999\t", "2003\t"), encoding="utf-8")
    assert [str(finding) for finding in check_own(mine)] == ["error: own/tenures.tsv, line 2: 2003 to 2001 is no interval."]


def test_a_row_with_a_cell_too_many_is_an_error_that_says_where(mine: Path) -> None:
    (mine / "persons.tsv").write_text(TABLES["persons.tsv"].rstrip("\n") + "\tmore\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"persons\.tsv, line 2: 8 cells"):
        compile_tables()


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", "XDG_DATA_HOME", "dragoman/register"),
        ("win32", "LOCALAPPDATA", "dragoman/register"),
        ("linux", None, ".local/share/dragoman/register"),
        ("darwin", None, "Library/Application Support/dragoman/register"),
    ],
)
def test_its_place_is_the_systems_for_a_users_data(
    tmp_path, monkeypatch, platform: str, variable: str | None, folder: str
) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "DRAGOMAN_KNOWLEDGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(variable or "HOME", str(tmp_path))
    assert default_folder() == tmp_path / folder
    assert own_register() is None
