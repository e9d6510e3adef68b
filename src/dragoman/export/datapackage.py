"""A Frictionless data package: the tables as CSV, `datapackage.json` that describes them, and `codebook.md` made from the same."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.export import csv_tables
from dragoman.export.reading import LeftOut, Reading
from dragoman.export.tables import Table, tables
from dragoman.version import VERSION

INTRODUCTION = """# Codebook

The diplomatic record of {articles:,} articles, read by Dragoman {version}.

- Text is UTF-8. Unknown is empty. Codes are text: `010` is not `10`.
- Dates are TIMEX3 values at their own precision: `2024-01-06`, `2024-W01`, `2024-01`, `2024-Q1`, `2024-FA` (autumn), `2024`, `202` (decade).
- Spans count Unicode code points of the article's text from 0; the end is exclusive. `text_sha256` says whether a copy is the same.
- A meeting is one row of `meetings`, however many took part; counts of rows elsewhere are not counts of meetings.
- Each article is read alone: a meeting that three articles tell of is three rows.
- Event codes: PLOVER (manual of February 2024; ACCUSE scored -3, which the manual prints as +3) and CAMEO, with the Goldstein scale
  named in each column. Countries: ISO 3166-1 alpha-3, and numbers of the Correlates of War list.
"""


def write(readings: Iterable[Reading], folder: Path) -> LeftOut:
    """Write the tables, their description and the codebook."""
    data = folder / "data"
    data.mkdir()
    counted = _Counted(readings)
    left_out = csv_tables.write(counted, data)
    (folder / "datapackage.json").write_text(json.dumps(_package(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "codebook.md").write_text(codebook(counted.number), encoding="utf-8")
    return left_out


class _Counted:
    """Readings, and how many of them have passed."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = readings
        self.number = 0

    def __iter__(self) -> Any:
        for reading in self._readings:
            self.number += 1
            yield reading


def _package() -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "dragoman-record",
        "title": "Diplomatic record",
        "description": "Who met whom, who said what through whom, who wants what, and what was done to whom, with the words it stands on.",
        "version": VERSION,
        "resources": [_resource(table) for table in tables()],
    }


def _resource(table: Table) -> dict[str, Any]:
    links = [column for column in table.columns if column.refers]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"data/{table.name}.csv",
        "description": table.what,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [{"name": c.name, "type": c.type, "description": c.what} for c in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.names[: table.keys]),
            "foreignKeys": [_foreign_key(table, column.name, column.refers or "") for column in links],
        },
    }


def _foreign_key(table: Table, column: str, refers: str) -> dict[str, Any]:
    resource, _, field = refers.partition(".")
    return {"fields": [column], "reference": {"resource": "" if resource == table.name else resource, "fields": [field]}}


def codebook(articles: int) -> str:
    """Every table with its columns, for people."""
    return "\n".join([INTRODUCTION.format(articles=articles, version=VERSION), *described()])


def described() -> list[str]:
    """The lines that describe every table with its columns."""
    lines: list[str] = []
    for table in tables():
        keys = ", ".join(f"`{name}`" for name in table.names[: table.keys])
        lines += [
            f"## {table.name}",
            "",
            f"{table.what}. Told apart by {keys}.",
            "",
            "| column | type | what it holds |",
            "|---|---|---|",
        ]
        for column in table.columns:
            refers = f" (`{column.refers}`)" if column.refers else ""
            lines.append(f"| `{column.name}` | {column.type} | {column.what}{refers} |")
        lines.append("")
    return lines
