"""The tables as Parquet, one file a table, written in groups of rows so that memory does not grow with them."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from dragoman.characters import storable
from dragoman.export.reading import LeftOut, Reading
from dragoman.export.tables import Row, Table, tables

GROUP = 50_000
"""Rows of a table that are kept before they are written."""


def write(readings: Iterable[Reading], folder: Path) -> LeftOut:
    """Write one file for each table."""
    with ExitStack() as files:
        writers = [files.enter_context(_Writer(table, folder)) for table in tables()]
        for reading in readings:
            for writer in writers:
                writer.add(writer.table.rows(reading))
    return LeftOut()


class _Writer:
    """The file of one table, and the rows that wait to be written to it."""

    def __init__(self, table: Table, folder: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        types = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
        self.table = table
        self._schema = pa.schema(
            [pa.field(c.name, types[c.type], metadata={"description": c.what}) for c in table.columns],
            metadata={"description": table.what},
        )
        self._file = pq.ParquetWriter(folder / f"{table.name}.parquet", self._schema)
        self._rows: list[Row] = []

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._file.close()

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows, and write a group of them when there are enough."""
        self._rows.extend(rows)
        if len(self._rows) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            columns: list[Any] = [
                pa.array(list(map(storable, values)), field.type)
                for values, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)
            ]
            self._file.write_table(pa.Table.from_arrays(columns, schema=self._schema))
            self._rows.clear()
