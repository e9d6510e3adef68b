"""`dragoman read`: reports in, their records out."""

import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import click

from dragoman.errors import DragomanError, UsageError

if TYPE_CHECKING:
    from dragoman.pool import Result

INTERRUPTED = 130
"""The status of a command that Ctrl-C ended."""
LIMIT = 1_048_576


@click.command("read")
@click.argument("sources", nargs=-1, metavar="[PATH|URL|-]...")
@click.option("--published", metavar="DATE", help="Day of publication (2024-01-06) of every article, whatever it says itself.")
@click.option("--publisher", metavar="NAME", help="Publisher of every article.")
@click.option(
    "--input",
    "kind",
    type=click.Choice(["auto", "text", "html", "jsonl"]),
    default="auto",
    show_default=True,
    help="What the sources hold.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="For people or programs. [default: text on a terminal]")
@click.option("--why", is_flag=True, help="Show the article with its words marked, and rule and confidence of every record.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes, of some 500 MB each.")
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="Longest article, in characters.")
def read_command(form: str | None, why: bool, **options: object) -> None:
    """Read reports and write their record.

    A source is a file, an http(s) address, or - for standard input: plain text, an HTML page, or JSONL with one article a
    line. The output is in the order of the articles, and the same whatever the number of workers.

    Exit status: 0 if all were read, 1 if any was skipped, 2 if the call was wrong.
    """
