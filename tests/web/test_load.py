"""Some readers and one ingest at once, for a few seconds: nobody sees an error. `make load` is the long version, with its figures."""

import sys
from pathlib import Path

import pytest

from dragoman.merging.merger import bring_up_to_date
from dragoman.store.connect import open_store
from dragoman.store.find import find
from dragoman.store.save import save
from tests.store.made import MAKER, reading, tour

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import load

READERS, SECONDS = 8, 12.0
pytestmark = pytest.mark.slow


def test_readers_and_an_ingest_do_not_disturb_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = str(tmp_path / "store.sqlite")
    with open_store(at, create=True) as store:
        save(store, *tour(), MAKER)
        for number in range(30):
            save(store, *reading(number), MAKER)
        bring_up_to_date(store)
    monkeypatch.setattr(load, "LOOK", (0.1, 0.3))
    monkeypatch.setattr(load, "ROUND", 3)
    monkeypatch.setattr(load, "PATIENCE", 120)
    tally, written = load.load(at, READERS, SECONDS)
    assert tally.errors == []
    assert len(tally.spent) > READERS
    assert written >= 3
    with open_store(at) as store:
        assert len(list(find(store, "reports"))) == 31 + written
