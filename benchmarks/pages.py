"""The pages of a store: how large each is, how long the server takes, and when a browser paints it first.

    python benchmarks/pages.py [--store PATH|URL] [--each 40]

Without a store the samples are read into one. `benchmarks/store.py 20000 --store PATH` makes a large one. Wanted: no page over 300 kB, 95 of 100
answers under 300 ms, first paint under a second. The processor time of the server stands beside the time by the clock, which hangs on what else
the machine does.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LARGEST, SLOWEST, PAINT = 300_000, 300.0, 1000.0
"""Bytes of a page, milliseconds of an answer and of a first paint that are wanted at most."""
DRAGOMAN = [sys.executable, "-m", "dragoman"]
Address = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Server:
    """A running `dragoman serve`: its address, and its process."""

    address: str
    pid: int

    def data(self, path: str) -> Any:
        """What an address answers as JSON."""
        with urllib.request.urlopen(self.address + path, timeout=120) as answer:
            return json.load(answer)

    def worked(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def store_of_samples(named: str | None) -> Iterator[str]:
    """The store that is named, else one of the samples that is gone afterwards."""
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store.sqlite"
        samples = sorted(map(str, [*(ROOT / "samples").glob("*.txt"), *(ROOT / "samples").glob("*.html")]))
        subprocess.run([*DRAGOMAN, "ingest", "--store", store, *samples], check=True)
        yield store


@contextmanager
def served(store: str) -> Iterator[Server]:
    """A server of a store on a free port of this machine, for as long as it is wanted."""
    with subprocess.Popen([*DRAGOMAN, "serve", "--store", store, "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Server(process.stdout.readline().strip(), process.pid)
        finally:
            process.terminate()


def pages(server: Server, chance: random.Random) -> dict[str, Address]:
    """Every kind of page, with what makes an address of it at random."""
    reports = [record["hash"] for record in listed(server, "reports", chance)]
    meetings = [record["id"] for record in listed(server, "meetings", chance)]
    trips = [record["id"] for record in listed(server, "trips", chance)]
    grid = server.data("issues.json")
    actors = [record["id"] for record in listed(server, "actors", chance)] + [row["id"] for row in grid["rows"]]
    pairs = [f"{pair['one']}/{pair['two']}" for pair in server.data("pairs.json")["pairs"]]
    said = server.data("search.json")["found"]["records"]
    words = sorted(
        {
            word
            for record in said
            for span in record["content"]
            for word in span["words"].split()
            if word.isalpha() and len(word) > 3
        }
    )
    pick = chance.choice
    return {
        "home": lambda: "",
        "list": lambda: f"{pick(['reports', 'meetings', 'trips', 'actors'])}?page={chance.randint(1, 4)}",
        "reader": lambda: f"reports/{pick(reports)}",
        "meeting": lambda: f"meetings/{pick(meetings)}",
        "tour": lambda: f"trips/{pick(trips)}",
        "actor": lambda: f"actors/{pick(actors)}",
        "issues": lambda: "issues",
        "issue": lambda: f"issues/{pick(grid['issues'])}",
        "pairs": lambda: "pairs",
        "pair": lambda: f"pairs/{pick(pairs)}",
        "search": lambda: f"search?text={pick(words)}",
        "search of a kind": lambda: f"search?kind={pick(['meetings', 'trips', 'stances', 'events'])}&page={chance.randint(1, 4)}",
        "review": lambda: f"review?kind={pick(['meeting', 'trip', 'statement', 'stance', 'event'])}",
    }


def listed(server: Server, kind: str, chance: random.Random) -> list[dict[str, Any]]:
    """Records of a kind: the first page of the list, and another."""
    first = server.data(f"{kind}.json")
    if not first["more"]:
        return list(first["records"])
    return [*first["records"], *server.data(f"{kind}.json?page={chance.randint(2, 20)}")["records"]] or list(first["records"])


def asked(address: str) -> tuple[int, float]:
    """The bytes of a page and the milliseconds it took."""
    began = time.perf_counter()
    with urllib.request.urlopen(address, timeout=120) as answer:
        return len(answer.read()), 1000 * (time.perf_counter() - began)


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def measure(server: Server, name: str, make: Address, each: int) -> tuple[int, float]:
    """The largest and the 95th percentile of so many pages of a kind."""
    asked(server.address + make())  # the first of its kind is made ready
    before = server.worked()
    found = [asked(server.address + make()) for _ in range(each)]
    worked = 1000 * (server.worked() - before) / each
    largest, slow = max(size for size, _ in found), p95([spent for _, spent in found])
    median = statistics.median(spent for _, spent in found)
    print(f"  {name:18} {largest / 1000:7.1f} kB {median:8.0f} ms median {slow:8.0f} ms p95 {worked:8.0f} ms of work", flush=True)
    return largest, slow


def painted(server: Server, kinds: dict[str, Address]) -> list[float]:
    """Milliseconds until a browser paints a page of each kind first; none where there is no browser."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        print("first paint: not measured, there is no Chromium or no playwright")
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        found = {}
        for name, make in kinds.items():
            page.goto(server.address + make())
            page.wait_for_load_state("networkidle")
            found[name] = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null")
        browser.close()
    print("first paint: " + ", ".join(f"{name} {spent:.0f} ms" for name, spent in found.items() if spent is not None))
    return [spent for spent in found.values() if spent is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="the store to show")
    parser.add_argument("--each", type=int, default=40, help="pages of each kind")
    given = parser.parse_args()
    with store_of_samples(given.store) as store, served(store) as server:
        print(f"{server.data('.json')['counts']['reports']:,} reports")
        kinds = pages(server, random.Random(1))
        found = [measure(server, name, make, given.each) for name, make in kinds.items()]
        paints = painted(server, kinds)
    print(f"largest page {max(size for size, _ in found) / 1000:.0f} kB (wanted: {LARGEST // 1000})")
    print(f"slowest kind of page, 95th percentile: {max(slow for _, slow in found):.0f} ms (wanted: {SLOWEST:.0f})")
    if paints:
        print(f"first paint at most {max(paints):.0f} ms (wanted: {PAINT:.0f})")


if __name__ == "__main__":
    main()
