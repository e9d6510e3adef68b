"""`dragoman ingest`: reports in, their readings kept in a store."""

import signal
import sys
from typing import Any

import click

from dragoman.cli.failures import failures_told
from dragoman.cli.options import issues_option, store_option
from dragoman.settings import Settings

LIMIT = Settings().limit


@click.command("ingest")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@store_option
@click.option("--published", metavar="DATE", help="Day of publication (2024-01-06) of every article, whatever it says itself.")
@click.option("--publisher", metavar="NAME", help="Publisher of every article.")
@click.option(
    "--input",
    type=click.Choice(["auto", "text", "html", "jsonl", "warc"]),
    default="auto",
    show_default=True,
    help="What the sources hold.",
)
@click.option(
    "--language",
    type=click.Choice(["english", "any"]),
    default="english",
    show_default=True,
    help="Skip what is in another language, or read it all the same.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes, of about 500 MB each.")
@issues_option
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="Longest article, in characters.")
@click.option("--watch", is_flag=True, help="Go on with what is new in feeds and folders, until Ctrl-C.")
@click.option(
    "--every",
    type=click.FloatRange(60),
    default=900,
    show_default=True,
    metavar="SECONDS",
    help="With --watch: between two looks at a feed.",
)
@click.option("--reread", is_flag=True, help="Read the articles of the store again that this version has not read.")
def ingest_command(sources: tuple[str, ...], store: str | None, watch: bool, every: float, reread: bool, **options: Any) -> None:
    """Read reports and keep their record.

    A source is a file of text or HTML, JSONL with one article a line, a WARC archive, a Parquet file, a folder of such files, a set
    that `dragoman read --into` wrote, the address of a page or of an RSS or Atom feed, or - for standard input. What the store has is
    not read again: after an end at any moment, the same command goes on where it stopped. Wire copies are kept and linked to the
    first; the same report at another place is only noted.

    Exit status: 0 if all were read, 1 if any was skipped, 2 if the call was wrong or the store failed.
    """
    if not sources and (watch or not reread):
        raise click.UsageError("Name a file, a folder, an address, or - for standard input.")
    if watch:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with failures_told():
        sys.exit(_ingest(sources, store, watch, every, reread, Settings(**options)))


def _ingest(sources: tuple[str, ...], named: str | None, watch: bool, every: float, reread: bool, settings: Settings) -> int:
    """Read and keep; the exit status."""
    from dragoman import ingest
    from dragoman.cli.progress import Bar, counted
    from dragoman.cluster.sets import Set, is_set
    from dragoman.read import gather
    from dragoman.read.folders import size_of
    from dragoman.read.polite import Guest
    from dragoman.store.connect import open_store, tidy
    from dragoman.store.save import Maker

    tallies: list[ingest.Tally] = []
    with open_store(named, create=True) as store:
        click.echo(f"store: {store.address}", err=True)
        known, guest = ingest.KnownInStore(store), Guest(settings)
        try:
            with Bar(0 if watch else size_of(sources)) as bar:
                if reread:
                    tallies.append(ingest.Tally())
                    ingest.reread(store, settings, tally=tallies[-1], told=bar.tell)
                for found in map(Set, filter(is_set, sources)):
                    tallies.append(ingest.Tally())
                    maker = Maker(*(found.made()[part] for part in ("version", "model", "settings")))
                    ingest.ingest_readings(store, found.placed(), maker, tally=tallies[-1], told=bar.tell)
                if rest := [source for source in sources if not is_set(source)]:
                    tallies.append(ingest.Tally())
                    items = (
                        gather.watch(rest, settings, known, guest, every=every)
                        if watch
                        else gather.gather(rest, settings, known, guest)
                    )
                    ingest.ingest(store, items, settings, tally=tallies[-1], told=bar.tell)
        except KeyboardInterrupt:
            if not watch:
                raise
        finally:
            for tally in tallies:
                click.echo(counted(tally), err=True)
        tidy(store)
    return 1 if any(tally["skipped"] for tally in tallies) else 0
