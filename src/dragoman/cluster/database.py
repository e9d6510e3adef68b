"""A DuckDB beside a set: tables in a temporary file, within a limit of memory; what does not fit goes to that file's folder."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.cluster.sets import Set
from dragoman.cluster.sources import file_system
from dragoman.errors import StoreError, UsageError

MEMORY = "1GB"
PUT_AT_ONCE = 5_000
"""Rows that are put in at once."""


@contextmanager
def beside(of: Set, memory: str) -> Iterator["Database"]:
    """A database to ask of a set, gone in the end; StoreError where memory does not do or a file cannot be read."""
    try:
        import duckdb
    except ImportError:
        raise UsageError(
            "Copies and the dossier of a set need DuckDB.", hint="Install it: pip install 'dragoman[cluster]'"
        ) from None
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        try:
            config: dict[str, Any] = {"memory_limit": memory, "temp_directory": folder}
            with duckdb.connect(str(Path(folder) / "tables.duckdb"), config=config) as connection:
                if "://" in of.address:
                    connection.register_filesystem(file_system(of.address)[0])
                yield Database(connection, Path(folder))
        except duckdb.OutOfMemoryException as error:
            raise StoreError(f"{memory} of memory do not do for this set: {error}.", hint="Give --memory more.") from error
        except (duckdb.Error, ValueError) as error:
            raise StoreError(
                f"The set {of.address} cannot be searched: {error}.", hint="Check its files and --memory."
            ) from error


class Database:
    """Tables, and a folder for files that are made of them."""

    def __init__(self, connection: Any, folder: Path) -> None:
        self._connection = connection
        self.folder = folder

    def cursor(self) -> Any:
        """A cursor of its own, for an answer that is taken while other questions are asked."""
        return self._connection.cursor()

    def run(self, sql: str, **given: Any) -> None:
        """Run a statement."""
        self._connection.execute(sql, given or None)

    def ask(self, sql: str, **given: Any) -> list[tuple[Any, ...]]:
        """All rows of an answer."""
        rows: list[tuple[Any, ...]] = self._connection.execute(sql, given or None).fetchall()
        return rows

    def one(self, sql: str, **given: Any) -> Any:
        """The one value of an answer."""
        return self.ask(sql, **given)[0][0]

    def make(self, table: str, **columns: str) -> None:
        """Make an empty table; `columns` are its names with their types."""
        self.run(f"CREATE TABLE {table} ({', '.join(f'{name} {type}' for name, type in columns.items())})")

    def put(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Put rows into a table, given in the order of its columns."""
        import pyarrow as pa

        names = [name for name, *_ in self.ask(f"DESCRIBE {table}")]
        for start in range(0, len(rows), PUT_AT_ONCE):
            columns = zip(*rows[start : start + PUT_AT_ONCE], strict=True)
            self._connection.register("given", pa.table([pa.array(column) for column in columns], names=names))
            self.run(f"INSERT INTO {table} SELECT * FROM given")
            self._connection.unregister("given")

    def write(self, question: str, name: str) -> Path:
        """A Parquet file in the folder, of the rows of a question."""
        path = self.folder / name
        self.run(f"COPY ({question}) TO '{str(path).replace(chr(39), 2 * chr(39))}' (FORMAT parquet, COMPRESSION zstd)")
        return path
