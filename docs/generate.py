"""Writes docs/reference/ and the JSON Schema from the code, the lexicon and the register, and the output under the examples of the other pages.

`python docs/generate.py` writes what has changed; with `--check` it writes nothing, names what would change, and ends with
status 1. Running it twice changes nothing more.
"""

import argparse
import os
import sys
from pathlib import Path

import from_code
import from_data

import examples

os.environ["DRAGOMAN_KNOWLEDGE"] = ""  # the pages show what the package knows, not what its developer's own register does

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
SCHEMA = ROOT / "src" / "dragoman" / "export" / "reading.schema.json"
NOTE = "<!-- Written by docs/generate.py. Do not edit: change the code, then run `make docs`. -->"

PAGES = {
    "commands.md": from_code.commands,
    "records.md": from_code.records,
    "json.md": from_code.json,
    "formats.md": from_code.formats,
    "export-tables.md": from_code.export_tables,
    "settings.md": from_code.settings,
    "errors.md": from_code.errors,
    "tables.md": from_code.tables,
    "rules.md": from_code.rules,
    "lexicon.md": from_data.lexicon,
    "issues.md": from_data.issues,
    "register.md": from_data.register,
}


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
    wanted = reference() | {SCHEMA: from_code.schema()} | shown()
    return {path: text for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text}


def reference() -> dict[Path, str]:
    """Every page of the reference with its text."""
    return {REFERENCE / name: page(name) for name in PAGES}


def page(name: str) -> str:
    """The text of a page of the reference."""
    return f"{NOTE}\n\n{PAGES[name]().rstrip()}\n"


def shown() -> dict[Path, str]:
    """Every page with examples, their output as it is now."""
    pages = {}
    for path in examples.pages():
        try:
            pages[path] = examples.refreshed(path.read_text(encoding="utf-8"))
        except examples.ExampleError as error:
            raise SystemExit(f"{path.relative_to(ROOT).as_posix()}: {error}") from error
    return pages


if __name__ == "__main__":
    sys.exit(main())
