"""Each format: what its reader takes, what it leaves out, and what it says of broken files."""

import bz2
import gzip
import io
import json
import zipfile

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.cameo import meaning_of
from dragoman.knowledge.building.factbook_archive import _spelt
from dragoman.knowledge.building.world import World

# ------------------------------------------------------------ Wikidata


def cell(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value}


def sparql(*rows: dict[str, str]) -> dict:
    names = sorted({name for row in rows for name in row})
    return {
        "head": {"vars": names},
        "results": {"bindings": [{name: cell(value) for name, value in row.items()} for row in rows]},
    }


ROW = {
    "person": "http://www.wikidata.org/entity/Q900001",
    "personLabel": "Ane Fiktivsen",
    "positionLabel": "Minister of Fisheries of Norway",
    "country": "NOR",
    "start": "2019-01-22T00:00:00Z",
    "startPrecision": "11",
    "end": "2021-01-01T00:00:00Z",
    "endPrecision": "9",
    "rank": "http://wikiba.se/ontology#NormalRank",
    "sex": "http://www.wikidata.org/entity/Q6581072",
    "asOf": "2026-02-03T10:00:00Z",
}


def test_a_sparql_answer_gives_tenures_at_their_precision(make) -> None:
    made = make({"ministers.json": sparql(ROW)})
    assert made.tenures() == [("NOR:minister-of-fisheries", "ane-fiktivsen", "2019-01-22", "2021", "2021")]
    assert made.rows("persons")[0] | {"as_of": ""} == {
        "id": "ane-fiktivsen",
        "name": "Ane Fiktivsen",
        "surname": "Fiktivsen",
        "spellings": "",
        "sex": "f",
        "country": "NOR",
        "as_of": "",
    }
    assert made.rows("offices")[0]["organisation"] == "Ministry of Fisheries"
    assert made.manifest["inputs"][0]["kind"] == "wikidata-sparql"


def test_an_open_end_is_open_as_of_the_day_of_the_query(make) -> None:
    row = {name: value for name, value in ROW.items() if not name.startswith("end")}
    assert make({"r.json": sparql(row)}).tenures()[0][3:] == ("", "2026-02-03")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"rank": "http://wikiba.se/ontology#DeprecatedRank"}, "is deprecated in Wikidata"),
        ({"personLabel": "Q900001"}, "has no English label"),
        ({"personLabel": ""}, "has no personLabel"),
        ({"start": ""}, "has no first day, month or year"),
        ({"end": "2018-01-01T00:00:00Z"}, "ends before it begins, or on the same day"),
        ({"country": "", "positionLabel": "Minister of Fisheries"}, "does not say of which country the office is"),
    ],
)
def test_a_row_that_tells_no_tenure_is_left_out_with_its_reason(make, change: dict[str, str], reason: str) -> None:
    assert make({"r.json": sparql(ROW | change)}).reasons() == [reason]


def entity(id: str, label: str, **claims: list) -> dict:
    labels = {"en": {"language": "en", "value": label}} if label else {}
    return {"type": "item", "id": id, "labels": labels, "aliases": {}, "claims": claims, "modified": "2026-01-05T00:00:00Z"}


def claim(value: object, **qualifiers: object) -> dict:
    found = {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": "normal"}
    return found | {"qualifiers": {name: [{"datavalue": {"value": v}}] for name, v in qualifiers.items()}}


def day(text: str, precision: int = 11) -> dict:
    return {"time": f"+{text}T00:00:00Z", "precision": precision}


HUMAN = entity(
    "Q900002",
    "Bo Digterup",
    P31=[claim({"id": "Q5"})],
    P21=[claim({"id": "Q6581097"})],
    P39=[
        claim({"id": "Q910001"}, P580=day("2011-10-03"), P582=day("2015-06-00", 10)),
        claim({"id": "Q910009"}, P580=day("2001-01-01")),
        claim({"id": "Q910001"}, P580=day("1999-01-01"), P582=day("2000-01-01")) | {"rank": "deprecated"},
    ],
)
OFFICE = entity("Q910001", "Minister of Windmills", P1001=[claim({"id": "Q910035"})])
PARLIAMENT = entity("Q910009", "member of parliament", P1001=[claim({"id": "Q910035"})])
COUNTRY = entity("Q910035", "Denmark", P298=[claim("DNK")])


def dump(*entities: object) -> str:
    return "[\n" + ",\n".join(e if isinstance(e, str) else json.dumps(e) for e in entities) + "\n]\n"


@pytest.mark.parametrize(
    ("name", "pack"), [("latest-all.json", bytes), ("latest-all.json.gz", gzip.compress), ("latest-all.json.bz2", bz2.compress)]
)
def test_a_dump_is_read_plain_or_packed_whatever_its_order(make, name: str, pack) -> None:
    made = make({name: pack(dump(HUMAN, OFFICE, PARLIAMENT, COUNTRY).encode())})
    assert made.tenures() == [("DNK:minister-of-windmills", "bo-digterup", "2011-10-03", "2015-06", "2015-06")]
    assert made.reasons() == ["holds an office that the dump or the register does not know"]
    assert made.built.ok


def test_a_broken_line_of_a_dump_costs_that_line(make) -> None:
    made = make({"latest-all.json": dump(OFFICE, '{"id": "Q5", "claims": {"P39": ', COUNTRY, HUMAN)})
    assert len(made.tenures()) == 1
    assert [(s["where"], s["broken"]) for s in made.manifest["skipped"] if s["broken"]] == [(["latest-all.json, line 3"], True)]
    assert not made.built.ok


def test_of_many_records_left_out_some_are_named_and_all_counted(make) -> None:
    made = make({"latest-all.json": dump(*[HUMAN] * 30, PARLIAMENT, COUNTRY)})
    (skip,) = made.manifest["skipped"]
    assert (skip["count"], len(skip["where"]), skip["where"][0]) == (60, 20, "latest-all.json, line 2")


# ------------------------------------------------------------ HistoryAtState

PERSON = """<?xml version="1.0" encoding="UTF-8"?>
<person><id>madeup-ada-q</id><persName><surname>Madeup</surname><forename>Ada Q.</forename></persName><birth>1950</birth></person>"""
APPOINTMENT = """<id>x-1</id><person-id>{person}</person-id><role-title-id>ambassador-e-p</role-title-id>
<appointed><date>2009-12-01</date></appointed><started><date>{start}</date></started><ended><date>{end}</date></ended>
<last-modified-date>2016-02-02</last-modified-date>"""


def appointment(person: str = "madeup-ada-q", start: str = "2010-01-05", end: str = "2013-02-01") -> str:
    return APPOINTMENT.format(person=person, start=start, end=end)


def test_principals_and_chiefs_of_mission_are_read_with_their_persons(make) -> None:
    principal = f"""<principal-position><id>kite</id><names><singular>Under Secretary of State for Kites</singular></names>
      <principals><principal>{appointment(start="")}</principal></principals></principal-position>"""
    mission = f"<country-mission><territory-id>andorra</territory-id><chiefs><chief>{appointment(end='')}</chief></chiefs></country-mission>"
    made = make(
        {
            "pocom/people/m/madeup.xml": PERSON,
            "pocom/positions-principals/kite.xml": principal,
            "pocom/missions-countries/andorra.xml": mission,
        }
    )
    assert made.tenures() == [
        ("USA:ambassador-to-andorra", "ada-madeup", "2010-01-05", "", "2016-02-02"),
        ("USA:under-secretary-of-state-for-kites", "ada-madeup", "2009-12-01", "2013-02-01", "2013-02-01"),
    ]
    (person,) = made.rows("persons")
    assert (person["name"], person["spellings"], person["country"]) == ("Ada Madeup", "Ada Q. Madeup", "USA")


def test_an_appointment_of_somebody_without_a_file_is_left_out(make) -> None:
    mission = f"<country-mission><territory-id>andorra</territory-id><chiefs><chief>{appointment('nobody')}</chief></chiefs></country-mission>"
    made = make({"andorra.xml": mission})
    assert (made.tenures(), made.reasons()) == ([], ["names a person whose file is not among the sources"])


def visit(visitor: str, country: str = "Norway", start: str = "1951-03-01", end: str = "1951-03-04") -> str:
    days = f"<start-date>{start}</start-date><end-date>{end}</end-date>"
    return f'<visit><id>1</id>{days}<visitor>{visitor}</visitor><from id="x">{country}</from></visit>'


def test_visits_are_evidence_for_the_days_seen(make) -> None:
    later = visit("Finance Minister Ola Oppdiktet", start="1951-09-01", end="1951-09-02")
    made = make({"1950.xml": f"<visits>{visit('Finance Minister Ola Oppdiktet')}{later}</visits>"})
    assert [t[1:] for t in made.tenures()] == [("ola-oppdiktet", "1951-03-01", "1951-09-03", "1951-09-03")]


def test_between_two_sightings_years_apart_nothing_is_known(make) -> None:
    later = visit("Finance Minister Ola Oppdiktet", start="1955-09-01", end="1955-09-02")
    made = make({"1950.xml": f"<visits>{visit('Finance Minister Ola Oppdiktet')}{later}</visits>"})
    assert [t[2:4] for t in made.tenures()] == [("1951-03-01", "1951-03-05"), ("1955-09-01", "1955-09-03")]


@pytest.mark.parametrize(
    ("visitor", "country", "reason"),
    [
        ("King Ola and Queen Kari", "Norway", "does not name one visitor with a title that titles.tsv has"),
        ("Finance Minister Ola Oppdiktet", "Freedonia", "comes from a country that the register does not have"),
        ("Finance Minister Oppdiktet", "Norway", "gives a surname only, of nobody who is known to have held the office"),
    ],
)
def test_a_visit_that_does_not_tell_who_is_left_out(make, visitor: str, country: str, reason: str) -> None:
    assert make({"1950.xml": f"<visits>{visit(visitor, country)}</visits>"}).reasons() == [reason]


def test_a_sighting_of_the_known_holder_is_a_confirmation(make) -> None:
    made = make(
        {"2010.xml": f"<visits>{visit('Prime Minister Helle Thorning Schmidt', 'Denmark', '2012-02-24', '2012-02-24')}</visits>"}
    )
    assert (made.manifest["confirmed"], made.tenures()) == ({"history-visits": 1}, [])


def test_a_sighting_of_another_is_a_conflict_and_no_row(make) -> None:
    made = make({"2010.xml": f"<visits>{visit('Prime Minister Ola Oppdiktet', 'Denmark', '2012-02-24', '2012-02-24')}</visits>"})
    (conflict,) = made.manifest["conflicts"]
    assert (conflict["kind"], conflict["other"]["person"], made.tenures()) == ("evidence", "helle-thorning-schmidt", [])


def test_of_travels_only_what_an_adjective_makes_certain_is_taken(make) -> None:
    trip = """<trips><trip role="secretary" who="x"><id>7</id><role>secretary</role><name>Colin Luther Powell</name>
      <start-date>2002-05-13</start-date><end-date>2002-05-14</end-date><country id="iceland">Iceland</country>
      <remarks>Met with Norwegian Finance Minister Kari Uvirkelig and with Foreign Minister Jon Tullesson.</remarks></trip></trips>"""
    made = make({"powell.xml": trip})
    assert [t[:2] for t in made.tenures()] == [("NOR:finance-minister", "kari-uvirkelig")]
    assert made.reasons() == ["tells of somebody, but not of which country"]
    assert made.manifest["confirmed"] == {"history-visits": 1}, "the traveller himself is known"


# ------------------------------------------------------------ Factbook


def test_a_term_of_the_factbook_ends_where_the_next_begins(make) -> None:
    table = 'Year,Code,FieldName,Content\n{year},no,Executive branch,"chief of state: {text} head of government: none"\n'
    editions = {
        "2001.csv": table.format(year=2001, text="Supreme Leader Ola OPPDIKTET (since 5 May 1931);"),
        "2002.csv": table.format(year=2002, text="Supreme Leader Kari UVIRKELIG (since August 2001)"),
    }
    made = make(editions)
    assert [t[1:] for t in made.tenures()] == [
        ("ola-oppdiktet", "1931-05-05", "2001-08", "2001-08"),
        ("kari-uvirkelig", "2001-08", "", "2002"),
    ]


COUNTRIES = """-- Countries
INSERT INTO Countries (CountryID, Year, Code, Name, Source, MasterCountryID)
VALUES
  (1, 2003, N'no', N'Norway', N'html', 1),
  (2, 2003, N'zz', N'Freedonia', N'html', 2);
"""
FIELDS = """-- CountryFields
INSERT INTO CountryFields (FieldID, CategoryID, CountryID, FieldName, Content)
VALUES
  (10, 1, 1, N'Executive branch', N'chief of state: Supreme Leader Ola O''DIKTET (since 5 May 1931) cabinet: none'),
  (11, 1, 2, N'Executive branch', N'chief of state: President Rufus FIREFLY (since 1933)');
"""


def test_scripts_of_the_archive_are_read_with_their_countries(make) -> None:
    made = make({"countries.sql": COUNTRIES, "country_fields_2003.sql.gz": gzip.compress(FIELDS.encode())})
    assert [(t[1], t[2], t[4]) for t in made.tenures()] == [("ola-odiktet", "1931-05-05", "2003")]
    assert made.reasons() == ["is about a country that the register does not have"]


def test_a_script_without_its_countries_says_what_is_missing(make) -> None:
    with pytest.raises(KnowledgeError, match="has numbers for countries") as told:
        make({"country_fields_2003.sql": FIELDS})
    assert "countries.sql" in str(told.value.hint)


def test_a_country_of_the_factbook_as_json_is_read(make) -> None:
    made = make(
        {
            "no.json": {
                "Government": {
                    "Executive branch": {"chief of state": {"text": "Supreme Leader Ola OPPDIKTET (since 5 May 1931)"}}
                }
            }
        }
    )
    assert [t[1:4] for t in made.tenures()] == [("ola-oppdiktet", "1931-05-05", "")]


@pytest.mark.parametrize(
    ("file", "office", "text", "reason"),
    [
        (
            "ca",
            "chief of state",
            "King CHARLES III (since 8 September 2022)",
            "reigns in another country, where the package has them",
        ),
        (
            "gl",
            "chief of state",
            "King FREDERIK X (since 14 January 2024)",
            "is the head of the state to which a territory belongs",
        ),
        (
            "no",
            "chief of state",
            "President of the Kite Council Ola OPPDIKTET (since 1999)",
            "does not name a person after a title that titles.tsv has",
        ),
    ],
)
def test_a_holder_of_the_factbook_who_is_none_of_the_country_is_left_out(
    make, file: str, office: str, text: str, reason: str
) -> None:
    made = make({f"{file}.json": {"Government": {"Executive branch": {office: {"text": text}}}}})
    assert (made.tenures(), made.reasons()) == ([], [reason])


def test_of_two_titles_of_the_factbook_the_first_is_the_office(make) -> None:
    text = "Supreme Leader and Prime Minister Gen. Ola OPPDIKTET (since 1999)"
    made = make({"no.json": {"Government": {"Executive branch": {"chief of state": {"text": text}}}}})
    assert [t[:2] for t in made.tenures()] == [("NOR:supreme-leader", "ola-oppdiktet")]


def test_the_present_term_of_the_factbook_is_part_of_the_time_in_office(make) -> None:
    text = "Prime Minister Mette FREDERIKSEN (since 15 December 2022)"
    made = make({"da.json": {"Government": {"Executive branch": {"head of government": {"text": text}}}}})
    assert (made.manifest["confirmed"], made.manifest["conflicts"]) == ({"factbook": 1}, [])


def test_an_island_without_a_government_is_no_broken_file(make) -> None:
    made = make({"bq.json": {"Geography": {"Location": {"text": "an island"}}}})
    assert made.built.ok


@pytest.mark.parametrize(
    ("written", "name", "surname"),
    [
        ("HARALD V", "Harald V", "Harald"),
        ("XI Jinping", "Xi Jinping", "Xi"),
        ("Bashar al-ASAD", "Bashar al-Asad", "al-Asad"),
        ("Gen. Ana Maria O'HIGGINS-LUND", "Ana Maria O'higgins-Lund", "O'higgins-Lund"),
    ],
)
def test_capitals_mark_the_surname(written: str, name: str, surname: str) -> None:
    assert _spelt(written) == (name, surname)


# ------------------------------------------------------------ tables of holders, FollowTheMoney, Popolo

HOLDERS = "position,person,personID,start,end,gender,DOB\n"


def test_holders_take_their_country_from_the_folder(make) -> None:
    made = make({"norway-cabinet/html/holders21.csv": HOLDERS + "Minister of Kites,Ola Oppdiktet,Q900004,1999-05,,male,1950\n"})
    assert made.tenures() == [("NOR:minister-of-kites", "ola-oppdiktet", "1999-05", "", "1999-05")]


def test_holders_take_their_country_from_the_source_as_it_is_named(make) -> None:
    made = make({"h.csv": HOLDERS + "Minister of Kites,Ola Oppdiktet,Q900004,1999,2001,male,1950\n"}, kind="holders:NOR")
    assert made.tenures()[0][0] == "NOR:minister-of-kites"


@pytest.mark.parametrize(
    "line", ["Minister of Kites,Ola\n", "Minister of Kites,Ola Oppdiktet,Q1,31.12.1999,,male,\n", ",Ola,Q1,1999,,male,\n"]
)
def test_a_broken_line_of_holders_costs_that_line(make, line: str) -> None:
    made = make({"norway/h.csv": HOLDERS + "Minister of Kites,Ola Oppdiktet,Q900004,1999,2001,male,1950\n" + line})
    assert len(made.tenures()) == 1
    assert [s["where"] for s in made.manifest["skipped"] if s["broken"]] == [["h.csv, line 3"]]


def test_a_name_in_other_letters_is_left_out(make) -> None:
    made = make({"norway/h.csv": HOLDERS + "Minister of Kites,Ола Опдиктет,Q900004,1999,2001,male,1950\n"})
    assert (made.tenures(), made.reasons()) == ([], ["has no name or no title in Latin letters"])


def test_terms_that_follow_each_other_are_one(make) -> None:
    lines = ("1999-05-01,2003-06-01", "2003-06-01,2007-07-01", "2009-01-01,")
    made = make(
        {"norway/h.csv": HOLDERS + "".join(f"Minister of Kites,Ola Oppdiktet,Q900004,{dates},male,1950\n" for dates in lines)}
    )
    assert [t[2:4] for t in made.tenures()] == [("1999-05-01", "2007-07-01"), ("2009-01-01", "")]


def ftm(id: str, schema: str, properties: dict, **more: str) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": properties} | more, ensure_ascii=False) + "\n"


ENTITIES = "".join(
    [
        ftm("o1", "Occupancy", {"holder": ["p1"], "post": ["j1"], "startDate": ["2018-03-01"]}, last_seen="2026-01-09T00:00:00"),
        ftm("o2", "Occupancy", {"holder": ["p2"], "post": ["j1"], "startDate": ["2016"], "endDate": ["2018"]}),
        ftm("j1", "Position", {"name": ["Minister of Kites"], "country": ["no"]}),
        ftm("c1", "Company", {"name": ["Kites Ltd"]}),
        ftm("p1", "Person", {"name": ["Ola Oppdiktet", "Ола Опдиктет"], "gender": ["male"], "birthDate": ["1950-02-02"]}),
    ]
)


def test_entities_are_joined_whatever_their_order_and_marked_non_commercial(make) -> None:
    made = make({"entities.ftm.json": ENTITIES})
    assert made.tenures() == [("NOR:minister-of-kites", "ola-oppdiktet", "2018-03-01", "", "2026-01-09")]
    assert made.reasons() == ["is held by somebody whom the file does not have"]
    assert (made.manifest["non_commercial"], made.manifest["inputs"][0]["non_commercial"]) == (True, True)


def test_a_broken_entity_costs_that_line(make) -> None:
    made = make({"entities.ftm.json": ENTITIES + '{"id": "p9", "schema": "Person"\n'})
    assert [s["where"] for s in made.manifest["skipped"] if s["broken"]] == [["entities.ftm.json, line 6"]]


POPOLO = {
    "persons": [
        {
            "id": "a",
            "name": "Kari Uvirkelig",
            "gender": "female",
            "identifiers": [{"scheme": "wikidata", "identifier": "Q900005"}],
        }
    ],
    "organizations": [
        {"id": "s", "name": "Storting of Kites", "classification": "legislature"},
        {"id": "k", "name": "Kite Party", "classification": "party"},
    ],
    "events": [{"id": "t1", "classification": "legislative period", "start_date": "2009-10-01", "end_date": "2013-09-30"}],
    "memberships": [
        {"person_id": "a", "organization_id": "s", "role": "member", "legislative_period_id": "t1"},
        {"person_id": "a", "organization_id": "k", "role": "member", "start_date": "2001"},
        {"person_id": "nobody", "organization_id": "s", "role": "member", "start_date": "2001"},
    ],
}


def test_memberships_take_their_dates_from_the_period(make) -> None:
    made = make({"Norway/Storting/ep-popolo-v1.0.json": POPOLO})
    assert made.tenures() == [("NOR:member-of-the-storting-of-kites", "kari-uvirkelig", "2009-10-01", "2013-09-30", "2013-09-30")]
    assert made.rows("offices")[0]["sector"] == "LEG"
    assert sorted(made.reasons()) == ["is of a person whom the file does not have", "is the membership of a party"]


# ------------------------------------------------------------ GeoNames


def place(number: int, name: str, kind: str, code: str, people: int = 0, **more: str) -> str:
    fields = {"others": "", "cc": "NO", "cc2": "", "admin1": "09", "lat": "60.5", "lon": "5.25"} | more
    start = (str(number), name, name, fields["others"], fields["lat"], fields["lon"], kind, code, fields["cc"], fields["cc2"])
    return "\t".join([*start, fields["admin1"], "", "", "", str(people), "", "", "Europe/Oslo", "2024-05-06"])


def test_places_go_to_towns_divisions_and_features(make) -> None:
    lines = [
        place(1, "Diktebyen", "P", "PPL", 900),
        place(2, "Lite Sted", "P", "PPL", 12),
        place(3, "Oppdiktøya", "T", "ISL", others="Inventor Island,Выдумка"),
        place(4, "Nye Fylke", "A", "ADM1", admin1="99"),
        place(5, "Grensehavet", "H", "SEA", cc="", cc2="NO,SE"),
        place(6, "Et Hus", "S", "BLDG"),
    ]
    names = [
        "100\t3\ten\tFiction Isle\t1\t\t\t\t\t",
        "101\t3\ten\tOld Isle\t\t\t\t1\t\t",
        "102\t3\tno\tØya\t\t\t\t\t\t",
        "103\t77\ten\tElsewhere\t\t\t\t\t\t",
    ]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("iso-languagecodes.txt", "x\n")
        zipped.writestr("alternateNamesV2.txt", "\n".join(names) + "\n")
    made = make(
        {
            "allCountries.txt": "\n".join(lines) + "\n",
            "admin1CodesASCII.txt": "NO.99\tNew County\tNew County\t4\nZZ.01\tNowhere\tNowhere\t8\n",
            "alternateNamesV2.zip": archive.getvalue(),
        }
    )
    assert [(r["name"], r["country"], r["population"], r["as_of"]) for r in made.rows("towns")] == [
        ("Diktebyen", "NOR", "900", "2024-05-06")
    ]
    assert [(r["name"], r["aliases"], r["code"], r["latitude"]) for r in made.rows("admin")] == [
        ("New County", "Nye Fylke", "99", "60.5")
    ]
    assert [(r["name"], r["kind"], r["countries"]) for r in made.rows("geo")] == [
        ("Oppdiktøya", "island", "NOR"),
        ("Grensehavet", "sea", "NOR|SWE"),
    ]
    assert made.rows("geo")[0]["aliases"] == "Inventor Island|Fiction Isle"
    assert made.reasons() == ["lies in a country that the register does not have"]
    assert made.manifest["inputs"][0]["licence"] == "CC BY 4.0"


def test_a_broken_line_of_geonames_costs_that_line(make) -> None:
    broken = [place(7, "Uten Punkt", "P", "PPL", 900, lat="north"), "8\ttoo\tfew", place(9, "Diktebyen", "P", "PPL", 900)]
    made = make({"cities500.txt": "\n".join([place(1, "Annenby", "P", "PPLA", 3), *broken]) + "\n"})
    assert [row["name"] for row in made.rows("towns")] == ["Annenby", "Diktebyen"]
    assert sorted(where for s in made.manifest["skipped"] for where in s["where"]) == [
        "cities500.txt, line 2",
        "cities500.txt, line 3",
    ]


# ------------------------------------------------------------ CAMEO

ACTORS = """# A dictionary
NORWAY_  [NOR]
KITE_LIBERATION_FRONT_(KLF)_ [NORREB] # a comment
+ARMED_KITES_
KITE_MINISTRY_
+MINISTRY_OF_KITES_
\t[NORGOV]
OLA_OPPDIKTET_  ; CountryInfo.txt
\t[NORELI 320101-331108]
\t[NORGOV 331108-20030231]
KARI_UVIRKELIG_
\t[NORGOV >091101]
LATE_COMER_
\t[NORGOV 20130101-20140101]
ODD_CODE_ [ZZZGOV]
"""


def test_dictionaries_give_bodies_and_persons_up_to_2011(make) -> None:
    made = make({"made.actors": ACTORS})
    (group,), (ministry,) = made.rows("armed_groups"), made.rows("orgs")
    assert (group["name"], group["aliases"], group["country"], group["sector"], group["to"]) == (
        "Kite Liberation Front",
        "Armed Kites",
        "NOR",
        "REB",
        "2012-01-01",
    )
    assert (ministry["name"], ministry["kind"], ministry["sector"]) == ("Kite Ministry", "agency", "GOV")
    assert [t[1:4] for t in made.tenures()] == [
        ("ola-oppdiktet", "1933-11-08", "2003-02"),
        ("kari-uvirkelig", "2009-11-01", "2012-01-01"),
    ]
    assert "begins after 2011, when the dictionaries were no longer kept" in made.reasons()
    assert made.manifest["non_commercial"], "a dictionary that does not say its licence"


def test_a_synonym_after_an_empty_line_is_of_no_name(make) -> None:
    made = make({"made.actors": "KITE_CLUB_ [NORCVL]\n+KITE_SOCIETY_\n\n+RED_KITES_\n"})
    assert [row["aliases"] for row in made.rows("orgs")] == ["Kite Society"]
    assert made.reasons() == ["is a synonym of no name"]


def test_a_person_of_a_dictionary_may_have_several_intervals(make) -> None:
    made = make({"made.actors": "OLA_OPPDIKTET_\n\t[NORGOV 950101-961231]\n\t[NORGOV 020101-031231]\n"})
    assert [t[2:4] for t in made.tenures()] == [("1995-01-01", "1996-12-31"), ("2002-01-01", "2003-12-31")]


def test_of_persons_whom_others_have_dictionaries_say_nothing(make) -> None:
    made = make({"made.actors": "HELLE_THORNING-SCHMIDT_\n\t[DNKGOV 111003-]\n\t[DNKGOV >111003]\nKITE_CLUB_ [DNKCVL]\n"})
    assert made.tenures() == []
    assert "is a person whom the package or another source has" in made.reasons()


def test_agents_are_nouns_of_a_sector(make) -> None:
    made = make(
        {"made.agents": "# The MIT License (MIT)\n!PERSON! = MAN, MEN\nKITE_FLYER [~MIL]\nLAWMAN {LAWMEN} [~COP]\nKITE [~XYZ]\n"}
    )
    assert [(r["noun"], r["sector"], r["to"]) for r in made.rows("agents")] == [
        ("kite flyer", "MIL", "2012-01-01"),
        ("lawman", "COP", "2012-01-01"),
    ]
    assert made.manifest["inputs"][0]["licence"] == "MIT"


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [
        ("TURGOV", "TUR", "GOV"),
        ("IGOUNO", "UNO", "IGO"),
        ("NGOHRI", "NGO", "NGO"),
        ("PSEREBHMS", "PSE", "REB"),
        ("~CRM", "", "CRM"),
    ],
)
def test_a_code_is_a_country_and_a_sector(code: str, country: str, sector: str) -> None:
    meaning = meaning_of(code, World())
    assert meaning is not None
    assert (meaning.country, meaning.sector) == (country, sector)
