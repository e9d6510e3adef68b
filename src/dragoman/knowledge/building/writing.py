"""Writing a register: its tables and its manifest, into a folder that appears when it is whole.

The manifest says what the register was built from and how: inputs with checksum, date and licence, tables with rows and
checksum, what was left out and why, and what the package contradicts. It has no time but the files' own, so that the same
inputs give the same bytes.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.assembling import Assembly, Term
from dragoman.knowledge.building.facts import Skip
from dragoman.knowledge.building.readers import READERS
from dragoman.knowledge.building.sources import EXAMPLES
from dragoman.knowledge.check import COLUMNS, OWN_COLUMNS
from dragoman.knowledge.merging import Clash, merge_tenures
from dragoman.knowledge.own import FORMAT, MANIFEST
from dragoman.knowledge.tables import rows

BY_ID = dict.fromkeys(("offices", "persons", "orgs", "armed_groups"), ("id",))
PLACES = {"towns": ("country", "name", "geonames"), "admin": ("country", "code"), "geo": ("kind", "name", "latitude")}
ORDER: dict[str, tuple[str, ...]] = BY_ID | PLACES | {"agents": ("noun", "sector")}
"""The columns by which the rows of a table are ordered."""
OF_TENURES = ("office", "from", "person")

Row = dict[str, str]
Manifest = dict[str, Any]


def tables_of(work: Assembly) -> dict[str, str]:
    """The text of each file of the register by its name; tenures in one file for each kind of source, in the order of their precedence."""
    texts = {f"{table}.tsv": _text(table, work.tables[table]) for table in ORDER if work.tables.get(table)}
    for number, reader in enumerate(READERS):
        if tenures := [_row(term) for term in work.terms if term.kind == reader.kind]:
            texts[f"tenures/{number:02}-{reader.kind}.tsv"] = _text("tenures", tenures)
    return texts


def _row(term: Term) -> Row:
    row = {"office": term.office, "person": term.person, "from": term.start, "to": term.end}
    return row | {"status": term.status, "as_of": term.as_of, "sure": _sure(term.start, term.end)}


def manifest_of(work: Assembly, inputs: list[Row | dict[str, Any]], texts: dict[str, str]) -> Manifest:
    """The manifest of a register with these files."""
    return {
        "format": FORMAT,
        "non_commercial": any(file["non_commercial"] for file in inputs),
        "inputs": inputs,
        "failed": [{"name": f.file, "error": f.message, "hint": f.hint} for f in sorted(work.failures, key=lambda f: f.file)],
        "tables": {name: {"rows": text.count("\n") - 1, "sha256": _digest(text)} for name, text in sorted(texts.items())},
        "taken": dict(sorted(work.taken.items())),
        "confirmed": dict(sorted(work.confirmed.items())),
        "skipped": _skipped(work.skips),
        "conflicts": _conflicts(work, texts),
    }


def write(folder: Path, texts: dict[str, str], manifest: Manifest) -> None:
    """Put a register in its place, where there may be an earlier one; nothing is there in part."""
    spare(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in (texts | {MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"}).items():
            (part / name).parent.mkdir(exist_ok=True)
            (part / name).write_text(text, encoding="utf-8", newline="\n")
        part.chmod(0o755)
        _put(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def spare(folder: Path) -> None:
    """Refuse a folder that holds what this would destroy: other files, or a register whose tables somebody has edited."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    hint = "Name another folder with --out, or move this one away."
    try:
        tables = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["tables"]
        edited = [
            name for name, table in tables.items() if _digest((folder / name).read_text(encoding="utf-8")) != table["sha256"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{folder} is there already, and is no register.", hint=hint) from error
    if edited:
        raise KnowledgeError(f"{folder / edited[0]} was edited since it was built; building anew would undo that.", hint=hint)


def _put(part: Path, folder: Path) -> None:
    """Move a finished folder to its place; what was there goes when the new one stands, and comes back if it cannot."""
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent)) / folder.name
    if folder.exists():
        os.replace(folder, old)
    try:
        os.replace(part, folder)
    except OSError:
        with suppress(OSError):
            os.replace(old, folder)
        raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)


# ------------------------------------------------------------ parts of the manifest


def _skipped(skips: Iterable[tuple[str, Skip]]) -> list[dict[str, Any]]:
    """What was left out, by kind and reason, with how many records and where."""
    counts: Counter[tuple[bool, str, str]] = Counter()
    places: dict[tuple[bool, str, str], list[str]] = defaultdict(list)
    for kind, skip in skips:
        key = (not skip.broken, kind, skip.reason)
        counts[key] += skip.count
        if skip.where and (skip.broken or len(places[key]) < EXAMPLES):
            places[key].append(skip.where)
    return [
        {
            "kind": kind,
            "reason": reason,
            "broken": not whole,
            "count": counts[whole, kind, reason],
            "where": places[whole, kind, reason],
        }
        for whole, kind, reason in sorted(counts)
    ]


def _conflicts(work: Assembly, texts: dict[str, str]) -> list[dict[str, Any]]:
    """What the package, or an earlier row of this register, contradicts: kind, both rows, and the row that is read."""
    own = [row for name in sorted(texts) if name.startswith("tenures/") for row in _rows(texts[name])]
    offices = (*rows("offices"), *_rows(texts.get("offices.tsv", "")))
    found = [_conflict(clash) for clash in merge_tenures(rows("tenures"), own, offices).clashes]
    found += [_conflict(Clash("evidence", seen, known, True, None)) for seen, known in work.evidence]
    return sorted(found, key=lambda c: (c["kind"], c["office"], c["own"]["from"], c["own"]["person"], c["other"]["person"]))


def _conflict(clash: Clash) -> dict[str, Any]:
    own, other, read = (_told(row) for row in (clash.own, clash.other, clash.taken or clash.other))
    whose = "package" if clash.shipped else "this register"
    return {"kind": clash.kind, "office": clash.own["office"], "own": own, "other": other, "other_is": whose, "read": read}


def _told(row: Row) -> Row:
    return {name: row[name] for name in ("person", "from", "to")}


def _rows(text: str) -> list[Row]:
    header, *lines = text.rstrip("\n").split("\n")
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]


def _text(table: str, found: list[Row]) -> str:
    """The text of a table, its rows in an order that only their content decides."""
    columns = (COLUMNS | OWN_COLUMNS)[table].split()
    key = ORDER.get(table, OF_TENURES)
    ordered = sorted(found, key=lambda row: ([row[column] for column in key], list(row.values())))
    return "\n".join(["\t".join(columns), *("\t".join(row[column] for column in columns) for row in ordered)]) + "\n"


def _sure(start: str, end: str) -> str:
    return "high" if len(start) == 10 and len(end) in (0, 10) else "medium"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
