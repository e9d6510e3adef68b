"""The import rule: steps know nothing of one another, and the NLP library is known to one package."""

import ast
from pathlib import Path

import pytest

import dragoman

PACKAGE = Path(dragoman.__file__).parent
STEPS = ("read", "parse", "resolve", "extract", "export", "store", "corpus")
SHARED = {
    "article",
    "characters",
    "copies",
    "document",
    "periods",
    "reading",
    "records",
    "errors",
    "settings",
    "lexicon",
    "knowledge",
    "models",
    "version",
    "wrapping",
}
ALLOWED = {
    # A noun's prepositional arguments are read as a clause's are: the one function that extract takes from parse.
    "extract": {"parse.clauses"},
}


def imported(path: Path) -> set[str]:
    """The dragoman modules a file imports, without the package's name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.removeprefix("dragoman.") for name in names if name.startswith("dragoman.")}


def modules(folder: str = "") -> list[Path]:
    return sorted((PACKAGE / folder).rglob("*.py"))


@pytest.mark.parametrize("step", [step for step in STEPS if (PACKAGE / step).is_dir()])
def test_a_step_imports_only_itself_and_what_all_share(step: str) -> None:
    for path in modules(step):
        foreign = {n for n in imported(path) if n.split(".")[0] not in {step, *SHARED} and n not in ALLOWED.get(step, set())}
        assert not foreign, f"{path.name} imports {foreign}"


def test_records_import_nothing_of_ours() -> None:
    assert imported(PACKAGE / "records.py") == set()


def test_recording_knows_no_step() -> None:
    assert {name.split(".")[0] for name in imported(PACKAGE / "recording.py")} <= SHARED


def test_only_one_package_knows_the_nlp_library() -> None:
    users = [
        path for path in modules() if "spacy" in path.read_text(encoding="utf-8").replace("spacy_md", "").replace("spaCy", "")
    ]
    assert {path.parent.relative_to(PACKAGE).as_posix() for path in users} == {"parse/nlp"}


@pytest.mark.parametrize("word", ["sqlalchemy", "sqlite3", "http", "socket", "requests", "datetime.now", "time.time", "random"])
def test_extractors_touch_no_file_network_clock_or_database(word: str) -> None:
    assert not [path.name for path in modules("extract") if f"import {word}" in path.read_text(encoding="utf-8")]


def test_every_module_states_its_duty() -> None:
    empty = [p for p in modules() if p.name != "__init__.py" and not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert not empty
