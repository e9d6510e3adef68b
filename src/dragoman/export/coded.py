"""Events as coded event data has them: PLOVER and CAMEO codes in full, the day, and one row for each ordered pair of sides.

Our record has one event for a meeting, however many took part; here alone it becomes many rows, each with the meeting's id and
a flag on those that only mirror another. What happens to a meeting follows the code books: planned is the intent to meet (CAMEO
036, PLOVER AGREE), refused or cancelled 125 and REJECT meet, postponed REJECT meet with no CAMEO code; the visitor visits (042)
and the host hosts (043); a meeting on a third country's ground is 044.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.export import codes
from dragoman.export.reading import LeftOut, Reading
from dragoman.periods import period
from dragoman.records import Actor, Event, Meeting, Place

Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""Actors and recipients."""
REMOTE = ("call", "video")
"""Forms of meetings to which nobody comes."""
COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD")
"""Types that PLOVER makes an AGREE of while they are only planned."""
RETREATS = ("084", "086", "087")
"""Beginnings of the CAMEO codes of yielding that PLOVER counts as RETREAT; the others are CONCEDE."""
TOLD_BY = {
    ("CONSULT", "done"): ("held", "ongoing"),
    ("CONSULT", "ongoing"): ("held", "ongoing"),
    ("CONSULT", "planned"): ("planned", "postponed"),
    ("REJECT", "done"): ("refused", "cancelled", "postponed"),
    ("AGREE", "done"): ("planned",),
}
"""The statuses of the meetings that an event of this type and status may tell of."""
CONSULTING = {"phone": "041", "third-party": "044"}
"""CAMEO codes of consultations by their mode, where no meeting says more."""
NEGATED = "events that did not happen (negated)"
UNCODED_PLAN = "planned events for which the format has no code"
POSTPONED = "events of postponed meetings, for which CAMEO has no code"
NO_CONTEXT = "contexts that PLOVER does not have"
ONE_SIDED = "events without a second side"


@dataclass(frozen=True, slots=True)
class Coded:
    """An event with its codes.

    `plover` and `mode` are of the present manual; `auxiliary` is future, negated or None. `cameo` is None where CAMEO has no code
    for it, `mirror` the code of the rows that go the other way. `day` is an ISO day and `basis` says where it is from: `text`,
    `text:month` (the first day of a coarser date), `published`.
    """

    event: Event
    meeting: Meeting | None
    plover: str
    mode: str
    auxiliary: str | None
    cameo: str | None
    mirror: str | None
    day: str | None
    basis: str | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: Place | None

    @property
    def score(self) -> float | None:
        """The PLOVER score of the mode, else of the type."""
        of_mode = codes.plover_codes()[self.plover, self.mode].score
        return of_mode if of_mode is not None else codes.plover_codes()[self.plover, ""].score

    @property
    def quad(self) -> int:
        """The quad class of the PLOVER type."""
        return codes.plover_codes()[self.plover, ""].quad


@dataclass(frozen=True, slots=True)
class Dyad:
    """One ordered pair of sides of an event; `mirrored` marks the row that only tells another one the other way round."""

    coded: Coded
    actor: Actor
    recipient: Actor | None
    mirrored: bool

    @property
    def cameo(self) -> str:
        """The CAMEO code of this row: the visitor visits, the host hosts."""
        code = self.coded.mirror if self.mirrored else self.coded.cameo
        assert code is not None
        return code

    @property
    def number(self) -> int:
        """An id made of the event and the two sides; of 52 bits, so that R and Stata, whose numbers have 53, keep it whole."""
        said = f"{self.coded.event.id}\x1f{self.actor.id}\x1f{self.recipient.id if self.recipient else ''}"
        return int(hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:13], 16)


def coded(reading: Reading) -> Iterator[Coded]:
    """Every event of a reading with its codes."""
    for event in reading.record.events:
        yield _coded(reading, event)


def _coded(reading: Reading, event: Event) -> Coded:
    meeting = meeting_of(reading, event)
    visit = _visit(reading, event, meeting) if meeting else None
    plover, mode, auxiliary = _plover(reading, event, meeting, visit)
    actors, recipients = visit if visit else (event.actors, event.recipients)
    cameo, mirror = _cameo(reading, event, meeting, visit)
    day, basis = _day(reading, event, auxiliary)
    return Coded(
        event,
        meeting,
        plover,
        mode,
        auxiliary,
        cameo,
        mirror,
        day,
        basis,
        tuple(reading.actors[a] for a in actors),
        tuple(reading.actors[r] for r in recipients),
        reading.place(event.place or (meeting.place if meeting else None)),
    )


def dyads(coded: Coded) -> Iterator[Dyad]:
    """The pairs of sides: actor and recipient, or where all act together every pair, once each way.

    Meetings go both ways even where one side visits the other. Somebody who acts with no recipient gives one row without one.
    """
    if coded.recipients:
        pairs = [(a, r) for a in coded.actors for r in coded.recipients]
    else:
        pairs = [(a, b) for n, a in enumerate(coded.actors) for b in coded.actors[n + 1 :]]
    for actor, recipient in pairs:
        yield Dyad(coded, actor, recipient, mirrored=False)
        if not coded.recipients or coded.event.event_type == "CONSULT":
            yield Dyad(coded, recipient, actor, mirrored=True)
    if not pairs:
        yield from (Dyad(coded, actor, None, mirrored=False) for actor in coded.actors)


def cameo_rows(reading: Reading, left_out: LeftOut, *, pairs_only: bool) -> Iterator[Dyad]:
    """The rows of the events that CAMEO has a code for; what it has none for is counted in `left_out`."""
    for one in coded(reading):
        if one.event.status == "negated":
            left_out[NEGATED] += 1
        elif one.cameo is None:
            left_out[POSTPONED if one.meeting and one.meeting.status == "postponed" else UNCODED_PLAN] += 1
        elif not one.actors or (pairs_only and not one.recipients and len(one.actors) < 2):
            left_out[ONE_SIDED] += 1
        else:
            yield from dyads(one)


def plover_rows(reading: Reading, left_out: LeftOut) -> Iterator[Dyad]:
    """The rows of the events that happened, or whose plan PLOVER counts as an agreement; the others are counted in `left_out`."""
    for one in coded(reading):
        if one.event.status == "negated":
            left_out[NEGATED] += 1
        elif one.auxiliary and one.plover not in ("AGREE", "REJECT"):
            left_out[UNCODED_PLAN] += 1
        elif not one.actors:
            left_out[ONE_SIDED] += 1
        else:
            yield from dyads(one)


def contexts(event: Event, left_out: LeftOut) -> tuple[str, ...]:
    """The contexts of an event that PLOVER has; others are counted in `left_out`."""
    known = tuple(context for context in event.contexts if context in codes.plover_contexts())
    left_out[NO_CONTEXT] += len(event.contexts) - len(known)
    return known


# ------------------------------------------------------------ which meeting


def meeting_of(reading: Reading, event: Event) -> Meeting | None:
    """The meeting that an event tells of: told in the same words, the sides of the event among its participants."""
    sides = {*event.actors, *event.recipients}
    statuses = TOLD_BY.get((event.event_type, event.status), ())
    found = [
        meeting
        for meeting in reading.record.meetings
        if meeting.status in statuses and sides <= set(meeting.participants) and set(meeting.evidence) & set(event.evidence)
    ]
    return min(found, key=lambda meeting: _distance(event, meeting), default=None)


def _distance(event: Event, meeting: Meeting) -> tuple[int, ...]:
    """How ill an event fits a meeting: form, words, place and date differ, and others took part."""
    remote = meeting.form in REMOTE
    others = len(meeting.participants) - len({*event.actors, *event.recipients})
    return (
        (event.mode == "phone") != remote,
        event.evidence != meeting.evidence,
        event.place != meeting.place,
        event.date != meeting.date,
        others,
    )


# ------------------------------------------------------------ PLOVER


def _plover(reading: Reading, event: Event, meeting: Meeting | None, visit: Sides | None) -> tuple[str, str, str | None]:
    """Type, mode (empty for none) and auxiliary mode."""
    if meeting and meeting.status == "postponed":
        return "REJECT", "meet", "future"
    if event.status == "planned" and event.event_type in COOPERATIVE:
        return "AGREE", "", "future"
    plover = _plover_type(event)
    mode = event.mode or (_meeting_mode(reading, meeting, visit) if meeting and plover == "CONSULT" else "")
    auxiliary = {"planned": "future", "negated": "negated"}.get(event.status)
    return plover, mode if (plover, mode) in codes.plover_codes() else "", auxiliary


def _plover_type(event: Event) -> str:
    """The type in the present manual, which has CONCEDE and RETREAT where the record has YIELD."""
    if event.event_type != "YIELD":
        return event.event_type
    retreats = ("RETREAT", event.mode or "-") in codes.plover_codes() or (event.cameo or "").startswith(RETREATS)
    return "RETREAT" if retreats else "CONCEDE"


def _meeting_mode(reading: Reading, meeting: Meeting, visit: Sides | None) -> str:
    if meeting.form in REMOTE:
        return "phone"
    if visit:
        return "visit"
    countries = _countries(reading, meeting)
    if len(countries) > 2:
        return "multilateral"
    return "third-party" if _on_third_ground(reading, meeting) else ""


def _on_third_ground(reading: Reading, meeting: Meeting) -> bool:
    """Whether a meeting of countries took place in the country of none of them."""
    place, countries = reading.place(meeting.place), _countries(reading, meeting)
    return bool(place and place.country and len(countries) > 1 and place.country not in countries)


def _countries(reading: Reading, meeting: Meeting) -> set[str]:
    return {c for p in meeting.participants if (c := reading.actors[p].country) and c not in codes.ABROAD}


def _visit(reading: Reading, event: Event, meeting: Meeting) -> Sides | None:
    """The visitors and those of the host's country, as PLOVER has actor and recipient; None where nobody is known to have come.

    Nobody comes to a meeting that is only planned, or by phone.
    """
    host = meeting.host
    if host is None or event.event_type != "CONSULT" or event.status == "planned" or meeting.form in REMOTE:
        return None
    if event.recipients:
        if host in event.recipients:
            return event.actors, event.recipients
        return (event.recipients, event.actors) if host in event.actors else None
    home = reading.actors[host].country
    visitors = tuple(a for a in event.actors if a != host and (home is None or reading.actors[a].country != home))
    hosts = tuple(a for a in event.actors if a not in visitors)
    return (visitors, hosts) if visitors and host in hosts else None


# ------------------------------------------------------------ CAMEO


def _cameo(reading: Reading, event: Event, meeting: Meeting | None, visit: Sides | None) -> tuple[str | None, str | None]:
    """The code of the rows, and of those that mirror them."""
    if meeting and meeting.status == "postponed":
        return None, None
    if event.status == "planned":
        code = codes.intents().get(event.event_type)
        return code, code
    if meeting and event.event_type in ("REJECT", "AGREE"):
        code = "125" if event.event_type == "REJECT" else codes.intents()["CONSULT"]
        return code, code
    finer = event.cameo if event.cameo and len(event.cameo) > 2 else None
    if meeting and event.event_type == "CONSULT" and not finer:
        return _meeting_codes(reading, meeting, visit)
    code = finer or CONSULTING.get(event.mode or "") or (codes.full_code(event.cameo) if event.cameo else None)
    code = code if code in codes.cameo_codes() else None
    return code, code


def _meeting_codes(reading: Reading, meeting: Meeting, visit: Sides | None) -> tuple[str, str]:
    if meeting.form in REMOTE:
        return "041", "041"
    if meeting.form == "talks":
        return "046", "046"
    if visit:
        return "042", "043"
    code = "044" if len(_countries(reading, meeting)) == 2 and _on_third_ground(reading, meeting) else "040"
    return code, code


# ------------------------------------------------------------ the day


def _day(reading: Reading, event: Event, auxiliary: str | None) -> tuple[str | None, str | None]:
    """The day of an event and where it is from; what is only planned is told, and so dated, on the day of publication."""
    told = period(event.date) if auxiliary != "future" else None
    if told:
        return told.first.isoformat(), "text" if told.precision == "day" else f"text:{told.precision}"
    published = reading.published()
    return (published.first.isoformat(), "published") if published else (None, None)
