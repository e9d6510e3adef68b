"""Which tellings are of one meeting: who took part, when, where, in what form, and whether it came about.

Two tellings are joined where at least two parties agree and nothing contradicts: a date, a town, a form (a call is no visit), another minister of
the same country, or an outcome. A planned meeting becomes a held, postponed, cancelled or refused one; a postponed one is held later. What is not
told is presumed narrowly and counts for less. A false join is worse than a missed one: what could be of two meetings is left apart.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations

from dragoman.corpus.dates import Period, month, period
from dragoman.corpus.groups import Blocks, Kind, Verdict
from dragoman.corpus.reading import Reading
from dragoman.corpus.spots import Spot, spot
from dragoman.corpus.who import OFFICE, Who, excludes, pairs
from dragoman.records import Meeting

LEAST = 0.65
"""The score of a link. Two named persons on the same day make 0.9, two states on the same day in the same town 0.7."""
PARTIES, DATE, PLACE = 0.5, 0.3, 0.2
"""What the three parts of a score weigh."""
MARGIN = 0.02
REPORTED_WITHIN = 3
"""Days before publication in which a meeting took place that is reported without a date."""
PLANNED_WITHIN = 45
"""Days after publication in which a meeting is to take place that is announced without a date."""
PUT_OFF_WITHIN = 60
"""Days after which a postponed meeting that is made up for is another one."""
MOST_PARTIES = 10
"""Parties that a telling is looked up by; a list of more is looked up by the first of them."""
OTHER_DAYS = "other days"
CAME_ABOUT = {"held", "ongoing"}
FELL_THROUGH = {"cancelled", "refused"}
REMOTE = {"call", "video"}


@dataclass(frozen=True, slots=True)
class MeetingProfile:
    """What a telling says of a meeting. `days` are presumed where they are not stated; `told` is the day of publication where it matters."""

    parties: tuple[Who, ...]
    form: str
    status: str
    days: Period | None
    place: Spot | None
    told: int | None = None


def meeting_profile(reading: Reading, meeting: Meeting) -> MeetingProfile:
    """A meeting as an article tells it."""
    stated = period(meeting.date)
    days = stated or _presumed(meeting.status, reading.published)
    told = reading.published.first if reading.published and (stated is None or meeting.status == "postponed") else None
    place = None if meeting.form in REMOTE or meeting.place is None else spot(reading.places[meeting.place])
    parties = tuple(sorted({reading.who(id) for id in meeting.participants}))
    return MeetingProfile(parties, meeting.form, meeting.status, days, place, told)


def _presumed(status: str, published: Period | None) -> Period | None:
    """The days of a meeting that is told without a date."""
    if published is None:
        return None
    before = 0 if status == "planned" else REPORTED_WITHIN
    after = 0 if status in CAME_ABOUT else PLANNED_WITHIN
    return Period(published.first - before, published.last + after, stated=False)


def _order(profile: MeetingProfile) -> tuple[object, ...]:
    days, place = profile.days or Period(0, 0, False), profile.place or Spot("", "", False)
    return (days, profile.status, profile.form, place, profile.told or 0, profile.parties)


# ------------------------------------------------------------ looking up


def _blocks(profile: MeetingProfile) -> Blocks:
    """Pairs of parties and stretches of days: a person is filed by name alone, and also asks for those called by their side alone."""
    filed = {(pair, bucket) for pair in _pairs(profile, _names) for bucket in _buckets(profile, 0)}
    asked = {(pair, bucket) for pair in _pairs(profile, _names_and_sides) for bucket in (*_buckets(profile, 1), "undated")}
    return Blocks(frozenset(filed), frozenset(asked))


def _buckets(profile: MeetingProfile, margin: int) -> Iterator[int | str]:
    """The stretches of days in which the meeting may have been."""
    if profile.days is None:
        yield "undated"
    else:
        late = PUT_OFF_WITHIN if profile.status == "postponed" else 0
        yield from profile.days._replace(last=profile.days.last + late).buckets(margin)


def _pairs(profile: MeetingProfile, handles: object) -> set[tuple[str, str]]:
    called = [tuple(handles(party)) for party in profile.parties[:MOST_PARTIES]]  # type: ignore[operator]
    return {(min(a, b), max(a, b)) for one, other in combinations(called, 2) for a in one for b in other}


def _names(party: Who) -> Iterator[str]:
    if party.side and party.stands_for_side:
        yield f"side:{party.side}"
    else:
        yield from party.handles()


def _names_and_sides(party: Who) -> Iterator[str]:
    yield from _names(party)
    if party.named and party.side:
        yield f"side:{party.side}"


# ------------------------------------------------------------ weighing


def _weigh(one: MeetingProfile, other: MeetingProfile) -> Verdict:
    """What speaks for two tellings being of one meeting."""
    matched = pairs(one.parties, other.parties)
    if len(matched) < 2 or _other_persons(one, other, matched):
        return Verdict(conflict=True, reasons=("other participants",))
    values = [value for _, _, value in matched]
    same_persons = sum(value > OFFICE for a, _, value in matched if a.named) >= 2
    if not _forms_agree(one, other):
        return Verdict(conflict=True, reasons=(f"{one.form} and {other.form}",))
    place = _place(one, other)
    date = _date(one, other, same_persons, place)
    if place.conflict or date.conflict:
        return Verdict(conflict=True, reasons=place.reasons if place.conflict else date.reasons)
    parties = sum(values) / min(len(one.parties), len(other.parties))
    score = PARTIES * min(1.0, parties) + DATE * date.score + PLACE * place.score
    named = f"{len(values)} parties in common" if same_persons else f"{len(values)} sides in common"
    return Verdict(score if date.score else 0.0, False, (named, *date.reasons, *place.reasons, *_outcome(one, other)))


def _other_persons(one: MeetingProfile, other: MeetingProfile, matched: list[tuple[Who, Who, float]]) -> bool:
    """Whether both name somebody for one side, and not the same person."""
    met = {a for a, _, _ in matched}, {b for _, b, _ in matched}
    shared = {a.side for a, b, value in matched if value >= OFFICE}
    left = [w for w in one.parties if w not in met[0]], [w for w in other.parties if w not in met[1]]
    return any(excludes(a, b) and a.side not in shared for a in left[0] for b in left[1])


def _forms_agree(one: MeetingProfile, other: MeetingProfile) -> bool:
    """Whether a call may be the other's meeting: talks without a place may have been by telephone."""
    if (one.form in REMOTE) == (other.form in REMOTE):
        return True
    near = other if one.form in REMOTE else one
    return near.form == "talks" and near.place is None and _is_one_day(one, other)


def _is_one_day(one: MeetingProfile, other: MeetingProfile) -> bool:
    return one.days is not None and one.days == other.days and one.days.is_day


def _place(one: MeetingProfile, other: MeetingProfile) -> Verdict:
    if one.place is None or other.place is None:
        return Verdict(1.0 if one.form in REMOTE and other.form in REMOTE else 0.5)
    if one.place.same(other.place):
        return Verdict(1.0, reasons=("same place",))
    if not one.place.apart(other.place):
        return Verdict(0.6, reasons=("one place in the other",))
    within = one.place.country == other.place.country and _is_one_day(one, other)
    return Verdict(0.0, conflict=not within, reasons=(f"{one.place.name} and {other.place.name}",))


def _date(one: MeetingProfile, other: MeetingProfile, same_persons: bool, place: Verdict) -> Verdict:
    """How well the days agree, given how both say it came out."""
    if one.days is None or other.days is None:
        return Verdict(0.4 if same_persons and place.score >= 0.5 else 0.0, reasons=("day unknown",))
    if _outcomes_exclude(one, other):
        certain = _is_one_day(one, other) and same_persons
        return Verdict(0.5 if certain else 0.0, conflict=not certain, reasons=(f"{one.status} and {other.status}",))
    if "postponed" in (one.status, other.status) and one.status != other.status:
        return _made_up_for(one, other, same_persons)
    return _apart_in_days(one.days, other.days, place, same_persons and one.form in REMOTE)


def _outcomes_exclude(one: MeetingProfile, other: MeetingProfile) -> bool:
    pair = {one.status, other.status}
    return bool(pair & CAME_ABOUT and pair & FELL_THROUGH)


def _made_up_for(one: MeetingProfile, other: MeetingProfile, same_persons: bool) -> Verdict:
    """A postponed meeting and another telling: of the same day as first planned, or of when it was made up for."""
    put_off, after = (one, other) if one.status == "postponed" else (other, one)
    if put_off.days is None or after.days is None:
        return Verdict(reasons=("day unknown",))
    if put_off.days.stated and put_off.days.distance(after.days) == 0:
        return Verdict(0.9 if after.days.stated else 0.6, reasons=("same day",))
    from_day = put_off.told if put_off.told is not None else put_off.days.first
    gap = after.days.last - from_day
    if after.status in FELL_THROUGH or not 0 <= gap <= PUT_OFF_WITHIN + PLANNED_WITHIN or not same_persons:
        return Verdict(conflict=True, reasons=("too long after it was put off",))
    late = max(0, after.days.first - from_day)
    if late > PUT_OFF_WITHIN:
        return Verdict(conflict=True, reasons=("too long after it was put off",))
    return Verdict(0.7 - 0.3 * late / PUT_OFF_WITHIN, reasons=("put off before",))


def _apart_in_days(one: Period, other: Period, place: Verdict, call: bool) -> Verdict:
    distance = one.distance(other)
    if distance > 1 or (distance == 1 and not (one.is_day and other.is_day)):
        return Verdict(conflict=True, reasons=(OTHER_DAYS,))
    if distance == 1:  # another time zone, or a slip of one report; only where the place agrees
        same = call or place.score == 1.0
        return Verdict(0.6 if same else 0.0, reasons=("a day apart",))
    if one.is_day and other.is_day:
        return Verdict(1.0, reasons=("same day",))
    if one.stated and other.stated:
        return Verdict(0.7, reasons=("one date in the other",))
    if one.stated or other.stated:
        return _near_presumed(one, other)
    return Verdict(0.5, reasons=("reported within days",))


def _near_presumed(one: Period, other: Period) -> Verdict:
    """A stated date and a presumed one: the less, the longer the presumed days are and the farther the date is in them."""
    stated, presumed = (one, other) if one.stated else (other, one)
    far = max(0, stated.first - presumed.first)
    return Verdict(max(0.3, 0.65 - 0.35 * far / PLANNED_WITHIN), reasons=("within the days of the report",))


def _outcome(one: MeetingProfile, other: MeetingProfile) -> tuple[str, ...]:
    return (f"{one.status} and {other.status}",) if one.status != other.status else ()


def _put_off(one: MeetingProfile, other: MeetingProfile, group: list[MeetingProfile]) -> bool:
    """Whether two tellings are of other days only because the meeting was put off in between, as a third one tells."""
    if one.days is None or other.days is None or _weigh(one, other).reasons != (OTHER_DAYS,):
        return False
    early, late = sorted((one, other), key=lambda profile: profile.days or Period(0, 0))
    if early.status not in ("planned", "postponed") or late.status in FELL_THROUGH:
        return False
    between = [p for p in group if p.status == "postponed" and p is not late]
    return any(not _weigh(p, late).conflict and (p is early or not _weigh(p, early).conflict) for p in between)


CELLS: tuple[Callable[[MeetingProfile], Hashable], ...] = (
    lambda profile: profile.days and month(profile.days),
    lambda profile: (profile.days, profile.place),
    lambda profile: profile.parties,
)
MEETINGS: Kind[MeetingProfile] = Kind(_blocks, _weigh, _order, least=LEAST, excuses=_put_off, margin=MARGIN, cells=CELLS)
"""How meetings are joined."""
