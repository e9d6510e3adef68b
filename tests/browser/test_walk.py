"""Every page walked in Chromium, on the real command serving a real store."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from dragoman.store.connect import open_store
from dragoman.store.find import find
from dragoman.store.save import save
from tests.store.made import MAKER, reading

CHROMIUM = shutil.which("chromium")
WIDTHS = (1280, 390)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of `dragoman serve`, and a page of each kind."""
    path = str(tmp_path_factory.mktemp("browser") / "store.sqlite")
    with open_store(path, create=True) as store:
        for number, one in enumerate(("Mira Holt", "Ada Quist"), 1):
            save(store, *reading(number, one=one), MAKER)
        report, meeting, trip, actor = (next(find(store, kind)) for kind in ("reports", "meetings", "trips", "actors"))
    command = [sys.executable, "-m", "dragoman", "serve", "--store", path, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as server:
        assert server.stdout
        address = server.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        pages = {"reader": f"reports/{report['hash']}", "meeting": f"meetings/{meeting['id']}", "trip": f"trips/{trip['id']}"}
        try:
            yield address, pages | {"actor": f"actors/{actor['id']}"}
        finally:
            server.terminate()


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


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_whole_and_silent(served: tuple[str, dict[str, str]], browser: Any, width: int) -> None:
    address, known = served
    lists = [
        "",
        "reports",
        "meetings",
        "trips",
        "actors",
        "issues",
        "pairs",
        "search",
        "search?kind=events",
        "review",
        "add",
        "api",
    ]
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    for path in (*lists, *known.values()):
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
    before = page.locator(".queue > li").count()
    assert before > 0
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.locator(".queue > li").count() == before - 1
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator(".queue > li").count() == before
    page.close()
