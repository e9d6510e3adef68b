"""What was found, written: JSON lines, CSV, Parquet, a table for people."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.dossier import SIGNS
from dragoman.errors import UsageError

Row = dict[str, Any]
LONGEST = 160
"""Characters of a cell of a table for people."""
BATCH = 5000
"""Rows that are written to Parquet at once."""
NESTED = ("evidence", "article", "offices", "counts", "tellings", "joins", "developments", "differences", "readouts")
"""Fields of which a flat row has a part or a sum, not the whole."""


def write(kind: str, records: Iterator[Row], form: str, out: Path | None, most: int | None) -> None:
    """Write what was found in a form: to a file, else to standard output."""
    if form == "parquet":
        assert out is not None
        _write_parquet(map(flat, records), out)
    elif form == "text" and not out:
        _write_table(kind, list(records), most)
    else:
        file = out.open("w", encoding="utf-8", newline="") if out else None
        try:
            _write_lines(map(flat, records) if form == "csv" else records, form, file or _stdout())
        finally:
            if file:
                file.close()


def write_rows(rows: Iterator[Row], form: str) -> None:
    """Write rows of a table that is not known beforehand."""
    if form == "text":
        found = list(rows)
        table = Table(*(found[0] if found else ()), box=None, header_style="bold")
        for row in found:
            table.add_row(*(_cell("" if value is None else str(value)) for value in row.values()))
        _console().print(table)
        click.echo(f"{len(found):,} {'row' if len(found) == 1 else 'rows'}", err=True)
    else:
        _write_lines(rows, form, _stdout())


def write_traces(traces: list[Row], form: str) -> None:
    """Write what records stand on."""
    if form == "json":
        _write_lines(iter(traces), form, _stdout())
    else:
        for trace in traces:
            _print_trace(trace)


def flat(record: Row) -> Row:
    """A record in one row of plain values: names for actors and places, words for spans, parts of a list apart by ` | `."""
    article = record.get("article") or {}
    row = {name: _plain(value) for name, value in record.items() if name not in NESTED}
    row |= {name: article.get(name) for name in ("published", "publisher", "url", "hash") if name not in row}
    row["words"] = " | ".join(span["words"] for span in record["evidence"])
    row["spans"] = " | ".join(f"{span['start']}-{span['end']}" for span in record["evidence"])
    if "differences" in record:
        row["differences"] = " | ".join(
            f"{found['field']}: {' or '.join(claim['value'] for claim in found['claims'])}" for found in record["differences"]
        )
    if "offices" in record:
        row["offices"] = " | ".join(office["title"] for office in record["offices"])
    row.update(record.get("counts", {}))
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return " | ".join(str(_plain(part)) for part in value)
    if isinstance(value, dict):
        if "words" in value:
            return value["words"]
        if "stops" in value or "place" in value:
            return " ".join(filter(None, (str(_plain(value["place"])), value.get("date"), value.get("status"))))
        return value.get("name") or value.get("side") or value.get("id")
    return value


# ------------------------------------------------------------ for programs


def _stdout() -> IO[str]:
    """Standard output in UTF-8, whatever the terminal is set to; what cannot be written is escaped."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return sys.stdout


def _write_lines(records: Iterator[Row], form: str, file: IO[str]) -> None:
    if form == "json":
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return
    first = next(records, None)
    if first is not None:
        writer = csv.DictWriter(file, list(first), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(chain([first], records))


def _write_parquet(rows: Iterator[Row], out: Path) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet needs pyarrow, which is not installed.", hint="pip install 'dragoman[parquet]'") from None
    found = list(rows)
    if not found:
        raise UsageError("Nothing was found, and Parquet has no columns without rows.", hint="Ask for more, or use --format csv.")
    names = list(found[0])
    schema = pa.schema([(name, _type(pa, (row[name] for row in found))) for name in names])
    with pq.ParquetWriter(str(out), schema) as writer:
        for at in range(0, len(found), BATCH):
            writer.write_table(pa.Table.from_pylist(found[at : at + BATCH], schema=schema))


def _type(pa: Any, values: Iterable[Any]) -> Any:
    """The type of a column: of numbers where all are, else of text."""
    kinds = {type(value) for value in values if value is not None}
    types: dict[type, Callable[[], Any]] = {bool: pa.bool_, int: pa.int64, float: pa.float64}
    if kinds and kinds <= {int, float}:
        return pa.int64() if kinds == {int} else pa.float64()
    return types[kinds.pop()]() if len(kinds) == 1 and kinds & set(types) else pa.string()


# ------------------------------------------------------------ for people


def _console() -> Console:
    return Console(highlight=False, soft_wrap=False)


def _cell(words: str, style: str = "") -> Text:
    said = " ".join(words.split()).translate(SIGNS)
    return Text(said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…", style=style)


def _names(value: Any) -> str:
    listed = value if isinstance(value, list) else [value] if value else []
    return ", ".join(str(who.get("name") or "?") for who in listed)


def _where(record: Row) -> str:
    return str(record["place"]["name"]) if record.get("place") else ""


COLUMNS: dict[str, tuple[tuple[str, Callable[[Row], str]], ...]] = {
    "reports": (
        ("published", lambda r: r["published"] or ""),
        ("publisher", lambda r: r["publisher"] or ""),
        ("report", lambda r: r["title"] or r["id"]),
        ("copies", lambda r: f"copy of {r['copy_of']}" if r["copy_of"] else str(len(r["copies"]) or "")),
    ),
    "meetings": (
        ("date", lambda r: r["date"] or ""),
        ("status", lambda r: r["status"]),
        ("form", lambda r: r["form"]),
        ("who", lambda r: _names(r["participants"])),
        ("where", _where),
    ),
    "trips": (
        ("who", lambda r: _names(r["traveller"])),
        ("stops", lambda r: " → ".join(f"{stop['place']['name']} {stop['date'] or ''}".strip() for stop in r["stops"])),
    ),
    "statements": (
        ("date", lambda r: r["date"] or r["article"]["published"] or ""),
        ("speaker", lambda r: _names(r["speaker"]) or (r["speaker_mention"] or {}).get("words", "")),
        ("via", lambda r: _names(r["via"])),
        ("words", lambda r: " … ".join(span["words"] for span in r["content"])),
    ),
    "stances": (
        ("holder", lambda r: _names(r["holder"])),
        ("", lambda r: r["polarity"]),
        ("object", lambda r: r["object"]["words"]),
        ("issue", lambda r: r["issue"] or ""),
    ),
    "events": (
        ("date", lambda r: r["date"] or ""),
        ("type", lambda r: r["event_type"]),
        ("actors", lambda r: _names(r["actors"])),
        ("recipients", lambda r: _names(r["recipients"])),
        ("status", lambda r: r["status"]),
    ),
    "actors": (
        ("name", lambda r: r["name"]),
        ("country", lambda r: r["country"] or ""),
        ("kind", lambda r: r["kind"]),
        ("office", lambda r: ", ".join(office["title"] for office in r["offices"])),
        ("reports", lambda r: str(r["reports"])),
    ),
}
"""The columns of the table of each kind, each with what stands in it."""


def told_by(record: Row) -> str:
    """How many reports tell a thing, how many publishers, and what they tell otherwise."""
    reports, publishers = record["reports"], len(record["publishers"])
    said = f"{reports} {'report' if reports == 1 else 'reports'}"
    said += f", {publishers} {'publisher' if publishers == 1 else 'publishers'}" if reports > 1 and publishers else ""
    fields = [found["field"] for found in record.get("differences", ())]
    return said + (f"; differ on {', '.join(fields)}" if fields else "")


def _write_table(kind: str, records: list[Row], most: int | None) -> None:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    # Most statements are told by one report, and need the room for their words.
    often = any(len(record.get("tellings", ())) > (1 if kind == "statements" else 0) for record in records)
    columns = (*COLUMNS[kind], *((("told by", told_by),) if often else ()))
    for name, _ in columns:
        table.add_column(name, no_wrap=name == "date")
    table.add_column("id", style="dim", no_wrap=True)
    for record in records:
        table.add_row(*(_cell(show(record)) for _, show in columns), record["id"])
    if records:
        _console().print(table)
    more = " (there may be more: --limit, --offset)" if most and len(records) == most else ""
    click.echo(f"{len(records):,} {kind if len(records) != 1 else kind.removesuffix('s')}{more}", err=True)


def _print_trace(trace: Row) -> None:
    console, article = _console(), trace["article"]
    console.print(Text(f"{trace['record']} {trace['id']}", style="bold"))
    lines = [
        ("article", f"{article['id']}  {article['title'] or ''}"),
        ("hash", article["hash"]),
        ("published", " · ".join(filter(None, (article["published"], article["publisher"], article["url"])))),
        ("found at", ", ".join(article["found_at"])),
        ("rule", f"{trace['rule']}" + (f", confidence {trace['confidence']:.2f}" if trace["confidence"] is not None else "")),
        ("made by", f"Dragoman {trace['version']}, {trace['model']}"),
        ("settings", json.dumps(trace["settings"])),
        ("saved", trace["saved"]),
    ]
    for name, value in lines:
        console.print(Text.assemble((f"  {name:10}", "dim"), _cell(value) if name != "hash" else value))
    for span in trace["spans"]:
        around = Text.assemble((_bare(span["prefix"]), "dim"), (_bare(span["words"]), "bold"), (_bare(span["suffix"]), "dim"))
        console.print(Text.assemble((f"  {span['field']:10}", "dim"), f"{span['start']}-{span['end']}  ", around))
    for made in trace["corrections"]:
        state = "" if made["in_force"] else " (undone)"
        said = f"  {made['kind']} {json.dumps(made['change'], ensure_ascii=False)} by {made['who']}, {made['at']}{state}"
        console.print(_cell(said, "yellow"))
    if trace["rejected"]:
        console.print(Text("  rejected", style="red"))


def _bare(words: str) -> str:
    return words.translate(SIGNS).replace("\n", "⏎")
