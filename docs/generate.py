"""Writes docs/reference/ from the code, the lexicon and the register, and the output under the examples of the other pages.

`python docs/generate.py` writes what has changed; with `--check` it writes nothing, names what would change, and ends with status 1.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import examples

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dragoman"
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by docs/generate.py. Do not edit: change the code, then run `make docs`. -->"


def main(arguments: list[str] | None = None) -> int:
    """Write every page that has changed, or with --check only name them; 1 if --check finds any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; end with status 1 if a page would change")
    check = parser.parse_args(arguments).check
    changed = stale()
    for path, text in changed.items():
        print(f"{'out of date' if check else 'written'}: {path.relative_to(ROOT).as_posix()}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check and changed else 0


def stale() -> dict[Path, str]:
    """The pages that differ from what they should be, each with its text."""
    return {path: text for path, text in [*reference().items(), *refreshed().items()] if not path.exists() or path.read_text(encoding="utf-8") != text}


def reference() -> dict[Path, str]:
    """Every page of the reference with its text."""
    return {REFERENCE / name: f"{NOTE}\n\n{page().rstrip()}\n" for name, page in PAGES.items()}


def refreshed() -> dict[Path, str]:
    """Every page with examples, their output as it is now."""
    pages = {}
    for path in examples.pages():
        try:
            pages[path] = examples.refreshed(path.read_text(encoding="utf-8"))
        except examples.ExampleError as error:
            raise SystemExit(f"{path.relative_to(ROOT).as_posix()}: {error}") from error
    return pages


# ------------------------------------------------------------ reading the code


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record type as the code has it."""

    name: str
    type: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Type:
    """A class with its docstring and fields."""

    name: str
    text: str
    fields: tuple[Field, ...]
    bases: tuple[str, ...]


def types(module: str) -> list[Type]:
    """The classes of a module in their order, read without importing it."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    return [_type(node) for node in tree.body if isinstance(node, ast.ClassDef)]


def _type(node: ast.ClassDef) -> Type:
    lines = [line for line in node.body if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)]
    fields = [Field(line.target.id, ast.unparse(line.annotation), _default(line.value)) for line in lines]  # type: ignore[union-attr]
    return Type(node.name, ast.get_docstring(node) or "", tuple(fields), tuple(ast.unparse(base) for base in node.bases))


def _default(value: ast.expr | None) -> str | None:
    """The default as written; a dataclass `field(default=X)` as X."""
    if isinstance(value, ast.Call):
        value = next(keyword.value for keyword in value.keywords)
    return ast.unparse(value) if value is not None else None


def module_docstring(path: Path) -> str:
    """The docstring of a module."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def describe(found: Type) -> str:
    """A record type as a section: docstring, then its fields."""
    lines = [f"- `{f.name}`: `{f.type}`{f', default `{f.default}`' if f.default is not None else ''}" for f in found.fields]
    return "\n".join([f"## {found.name}", "", paragraphs(found.text), "", *lines])


def paragraphs(text: str) -> str:
    """A docstring with the lines of each paragraph joined."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text))


# ------------------------------------------------------------ commands, settings, errors


def commands() -> str:
    """The commands with their options, from click."""
    from dragoman.cli.main import main as program

    parts = ["# Commands", "", f"{program.help}", "", "Data goes to standard output, messages to standard error."]
    return "\n".join([*parts, *(line for name, command in _commands(program, "dragoman") for line in _command(name, command))])


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """A command and all that stand under it, by their full names."""
    yield name, command
    for part, below in getattr(command, "commands", {}).items():
        yield from _commands(below, f"{name} {part}")


def _command(name: str, command: Any) -> list[str]:
    import click

    context = click.Context(command, info_name=name, help_option_names=["-h", "--help"])
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    records = [option.get_help_record(context) for option in command.get_params(context) if isinstance(option, click.Option)]
    options = [f"- `{flags}`: {' '.join(text.split())}" for flags, text in filter(None, records)]
    return ["", f"## {name}", "", "```text", usage, "```", "", paragraphs(command.help or ""), "", *options]


def settings() -> str:
    """The fields of Settings with the option of `dragoman read` that sets each, and the environment variables read."""
    from dragoman.cli.read import read_command

    options = {str(param.opts[0]).removeprefix("--"): param.opts[0] for param in read_command.params}
    found = types("settings.py")[0]
    lines = [
        f"- `{f.name}`: `{f.type}`, default `{f.default}`" + (f"; `{options[f.name]}` on the command line" if f.name in options else "")
        for f in found.fields
    ]
    intro = ["# Settings", "", "The options of one run, as `dragoman.Settings`.", "", paragraphs(found.text), "", *lines]
    return "\n".join([*intro, "", "## Environment variables", "", *_environment()])


def _environment() -> list[str]:
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in re.findall(r"os\.environ(?:\.get\(|\[)\s*[\"'](\w+)", path.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(path.relative_to(PACKAGE).as_posix())
    return [f"- `{name}`, read in {', '.join(f'`{place}`' for place in sorted(places))}" for name, places in sorted(found.items())]


def errors() -> str:
    """The tree of errors and when each is raised."""
    title, tree, rest = re.split(r"\n\s*\n", module_docstring(PACKAGE / "errors.py"), maxsplit=2)
    parts = ["# Errors", "", title, "", "```text", tree, "```", "", paragraphs(rest), ""]
    parts += ["On the command line an error is one line `error: ...` on standard error, with a line `hint: ...` where there is something to do."]
    return "\n".join([*parts, *(line for found in types("errors.py") for line in ("", f"## {found.name}", "", paragraphs(found.text)))])


# ------------------------------------------------------------ records, JSON, rules


def records() -> str:
    """Every record type with its fields."""
    parts = ["# Records", "", paragraphs(module_docstring(PACKAGE / "records.py"))]
    return "\n\n".join(["\n".join(parts), *(describe(found) for module in ("article.py", "records.py") for found in types(module))])


JSON_INTRO = """# JSON

`dragoman read --format json` writes one object for each article, one per line, in the order of the input, and nothing else on standard output.

- Spans count Unicode code points of `article.text`; `end` is exclusive. `article.text[start:end]` is the evidence.
- What is unknown is `null`, what there is none of is `[]`. No field is left out.
- Actors, places, times, statements and meetings are referred to by their `id`.
- `date` is an ISO date at its own precision: `2024-01-06`, `2024-W01`, `2024-01`, `2024`.
- The same input gives the same bytes.

What the fields mean stands in [Records](records.md); an office's `start` and `end` are written `from` and `to`."""


def json() -> str:
    """The shape of the JSON, from the record types and the exporter."""
    from dragoman.export.json import ARTICLE_FIELDS, RENAMED

    known = {found.name: found for found in [*types("article.py"), *types("records.py")]}
    article = [(name, _json_type(f.type)) for name in ARTICLE_FIELDS for f in known["Article"].fields if f.name == name]
    lines = [f' "article": {{{", ".join(f"{_quoted(name)}: {shape}" for name, shape in article)}}},']
    for part in known["Record"].fields:
        item = known[re.sub(r"tuple\[(\w+), \.\.\.\]", r"\1", part.type)]
        lines.append(f' "{part.name}": [{_shape(item, {})}],')
    inner = [f"{name.lower()} = {_shape(known[name], RENAMED if name == 'Office' else {})}" for name in ("Span", "Office", "Readout", "Stop")]
    shape = "\n".join(["{" + lines[0][1:], *lines[1:-1], lines[-1].rstrip(",") + "}", "", *inner])
    skipped = '{"article": {"id": string}, "skipped": {"step": string, "reason": string}}'
    failed = ["## An article that could not be read", "", "It gives this line in its place, and the exit status is 1:", "", "```text", skipped, "```"]
    return "\n".join([JSON_INTRO, "", "## An article", "", "```text", shape, "```", "", *failed])


def _shape(found: Type, renamed: dict[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(renamed.get(f.name, f.name))}: {_json_type(f.type)}" for f in found.fields) + "}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _json_type(annotation: str) -> str:
    """An annotation in the words of JSON."""
    if annotation.startswith("tuple["):
        return f"[{_json_type(annotation.removeprefix('tuple[').removesuffix(', ...]'))}]"
    names = {"str": "string", "int": "number", "float": "number", "bool": "boolean", "None": "null"}
    return " or ".join(names.get(part, part.lower()) for part in annotation.split(" | "))


RULE = re.compile(r"(statement|meeting|trip|stance|event)\.[\w.<>]+")
PLACEHOLDERS = {
    "cue_class": "a class of cues in `lexicon/cues.yaml`",
    "verb": "a verb of the lexicon file of that record",
    "lemma": "the verb or noun that tells of it, as in the lexicon",
    "word": "the verb or noun that tells of it, as in the lexicon",
    "event_type": "a PLOVER event type in lower case",
    "rule": "what in the words says so: `modal`, `wanting` or `judging`",
    "kind": "what in the words says so: `modal` or `judging`",
}


def rules() -> str:
    """The patterns of the rule names that a record can carry, with the module that gives them."""
    found: dict[str, set[str]] = {}
    for path in sorted((PACKAGE / "extract").glob("*.py")):
        for pattern in rule_patterns(path):
            found.setdefault(pattern, set()).add(path.name)
    intro = "Every record names the rule that made it in `rule`. The patterns below are all there are; words in angle brackets are filled in."
    lines = [f"- `{pattern}`, from {', '.join(f'`extract/{name}`' for name in sorted(names))}" for pattern, names in sorted(found.items())]
    used = sorted({name for pattern in found for name in re.findall(r"<(\w+)>", pattern)} & set(PLACEHOLDERS))
    filled = [f"- `<{name}>`: {PLACEHOLDERS[name]}" for name in used]
    return "\n".join(["# Rules", "", intro, "", *lines, "", "## What is filled in", "", *filled])


def rule_patterns(path: Path) -> set[str]:
    """The rule names in a module's string constants and f-strings, what is filled in as `<name>`; not those it only compares with."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.Compare) for part in ast.walk(node)}
    written = [_pattern(node) for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in inside]
    return {pattern for pattern in written if RULE.fullmatch(pattern)}


def _pattern(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(f"<{_filled(p.value)}>" if isinstance(p, ast.FormattedValue) else str(p.value) for p in node.values)  # type: ignore[attr-defined]


def _filled(value: ast.expr) -> str:
    """The last name of an expression, methods of strings left aside: `clause.lemma.replace(...)` is `lemma`."""
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        value = value.func.value
    return value.attr if isinstance(value, ast.Attribute) else ast.unparse(value)


# ------------------------------------------------------------ lexicon and register


def lexicon() -> str:
    """Each lexicon file: what its leading comment says, and how many entries it has."""
    intro = "What language says: words and patterns, one YAML file for each duty, in `src/dragoman/lexicon/`."
    parts = ["# Lexicon", "", intro, "[Add a rule](../guides/add-a-rule.md) says how to change one."]
    for path in sorted((PACKAGE / "lexicon").glob("*.yaml")):
        parts += ["", f"## {path.name}", "", "```text", *_leading_comment(path), "```", "", *_entries(path.stem)]
    return "\n".join(parts)


def _leading_comment(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    end = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    return [line.removeprefix("#").removeprefix(" ") for line in lines[:end]]


def _entries(name: str) -> list[str]:
    """The number of entries of a file: groups and what they hold, or the entries under each key."""
    from dragoman.lexicon.loader import load

    content = load(name)
    if isinstance(content, dict):
        return [f"- `{key}`: {len(value)}" for key, value in content.items() if isinstance(value, list | dict)]
    counts: dict[str, int] = {}
    for group in content:
        for key, value in group.items():
            if isinstance(value, list | dict):
                counts[key] = counts.get(key, 0) + len(value)
    return [f"- groups: {len(content)}", *(f"- `{key}` in all groups: {count}" for key, count in counts.items())]


TABLES = {
    "countries": "Countries and territories with their names, adjectives, people and capitals",
    "offices": "Posts: titles, whom they act for, PLOVER sector, rank",
    "persons": "Persons with the spellings of their names",
    "tenures": "Who held which office from when to when",
    "orgs": "Organisations, militaries, agencies, parties, media",
    "armed_groups": "Armed groups, one row for each interval of their sector",
    "metonyms": "Buildings and streets that stand for a government or ministry",
    "geo": "Seas, straits, islands, regions and venues with points",
    "admin": "Countries' points and their first-order divisions",
    "counties": "Counties of the United States, Great Britain and Ireland",
    "context_words": "Words that look like places and are mostly none",
    "plover": "PLOVER event types with quad class, CAMEO root and Goldstein score",
}


def register() -> str:
    """Each table of the register: columns, rows, and the latest `as_of`."""
    folder = PACKAGE / "knowledge"
    names = sorted({path.stem if path.parent == folder else path.parent.name for path in folder.rglob("*.tsv")})
    intro = "What the world is: dated tables in `src/dragoman/knowledge/`, tab-separated, one header line."
    more = "What the columns hold and which values they may take stands in the [README of that folder](../../src/dragoman/knowledge/README.md)."
    return "\n".join(["# Register", "", intro, more, *(line for name in names for line in _table(folder, name))])


def _table(folder: Path, name: str) -> list[str]:
    from dragoman.knowledge.tables import rows

    found = rows(name)
    parts = sorted((folder / name).glob("*.tsv")) if (folder / name).is_dir() else []
    lines = ["", f"## {name}", "", f"{TABLES[name]}." if name in TABLES else "", ""]
    lines += [f"- Columns: {', '.join(f'`{column}`' for column in found[0])}", f"- Rows: {len(found):,}"]
    if parts:
        counts = (f"{part.stem} {sum(1 for line in part.read_text(encoding='utf-8').split(chr(10))[1:] if line.strip()):,}" for part in parts)
        lines.append(f"- By part: {', '.join(counts)}")
    if "as_of" in found[0]:
        lines.append(f"- Latest `as_of`: {max(row['as_of'] for row in found if row['as_of'][:1].isdigit())}")
    return lines


PAGES = {
    "commands.md": commands,
    "records.md": records,
    "json.md": json,
    "settings.md": settings,
    "errors.md": errors,
    "rules.md": rules,
    "lexicon.md": lexicon,
    "register.md": register,
}


if __name__ == "__main__":
    sys.exit(main())
