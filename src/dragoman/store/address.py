"""Which store is meant: a path or URL that is named, else one in the environment, else a file in the user's data folder."""

import os
import sys
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.errors import UsageError

FILE = "store.sqlite"
POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
HOW = "Give a path, or a URL as postgresql://user@host/database."


def store_url(named: str | None) -> URL:
    """The URL of the store that is named, or of the one that is meant where none is; UsageError where it is none."""
    address = named or os.environ.get("DRAGOMAN_STORE") or str(data_folder() / FILE)
    if "://" not in address:
        return _file(Path(address).expanduser())
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise UsageError(f"{address!r} is no address of a store.", hint=HOW) from None
    if url.drivername in POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return _file(Path(url.database))
    raise UsageError(f"{url.drivername} is no kind of store: it is SQLite or PostgreSQL.", hint=HOW)


def shown(url: URL) -> str:
    """The store as a message may name it: the path of a file, a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def data_folder() -> Path:
    """The user's folder for data of programs, by the custom of the system."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "dragoman"


def _file(path: Path) -> URL:
    return URL.create("sqlite+pysqlite", database=str(path.absolute()))
