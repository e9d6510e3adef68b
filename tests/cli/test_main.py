"""The command line as a whole: help for every command, in no time."""

import subprocess
import sys
import time
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from dragoman.cli.main import main
from dragoman.version import VERSION

LONGEST_HELP = 0.3
"""Seconds."""


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """The words that name each command, those of groups too."""
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("words", [(), *commands(main)], ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...], option: str) -> None:
    result = CliRunner().invoke(main, [*words, option])
    assert result.exit_code == 0
    assert result.output.startswith("Usage:")
    assert "-h, --help" in result.output


@pytest.mark.parametrize("words", [*commands(main)], ids=" ".join)
def test_every_command_and_option_says_what_it_is_for(words: tuple[str, ...]) -> None:
    command: click.Command = main
    for word in words:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_the_version_is_told() -> None:
    assert VERSION in CliRunner().invoke(main, ["--version"]).output


def test_an_unknown_command_is_a_wrong_call() -> None:
    result = CliRunner().invoke(main, ["frobnicate"])
    assert result.exit_code == 2
    assert "frobnicate" in result.stderr


def test_help_comes_at_once() -> None:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "dragoman", "--help"], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < LONGEST_HELP


def test_the_commands_import_nothing_heavy() -> None:
    code = (
        "import sys, dragoman.cli.main; print([m for m in ('spacy', 'trafilatura', 'rich', 'numpy', 'yaml') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "[]"
