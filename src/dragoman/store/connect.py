"""Opening a store: its engine, transactions, and the version of its tables.

SQLite: readers never wait (write-ahead log), a writer waits for the other up to a minute, and a commit survives the end of the process at any
moment. PostgreSQL: those who save take turns by an advisory lock, so that what is found first stays first, as it does in SQLite.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL

from dragoman.errors import StoreError
from dragoman.store.address import shown, store_url
from dragoman.store.failures import explained

HEAD = "0003"
"""The version of the tables that this code knows: the last of migrations/versions."""
PATIENCE = 60.0
"""Seconds that a writer waits for another."""
TURN = 7236274
"""The advisory lock of PostgreSQL under which readings are saved; any number that no other program uses there."""
PRAGMAS = ("foreign_keys=ON", "synchronous=NORMAL", "cache_size=-131072", "temp_store=MEMORY", "wal_autocheckpoint=8000")


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `address` is how messages name it."""

    engine: Engine
    address: str

    @property
    def sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        with explained(self.address), self.engine.begin() as connection:
            if not self.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
            yield connection

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees the store as it is when it begins."""
        level = {} if self.sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with explained(self.address), self.engine.connect().execution_options(asking=True, **level) as connection:
            yield connection


@contextmanager
def open_store(named: str | None = None, *, create: bool = False) -> Iterator[Store]:
    """The store that is named, or of the environment, or the user's own; StoreError where it cannot be opened.

    With `create` it is made where there is none, and its tables are brought to this version.
    """
    url = store_url(named)
    address = shown(url)
    engine = _engine(url, address, create)
    try:
        with explained(address):
            _check(engine, address, create)
        yield Store(engine, address)
    finally:
        engine.dispose()


def _engine(url: URL, address: str, create: bool) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 15})
        except ImportError:
            message = "PostgreSQL needs psycopg, which is not installed."
            raise StoreError(message, hint="pip install 'dragoman[postgresql]'") from None
    path = Path(url.database or "")
    if create:
        with explained(address):
            path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.exists():
        raise StoreError(f"There is no store at {address}.", hint="Make one with: dragoman ingest SOURCE... --store PATH")
    engine = create_engine(url, creator=lambda: _connect(path, create))
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin as asked; Python's own beginning comes too late for a reader and too weak for a writer."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("asking") else "BEGIN IMMEDIATE")


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    mode = "rwc" if create else "rw"
    try:
        return _tuned(_opened(path, f"mode={mode}"), create)
    except sqlite3.OperationalError as error:
        if create or not any(sign in str(error) for sign in ("unable to open", "readonly")):
            raise
        # A file in a folder that cannot be written to: nobody writes to it, so that it needs no log beside it.
        return _tuned(_opened(path, "mode=ro&immutable=1"), create)


def _opened(path: Path, how: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path))}?{how}"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _tuned(connection: sqlite3.Connection, create: bool) -> sqlite3.Connection:
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if create:
            _write_ahead(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Set the write-ahead log; SQLite does not wait here by itself while another writes."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


# ------------------------------------------------------------ the version of the tables


def _check(engine: Engine, address: str, create: bool) -> None:
    """Make the tables, or bring them to this version, where that is wanted; StoreError where they are not of this version."""
    with engine.connect().execution_options(asking=True) as connection:
        found = table_version(connection, address)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        message = f"The store {address} was written by a newer Dragoman (tables {found}; this one knows {HEAD})."
        raise StoreError(message, hint="Use that Dragoman, or another store.")
    if not create:
        state = "has no tables yet" if found is None else f"has tables of an older Dragoman ({found})"
        raise StoreError(f"The store {address} {state}.", hint="Run: dragoman ingest --store PATH, which brings it up to date.")
    upgrade(engine, address)


def table_version(connection: Connection, address: str) -> str | None:
    """The version of the store's tables, None where there are none; StoreError where the database is something else."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names and "readings" in names:
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found
    if names and (connection.dialect.name == "sqlite" or names & {"articles", "readings", "alembic_version"}):
        raise StoreError(f"{address} is a database of another program.", hint="Name another path or database.")
    return None


def upgrade(engine: Engine, address: str) -> None:
    """Bring the tables to this version; two at once take turns, and the second finds it done."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.begin() as connection:
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
        if table_version(connection, address) == HEAD:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)


def check_integrity(store: Store) -> list[str]:
    """What SQLite finds wrong with the file of a store and its references; nothing where all is well."""
    with explained(store.address), closing(store.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        found = [str(row[0]) for row in cursor.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"a row of {row[0]} refers to none of {row[2]}" for row in cursor.execute("PRAGMA foreign_key_check")]
    return found


def tidy(store: Store) -> None:
    """Let the database count what it has, so that it plans its answers well; quick where little has changed."""
    with explained(store.address), store.engine.connect() as connection:
        if store.sqlite:
            connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            connection.exec_driver_sql("ANALYZE" if _never_counted(connection) else "PRAGMA optimize")
            connection.commit()


def _never_counted(connection: Connection) -> bool:
    return not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'").scalar()
