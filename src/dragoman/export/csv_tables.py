"""The tables as CSV: UTF-8, a header line, empty for what is unknown, true and false in words."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from dragoman.export.reading import LeftOut, Reading
from dragoman.export.tables import tables


def write(readings: Iterable[Reading], folder: Path) -> LeftOut:
    """Write one file for each table."""
    with ExitStack() as files:
        writers = []
        for table in tables():
            stream = files.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", errors="replace", newline=""))
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(table.names)
            writers.append((table, writer))
        for reading in readings:
            for table, writer in writers:
                writer.writerows([_cell(value) for value in row] for row in table.rows(reading))
    return LeftOut()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
