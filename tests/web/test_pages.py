"""Every page on a real store: as a page, as JSON, safe, and telling the truth."""

import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from dragoman import read
from dragoman.article import Skipped
from dragoman.cli.main import main
from dragoman.merging.merger import bring_up_to_date
from dragoman.store.connect import Store, open_store
from dragoman.store.find import find, find_merged
from dragoman.store.save import save
from dragoman.web.answers import ENVIRONMENT
from dragoman.web.app import make_app
from dragoman.web.drawing import WIDTH, bars, timeline
from dragoman.web.queries.meetings import meeting_page
from tests.store.made import MAKER, reading, span_of
from tests.web.conftest import XSS

LISTS = ("reports", "meetings", "trips", "actors")
KINDS = ("reports", "meetings", "trips", "statements", "stances", "events", "actors")
PAGES = (
    "/",
    *(f"/{kind}" for kind in LISTS),
    *(f"/search?kind={kind}" for kind in KINDS),
    "/issues",
    "/pairs",
    "/pairs/DEU/FRA",
    "/add",
    "/api",
    "/review",
    "/review?kind=stance",
)


def pages(client: TestClient) -> list[str]:
    """The lists, and every page that they lead to."""
    found = list(PAGES)
    for kind in LISTS:
        for record in client.get(f"/{kind}.json").json()["records"]:
            found.append(f"/{kind}/{record['hash' if kind == 'reports' else 'id']}")
    grid = client.get("/issues.json").json()
    found += [f"/issues/{issue}" for issue in grid["issues"]]
    return found + [f"/issues/{grid['issues'][0]}?holder={grid['rows'][0]['id']}" for _ in grid["rows"][:1]]


def test_every_page_answers_as_page_and_as_data(client: TestClient) -> None:
    every = pages(client)
    assert len(every) > len(PAGES) + 10
    for address in every:
        page = client.get(address)
        assert page.status_code == 200, address
        assert page.headers["content-type"].startswith("text/html")
        assert len(page.content) < 300_000, address
        assert len(re.findall(r"<h1[ >]", page.text)) == 1, address
        data = client.get(address, headers={"accept": "application/json"})
        assert data.status_code == 200, address
        path, _, query = address.partition("?")
        assert client.get(f"{path}.json?{query}").json() == data.json(), address


def test_nothing_on_a_page_needs_what_the_policy_refuses(client: TestClient) -> None:
    for address in pages(client):
        page = client.get(address)
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        tree = html.fromstring(page.text)
        attributes = {name for element in tree.iter(etree.Element) for name in element.attrib}
        assert not [name for name in attributes if name == "style" or name.startswith("on")], address
        scripts = [(script.get("src"), script.text) for script in tree.iter("script")]
        assert scripts[-1] == ("/static/app.js", None), address
        assert not [script for script in scripts[:-1] if not (script[0] or "").startswith("/static/built/") or script[1]], address
        assert not list(tree.iter("style", "iframe", "object")), address
        loaded = [element.get("href") for element in tree.iter("link")] + [element.get("src") for element in tree.iter("img")]
        assert all(target.startswith("/static/") for target in loaded), address
        links = [element.get("href") for element in tree.iter("a")]
        assert not [to for to in links if not to.startswith(("/", "#", "?", "https://", "http://"))], address


def test_markup_in_reports_stays_text(client: TestClient) -> None:
    for address in pages(client):
        text = client.get(address).text
        for attack in (XSS[0], XSS[1], XSS[2], XSS[6], XSS[7]):
            assert attack not in text, address
    assert "49" not in client.get("/search", params={"text": XSS[5]}).text.split("<main")[1].split("<footer")[0]
    for attack in XSS:
        assert attack not in client.get("/search", params={"actor": attack}).text or "<" not in attack


def test_the_reader_shows_the_text_and_links_every_record_to_its_words(client: TestClient) -> None:
    report = next(r for r in client.get("/reports.json").json()["records"] if r["id"] == "report-1")
    page = client.get(f"/reports/{report['hash']}").text
    data = client.get(f"/reports/{report['hash']}.json").json()
    ids = [record["id"] for records in data["records"].values() for record in records]
    assert ids
    for id in ids:
        assert f'id="r-{id}"' in page
        assert f'id="w-{id}"' in page
        assert f'href="#w-{id}"' in page
    links = html.fromstring(page).xpath("//a[contains(@class, 'mk')]")
    assert links
    assert all(link.text.strip() for link in links), "a link without a word in it"
    shown = "".join(piece["text"] for pieces in data["paragraphs"] for piece in pieces)
    assert shown == data["text"].replace("\n", "")


def test_a_meeting_page_tells_how_many_reports_tell_of_it(client: TestClient) -> None:
    meeting = client.get("/search.json?kind=meetings&actor=Ada+Quist").json()["found"]["records"][0]
    page = client.get(f"/meetings/{meeting['id']}")
    assert "1 report, 1 publisher, 1 meeting" in page.text
    assert client.get(f"/meetings/{meeting['id']}.json").json()["reports"] == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/reports/none", 404),
        ("/meetings/none", 404),
        ("/trips/none", 404),
        ("/actors/actor-999999", 404),
        ("/actors/%F0%9F%98%80", 404),
        ("/issues/none", 404),
        ("/issues/sanctions?holder=nobody", 404),
        ("/add/none", 404),
        ("/pairs/de/fr", 422),
        ("/reports?page=0", 422),
        ("/search?kind=nothing", 422),
        ("/search?text=%22%22", 422),
        ("/search?since=soon", 422),
        ("/export?format=pdf", 422),
        ("/static/../app.py", 404),
    ],
)
def test_what_goes_wrong_has_one_shape(client: TestClient, address: str, status: int) -> None:
    page = client.get(address)
    assert page.status_code == status
    data = client.get(address, headers={"accept": "application/json"})
    assert data.status_code == status
    if not address.startswith("/static/"):
        assert set(data.json()) == {"error"}
        assert set(data.json()["error"]) == {"status", "message", "hint"}
        assert data.json()["error"]["status"] == status
        assert "<h1>" in page.text


def test_a_fault_of_ours_has_the_same_shape_and_headers(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Store) -> None:
        raise ValueError("out of hand")

    monkeypatch.setattr("dragoman.web.routes.home.home_page", fails)
    with TestClient(make_app(store), base_url="http://localhost:8475", raise_server_exceptions=False) as client:
        page = client.get("/")
        data = client.get("/", headers={"accept": "application/json"})
    assert (page.status_code, data.status_code) == (500, 500)
    assert set(data.json()["error"]) == {"status", "message", "hint"}
    for answer in (page, data):
        assert "out of hand" not in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_stance_shows_its_condition(client: TestClient, store: Store) -> None:
    article, record = reading(9, month="August")
    condition = span_of(article.text, "settled by August")
    save(store, article, replace(record, stances=(replace(record.stances[0], condition=condition),)), MAKER)
    page = client.get("/search?kind=stances").text
    assert page.count("on condition:") == 1
    assert "<q>settled by August</q>" in page


def test_search_narrows_by_a_facet(client: TestClient) -> None:
    every = client.get("/search.json?kind=statements").json()
    publishers = next(facet for facet in every["facets"]["facets"] if facet["name"] == "publisher")["values"]
    assert sum(value["count"] for value in publishers) == every["facets"]["counted"] == 3
    one = client.get("/search.json", params={"kind": "statements", "publisher": "Valley Times"}).json()
    assert [record["article"]["publisher"] for record in one["found"]["records"]] == ["Valley Times"]


def test_search_counts_the_issues_of_what_was_said(client: TestClient) -> None:
    facets = {facet["name"]: facet["values"] for facet in client.get("/search.json").json()["facets"]["facets"]}
    assert facets["issue"] == [{"value": "climate.water", "count": 3}]
    assert facets["via"] == [{"value": "Ostwind", "count": 3}]


def test_search_narrows_by_year(client: TestClient) -> None:
    every = client.get("/search.json?kind=meetings").json()
    [years] = [facet["values"] for facet in every["facets"]["facets"] if facet["name"] == "date"]
    assert years == [{"value": "2024", "count": 3}]
    page = client.get("/search?kind=meetings").text
    assert 'href="/search?kind=meetings&amp;since=2024&amp;until=2024"' in page
    assert len(client.get("/search.json?kind=meetings&since=2024&until=2024").json()["found"]["records"]) == 3
    assert client.get("/search.json?kind=meetings&since=2023&until=2023").json()["found"]["records"] == []
    assert 'href="/search?kind=meetings">any date' in client.get("/search?kind=meetings&since=2024&until=2024").text


def test_exports_hold_what_the_search_finds(client: TestClient, store: Store) -> None:
    lines = client.get("/export?kind=meetings").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [record["id"] for record in find_merged(store, "meetings")]
    table = client.get("/export?kind=statements&format=csv").text
    assert table.startswith("record,id,")
    assert len(table.splitlines()) == 4


# ------------------------------------------------------------ who may ask


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8475"}).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}])
def test_a_page_of_another_site_changes_nothing(client: TestClient, store: Store, headers: dict[str, str]) -> None:
    id = next(find(store, "meetings"))["id"]
    answer = client.post(f"/review/{id}", data={"verdict": "reject", "kind": "meeting"}, headers=headers)
    assert answer.status_code == 403
    assert len(list(find(store, "meetings"))) == 3


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/add", data={"text": "x" * 8_100_000}).status_code == 413


# ------------------------------------------------------------ review


def test_review_accepts_rejects_corrects_and_undoes(client: TestClient, store: Store) -> None:
    first, second, third = [record["id"] for record in find(store, "meetings")]

    def judge(id: str, **data: str) -> Any:
        answer = client.post(f"/review/{id}", data={"kind": "meeting", "who": "Lena Moor"} | data)
        assert answer.status_code == 200, answer.text  # after the redirect
        return client.get("/review.json?kind=meeting").json()["queue"]

    assert judge(first, verdict="confirm")["left"]["meeting"] == 2
    assert judge(second, verdict="reject")["left"]["meeting"] == 1
    assert judge(third, verdict="status", value="refused")["left"]["meeting"] == 0
    assert {record["id"]: record["status"] for record in find(store, "meetings")}[third] == "refused"
    made = client.get("/review.json").json()["queue"]["made"]
    assert [(m["kind"], m["who"]) for m in made] == [("status", "Lena Moor"), ("reject", "Lena Moor"), ("confirm", "Lena Moor")]
    assert client.post(f"/review/undo/{made[1]['number']}", data={"kind": "meeting"}).status_code == 200
    assert len(list(find(store, "meetings"))) == 3
    assert len(list(find_merged(store, "meetings"))) == 3, "what is corrected in the browser is merged anew"
    wrong = client.post(f"/review/{first}", data={"kind": "meeting", "verdict": "status", "value": "eaten"})
    assert wrong.status_code == 422


def test_two_names_become_one_actor(client: TestClient, store: Store) -> None:
    assert client.post("/review/merge/actors", data={"one": "Per Åsund", "into": "Jonas Brack"}).status_code == 200
    [meeting] = find(store, "meetings", limit=1, offset=1)
    assert "Jonas Brack" in [who["name"] for who in meeting["participants"]]


# ------------------------------------------------------------ both sides of a meeting


def test_both_sides_stand_next_to_each_other_as_compare_tells_them(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "two.sqlite"), create=True) as store:
        for text in sorted((Path(__file__).parents[2] / "samples").glob("readout-*.txt")):
            [result] = read(str(text))
            assert not isinstance(result, Skipped)
            save(store, *result, MAKER)
        alone = [page for record in find(store, "meetings") if (page := meeting_page(store, record["id"]))]
        assert alone
        assert {page.reports for page in alone} == {1}, "what is not merged yet stands for itself"
        bring_up_to_date(store)
        pages = [meeting_page(store, record["id"]) for record in find(store, "meetings")]
        [page] = [page for page in pages if page and len(page.sides) == 2][:1]
        assert [side.side for side in page.sides] == ["IND", "LKA"]
        for side in page.sides:
            assert {said.shared for said in side.said} == {True, False}
            assert all(said.on for said in side.said if said.shared)
        assert page.reports == 2
        told = {telling.record for telling in page.tellings}
        assert {meeting_page(store, id).record["id"] for id in told} == {page.record["id"]}  # type: ignore[union-attr]
        assert compared_by_command(store, page.record["id"]) == {
            (side.side, said.words, said.shared) for side in page.sides for said in side.said
        }


def compared_by_command(store: Store, id: str) -> set[tuple[str, str, bool]]:
    """What `dragoman compare` tells of a meeting: side, words, and whether both make the point."""
    answer = CliRunner().invoke(main, ["compare", id, "--store", store.address, "--format", "json"])
    told = json.loads(answer.output)
    both = [said for point in (*told["both"], *told["differently"]) for said in point["said"]]
    return {(said["side"], said["words"], True) for said in both} | {(s["side"], s["words"], False) for s in told["only"]}


# ------------------------------------------------------------ charts


def month(at: str, up: int, down: int = 0) -> Any:
    return SimpleNamespace(month=at, up=up, down=down)


def test_months_without_anything_are_empty_and_not_left_out() -> None:
    made = bars([month("2023-11", 2), month("2024-02", 1)], "up")
    assert [(bar.at, bar.up) for bar in made.bars] == [("2023-11", 2), ("2023-12", 0), ("2024-01", 0), ("2024-02", 1)]
    assert [tick.label for tick in made.ticks] == ["2023", "2024"]


@given(st.lists(st.tuples(st.integers(1990, 2030), st.integers(1, 12), st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_bars_count_everything_and_stay_in_their_frame(months: list[tuple[int, int, int, int]]) -> None:
    once = {f"{year}-{number:02}": (up, down) for year, number, up, down in months}
    made = bars([month(at, *value) for at, value in once.items()], "up", "down")
    assert sum(bar.up for bar in made.bars) == sum(up for up, _ in once.values())
    assert sum(bar.down for bar in made.bars) == sum(down for _, down in once.values())
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH + 0.01 for bar in made.bars)


def test_what_has_no_day_or_no_score_is_counted_and_not_drawn() -> None:
    event = {"record": "event", "id": "e", "article": {"hash": "h"}, "actors": [], "recipients": [], "event_type": "ACCUSE"}
    events = [event | {"date": "2024-05-07", "goldstein": -2.0}, event | {"date": "2024-05", "goldstein": 1.0}]
    drawn = timeline([*events, event | {"date": "2024-05-08", "goldstein": None}], [])
    assert (len(drawn.events), drawn.undrawn) == (1, 2)
    assert drawn.events[0].address == "/reports/h#r-e"


def test_all_that_an_actor_did_can_be_kept(client: TestClient) -> None:
    [holt] = client.get("/actors.json?name=Mira+Holt").json()["records"]
    links = re.findall(r'href="(/export[^"]+)"', client.get(f"/actors/{holt['id']}").text)
    assert len(links) == 2 * 5
    for link in links:
        kept = client.get(html.fromstring(f"<a href='{link}'/>").get("href")).text
        assert len(kept.splitlines()) == (2 if "csv" in link else 1), link


def test_a_network_has_whom_the_actor_met(client: TestClient) -> None:
    [holt] = client.get("/actors.json?name=Mira+Holt").json()["records"]
    page = client.get(f"/actors/{holt['id']}.json").json()
    assert [(met["name"], met["meetings"]) for met in page["met"]] == [("Jonas Brack", 1)]
    assert [node["name"] for node in page["network"]["nodes"]] == ["Jonas Brack"]
    assert [(edge["meetings"], edge["own"]) for edge in page["network"]["edges"]] == [(1, True)]
    assert "<svg" in client.get(f"/actors/{holt['id']}").text


def test_a_meeting_that_was_refused_is_nobody_met(client: TestClient) -> None:
    [holt] = client.get("/actors.json?name=Mira+Holt").json()["records"]
    [meeting] = client.get(f"/search.json?kind=meetings&actor={holt['name']}").json()["found"]["records"]
    data = {"kind": "meeting", "verdict": "status", "value": "refused"}
    assert client.post(f"/review/{meeting['tellings'][0]['id']}", data=data).status_code == 200
    page = client.get(f"/actors/{holt['id']}.json").json()
    assert (page["met"], page["network"]["edges"]) == ([], [])
    assert [meeting["status"] for meeting in page["meetings"]] == ["refused"]


def test_a_pair_is_of_the_two_countries_in_its_address(client: TestClient) -> None:
    page = client.get("/pairs/PER/NOR.json").json()
    assert (page["one"], page["two"]) == ("PER", "NOR")
    assert len(page["meetings"]) == 3
    assert {mark["label"] for mark in page["timeline"]["meetings"]} == {"7 May 2024: held meeting"}
    assert [event["event_type"] for event in page["events"]] == ["ACCUSE"] * 3
    assert sum(month["events"] for month in page["months"]) == 3


def test_a_tour_says_what_is_missing_without_node(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    [tour] = client.get("/search.json?kind=trips&actor=Ada+Quist").json()["found"]["records"]
    monkeypatch.setitem(ENVIRONMENT.globals, "built", lambda _: False)
    without = client.get(f"/trips/{tour['id']}").text
    assert "There is no map" in without
    assert "/static/built/" not in without
    monkeypatch.setitem(ENVIRONMENT.globals, "built", lambda _: True)
    with_map = client.get(f"/trips/{tour['id']}").text
    assert "/static/built/map.js" in with_map
    assert "There is no map" not in with_map
    for page in (without, with_map):
        assert 'data-latitude="-12.05"' in page
        assert "Ada Quist met Per Åsund in Oslo" in page
