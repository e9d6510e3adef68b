"""One meeting over all reports that tell of it: facts, both sides' readouts next to each other, what they disagree on."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from dragoman.corpus.dossier import Development, Difference, JoinedMeeting
from dragoman.corpus.words import content_words
from dragoman.store.connect import Store
from dragoman.store.index import parts
from dragoman.web.queries.lists import by_id
from dragoman.web.queries.near import Near, near_meeting

SHARED = 0.34
"""Part of the content words of a sentence of one readout that another has too, from which on both report the same."""


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
    """The readouts, each sentence marked where another side's has the same."""
    names = {actor.id: actor.name for actor in near.dossier.actors}
    said: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    through: dict[str, tuple[str, ...]] = {}
    for readout in joined.readouts:
        through[readout.side] = tuple(names.get(id, id) for id in readout.via)
        for told in readout.statements:
            words = _words(near, told.reading, "statements", told.record, "content")
            said[readout.side].append((told.reading, told.record, words))
    aside = [names.get(id, "") for id in joined.participants]
    stems = {side: [content_words(words, aside) for *_, words in told] for side, told in said.items()}
    return tuple(Side(side, through[side], tuple(_said(near, side, told, stems))) for side, told in sorted(said.items()))


def _said(near: Near, side: str, told: list[tuple[str, str, str]], stems: dict[str, list[dict[str, str]]]) -> list[Said]:
    found = []
    for (key, id, words), mine in zip(told, stems[side], strict=True):
        article, _, reading = near.readings[key]
        others = [theirs for other, many in stems.items() if other != side for theirs in many]
        best = max(others, key=lambda theirs: _share(mine, theirs), default={})
        shared = _share(mine, best) >= SHARED
        on = tuple(sorted(mine[stem] for stem in mine.keys() & best.keys())) if shared else ()
        found.append(Said(id, words, reading.hash, article.publisher, shared, on))
    return found


def _share(one: dict[str, str], other: dict[str, str]) -> float:
    """The part of the shorter one's words that both have; two words in common at least."""
    common = len(one.keys() & other.keys())
    return common / min(len(one), len(other)) if common > 1 else 0.0
