"""Which tellings are of one tour: one traveller, and stops in common or days that run into each other."""

from dataclasses import dataclass

from dragoman.corpus.dates import Period, month, period
from dragoman.corpus.groups import Blocks, Kind, Verdict
from dragoman.corpus.reading import Reading
from dragoman.corpus.spots import Spot, spot
from dragoman.corpus.who import OFFICE, Who, likeness
from dragoman.records import Trip

LEAST = 0.5
AROUND = 10
"""Days around publication in which a stop lies that is told without a date."""


@dataclass(frozen=True, slots=True)
class Call:
    """A stop as it is compared; `days` are presumed where none is stated."""

    place: Spot
    days: Period | None
    status: str


@dataclass(frozen=True, slots=True)
class TripProfile:
    """Who went where when, as an article tells it."""

    traveller: Who
    stops: tuple[Call, ...]


def trip_profile(reading: Reading, trip: Trip) -> TripProfile:
    """A trip as an article tells it."""
    stops = []
    for stop in trip.stops:
        place = spot(reading.places[stop.place])
        if place is not None:
            stops.append(Call(place, period(stop.date) or _presumed(reading.published), stop.status))
    return TripProfile(reading.who(trip.traveller), tuple(stops))


def _presumed(published: Period | None) -> Period | None:
    return published and Period(published.first - AROUND, published.last + AROUND, stated=False)


def _order(profile: TripProfile) -> tuple[object, ...]:
    stops = tuple((stop.place, stop.days or Period(0, 0, False), stop.status) for stop in profile.stops)
    return (profile.traveller, stops)


def _blocks(profile: TripProfile) -> Blocks:
    buckets = {bucket for stop in profile.stops for bucket in (stop.days.buckets(1) if stop.days else ["undated"])}
    keys = frozenset((handle, bucket) for handle in profile.traveller.handles() for bucket in buckets)
    return Blocks(keys, keys)


def _weigh(one: TripProfile, other: TripProfile) -> Verdict:
    if likeness(one.traveller, other.traveller) <= OFFICE:
        return Verdict(conflict=True, reasons=("another traveller",))
    shared = [a.place.name for a in one.stops for b in other.stops if a.place.same(b.place) and _near(a.days, b.days)]
    if shared:
        return Verdict(0.9, reasons=(f"both in {shared[0]}",))
    some, others = _stated(one), _stated(other)
    if some and others and some.distance(others) <= 1:
        return Verdict(0.6, reasons=("days run into each other",))
    return Verdict()


def _near(one: Period | None, other: Period | None) -> bool:
    return one is None or other is None or one.distance(other) <= 1


def _stated(profile: TripProfile) -> Period | None:
    """From the first to the last day that is stated to the day."""
    days = [stop.days for stop in profile.stops if stop.days and stop.days.is_day]
    return Period(min(d.first for d in days), max(d.last for d in days)) if days else None


def _month(profile: TripProfile) -> int | None:
    first = min((stop.days for stop in profile.stops if stop.days), default=None)
    return first and month(first)


TRIPS: Kind[TripProfile] = Kind(_blocks, _weigh, _order, least=LEAST, cells=(_month,))
"""How trips are joined."""
