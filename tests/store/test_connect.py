"""Opening: what is made, what is refused and why, migrations, questions in SQL."""

import os
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from tests.store.made import MAKER, reading

from dragoman.errors import StoreError
from dragoman.store import connect
from dragoman.store.connect import HEAD, Store, check_integrity, open_store, tidy
from dragoman.store.filters import Filters
from dragoman.store.find import find
from dragoman.store.load import load
from dragoman.store.save import save
from dragoman.store.sql import ask
from dragoman.store.tables import metadata


@pytest.mark.filterwarnings("ignore:.*actors_once:Warning")
def test_the_tables_are_those_of_the_migrations(store: Store) -> None:
    with store.asking() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    differences = [
        difference for difference in found if not re.search(r"(statements|stances|articles)_words|actors_once", str(difference))
    ]
    assert differences == []


def test_opening_again_changes_nothing(address: str) -> None:
    for _ in range(2):
        with open_store(address, create=True) as store:
            save(store, *reading(), MAKER)
            assert len(list(load(store))) == 1


def test_two_who_make_a_store_at_once_make_one(address: str) -> None:
    errors: list[BaseException] = []

    def make(number: int) -> None:
        try:
            with open_store(address, create=True) as store:
                save(store, *reading(number), MAKER)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=make, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_store(address) as store:
        assert len(list(load(store))) == 4


def test_two_writers_at_once_lose_nothing_and_repeat_nothing(address: str) -> None:
    with open_store(address, create=True):
        pass

    def write(numbers: range) -> None:
        with open_store(address, create=True) as store:
            for number in numbers:
                save(store, *reading(number), MAKER)

    threads = [threading.Thread(target=write, args=(numbers,)) for numbers in (range(20), range(10, 30))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(address) as store:
        assert sorted(int(article.id.removeprefix("report-")) for article, _, _ in load(store)) == list(range(30))
        assert len(list(find(store, "actors"))) == 3


# ------------------------------------------------------------ what is refused


def opened(address: str, create: bool = False) -> StoreError:
    with pytest.raises(StoreError) as caught, open_store(address, create=create):
        pass
    assert caught.value.hint
    return caught.value


def test_there_is_none(tmp_path: Path) -> None:
    assert "There is no store at" in str(opened(str(tmp_path / "none.sqlite")))
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("content", [b"no database " * 200, b"SQLite format 3\x00" + b"\x07" * 5000])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert "notes.txt" in str(opened(str(path), create))
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (title)")
    connection.close()
    assert "is a database of another program" in str(opened(str(path), create=True))


@pytest.mark.parametrize("create", [False, True])
def test_a_store_of_a_newer_version(address: str, create: bool) -> None:
    with open_store(address, create=True) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "was written by a newer Dragoman (tables 9999" in str(opened(address, create))


def test_a_store_without_tables_is_not_made_by_asking(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty.sqlite").close()
    (tmp_path / "empty.sqlite").touch()
    assert "has no tables yet" in str(opened(str(tmp_path / "empty.sqlite")))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be made" in str(opened(str(tmp_path / "file" / "store.sqlite"), create=True))


def test_a_server_that_is_not_there() -> None:
    assert "cannot be reached" in str(opened("postgresql://nobody:secret@127.0.0.1:1/none"))


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    error = opened("postgresql://desk@127.0.0.1/archive")
    assert error.hint == "pip install 'dragoman[postgresql]'"


def test_a_database_that_is_not_there(server: str) -> None:
    assert "has no such database" in str(opened(f"{server}/none"))


def test_a_message_never_has_the_password(server: str) -> None:
    error = opened(f"{server.replace('dragoman@', 'dragoman:secret@')}/none")
    assert "secret" not in str(error)


def test_a_damaged_store_is_told(file_store: Store, tmp_path: Path) -> None:
    for number in range(30):
        save(file_store, *reading(number), MAKER)
    file_store.engine.dispose()
    path = tmp_path / "store.sqlite"
    data = bytearray(path.read_bytes())
    data[4096 * 3 : -4096] = bytes(len(data[4096 * 3 : -4096]))
    path.write_bytes(bytes(data))
    with pytest.raises(StoreError, match="is damaged"), open_store(str(path)) as store:
        list(load(store))


def test_a_writer_that_waits_too_long_is_told(file_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "PATIENCE", 0.1)
    file_store.engine.dispose()
    with file_store.writing(), open_store(file_store.address, create=True) as other, pytest.raises(StoreError, match="is busy"):
        save(other, *reading(), MAKER)


def in_a_process(code: str, **given: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, **given)  # type: ignore[call-overload,no-any-return]


FILL = """
from dragoman.store.connect import open_store
from dragoman.store.save import save
from tests.store.made import MAKER, reading
from dragoman.errors import StoreError
with open_store({path!r}, create=True) as store:
    try:
        for number in range(1000):
            save(store, *reading(number), MAKER)
    except StoreError as error:
        print(number, error, error.hint)
"""


def test_a_full_disk_is_told_and_what_was_saved_stays(tmp_path: Path) -> None:
    """No file may grow beyond a megabyte, which SQLite takes for a disk that fails."""
    path = str(tmp_path / "store.sqlite")
    limit = 1_000_000
    done = in_a_process(FILL.format(path=path), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    number, _, message = done.stdout.partition(" ")
    assert "disk" in message, done.stderr
    with open_store(path, create=True) as store:
        assert check_integrity(store) == []
        assert len(list(load(store))) == int(number)
        assert save(store, *reading(int(number)), MAKER).new


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine may enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_store_that_may_only_be_read_is_read(open_folder: Path) -> None:
    """As another user where the tests run as root, to whom nothing is forbidden."""
    folder = open_folder / "shared"
    folder.mkdir()
    path = folder / "store.sqlite"
    with open_store(str(path), create=True) as store:
        save(store, *reading(), MAKER)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        read, written = os.pipe()
        child = os.fork()
        if not child:
            status = 1
            os.close(read)
            try:
                if os.geteuid() == 0:
                    os.setgroups([])
                    os.setgid(65534)
                    os.setuid(65534)
                os.write(written, _try_both(str(path)).encode())
                status = 0
            except BaseException as error:
                os.write(written, repr(error).encode())
            finally:
                os._exit(status)
        os.close(written)
        with os.fdopen(read) as stream:
            told = stream.read()
        assert os.waitpid(child, 0)[1] == 0, told
    finally:
        folder.chmod(0o755)
    assert told.startswith("1 meeting; The store")
    assert "cannot be written to" in told or "cannot be opened" in told


def _try_both(path: str) -> str:
    found = 0
    try:
        with open_store(path) as store:
            found = len(list(find(store, "meetings", Filters(actor="Holt"))))
        with open_store(path, create=True) as store:
            save(store, *reading(2), MAKER)
        return f"{found} meeting; saved"
    except StoreError as error:
        return f"{found} meeting; {error}"


# ------------------------------------------------------------ SQL


def test_a_question_in_sql_is_answered(store: Store) -> None:
    save(store, *reading(), MAKER)
    assert list(ask(store, "SELECT form, status, '50%:x' AS share FROM meetings")) == [
        {"form": "in_person", "status": "held", "share": "50%:x"}
    ]
    assert list(ask(store, "SELECT count(*) AS n FROM evidence WHERE kind = 'statement'")) == [{"n": 4}]
    assert list(ask(store, "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3) SELECT n FROM c"))[
        -1
    ] == {"n": 3}


WRITING: tuple[str, ...] = (
    "DELETE FROM meetings",
    "INSERT INTO feeds (url) VALUES ('x')",
    "DROP TABLE meetings",
    "SELECT 1; DELETE FROM meetings",
    "CREATE TABLE more (n integer)",
    "COMMIT",
)


@pytest.mark.parametrize("query", WRITING)
def test_sql_can_change_nothing(store: Store, query: str) -> None:
    save(store, *reading(), MAKER)
    with pytest.raises(StoreError):
        list(ask(store, query))
    assert len(list(find(store, "meetings"))) == 1
    save(store, *reading(2), MAKER)


@pytest.mark.parametrize("query", ["ATTACH 'other.sqlite' AS other", "PRAGMA journal_mode=DELETE", "VACUUM INTO 'copy.sqlite'"])
def test_sql_cannot_leave_the_file(file_store: Store, query: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="would change"):
        list(ask(file_store, query))
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"store.sqlite"}


@pytest.mark.parametrize("query", ["SELECT nothing FROM meetings", "SELEC", ""])
def test_a_wrong_query_is_told(store: Store, query: str) -> None:
    if query:
        with pytest.raises(StoreError, match="The query failed"):
            list(ask(store, query))
    assert len(list(find(store, "meetings"))) == 0


def test_counting_for_the_planner_changes_no_answer(store: Store) -> None:
    save(store, *reading(), MAKER)
    for _ in range(2):
        tidy(store)
        assert len(list(find(store, "meetings", Filters(actor="Holt")))) == 1
    assert max(path.name[:4] for path in (Path(connect.__file__).parent / "migrations" / "versions").glob("0*.py")) == HEAD
