"""A tour of the dossier out of its tellings: stops joined and in order, days of which nothing is told, and contradictions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.corpus.dates import period
from dragoman.corpus.dossier import Gap, JoinedStop, JoinedTrip
from dragoman.corpus.groups import Join, Told
from dragoman.corpus.spots import Spot, spot
from dragoman.corpus.telling import Sources, dates_told, exactness
from dragoman.records import Place, Stop, Trip

FINALITY = {"planned": 0, "made": 1, "cancelled": 2}
LONGEST_GAP = 1
"""Days from a stop to the next that are no gap."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop as one article tells it, `number` its place in the article's order."""

    article: str
    number: int
    place: Place
    spot: Spot
    stop: Stop


def join_trip(sources: Sources, trips: dict[Told, Trip], joins: list[Join]) -> JoinedTrip:
    """The tour that these tellings are of."""
    tellings = sources.in_order(trips)
    visits = [visit for told in tellings for visit in _visits(sources, told, trips[told])]
    calls = _in_order(_calls(visits))
    stops = tuple(_stop(sources, call) for call in calls)
    first = tellings[0]
    return JoinedTrip(
        id=sources.id("trip", tellings),
        traveller=sources.actor(Told(first.reading, trips[first].traveller)),
        stops=stops,
        gaps=tuple(_gaps(stops)),
        conflicts=tuple(_conflicts(stops, calls)),
        coverage=sources.coverage(told.reading for told in tellings),
        tellings=tuple(tellings),
        joins=tuple(joins),
    )


def _visits(sources: Sources, told: Told, trip: Trip) -> Iterator[Visit]:
    reading = sources.reading(told.reading)
    for number, stop in enumerate(trip.stops):
        place = reading.places[stop.place]
        made = spot(place)
        if made is not None:
            yield Visit(told.reading, number, place, made, stop)


def _calls(visits: list[Visit]) -> list[list[Visit]]:
    """Visits by the stop they are: one place, and days that agree; a second call on a place days later is another stop."""
    calls: list[list[Visit]] = []
    for visit in sorted(visits, key=lambda v: (v.stop.date is None, v.stop.date or "", v.spot, v.article, v.number)):
        call = next((c for c in calls if c[0].spot.same(visit.spot) and _one_call(c, visit)), None)
        if call is None:
            calls.append([visit])
        else:
            call.append(visit)
    return calls


def _one_call(call: list[Visit], visit: Visit) -> bool:
    """Whether a visit may be of this stop: no article tells it twice, and the days are at most one apart."""
    days = period(visit.stop.date)
    others = [d for v in call if (d := period(v.stop.date))]
    if any(v.article == visit.article and v.number != visit.number for v in call):
        return False
    return days is None or all(days.distance(other) <= 1 for other in others)


def _in_order(calls: list[list[Visit]]) -> list[list[Visit]]:
    """Calls by their days; one without a day stands after the stop that its article tells before it."""
    dated = sorted((c for c in calls if _first_day(c) is not None), key=lambda c: (_first_day(c), _order(c)))
    for call in sorted((c for c in calls if _first_day(c) is None), key=_order):
        dated.insert(_place_of(call, dated), call)
    return dated


def _order(call: list[Visit]) -> tuple[int, Spot, str]:
    return (min(v.number for v in call), call[0].spot, min(v.article for v in call))


def _first_day(call: list[Visit]) -> int | None:
    return min((days.first for v in call if (days := period(v.stop.date))), default=None)


def _place_of(call: list[Visit], others: list[list[Visit]]) -> int:
    """Where a call without a day goes among others: behind the last of those told before it, else before the first told after it."""
    before = [n for n, c in enumerate(others) if any(v.article == w.article and w.number < v.number for v in call for w in c)]
    after = [n for n, c in enumerate(others) if any(v.article == w.article and w.number > v.number for v in call for w in c)]
    return max(before) + 1 if before else min(after) if after else len(others)


def _stop(sources: Sources, call: list[Visit]) -> JoinedStop:
    dates = dates_told([(v.stop.date, v.article) for v in call if v.stop.date])
    status = max(call, key=lambda v: (sources.day(v.article), FINALITY[v.stop.status]))
    known = next((v.place for v in call if v.place.country), call[0].place)
    told = (sources.difference("date", dates), sources.difference("status", _outcomes(sources, call)))
    return JoinedStop(
        place=known.name,
        country=known.country,
        date=sources.most(dates, rank=exactness),
        status=status.stop.status,
        coverage=sources.coverage(v.article for v in call),
        differences=tuple(difference for difference in told if difference),
        articles=sources.articles(v.article for v in call),
    )


def _outcomes(sources: Sources, call: list[Visit]) -> list[tuple[str, str]]:
    """Whether the stop was made, as far as an article says it was or was not."""
    return [(v.stop.status, v.article) for v in call if v.stop.status != "planned"]


def _gaps(stops: tuple[JoinedStop, ...]) -> Iterator[Gap]:
    """The days between two stops with a day each, where there are any and no stop without a day lies between them."""
    for number, (one, other) in enumerate(pairwise(stops)):
        first, second = period(one.date), period(other.date)
        if first and second and second.first - first.last > LONGEST_GAP:
            yield Gap(number, number + 1, second.first - first.last - 1)


def _conflicts(stops: tuple[JoinedStop, ...], calls: list[list[Visit]]) -> Iterator[str]:
    """Where the reports cannot all be right, in a sentence each."""
    for stop in stops:
        for difference in stop.differences:
            yield f"{stop.place}: {difference.field} {' or '.join(claim.value for claim in difference.claims)}"
    for number, call in enumerate(calls):
        for later in calls[number + 1 :]:
            if _told_both_ways(call, later):
                one, other = stops[number].place, stops[calls.index(later)].place
                yield f"{one} before {other} in some reports, after it in others"


def _told_both_ways(one: list[Visit], other: list[Visit]) -> bool:
    """Whether some articles tell two stops in one order, some in the other."""
    orders = {v.number < w.number for v in one for w in other if v.article == w.article}
    return len(orders) > 1
