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
    report = max(reports, key=lambda report: report["counts"]["statements"])
    meeting = max(meetings, key=lambda meeting: len(meeting["readouts"]))
    return {"home": "", "reader": f"reports/{report['hash']}", "meeting": f"meetings/{meeting['id']}", "issues": "issues"}


def main() -> None:
    """Read the samples into a store of their own, serve it, and draw its pages."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command, store = [sys.executable, "-m", "dragoman"], f"{folder}/store.sqlite"
        samples = sorted(map(str, [*(ROOT / "samples").glob("*.txt"), *(ROOT / "samples").glob("*.html")]))
        subprocess.run([*command, "ingest", "--store", store, *samples], check=False)
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
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
