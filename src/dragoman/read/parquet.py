"""Parquet: one article a row, in columns named as the fields of JSONL; other columns are passed over."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.errors import ReadError, UsageError
from dragoman.read.items import Item
from dragoman.read.jsonl import FIELDS

SUFFIX = ".parquet"
COLUMNS = ("id", "text", *FIELDS)
ROWS = 256
"""Rows that are in memory at once."""


def is_parquet(name: str) -> bool:
    """Whether a file is Parquet by its name."""
    return name.lower().endswith(SUFFIX)


def read_parquet(file: BinaryIO, id: str, place: str) -> Iterator[Item]:
    """The rows of a file as lines of JSONL; ReadError where it is damaged or has no texts."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError(f"{place} needs pyarrow.", hint="Install it: pip install 'dragoman[parquet]'") from None
    try:
        table = pq.ParquetFile(file)
        columns = [name for name in COLUMNS if name in table.schema_arrow.names]
        if "text" not in columns:
            raise ReadError(f"{place} has no column text.", hint=f"Name its columns: {', '.join(COLUMNS)}.")
        number = 0
        for batch in table.iter_batches(batch_size=ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                data = json.dumps(row, default=_plain).encode()
                yield Item(f"{id}:{number}", "jsonl", data, place, f"{place}, row {number}", size=len(data))
    except (pa.ArrowException, OSError) as error:
        raise ReadError(f"{place} is no whole Parquet file: {' '.join(str(error).split())}.", hint="Get it anew.") from None


def _plain(value: Any) -> str:
    """A day or a time of the table as ISO text, bytes as text."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
