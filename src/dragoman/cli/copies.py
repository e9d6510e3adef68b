"""`dragoman copies`: which articles of a set are near copies of others."""

import click

from dragoman.cli.failures import failures_told


@click.command("copies")
@click.argument("folder", metavar="SET")
@click.option(
    "--memory", default="1GB", show_default=True, metavar="SIZE", help="Most memory to use, such as 500MB; the rest goes to disk."
)
def copies_command(folder: str, memory: str) -> None:
    """Find near copies in a set that `dragoman read --into` wrote.

    They are written to corpus/copies.parquet in the set: the hash of each copy, and that of the first article that it repeats.
    """
    with failures_told():
        from dragoman.cluster.copies import find_copies
        from dragoman.cluster.sets import Set

        found = find_copies(Set(folder), memory)
        click.echo(f"{found.readings:,} readings of {found.articles:,} articles, {found.copies:,} copies of others")
