"""`dragoman read`: reports in, their records out."""

import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import click

from dragoman.article import Skipped
from dragoman.cli.failures import failures_told
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.pool import Result

LIMIT = Settings().limit


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
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="Longest article, in characters.")
def read_command(sources: tuple[str, ...], form: str | None, why: bool, **options: Any) -> None:
    """Read reports and write their record.

    A source is a file, an http(s) address, or - for standard input: plain text, an HTML page, JSONL with one article
    a line, or a WARC archive. The output has the order of the articles, and is the same whatever the number of workers.

    Exit status: 0 if all were read, 1 if any was skipped, 2 if the call was wrong.
    """
    if not sources and sys.stdin and sys.stdin.isatty():
        raise click.UsageError("Name a file, an address, or - for standard input.")
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


def _write_json(result: "Result") -> None:
    from dragoman.export.json import to_json

    sys.stdout.buffer.write(to_json(result).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def _write_text(result: "Result", why: bool) -> None:
    from dragoman.cli.dossier import print_dossier

    with suppress(AttributeError):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal that is not UTF-8
    print_dossier(result, why=why)
