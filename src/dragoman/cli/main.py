"""The command line. Each command lives in a module of its own, and imports what is heavy inside itself."""

import click

from dragoman.cli.code import code_command
from dragoman.cli.compare import compare_command
from dragoman.cli.copies import copies_command
from dragoman.cli.correct import correct_command
from dragoman.cli.demo import demo_command
from dragoman.cli.export import export_command
from dragoman.cli.find import find_command, sql_command, trace_command
from dragoman.cli.ingest import ingest_command
from dragoman.cli.knowledge import knowledge_command
from dragoman.cli.merge import merge_command
from dragoman.cli.read import read_command
from dragoman.cli.serve import serve_command
from dragoman.cli.who import who_command
from dragoman.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="dragoman")
def main() -> None:
    """Read news reports and official readouts, and write the diplomatic record."""


main.add_command(read_command)
main.add_command(ingest_command)
main.add_command(copies_command)
main.add_command(merge_command)
main.add_command(find_command)
main.add_command(compare_command)
main.add_command(trace_command)
main.add_command(sql_command)
main.add_command(correct_command)
main.add_command(export_command)
main.add_command(serve_command)
main.add_command(demo_command)
main.add_command(who_command)
main.add_command(code_command)
main.add_command(knowledge_command)
