"""`dragoman who`: who a mention is on a day."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.failures import failures_told

if TYPE_CHECKING:
    from dragoman.resolve.answer import Answer

EXAMPLE = '{"id": 1, "mention": "Merkel", "published": "2012-05-04", "country": "DEU"}'


@click.command("who")
@click.argument("mention", metavar="NAME|-")
@click.option("--on", "day", metavar="DATE", help="The day of the report (2024-01-06); with -, of the lines that give none.")
@click.option(
    "--country",
    metavar="ISO3",
    help="The country the report is from or about, to tell apart those of one name; with -, of the lines that give none.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="For people or for programs.  [default: text on a terminal, else json]",
)
def who_command(mention: str, day: str | None, country: str | None, form: str | None) -> None:
    """Say who somebody is on a day.

    NAME is what a report calls somebody: a name or surname, a title ("the Turkish foreign minister"), a seat of government, a people, an
    acronym, a place. With - mentions are read from standard input, one JSON object a line: {"id", "mention", "published", "country"?}. Where it
    cannot be told, the answer has no name and says between whom it wavers. Exit status: 0 if all were read, 1 if a line was skipped, 2 if
    the call was wrong.
    """
    form = form or ("text" if sys.stdout.isatty() else "json")
    with failures_told():
        if mention == "-":
            lines = [(number, line) for number, line in enumerate(sys.stdin.buffer, start=1) if line.strip()]
            day, country = day and _day(day), _code(country)
            skipped = [number for number, line in lines if not _read(number, line, day, country, form)]
            sys.exit(1 if skipped else 0)
        if day is None:
            raise click.UsageError("Say on which day: --on 2024-01-06.")
        _answer(None, mention, _day(day), _code(country), form)


def _read(number: int, line: bytes, day: str | None, country: str | None, form: str) -> bool:
    """Answer a line of JSONL, with this day and country where it gives none; False where it has to be skipped."""
    asked: Any = None
    try:
        asked = json.loads(line)
        day = _day(asked["published"]) if asked.get("published") else day
        id, mention, country = asked.get("id"), str(asked["mention"]), _code(asked.get("country")) or country
    except (ValueError, KeyError, TypeError, AttributeError, click.BadParameter):
        id = asked.get("id") if isinstance(asked, dict) else None
        reason = f"Line {number} cannot be read; a line is like {EXAMPLE}."
        if form == "json":
            click.echo(json.dumps({"id": id, "skipped": {"step": "read", "reason": reason}}, ensure_ascii=False))
        click.echo(f"skipped line {number}: a line is like {EXAMPLE}", err=True)
        return False
    _answer(id, mention, day, country, form)
    return True


def _answer(id: Any, mention: str, day: str | None, country: str | None, form: str) -> None:
    from dragoman.resolve.who import who

    answer = who(mention, day, country)
    click.echo(_as_json(id, answer) if form == "json" else _as_text(mention, answer))


def _as_json(id: Any, answer: "Answer") -> str:
    office = answer.office
    return json.dumps(
        {
            "id": id,
            "name": answer.name,
            "kind": answer.kind,
            "country": answer.country,
            "sector": answer.sector,
            "office": office
            and {
                "title": office.title,
                "jurisdiction": office.jurisdiction,
                "from": office.start,
                "to": office.end,
                "basis": office.basis,
            },
            "alternatives": [
                {"name": c.name, "kind": c.kind, "country": c.country, "office": c.office} for c in answer.alternatives
            ],
            "reason": answer.reason,
        },
        ensure_ascii=False,
    )


def _as_text(mention: str, answer: "Answer") -> str:
    lines = [f"{mention}: {answer.name or 'cannot be told'}"]
    lines += [
        f"  {what:9}{value}"
        for what, value in (("kind", answer.kind), ("country", answer.country), ("sector", answer.sector))
        if value
    ]
    if office := answer.office:
        lines.append(
            f"  {'office':9}{office.title} ({office.jurisdiction}), {office.start or '?'} to {office.end or 'now, as far as the register knows'}"
        )
    lines += [f"  {'or':9}{c.name} ({c.office or c.country or c.kind})" for c in answer.alternatives]
    return "\n".join([*lines, f"  {'why':9}{answer.reason}"])


def _day(words: str) -> str:
    from dragoman.read.dates import find_date

    day = find_date(words)
    if day is None:
        raise click.BadParameter(f"{words!r} is no date; write it as 2024-01-06.", param_hint="--on")
    return day


def _code(country: str | None) -> str | None:
    from dragoman.knowledge.register import register

    if country and country.upper() not in register().countries:
        raise click.BadParameter(f"{country!r} is no country code; write it as TUR (ISO 3166-1 alpha-3).", param_hint="--country")
    return country and country.upper()
