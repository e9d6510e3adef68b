"""How a command tells an error: one line, a hint where there is something to do, and status 2."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from dragoman.errors import DragomanError


@contextmanager
def failures_told() -> Iterator[None]:
    """End the command with a DragomanError's message and hint on standard error."""
    try:
        yield
    except DragomanError as error:
        click.echo(f"error: {error}", err=True)
        if error.hint:
            click.echo(f"hint: {error.hint}", err=True)
        sys.exit(2)
