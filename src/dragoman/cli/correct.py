"""`dragoman correct`: people's corrections of what was read, kept as records of their own."""

import getpass
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dragoman.cli.failures import failures_told
from dragoman.cli.options import form_of, store_option

Command = Callable[..., Any]


def _signed(command: Command) -> Command:
    """The options that every correction has."""
    command = click.option("--note", metavar="WORDS", help="Why.")(command)
    return click.option("--by", metavar="NAME", help="Who corrects.  [default: the name you are logged in with]")(
        store_option(command)
    )


def _who(by: str | None) -> str:
    try:
        return by or getpass.getuser()
    except (KeyError, OSError):
        raise click.UsageError("Say who corrects: --by NAME.") from None


@click.group("correct")
def correct_command() -> None:
    """Correct what was read, and see or undo corrections.

    A correction is kept with who made it and when, and changes no reading: it is applied whenever the store is read, and finds its record again when
    a newer version has read the article anew, or when another edition of the article has the same words. What several reports tell is corrected in
    each of them, a correction a report.
    """


def _one(kind: str, record: str, change: dict[str, Any], store: str | None, by: str | None, note: str | None) -> None:
    with failures_told():
        from dragoman.store.connect import open_store
        from dragoman.store.correct import correct
        from dragoman.store.dossier import records_of

        with open_store(store, create=True) as opened:
            with opened.asking() as connection:
                records = records_of(connection, record)
            if len(records) > 1 and "stop" in change:
                told = ", ".join(records)
                raise click.UsageError(
                    f"{record} is told by {len(records)} reports, whose stops have other numbers: name one of {told}."
                )
            for id in records:
                _done(opened, correct(opened, kind, id, change, _who(by), note))


def _done(store: Any, number: int) -> None:
    from dragoman.merging.merger import bring_up_to_date

    click.echo(f"correction {number}", err=True)
    bring_up_to_date(store)


def _actor(name: str | None, country: str | None, kind: str) -> list[str | None] | None:
    return [name, kind, country and country.upper()] if name else None


@correct_command.command("speaker")
@click.argument("record")
@click.argument("name", required=False)
@click.option("--country", metavar="ISO3", help="Country of the speaker, to tell apart those of one name.")
@click.option(
    "--kind", default="", metavar="KIND", help="Kind of actor (person, government, ...), where it is none of the article's."
)
@click.option("--nobody", is_flag=True, help="The speaker is nobody known.")
@_signed
def speaker_command(
    record: str,
    name: str | None,
    country: str | None,
    kind: str,
    nobody: bool,
    store: str | None,
    by: str | None,
    note: str | None,
) -> None:
    """Say whose a statement or stance is."""
    if bool(name) == nobody:
        raise click.UsageError("Give a name, or --nobody.")
    _one("speaker", record, {"speaker": _actor(name, country, kind)}, store, by, note)


@correct_command.command("status")
@click.argument("record")
@click.argument("status")
@click.option("--stop", type=click.IntRange(1), metavar="N", help="Which stop of a trip, from 1.")
@_signed
def status_command(record: str, status: str, stop: int | None, store: str | None, by: str | None, note: str | None) -> None:
    """Say whether a meeting, event or stop took place, is planned, was refused ..."""
    _one("status", record, {"status": status, "stop": stop and stop - 1}, store, by, note)


@correct_command.command("date")
@click.argument("record")
@click.argument("date", required=False)
@click.option("--stop", type=click.IntRange(1), metavar="N", help="Which stop of a trip, from 1.")
@click.option("--unknown", is_flag=True, help="The date is not known.")
@_signed
def date_command(
    record: str, date: str | None, stop: int | None, unknown: bool, store: str | None, by: str | None, note: str | None
) -> None:
    """Say when it was, as precisely as is known."""
    if bool(date) == unknown:
        raise click.UsageError("Give a date, or --unknown.")
    _one("date", record, {"date": date, "stop": stop and stop - 1}, store, by, note)


@correct_command.command("place")
@click.argument("record")
@click.argument("name", required=False)
@click.option("--country", metavar="ISO3", help="Country of the place.")
@click.option("--stop", type=click.IntRange(1), metavar="N", help="Which stop of a trip, from 1.")
@click.option("--unknown", is_flag=True, help="The place is not known.")
@_signed
def place_command(
    record: str,
    name: str | None,
    country: str | None,
    stop: int | None,
    unknown: bool,
    store: str | None,
    by: str | None,
    note: str | None,
) -> None:
    """Say where it was."""
    if bool(name) == unknown:
        raise click.UsageError("Give a place, or --unknown.")
    place = [name, country and country.upper()] if name else None
    _one("place", record, {"place": place, "stop": stop and stop - 1}, store, by, note)


@correct_command.command("span")
@click.argument("record")
@click.argument("words", nargs=-1, required=True)
@click.option("--field", metavar="FIELD", help="content, object, evidence, ...  [default: what the record mainly stands on]")
@_signed
def span_command(
    record: str, words: tuple[str, ...], field: str | None, store: str | None, by: str | None, note: str | None
) -> None:
    """Say which words of the article it is, exactly as they stand there; several runs of words are several spans."""
    _one("span", record, {"field": field, "words": list(words)}, store, by, note)


@correct_command.command("reject")
@click.argument("record")
@_signed
def reject_command(record: str, store: str | None, by: str | None, note: str | None) -> None:
    """Say that a record is none: no meeting, not said, not done."""
    _one("reject", record, {}, store, by, note)


@correct_command.command("confirm")
@click.argument("record")
@_signed
def confirm_command(record: str, store: str | None, by: str | None, note: str | None) -> None:
    """Say that a record is right."""
    _one("confirm", record, {}, store, by, note)


@correct_command.command("merge")
@click.argument("actor")
@click.argument("into")
@_signed
def merge_command(actor: str, into: str, store: str | None, by: str | None, note: str | None) -> None:
    """Say that one actor is another, in every article. Each is a whole name, or an id as in dragoman find actors."""
    with failures_told():
        from dragoman.store.connect import open_store
        from dragoman.store.correct import actor_of, merge

        with open_store(store, create=True) as opened:
            _done(opened, merge(opened, actor_of(opened, actor), actor_of(opened, into), _who(by), note))


@correct_command.command("split")
@click.argument("article")
@click.argument("actor")
@click.argument("words")
@click.argument("name")
@click.option("--kind", default="person", show_default=True, metavar="KIND", help="Kind of the other actor.")
@click.option("--country", metavar="ISO3", help="Country of the other actor.")
@click.option("--nth", type=click.IntRange(1), metavar="N", help="Only the N-th mention with these words.")
@_signed
def split_command(
    article: str,
    actor: str,
    words: str,
    name: str,
    kind: str,
    country: str | None,
    nth: int | None,
    store: str | None,
    by: str | None,
    note: str | None,
) -> None:
    """Say that mentions of an ACTOR in an ARTICLE are of somebody else: those with these WORDS are of NAME."""
    with failures_told():
        from dragoman.store.connect import open_store
        from dragoman.store.correct import actor_of, split

        with open_store(store, create=True) as opened:
            into = (name, kind, country and country.upper())
            _done(opened, split(opened, article, actor_of(opened, actor), words, into, _who(by), note, nth=nth))


@correct_command.command("undo")
@click.argument("number", type=int)
@_signed
def undo_command(number: int, store: str | None, by: str | None, note: str | None) -> None:
    """Undo a correction by its number; an undo can be undone too."""
    with failures_told():
        from dragoman.store.connect import open_store
        from dragoman.store.correct import undo

        with open_store(store, create=True) as opened:
            _done(opened, undo(opened, number, _who(by), note))


@correct_command.command("list")
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    help="A table, or for programs.  [default: text on a terminal, else json]",
)
def list_command(store: str | None, form: str | None) -> None:
    """List all corrections in the order made, with who, when, and whether they are in force."""
    with failures_told():
        from dragoman.cli.found import write_rows
        from dragoman.store.connect import open_store
        from dragoman.store.corrections import all_corrections, in_force

        with open_store(store) as opened, opened.asking() as connection:
            made = all_corrections(connection)
        active = {correction.number for correction in in_force(made)}
        rows = [
            {
                "number": c.number,
                "kind": c.kind,
                "record": c.anchor.record if c.anchor else None,
                "article": c.anchor.article_id if c.anchor else None,
                "change": json.dumps(dict(c.change), ensure_ascii=False),
                "words": c.anchor.words if c.anchor else None,
                "who": c.who,
                "at": c.at,
                "note": c.note,
                "in_force": c.number in active,
            }
            for c in made
        ]
        write_rows(iter(rows), form_of(form))


@correct_command.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@store_option
def export_command(folder: Path, store: str | None) -> None:
    """Write the corrected articles as gold data: their texts and records in the form that the evaluation reads."""
    with failures_told():
        from dragoman.store.connect import open_store
        from dragoman.store.gold import write_gold

        with open_store(store) as opened:
            count = write_gold(opened, folder)
        click.echo(f"{count} {'article' if count == 1 else 'articles'} in {folder}", err=True)
