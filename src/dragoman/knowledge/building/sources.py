"""The files that a register is built from: opened whatever they are packed with, read line by line, and their faults told.

A line has to be UTF-8 and no longer than `LONGEST`; a file that breaks off, or is not what its packing says, is a
KnowledgeError with the line or byte where that shows.
"""

import bz2
import csv
import gzip
import hashlib
import json
import xml.etree.ElementTree as xml
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.facts import Fact, Facts, Failure, Skip

HEAD = 8192
"""Bytes from the beginning of a file by which its kind is told."""
LONGEST = 64 * 1024 * 1024
"""Bytes of a line; the longest entities of Wikidata have a few million."""
PACKED = (EOFError, OSError, zlib.error, zipfile.BadZipFile)
"""What reading a packed file that is broken raises."""
EXAMPLES = 20
"""Records named for each reason that some of a file were left out; of broken ones every one is named."""
MISSHAPEN = (LookupError, TypeError, ValueError, AttributeError, RecursionError, csv.Error)
"""What a reader meets in a file whose parts are not where its format has them: the edge of the batch, where one file must not cost the others."""
FORM = "Look at the beginning of the file; if it is of another kind, name that with KIND=PATH."
AGAIN = "Fetch the file again; nothing of it was taken."


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `name` is how it is called in messages and in the manifest, `country` the code the user gave with it."""

    path: Path
    name: str
    kind: str = ""
    country: str = ""


def by_file(files: Iterable[Input], read: Callable[[Input], Facts]) -> Facts:
    """The facts of each file; of one that cannot be read to its end none, but a Failure in their place."""
    for file in files:
        try:
            facts: list[Fact] = list(_counted(read(file)))
        except KnowledgeError as error:
            yield Failure(file.name, str(error), error.hint or AGAIN)
        except MISSHAPEN as error:
            yield Failure(
                file.name, f"{file.name}: is not in the form of its kind, {file.kind} ({type(error).__name__}: {error}).", FORM
            )
        else:
            yield from facts


def _counted(facts: Facts) -> Facts:
    """The facts, with records that are left out told one by one only at first: a dump has millions of them."""
    told: Counter[str] = Counter()
    for fact in facts:
        if isinstance(fact, Skip) and not fact.broken:
            told[fact.reason] += 1
            if told[fact.reason] > EXAMPLES:
                continue
        yield fact
    yield from (Skip("", reason, count=count - EXAMPLES) for reason, count in told.items() if count > EXAMPLES)


def opened(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked if gzip, bzip2 or zip packed it; of a zip the first text that is no readme."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.open(path))
    if magic.startswith(b"BZh"):
        return bz2.open(path)
    if magic.startswith(b"PK\x03\x04"):
        archive = zipfile.ZipFile(path)
        names = [name for name in archive.namelist() if not name.endswith("/") and "readme" not in name.lower()]
        # alternateNamesV2.zip also has the list of languages; the file called as the archive is the one meant.
        name = next((name for name in names if Path(name).stem == path.stem), next(iter(names), None))
        if name is None:
            raise zipfile.BadZipFile("it holds no text")
        return archive.open(name)
    return path.open("rb")


def head(path: Path) -> str:
    """The beginning of a file as text, for telling its kind; empty where it cannot be unpacked."""
    try:
        with opened(path) as file:
            return file.read(HEAD).decode("utf-8", errors="replace").removeprefix("\ufeff")
    except PermissionError:
        raise
    except PACKED:
        return ""


def raw_lines(file: Input) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, without their ends and without a byte order mark."""
    number = 0
    try:
        with opened(file.path) as stream:
            while line := stream.readline(LONGEST):
                number += 1
                yield number, line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf" if number == 1 else b"")
    except PACKED as error:
        raise KnowledgeError(f"{file.name}: breaks off or is damaged after line {number} ({error}).", hint=AGAIN) from error


def lines(file: Input) -> Iterator[tuple[int, str]]:
    """The lines of a file as text, with their numbers."""
    for number, line in raw_lines(file):
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise KnowledgeError(
                f"{file.name}, line {number}: byte {error.start + 1} is not UTF-8.", hint="Save the file as UTF-8."
            ) from error


def content(file: Input) -> bytes:
    """All of a file, for formats that are read whole."""
    try:
        with opened(file.path) as stream:
            return stream.read()
    except PACKED as error:
        raise KnowledgeError(f"{file.name}: breaks off or is damaged ({error}).", hint=AGAIN) from error


def json_of(file: Input) -> Any:
    """What a JSON file holds."""
    try:
        return json.loads(content(file))
    except ValueError as error:
        raise KnowledgeError(f"{file.name}: is no JSON ({error}).", hint=AGAIN) from error


def xml_of(file: Input) -> xml.Element:
    """The root of an XML file."""
    try:
        return xml.fromstring(content(file))
    except xml.ParseError as error:
        raise KnowledgeError(f"{file.name}: is no XML ({error}).", hint=AGAIN) from error


def digest(path: Path) -> str:
    """The SHA-256 of a file as it lies there, packed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_date(path: Path) -> str:
    """The day on which a file was last changed, in UTC."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
