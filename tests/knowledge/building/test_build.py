"""The whole build: kinds told, broken files alone, conflicts, the manifest, what is there before and after, and reading with the result."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.knowledge.building.conftest import put
from tests.knowledge.building.test_readers import ENTITIES, HOLDERS

from dragoman.cli.main import main
from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.build import build
from dragoman.knowledge.building.facts import Failure, Skip
from dragoman.knowledge.building.readers import READERS, Reader, recognised
from dragoman.knowledge.building.sources import Input
from dragoman.knowledge.building.world import World
from dragoman.knowledge.compiled import cache_file, compile_tables
from dragoman.knowledge.gazetteer import Gazetteer, file_name
from dragoman.knowledge.gazetteer import build as build_gazetteer
from dragoman.resolve.who import who

KITES = HOLDERS + "Minister of Kites,Ola Oppdiktet,Q900004,1999-05-01,2003-06-01,male,1950\n"


# ------------------------------------------------------------ a register of one's own, read


def test_who_knows_a_person_of_the_build_on_the_day_and_not_before(make, use) -> None:
    made = make({"norway/holders21.csv": KITES})
    assert who("Ola Oppdiktet", "2000-01-01").name is None
    use(made.folder)
    answer = who("the Norwegian minister of kites Ola Oppdiktet", "2000-01-01")
    assert (answer.name, answer.office and answer.office.title) == ("Ola Oppdiktet", "Minister of Kites")
    held = who("Ola Oppdiktet", "2000-01-01")
    assert (held.office and held.office.start, held.office and held.office.end) == ("1999-05-01", "2003-06-01")
    before = who("Ola Oppdiktet", "1999-04-30")
    assert before.office is None
    after = who("Ola Oppdiktet", "2004-01-01")
    assert after.office is not None
    assert after.office.title == "former Minister of Kites"


def test_who_finds_the_holder_of_a_new_office_by_a_title_that_the_lexicon_has(make, use) -> None:
    made = make({"norway/h.csv": KITES.replace("Minister of Kites", "Minister of Agriculture")})
    use(made.folder)
    assert who("the Norwegian agriculture minister", "2000-01-01").name == "Ola Oppdiktet"


def test_the_package_wins_where_the_build_contradicts_it(make, use) -> None:
    line = "Prime Minister,Ola Oppdiktet,Q900004,2012-01-01,2014-01-01,male,1950\n"
    made = make({"denmark/holders21.csv": HOLDERS + line})
    (conflict,) = made.manifest["conflicts"]
    assert conflict == {
        "kind": "holder",
        "office": "DNK:prime-minister",
        "own": {"person": "ola-oppdiktet", "from": "2012-01-01", "to": "2014-01-01"},
        "other": {"person": "helle-thorning-schmidt", "from": "2011-10-03", "to": "2015-06-28"},
        "other_is": "package",
        "read": {"person": "helle-thorning-schmidt", "from": "2011-10-03", "to": "2015-06-28"},
    }
    assert [t[1] for t in made.tenures()] == ["ola-oppdiktet"], "both sides are kept"
    use(made.folder)
    assert who("the Danish prime minister", "2013-05-01").name == "Helle Thorning-Schmidt"
    assert who("Ola Oppdiktet", "2013-05-01").name is None


def test_other_dates_of_the_same_person_are_a_conflict(make) -> None:
    line = "Prime Minister,Helle Thorning-Schmidt,Q900006,2010-01-01,2015-06-28,female,1966\n"
    (conflict,) = make({"denmark/holders21.csv": HOLDERS + line}).manifest["conflicts"]
    assert (conflict["kind"], conflict["own"]["person"], conflict["read"]["from"]) == (
        "dates",
        "helle-thorning-schmidt",
        "2011-10-03",
    )


def test_what_the_package_says_too_is_counted_and_not_written(make) -> None:
    made = make({"denmark/h.csv": HOLDERS + "Prime Minister,Helle Thorning-Schmidt,Q900006,2011-10,2015-06-28,female,1966\n"})
    assert (made.manifest["confirmed"], made.tenures(), made.manifest["conflicts"]) == ({"holders": 1}, [], [])


def test_a_successor_after_as_of_ends_an_open_term_of_the_package(make, use) -> None:
    made = make({"denmark/h.csv": HOLDERS + "Prime Minister,Ola Oppdiktet,Q900004,2030-02-01,,male,1970\n"})
    assert made.manifest["conflicts"] == []
    use(made.folder)
    assert who("the Danish prime minister", "2030-03-01").name == "Ola Oppdiktet"
    assert who("the Danish prime minister", "2025-03-01").name == "Mette Frederiksen"


def test_the_compiled_file_goes_by_the_content_of_the_register(make, use) -> None:
    without = cache_file()
    made = make({"norway/holders21.csv": KITES})
    use(made.folder)
    one = cache_file()
    part = next((made.folder / "tenures").iterdir())
    part.write_text(part.read_text(encoding="utf-8").replace("1999", "1998"), encoding="utf-8")
    assert len({without, one, cache_file()}) == 3


def test_with_the_variable_set_to_nothing_the_tables_are_the_packages(make, use, monkeypatch) -> None:
    alone = compile_tables()
    made = make({"norway/holders21.csv": KITES})
    use(made.folder)
    assert compile_tables() != alone
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", "")
    assert compile_tables() == alone


def test_places_of_the_build_are_in_the_gazetteer(make, use, tmp_path) -> None:
    from tests.knowledge.building.test_readers import place

    lines = [
        place(1, "Diktebyen", "P", "PPL", 900), place(3, "Oppdiktøya", "T", "ISL"), place(4, "Nye Fylke", "A", "ADM1", admin1="99"),
        place(3143244, "Oslo", "P", "PPLC", 1, others="Oslotown"),
    ]  # fmt: skip
    made = make({"allCountries.txt": "\n".join(lines) + "\n"})
    without = file_name()
    use(made.folder)
    assert file_name() != without
    build_gazetteer(tmp_path / "g.sqlite", smallest=15_000)
    towns = Gazetteer(tmp_path / "g.sqlite")
    assert [(e.kind, e.country, e.population) for e in towns.find("Diktebyen")] == [("city", "NOR", 900)]
    assert [(e.kind, e.geonames) for e in towns.find("Oppdiktoya")] == [("island", None)]
    assert towns.division("NOR", "99") is not None
    assert towns.find("Oslo")[0].population > 100_000, "the package's town stays as it is"


# ------------------------------------------------------------ kinds and broken files


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("query.json", '{ "head": { "vars": [ "person" ] }, "results"', "wikidata-sparql"),
        ("latest-all.json.gz", "", "wikidata-dump"),
        ("some.json", '[\n{"type":"item","id":"Q1"', "wikidata-dump"),
        ("x.xml", "<person><id>a</id><persName>", "history-people"),
        ("x.xml", '<?xml version="1.0"?>\n<visits>', "history-visits"),
        ("x.xml", "<trips>", "history-visits"),
        ("holders21.csv", "position,person,personID,start,end\n", "holders"),
        ("2001.csv", "Year,Code,FieldName,Content\n", "factbook"),
        ("country_fields_2001.sql", "-- x\nINSERT INTO CountryFields (FieldID", "factbook"),
        ("no.json", '{"Government": {', "factbook"),
        ("entities.ftm.json", '{"id": "x", "schema": "Person", "properties": {}}\n', "ftm"),
        ("ep-popolo-v1.0.json", '{"persons": [', "popolo"),
        ("cities500.txt", "\t".join(["1", "A", "A", "", "1", "2", "P", "PPL", *[""] * 11]) + "\n", "geonames"),
        ("admin1CodesASCII.txt", "NO.1\tA\tA\t1\n", "geonames"),
        ("Phoenix.actors", "", "cameo"),
        ("Phoenix.agents.txt", "FARMER [~AGR]\n", "cameo"),
        ("notes.txt", "Some words of no kind.\n", None),
        ("data.json", '{"a": 1}', None),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_name_and_first_bytes(name: str, head: str, kind: str | None) -> None:
    reader = recognised(name, head)
    assert (reader.kind if reader else None) == kind


def test_one_broken_file_does_not_stop_the_others(make) -> None:
    made = make(
        {
            "norway/holders21.csv": KITES,
            "cut.json.gz": gzip.compress(b'{"head": {"vars": []}, "results": ' + b" " * 50_000)[:-20],
            "notes.txt": "Some words of no kind.\n",
            "bad.xml": "<visits><visit>",
            "latin.csv": HOLDERS.encode() + b"Minister of Kites,Ren\xe9 Oppdiktet,Q1,1999,2001,male,\n",
        }
    )
    assert len(made.tenures()) == 1
    assert not made.built.ok
    failed = {failure["name"]: failure["error"] for failure in made.manifest["failed"]}
    assert set(failed) == {"cut.json.gz", "notes.txt", "bad.xml", "latin.csv"}
    assert "is no XML" in failed["bad.xml"]
    assert "line 2: byte 22 is not UTF-8" in failed["latin.csv"]
    assert "of no known kind; its first bytes are 'Some words" in failed["notes.txt"]
    assert all(failure["hint"] for failure in made.manifest["failed"])
    assert [entry["name"] for entry in made.manifest["inputs"]] == ["holders21.csv"]


@pytest.mark.parametrize("kind", ["wikidata-dump", "holders", "history-visits", "factbook"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x01", b"\x1f\x8b\x08broken", b"PK\x03\x04broken"])
def test_a_file_forced_to_a_kind_that_it_is_not_says_so(tmp_path, kind: str, content: bytes) -> None:
    path = put(tmp_path / "file.txt", content)
    result = CliRunner().invoke(main, ["knowledge", "build", f"{kind}={path}", "--out", str(tmp_path / "register")])
    assert result.exit_code in (1, 2), "1 where only lines are broken"
    assert result.exit_code == 1 or ("error: file.txt" in result.stderr and "hint: " in result.stderr)


WORLD = World()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(content=st.one_of(st.text(max_size=400).map(str.encode), st.binary(max_size=400)), reader=st.sampled_from(READERS))
def test_whatever_a_file_holds_no_reader_fails_but_by_telling_so(tmp_path_factory, content: bytes, reader: Reader) -> None:
    path = put(tmp_path_factory.getbasetemp() / "any" / "file.txt", content)
    facts = list(reader.read([Input(path, "file.txt")], WORLD))
    assert all(fact.hint for fact in facts if isinstance(fact, Failure))


KEYS = st.sampled_from(
    [
        "head",
        "results",
        "bindings",
        "persons",
        "memberships",
        "id",
        "schema",
        "properties",
        "claims",
        "labels",
        "Government",
        "type",
    ]
)
VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from(["Person", "Q5", "P39"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    content=VALUES,
    reader=st.sampled_from(
        [reader for reader in READERS if reader.kind in ("wikidata-sparql", "wikidata-dump", "factbook", "ftm", "popolo")]
    ),
)
def test_json_of_another_shape_is_told_so(tmp_path_factory, content: object, reader: Reader) -> None:
    path = put(tmp_path_factory.getbasetemp() / "any" / "no.json", json.dumps(content))
    facts = list(reader.read([Input(path, "no.json")], WORLD))
    assert all(isinstance(fact, Failure | Skip) for fact in facts)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("none.csv", "there is no such file"),
        ("nokind=here.csv", "nokind is no kind of file"),
        ("holders:XYZ=here.csv", "XYZ is no country code"),
    ],
)
def test_a_source_that_is_none_says_what_to_do(tmp_path, monkeypatch, source: str, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "here.csv", KITES)
    with pytest.raises(KnowledgeError, match=words) as told:
        build([source], tmp_path / "register")
    assert told.value.hint


# ------------------------------------------------------------ folder and manifest


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_building_again_gives_the_same_bytes_whatever_the_order(tmp_path) -> None:
    one, two = put(tmp_path / "norway/h.csv", KITES), put(tmp_path / "entities.ftm.json", ENTITIES)
    for path in (one, two):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    first = build([str(one), str(two)], tmp_path / "register")
    before = contents(first.folder)
    build([str(two), str(one), str(one)], tmp_path / "register")
    assert contents(first.folder) == before
    entry = first.manifest["inputs"][0]
    assert (entry["date"], len(entry["sha256"]), entry["bytes"]) == ("2023-11-14", 64, two.stat().st_size)


def test_a_build_that_fails_leaves_the_register_as_it_was(make, tmp_path, monkeypatch) -> None:
    made = make({"norway/holders21.csv": KITES})
    before = contents(made.folder)
    with pytest.raises(KnowledgeError, match="no known kind"):
        make({"notes.txt": "words"})
    monkeypatch.setattr("dragoman.knowledge.building.writing._put", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        make({"norway/holders21.csv": KITES + "Minister of Kites,Kari Uvirkelig,Q900005,2003-06-01,,female,1960\n"})
    assert contents(made.folder) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == [], "nothing half-built is left"


def test_a_register_that_somebody_edited_is_not_overwritten(make) -> None:
    made = make({"norway/holders21.csv": KITES})
    persons = made.folder / "persons.tsv"
    persons.write_text(persons.read_text(encoding="utf-8").replace("Oppdiktet", "Oppdiktetsen"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"persons.tsv was edited since it was built"):
        make({"norway/holders21.csv": KITES})


def test_a_folder_of_something_else_is_not_overwritten(tmp_path) -> None:
    put(tmp_path / "photos" / "cat.jpg", b"x")
    source = put(tmp_path / "norway/h.csv", KITES)
    with pytest.raises(KnowledgeError, match="is no register"):
        build([str(source)], tmp_path / "photos")
    assert (tmp_path / "photos" / "cat.jpg").exists()


def test_files_of_one_name_are_told_apart(tmp_path) -> None:
    one = put(tmp_path / "norway" / "html" / "h.csv", KITES)
    two = put(tmp_path / "denmark" / "html" / "h.csv", KITES.replace("Q900004", "Q900007").replace("Ola", "Bo"))
    built = build([str(one), str(two)], tmp_path / "register")
    assert [entry["name"] for entry in built.manifest["inputs"]] == ["denmark/html/h.csv", "norway/html/h.csv"]


def test_of_a_folder_only_files_of_known_kinds_are_read(tmp_path) -> None:
    put(tmp_path / "all" / "norway" / "h.csv", KITES)
    put(tmp_path / "all" / "README.md", "# Words\n")
    put(tmp_path / "all" / ".git" / "h.csv", KITES)
    built = build([str(tmp_path / "all")], tmp_path / "register")
    assert [entry["name"] for entry in built.manifest["inputs"]] == ["all/norway/h.csv"]
    assert built.ok


# ------------------------------------------------------------ persons


def test_one_key_is_one_person_in_all_sources(tmp_path) -> None:
    lines = "Minister of Kites,Ola Oppdiktet,Q900004,1999,2001,male,1950\nMinister of Boats,O. P. Oppdiktet,Q900004,2002,2003,male,1950\n"
    source = put(tmp_path / "norway/h.csv", HOLDERS + lines)
    build([str(source)], tmp_path / "register")
    rows = (tmp_path / "register" / "persons.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    assert [row.split("\t")[:4] for row in rows] == [["ola-oppdiktet", "Ola Oppdiktet", "Oppdiktet", "O. P. Oppdiktet"]]


def test_two_keys_are_two_persons_of_one_name(make) -> None:
    lines = "Minister of Kites,Ola Oppdiktet,Q900004,1999,2001,male,1950\nMinister of Boats,Ola Oppdiktet,Q900008,1999,2003,male,1971\n"
    made = make({"norway/h.csv": HOLDERS + lines})
    assert [row["id"] for row in made.rows("persons")] == ["ola-oppdiktet", "ola-oppdiktet-1971"]


def test_a_person_of_the_package_keeps_id_and_gains_spellings(make) -> None:
    line = "Minister of Kites,Helle Thorning-Schmidt,Q900006,1999,2001,female,1966\n"
    made = make({"denmark/h.csv": HOLDERS + line})
    assert [t[1] for t in made.tenures()] == ["helle-thorning-schmidt"]
    assert made.rows("persons") == [], "no spelling is new"


# ------------------------------------------------------------ the commands


def run(*arguments: str, **environment: str):
    return CliRunner().invoke(main, ["knowledge", *arguments], env=environment)


def test_the_command_builds_where_the_variable_says_and_tells_it(tmp_path) -> None:
    source = put(tmp_path / "norway/h.csv", KITES)
    result = run("build", str(source), "--format", "json", DRAGOMAN_KNOWLEDGE=str(tmp_path / "mine"))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["tables"]["persons.tsv"]["rows"] == 1
    assert result.stderr == f"register: {tmp_path / 'mine'}\n"


def test_the_command_tells_people_what_it_took_and_what_not(tmp_path) -> None:
    one, two = (
        put(tmp_path / "norway/h.csv", KITES + "Minister of Kites,Ola Oppdiktet,Q900004,,,male,\n"),
        put(tmp_path / "entities.ftm.json", ENTITIES),
    )
    three = put(tmp_path / "bad.xml", "<visits>")
    result = run("build", str(one), str(two), str(three), "--out", str(tmp_path / "mine"), "--format", "text")
    assert result.exit_code == 1
    assert "holders: 1 file, 1 taken, 0 known already (CC0 1.0 if from Wikidata)" in result.stdout
    assert "non-commercial: yes" in result.stdout
    assert "left out: 1 of holders: has no first day, month or year (h.csv, line 3)" in result.stdout
    assert "error: bad.xml: is no XML" in result.stderr


def test_with_nothing_to_build_from_the_status_is_two(tmp_path) -> None:
    result = run("build", str(tmp_path / "none.csv"), "--out", str(tmp_path / "mine"))
    assert (result.exit_code, (tmp_path / "mine").exists()) == (2, False)
    assert "there is no such file" in result.stderr
    assert "hint: " in result.stderr


def test_the_default_place_is_in_the_users_data_folder(tmp_path, monkeypatch) -> None:
    from dragoman.knowledge.own import chosen_folder, own_register

    monkeypatch.delenv("DRAGOMAN_KNOWLEDGE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert chosen_folder() == tmp_path / "dragoman" / "register"
    assert own_register() is None
    build([str(put(tmp_path / "norway/h.csv", KITES))], chosen_folder())
    assert own_register() == tmp_path / "dragoman" / "register"


@pytest.mark.parametrize("command", [["who", "Merkel", "--on", "2012-01-01"], ["knowledge", "check", "--all"], ["read", "-"]])
@pytest.mark.parametrize(
    ("manifest", "words"), [(None, "is no register"), ("{", "cannot be read"), ('{"format": 99}', "is not the manifest")]
)
def test_a_variable_that_names_no_register_is_a_clear_error(
    tmp_path, command: list[str], manifest: str | None, words: str, use
) -> None:
    if manifest is not None:
        put(tmp_path / "manifest.json", manifest)
    use(tmp_path)
    result = CliRunner().invoke(main, command, input="Oslo. The king spoke.", env={"DRAGOMAN_KNOWLEDGE": str(tmp_path)})
    assert result.exit_code == 2
    assert words in result.stderr
    assert "hint: " in result.stderr


def test_check_all_finds_no_error_in_what_was_built_and_tells_conflicts(tmp_path, use) -> None:
    lines = "Prime Minister,Ola Oppdiktet,Q900004,2012-01-01,2014-01-01,male,1950\nPrime Minister,Ola Oppdiktet,Q900004,2030-01-01,,male,1950\n"
    built = build(
        [str(put(tmp_path / "denmark/h.csv", HOLDERS + lines)), str(put(tmp_path / "norway/h.csv", KITES))], tmp_path / "mine"
    )
    use(built.folder)
    result = run("check", "--all", "--format", "text", DRAGOMAN_KNOWLEDGE=str(built.folder))
    own = [line for line in result.stdout.split("\n") if "own/" in line]
    assert result.exit_code == 0
    assert not [line for line in own if line.startswith("error")]
    assert any("in the package it is helle-thorning-schmidt" in line and "the package wins" in line for line in own)


def test_check_all_finds_errors_of_the_users_tables(make, use) -> None:
    made = make({"norway/holders21.csv": KITES})
    part = next((made.folder / "tenures").iterdir())
    part.write_text(
        part.read_text(encoding="utf-8").replace("NOR:minister-of-kites", "NOR:minister-of-nothing"), encoding="utf-8"
    )
    use(made.folder)
    result = run("check", "--all", "--format", "text", DRAGOMAN_KNOWLEDGE=str(made.folder))
    assert result.exit_code == 1
    assert "error: own/tenures/03-holders.tsv, line 2: no office NOR:minister-of-nothing." in result.stdout


def test_queries_are_listed_and_printed() -> None:
    names = [line.partition(":")[0] for line in run("queries").stdout.splitlines()]
    assert names == ["ambassadors", "heads", "ministers"]
    for name in names:
        text = run("queries", name).stdout
        assert all(f"?{variable}" in text for variable in ("person", "personLabel", "positionLabel", "country", "start", "rank"))
    assert run("queries", "none").exit_code == 2


# ------------------------------------------------------------ size

DUMP = """
import json, sys
from dragoman.knowledge.building.sources import Input
from dragoman.knowledge.building import wikidata_dump
from dragoman.knowledge.building.world import World
from pathlib import Path
import resource
world = World(); world.names, world.adjectives, world.codes
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
facts = list(wikidata_dump.read([Input(Path(sys.argv[1]), "dump")], world))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(facts), (after - before) // 1024)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is told in other units elsewhere")
def test_a_dump_of_fifty_thousand_lines_takes_no_more_memory_than_its_holders(tmp_path) -> None:
    from tests.knowledge.building.test_readers import COUNTRY, HUMAN, OFFICE, entity

    path = tmp_path / "latest-all.json"
    padding = {"en": [{"language": "en", "value": "x" * 1500}]}
    with path.open("w", encoding="utf-8") as file:
        file.write("[\n")
        for number in range(50_000):
            other = (
                entity(f"Q{number}", "A place", P17=[], P31=[])
                if number % 2
                else entity(f"Q{number}", "A person", P39=[], P31=[])
            )
            file.write(json.dumps(other | {"aliases": padding}) + ",\n")
        file.write(",\n".join(json.dumps(e) for e in (HUMAN, OFFICE, COUNTRY)) + "\n]\n")
    assert path.stat().st_size > 80_000_000
    done = subprocess.run([sys.executable, "-c", DUMP, str(path)], capture_output=True, text=True, check=True)
    taken, megabytes = map(int, done.stdout.split())
    assert (taken, megabytes < 20) == (2, True), f"{megabytes} MB for a file of 80"
