"""`dragoman demo`: the samples come with the package, and fill every kind of page."""

from pathlib import Path

import pytest

from dragoman.cli import demo
from dragoman.errors import ReadError
from dragoman.store.connect import open_store
from dragoman.store.find import find, find_merged

ROOT = Path(__file__).parents[2]


def test_the_package_has_the_samples_and_the_dates_of_all_that_need_one() -> None:
    found = {given.what: given for given in demo.samples()}
    assert set(found) == {path.name for path in (ROOT / "samples").iterdir() if path.suffix in (".txt", ".html")}
    assert all(given.published and given.publisher for given in found.values() if not given.html)


def test_an_installation_without_samples_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo.resources, "files", lambda _: tmp_path)
    with pytest.raises(ReadError, match="not in this installation"):
        list(demo.samples())


@pytest.mark.slow
def test_the_samples_fill_a_store_once(tmp_path: Path) -> None:
    at = str(tmp_path / "demo.sqlite")
    for _ in range(2):
        demo.fill(at)
    with open_store(at) as store:
        assert len(list(find(store, "reports"))) == len(list(demo.samples())) + 12
        meetings = list(find_merged(store, "meetings"))
        assert max(meeting["reports"] for meeting in meetings) >= 4
        assert {"held", "planned", "refused", "cancelled"} <= {meeting["status"] for meeting in meetings}
        tours = [trip for trip in find_merged(store, "trips") if trip["traveller"]["name"] == "Mads Ravnholt"]
        stops = {(stop["place"]["name"], stop["status"]) for trip in tours for stop in trip["stops"]}
        assert stops >= {("Nairobi", "made"), ("Addis Ababa", "made"), ("Djibouti", "made"), ("Khartoum", "cancelled")}
