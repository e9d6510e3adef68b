"""The user's own register: where it is, and whether it is one.

`dragoman knowledge build` writes it: a folder of the tables of README.md and a manifest. Without one, nothing here costs
more than a look for that manifest.
"""

import json
import os
import sys
from functools import lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError

MANIFEST = "manifest.json"
FORMAT = 1
"""Raised by one whenever a folder of an earlier version can no longer be read."""
HINT = "Build one with `dragoman knowledge build`, name another folder, or set DRAGOMAN_KNOWLEDGE to nothing to read without one."


def own_register() -> Path | None:
    """The folder of the user's register; None where there is none, or where the variable is set to nothing."""
    named = os.environ.get("DRAGOMAN_KNOWLEDGE")
    if named == "":
        return None
    folder = Path(named) if named else default_folder()
    if (folder / MANIFEST).is_file():
        return _checked(folder)
    if named:
        raise KnowledgeError(f"DRAGOMAN_KNOWLEDGE names {named}, which is no register: it has no {MANIFEST}.", hint=HINT)
    return None


def chosen_folder() -> Path:
    """Where the user's register is, or is to be."""
    named = os.environ.get("DRAGOMAN_KNOWLEDGE")
    return Path(named) if named else default_folder()


def default_folder() -> Path:
    """The register's place in the folder where the system keeps a user's data."""
    if base := os.environ.get("XDG_DATA_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None):
        return Path(base) / "dragoman" / "register"
    shared = "Library/Application Support" if sys.platform == "darwin" else ".local/share"
    return Path.home() / shared / "dragoman" / "register"


@lru_cache(maxsize=8)
def _checked(folder: Path) -> Path:
    """The folder, if its manifest is one that this version can read."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{folder / MANIFEST} cannot be read: {error}.", hint=HINT) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise KnowledgeError(f"{folder / MANIFEST} is not the manifest of a register of format {FORMAT}.", hint=HINT)
    return folder
