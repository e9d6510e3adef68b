"""`dragoman code`: what one side does to another in a sentence, for pairs that are known."""

import json
import sys
from typing import Any

import click

from dragoman.cli.failures import failures_told

EXAMPLE = '{"id": 1, "text": "Chad expelled two Libyan envoys.", "actor": "Chad", "recipient": "Libyan"}'


@click.command("code")
@click.argument("source", metavar="-")
def code_command(source: str) -> None:
    """Code the act between a pair of actors in a sentence, in PLOVER and CAMEO.

    Pairs are read from standard input, one JSON object a line: {"id", "text", "actor", "recipient"}, both actors as they stand in the
    text, null where one is not named. One JSON object a line is written, in the same order: {"id", "event_type", "mode", "cameo", "quad",
    "goldstein", "status", "confidence", "evidence"}; "event_type" is null where there is no act between the two. Exit status: 0 if all
    were coded, 1 if a line was skipped, 2 if the call was wrong.
    """
    if source != "-":
        raise click.UsageError("Pairs are read from standard input: dragoman code - < pairs.jsonl")
    lines = [(number, line) for number, line in enumerate(sys.stdin.buffer, start=1) if line.strip()]
    with failures_told():
        skipped = [number for number, line in lines if not _code(number, line)]
        sys.exit(1 if skipped else 0)


def _code(number: int, line: bytes) -> bool:
    """Code a line of JSONL and write its answer; False where it has to be skipped."""
    from dataclasses import asdict

    from dragoman.extract.pairs import code_pair
    from dragoman.records import Span

    asked: Any = None
    try:
        asked = json.loads(line)
        id, text = asked.get("id"), asked["text"]
        sides = [_place(text, asked.get(side), side) for side in ("actor", "recipient")]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        id = asked.get("id") if isinstance(asked, dict) else None
        told = "" if type(error) is not ValueError else str(error)
        reason = f"Line {number} cannot be coded: {told or f'a line is like {EXAMPLE}'}."
        click.echo(json.dumps({"id": id, "skipped": {"step": "read", "reason": reason}}, ensure_ascii=False))
        click.echo(reason, err=True)
        return False
    spans = [Span(*side) if side else None for side in sides]
    coded = code_pair(text, spans[0], spans[1])
    evidence = {"start": coded.evidence.start, "end": coded.evidence.end}
    click.echo(json.dumps({"id": id, **asdict(coded), "evidence": evidence}, ensure_ascii=False))
    return True


def _place(text: str, side: str | None, role: str) -> tuple[int, int] | None:
    """Where an actor stands in the text; its first place where it stands more than once."""
    if side is None:
        return None
    at = text.find(side)
    if at < 0 or not side:
        raise ValueError(f"the {role} {side!r} does not stand in the text")
    return at, at + len(side)
