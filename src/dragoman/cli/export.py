"""`dragoman export`: reports or their readings in, files in other people's formats out."""

import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.failures import failures_told
from dragoman.cli.options import issues_option
from dragoman.cli.read import LIMIT
from dragoman.errors import ReadError, RecordError
from dragoman.export.formats import FORMATS
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.article import Article
    from dragoman.pool import Result
    from dragoman.records import Record

READING = b'{"article":'
"""How a line of `dragoman read --format json` begins."""
STDIN = "-"


@click.command("export")
@click.argument("format", metavar="FORMAT", type=click.Choice([form.name for form in FORMATS]))
@click.argument("sources", nargs=-1, metavar="[PATH|URL|-]...")
@click.option(
    "--out", metavar="FILE|FOLDER", help="Where to write: a folder for a format of several files.  [default: standard output]"
)
@click.option("--published", metavar="DATE", help="Day of publication (2024-01-06) of every article, whatever it says itself.")
@click.option("--publisher", metavar="NAME", help="Publisher of every article.")
@click.option(
    "--input",
    type=click.Choice(["auto", "text", "html", "jsonl", "readings"]),
    default="auto",
    show_default=True,
    help="What the sources hold; readings are the lines of dragoman read --format json.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes, of about 500 MB each.")
@issues_option
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="Longest article, in characters.")
def export_command(format: str, sources: tuple[str, ...], out: str | None, input: str, **options: Any) -> None:
    """Write the record of reports in a format that other programs read.

    FORMAT is one of plover, polecat, gdelt, icews, csv, parquet, stata, datapackage, geojson, icalendar, followthemoney, annotations,
    prov, schema.org, timelinejs, graphml, ninjs. A source is what dragoman read takes, or what it wrote with --format json. What a
    format cannot hold is counted on standard error.

    Exit status: 0 if all were read, 1 if any was skipped, 2 if the call was wrong or the file could not be written.
    """
    if not sources and sys.stdin and sys.stdin.isatty():
        raise click.UsageError("Name a file, an address, or - for standard input.")
    with failures_told():
        sys.exit(_export(format, sources or (STDIN,), out, input, options))


def _export(format: str, sources: tuple[str, ...], out: str | None, input: str, options: dict[str, Any]) -> int:
    """Write what the sources hold; the exit status."""
    from dragoman.export.formats import export

    settings = Settings(input="auto" if input == "readings" else input, **options)
    skipped: list[str] = []
    with closing(_results(sources, settings, input)) as results:
        left_out = export(_read(results, skipped), format, Path(out) if out and out != STDIN else sys.stdout.buffer)
    for reason, number in sorted(left_out.items()):
        if number:
            click.echo(f"left out: {number:,} {reason}", err=True)
    return 1 if skipped else 0


def _read(results: Iterable["Result"], skipped: list[str]) -> Iterator[tuple["Article", "Record"]]:
    """What could be read; the others are named on standard error."""
    from dragoman.article import Skipped

    for result in results:
        if isinstance(result, Skipped):
            skipped.append(result.id)
            click.echo(f"skipped {result.id}: {result.reason}", err=True)
        else:
            yield result


def _results(sources: tuple[str, ...], settings: Settings, input: str) -> Generator["Result", None, None]:
    """Readings as they are, articles read, in the order of the sources; neighbours of one kind go together."""
    from itertools import groupby

    from dragoman.pool import read

    for readings, group in groupby(sources, key=lambda source: _holds_readings(source, input)):
        if readings:
            for source in group:
                yield from _load(source)
        else:
            with closing(read(list(group), settings)) as results:
                yield from results


def _holds_readings(source: str, input: str) -> bool:
    """Whether a source is readings and not articles; what cannot be opened is left to the reader, which says why."""
    if input != "auto":
        return input == "readings"
    if source == STDIN:
        return _peeked(sys.stdin.buffer).startswith(READING)
    with suppress(OSError, ValueError), Path(source).open("rb") as stream:
        return stream.read(4096).lstrip().startswith(READING)
    return False


def _peeked(stream: Any) -> bytes:
    """The first bytes of standard input, which stay there to be read."""
    if hasattr(stream, "peek"):
        return bytes(stream.peek(len(READING))).lstrip()
    start = bytes(stream.read(len(READING)))
    stream.seek(0)
    return start


def _load(source: str) -> Iterator["Result"]:
    """The readings of a file, one a line; a line that is none is skipped in its place."""
    from dragoman.article import Skipped

    try:
        with closing(_lines(source)) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _checked(source, number, line)
    except OSError as error:
        yield Skipped(source, "read", f"{source} cannot be read: {error.strerror or error}. Check the file and its disk.")


def _lines(source: str) -> Generator[bytes, None, None]:
    if source == STDIN:
        yield from sys.stdin.buffer
    else:
        with Path(source).open("rb") as stream:
            yield from stream


def _checked(source: str, number: int, line: bytes) -> "Result":
    from dragoman.article import Skipped
    from dragoman.export.load import from_json
    from dragoman.recording import checked

    try:
        result = from_json(line)
        return result if isinstance(result, Skipped) else (result[0], checked(*result))
    except (ReadError, RecordError) as error:
        place = "standard input" if source == STDIN else source
        return Skipped(f"{Path(source).stem}:{number}", "read", f"{place}, line {number}: {error} {error.hint or ''}".strip())
