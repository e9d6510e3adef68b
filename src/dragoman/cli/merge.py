"""`dragoman merge`: the dossier of a set, as Parquet."""

import click

from dragoman.cli.failures import failures_told


@click.command("merge")
@click.argument("folder", metavar="SET")
@click.option("--into", metavar="DIR", help="Folder or address to write to; corpus in the set unless given.")
@click.option(
    "--memory", default="1GB", show_default=True, metavar="SIZE", help="Most memory to use, such as 500MB; the rest goes to disk."
)
def merge_command(folder: str, into: str | None, memory: str) -> None:
    """Join what the readings of a set tell: one meeting, tour or event with all reports of it, and who is one actor.

    The set is one that `dragoman read --into` wrote. The dossier is written as Parquet files: meetings, events, trips, statements, actors,
    offices, tellings and publications. It is that of a store with the same readings.
    """
    with failures_told():
        from dragoman.cluster.dossier import merge_set
        from dragoman.cluster.sets import Set

        merged = merge_set(Set(folder), into, memory)
        counts = ", ".join(f"{number:,} {kind}" for kind, number in merged.counts.items())
        click.echo(f"{merged.readings:,} readings of {merged.articles:,} articles: {counts}")
