"""Every record type, free of any other part of Dragoman.

Records are frozen. What the text says (spans) and what we believe (ids, codes, dates) are separate fields. Unknown is
None, absent is an empty tuple. `rule` names the rule that made a record; `confidence` is from 0 to 1, or None.
Records refer to each other by id; an id is made of the article and of what the record says, so the same text always
gives the same ids.
"""

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the article's text in Unicode code points, `end` exclusive."""

    start: int
    end: int


def record_id(article: str, kind: str, *parts: object) -> str:
    """A short id that depends on nothing but its arguments."""
    said = "\x1f".join([article, kind, *(repr(part) for part in parts)])
    return f"{kind}-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Office:
    """A post as held on the day of the report. `basis` is `text` (the article says so) or `register`."""

    title: str
    jurisdiction: str | None
    start: str | None = None
    end: str | None = None
    basis: str = "text"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a person, state, government, ministry, organisation, armed group or people.

    `country` is ISO 3166-1 alpha-3 of the side the actor acts for, or IGO, NGO, MNC, IMG; `sector` is PLOVER's.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    office: Office | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `precision` is what its point stands for: city, island, region, country, sea, venue."""

    id: str
    name: str
    kind: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    geonames: int | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: TIMEX3 `type` and `value`, the days it covers (`end` exclusive), its `grain` and the date it was reckoned from."""

    id: str
    span: Span
    type: str
    value: str | None
    start: str | None = None
    end: str | None = None
    grain: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Readout:
    """What one side reported of a meeting: the statements, and through whom they came."""

    side: str
    via: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two or more sides that met, are to meet, or did not.

    `form`: in_person, call, video, talks, summit, ceremony. `status`: held, ongoing, planned, refused, postponed, cancelled.
    """

    id: str
    form: str
    status: str
    participants: tuple[str, ...]
    host: str | None = None
    place: str | None = None
    time: str | None = None
    date: str | None = None
    topics: tuple[Span, ...] = ()
    readouts: tuple[Readout, ...] = ()
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a trip. `status`: made, planned, cancelled."""

    place: str
    date: str | None = None
    status: str = "made"
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Trip:
    """A named traveller's journey abroad, its stops in the order travelled. `duration` is a TIMEX3 value (P1W)."""

    id: str
    traveller: str
    stops: tuple[Stop, ...]
    duration: str | None = None
    purpose: Span | None = None
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said. `kind`: direct, indirect, mixed. `via` names who relayed it, nearest the speaker first.

    `speaker` is None where it is no actor that the text lets us know: a poll, a report, "analysts"; `speaker_mention` has the words.
    `status`: said, negated ("did not say"), hypothetical ("would say").
    `cue_class` is the lexicon's class of the cue (say, demand, condemn, ...), None where there is no cue.
    """

    id: str
    speaker: str | None
    content: tuple[Span, ...]
    kind: str
    cue: Span | None = None
    cue_class: str | None = None
    speaker_mention: Span | None = None
    via: tuple[str, ...] = ()
    addressee: str | None = None
    time: str | None = None
    date: str | None = None
    place: str | None = None
    meeting: str | None = None
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float | None = None
    status: str = "said"

    @property
    def voices(self) -> tuple[str, ...]:
        """The actors through whom the words came, the speaker first where it is known."""
        return (self.speaker, *self.via) if self.speaker else self.via


@dataclass(frozen=True, slots=True)
class Stance:
    """What an actor wants or opposes. `object` is the exact words; `condition` those on which it hangs ("unless the road is opened");
    `statement` the statement it was drawn from."""

    id: str
    holder: str
    polarity: str
    object: Span
    strength: str | None = None
    issue: str | None = None
    target: str | None = None
    condition: Span | None = None
    statement: str | None = None
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A political act between sides, coded in PLOVER. `status`: done, ongoing, planned, negated.

    `actors` is empty where the text does not name who did it, `recipients` where all act together or the other side is not named.
    """

    id: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    event_type: str
    status: str = "done"
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int | None = None
    goldstein: float | None = None
    time: str | None = None
    date: str | None = None
    place: str | None = None
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything read out of one article."""

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    trips: tuple[Trip, ...] = ()
    statements: tuple[Statement, ...] = ()
    stances: tuple[Stance, ...] = ()
    events: tuple[Event, ...] = field(default=())

    @property
    def said(self) -> tuple[Statement, ...]:
        """The statements that were really made, by whomever."""
        return tuple(s for s in self.statements if s.status == "said")

    @property
    def spoken(self) -> tuple[Statement, ...]:
        """The statements that were really made, by a known actor."""
        return tuple(s for s in self.said if s.speaker is not None)
