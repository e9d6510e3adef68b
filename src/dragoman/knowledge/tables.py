"""Reading the register's tables (see README.md in this folder): tab-separated, one header line, no quoting."""

from functools import cache
from importlib.resources import files

from dragoman.errors import KnowledgeError

FOLDER = files("dragoman.knowledge")


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, or of all its parts where it is a folder of them, parts in the order of their names."""
    source = FOLDER / f"{table}.tsv"
    if source.is_file():
        return tuple(_read(source))
    parts = sorted((part for part in (FOLDER / table).iterdir() if part.name.endswith(".tsv")), key=lambda p: p.name)
    return tuple(row for part in parts for row in _read(part))


def _read(source) -> list[dict[str, str]]:
    lines = source.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise KnowledgeError(f"{source.name}, line {number}: {len(cells)} cells, the header has {len(header)}.")
        found.append(dict(zip(header, cells, strict=True)))
    return found
