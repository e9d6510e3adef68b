"""`dragoman knowledge`: the register of countries, bodies, persons and offices, and the user's own."""

import sys
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.failures import failures_told

if TYPE_CHECKING:
    from dragoman.knowledge.building.build import Built

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="For people or for programs.  [default: text on a terminal, else json]",
)
SHOWN = 10
"""Conflicts and reasons shown to people; the manifest has all."""


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


@knowledge_command.command("build")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--out", metavar="FOLDER", help="Where to build it.  [default: DRAGOMAN_KNOWLEDGE, else your data folder]")
@FORMAT
def build_command(sources: tuple[str, ...], out: str | None, form: str | None) -> None:
    """Build a register of your own from public files that you have fetched.

    SOURCE is a file or a folder. Its kind is told by its name and first bytes; KIND=PATH says it, and KIND:ISO3=PATH also of which country a
    table is that does not tell. Kinds: history-people, wikidata-sparql, wikidata-dump, holders, factbook, ftm, popolo, history-visits, geonames,
    cameo.

    The register replaces what an earlier build wrote there. The tables of the package win over it wherever the two contradict each other.

    Exit status: 0 if all was read, 1 if a file or a record was broken (the rest is built), 2 if nothing was built.
    """
    import json
    from pathlib import Path

    from dragoman.knowledge.building.build import build
    from dragoman.knowledge.own import chosen_folder

    form = form or ("text" if sys.stdout.isatty() else "json")
    with failures_told():
        built = build(sources, Path(out) if out else chosen_folder())
    for failed in built.manifest["failed"]:
        click.echo(f"error: {failed['error']}\nhint: {failed['hint']}", err=True)
    click.echo(json.dumps(built.manifest, ensure_ascii=False) if form == "json" else _told(built))
    click.echo(f"register: {built.folder}", err=True)
    sys.exit(0 if built.ok else 1)


@knowledge_command.command("queries")
@click.argument("name", required=False)
def queries_command(name: str | None) -> None:
    """Print a query for Wikidata, whose result `dragoman knowledge build` reads; without NAME, which there are."""
    from importlib.resources import files

    queries = {file.name.removesuffix(".rq"): file for file in (files("dragoman.knowledge.building") / "queries").iterdir()}
    if name is None:
        for known in sorted(queries):
            click.echo(f"{known}: {queries[known].read_text(encoding='utf-8').partition(chr(10))[0].lstrip('# ')}")
    elif name in queries:
        click.echo(queries[name].read_text(encoding="utf-8"), nl=False)
    else:
        raise click.UsageError(f"There is no query {name}; there are {', '.join(sorted(queries))}.")


def _told(built: "Built") -> str:
    """What was built, for people."""
    manifest = built.manifest
    kinds = sorted({file["kind"] for file in manifest["inputs"]})
    lines = [_of_kind(kind, manifest) for kind in kinds]
    lines += [f"{table['rows']:>8,} rows in {name}" for name, table in manifest["tables"].items()]
    for what, name in (("left out", "skipped"), ("in conflict", "conflicts")):
        found = manifest[name]
        shown = [_reason(skip) for skip in found] if name == "skipped" else [_conflict(clash) for clash in found]
        lines += [f"{what}: {line}" for line in shown[:SHOWN]]
        lines += [f"{what}: and {len(shown) - SHOWN} more, all in manifest.json"] if len(shown) > SHOWN else []
    return "\n".join(lines)


def _of_kind(kind: str, manifest: dict[str, Any]) -> str:
    files = [file for file in manifest["inputs"] if file["kind"] == kind]
    licences = ", ".join(sorted({file["licence"] for file in files}))
    only = "; non-commercial: yes" if any(file["non_commercial"] for file in files) else ""
    counts = f"{manifest['taken'].get(kind, 0):,} taken, {manifest['confirmed'].get(kind, 0):,} known already"
    return f"{kind}: {len(files)} {'file' if len(files) == 1 else 'files'}, {counts} ({licences}{only})"


def _reason(skip: dict[str, Any]) -> str:
    return f"{skip['count']:,} of {skip['kind']}: {skip['reason']} ({skip['where'][0]})"


def _conflict(clash: dict[str, Any]) -> str:
    own, other, read = (
        f"{row['person']} {row['from'] or '...'} to {row['to'] or '...'}" for row in (clash["own"], clash["other"], clash["read"])
    )
    return f"{clash['office']}: {own}; in the {clash['other_is'].removeprefix('this ')} {other}; read is {read}"
