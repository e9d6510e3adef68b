"""Sightings: one telling of a meeting each; those that tell of the same meeting become one.

The same meeting has the same or more closely named participants, and no conflict of status, date or place. A telling of a whole
round ("met senior officials in Accra") is no meeting of its own where the named ones follow; it lends them its place and date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.document import Mentions
from dragoman.records import Place, Span, Time

SETTLED = ("held", "ongoing")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A telling of a meeting, `head` its verb or noun."""

    head: int
    people: tuple[str, ...]
    form: str
    status: str
    host: str | None
    place: Place | None
    time: Time | None
    topics: tuple[Span, ...]
    evidence: tuple[Span, ...]
    rule: str


def merged(mentions: Mentions, sightings: Iterable[Sighting]) -> list[Sighting]:
    """One sighting for each meeting, in text order."""
    kept: list[Sighting] = []
    for sighting in sightings:
        for n, other in enumerate(kept):
            if _same(mentions, other, sighting):
                kept[n] = _join(mentions, other, sighting)
                break
        else:
            kept.append(sighting)
    return _without_umbrellas(mentions, kept)


def _same(mentions: Mentions, one: Sighting, other: Sighting) -> bool:
    if not _compatible(one, other) or _is_umbrella(mentions, one) != _is_umbrella(mentions, other):
        return False
    return _covers(mentions, one.people, other.people) or _covers(mentions, other.people, one.people)


def _compatible(one: Sighting, other: Sighting) -> bool:
    status = one.status == other.status or {one.status, other.status} <= set(SETTLED)
    dates = [s.time.value or "" for s in (one, other) if s.time]
    same_day = len(dates) < 2 or dates[0][:10].startswith(dates[1][:10]) or dates[1][:10].startswith(dates[0][:10])
    places = [s.place for s in (one, other) if s.place]
    same_place = len(places) < 2 or places[0].id == places[1].id or "country" in (places[0].kind, places[1].kind)
    return status and same_day and same_place


def _covers(mentions: Mentions, wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    """Whether each of the narrow stands among the wide, itself or as the side it acts for."""
    return all(any(_stands_for(mentions, w, n) for w in wide) for n in narrow)


def _stands_for(mentions: Mentions, one: str, other: str) -> bool:
    if one == other:
        return True
    a, b = mentions.by_id[one], mentions.by_id[other]
    if a.country is None or a.country != b.country or a.country in ("IGO", "NGO", "MNC", "IMG"):
        return False
    return {a.kind, b.kind} != {"person"} and not (
        {a.kind, b.kind} & {"organisation", "armed_group"} and "person" in (a.kind, b.kind)
    )


def _join(mentions: Mentions, one: Sighting, other: Sighting) -> Sighting:
    """Both tellings as one, the more closely named participants and the finer date kept."""
    closer, farther = (one, other) if _persons(mentions, one) >= _persons(mentions, other) else (other, one)
    people = closer.people + tuple(p for p in farther.people if not any(_stands_for(mentions, p, c) for c in closer.people))
    time = max((s.time for s in (one, other) if s.time), key=lambda t: len(t.value or ""), default=None)
    return replace(
        one,
        people=people,
        form=one.form if one.form != "in_person" else other.form if other.form == "summit" else one.form,
        host=one.host or other.host,
        place=_finer(one.place, other.place),
        time=time,
        topics=one.topics + other.topics,
        evidence=tuple(dict.fromkeys(one.evidence + other.evidence)),
    )


def _persons(mentions: Mentions, sighting: Sighting) -> int:
    return sum(mentions.by_id[p].kind == "person" for p in sighting.people)


def _finer(one: Place | None, other: Place | None) -> Place | None:
    if one is None or other is None:
        return one or other
    return other if one.kind == "country" else one


def _without_umbrellas(mentions: Mentions, sightings: list[Sighting]) -> list[Sighting]:
    """Tellings of a round dropped where its single meetings are told, its place and date lent to them."""
    umbrellas = [s for s in sightings if _is_umbrella(mentions, s)]
    kept = []
    for sighting in sightings:
        if sighting in umbrellas and any(_under(mentions, sighting, s) for s in sightings if s is not sighting):
            continue
        over = next((u for u in umbrellas if u is not sighting and _under(mentions, u, sighting)), None)
        if over is not None:
            sighting = replace(sighting, place=sighting.place or over.place, time=sighting.time or over.time)
        kept.append(sighting)
    return kept


def _is_umbrella(mentions: Mentions, sighting: Sighting) -> bool:
    """Whether one side is only told as people of it ("senior officials")."""
    return any(mentions.by_id[p].kind == "people" for p in sighting.people)


def _under(mentions: Mentions, umbrella: Sighting, single: Sighting) -> bool:
    """Whether a meeting is one of a round's: the same traveller, the same other side, held as it was."""
    return (
        _compatible(umbrella, single)
        and _covers(mentions, umbrella.people, single.people)
        and any(p in single.people for p in umbrella.people)
    )
