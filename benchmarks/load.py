"""Many readers and one ingest at once, on this machine alone: `make load`.

    python benchmarks/load.py [--store PATH|URL] [--readers 50] [--seconds 120]

Every reader opens a page at random, looks at it for one to three seconds, and opens the next, while `dragoman ingest` reads reports into the same
store one after the other. Prints how many pages were read, how many errors there were, and the 95th percentile of the answers; the exit status is
1 where there was an error or the percentile is over 500 ms.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError

from pages import DRAGOMAN, Address, Server, asked, p95, pages, served, store_of_samples

SLOWEST = 500.0
"""Milliseconds that 95 of 100 answers may take."""
LOOK = (1.0, 3.0)
"""Seconds that a reader looks at a page."""
MOST_READERS, LONGEST = 200, 600
ROUND = 20
"""Reports of one ingest."""
PATIENCE = 60.0
"""Seconds that the last ingest may go on after the end."""


@dataclass
class Tally:
    """What all readers together saw: milliseconds of each answer, and what went wrong."""

    spent: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def read_on(server: Server, kinds: list[Address], until: float, tally: Tally, chance: random.Random) -> None:
    """One reader, until the end."""
    time.sleep(chance.uniform(0, LOOK[1]))
    while time.monotonic() < until:
        address = server.address + chance.choice(kinds)()
        try:
            tally.spent.append(asked(address)[1])
        except HTTPError as error:
            tally.errors.append(f"{address}: {error.code}")
        except OSError as error:
            tally.errors.append(f"{address}: {error}")
        time.sleep(max(0.0, min(chance.uniform(*LOOK), until - time.monotonic())))


def ingest_on(store: str, until: float, tally: Tally) -> int:
    """Ingest reports that are new each time, one file after the other, until the end; how many were read."""
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            path = Path(folder) / f"note-{count}.jsonl"
            path.write_text("".join(f"{note(count, n)}\n" for n in range(ROUND)), encoding="utf-8")
            command = [*DRAGOMAN, "ingest", "--store", store, str(path)]
            left = until - time.monotonic() + PATIENCE
            done = subprocess.run(command, capture_output=True, text=True, timeout=left, check=False)
            count += ROUND
            if done.returncode:
                tally.errors.append(f"ingest: {done.stderr.strip()[-300:]}")
    return count


def note(round_: int, n: int) -> str:
    """A short report that nobody has read yet."""
    text = f"OSLO, May 7, 2024 - Foreign Minister Ada Quist met envoy Per Varg in Oslo on Tuesday for talk {round_}-{n} on quota {n}."
    return f'{{"id": "load-{round_}-{n}-{time.time_ns()}", "text": "{text}", "publisher": "Coastal Post"}}'


def load(store: str, readers: int, seconds: float) -> tuple[Tally, int]:
    """Readers and one ingest at once for so long."""
    tally = Tally()
    with served(store) as server:
        kinds = list(pages(server, random.Random(1)).values())
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=read_on, args=(server, kinds, until, tally, random.Random(n)), daemon=True)
            for n in range(readers)
        ]
        for thread in threads:
            thread.start()
        written = ingest_on(store, until, tally)
        for thread in threads:
            thread.join(120)
    return tally, written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="the store to read; it is copied before where it is a file, since reports are added")
    parser.add_argument("--readers", type=int, default=50, choices=range(1, MOST_READERS + 1), metavar=f"1..{MOST_READERS}")
    parser.add_argument("--seconds", type=float, default=120)
    given = parser.parse_args()
    with store_of_samples(given.store) as store, tempfile.TemporaryDirectory() as folder:
        if given.store and "://" not in store:
            store = shutil.copy(store, folder)
        tally, written = load(store, given.readers, min(given.seconds, LONGEST))
    slow = p95(tally.spent)
    print(f"{given.readers} readers, {len(tally.spent):,} pages, {written} reports read meanwhile, {len(tally.errors)} errors")
    for error in tally.errors[:10]:
        print(f"  {error}")
    print(f"95th percentile {slow:.0f} ms (wanted: {SLOWEST:.0f})")
    sys.exit(1 if tally.errors or slow > SLOWEST else 0)


if __name__ == "__main__":
    main()
