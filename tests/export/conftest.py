"""What the tests of all formats share: the record made by hand, that of the samples, and ways to write them."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.export.made import READINGS

from dragoman.article import Article, Skipped
from dragoman.export.formats import export
from dragoman.export.reading import LeftOut
from dragoman.pipeline import read
from dragoman.records import Record

SAMPLES = Path(__file__).parents[2] / "samples"
Readings = list[tuple[Article, Record]]
Written = tuple[str, LeftOut]


@pytest.fixture(scope="session")
def sample_readings() -> Readings:
    """The samples as they are read today."""
    paths = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html"))
    results = list(read(paths))
    assert not [result for result in results if isinstance(result, Skipped)]
    return [result for result in results if not isinstance(result, Skipped)]


@pytest.fixture(params=["made", "samples"])
def readings(request: pytest.FixtureRequest, sample_readings: Readings) -> Readings:
    """The record made by hand, then that of the samples."""
    return READINGS if request.param == "made" else sample_readings


@pytest.fixture
def written() -> Callable[..., Written]:
    """Write readings in a format of one file: its text, and what was left out."""

    def write(format: str, readings: Iterable[tuple[Article, Record]] = READINGS) -> Written:
        out = io.BytesIO()
        left_out = export(readings, format, out)
        return out.getvalue().decode("utf-8"), left_out

    return write


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write readings in a format of several files: the folder they are in."""

    def write(format: str, readings: Iterable[tuple[Article, Record]] = READINGS) -> Path:
        export(readings, format, tmp_path / format)
        return tmp_path / format

    return write
