"""What several commands share: the option that names the store, the form of the output, and how errors end a command."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from dragoman.errors import DragomanError

INTERRUPTED = 130
"""The status of a command that Ctrl-C ended."""
Command = Callable[..., Any]

store_option: Callable[[Command], Command] = click.option(
    "--store",
    metavar="PATH|URL",
    help="The store: a file of SQLite or a postgresql:// address.  [default: DRAGOMAN_STORE, else a file in your data folder]",
)


@contextmanager
def told() -> Iterator[None]:
    """End the command with a line for an error of ours, or with the status of Ctrl-C."""
    try:
        yield
    except DragomanError as error:
        click.echo(f"error: {error}", err=True)
        if error.hint:
            click.echo(f"hint: {error.hint}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        from dragoman.cli.read import let_go_of_stdout

        let_go_of_stdout()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def form_of(form: str | None) -> str:
    """The form asked for, else text on a terminal and JSON elsewhere."""
    return form or ("text" if sys.stdout.isatty() else "json")
