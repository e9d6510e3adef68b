"""What several commands share: the option that names the store, and the form of the output."""

import sys
from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]

store_option: Callable[[Command], Command] = click.option(
    "--store",
    metavar="PATH|URL",
    help="The store: a file of SQLite or a postgresql:// address.  [default: DRAGOMAN_STORE, else a file in your data folder]",
)

issues_option: Callable[[Command], Command] = click.option(
    "--issues",
    type=click.Path(exists=True, dir_okay=False),
    envvar="DRAGOMAN_ISSUES",
    metavar="FILE",
    help="YAML of your own issues for stances, beside the package's.  [default: DRAGOMAN_ISSUES, else none]",
)


def form_of(form: str | None) -> str:
    """The form asked for, else text on a terminal and JSON elsewhere."""
    return form or ("text" if sys.stdout.isatty() else "json")
