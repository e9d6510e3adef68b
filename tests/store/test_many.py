"""Many records: questions are answered alike whichever way they are taken."""

import pytest
from tests.store.made import MAKER, reading

from dragoman.store.connect import Store
from dragoman.store.filters import Filters
from dragoman.store.find import find
from dragoman.store.save import save

QUESTIONS = (
    ("meetings", Filters(actor="Holt", since="2024-05", until="2024-05")),
    ("meetings", Filters(actor="Holt", with_="Brack")),
    ("meetings", Filters(place="Lima", since="2024")),
    ("meetings", Filters(country="PER", since="2024-05-07")),
    ("events", Filters(actor="Holt", with_="Brack", since="2024")),
    ("events", Filters(country="NOR", since="2025")),
    ("events", Filters(actor="Holt", until="2024-06")),
    ("meetings", Filters(actor="Holt", copies=False)),
    ("statements", Filters(via="Ostwind", since="2024")),
    ("statements", Filters(actor="Ostwind", since="2024", text="treaty")),
    ("statements", Filters(speaker="Holt", text="treaty -quota")),
    ("stances", Filters(speaker="Holt", about="settle")),
)


@pytest.mark.parametrize("many", [1, 10**6])
def test_few_and_many_are_found_alike(store: Store, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr("dragoman.store.filters.MANY", many)
    for number in range(5):
        save(
            store,
            *reading(number, place="Lima" if number % 2 else "Cusco", one="Mira Holt" if number % 3 else "Ada Quist"),
            MAKER,
        )
    found = [[record["articles"][0] for record in find(store, kind, asked)] for kind, asked in QUESTIONS]
    holt, lima = ["report-4", "report-2", "report-1"], ["report-3", "report-1"]
    every = ["report-4", "report-3", "report-2", "report-1", "report-0"]
    assert found == [holt, holt, lima, every, holt, [], holt, ["report-1"], every, every, holt, holt]
