"""Codes of other formats, and the tables that they are from."""

import pytest

from dragoman.export import codes
from dragoman.knowledge.tables import rows
from dragoman.records import Actor, Place

HEADERS = {
    # The first and last columns of each format, and their number, as its documentation has them.
    "gdelt_events": (61, "GLOBALEVENTID", "SOURCEURL"),
    "gdelt_mentions": (16, "GLOBALEVENTID", "Extras"),
    "polecat": (40, "Event ID", "Version"),
    "icews": (20, "Event ID", "Longitude"),
}


def actor(name: str = "Somebody", kind: str = "person", country: str | None = None, sector: str | None = None) -> Actor:
    return Actor("a", name, kind, country, sector)


@pytest.mark.parametrize("table", HEADERS)
def test_columns_are_all_there_in_order(table: str) -> None:
    number, first, last = HEADERS[table]
    columns = codes.columns(table)
    assert (len(columns), columns[0], columns[-1]) == (number, first, last)
    assert len(set(columns)) == number
    assert [row["position"] for row in codes.table(f"columns/{table}")] == [str(n) for n in range(1, number + 1)]


def test_codes_are_text_and_roots_have_a_full_code() -> None:
    table = codes.cameo_codes()
    assert table["010"].label == "Make statement"
    assert table["10"].code != table["010"].code
    assert {codes.full_code(f"{root:02}") for root in range(1, 21)} <= set(table)


def test_the_goldstein_scales_differ_where_they_are_known_to() -> None:
    differing = {code for code, row in codes.cameo_codes().items() if row.gdelt != row.icews and row.gdelt is not None}
    assert differing == {"016", "022", "164", "165"}
    assert (codes.cameo_codes()["016"].gdelt, codes.cameo_codes()["016"].icews) == (-2.0, -5.0)


def test_plover_has_sixteen_types_and_no_score_of_the_wrong_sign() -> None:
    types = {event for event, _ in codes.plover_codes()}
    assert len(types) == 16
    assert "YIELD" not in types
    assert codes.plover_codes()["ACCUSE", ""].score == -3
    hostile = [row for row in codes.plover_codes().values() if row.quad == 4 and row.score is not None]
    assert all(row.score < 0 for row in hostile)


def test_intents_are_codes_of_intent() -> None:
    assert all(code.startswith("03") and code in codes.cameo_codes() for code in codes.intents().values())


@pytest.mark.parametrize(
    ("iso3", "plover", "cameo", "icews", "fips", "cow"),
    [
        ("XKX", "KOS", "KOS", "Kosovo", "KV", 347),
        ("ROU", "ROU", "ROM", "Romania", "RO", 360),
        ("TLS", "TLS", "TMP", "Timor-Leste", "TT", 860),
        ("MNE", "MNE", "MTN", "Montenegro", "MJ", 341),
        ("PSE", "PSE", "PSE", "Occupied Palestinian Territory", "WE", None),
        ("RUS", "RUS", "RUS", "Russian Federation", "RS", 365),
        ("DEU", "DEU", "DEU", "Germany", "GM", 255),
        ("AUS", "AUS", "AUS", "Australia", "AS", 900),
        ("IGO", "IGO", None, None, None, None),
        (None, None, None, None, None, None),
    ],
)
def test_countries(
    iso3: str | None, plover: str | None, cameo: str | None, icews: str | None, fips: str | None, cow: int | None
) -> None:
    assert codes.plover_country(actor(country=iso3)) == plover
    assert (codes.cameo_country(iso3), codes.icews_country(iso3)) == (cameo, icews)
    assert (codes.fips(iso3), codes.cow(iso3)) == (fips, cow)


def test_gaza_has_a_code_of_its_own_in_fips() -> None:
    assert codes.fips("PSE", "Gaza City") == "GZ"


def test_every_country_has_a_code_in_every_format() -> None:
    for row in rows("countries"):
        assert codes.cameo_country(row["iso3"])
        assert codes.icews_country(row["iso3"])


@pytest.mark.parametrize("table", ["countries", "bodies"])
def test_our_tables_name_what_the_register_has(table: str) -> None:
    if table == "countries":
        unknown = {row["iso3"] for row in codes.table("code_tables/countries")} - {row["iso3"] for row in rows("countries")}
    else:
        names = {row["name"] for row in (*rows("orgs"), *rows("armed_groups"))}
        unknown = {row["name"] for row in codes.table("code_tables/bodies")} - names
    assert not unknown


@pytest.mark.parametrize(
    ("someone", "code", "types", "group"),
    [
        (actor(kind="state", country="NOR", sector="GOV"), "NOR", (), None),
        (actor(country="USA", sector="GOV"), "USAGOV", ("GOV",), None),
        (actor(country="ROU", sector="JRN"), "ROMMED", ("MED",), None),
        (actor(country="ROU", sector="MED"), "ROMHLH", ("HLH",), None),
        (actor("UN", "organisation", "IGO", "IGO"), "IGOUNO", ("IGO",), "UNO"),
        (actor("NATO", "organisation", "IGO", "IGO"), "IGONAT", ("IGO",), "NAT"),
        (actor("Hamas", "armed_group", "PSE", "REB"), "PSEREBHMS", ("REB",), "HMS"),
        (actor("Amnesty International", "organisation", "NGO", "NGO"), "NGOAMN", ("NGO",), "AMN"),
        (actor("Islamic State", "armed_group", "IMG", "REB"), "IMGREB", ("IMG", "REB"), None),
        (actor(country="FRA", sector="PTY"), "FRA", (), None),
    ],
)
def test_cameo_actors(someone: Actor, code: str, types: tuple[str, ...], group: str | None) -> None:
    assert (codes.cameo_actor(someone), codes.cameo_types(someone), codes.known_group(someone)) == (code, types, group)


@pytest.mark.parametrize(
    ("name", "code"), [("United Nations", "UNO"), ("U.N.", "UNO"), ("European Union", "EUR"), ("NATO", "IGO")]
)
def test_bodies_in_plover(name: str, code: str) -> None:
    assert codes.plover_country(actor(name, "organisation", "IGO", "IGO")) == code


def test_what_acts_for_no_state_is_no_sector_in_plover() -> None:
    assert list(codes.plover_sectors((actor(sector="IGO"), actor(sector="REB"), actor()))) == ["REB"]


def test_a_region_across_countries_is_no_division() -> None:
    assert codes.is_division(Place("p", "Dhofar", "region", "OMN", 17.8, 54.0, "region", 411742))
    assert not codes.is_division(Place("p", "Caucasus", "region", None, 41.5, 45.0, "region"))
