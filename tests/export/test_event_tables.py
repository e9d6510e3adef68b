"""PLOVER, POLECAT, GDELT and ICEWS, read back as scripts of this field read them."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tests.export.conftest import Readings, Written
from tests.export.made import ARTICLE, RECORD

from dragoman.export import codes, gdelt, icews, polecat
from dragoman.export.coded import NEGATED, NO_CONTEXT, ONE_SIDED, POSTPONED, UNCODED_PLAN
from dragoman.export.plover import NO_DATE

PLOVER_FIELDS = {
    # The fields of an event record and of its objects in PLOVER's manual; those it asks for come first.
    "event record": (
        "id date actor event",
        "recipient event_loc quad_code event_scale mode context link text text_info cite_info coder comment",
    ),
    "entity": ("", "code sector entity_text identifier_text office"),
    "text": ("", "sequence start end"),
    "citation": ("", "citation url title language publication coder codebook version"),
    "location": ("", "extracted_place resolved_place geonameid lat lon city country country_code resolution"),
}


def fields(of: str, found: dict) -> bool:
    needed, others = (set(words.split()) for words in PLOVER_FIELDS[of])
    return needed <= set(found) <= needed | others


def table(text: str, missing: str) -> pd.DataFrame:
    """A table as pandas reads it: tabs, every code as text, no quotation marks."""
    return pd.read_csv(io.StringIO(text), sep="\t", dtype=str, quoting=csv.QUOTE_NONE, keep_default_na=False, na_values=[missing])


# ------------------------------------------------------------ PLOVER


def test_plover_has_the_fields_and_codes_of_its_manual(written: Callable[..., Written], readings: Readings) -> None:
    text, _ = written("plover", readings)
    assert text
    for line in text.splitlines():
        record = json.loads(line)
        assert fields("event record", record)
        assert all(fields("entity", entity) for entity in (*record["actor"], *record.get("recipient", [])))
        assert all(fields("text", part) for part in record.get("text_info", []))
        assert fields("citation", record["cite_info"])
        assert fields("location", record.get("event_loc", {}))
        (event,), modes = record["event"], [mode for mode in record.get("mode", []) if mode not in ("future", "negated")]
        assert all((event, mode) in codes.plover_codes() for mode in modes)
        assert record["quad_code"] == codes.plover_codes()[event, ""].quad


def test_plover_keeps_all_sides_of_a_meeting_together(written: Callable[..., Written]) -> None:
    records = {r["id"]: r for r in map(json.loads, written("plover")[0].splitlines())}
    assert len(records["event-planned"]["actor"]) == 3
    visit = records["event-visit"]
    assert [a["identifier_text"] for a in visit["actor"]] == ["Arben Luma"]
    assert [r["identifier_text"] for r in visit["recipient"]] == ["Maria Rao"]
    assert visit["actor"][0]["code"] == "KOS"
    assert (visit["mode"], visit["context"], visit["link"]) == (["visit"], ["diplomatic", "economic"], "meeting-visit")


def test_plover_marks_what_is_planned_and_what_did_not_happen(written: Callable[..., Written]) -> None:
    text, left_out = written("plover")
    records = {r["id"]: r for r in map(json.loads, text.splitlines())}
    assert records["event-negated"]["mode"] == ["negated"]
    assert records["event-planned"]["event"] == ["AGREE"]
    assert records["event-postponed"]["mode"] == ["meet", "future"]
    assert left_out == {NO_DATE: 1}


def test_plover_gives_no_point_for_a_country(written: Callable[..., Written]) -> None:
    records = {r["id"]: r for r in map(json.loads, written("plover")[0].splitlines())}
    place = records["event-planned"]["event_loc"]
    assert (place["resolution"], place["country_code"]) == (1, "KOS")
    assert not {"lat", "lon"} & set(place)


# ------------------------------------------------------------ POLECAT


def test_polecat_has_its_columns_then_ours(written: Callable[..., Written], readings: Readings) -> None:
    found = table(written("polecat", readings)[0], "")
    assert tuple(found.columns) == codes.columns("polecat") + polecat.FURTHER
    assert found["Event ID"].is_unique
    assert len(found)
    assert set(found["Quad Code"]) <= set(polecat.QUADS.values())
    assert set(found["Event Type"]) <= {event for event, _ in codes.plover_codes()}
    assert (found["Intensity"].astype(float).abs() <= 10).all()


def test_polecat_expands_dyads_and_marks_mirrors(written: Callable[..., Written]) -> None:
    text, left_out = written("polecat")
    found = table(text, "")
    planned = found[found["Dragoman Event ID"] == "event-planned"]
    assert len(planned) == 6
    assert set(planned["Meeting ID"]) == {"meeting-planned"}
    assert sorted(planned["Mirrored"]) == ["0", "0", "0", "1", "1", "1"]
    assert left_out == {NEGATED: 1, UNCODED_PLAN: 1}
    condemn = found[found["Dragoman Event ID"] == "event-condemn"].iloc[0]
    assert (condemn["Actor Country"], condemn["Recipient Country"]) == ("UNO", "IGO")
    visit = found[(found["Dragoman Event ID"] == "event-visit") & (found["Mirrored"] == "0")].iloc[0]
    assert (visit["Contexts"], visit["Actor COW"], visit["Recipient Title"]) == ("diplomatic;economic", "347", "foreign minister")


@pytest.mark.parametrize("format", ["polecat", "icews"])
def test_an_event_whose_doer_is_unnamed_is_counted_and_makes_no_pair(written: Callable[..., Written], format: str) -> None:
    hurt = replace(RECORD.events[6], actors=(), recipients=RECORD.events[6].actors)
    assert written(format, [(ARTICLE, replace(RECORD, events=(hurt,)))])[1] == {ONE_SIDED: 1}


@pytest.mark.parametrize("format", ["plover", "polecat"])
def test_contexts_that_plover_does_not_have_are_counted(written: Callable[..., Written], format: str) -> None:
    odd = replace(RECORD, events=(replace(RECORD.events[6], contexts=("legal", "gossip")),))
    text, left_out = written(format, [(ARTICLE, odd)])
    assert left_out == {NO_CONTEXT: 1}
    assert "legal" in text
    assert "gossip" not in text


# ------------------------------------------------------------ ICEWS


def test_icews_has_its_columns_then_ours(written: Callable[..., Written], readings: Readings) -> None:
    found = table(written("icews", readings)[0], "NA")
    assert tuple(found.columns) == codes.columns("icews") + icews.FURTHER
    assert found["Event ID"].is_unique
    assert found["Target Name"].notna().all()
    for _, row in found.iterrows():
        cameo = codes.cameo_codes()[row["CAMEO Code"]]
        assert (float(row["Intensity"]), row["Event Text"]) == (cameo.icews, cameo.label)


def test_icews_keeps_codes_as_text_and_names_countries_its_way(written: Callable[..., Written]) -> None:
    text, left_out = written("icews")
    found = table(text, "NA").set_index(["Dragoman Event ID", "Mirrored"])
    assert found.loc[("event-visit", "0"), "CAMEO Code"] == "042"
    assert found.loc[("event-visit", "1"), "CAMEO Code"] == "043"
    assert found.loc[("event-visit", "0"), "Source Country"] == "Kosovo"
    assert found.loc[("event-planned", "0"), "Latitude"].isna().all()
    assert left_out == {NEGATED: 1, UNCODED_PLAN: 1, POSTPONED: 1, ONE_SIDED: 1}


# ------------------------------------------------------------ GDELT


def read_gdelt(folder: Path, name: str, columns: str) -> pd.DataFrame:
    """A table of GDELT as its users read it: no header, tabs, names given."""
    return pd.read_csv(
        folder / name,
        sep="\t",
        header=None,
        names=list(codes.columns(columns)),
        dtype=str,
        quoting=csv.QUOTE_NONE,
        keep_default_na=False,
    )


def test_gdelt_has_61_and_16_cells_a_line(folder: Callable[..., Path], readings: Readings) -> None:
    out = folder("gdelt", readings)
    for name, columns in ((gdelt.EVENTS, "gdelt_events"), (gdelt.MENTIONS, "gdelt_mentions")):
        lines = (out / name).read_text(encoding="utf-8").split("\n")[:-1]
        assert lines
        assert {line.count("\t") + 1 for line in lines} == {len(codes.columns(columns))}


def test_gdelt_types_are_those_of_its_codebook(folder: Callable[..., Path], readings: Readings) -> None:
    out = folder("gdelt", readings)
    for name, columns in ((gdelt.EVENTS, "gdelt_events"), (gdelt.MENTIONS, "gdelt_mentions")):
        found = read_gdelt(out, name, columns)
        for row in codes.table(f"columns/{columns}"):
            cells = found[row["column"]][found[row["column"]] != ""]
            if row["type"] == "INTEGER":
                assert cells.str.fullmatch(r"-?\d+").all(), row["column"]
            elif row["type"] == "FLOAT":
                assert pd.to_numeric(cells, errors="coerce").notna().all(), row["column"]


def test_gdelt_codes_and_scores_agree(folder: Callable[..., Path], readings: Readings) -> None:
    found = read_gdelt(folder("gdelt", readings), gdelt.EVENTS, "gdelt_events")
    assert found["GLOBALEVENTID"].is_unique
    for _, row in found.iterrows():
        cameo = codes.cameo_codes()[row["EventCode"]]
        assert row["EventBaseCode"] in codes.cameo_codes()
        assert row["EventCode"].startswith(row["EventRootCode"])
        assert (int(row["QuadClass"]), float(row["GoldsteinScale"])) == (cameo.quad, cameo.gdelt)
        assert row["SQLDATE"].startswith(row["MonthYear"])


def test_gdelt_says_in_a_companion_what_it_has_no_column_for(folder: Callable[..., Path]) -> None:
    out = folder("gdelt")
    events = read_gdelt(out, gdelt.EVENTS, "gdelt_events")
    mentions = read_gdelt(out, gdelt.MENTIONS, "gdelt_mentions")
    companion = pd.read_csv(out / gdelt.COMPANION, dtype=str, keep_default_na=False)
    assert list(companion["GLOBALEVENTID"]) == list(events["GLOBALEVENTID"])
    assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
    meeting = companion[companion["meeting_id"] == "meeting-planned"]
    assert len(meeting) == 6
    assert set(companion["goldstein_variant"]) == {"Goldstein, GDELT"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("SQLDATE", "20240505"),
        ("FractionDate", "2024.4247"),
        ("Actor1Code", "KOSGOV"),
        ("Actor2Code", "ROMGOV"),
        ("Actor2CountryCode", "ROM"),
        ("IsRootEvent", "1"),
        ("EventCode", "042"),
        ("ActionGeo_Type", "4"),
        ("ActionGeo_FullName", "Bucharest, Romania"),
        ("ActionGeo_CountryCode", "RO"),
        ("DATEADDED", "20240507000000"),
        ("SOURCEURL", "https://news.example.org/a?b=1&c=2"),
    ],
)
def test_gdelt_cells(folder: Callable[..., Path], column: str, value: str) -> None:
    assert read_gdelt(folder("gdelt"), gdelt.EVENTS, "gdelt_events").iloc[0][column] == value


def test_gdelt_marks_a_country_as_one(folder: Callable[..., Path]) -> None:
    found = read_gdelt(folder("gdelt"), gdelt.EVENTS, "gdelt_events")
    country = found[found["EventCode"] == "036"].iloc[0]
    assert (country["ActionGeo_Type"], country["ActionGeo_FeatureID"]) == ("1", "KV")


def test_gdelt_offsets_point_to_the_words(folder: Callable[..., Path]) -> None:
    first = read_gdelt(folder("gdelt"), gdelt.MENTIONS, "gdelt_mentions").iloc[0]
    assert ARTICLE.text[int(first["Actor1CharOffset"]) :].startswith("Arben Luma")
    assert ARTICLE.text[int(first["ActionCharOffset"]) :].startswith("Maria Rao of Romania")
    assert (first["MentionSourceName"], first["SentenceID"], first["Confidence"]) == ("news.example.org", "2", "60")
