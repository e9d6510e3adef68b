"""`/export`: what a search finds, in a format of `dragoman find`."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response, StreamingResponse

from dragoman.web.queries.lists import found
from dragoman.web.routes.search import Asked, asked

router = APIRouter()
MOST = 10_000
"""Records that are given at most; dragoman find gives all."""
NOT_IN_CELLS = ("evidence", "article", "tellings", "joins")
"""Fields that a cell cannot hold; the words and the first report stand in columns of their own."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""


@router.get("/export", summary="What a search finds, as JSON lines or CSV")
def export(
    request: Request,
    asked: Annotated[Asked, Depends(asked)],
    format: Annotated[str, Query(pattern="^(jsonl|csv)$")] = "jsonl",
) -> Response:
    """A file to keep."""
    records = found(request.app.state.store, asked.kind, asked.filters(), limit=MOST)
    first = list(islice(records, 1))  # what is wrong with the questions is told before the file begins
    lines = _csv(first, records) if format == "csv" else _jsonl(first, records)
    name = f'attachment; filename="{asked.kind}.{format}"'
    media = "text/csv; charset=utf-8" if format == "csv" else "application/x-ndjson"
    return StreamingResponse(lines, media_type=media, headers={"Content-Disposition": name})


def _jsonl(first: list[dict[str, Any]], rest: Iterator[dict[str, Any]]) -> Iterator[str]:
    for record in (*first, *rest):
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _csv(first: list[dict[str, Any]], rest: Iterator[dict[str, Any]]) -> Iterator[str]:
    names = [name for name in (first[0] if first else {}) if name not in NOT_IN_CELLS]
    names += ["words", "report"]
    yield _line(names)
    for record in (*first, *rest):
        words = " … ".join(span["words"] for span in record["evidence"])
        report = record["article"]["hash"] if "article" in record else record.get("hash")
        yield _line([*(_flat(record.get(name)) for name in names[:-2]), words, report or ""])


def _line(values: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value for value in values])
    return out.getvalue()


def _flat(value: Any) -> Any:
    """A value in one cell: actors and places by name, lists with semicolons."""
    if isinstance(value, list):
        return "; ".join(str(_flat(part)) for part in value)
    if isinstance(value, dict):
        return value.get("name") or value.get("words") or json.dumps(value, ensure_ascii=False)
    return value
