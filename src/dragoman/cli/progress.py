"""The progress of long work on a terminal: how many articles, how fast, how long still, what was skipped."""

import sys
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from dragoman.article import Skipped
from dragoman.ingest import Tally


class Bar:
    """A bar on a terminal; elsewhere only the reasons of what is skipped, a line each.

    `size` is the bytes of all sources, 0 where it is not known.
    """

    def __init__(self, size: int) -> None:
        console = Console(stderr=True, highlight=False)
        self._shown = sys.stderr.isatty()
        self._progress = Progress(
            BarColumn(),
            TextColumn("{task.fields[counts]}"),
            _Rate(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not self._shown,
        )
        self._task = self._progress.add_task("", total=size or None, counts="")

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def tell(self, tally: Tally, skipped: Skipped | None) -> None:
        """Show how far the work is, and what was skipped."""
        self._progress.update(self._task, completed=tally.size, counts=counted(tally), read=tally["new"])
        if skipped:
            message = f"skipped {skipped.id}: {skipped.reason}"
            if self._shown:
                self._progress.console.print(Text(message, style="yellow"))
            else:
                click.echo(message, err=True)


def counted(tally: Tally) -> str:
    """What became of the articles so far, in words."""
    said = [f"{tally['new']:,} new"]
    if tally["copy"]:
        said[0] += f" ({tally['copy']:,} {'copy' if tally['copy'] == 1 else 'copies'} of others)"
    said += [f"{tally[what]:,} {words}" for what, words in WORDS.items() if tally[what]]
    return ", ".join(said)


WORDS = {"known": "kept before", "double": "doubles", "skipped": "skipped"}


class _Rate(ProgressColumn):
    """Articles read a second."""

    def render(self, task: Task) -> Text:
        read, seconds = task.fields.get("read", 0), task.elapsed or 0
        return Text(f"{read / seconds:,.1f}/s" if read and seconds else "", style="cyan")
