"""`dragoman knowledge`: the register of countries, bodies, persons and offices, and the user's own."""

import sys

import click

from dragoman.cli.failures import failures_told

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="For people or for programs.  [default: text on a terminal, else json]",
)


@click.group("knowledge")
def knowledge_command() -> None:
    """Look after the register of countries, bodies, persons and offices."""


@knowledge_command.command("check")
@click.option("--all", "everything", is_flag=True, help="Check your own register as well, if you have built one.")
@FORMAT
def check_command(everything: bool, form: str | None) -> None:
    """Check all tables of the register, each by itself and against the others.

    Exit status: 0 if there are no errors, though there may be warnings; 1 if there are.
    """
    import json
    from dataclasses import asdict

    from dragoman.knowledge.check import check, check_own
    from dragoman.knowledge.own import own_register

    form = form or ("text" if sys.stdout.isatty() else "json")
    with failures_told():
        findings = check()
        if everything and (folder := own_register()):
            findings += check_own(folder)
    for finding in findings:
        click.echo(json.dumps(asdict(finding), ensure_ascii=False) if form == "json" else str(finding))
    errors = sum(finding.severity == "error" for finding in findings)
    click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    sys.exit(1 if errors else 0)
