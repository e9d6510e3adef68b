"""`dragoman demo`: the samples read into a store and shown in a browser, with one command."""

import csv
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.failures import failures_told
from dragoman.cli.options import store_option
from dragoman.cli.serve import LOOPBACK, PORT, serve_store
from dragoman.errors import ReadError

if TYPE_CHECKING:
    from dragoman.store.connect import Store
    from dragoman.web.adding import Given

DATES = "published.tsv"
"""Day and publisher of the samples that do not say themselves."""


@click.command("demo")
@store_option
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any that is free.")
def demo_command(store: str | None, port: int) -> None:
    """Read the samples and show them in a browser.

    The samples are invented reports that come with Dragoman. Without --store they are read into a store that is gone afterwards. Prints its
    address when it is ready, and serves until Ctrl-C.
    """
    with failures_told(), ExitStack() as stack:
        named = store or f"{stack.enter_context(tempfile.TemporaryDirectory())}/demo.sqlite"
        fill(named)
        serve_store(named, LOOPBACK[0], port)


def fill(named: str) -> None:
    """Read the samples into a store; those that it has are not read again."""
    from dragoman.settings import Settings
    from dragoman.store.connect import open_store
    from dragoman.web.adding import read_given

    with (
        open_store(named, create=True) as store,
        click.progressbar(list(samples()), label="Reading", file=sys.stderr) as every,
    ):
        for given in every:
            read_given(store, Settings(), given)
        _read_lines(store)


def samples() -> Iterator["Given"]:
    """The samples, one report a file, with what is known of their publication; ReadError where they did not come with the package."""
    from dragoman.web.adding import given_bytes

    folder = _folder()
    with (folder / DATES).open(encoding="utf-8", newline="") as lines:
        known = {row["file"]: (row["published"], row["publisher"]) for row in csv.DictReader(lines, delimiter="\t")}
    for path in sorted((*folder.glob("*.txt"), *folder.glob("*.html"))):
        yield given_bytes(path.name, path.read_bytes(), *known.get(path.name, (None, None)))


def _read_lines(store: "Store") -> None:
    """The samples that stand many in a file."""
    from dragoman.ingest import KnownInStore, ingest
    from dragoman.read.gather import gather
    from dragoman.read.polite import Guest
    from dragoman.settings import Settings

    settings = Settings()
    files = sorted(map(str, _folder().glob("*.jsonl")))
    ingest(store, gather(files, settings, KnownInStore(store), Guest(settings)), settings)


def _folder() -> Path:
    folder = Path(str(resources.files("dragoman"))) / "samples"
    if not (folder / DATES).is_file():
        raise ReadError("The samples are not in this installation.", hint="Read reports of your own: dragoman ingest SOURCE...")
    return folder
