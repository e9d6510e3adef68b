"""Screenshots of the pages, of the samples, into docs/images: `make screenshots`. It needs Chromium and playwright."""

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from dragoman.cli.demo import fill

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1120, "height": 700}


def data(address: str) -> Any:
    """What an address answers as JSON."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return json.load(answer)


def pages(address: str) -> dict[str, str]:
    """The name of each picture, and the page it is of."""
    reports = data(address + "reports.json")["records"]
    meetings = data(address + "meetings.json")["records"]
    trips = data(address + "trips.json")["records"]
    report = max(reports, key=lambda report: report["counts"]["statements"])
    meeting = max(meetings, key=lambda meeting: meeting["reports"])
    trip = max(trips, key=lambda trip: len(trip["stops"]))
    actor = data(address + "actors.json?name=Wanjiru+Odhiambo")["records"][0]
    return {
        "home": "",
        "reader": f"reports/{report['hash']}",
        "meeting": f"meetings/{meeting['id']}",
        "tour": f"trips/{trip['id']}",
        "actor": f"actors/{actor['id']}",
        "issues": "issues",
        "pair": "pairs/KEN/SOM",
        "search": "search?text=port",
        "review": "review?kind=statement",
    }


def main() -> None:
    """Read the samples into a store of their own, as `dragoman demo` does, serve it, and draw its pages."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store.sqlite"
        fill(store)
        command = [sys.executable, "-m", "dragoman"]
        with subprocess.Popen([*command, "serve", "--store", store, "--port", "0"], stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout
                draw(server.stdout.readline().strip())
            finally:
                server.terminate()


def draw(address: str) -> None:
    """One picture a page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for name, path in pages(address).items():
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
