"""The pages of the reference that are read off the code: commands, settings, errors, records, JSON, rules."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent.parent / "src" / "dragoman"


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


def types(*modules: str) -> list[Type]:
    """The classes of modules in their order, read without importing them."""
    trees = [ast.parse((PACKAGE / module).read_text(encoding="utf-8")) for module in modules]
    return [_type(node) for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]


def _type(node: ast.ClassDef) -> Type:
    fields = [
        Field(line.target.id, ast.unparse(line.annotation), _default(line.value))
        for line in node.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    ]
    return Type(node.name, ast.get_docstring(node) or "", tuple(fields))


def _default(value: ast.expr | None) -> str | None:
    """The default as written; that of a dataclass `field(default=X)` is X."""
    if isinstance(value, ast.Call):
        value = next(keyword.value for keyword in value.keywords)
    return ast.unparse(value) if value is not None else None


def docstring(module: str) -> str:
    """The docstring of a module."""
    return ast.get_docstring(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))) or ""


def paragraphs(text: str) -> str:
    """A docstring with the lines of each paragraph joined."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text))


# ------------------------------------------------------------ commands, settings, errors


def commands() -> str:
    """The commands with their options, from click."""
    from dragoman.cli.main import main as program

    lines = ["# Commands", "", f"{program.help}", "", "Data goes to standard output, messages to standard error."]
    for name, command in _commands(program, "dragoman"):
        lines += _command(name, command)
    return "\n".join(lines)


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """A command and all that stand under it, by their full names."""
    yield name, command
    for part, below in getattr(command, "commands", {}).items():
        yield from _commands(below, f"{name} {part}")


def _command(name: str, command: Any) -> list[str]:
    import click

    context = click.Context(command, info_name=name, help_option_names=["-h", "--help"])
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    options = [p.get_help_record(context) for p in command.get_params(context) if isinstance(p, click.Option)]
    described = [f"- `{flags}`: {' '.join(text.split())}" for flags, text in filter(None, options)]
    return ["", f"## {name}", "", "```text", usage, "```", "", paragraphs(command.help or ""), "", *described]


def settings() -> str:
    """The fields of Settings with the option of `dragoman read` that sets each, and the environment variables read."""
    (found,) = types("settings.py")
    lines = ["# Settings", "", "The options of one run, as `dragoman.Settings`.", "", paragraphs(found.text), ""]
    for field in found.fields:
        option = _option(field.name)
        lines.append(f"- `{field.name}`: `{field.type}`, default `{field.default}`" + (f"; `{option}`" if option else ""))
    return "\n".join([*lines, "", "## Environment variables", "", *_environment()])


def _option(setting: str) -> str | None:
    """The option of `dragoman read` of that name."""
    from dragoman.cli.read import read_command

    return next((p.opts[0] for p in read_command.params if p.opts[0] == f"--{setting.replace('_', '-')}"), None)


ENVIRONMENT = re.compile(r"os\.environ(?:\.get\(|\[)\s*[\"'](\w+)")


def _environment() -> list[str]:
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in ENVIRONMENT.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name, []).append(f"`{path.relative_to(PACKAGE).as_posix()}`")
    return [f"- `{name}`, read in {', '.join(dict.fromkeys(places))}" for name, places in sorted(found.items())]


ON_THE_COMMAND_LINE = (
    "On the command line an error is one line `error: ...` on standard error, "
    "with a line `hint: ...` where there is something to do."
)


def errors() -> str:
    """The tree of errors and when each is raised."""
    title, tree, rest = re.split(r"\n\s*\n", docstring("errors.py"), maxsplit=2)
    lines = ["# Errors", "", title, "", "```text", tree, "```", "", paragraphs(rest), "", ON_THE_COMMAND_LINE]
    for found in types("errors.py"):
        lines += ["", f"## {found.name}", "", paragraphs(found.text)]
    return "\n".join(lines)


# ------------------------------------------------------------ tables of the store


def tables() -> str:
    """The tables of the store with their columns."""
    from sqlalchemy.dialects import postgresql

    from dragoman.store.tables import ABOUT, metadata

    lines = ["# Tables of the store", "", paragraphs(docstring("store/tables.py"))]
    for table in metadata.tables.values():
        lines += ["", f"## {table.name}", "", f"{ABOUT[table.name][0].upper()}{ABOUT[table.name][1:]}.", ""]
        for column in table.columns:
            kind = column.type.compile(dialect=postgresql.dialect()).lower()
            notes = ["key"] * column.primary_key + [f"of `{key.column.table.name}`" for key in column.foreign_keys]
            lines.append(f"- `{column.name}`: {', '.join([kind, *notes])}" + ("" if column.nullable else ", always there"))
    return "\n".join(lines)


# ------------------------------------------------------------ records, JSON


def records() -> str:
    """Every record type with its fields."""
    lines = ["# Records", "", paragraphs(docstring("records.py"))]
    for found in types("article.py", "records.py"):
        lines += ["", f"## {found.name}", "", paragraphs(found.text), ""]
        for field in found.fields:
            default = f", default `{field.default}`" if field.default is not None else ""
            lines.append(f"- `{field.name}`: `{field.type}`{default}")
    return "\n".join(lines)


JSON = """# JSON

`dragoman read --format json` writes one object for each article, one per line, in the order of the input, and nothing else
on standard output.

- Spans count Unicode code points of `article.text`; `end` is exclusive. `article.text[start:end]` is the evidence.
- What is unknown is `null`, what there is none of is `[]`. No field is left out.
- Actors, places, times, statements and meetings are referred to by their `id`.
- `date` is an ISO date at its own precision: `2024-01-06`, `2024-W01`, `2024-01`, `2024`.
- The same input gives the same bytes.
- [`reading.schema.json`](../../src/dragoman/export/reading.schema.json) is the JSON Schema of a line; it is installed with the package.

What the fields mean stands in [Records](records.md); an office's `start` and `end` are written `from` and `to`.

## An article

```text
{shape}
```

## An article that could not be read

It gives this line in its place, and the exit status is 1:

```text
{{"article": {{"id": string}}, "skipped": {{"step": string, "reason": string}}}}
```
"""


def json() -> str:
    """The shape of the JSON, from the record types and the exporter."""
    from dragoman.export.json import ARTICLE_FIELDS, RENAMED

    known = {found.name: found for found in types("article.py", "records.py")}
    article = {field.name: field for field in known["Article"].fields}
    parts = [f'"article": {_shape([article[name] for name in ARTICLE_FIELDS])}']
    for field in known["Record"].fields:
        item = known[re.sub(r"tuple\[(\w+), \.\.\.\]", r"\1", field.type)]
        parts.append(f'"{field.name}": [{_shape(item.fields)}]')
    lines = ["{" + ",\n ".join(parts) + "}", ""]
    for name in ("Span", "Office", "Readout", "Stop"):
        lines.append(f"{name.lower()} = {_shape(known[name].fields, RENAMED if name == 'Office' else {})}")
    return JSON.format(shape="\n".join(lines))


def _shape(fields: Any, renamed: dict[str, str] | None = None) -> str:
    named = [f'"{(renamed or {}).get(field.name, field.name)}": {_json_type(field.type)}' for field in fields]
    return "{" + ", ".join(named) + "}"


def _json_type(annotation: str) -> str:
    """An annotation in the words of JSON."""
    if annotation.startswith("tuple["):
        return f"[{_json_type(annotation.removeprefix('tuple[').removesuffix(', ...]'))}]"
    names = {"str": "string", "int": "number", "float": "number", "bool": "boolean", "None": "null"}
    return " or ".join(names.get(part, part.lower()) for part in annotation.split(" | "))


# ------------------------------------------------------------ formats, tables, the schema

FORMATS = """# Formats

What `dragoman export` writes. The guide [Exports](../guides/exports.md) has an example of each.

| format | what it is | written as | needs | does not hold |
|---|---|---|---|---|
{rows}

A format that needs a library says so when it is missing; `pip install "dragoman[parquet]"` or `"dragoman[stata]"` brings it.
"""


def formats() -> str:
    """The formats in their order."""
    from dragoman.export.formats import FORMATS as known

    rows = [
        f"| `{form.name}` | {form.what} | {'a folder' if form.folder else 'one file'} | {form.package or ''} | {form.loses} |"
        for form in known
    ]
    return FORMATS.format(rows="\n".join(rows))


TABLES = "# Tables\n\nWhat `dragoman export csv`, `parquet`, `stata` and `datapackage` write. A data package has this page as its codebook."


def export_tables() -> str:
    """The tables with their columns."""
    from dragoman.export.datapackage import described

    return "\n".join([TABLES, "", *described()])


def schema() -> str:
    """The JSON Schema of a reading."""
    from json import dumps

    from dragoman.export.schema import reading_schema

    return dumps(reading_schema(), indent=1) + "\n"


# ------------------------------------------------------------ rules

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
RULES = """# Rules

Every record names the rule that made it in `rule`. The patterns below are all there are; words in angle brackets are filled in.

{patterns}

## What is filled in

{filled}
"""


def rules() -> str:
    """The patterns of the rule names that a record can carry, with the module that gives them."""
    found: dict[str, list[str]] = {}
    for path in sorted((PACKAGE / "extract").rglob("*.py")):
        for pattern in rule_patterns(path):
            found.setdefault(pattern, []).append(f"`{path.relative_to(PACKAGE).as_posix()}`")
    used = {name for pattern in found for name in re.findall(r"<(\w+)>", pattern)}
    return RULES.format(
        patterns="\n".join(f"- `{pattern}`, from {', '.join(sorted(places))}" for pattern, places in sorted(found.items())),
        filled="\n".join(f"- `<{name}>`: {PLACEHOLDERS[name]}" for name in sorted(used & set(PLACEHOLDERS))),
    )


def rule_patterns(path: Path) -> set[str]:
    """The rule names in a module's strings, with `<name>` for what an f-string fills in; not those it only compares with."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    apart = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    apart |= {id(part) for node in nodes if isinstance(node, ast.Compare) for part in ast.walk(node)}
    written = [_pattern(n) for n in nodes if isinstance(n, ast.Constant | ast.JoinedStr) and id(n) not in apart]
    return {pattern for pattern in written if RULE.fullmatch(pattern)}


def _pattern(node: ast.expr) -> str:
    """The text of a string, or of the parts of an f-string."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_pattern(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return f"<{_filled(node.value)}>"
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _filled(value: ast.expr) -> str:
    """The last name of an expression, methods of strings left aside: `clause.lemma.replace(...)` is `lemma`."""
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        value = value.func.value
    return value.attr if isinstance(value, ast.Attribute) else ast.unparse(value)
