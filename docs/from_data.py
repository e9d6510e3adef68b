"""The pages of the reference that are counted from the data files: the lexicon and the register."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "dragoman"

# ------------------------------------------------------------ lexicon

LEXICON = """# Lexicon

What language says: words and patterns, one YAML file for each duty, in `src/dragoman/lexicon/`.
[Add a rule](../guides/add-a-rule.md) says how to change one.
"""


def lexicon() -> str:
    """Each lexicon file: what its leading comment says, and how many entries it has."""
    lines = [LEXICON.rstrip()]
    for path in sorted((PACKAGE / "lexicon").glob("*.yaml")):
        lines += ["", f"## {path.name}", "", "```text", *_leading_comment(path), "```", "", *_entries(path.stem)]
    return "\n".join(lines)


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


# ------------------------------------------------------------ issues

ISSUES = """# Issues

What a stance is about, by group; `src/dragoman/lexicon/issues.yaml` has the words that show each.
[Issues](../guides/issues.md) says how they are found and how to add your own.
"""


def issues() -> str:
    """Each issue by its group: id, label, definition and an example."""
    from dragoman.lexicon.loader import load

    entries = load("issues")["issues"]
    lines = [ISSUES.rstrip(), "", f"{len(entries)} issues."]
    for group in dict.fromkeys(entry["group"] for entry in entries):
        lines += ["", f"## {group.capitalize()}", "", "| Id | Issue | What belongs to it | Example |", "|---|---|---|---|"]
        lines += [f"| `{e['id']}` | {e['label']} | {e['definition']} | {e['example']} |" for e in entries if e["group"] == group]
    return "\n".join(lines)


# ------------------------------------------------------------ register

REGISTER = """# Register

What the world is: tables in `src/dragoman/knowledge/`, tab-separated, one header line. Those with `as_of` are dated.
What the columns hold and which values they may take stands in the
[README of that folder](../../src/dragoman/knowledge/README.md).

`dragoman knowledge check` tells what is wrong with them ([how](../concepts/actors.md#checking-the-register)); it leaves out
admin, counties and plover.
"""
TABLES = {
    "countries": "Countries and territories with their names, adjectives, people and capitals.",
    "offices": "Posts: titles, whom they act for, PLOVER sector, rank.",
    "persons": "Persons with the spellings of their names.",
    "tenures": "Who held which office from when to when.",
    "orgs": "Organisations, militaries, agencies, parties, media.",
    "armed_groups": "Armed groups, one row for each interval of their sector.",
    "metonyms": "Buildings and streets that stand for a government or ministry.",
    "geo": "Seas, straits, islands, regions and venues with points.",
    "admin": "Countries' points and their first-order divisions.",
    "counties": "Counties of the United States, Great Britain and Ireland.",
    "context_words": "Words that look like places and are mostly none.",
    "plover": "PLOVER event types with quad class, CAMEO root and Goldstein score.",
}


def register() -> str:
    """Each table of the register: columns, rows, and the latest `as_of`."""
    folder = PACKAGE / "knowledge"
    files = [path for path in folder.rglob("*.tsv") if path.parent == folder or not (path.parent / "__init__.py").exists()]
    tables = {path.stem if path.parent == folder else path.parent.name for path in files}
    return "\n".join([REGISTER.rstrip(), *(line for table in sorted(tables) for line in _table(folder, table))])


def _table(folder: Path, table: str) -> list[str]:
    from dragoman.knowledge.tables import rows

    found = rows(table)
    lines = ["", f"## {table}", "", TABLES.get(table, ""), ""]
    lines += [f"- Columns: {', '.join(f'`{column}`' for column in found[0])}", f"- Rows: {len(found):,}"]
    if (folder / table).is_dir():
        parts = (f"{part.stem} {_length(part):,}" for part in sorted((folder / table).glob("*.tsv")))
        lines.append(f"- By part: {', '.join(parts)}")
    if "as_of" in found[0]:
        lines.append(f"- Latest `as_of`: {max(row['as_of'] for row in found if row['as_of'][:1].isdigit())}")
    return lines


def _length(part: Path) -> int:
    """The rows of a file without its header."""
    return sum(1 for line in part.read_text(encoding="utf-8").split("\n")[1:] if line.strip())
