"""Whatever stands in a report, its names, its address or a question stays text on every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from dragoman.merging.merger import bring_up_to_date
from dragoman.store.connect import open_store
from dragoman.store.save import save
from dragoman.web.app import make_app
from tests.store.made import MAKER, reading

CORPUS = (Path(__file__).parent / "xss.txt").read_text(encoding="utf-8").splitlines()
OURS = {"/static/app.js", "/static/style.css", "/static/icon.svg", "/static/built/htmx.js", "/static/built/map.js"}
NEVER = ("iframe", "object", "embed", "base", "style", "math", "video", "img", "textarea", "x", "body")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A store in which every attack stands in every field of a report of its own."""
    with open_store(str(tmp_path_factory.mktemp("xss") / "store.sqlite"), create=True) as store:
        for number, attack in enumerate(CORPUS):
            others = {"one": attack, "two": f"{attack} {number}", "place": attack, "topic": attack}
            save(store, *reading(number, **others, publisher=attack, url=attack, id=f"{attack} {number}", text=None), MAKER)
        bring_up_to_date(store)
        with TestClient(make_app(store), base_url="http://localhost:8475") as client:
            yield client


def check(page: str, where: str) -> None:
    """That a page holds no element, attribute or address that is not ours."""
    tree = html.fromstring(page)
    for element in tree.iter(etree.Element):
        assert element.tag not in NEVER or (element.tag == "body" and not element.attrib), where
        assert not [name for name in element.attrib if name.startswith("on") or name == "style" or "hx-on" in name], where
        if element.tag in ("script", "link"):
            assert (element.get("src") or element.get("href")) in OURS, where
            assert not element.text, where
        for name in ("href", "src", "action", "formaction", "data-hx-get"):
            to = (element.get(name) or "/").strip().lower()
            assert to.startswith(("/", "#", "?", "https://", "http://")), (where, to)
            assert not to.startswith("//"), (where, to)
    assert "alert(1)" not in "".join(tree.xpath("//script/text()"))


def test_no_attack_in_a_report_comes_through(attacked: TestClient) -> None:
    seen = 0
    for kind in ("reports", "meetings", "trips", "actors"):
        for number in (1, 2, 3):
            page = attacked.get(f"/{kind}?page={number}")
            check(page.text, f"{kind} {number}")
            for record in attacked.get(f"/{kind}.json?page={number}").json()["records"]:
                address = f"/{kind}/{record['hash' if kind == 'reports' else 'id']}"
                check(attacked.get(address).text, address)
                seen += 1
    assert seen > 3 * len(CORPUS)
    for address in ("/", "/issues", "/issues/climate.water", "/pairs", "/pairs/NOR/PER", "/review", "/review?kind=statement"):
        check(attacked.get(address).text, address)


@pytest.mark.parametrize("attack", CORPUS)
def test_no_attack_in_a_question_comes_through(attacked: TestClient, attack: str) -> None:
    for name in ("text", "actor", "speaker", "issue", "since", "publisher", "kind", "page"):
        check(attacked.get("/search", params={name: attack}).text, name)
    check(attacked.get("/actors", params={"name": attack}).text, "name")
    check(attacked.get("/actors/named", params={"name": attack}).text, "named")
    check(attacked.get(f"/issues/{attack.replace('/', '%2F')}").text, "path")


def test_templates_in_a_report_are_not_run(attacked: TestClient) -> None:
    texts = "".join(attacked.get(f"/reports?page={number}").text for number in (1, 2, 3))
    assert "{{7*7}}" in texts
    assert ">49<" not in texts
