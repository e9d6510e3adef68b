"""Folders: the files in them and below, in the order of their names; hidden ones and links to folders are passed over."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.read.sources import Source, source_of
from dragoman.read.warc import SUFFIXES


def with_folders(sources: Iterable[str]) -> Iterator[Source]:
    """The sources, each folder replaced by its files."""
    for source in sources:
        if is_folder(source):
            yield from files_of(source)
        else:
            yield source_of(source)


def is_folder(source: str) -> bool:
    """Whether a source is a folder."""
    return source != "-" and os.path.isdir(source)


def files_of(folder: str) -> Iterator[Source]:
    """The files of a folder; the id of an article is its file's path in the folder without its ending."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = os.path.join(at, name)
            yield Source(path, _id(Path(path).relative_to(folder)))


def size_of(sources: Iterable[str]) -> int:
    """The bytes of all files among the sources."""
    return sum(_size(source.name) for source in with_folders(sources))


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except (OSError, ValueError):
        return 0


def _id(path: Path) -> str:
    ending = next((suffix for suffix in SUFFIXES if path.name.lower().endswith(suffix)), path.suffix)
    return path.as_posix().removesuffix(ending) if ending else path.as_posix()
