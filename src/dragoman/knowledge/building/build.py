"""Building a user's register: sources in, each by the reader of its kind, their facts assembled, tables and manifest
written.

sources → kinds → facts → rows → tables and manifest
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.assembling import assemble
from dragoman.knowledge.building.facts import Fact, Failure
from dragoman.knowledge.building.readers import READERS, Licence, reader_of, recognised
from dragoman.knowledge.building.sources import Input, digest, file_date, head
from dragoman.knowledge.building.world import World
from dragoman.knowledge.building.writing import Manifest, manifest_of, spare, tables_of, write

KINDS = ", ".join(reader.kind for reader in READERS)
UNKNOWN = f"Name its kind with KIND=PATH; kinds are {KINDS}."

FOLDERS = 3
"""Parts of a path, its name among them, by which files of one name are told apart."""


@dataclass(frozen=True, slots=True)
class Built:
    """A register that was built: its folder and its manifest. `ok` says that every file was read and no record was broken."""

    folder: Path
    manifest: Manifest

    @property
    def ok(self) -> bool:
        """Whether nothing was broken."""
        return not self.manifest["failed"] and not any(skip["broken"] for skip in self.manifest["skipped"])


def build(sources: Iterable[str], folder: Path) -> Built:
    """Build a register from files and folders, each `PATH`, `KIND=PATH` or `KIND:ISO3=PATH`.

    A file that cannot be read costs only itself. Where none can, KnowledgeError, and what is in the folder stays as it is; the same where the folder
    holds something else.
    """
    spare(folder)
    world = World()
    found = [file for source in sources for file in _inputs(source, world)]
    files, failures = [file for file in found if isinstance(file, Input)], [file for file in found if isinstance(file, Failure)]
    files = _once(files)
    work = assemble(_facts(files, failures, world), world)
    failed = {failure.file for failure in work.failures}
    read = [file for file in files if file.name not in failed]
    if not read:
        first = work.failures[0] if work.failures else None
        raise KnowledgeError(
            first.message if first else "No source holds a file of a known kind.", hint=first.hint if first else UNKNOWN
        )
    texts = tables_of(work)
    manifest = manifest_of(work, [_entry(file) for file in read], texts)
    write(folder, texts, manifest)
    return Built(folder, manifest)


def _facts(files: list[Input], failures: list[Failure], world: World) -> Iterator[tuple[str, Fact]]:
    """The facts of all files with their kinds, kinds in the order of their precedence."""
    yield from (("", failure) for failure in failures)
    for reader in READERS:
        if own := [file for file in files if file.kind == reader.kind]:
            yield from ((reader.kind, fact) for fact in reader.read(own, world))


def _entry(file: Input) -> dict[str, Any]:
    """What the manifest says of a file."""
    reader = reader_of(file.kind)
    licence = reader.licence(head(file.path)) if reader else Licence("")
    return {
        "name": file.name,
        "kind": file.kind,
        "sha256": digest(file.path),
        "bytes": file.path.stat().st_size,
        "date": file_date(file.path),
        "licence": licence.name,
        "non_commercial": licence.non_commercial,
    }


# ------------------------------------------------------------ sources


def _inputs(source: str, world: World) -> Iterator[Input | Failure]:
    """The files of a source; of a folder those that are of a known kind, whatever else lies there."""
    path, kind, country = _parted(source, world)
    if path.is_dir():
        inside = [file for file in sorted(path.rglob("*")) if file.is_file() and not _is_hidden(file, path)]
        told = [_told(Input(file, f"{path.name}/{file.relative_to(path).as_posix()}", kind, country)) for file in inside]
        known = [file for file in told if isinstance(file, Input)]
        yield from known
        if not known:
            yield Failure(source, f"{source}: holds no file of a known kind.", UNKNOWN)
    elif path.is_file():
        yield _told(Input(path, path.name, kind, country))
    else:
        yield Failure(source, f"{source}: there is no such file.", "Check the path.")


def _parted(source: str, world: World) -> tuple[Path, str, str]:
    """Path, kind and country of a source; an equals sign is part of the path where no kind stands before it."""
    named, equals, path = source.partition("=")
    kind, _, code = named.partition(":")
    if not equals or reader_of(kind) is None:
        if equals and not Path(source).exists() and Path(path).exists():
            raise KnowledgeError(f"{source}: {kind} is no kind of file.", hint=f"Kinds are {KINDS}.")
        return Path(source), "", ""
    country = world.country(code)
    if code and not country:
        raise KnowledgeError(f"{source}: {code} is no country code.", hint="Write it as TUR (ISO 3166-1 alpha-3).")
    return Path(path), kind, country


def _told(file: Input) -> Input | Failure:
    """The file with its kind; a Failure where that cannot be told."""
    if file.kind:
        return file
    try:
        begins = head(file.path)
    except OSError as error:
        return Failure(file.name, f"{file.name}: cannot be opened ({error.strerror}).", "Check its permissions.")
    reader = recognised(file.name, begins)
    if reader is None:
        what = "is empty or damaged" if not begins else "is of no known kind"
        return Failure(file.name, f"{file.name}: {what}; its first bytes are {begins[:40]!r}.", UNKNOWN)
    return replace(file, kind=reader.kind)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _once(files: list[Input]) -> list[Input]:
    """The files by name, each once however often it was named; those of one name by their folders as well."""
    unique = {(file.path.resolve(), file.kind): file for file in files}
    count = Counter(file.name for file in unique.values())
    named = (replace(f, name="/".join(path.parts[-FOLDERS:])) if count[f.name] > 1 else f for (path, _), f in unique.items())
    return sorted(named, key=lambda file: (file.name, str(file.path)))
