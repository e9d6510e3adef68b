"""Building a register from files made by hand: invented persons, or plain facts."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.knowledge import merging, own, register
from dragoman.knowledge.building.build import Built, build
from dragoman.knowledge.tables import read


class Made:
    """A register that was built, and its tables as rows."""

    def __init__(self, built: Built) -> None:
        self.built = built
        self.folder = built.folder
        self.manifest = built.manifest

    def rows(self, table: str) -> list[dict[str, str]]:
        return [row for part in merging.parts_in(self.folder, table) for _, row in read(part)]

    def tenures(self) -> list[tuple[str, ...]]:
        return [tuple(row[name] for name in ("office", "person", "from", "to", "as_of")) for row in self.rows("tenures")]

    def reasons(self) -> list[str]:
        return [skip["reason"] for skip in self.manifest["skipped"]]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Made]:
    """Build from files given as path=content; text, bytes, or anything that is written as JSON."""

    def run(files: dict[str, Any], *, kind: str = "") -> Made:
        for name, content in files.items():
            put(tmp_path / "in" / name, content)
        sources = [f"{kind}{'=' if kind else ''}{tmp_path / 'in' / name}" for name in files]
        return Made(build(sources, tmp_path / "register"))

    return run


def put(path: Path, content: Any) -> Path:
    """Write a file, and the folders it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, str | bytes) else json.dumps(content, ensure_ascii=False)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Read with a register of one's own, compiled into a cache of its own; all is as before afterwards."""

    def forget() -> None:
        own._checked.cache_clear()
        merging._merged.cache_clear()
        register.register.cache_clear()

    def start(folder: Path) -> None:
        monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(folder))
        forget()

    forget()
    yield start
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", "")
    forget()
