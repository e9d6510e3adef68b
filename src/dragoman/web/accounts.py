"""Who may sign in: names with hashed passwords and roles, and their sessions, in a small SQLite file beside the stores.

It is not in the store: one who may read a store's file should not find passwords in it, and a store is copied and passed on. Passwords are hashed
with scrypt (RFC 7914); of a session the file has only the hash of what the browser holds.
"""

import hashlib
import hmac
import os
import re
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import StoreError, UsageError
from dragoman.store.address import data_folder

ROLES = ("reader", "editor", "admin")
"""What each may do more than the one before: read; add and correct; manage accounts."""
SHORTEST = 10
"""Characters of a password at least."""
LONGEST = 200
HOURS = 12
"""How long a session lasts."""
COST = {"n": 2**14, "r": 8, "p": 1}
"""Of scrypt: 16 MiB and some 50 ms a password."""
NAME = re.compile(r"[\w.@-]+(?: [\w.@-]+)*")
TABLES = """
CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (hash TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    csrf TEXT NOT NULL, ends REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    name: str
    role: str
    made: str

    def may(self, role: str) -> bool:
        """Whether what asks for a role is allowed."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has signed in; `csrf` stands in every form that changes something."""

    account: Account
    csrf: str


class Accounts:
    """The accounts in a file, which is made where there is none, for its owner alone."""

    def __init__(self, path: str | None = None) -> None:
        self.path = Path(path or os.environ.get("DRAGOMAN_ACCOUNTS") or data_folder() / "accounts.sqlite")
        self._nobody = hashed(secrets.token_hex())

    def all(self) -> list[Account]:
        """Every account, by name; none where there is no file."""
        if not self.path.exists():
            return []
        with self._open() as database:
            return [Account(*row) for row in database.execute("SELECT name, role, made FROM accounts ORDER BY name")]

    def add(self, name: str, role: str, password: str) -> None:
        """Add an account; UsageError where the name is taken or no name, or the password too short."""
        if not NAME.fullmatch(name) or len(name) > 100:
            raise UsageError(
                f"{name!r} is no name for an account.", hint="Letters, digits, dots, dashes, @ and single spaces, 100 at most."
            )
        _check_role(role)
        _check_password(password)
        made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        with self._open() as database:
            if database.execute("SELECT 1 FROM accounts WHERE name = ?", (name,)).fetchone():
                raise UsageError(f"There is an account {name} already.", hint="Remove it first, or take another name.")
            database.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", (name, role, hashed(password), made))

    def remove(self, name: str) -> None:
        """Remove an account with its sessions; UsageError where there is none, or it is the last admin."""
        with self._open() as database:
            self._keep_an_admin(database, name)
            database.execute("DELETE FROM accounts WHERE name = ?", (name,))

    def set_role(self, name: str, role: str) -> None:
        """Give an account another role; UsageError as for `remove`."""
        _check_role(role)
        with self._open() as database:
            if role != "admin":
                self._keep_an_admin(database, name)
            self._known(database, name)
            database.execute("UPDATE accounts SET role = ? WHERE name = ?", (role, name))

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password, and end its sessions."""
        _check_password(password)
        with self._open() as database:
            self._known(database, name)
            database.execute("UPDATE accounts SET password = ? WHERE name = ?", (hashed(password), name))
            database.execute("DELETE FROM sessions WHERE name = ?", (name,))

    # ------------------------------------------------------------ sessions

    def sign_in(self, name: str, password: str) -> str | None:
        """What the browser is to hold for a new session; None where name or password is wrong. Either takes the same time."""
        with self._open() as database:
            row = database.execute("SELECT password FROM accounts WHERE name = ?", (name,)).fetchone()
            right = matches(password, row[0] if row else self._nobody)
            if not row or not right:
                return None
            token = secrets.token_urlsafe(32)
            database.execute("DELETE FROM sessions WHERE ends < ?", (time.time(),))
            values = (_digest(token), name, secrets.token_urlsafe(32), time.time() + 3600 * HOURS)
            database.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", values)
            return token

    def session(self, token: str) -> Session | None:
        """The session that a browser holds; None where there is none or it has ended."""
        query = "SELECT a.name, a.role, a.made, s.csrf FROM sessions s JOIN accounts a USING (name) WHERE hash = ? AND ends > ?"
        with self._open() as database:
            row = database.execute(query, (_digest(token), time.time())).fetchone()
        return Session(Account(*row[:3]), row[3]) if row else None

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._open() as database:
            database.execute("DELETE FROM sessions WHERE hash = ?", (_digest(token),))

    # ------------------------------------------------------------ the file

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(self.path, timeout=20)) as database, database:
                database.execute("PRAGMA foreign_keys=ON")
                database.executescript(TABLES)
                yield database
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"The accounts in {self.path} cannot be used: {error}.", hint="Name another file: --accounts PATH."
            ) from None

    @staticmethod
    def _known(database: sqlite3.Connection, name: str) -> str:
        row = database.execute("SELECT role FROM accounts WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise UsageError(f"There is no account {name}.", hint="dragoman serve user list names all.")
        return str(row[0])

    def _keep_an_admin(self, database: sqlite3.Connection, name: str) -> None:
        [admins] = database.execute("SELECT count(*) FROM accounts WHERE role = 'admin'").fetchone()
        if self._known(database, name) == "admin" and admins == 1:
            raise UsageError(f"{name} is the only admin.", hint="Make somebody else admin first.")


def hashed(password: str) -> str:
    """A password as it is kept: salt and scrypt's hash."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${hashlib.scrypt(password.encode(), salt=salt, **COST).hex()}"


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that is kept."""
    salt, _, wanted = kept.partition("$")
    found = hashlib.scrypt(password[:LONGEST].encode("utf-8", "surrogatepass"), salt=bytes.fromhex(salt), **COST)
    return hmac.compare_digest(found.hex(), wanted)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role.", hint=f"It is one of {', '.join(ROLES)}.")


def _check_password(password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"A password has {SHORTEST} to {LONGEST} characters.", hint="A few words in a row are easy to keep in mind."
        )
