"""The formats there are, in order, and the one function that writes any of them.

Each format is a module of its own with `write(readings, out) -> LeftOut`: `out` is a text stream for a format of one file, and a
folder that exists for one of several. What a format cannot hold is counted and returned, never dropped in silence.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from dragoman.article import Article, Skipped
from dragoman.errors import ExportError, UsageError
from dragoman.export.reading import LeftOut, Reading
from dragoman.records import Record

SKIPPED = "articles that could not be read"
TWICE = "articles whose id an article before them has"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its `name` and the module that writes it, whether it is one file or a `folder`, what it is, what it `loses`,
    and the `package` that has to be installed for it (with the extra of the same name as the format)."""

    name: str
    module: str
    what: str
    loses: str
    folder: bool = False
    package: str | None = None


FORMATS = (
    Format("plover", "plover", "PLOVER, one JSON object an event", "trips, statements, stances"),
    Format(
        "polecat",
        "polecat",
        "table in the shape of POLECAT",
        "trips, statements, stances; what was negated; most of what is only planned",
    ),
    Format(
        "gdelt",
        "gdelt",
        "tables in the shape of GDELT 2: events and mentions",
        "trips, statements, stances; what was negated; most of what is only planned; postponed meetings",
        folder=True,
    ),
    Format(
        "icews",
        "icews",
        "table in the shape of ICEWS",
        "trips, statements, stances; what was negated; most of what is only planned; postponed meetings; acts without a second side",
    ),
    Format("csv", "csv_tables", "every record in tables, as CSV", "the text of the articles", folder=True),
    Format("parquet", "parquet", "the same tables, as Parquet", "the text of the articles", folder=True, package="pyarrow"),
    Format("stata", "stata", "the same tables, as Stata 14 files", "the text of the articles", folder=True, package="pandas"),
    Format(
        "datapackage", "datapackage", "the same tables with a description and a codebook", "the text of the articles", folder=True
    ),
    Format("geojson", "geojson", "places of stops, tours, meetings and events", "statements, stances; points of countries"),
    Format("icalendar", "icalendar", "meetings and stops for a calendar", "statements, stances, events; what has no date"),
    Format(
        "followthemoney", "followthemoney", "entities for OpenAleph and its kin, one a line", "spans; peoples; what was negated"
    ),
    Format("annotations", "annotations", "W3C Web Annotations: the words behind every record", "codes and dates"),
    Format("prov", "prov", "W3C PROV: what was made from what, by which rule", "all but the making"),
    Format("schema.org", "schema_org", "JSON-LD for web pages and search engines", "spans; what was negated"),
    Format("timelinejs", "timelinejs", "a timeline for the web", "codes; what has no date"),
    Format("graphml", "graphml", "actors and what links them, for network programs", "spans; times and places"),
    Format("ninjs", "ninjs", "news items and events in the IPTC's JSON, one a line", "trips, statements, stances, acts"),
)


def format_named(name: str) -> Format:
    """A format by its name; UsageError where there is none."""
    for form in FORMATS:
        if form.name == name:
            return form
    raise UsageError(f"Unknown format {name!r}.", hint=f"Use one of: {', '.join(form.name for form in FORMATS)}.")


def export(readings: Iterable[tuple[Article, Record] | Skipped], format: str, out: str | Path | BinaryIO) -> LeftOut:
    """Write readings in a format, and say what it could not hold.

    `out` is a file, a folder for a format of several files, or a binary stream for one of one file. A file appears only when it is
    whole. UsageError where `out` is not what the format needs, ExportError where a library is missing or the disk refuses.
    """
    form = format_named(format)
    _check_installed(form)
    left_out = LeftOut()
    looked_up = _once(readings, left_out)
    if isinstance(out, str | Path):
        try:
            left_out += _write_to(form, looked_up, Path(out))
        except OSError as error:
            raise ExportError(
                f"{out} cannot be written: {error.strerror or error}.", hint="Check the folder and its disk."
            ) from None
    elif form.folder:
        raise UsageError(f"{form.name} is several files.", hint="Name a folder to write them to: --out FOLDER.")
    else:
        left_out += _write_stream(form, looked_up, out)
    return left_out


def _check_installed(form: Format) -> None:
    if form.package:
        try:
            import_module(form.package)
        except ImportError:
            message = f"The format {form.name} needs {form.package}, which is not installed."
            raise ExportError(message, hint=f'Install it with: pip install "dragoman[{form.name}]"') from None


def _once(readings: Iterable[tuple[Article, Record] | Skipped], left_out: LeftOut) -> Iterator[Reading]:
    """The readings with their look-ups; of several with one id the first, since their records could not be told apart."""
    seen: set[str] = set()
    for reading in readings:
        if isinstance(reading, Skipped):
            left_out[SKIPPED] += 1
        elif reading[0].id in seen:
            left_out[TWICE] += 1
        else:
            seen.add(reading[0].id)
            yield Reading(*reading)


# ------------------------------------------------------------ writing


def _write_to(form: Format, readings: Iterator[Reading], out: Path) -> LeftOut:
    if form.folder:
        if out.exists() and not out.is_dir():
            raise UsageError(f"{out} is a file, and {form.name} is several files.", hint="Name a folder.")
        return _write_folder(form, readings, out)
    if out.is_dir():
        raise UsageError(f"{out} is a folder, and {form.name} is one file.", hint=f"Name a file in it: --out {out}/record.")
    with _whole(out) as part, part.open("wb") as stream:
        return _write_stream(form, readings, stream)


def _write_folder(form: Format, readings: Iterator[Reading], out: Path) -> LeftOut:
    """Write into a folder beside, then move its files in: those of an earlier export stay whole until the new ones are."""
    out.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".part-", dir=out))
    try:
        left_out: LeftOut = _writer(form)(readings, part)
        for path in sorted(p for p in part.rglob("*") if p.is_file()):
            target = out / path.relative_to(part)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return left_out


def _write_stream(form: Format, readings: Iterator[Reading], stream: BinaryIO) -> LeftOut:
    # Half of a surrogate pair, which JSON may hold, is no text in UTF-8.
    text = TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        left_out: LeftOut = _writer(form)(readings, text)
        text.flush()
    finally:
        text.detach()
    return left_out


def _writer(form: Format):  # type: ignore[no-untyped-def]
    return import_module(f"dragoman.export.{form.module}").write


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A path beside the file, which takes its place once all is written."""
    handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    os.close(handle)
    try:
        yield Path(name)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, out)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    """The permissions that new files are denied."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
