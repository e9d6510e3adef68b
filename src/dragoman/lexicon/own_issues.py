"""Issues of the user's own: a YAML file of the shape of issues.yaml, read and checked."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from dragoman.errors import LexiconError
from dragoman.lexicon.loader import Loader

KEYS = ("id", "label", "group", "definition", "phrases", "example", "counterexample")
NEEDED = ("id", "phrases")
ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
GAP = "..."
HINT = "See the guide on issues for the shape of the file."


@lru_cache(maxsize=8)
def own_issues(path: str) -> tuple[dict[str, Any], ...]:
    """The entries of a file, in its order; LexiconError, with the entry and what is wrong with it, if any is not as it must be."""
    try:
        content = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"The issues in {path} cannot be read: {error}", hint=HINT) from error
    entries = content.get("issues") if isinstance(content, dict) else content
    if not isinstance(entries, list) or not entries:
        raise LexiconError(f"{path} holds no list of issues, by itself or under `issues:`.", hint=HINT)
    for number, entry in enumerate(entries, 1):
        if fault := _fault(entry):
            raise LexiconError(f"Issue {number} of {path} {fault}.", hint=HINT)
    ids = [entry["id"] for entry in entries]
    if twice := next((name for name in ids if ids.count(name) > 1), None):
        raise LexiconError(f"{path} has two issues {twice}.", hint="Put all phrases of an issue into one entry.")
    return tuple(entries)


def digest(path: str) -> str:
    """A hash of what a file holds, which says whether readings were made with the same issues."""
    return sha256(repr(own_issues(path)).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _fault(entry: Any) -> str | None:
    """What is wrong with an entry, as the end of a sentence about it; None if nothing is."""
    if not isinstance(entry, dict):
        return "is no entry with an id and phrases"
    if missing := [key for key in NEEDED if not entry.get(key)]:
        return f"has no {missing[0]}"
    if unknown := [str(key) for key in entry if key not in KEYS]:
        return f"has {unknown[0]}, which means nothing here; there are {', '.join(KEYS)}"
    if not isinstance(entry["id"], str) or not ID.fullmatch(entry["id"]):
        return f"has the id {entry['id']}, which is not lower case with words joined by _"
    phrases = entry["phrases"]
    if not isinstance(phrases, list) or not all(isinstance(text, str) and text.split() for text in phrases):
        return "has phrases that are no list of words"
    if edge := next((text for text in phrases if GAP in (text.split()[0], text.split()[-1])), None):
        return f"has the phrase {edge!r}, which begins or ends with a gap"
    texts = (key for key in ("label", "group", "definition", "example", "counterexample") if key in entry)
    odd = next((key for key in texts if not isinstance(entry[key], str)), None)
    return f"has a {odd} that is no text" if odd else None
