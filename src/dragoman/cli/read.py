"""`dragoman read`: reports in, their records out."""

import re
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from dragoman.article import Skipped
from dragoman.cli.failures import failures_told
from dragoman.cli.options import issues_option
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.cluster.reading import Tally
    from dragoman.pool import Result

LIMIT = Settings().limit
SHARD = 256
ADDRESS = re.compile(r"local|auto|[\w+]+://\S+|[\w.-]+:\d+|\[[\da-fA-F:]+\]:\d+")
"""What may follow --cluster; anything else is a source that was taken for an address."""


@click.command("read")
@click.argument("sources", nargs=-1, metavar="[PATH|URL|-]...")
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
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="For people or for programs.  [default: text on a terminal, else json]",
)
@click.option("--why", is_flag=True, help="Show the article with its words marked, and rule and confidence of every record.")
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
@click.option(
    "--into",
    metavar="FOLDER",
    help="Write a set of Parquet files by month of publication there, a folder or an address of storage; what it has is not read again.",
)
@click.option(
    "--cluster",
    is_flag=False,
    flag_value="local",
    metavar="[ADDRESS]",
    help="With --into: read on a Ray cluster, --cluster=ray://head:10001, or on one of this machine alone.",
)
@click.option(
    "--shard", type=click.IntRange(1), default=SHARD, show_default=True, help="With --into: articles that are kept at once."
)
def read_command(
    sources: tuple[str, ...], form: str | None, why: bool, into: str | None, cluster: str | None, shard: int, **options: Any
) -> None:
    """Read reports and write their record.

    A source is a file, an http(s) address, or - for standard input: plain text, an HTML page, JSONL with one article
    a line, a WARC archive, or a Parquet file. The output has the order of the articles, and is the same whatever the number of workers.

    With --into it writes no output, but a set: Parquet files by month, which `dragoman ingest` takes into a store. There folders and
    addresses of storage (s3://bucket/*.warc.gz) are sources too.

    Exit status: 0 if all were read, 1 if any was skipped, 2 if the call was wrong.
    """
    if not sources and sys.stdin and sys.stdin.isatty():
        raise click.UsageError("Name a file, an address, or - for standard input.")
    if into or cluster:
        _check_set(sources, into, cluster)
        with failures_told():
            sys.exit(_read_into(sources, str(into), cluster, shard, options))
    form = form or ("text" if sys.stdout.isatty() else "json")
    with failures_told():
        sys.exit(_read(sources or ("-",), Settings(**options), form, why))


def _read(sources: tuple[str, ...], settings: Settings, form: str, why: bool) -> int:
    """Write the results as they come; the exit status."""
    from dragoman.pool import read

    total = skipped = 0
    with closing(read(sources, settings)) as results:
        for result in results:
            total += 1
            skipped += isinstance(result, Skipped)
            if isinstance(result, Skipped) and not (form == "text" and sys.stdout.isatty()):
                click.echo(f"skipped {result.id}: {result.reason}", err=True)
            if form == "json":
                _write_json(result)
            else:
                _write_text(result, why)
    if skipped and total > 1:
        click.echo(f"{skipped:,} of {total:,} articles skipped", err=True)
    return 1 if skipped else 0


def _check_set(sources: tuple[str, ...], into: str | None, cluster: str | None) -> None:
    if cluster and not ADDRESS.fullmatch(cluster):
        raise click.UsageError(
            f"{cluster} is no address of a cluster. Write --cluster=local before the sources for one of this machine."
        )
    if not into:
        raise click.UsageError("--cluster needs --into, the folder or address that the set is written to.")
    if not sources:
        raise click.UsageError("Name a file, a folder, or an address of storage.")


def _read_into(sources: tuple[str, ...], into: str, cluster: str | None, shard: int, options: dict[str, Any]) -> int:
    """Read into a set; the exit status."""
    from dragoman.cluster.reading import Tally, maker_of, read_here
    from dragoman.cluster.sets import Set
    from dragoman.cluster.sources import find_sources

    given = click.get_current_context().get_parameter_source("workers") == ParameterSource.COMMANDLINE
    if cluster and not given:
        options = {**options, "workers": 0}
    settings = Settings(**options)

    def tell(tally: Tally) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{_counted(tally)}", nl=False, err=True)

    target = Set(into)
    target.open(maker_of(settings))
    found = find_sources(sources)
    if cluster:
        from dragoman.cluster.on_ray import read_on_ray

        tally = read_on_ray(found, target, settings, cluster, shard, tell)
    else:
        tally = read_here(found, target, settings, shard, tell)
    click.echo(f"{chr(13) if sys.stderr.isatty() else ''}set: {target.address}\n{_counted(tally)}", err=True)
    return 1 if tally.skipped else 0


def _counted(tally: "Tally") -> str:
    """What became of the articles so far, in words."""
    steps = ", ".join(f"{step} {number:,}" for step, number in sorted(tally.skipped.items()))
    said = f"{tally.readings:,} articles read, {tally.skipped.total():,} skipped{f' ({steps})' if steps else ''}, {tally.read:,} shards"
    return f"{said}, {tally.known:,} done before" if tally.known else said


def _write_json(result: "Result") -> None:
    from dragoman.export.json import to_json

    sys.stdout.buffer.write(to_json(result).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def _write_text(result: "Result", why: bool) -> None:
    from dragoman.cli.dossier import print_dossier

    with suppress(AttributeError):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal that is not UTF-8
    print_dossier(result, why=why)
