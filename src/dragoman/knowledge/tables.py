"""Reading the register's tables (see README.md in this folder): tab-separated, one header line, no quoting."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.errors import KnowledgeError

FOLDER = files("dragoman.knowledge")


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, or of all its parts where it is a folder of them, parts in the order of their names."""
    return tuple(row for part in parts(table) for _, row in read(part))


def parts(table: str) -> list[Traversable]:
    """The files of a table: itself, or those in its folder in the order of their names."""
    single = FOLDER / f"{table}.tsv"
    if single.is_file():
        return [single]
    return sorted((part for part in (FOLDER / table).iterdir() if part.name.endswith(".tsv")), key=lambda part: part.name)


def parts_in(folder: Path, table: str) -> list[Path]:
    """The files of a table in another folder than the package's, none where it has no such table."""
    single = folder / f"{table}.tsv"
    return [single] if single.is_file() else sorted((folder / table).glob("*.tsv"))


def read(part: Traversable) -> list[tuple[int, dict[str, str]]]:
    """The rows of one file with the numbers of their lines."""
    lines = part.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise KnowledgeError(
                f"{part.name}, line {number}: {len(cells)} cells, the header has {len(header)}.",
                hint="Cells are set apart by one tab each; run `dragoman knowledge check` to see all such lines.",
            )
        found.append((number, dict(zip(header, cells, strict=True))))
    return found
