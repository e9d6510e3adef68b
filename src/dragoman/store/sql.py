"""Questions in SQL, which can read the store and change nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError
from dragoman.store.connect import Store

ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
"""What a query may do to SQLite: no writing, no attaching of files, no settings."""
PAGE = 500


def ask(store: Store, query: str) -> Iterator[dict[str, Any]]:
    """The rows of one query, each by the names of its columns; StoreError where it is wrong or would change something."""
    return _sqlite(store, query) if store.sqlite else _postgresql(store, query)


def _sqlite(store: Store, query: str) -> Iterator[dict[str, Any]]:
    with closing(store.engine.raw_connection()) as connection:
        raw: Any = connection.driver_connection
        raw.set_authorizer(lambda what, *_: sqlite3.SQLITE_OK if what in ALLOWED else sqlite3.SQLITE_DENY)
        try:
            cursor = raw.execute(query)
            names = [column[0] for column in cursor.description or ()]
            while rows := cursor.fetchmany(PAGE):
                yield from (dict(zip(names, map(_plain, row), strict=True)) for row in rows)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise _wrong(error) from error
        finally:
            raw.set_authorizer(None)


def _postgresql(store: Store, query: str) -> Iterator[dict[str, Any]]:
    try:
        with store.engine.connect().execution_options(postgresql_readonly=True, stream_results=True) as connection:
            # Through a cursor of the server, which takes one query and no second after a semicolon.
            result = connection.execute(text(query.replace("\\:", ":").replace(":", "\\:")))
            for row in result.mappings():
                yield {name: _plain(value) for name, value in row.items()}
    except DBAPIError as error:
        raise _wrong(error.orig or error) from error


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes | memoryview) else value


def _wrong(error: BaseException) -> StoreError:
    message = " ".join(str(error).split())
    if any(
        sign in message
        for sign in ("not authorized", "read-only", "readonly", "prohibited", "authorization denied", "not permitted")
    ):
        return StoreError(f"The query would change something or leave the store ({message}).", hint="dragoman sql only reads.")
    return StoreError(f"The query failed: {message}.", hint="The tables are listed in docs/reference/tables.md.")
