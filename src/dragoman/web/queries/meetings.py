"""One meeting over all reports that tell of it: facts, both sides' readouts next to each other, what they disagree on."""

from dataclasses import dataclass
from typing import Any

from dragoman.corpus.compare import Said as Reported
from dragoman.corpus.compare import compare
from dragoman.corpus.dossier import Coverage, JoinedMeeting
from dragoman.corpus.groups import Told
from dragoman.corpus.reading import Reading
from dragoman.store.connect import Store
from dragoman.store.load import Loaded
from dragoman.web.queries.whole import Telling, Whole, whole


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in a readout, with the report it stands in; `shared` where another side reports the same, `on` the words in common."""

    id: str
    words: str
    report: str
    publisher: str | None
    shared: bool
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one side reported of a meeting."""

    side: str
    via: tuple[str, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting as all reports tell it (`record`, as `dragoman find meetings` gives it), and the tellings; `more` are not shown."""

    record: dict[str, Any]
    reports: int
    publishers: tuple[str, ...]
    status: str
    date: str | None
    tellings: tuple[Telling, ...]
    more: int
    sides: tuple[Side, ...]
    developments: tuple[dict[str, Any], ...]
    differences: tuple[dict[str, Any], ...]


def meeting_page(store: Store, id: str) -> MeetingPage | None:
    """The page of a meeting, by its id or that of a record which tells it; None where there is none."""
    found = whole(store, "meeting", id)
    if found is None:
        return None
    row = found.row
    return MeetingPage(
        {"review": None} | row,
        row["reports"],
        tuple(row["publishers"]),
        row["status"],
        row["date"],
        found.tellings,
        len(row["tellings"]) - len(found.tellings),
        _sides(found),
        tuple(row["developments"]),
        tuple(difference_of(row, difference) for difference in row["differences"]),
    )


def difference_of(row: dict[str, Any], difference: dict[str, Any]) -> dict[str, Any]:
    """What reports tell otherwise, each version with those who tell it."""
    publishers = {telling["article"]: telling["publisher"] or "no publisher named" for telling in row["tellings"]}
    claims = [
        {
            "value": claim["value"],
            "publishers": sorted({publishers[id] for id in claim["articles"] if id in publishers}),
            "reports": len(claim["articles"]),
        }
        for claim in difference["claims"]
    ]
    return {"field": difference["field"], "claims": claims}


# ------------------------------------------------------------ readouts


def _sides(found: Whole) -> tuple[Side, ...]:
    """What each side reports, as `dragoman compare` tells it: first the points that another side makes too."""
    readings = {reading[2].hash: reading for reading in found.readings}
    told = tuple(Told(telling.report, telling.record) for telling in found.tellings)
    sources = {hash: Reading(*reading[:2]) for hash, reading in readings.items()}
    compared = compare(_joined(found.row, told), sources.__getitem__, found.countries)
    shared = {said: point.shared for point in (*compared.both, *compared.differently) for said in (point.one, point.other)}
    sides: dict[str, list[Reported]] = {side: [] for side in compared.sides}
    for said in (*shared, *compared.only):
        sides[said.side].append(said)
    return tuple(
        Side(
            side,
            tuple(dict.fromkeys(via for said in reported for via in said.via)),
            tuple(_said(readings[said.told.reading], said, shared.get(said)) for said in reported),
        )
        for side, reported in sides.items()
    )


def _joined(row: dict[str, Any], tellings: tuple[Told, ...]) -> JoinedMeeting:
    """The meeting of a row, as the corpus step has it."""
    place, host = row["place"] or {}, row["host"] or {}
    return JoinedMeeting(
        row["id"],
        row["form"],
        row["status"],
        tuple(who["id"] for who in row["participants"]),
        host.get("id"),
        place.get("name"),
        place.get("country"),
        row["date"],
        Coverage(row["reports"], tuple(row["publishers"])),
        developments=(),
        readouts=(),
        differences=(),
        tellings=tellings,
        joins=(),
    )


def _said(reading: Loaded, said: Reported, on: tuple[str, ...] | None) -> Said:
    return Said(said.told.record, said.words, reading[2].hash, reading[0].publisher, on is not None, on or ())
