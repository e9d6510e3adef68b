"""`dragoman compare`: what the sides of a meeting report of it, next to each other."""

import re
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.article import Skipped
from dragoman.cli.failures import failures_told
from dragoman.cli.options import form_of, store_option
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.corpus.merge import Corpus

ID = re.compile(r"meeting-[0-9a-f]{12}")


@click.command("compare")
@click.argument("sources", nargs=-1, required=True, metavar="MEETING|SOURCE...")
@store_option
@click.option("--published", metavar="DATE", help="Day of publication (2024-01-06) of every article, whatever it says itself.")
@click.option("--publisher", metavar="NAME", help="Publisher of every article.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="For people or for programs.  [default: text on a terminal, else json]",
)
def compare_command(sources: tuple[str, ...], store: str | None, form: str | None, **options: Any) -> None:
    """Put the sides of a meeting next to each other.

    MEETING is the id of a meeting in the store, as `dragoman find meetings` gives it. Or name reports, as for `dragoman read`: every meeting in
    them of which two sides report is shown. What both say comes first, with the words they share, then what they put differently, then what only
    one of them says. Exit status: 0, 1 if there is nothing to compare or a report was skipped, 2 if the call was wrong.
    """
    with failures_told():
        skipped = 0
        if len(sources) == 1 and ID.fullmatch(sources[0]) and not Path(sources[0]).exists():
            corpus = _of_store(sources[0], store)
            missing = f"There is no meeting {sources[0]} in the store." if corpus is None else ""
            meeting = sources[0]
        else:
            corpus, skipped = _of_files(sources, Settings(**options))
            missing, meeting = "", ""
        shown = 0 if corpus is None else _show(corpus, meeting, form_of(form))
    if not shown:
        click.echo(missing or "No meeting of which two sides report.", err=True)
    sys.exit(0 if shown and not skipped else 1)


def _of_files(sources: tuple[str, ...], settings: Settings) -> "tuple[Corpus, int]":
    """The readings of reports, and how many could not be read."""
    from dragoman.corpus.merge import Corpus
    from dragoman.pool import read

    corpus, skipped = Corpus(), 0
    with closing(read(sources, settings)) as results:
        for result in results:
            if isinstance(result, Skipped):
                skipped += 1
                click.echo(f"skipped {result.id}: {result.reason}", err=True)
            else:
                corpus.add(*result)
    return corpus, skipped


def _of_store(id: str, named: str | None) -> "Corpus | None":
    """The readings of a meeting's reports; None where there is no such meeting."""
    from dragoman.corpus.merge import Corpus
    from dragoman.store.connect import open_store
    from dragoman.store.dossier import readings_of
    from dragoman.store.load import loaded

    corpus = Corpus()
    with open_store(named) as store, store.asking() as connection:
        for article, record, _ in loaded(connection, readings_of(connection, id)):
            corpus.add(article, record)
    return corpus if len(corpus) else None


def _show(corpus: "Corpus", id: str, form: str) -> int:
    """Write the comparisons of meetings; how many there were. With an id, only that meeting's, also where one side alone reports."""
    from dragoman.cli.compared import to_json, write_comparison
    from dragoman.corpus.compare import compare, countries_of

    shown = 0
    dossier = corpus.dossier()
    for meeting in dossier.meetings:
        if id and id not in (meeting.id, *(told.record for told in meeting.tellings)):
            continue
        comparison = compare(meeting, corpus.reading, countries_of(dossier))
        if len(comparison.sides) > 1 or (id and comparison.sides):
            shown += 1
            if form == "json":
                click.echo(to_json(meeting, comparison, dossier, corpus))
            else:
                write_comparison(meeting, comparison, dossier, corpus)
    return shown
