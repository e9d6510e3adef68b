"""`dragoman read`: reports in, their records out."""

import sys

import click

from dragoman.errors import DragomanError


@click.command("read")
@click.argument("sources", nargs=-1, metavar="[PATH|URL|-]...")
@click.option("--published", metavar="DATE", help="Publication date (2024-01-06) of every article; wins over metadata and dateline.")
@click.option("--publisher", metavar="NAME", help="Publisher of every article.")
@click.option("--input", "kind", type=click.Choice(["auto", "text", "html", "jsonl"]), default="auto", show_default=True, help="What the sources hold.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="For people or for programs.  [default: text on a terminal, else json]")
@click.option("--why", is_flag=True, help="Show the article with its words marked, and rule and confidence of every record.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes; the output is the same whatever the number.")
@click.option("--limit", type=click.IntRange(1), default=1_000_000, show_default=True, help="Longest article, in characters.")
def read_command(
    sources: tuple[str, ...], published: str | None, publisher: str | None, kind: str, form: str | None, why: bool, workers: int, limit: int
) -> None:
    """Read reports and write their record.

    A source is a file, an http(s) address, or - for standard input: plain text, an HTML page, or JSONL with one article a line. Exit status: 0 if
    all were read, 1 if any was skipped, 2 if the call was wrong.
    """
    from dragoman.pipeline import read
    from dragoman.read.dates import find_date
    from dragoman.settings import Settings

    if published and find_date(published) is None:
        raise click.BadParameter(f"{published!r} is no date; write it as 2024-01-06.", param_hint="--published")
    if not sources and sys.stdin.isatty():
        raise click.UsageError("Name a file, an address, or - for standard input.")
    settings = Settings(
        published=find_date(published) if published else None, publisher=publisher, input=kind, workers=workers, limit=limit
    )
    form = form or ("text" if sys.stdout.isatty() else "json")
    skipped = 0
    try:
        for result in read(sources or ("-",), settings):
            skipped += _write(result, form, why)
    except DragomanError as error:
        click.echo(f"error: {error}", err=True)
        if error.hint:
            click.echo(f"hint: {error.hint}", err=True)
        sys.exit(2)
    sys.exit(1 if skipped else 0)


def _write(result: object, form: str, why: bool) -> bool:
    """Write one result; whether it was skipped."""
    from dragoman.article import Skipped

    failed = isinstance(result, Skipped)
    if form == "json":
        from dragoman.export.json import to_json

        sys.stdout.buffer.write(to_json(result).encode("utf-8") + b"\n")  # type: ignore[arg-type]
        sys.stdout.buffer.flush()
    else:
        from dragoman.cli.dossier import print_dossier

        print_dossier(result, why=why)  # type: ignore[arg-type]
    if failed:
        click.echo(f"skipped {result.id}: {result.reason}", err=True)  # type: ignore[attr-defined]
    return failed
