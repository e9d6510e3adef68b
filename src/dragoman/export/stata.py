"""The tables as Stata files (format 118, Stata 14 and later), with labels; unknown numbers are missing, unknown text is empty.

A file of Stata is written whole, so all rows are kept in memory; for very large sets CSV or Parquet is the better way.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from dragoman.characters import storable
from dragoman.export.reading import LeftOut, Reading
from dragoman.export.tables import Column, Row, Table, tables

WRITTEN = datetime(2000, 1, 1)
"""The time in the file, always the same, so that the same record gives the same bytes."""
LONGEST = 2045
"""Bytes of text that a plain column may have; longer ones become strL."""


def write(readings: Iterable[Reading], folder: Path) -> LeftOut:
    """Write one file for each table."""
    rows: dict[str, list[Row]] = {table.name: [] for table in tables()}
    for reading in readings:
        for table in tables():
            rows[table.name].extend(table.rows(reading))
    for table in tables():
        _write(table, rows.pop(table.name), folder / f"{table.name}.dta")
    return LeftOut()


def _write(table: Table, rows: list[Row], path: Path) -> None:
    import pandas

    data = {column.name: _series(column, [row[n] for row in rows]) for n, column in enumerate(table.columns)}
    long = [name for name, values in data.items() if values.dtype == object and _longest(values) > LONGEST]
    pandas.DataFrame(data).to_stata(
        path,
        version=118,
        write_index=False,
        time_stamp=WRITTEN,
        data_label=table.what[:80],
        variable_labels={column.name: column.what for column in table.columns},
        convert_strl=long,
    )


def _series(column: Column, values: list[Any]) -> Any:
    import pandas

    if column.type == "string":
        return pandas.Series([_text(value) for value in values], dtype=object)
    return pandas.Series([None if value is None else float(value) for value in values], dtype="float64")


def _text(value: str | None) -> str:
    """Text without NUL, at which Stata would end it, and without the halves of surrogate pairs."""
    return storable((value or "").replace("\0", " "))


def _longest(values: Any) -> int:
    return max((len(value.encode("utf-8")) for value in values), default=0)
