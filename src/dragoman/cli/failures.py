"""How a command ends: an error as one line with a hint and status 2, a reader that went away quietly, Ctrl-C with its status."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from dragoman.errors import DragomanError

INTERRUPTED = 130
"""The status of a command that Ctrl-C ended."""


@contextmanager
def failures_told() -> Iterator[None]:
    """End the command with a DragomanError's message and hint on standard error, quietly where nobody reads on, or as Ctrl-C asks."""
    try:
        yield
    except DragomanError as error:
        click.echo(f"error: {error}", err=True)
        if error.hint:
            click.echo(f"hint: {error.hint}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        _let_go_of_stdout()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _let_go_of_stdout() -> None:
    """Point standard output elsewhere, so that the interpreter does not fail on flushing it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
