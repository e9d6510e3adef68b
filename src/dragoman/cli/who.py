"""`dragoman who`: who a mention is on a day."""

import json
import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dragoman.resolve.answer import Answer


@click.command("who")
@click.argument("mention", metavar="NAME|-")
@click.option("--on", "day", metavar="DATE", help="The day of the report (2024-01-06); needed unless the mentions come on standard input.")
@click.option("--country", metavar="ISO3", help="The country the report is from or about, for names that many have.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="For people or for programs.  [default: text on a terminal, else json]")
def who_command(mention: str, day: str | None, country: str | None, form: str | None) -> None:
    """Say who somebody is on a day: a name, a title, a seat of government, a people, an acronym.

    With - it reads JSONL from standard input, one mention a line: {"id", "mention", "published", "country"?}. Where it cannot tell it says
    so, and between whom it wavers. Exit status: 0 if every line was read, 1 if any was skipped, 2 if the call was wrong.
    """
    from dragoman.resolve.who import who

    form = form or ("text" if sys.stdout.isatty() else "json")
    if mention != "-":
        if day is None:
            raise click.UsageError("Say on which day: --on 2024-01-06.")
        _write(None, who(mention, _day(day), _code(country)), form)
        return
    skipped = 0
    for number, line in enumerate(click.get_binary_stream("stdin"), start=1):
        if line.strip():
            skipped += _answer_line(number, line, form)
    sys.exit(1 if skipped else 0)


def _answer_line(number: int, line: bytes, form: str) -> bool:
    """Answer one line of JSONL; whether it had to be skipped."""
    from dragoman.resolve.who import who

    asked: Any = None
    try:
        asked = json.loads(line)
        answer = who(asked["mention"], _day(asked.get("published")), _code(asked.get("country")))
    except (ValueError, KeyError, TypeError, AttributeError, click.BadParameter) as error:
        reason = f"Line {number} is not what is read here ({getattr(error, 'message', error)}); a line is like {{\"id\": 1, \"mention\": \"Merkel\", \"published\": \"2012-05-04\"}}."
        click.echo(json.dumps({"id": asked.get("id") if isinstance(asked, dict) else None, "skipped": {"step": "read", "reason": reason}}, ensure_ascii=False))
        click.echo(f"skipped line {number}", err=True)
        return True
    _write(asked.get("id"), answer, form, asked["mention"])
    return False
