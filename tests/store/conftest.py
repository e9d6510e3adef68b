"""Stores of both kinds: a file of SQLite, and a database of a PostgreSQL server that the tests start themselves."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.store.connect import Store, open_store

PLACES = "/usr/lib/postgresql/*/bin"


def program(name: str) -> str | None:
    found = [path for path in sorted(glob.glob(f"{PLACES}/{name}"), reverse=True) if os.access(path, os.X_OK)]
    return found[0] if found else shutil.which(name)


def as_user(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: give the folder to another user, and run as that."""
    if os.geteuid() != 0:
        return {}
    names = {user.pw_name: user for user in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running PostgreSQL server without its database."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    if not (initdb and pg_ctl):
        message = "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="dragoman-postgresql-"))
    who = as_user(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **who)  # type: ignore[call-overload]
        assert done.returncode == 0, done.stderr

    data, options = (
        str(folder / "data"),
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off",
    )
    try:
        run(initdb, "-D", data, "-A", "trust", "-U", "dragoman", "-E", "UTF8", "--locale=C", "--no-sync")
        run(pg_ctl, "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgresql://dragoman@127.0.0.1:{port}"
        finally:
            run(pg_ctl, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def database(server: str) -> Callable[[], str]:
    """Make an empty database, and give its address."""
    import psycopg

    def make() -> str:
        name = f"d{uuid.uuid4().hex}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"{server}/{name}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not there yet, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    made: str = request.getfixturevalue("database")()
    return made


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store, of each kind."""
    with open_store(address, create=True) as opened:
        yield opened


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store of SQLite."""
    with open_store(str(tmp_path / "store.sqlite"), create=True) as opened:
        yield opened
