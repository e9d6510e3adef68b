"""Every page walked in Chromium, on the real command serving a real store."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.demo import fill
from dragoman.merging.merger import bring_up_to_date
from dragoman.store.connect import open_store
from dragoman.store.find import find
from dragoman.store.save import save
from dragoman.web.accounts import Accounts
from dragoman.web.built import built
from tests.store.made import MAKER, reading, tour

CHROMIUM = shutil.which("chromium")
WIDTHS = (1280, 390)
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
LISTS = (
    "",
    "reports",
    "meetings",
    "trips",
    "actors",
    "issues",
    "issues/climate.water",
    "pairs",
    "pairs/NOR/PER",
    "search",
    "search?kind=events",
    "review",
    "review?kind=statement",
    "add",
    "api",
    "no-such-page",
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of `dragoman serve`, and a page of each kind."""
    path = str(tmp_path_factory.mktemp("browser") / "store.sqlite")
    with open_store(path, create=True) as store:
        save(store, *tour(), MAKER)
        for number, one in enumerate(("Mira Holt", "Ada Quist"), 1):
            save(store, *reading(number, one=one), MAKER)
        bring_up_to_date(store)
        report, meeting, trip, actor = (next(find(store, kind)) for kind in ("reports", "meetings", "trips", "actors"))
    pages = {"reader": f"reports/{report['hash']}", "meeting": f"meetings/{meeting['id']}", "trip": f"trips/{trip['id']}"}
    with serving("--store", path) as address:
        yield address, pages | {"actor": f"actors/{actor['id']}"}


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of `dragoman serve` with options, on a free port."""
    command = [sys.executable, "-m", "dragoman", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as server:
        assert server.stdout
        address = server.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        try:
            yield address
        finally:
            server.terminate()


def data(address: str) -> Any:
    """What an address answers as JSON."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        message = "no Chromium is installed (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def of_note(message: Any) -> bool:
    """Whether something on the console is an error other than that of the page that is not there."""
    return message.type == "error" and "404" not in message.text


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_whole_and_silent(served: tuple[str, dict[str, str]], browser: Any, width: int) -> None:
    address, known = served
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}") if of_note(message) else None)
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    for path in (*LISTS, *known.values()):
        page.goto(address + path)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} is wider than {width}"
    context.close()
    assert not told
    assert not [url for url in asked if not url.startswith(address)]


def test_a_record_and_its_words_lead_to_each_other(served: tuple[str, dict[str, str]], browser: Any) -> None:
    address, known = served
    page = browser.new_page()
    page.goto(address + known["reader"])
    mark = page.locator(".text .mk").first
    mark.hover()
    assert "on" in (page.locator(".margin .on").first.get_attribute("class") or "")
    mark.click()
    assert "#r-" in page.url
    assert page.locator(".margin li:target").count() == 1
    page.locator(".margin li:target .to-words").click()
    assert "#w-" in page.url
    page.close()


def test_the_text_can_be_read_without_scripts(served: tuple[str, dict[str, str]], browser: Any) -> None:
    address, known = served
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + known["reader"])
    assert "They spoke about" in page.locator(".text").inner_text()
    page.locator(".text .mk").first.click()
    assert "#r-" in page.url
    context.close()


def test_the_queue_takes_keys(served: tuple[str, dict[str, str]], browser: Any) -> None:
    address, _ = served
    page = browser.new_page()
    page.goto(address + "review?kind=event")
    items = page.locator(".queue > li")
    before = items.count()
    assert before > 1
    page.keyboard.press("j")
    assert items.first.evaluate("item => item === document.activeElement")
    page.keyboard.press("j")
    assert items.nth(1).evaluate("item => item === document.activeElement")
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.wait_for_function("n => document.querySelectorAll('.queue > li').length === n", arg=before - 1)
    page.keyboard.press("u")
    page.wait_for_function("n => document.querySelectorAll('.queue > li').length === n", arg=before)
    page.close()


# ------------------------------------------------------------ for everyone


def serious(page: Any) -> list[tuple[str, ...]]:
    """What axe finds on a page that keeps somebody out: the rule, what it asks, and where."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make web")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})")
    assert result["passes"]
    return [
        (one["id"], one["help"], *[node["html"][:160] for node in one["nodes"][:2]])
        for one in result["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(served: tuple[str, dict[str, str]], browser: Any, scheme: str) -> None:
    address, known = served
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for path in (*LISTS, *known.values()):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        found += [(path, *one) for one in serious(page)]
    context.close()
    assert not found


def test_the_samples_are_shown_without_a_fault(browser: Any, tmp_path: Path) -> None:
    store = str(tmp_path / "demo.sqlite")
    fill(store)
    told: list[str] = []
    found = []
    with serving("--store", store) as address:
        kinds = {"reports": "hash", "meetings": "id", "trips": "id", "actors": "id"}
        some = [f"{kind}/{one[name]}" for kind, name in kinds.items() for one in data(f"{address}{kind}.json")["records"][:4]]
        context = browser.new_context()
        page = context.new_page()
        page.on("console", lambda message: told.append(f"{page.url}: {message.text}") if of_note(message) else None)
        page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
        for path in (*LISTS, "search?text=port", "pairs/KEN/SOM", "issues/ports", *some):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            found += [(path, *one) for one in serious(page)]
        context.close()
    assert not told
    assert not found


def test_everything_is_reached_by_tab_and_seen_to_be(served: tuple[str, dict[str, str]], browser: Any) -> None:
    address, known = served
    page = browser.new_page()
    for path in ("", known["reader"], known["meeting"], known["trip"], "search", "review"):
        page.goto(address + path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", path
        reached = set()
        wanted = page.evaluate("""() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
            .filter((one) => one.offsetParent !== null || one.closest('svg')).map((one, n) => (one.dataset.tab = n, String(n)))""")
        for _ in range(len(wanted) + 5):
            reached.add(page.evaluate("document.activeElement.dataset.tab"))
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none" or page.evaluate("document.activeElement === document.body"), path
            page.keyboard.press("Tab")
        assert set(wanted) <= reached, path
    page.close()


def test_the_skip_link_leads_past_the_menu(served: tuple[str, dict[str, str]], browser: Any) -> None:
    address, _ = served
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_a_printed_report_has_the_text_and_no_menu(served: tuple[str, dict[str, str]], browser: Any) -> None:
    address, known = served
    page = browser.new_page()
    page.goto(address + known["reader"])
    page.emulate_media(media="print")
    assert page.locator(".text").is_visible()
    assert page.locator(".margin").is_visible()
    assert not page.locator(".top nav").is_visible()
    assert not page.locator(".find").is_visible()
    page.close()


def test_who_signs_in_gets_what_their_role_may(browser: Any, tmp_path: Path) -> None:
    Accounts(str(tmp_path / "accounts")).add("lena", "reader", "six herring in a row")
    Accounts(str(tmp_path / "accounts")).add("ada", "admin", "six herring in a row")
    options = ["--store", str(tmp_path / "store.sqlite"), "--accounts", str(tmp_path / "accounts"), "--sign-in"]
    with serving(*options) as address:
        page = browser.new_page()
        for name, menu in (("lena", False), ("ada", True)):
            page.goto(address + "meetings")
            assert "/sign-in?to=/meetings" in page.url
            assert serious(page) == []
            page.fill("#name", name)
            page.fill("#password", "six herring in a row")
            page.keyboard.press("Enter")
            page.wait_for_selector(".signed")
            assert page.url == address + "meetings"
            assert (page.locator("a[href='/review']").count() == 1) == menu
            assert (page.locator("a[href='/accounts']").count() == 1) == menu
            if menu:
                page.locator("a[href='/accounts']").click()
                page.wait_for_selector("table")
                assert serious(page) == []
            page.locator(".signed button").click()
            page.wait_for_url("**/sign-in")
        page.close()


# ------------------------------------------------------------ what is built from npm


def test_the_map_has_the_stops_and_a_slider(served: tuple[str, dict[str, str]], browser: Any, tmp_path: Path) -> None:
    if not built("map.js"):
        pytest.skip("the map is not built: make web")
    address, _ = served
    tours = data(address + "trips.json")["records"]
    long = max(tours, key=lambda tour: len(tour["stops"]))
    assert len(long["stops"]) == 5
    page = browser.new_page()
    page.goto(f"{address}trips/{long['id']}")
    page.wait_for_selector(".map svg")
    assert page.locator(".m-stop").count() == 4, "a country is no point"
    assert page.locator(".m-shaded").count() == 1, "a country is shaded"
    assert page.locator(".m-leg").count() == 2
    assert page.locator(".m-leg.planned").count() == 1
    assert page.locator(".m-cross").count() == 1
    slider = page.locator(".m-slider input")
    slider.focus()
    page.keyboard.press("Home")
    assert "Up to stop 1: Lima" in page.locator(".m-slider").inner_text()
    assert page.locator(".m-stop.later").count() == 3
    page.close()


def test_a_search_goes_on_without_a_new_page(served: tuple[str, dict[str, str]], browser: Any) -> None:
    if not built("htmx.js"):
        pytest.skip("htmx is not built: make web")
    address, _ = served
    page = browser.new_page()
    page.goto(address + "search")
    page.evaluate("window.same = true")
    page.fill("#text", "harbour")
    page.locator(".filters button").click()
    page.wait_for_url("**text=harbour**")
    page.wait_for_function("document.querySelector('.records, .results .none') !== null")
    assert page.evaluate("window.same"), "the page was loaded anew"
    assert page.title()
    page.go_back()
    page.wait_for_url("**/search")
    page.close()


def test_an_added_report_opens_by_itself(served: tuple[str, dict[str, str]], browser: Any) -> None:
    address, _ = served
    page = browser.new_page()
    page.goto(address + "add")
    page.fill("#t", "LIMA, May 9, 2024 - Foreign Minister Mira Holt of Norway met Luc Moreau of France in Lima on Thursday.")
    page.fill("#d", "2024-05-09")
    page.locator(".add button").click()
    page.wait_for_url("**/reports/*", timeout=120_000)
    assert "Luc Moreau" in page.locator(".text").inner_text()
    page.close()
