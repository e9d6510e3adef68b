"""`dragoman find`, `dragoman trace` and `dragoman sql`: what the store holds, and what it stands on."""

import sys
from pathlib import Path
from typing import Any

import click

from dragoman.cli.failures import failures_told
from dragoman.cli.options import form_of, store_option

FEW = 30
"""Lines of a table on a terminal where no limit is given."""
MANY = 1000
"""Readings that are not merged, of which no more are counted."""
KINDS = ("reports", "meetings", "trips", "statements", "stances", "events", "actors")


@click.command("find")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--actor", metavar="NAME", help="Who takes part, in whatever role; a part of the name is enough.")
@click.option("--with", "with_", metavar="NAME", help="Who else takes part, is addressed, or is meant.")
@click.option("--speaker", metavar="NAME", help="Whose words or stance it is.")
@click.option("--via", metavar="NAME", help="Who relayed it.")
@click.option("--about", metavar="WORDS", help="Words in its topics, purpose, content or object.")
@click.option("--issue", metavar="ID", help="The issue it is about, by its id in the lexicon.")
@click.option("--since", metavar="DATE", help="On or after this day, month or year.")
@click.option("--until", metavar="DATE", help="On or before this day, month or year.")
@click.option("--status", metavar="STATUS", help="held, planned, refused, ...; of a trip, the status of a stop.")
@click.option("--place", metavar="NAME", help="Where it was, by the place's whole name.")
@click.option("--country", metavar="ISO3", help="The country of its place or of somebody in it (TUR).")
@click.option("--publisher", metavar="NAME", help="Who published the report.")
@click.option(
    "--type",
    "type",
    metavar="TYPE",
    help="Form of a meeting, PLOVER type of an event, kind of a statement or actor, for or against.",
)
@click.option("--text", metavar="QUERY", help='Full-text search: words, "a phrase", or, -without; else in the report\'s text.')
@click.option(
    "--single",
    is_flag=True,
    help="Meetings, trips, events and statements as each report tells them, not once for all reports.",
)
@click.option("--no-copies", is_flag=True, help="Leave out wire copies.")
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Not more than so many.  [default: 30 on a terminal, else all]"
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first so many.")
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "parquet"]),
    help="A table, or for programs.  [default: text on a terminal, else json]",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file; Parquet needs one.")
def find_command(
    kind: str,
    store: str | None,
    form: str | None,
    out: Path | None,
    limit: int | None,
    offset: int,
    no_copies: bool,
    single: bool,
    **asked: str | None,
) -> None:
    """Find records in the store.

    All conditions must hold. Records come with the latest day first; those found by their own words, the last read first.
    Each has its id, the ids of the articles it stands in, and the words it stands on. What several reports tell comes once, a meeting, trip, event
    or statement, with how many reports and publishers tell it and where they differ; it is found where any of them answers all conditions.
    Exit status: 0, also if nothing is found; 2 if the call was wrong.
    """
    form = "json" if out and not form else form_of(form)
    if form == "parquet" and not out:
        raise click.UsageError("Parquet is no text: name a file with --out.")
    with failures_told():
        from dragoman.cli.found import write
        from dragoman.store.connect import open_store
        from dragoman.store.filters import Filters
        from dragoman.store.find import MERGED, find, find_merged

        most = limit or (FEW if form == "text" else None)
        with open_store(store) as opened:
            how = find_merged if kind in MERGED and not single else find
            records = how(opened, kind, Filters(**asked, copies=not no_copies), limit=most, offset=offset)
            if how is find_merged:
                _tell_unmerged(opened)
            write(kind, records, form, out, most)


def _tell_unmerged(store: Any) -> None:
    """Say so where the dossier does not know all readings yet."""
    from dragoman.store.graph import count_unmerged

    with store.asking() as connection:
        if count := count_unmerged(connection, MANY):
            more = "or more " if count == MANY else ""
            click.echo(f"{count:,} {more}readings are not merged yet; dragoman ingest does so.", err=True)


@click.command("trace")
@click.argument("record", metavar="RECORD")
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="For people or for programs.  [default: text on a terminal, else json]",
)
def trace_command(record: str, store: str | None, form: str | None) -> None:
    """Show what a record stands on.

    RECORD is the id of a meeting, trip, statement, stance or event: its article by hash, its words with what stands around them, the rule that made
    it, the version, model and settings, and people's corrections. Exit status: 0, 1 if there is no such record, 2 if the call was wrong.
    """
    with failures_told():
        from dragoman.cli.found import write_traces
        from dragoman.store.connect import open_store
        from dragoman.store.trace import trace

        with open_store(store) as opened:
            traces = list(trace(opened, record))
            address = opened.address
        if not traces:
            click.echo(f"There is no record {record} in {address}.", err=True)
            sys.exit(1)
        write_traces(traces, form_of(form))


@click.command("sql")
@click.argument("query", metavar="QUERY")
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    help="A table, or for programs.  [default: text on a terminal, else json]",
)
def sql_command(query: str, store: str | None, form: str | None) -> None:
    """Ask the store in SQL; it can only be read so.

    The tables are listed in the reference. Exit status: 0, or 2 if the query is wrong.
    """
    with failures_told():
        from dragoman.cli.found import write_rows
        from dragoman.store.connect import open_store
        from dragoman.store.sql import ask

        with open_store(store) as opened:
            rows: Any = ask(opened, query)
            write_rows(rows, form_of(form))
