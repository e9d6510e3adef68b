"""The documents are held to the code: reference, examples, links, names and versions."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman import Skipped, records
from dragoman.cli.main import main
from dragoman.pipeline import read
from dragoman.settings import Settings
from dragoman.version import VERSION

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

import generate  # noqa: E402

import examples  # noqa: E402

HANDWRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "samples" / "README.md"]
PAGES = [*HANDWRITTEN, *sorted(DOCS.rglob("*.md")), ROOT / "src" / "dragoman" / "knowledge" / "README.md"]
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
SAMPLES = {"refused.txt": "2025-04-10", "tour-london.txt": "2024-02-09", "relayed.txt": "2024-07-25", "conflict.html": None}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# ------------------------------------------------------------ the generated reference


@pytest.mark.parametrize("page", generate.PAGES)
def test_the_reference_is_up_to_date(page: str) -> None:
    assert text(generate.REFERENCE / page) == generate.page(page), "run `make docs`"


def test_the_reference_holds_nothing_else() -> None:
    assert {path.name for path in generate.REFERENCE.iterdir()} == set(generate.PAGES)


@pytest.mark.parametrize(("stale", "status"), [({}, 0), ({DOCS / "no-such-page.md": "text"}, 1)])
def test_check_names_what_would_change_and_writes_nothing(monkeypatch, capsys, stale: dict, status: int) -> None:
    monkeypatch.setattr(generate, "stale", lambda: stale)
    assert generate.main(["--check"]) == status
    assert ("no-such-page.md" in capsys.readouterr().out) == bool(stale)
    assert not (DOCS / "no-such-page.md").exists()


def commands(command: Any, path: str = "dragoman") -> Iterator[tuple[str, Any]]:
    yield path, command
    for part, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{path} {part}")


@pytest.mark.parametrize(("path", "command"), list(commands(main)), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_and_option_is_documented(path: str, command: Any) -> None:
    section = text(DOCS / "reference" / "commands.md").split(f"\n## {path}\n")[1].split("\n## ")[0]
    for parameter in (p for p in command.params if p.param_type_name == "option"):
        assert all(re.search(rf"^- .*`?{option}\b", section, re.MULTILINE) for option in parameter.opts)
        assert parameter.help, f"{path} {parameter.opts} has no help"
    pages = [text(p) for p in PAGES if p.parent != DOCS / "reference"]
    assert any(f"{path} " in page for page in pages), f"{path} stands in no page but the reference"


def test_every_record_carries_a_documented_rule() -> None:
    written = re.findall(r"^- `([\w.<>]+)`, from", text(DOCS / "reference" / "rules.md"), re.MULTILINE)
    known = re.compile("|".join(re.sub(r"<\w+>", r"[\\w-]+", re.escape(pattern)) for pattern in written))
    for sample, published in SAMPLES.items():
        for result in read([str(ROOT / "samples" / sample)], Settings(published=published)):
            assert not isinstance(result, Skipped)
            _, record = result
            for item in (*record.meetings, *record.trips, *record.statements, *record.stances, *record.events):
                assert known.fullmatch(item.rule), item.rule


# ------------------------------------------------------------ examples


@pytest.mark.parametrize("page", examples.pages(), ids=name)
def test_examples_run_and_give_what_is_shown(page: Path) -> None:
    assert examples.refreshed(text(page)) == text(page), "run `make docs`"


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "tutorial.md"], ids=name)
def test_every_command_on_the_samples_runs(page: Path) -> None:
    lines = re.findall(r"^(\$ )?(dragoman read samples/\S.*)$", text(page), re.MULTILINE)
    assert lines
    with examples.workplace():
        for prompt, line in lines:
            if not prompt:  # those with a prompt are run by the test above
                examples.run_command(line)


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "tutorial.md"], ids=name)
def test_readme_and_tutorial_show_commands_and_python(page: Path) -> None:
    assert {block.kind for block in examples.blocks(text(page))} == {"console", "python", "text"}


def test_an_example_that_fails_is_not_passed_over() -> None:
    with pytest.raises(examples.ExampleError, match="status 1"):
        examples.refreshed("```console\n$ dragoman read samples/none.txt\n```\n")
    with pytest.raises(examples.ExampleError, match="ZeroDivisionError"):
        examples.refreshed("```python\n1 / 0\n```\n")


def test_output_shown_in_part_keeps_its_length() -> None:
    page = "```python\nprint('a\\nb\\nc')\n```\n\n```text\nx\ny\n...\n```\n"
    assert examples.refreshed(page).endswith("```text\na\nb\n...\n```\n")
    assert examples.refreshed(page.replace("x\ny\n...", "x")).endswith("```text\na\nb\nc\n```\n")


# ------------------------------------------------------------ pages


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text(page), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_relative_links_resolve(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            found = (page.parent / path).resolve() if path else page
            assert found.exists(), target
            assert not anchor or anchor in anchors(found), target


def test_every_page_is_listed() -> None:
    home = text(DOCS / "README.md") + text(DOCS / "decisions" / "README.md")
    unlisted = [name(page) for page in DOCS.rglob("*.md") if page.name != "README.md" and f"{page.name})" not in home]
    assert not unlisted


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_pages_name_nobodys_machine(page: Path) -> None:
    assert not re.search(r"(/home/|/roo[t]/|/tmp/|/Users/|[A-Z]:\\)\S", text(page))


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_has_its_date_and_four_parts(page: Path) -> None:
    assert re.findall(r"^## (.+)$", prose(page), re.MULTILINE) == ["Context", "Choice", "Alternatives", "Consequence"]
    assert re.search(r"^Date: \d{4}-\d{2}-\d{2}$", text(page), re.MULTILINE)
    assert text(page).startswith(f"# {page.name[:4]} ")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))
    reasons = text(DOCS / "decisions" / "0002-dependencies.md").lower()
    extras = [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    lines = (*project["project"]["dependencies"], *extras, *project["dependency-groups"]["dev"])
    names = [re.split(r"[<>=~\[; ]", line)[0].lower() for line in lines]
    assert not [package for package in names if package not in reasons]


def test_the_glossary_has_every_record_type() -> None:
    glossary = text(DOCS / "glossary.md")
    types = [item for item in vars(records).values() if isinstance(item, type) and item.__module__ == records.__name__]
    assert not [item.__name__ for item in types if not re.search(rf"^\| .*\b{item.__name__}\b.* \|", glossary, re.MULTILINE)]


def test_the_readme_begins_with_the_two_commands() -> None:
    assert re.findall(r"^make (\w+)", text(ROOT / "README.md").split("```")[1], re.MULTILINE) == ["demo", "test"]


def test_the_version_is_in_changelog_and_citation() -> None:
    assert f"## [{VERSION}]" in text(ROOT / "CHANGELOG.md")
    citation = yaml.safe_load(text(ROOT / "CITATION.cff"))
    assert (citation["version"], citation["license"]) == (VERSION, "Apache-2.0")


@pytest.mark.parametrize("folder", ["src", "docs", "evaluation", "benchmarks", "tests"])
def test_every_module_has_a_docstring(folder: str) -> None:
    written = [path for path in (ROOT / folder).rglob("*.py") if text(path).strip()]
    assert not [name(path) for path in written if not ast.get_docstring(ast.parse(text(path)))]
