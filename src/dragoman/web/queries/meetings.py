"""One meeting over all reports that tell of it: facts, both sides' readouts next to each other, what they disagree on."""

from dataclasses import dataclass
from typing import Any

from dragoman.corpus.compare import Said as Reported
from dragoman.corpus.compare import compare, countries_of
from dragoman.corpus.dossier import Development, Difference, JoinedMeeting
from dragoman.corpus.reading import Reading
from dragoman.store.connect import Store
from dragoman.store.index import parts
from dragoman.web.queries.lists import by_id
from dragoman.web.queries.near import Near, near_meeting


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
class Told:
    """One report's telling of the meeting: its own record, whole."""

    report: str
    publisher: str | None
    published: str | None
    title: str | None
    words: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting as one report gives it (`record`), and as all reports near it tell it."""

    record: dict[str, Any]
    reports: int
    publishers: tuple[str, ...]
    status: str
    date: str | None
    tellings: tuple[Told, ...]
    sides: tuple[Side, ...]
    developments: tuple[Development, ...]
    differences: tuple[dict[str, Any], ...]


def meeting_page(store: Store, id: str) -> MeetingPage | None:
    """The page of a meeting; None where there is none of this id."""
    found = near_meeting(store, id)
    if found is None:
        return None
    near, joined = found
    record = by_id(store, "meeting", id)[0]
    if joined is None:
        own = record["article"]
        told = Told(own["hash"], own["publisher"], own["published"], own["title"], _quoted(record["evidence"]))
        publishers = (own["publisher"],) if own["publisher"] else ()
        return MeetingPage(record, 1, publishers, record["status"], record["date"], (told,), (), (), ())
    return MeetingPage(
        record,
        joined.coverage.reports,
        joined.coverage.publishers,
        joined.status,
        joined.date,
        tuple(_tellings(near, joined)),
        _sides(near, joined),
        joined.developments,
        tuple(_difference(near, difference) for difference in joined.differences),
    )


def _quoted(evidence: list[dict[str, Any]]) -> str:
    return " … ".join(" ".join(span["words"].split()) for span in evidence)


def _words(near: Near, reading: str, kind: str, id: str, field: str) -> str:
    article, record, _ = near.readings[reading]
    item = next((item for item in getattr(record, kind) if item.id == id), None)
    spans = parts(item, field) if item else ()
    return " … ".join(" ".join(article.text[start:end].split()) for start, end in spans)


def _tellings(near: Near, joined: JoinedMeeting) -> list[Told]:
    found = []
    for told in joined.tellings:
        article, _, reading = near.readings[told.reading]
        words = _words(near, told.reading, "meetings", told.record, "evidence")
        found.append(Told(reading.hash, article.publisher, article.published, article.title, words))
    return found


def _difference(near: Near, difference: Difference) -> dict[str, Any]:
    """What reports tell otherwise, each version with those who tell it."""
    claims = []
    for claim in difference.claims:
        who = {near.readings[key][0].publisher or "no publisher named" for key in claim.articles if key in near.readings}
        claims.append({"value": claim.value, "publishers": sorted(who), "reports": len(claim.articles)})
    return {"field": difference.field, "claims": claims}


# ------------------------------------------------------------ readouts


def _sides(near: Near, joined: JoinedMeeting) -> tuple[Side, ...]:
    """What each side reports, as `dragoman compare` tells it: first the points that another side makes too."""
    found = compare(joined, lambda key: Reading(*near.readings[key][:2]), countries_of(near.dossier))
    shared = {said: point.shared for point in (*found.both, *found.differently) for said in (point.one, point.other)}
    sides: dict[str, list[Reported]] = {side: [] for side in found.sides}
    for said in (*shared, *found.only):
        sides[said.side].append(said)
    return tuple(
        Side(
            side,
            tuple(dict.fromkeys(via for said in reported for via in said.via)),
            tuple(_said(near, said, shared.get(said)) for said in reported),
        )
        for side, reported in sides.items()
    )


def _said(near: Near, said: Reported, on: tuple[str, ...] | None) -> Said:
    article, _, reading = near.readings[said.told.reading]
    return Said(said.told.record, said.words, reading.hash, article.publisher, on is not None, on or ())
