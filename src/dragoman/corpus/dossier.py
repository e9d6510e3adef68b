"""The dossier: what many articles together tell, each thing once, with where it is told and what the reports disagree on.

Ids are made of the first telling of a thing (the earliest published), so that the same readings always give the same ids, and later
reports do not change them. Where articles differ, every version is kept with those who tell it, none averaged; what the dossier
itself gives is what most reports tell, the more exact first. A report is a text: copies of it in other papers are the same report.
"""

from dataclasses import dataclass

from dragoman.corpus.groups import Join, Told
from dragoman.records import Span


@dataclass(frozen=True, slots=True)
class Publication:
    """One article: `report` is the id of the text, which copies of it share; `id` is the article's own, `key` tells it apart from all others."""

    key: str
    id: str
    publisher: str | None
    published: str | None
    title: str | None
    url: str | None
    report: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often something is told: reports, copies counted once, and the publishers who printed them."""

    reports: int
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One version of a fact, and the articles that tell it so, by their keys."""

    value: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What reports tell otherwise: `field` is date, place, status, form or participants."""

    field: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class TenureEvidence:
    """What an article says of an office: who held which on that day, and the words."""

    actor: str
    title: str
    jurisdiction: str | None
    day: str | None
    article: str
    span: Span | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Holding:
    """An office over time: the first and last day on which an article gives it to the actor, and each time it does."""

    title: str
    jurisdiction: str | None
    first: str | None
    last: str | None
    evidence: tuple[TenureEvidence, ...]


@dataclass(frozen=True, slots=True)
class JoinedActor:
    """An actor of many articles: `names` are all it is called by, the usual one is `name`."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    names: tuple[str, ...]
    holdings: tuple[Holding, ...]
    coverage: Coverage
    tellings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Development:
    """A status that a meeting was reported in, from the first report that has it on."""

    status: str
    published: str | None
    date: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideReadout:
    """What one side reported of a meeting, through whom (actors of the dossier), in which statements."""

    side: str
    via: tuple[str, ...]
    statements: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class JoinedMeeting:
    """One meeting as all reports tell it. `status` is the last; `developments` how it came to it. Participants and host are actors of the dossier."""

    id: str
    form: str
    status: str
    participants: tuple[str, ...]
    host: str | None
    place: str | None
    country: str | None
    date: str | None
    coverage: Coverage
    developments: tuple[Development, ...]
    readouts: tuple[SideReadout, ...]
    differences: tuple[Difference, ...]
    tellings: tuple[Told, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class JoinedEvent:
    """One act as all reports tell it."""

    id: str
    event_type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    place: str | None
    date: str | None
    coverage: Coverage
    differences: tuple[Difference, ...]
    tellings: tuple[Told, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class JoinedStop:
    """One stop of a tour, with what reports tell otherwise of it."""

    place: str
    country: str | None
    date: str | None
    status: str
    coverage: Coverage
    differences: tuple[Difference, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of a tour of which nothing is told: after one stop and before the next, by their numbers from 0."""

    after: int
    before: int
    days: int


@dataclass(frozen=True, slots=True)
class JoinedTrip:
    """One tour joined over articles. Stops with a date are in its order; `conflicts` tell where the reports cannot all be right."""

    id: str
    traveller: str
    stops: tuple[JoinedStop, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[str, ...]
    coverage: Coverage
    tellings: tuple[Told, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class JoinedStatement:
    """The same words of the same speaker in two articles or more; `words` are those of the fullest telling."""

    id: str
    speaker: str
    words: str
    coverage: Coverage
    tellings: tuple[Told, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What many articles together tell."""

    publications: tuple[Publication, ...] = ()
    actors: tuple[JoinedActor, ...] = ()
    meetings: tuple[JoinedMeeting, ...] = ()
    events: tuple[JoinedEvent, ...] = ()
    trips: tuple[JoinedTrip, ...] = ()
    statements: tuple[JoinedStatement, ...] = ()
