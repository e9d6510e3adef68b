"""Sources for many machines: files, folders and addresses of object storage, by fsspec, each opened where it is read.

A path is made absolute, since a machine of a cluster has another working directory. What lies in object storage is copied to a file
for the time of its reading: archives are read at several places, and damage is told by lengths.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from dragoman.article import Skipped
from dragoman.errors import ReadError, UsageError
from dragoman.read.articles import skipped
from dragoman.read.folders import with_folders
from dragoman.read.items import Item
from dragoman.read.sources import Source, read_items, source_of
from dragoman.settings import Settings

WEB = ("http://", "https://")


def find_sources(names: Iterable[str]) -> list[Source]:
    """Every file among the sources, in order; folders and patterns (`*.warc.gz`) give theirs."""
    return [found for name in names for found in _find(name)]


def source_items(source: Source, settings: Settings) -> Iterator[Item | Skipped]:
    """The items of one source, from wherever it lies; places are named as the user would find them."""
    if not is_remote(source.name):
        yield from read_items([source], settings)
        return
    try:
        with _copied(source.name) as path:
            for item in read_items([Source(path, source.id)], settings):
                yield _named(item, path, source.name)
    except (OSError, ValueError, ImportError) as error:
        message = f"{source.name} cannot be read: {error}."
        yield skipped(source.id, ReadError(message, hint="Check the address, and that its storage lets this machine in."))


def is_remote(name: str) -> bool:
    """Whether a name is an address of storage (s3://, gs://, memory://) rather than a path."""
    return "://" in name and not name.startswith(WEB)


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it; UsageError where nothing installed knows it."""
    try:
        import fsspec
    except ImportError:
        raise UsageError("A set needs fsspec and pyarrow.", hint="Install them: pip install 'dragoman[cluster]'") from None
    try:
        found: tuple[Any, str] = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        hint = "Install what reads it, for example: pip install s3fs"
        raise UsageError(f"{address} cannot be opened: {error}.", hint=hint) from None
    return found


def _find(name: str) -> Iterator[Source]:
    if name == "-" or name.startswith(WEB):
        raise UsageError(
            f"{name} cannot be read into a set.", hint="Name files, folders, or addresses such as s3://bucket/*.warc.gz."
        )
    if is_remote(name):
        system, path = file_system(name)
        for found in sorted(system.glob(path) if "*" in path else system.find(path)) or [path]:
            yield Source(system.unstrip_protocol(found), source_of(PurePosixPath(found).name).id)
        return
    yield from (replace(source, name=os.path.abspath(source.name)) for source in with_folders([name]))


@contextmanager
def _copied(address: str) -> Iterator[str]:
    """A copy of a file in storage, with its own ending."""
    system, path = file_system(address)
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        copy = str(Path(folder) / PurePosixPath(path).name)
        system.get_file(path, copy)
        yield copy


def _named(item: Item | Skipped, path: str, name: str) -> Item | Skipped:
    if isinstance(item, Skipped):
        return replace(item, id=item.id.replace(path, name), reason=item.reason.replace(path, name))
    return replace(item, origin=name, place=item.place.replace(path, name))
