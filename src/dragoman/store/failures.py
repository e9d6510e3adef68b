"""What databases complain of, in words that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Error as SQLiteError

from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError

CAUSES = (
    (
        ("database is locked", "55p03"),
        "is busy: another program has been writing to it for too long",
        "Try again when it has ended.",
    ),
    (("readonly database", "25006", "read-only"), "cannot be written to", "Check its permissions and those of its folder."),
    (
        ("is full", "53100", "disk quota"),
        "has no room left on its disk",
        "Make room and run the same command again; nothing saved is lost.",
    ),
    (
        ("disk i/o error",),
        "cannot be read or written: its disk fails or is full",
        "Make room or mend the disk, and run the command again.",
    ),
    (("file is not a database", "malformed database schema"), "is no database", "Name another path."),
    (("malformed", "corrupt"), "is damaged", "Copy what is readable with sqlite3's .recover, or take your last copy."),
    (("unable to open",), "cannot be opened", "Check the path and its permissions."),
    (("28p01", "28000", "password authentication"), "refuses this user", "Check the user and password."),
    (("3d000", "fatal: database"), "has no such database", "Make it with createdb, or check the name."),
    (("connection",), "cannot be reached", "Check that the server runs, and the address."),
)
"""Words of a complaint, or PostgreSQL's code of it, with what is the matter and what to do. The first that fits counts."""


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Raise what a database complains of as a StoreError."""
    try:
        yield
    except (DBAPIError, SQLiteError) as error:
        raise _explain(address, error.orig if isinstance(error, DBAPIError) and error.orig else error) from error
    except OSError as error:
        raise StoreError(f"The store {address} cannot be made: {error.strerror or error}.", hint="Name another path.") from error


def _explain(address: str, error: BaseException) -> StoreError:
    words = " ".join(str(error).split())
    complaint = f"{words} {getattr(error, 'sqlstate', None) or ''}".lower()
    for signs, what, hint in CAUSES:
        if any(sign in complaint for sign in signs):
            return StoreError(f"The store {address} {what} ({words}).", hint=hint)
    return StoreError(f"The store {address} failed: {words}.")
