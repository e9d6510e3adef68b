"""Which tellings are of one event: the same type of act between the same sides on the same day, as event data counts it (one a day)."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from dragoman.corpus.dates import Period, month, period
from dragoman.corpus.groups import Blocks, Kind, Verdict
from dragoman.corpus.reading import Reading
from dragoman.corpus.spots import Spot, spot
from dragoman.corpus.who import Who, pairs
from dragoman.records import Event

LEAST = 0.7
SIDES, DATE, PLACE = 0.6, 0.3, 0.1
DONE = {"done", "ongoing"}
MOST_SIDES = 8


@dataclass(frozen=True, slots=True)
class EventProfile:
    """What a telling says of an event. `days` are those of publication where none are stated."""

    event_type: str
    mode: str
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    status: str
    days: Period | None
    place: Spot | None


def event_profile(reading: Reading, event: Event) -> EventProfile:
    """An event as an article tells it."""
    place = spot(reading.places[event.place]) if event.place else None
    actors, recipients = (tuple(sorted({reading.who(id) for id in ids})) for ids in (event.actors, event.recipients))
    days = period(event.date) or _presumed(reading.published)
    return EventProfile(event.event_type, event.mode or "", actors, recipients, event.status, days, place)


def _presumed(published: Period | None) -> Period | None:
    """The day of publication, as event data takes it; a second day would chain the acts of a war into one."""
    return published and Period(published.first, published.last, stated=False)


def _order(profile: EventProfile) -> tuple[object, ...]:
    place = profile.place or Spot("", "", False)
    days = profile.days or Period(0, 0, False)
    return (profile.event_type, days, profile.status, profile.mode, place, profile.actors, profile.recipients)


def _blocks(profile: EventProfile) -> Blocks:
    keys = frozenset((profile.event_type, side, bucket) for side in _sides(profile) for bucket in _buckets(profile))
    return Blocks(keys, keys)


def _sides(profile: EventProfile) -> Iterator[tuple[str, str]]:
    """Actor and recipient by country, else by name; a joint act by each pair of its actors."""
    actors, recipients = (
        [party.side or party.name for party in sides[:MOST_SIDES]] for sides in (profile.actors, profile.recipients)
    )
    if recipients:
        yield from ((a, r) for a in actors for r in recipients)
    else:
        yield from ((a, b) for a in actors for b in actors if a < b or len(actors) == 1)


def _buckets(profile: EventProfile) -> Iterator[int | str]:
    """The days themselves where they are few, so that a pair of states in the news every day is no large block."""
    if profile.days is None:
        yield "undated"
    elif profile.days.last - profile.days.first <= 7:
        yield from range(profile.days.first, profile.days.last + 1)
    else:
        yield f"{profile.days.first}-{profile.days.last}"


def _weigh(one: EventProfile, other: EventProfile) -> Verdict:
    """What speaks for two tellings being of one act."""
    if one.event_type != other.event_type or (one.mode and other.mode and one.mode != other.mode):
        return Verdict(conflict=True, reasons=("another act",))
    if (one.status == "negated") != (other.status == "negated"):
        return Verdict(conflict=True, reasons=(f"{one.status} and {other.status}",))
    if one.days is None or other.days is None or one.days.distance(other.days) > 0:
        return Verdict(conflict=one.days is not other.days, reasons=("other days",))
    if one.place and other.place and one.place.apart(other.place):
        return Verdict(conflict=True, reasons=("other places",))
    sides = _agreement(one.actors, other.actors), _agreement(one.recipients, other.recipients)
    if min(sides) == 0:
        return Verdict(conflict=True, reasons=("other sides",))
    same_day = one.days.is_day and other.days.is_day
    near = 1.0 if one.place and other.place and one.place.same(other.place) else 0.5
    score = SIDES * sum(sides) / 2 + DATE * (1.0 if same_day else 0.6) + PLACE * near
    return Verdict(score, reasons=("same act and sides", "same day" if same_day else "days overlap"))


def _agreement(some: tuple[Who, ...], others: tuple[Who, ...]) -> float:
    """How well the actors, or the recipients, of two tellings agree; 1 where both name none, 0 where one names none or others."""
    if not some and not others:
        return 1.0
    matched = pairs(some, others)
    least = 1 if min(len(some), len(others)) == 1 else 2
    return sum(value for _, _, value in matched) / max(1, min(len(some), len(others))) if len(matched) >= least else 0.0


CELLS: tuple[Callable[[EventProfile], Hashable], ...] = (
    lambda profile: profile.days and month(profile.days),
    lambda profile: (profile.days, profile.place),
    lambda profile: (profile.actors, profile.recipients),
)
EVENTS: Kind[EventProfile] = Kind(_blocks, _weigh, _order, least=LEAST, margin=0.02, cells=CELLS)
"""How events are joined."""
