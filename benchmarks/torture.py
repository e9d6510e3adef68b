"""Ingest under torture: killed, starved of room, forbidden to write, raced, fed with damage, and told a wrong time.

    python benchmarks/torture.py [--kills 200] [--articles 2000] [--damaged 10000] [--postgresql URL]

Nothing may be lost or kept twice, the store must open clean, and hold what an undisturbed run holds. The language model reads a small share of the
articles; for the mass there are readings prepared from those of the samples, whose texts are given a line more, since what is tested is the keeping.
Ends with status 1 if anything is not as it must be. Where --postgresql or DRAGOMAN_TEST_POSTGRES names a server, as in
postgresql://user@host, kills, races and the clock are tried there too, in databases that are made and dropped again.
"""

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from warc import record as warc_record

from dragoman import Article, Record, Settings, Skipped, pipeline
from dragoman.errors import DragomanError
from dragoman.ingest import KnownInStore, Tally, ingest
from dragoman.pool import Result
from dragoman.read.gather import gather
from dragoman.read.polite import Guest
from dragoman.store import save as saving
from dragoman.store import tables as t
from dragoman.store.connect import check_integrity, open_store
from dragoman.store.load import load
from dragoman.store.save import Maker
from store import bases

ROOT = Path(__file__).parent.parent
MAKER = Maker("0.1.0", "torture")
NOBODY = 65534
REAL = 100
"""One article in so many is read by the language model, in the undisturbed run and in those that are killed alike."""
failures: list[str] = []


def check(what: str, good: bool, more: object = "") -> None:
    print(f"{'ok  ' if good else 'FAIL'}  {what}{f' ({more})' if more != '' else ''}", flush=True)
    if not good:
        failures.append(what)


# ------------------------------------------------------------ articles and readings


class Prepared:
    """Readings that are there before they are asked for."""

    def __init__(self) -> None:
        self.bases = {article.id: (article, record) for article, record in bases()}

    def write(self, path: Path, count: int) -> Path:
        names = sorted(self.bases)
        with path.open("w", encoding="utf-8") as file:
            for number in range(count):
                base = self.bases[names[number % len(names)]][0]
                text = f"{base.text}\n\nNumber {number} of desk {number * 7919 % 1009}, {names[number % len(names)]}."
                file.write(json.dumps({"id": f"n{number}:{base.id}", "text": text, "published": "2025-04-10"}) + "\n")
        return path

    def read(self, articles: Iterable[Article | Skipped], _: Settings) -> Iterator[Result]:
        for article in articles:
            if isinstance(article, Skipped):
                yield article
                continue
            number, _, base = article.id.partition(":")
            if int(number[1:]) % REAL == 0:
                yield pipeline.read_article(article)
            else:
                yield article, self.bases[base][1]


def unread(articles: Iterable[Article | Skipped], _: Settings) -> Iterator[Result]:
    for article in articles:
        yield article if isinstance(article, Skipped) else (article, Record())


class Files:
    """Stores of SQLite in a folder."""

    kind = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, name: str) -> Path:
        """The address of a store that is not there yet."""
        return self.folder / f"{name}.sqlite"

    def there(self, store: Path | str) -> bool:
        return Path(store).exists()

    def empty(self, store: Path | str) -> None:
        Path(store).unlink()


class Server:
    """Stores of PostgreSQL on a server."""

    kind = "PostgreSQL, "

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def make(self, name: str) -> str:
        """The address of an empty database."""
        self.empty(address := f"{self.url}/dragoman_torture_{name}")
        return address

    def there(self, store: Path | str) -> bool:
        return str(store).startswith(self.url)

    def empty(self, store: Path | str) -> None:
        name = str(store).rpartition("/")[2]
        self._ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._ask(f"CREATE DATABASE {name}")

    def _ask(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(f"{self.url}/postgres", autocommit=True) as connection:
            connection.execute(statement)


def run(path: Path | str, sources: Iterable[Path], read: Any) -> Tally:
    with open_store(str(path), create=True) as store:
        known, settings = KnownInStore(store, MAKER.version), Settings()
        return ingest(store, gather(map(str, sources), settings, known, Guest(settings)), settings, read=read, maker=MAKER)


def held(path: Path | str) -> list[tuple[Article, Record]]:
    with open_store(str(path), create=True) as store:
        return sorted(((article, record) for article, record, _ in load(store)), key=lambda found: found[0].id)


def counts(path: Path | str) -> dict[str, int]:
    with open_store(str(path), create=True) as store, store.asking() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in t.metadata.sorted_tables
        }


def integrity(path: Path | str) -> list[str]:
    """What is wrong with a store; a server sees to its files itself."""
    with open_store(str(path), create=True) as store:
        return check_integrity(store) if store.sqlite else []


def child(work: Callable[[], object]) -> int:
    """A process that does some work; it ends with status 0, or 2 after an error of ours, which it prints."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    except DragomanError as error:
        print(f"      it says: {error}\n      hint: {error.hint}", flush=True)
        status = 2
    finally:
        os._exit(status)


def ended(pid: int) -> int:
    """The status of a process, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# ------------------------------------------------------------ the tortures


def killed(home: Files | Server, prepared: Prepared, source: Path, wanted: Path, kills: int) -> None:
    path, chance = home.make("killed"), random.Random(1)
    size, done, grown, unclean, shrunk = len(held(wanted)), 0, 0, 0, 0
    began = time.monotonic()
    while done < kills:
        pid = child(lambda: run(path, [source], prepared.read))
        # Later kills wait until as many articles are passed over as are kept: most must fall into saving.
        time.sleep(chance.uniform(0.02, 0.12) + grown * 0.0008)
        os.kill(pid, signal.SIGKILL)
        done += ended(pid) == -signal.SIGKILL
        if home.there(path):
            with open_store(str(path), create=True) as store, store.asking() as connection:
                now = connection.execute(select(func.count()).select_from(t.readings)).scalar_one()
            unclean += bool(integrity(path)) if done % 10 == 0 else 0
            shrunk += now < grown
            grown = now
        if grown >= size:
            home.empty(path)
            grown = 0
    ended(child(lambda: run(path, [source], prepared.read)))
    check(
        f"{home.kind}{done} kills: the store opens clean",
        unclean == 0 and integrity(path) == [],
        f"{time.monotonic() - began:.0f} s",
    )
    check(f"{home.kind}kills: nothing is lost that was kept", shrunk == 0)
    check(f"{home.kind}kills: it holds what an undisturbed run holds", held(path) == held(wanted), f"{size:,} articles")
    check(f"{home.kind}kills: every table has as many rows", counts(path) == counts(wanted))


def starved(folder: Path, prepared: Prepared, source: Path, wanted: Path) -> None:
    """No room on a disk of its own where this may be mounted; files that may not grow."""
    room = folder / "room"
    room.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(room)], capture_output=True).returncode == 0
    if mounted:
        try:
            status = ended(child(lambda: run(room / "full.sqlite", [source], prepared.read)))
            check("a full disk is told", status == 2)
            shutil.copytree(room, folder / "copied")
            check("a full disk: the store opens clean", integrity(folder / "copied" / "full.sqlite") == [])
            run(folder / "copied" / "full.sqlite", [source], prepared.read)
            check(
                "a full disk: with room again the run goes on to the same end",
                held(folder / "copied" / "full.sqlite") == held(wanted),
            )
        finally:
            subprocess.run(["umount", str(room)], check=True)
    else:
        print("      no tmpfs may be mounted here; the limit of files alone is tried")
    path, limit = folder / "limited.sqlite", 5_000_000

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        run(path, [source], prepared.read)

    check("a file that may not grow is told", ended(child(limited)) == 2)
    check("a file that may not grow: the store opens clean", integrity(path) == [])
    run(path, [source], prepared.read)
    check("a file that may not grow: allowed to, the run goes on to the same end", held(path) == held(wanted))


def forbidden(folder: Path, prepared: Prepared, source: Path) -> None:
    folder.chmod(0o755)
    shut = folder / "shut"
    shut.mkdir()
    path = shut / "read-only.sqlite"
    run(path, [source], unread)
    before = held(path)
    path.chmod(0o444)
    shut.chmod(0o555)
    source.chmod(0o644)

    def as_nobody() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        with open_store(str(path)) as store:
            assert next(iter(load(store)), None)
        run(path, [source], prepared.read)

    check("a store that may only be read is read, and writing to it told", ended(child(as_nobody)) == 2)
    shut.chmod(0o755)
    path.chmod(0o644)
    check("a store that may only be read stays as it was", held(path) == before)


def raced(home: Files | Server, folder: Path, prepared: Prepared, source: Path, wanted: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    halves = (folder / "half-a.jsonl", folder / "half-b.jsonl")
    halves[0].write_text("".join(lines[: len(lines) * 2 // 3]), encoding="utf-8")
    halves[1].write_text("".join(lines[len(lines) // 3 :]), encoding="utf-8")
    path = home.make("raced")
    pids = [child(lambda half=half: run(path, [half], prepared.read)) for half in halves]  # type: ignore[misc]
    check(f"{home.kind}two writers at once both end well", [ended(pid) for pid in pids] == [0, 0])
    check(f"{home.kind}two writers: nothing is lost, nothing is kept twice", held(path) == held(wanted))
    check(f"{home.kind}two writers: the store opens clean", integrity(path) == [])


def set_back(home: Files | Server, prepared: Prepared, source: Path, wanted: Path) -> None:
    path = home.make("back")
    hours = iter(range(10**6, 0, -1))
    real = saving.now
    saving.now = lambda: f"1999-01-01T00:00:00.{next(hours):07}Z"
    try:
        run(path, [source], prepared.read)
    finally:
        saving.now = real
    check(f"{home.kind}a clock that runs back: it holds the same, in the same order", held(path) == held(wanted))
    check(
        f"{home.kind}a clock that runs back: a second run reads nothing",
        run(path, [source], prepared.read).counts == Counter(known=len(held(wanted))),
    )


def damaged(folder: Path, count: int) -> None:
    chance = random.Random(2)
    inputs = folder / "damaged"
    inputs.mkdir()
    samples = [path for path in sorted((ROOT / "samples").iterdir()) if path.suffix in (".txt", ".html")]
    samples += [folder / "whole.jsonl"]
    (folder / "whole.jsonl").write_text(
        "\n".join(json.dumps({"id": str(n), "text": f"Report {n} of the day."}) for n in range(4))
    )
    for number in range(count // 2):
        source = samples[number % len(samples)]
        (inputs / f"{number:05}{source.suffix}").write_bytes(_mutated(source.read_bytes(), chance))
    for number in range(count // 2 // 50):
        records = [
            _mutated(warc_record(number * 50 + n), chance) if chance.random() < 0.5 else warc_record(number * 50 + n)
            for n in range(50)
        ]
        zipped = number % 2 == 0
        data = b"".join(map(gzip.compress, records) if zipped else records)
        (inputs / f"{number:05}.warc{'.gz' * zipped}").write_bytes(_mutated(data, chance) if chance.random() < 0.5 else data)
    path = folder / "damaged.sqlite"
    began = time.monotonic()
    status = ended(child(lambda: print(f"      {dict(run(path, [inputs], unread).counts)}", flush=True)))
    check(f"{count:,} damaged files and records: the run comes to its end", status == 0, f"{time.monotonic() - began:.0f} s")
    check("damage: the store opens clean", integrity(path) == [])
    again = run(path, [inputs], unread)
    check("damage: a second run keeps nothing new", again["new"] == 0, dict(again.counts))


def _mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        how = chance.randrange(5)
        if how == 0:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            changed[at : at + chance.randint(1, 200)] = b""
        elif how == 2:
            changed[at:at] = chance.randbytes(chance.randint(1, 40))
        elif how == 3:
            changed[at:at] = changed[at : at + chance.randint(1, 300)]
        else:
            del changed[chance.randrange(len(changed) // 2, len(changed) + 1) :]
        if not changed:
            break
    return bytes(changed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--damaged", type=int, default=10_000)
    parser.add_argument("--postgresql", metavar="URL", default=os.environ.get("DRAGOMAN_TEST_POSTGRES"))
    given = parser.parse_args()
    prepared = Prepared()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = prepared.write(folder / "articles.jsonl", given.articles)
        wanted = folder / "undisturbed.sqlite"
        began = time.monotonic()
        tally = run(wanted, [source], prepared.read)
        check(
            "an undisturbed run keeps everything",
            tally["new"] == given.articles,
            f"{time.monotonic() - began:.0f} s, {dict(tally.counts)}",
        )
        for home in (Files(folder), *([Server(given.postgresql)] if given.postgresql else [])):
            killed(home, prepared, source, wanted, given.kills)
            raced(home, folder, prepared, source, wanted)
            set_back(home, prepared, source, wanted)
        starved(folder, prepared, source, wanted)
        forbidden(folder, prepared, source)
        damaged(folder, given.damaged)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
