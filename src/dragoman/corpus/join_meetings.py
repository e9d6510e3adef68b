"""A meeting of the dossier out of its tellings: how it came about, readouts by side, and what the reports tell otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.corpus.dossier import Development, Difference, JoinedMeeting, SideReadout
from dragoman.corpus.groups import Join, Told
from dragoman.corpus.reading import Reading
from dragoman.corpus.spots import spot
from dragoman.corpus.telling import LATEST, Sources, dates_told, exactness
from dragoman.records import Actor, Meeting, Place

FINALITY = ("planned", "postponed", "refused", "cancelled", "ongoing", "held")
"""Of statuses reported on one day, the later in this list is the later in fact."""
FINAL = {"held", "ongoing", "refused", "cancelled"}
NEARBY = ("in_person", "talks", "summit", "ceremony")


@dataclass(frozen=True, slots=True)
class Telling:
    """A meeting as one article tells it."""

    told: Told
    reading: Reading
    meeting: Meeting

    @property
    def article(self) -> str:
        """The key of its article."""
        return self.told.reading

    @property
    def place(self) -> Place | None:
        """Where the article has it."""
        return self.reading.places[self.meeting.place] if self.meeting.place else None


def join_meeting(sources: Sources, meetings: dict[Told, Meeting], joins: list[Join]) -> JoinedMeeting:
    """The meeting that these tellings are of."""
    tellings = [Telling(told, sources.reading(told.reading), meetings[told]) for told in sources.in_order(meetings)]
    developments = tuple(_developments(sources, tellings))
    last = _last(tellings)
    settled = [t for t in tellings if t.meeting.status == last.meeting.status or _both_came_about(t, last)]
    place = _place(sources, settled) or _place(sources, tellings)
    return JoinedMeeting(
        id=sources.id("meeting", list(meetings)),
        form=sources.most(((t.meeting.form, t.article) for t in settled), rank=_form_rank) or last.meeting.form,
        status=last.meeting.status,
        participants=_participants(sources, settled),
        host=sources.most((sources.actor(Told(t.article, t.meeting.host)), t.article) for t in settled if t.meeting.host),
        place=place.name if place else None,
        country=place.country if place else None,
        date=_date(sources, settled) or _date(sources, tellings),
        coverage=sources.coverage(t.article for t in tellings),
        developments=developments,
        readouts=tuple(_readouts(sources, tellings)),
        differences=tuple(_differences(sources, settled, tellings)),
        tellings=tuple(t.told for t in tellings),
        joins=tuple(joins),
    )


def _last(tellings: list[Telling]) -> Telling:
    """The telling that has the last word on the status: one that it came about, if any, else the latest published."""
    held = [t for t in tellings if t.meeting.status in ("held", "ongoing")]
    return max(held or tellings, key=_when)


def _when(telling: Telling) -> tuple[str, int]:
    return (telling.reading.article.published or LATEST, FINALITY.index(telling.meeting.status))


def _both_came_about(one: Telling, other: Telling) -> bool:
    return {one.meeting.status, other.meeting.status} <= {"held", "ongoing"}


def _form_rank(form: str) -> object:
    """The more telling form first, of forms that as many reports tell."""
    order = ("summit", "ceremony", "video", "call", "talks", "in_person")
    return order.index(form) if form in order else len(order)


# ------------------------------------------------------------ who, where, when


def _participants(sources: Sources, tellings: list[Telling]) -> tuple[str, ...]:
    """The participants whom any report names, those of most reports first, else as first told; a state is left out where somebody of it is named."""
    named = {
        id: actor
        for t in tellings
        for p in t.meeting.participants
        for id, actor in [(_actor(sources, t, p), t.reading.actors[p])]
    }
    persons = {actor.country for actor in named.values() if actor.kind == "person" and actor.country}
    reports: dict[str, set[str]] = {}
    for t in tellings:
        for p in t.meeting.participants:
            reports.setdefault(_actor(sources, t, p), set()).add(sources.report(t.article))
    kept = [id for id in reports if not _is_stand_in(named[id], persons)]
    return tuple(sorted(kept, key=lambda id: -len(reports[id])))


def _actor(sources: Sources, telling: Telling, id: str) -> str:
    return sources.actor(Told(telling.article, id))


def _is_stand_in(actor: Actor, persons: set[str]) -> bool:
    """Whether a state or its government stands for somebody whom other reports name."""
    return actor.kind in ("state", "government") and actor.country in persons


def _place(sources: Sources, tellings: list[Telling]) -> Place | None:
    """Where most reports have it, a town before a country."""
    named = {(spot(place), t.article): place for t in tellings if (place := t.place)}
    chosen = sources.most(((s, article) for s, article in named if s and not s.coarse)) or sources.most(
        (s, article) for s, article in named if s
    )
    return next((place for (s, _), place in sorted(named.items(), key=lambda item: item[0][1]) if s == chosen), None)


def _date(sources: Sources, tellings: list[Telling]) -> str | None:
    """The date that most reports tell, less exact ones set aside."""
    claims = dates_told([(t.meeting.date, t.article) for t in tellings if t.meeting.date])
    return sources.most(claims, rank=exactness)


# ------------------------------------------------------------ how it came about, who told


def _developments(sources: Sources, tellings: list[Telling]) -> Iterator[Development]:
    """The statuses in the order in which they were first reported."""
    by_status: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda t: (*_when(t), t.told)):
        by_status.setdefault(telling.meeting.status, []).append(telling)
    for status, told in by_status.items():
        yield Development(
            status, told[0].reading.article.published, _date(sources, told), sources.articles(t.article for t in told)
        )


def _readouts(sources: Sources, tellings: list[Telling]) -> Iterator[SideReadout]:
    """The readouts of all reports, by side and channel."""
    channels: dict[tuple[str, tuple[str, ...]], list[Told]] = {}
    for t in tellings:
        for readout in t.meeting.readouts:
            via = tuple(_actor(sources, t, id) for id in readout.via)
            channels.setdefault((readout.side, via), []).extend(Told(t.article, id) for id in readout.statements)
    for (side, via), statements in sorted(channels.items()):
        yield SideReadout(side, via, tuple(dict.fromkeys(statements)))


# ------------------------------------------------------------ what reports tell otherwise


def _differences(sources: Sources, settled: list[Telling], tellings: list[Telling]) -> Iterator[Difference]:
    found = (
        sources.difference("date", dates_told([(t.meeting.date, t.article) for t in settled if t.meeting.date])),
        sources.difference("place", _places_told(settled)),
        sources.difference("form", [(t.meeting.form, t.article) for t in settled if t.meeting.form not in NEARBY[:2]]),
        sources.difference("status", [(_outcome(t), t.article) for t in tellings if t.meeting.status in FINAL]),
        _other_participants(sources, settled),
    )
    return (difference for difference in found if difference)


def _outcome(telling: Telling) -> str:
    return "held" if telling.meeting.status == "ongoing" else telling.meeting.status


def _places_told(tellings: list[Telling]) -> list[tuple[str, str]]:
    """The places that exclude each other, each with its article."""
    places = [(place, spot(place), t.article) for t in tellings if (place := t.place)]
    others = {s for _, s, _ in places if s}
    return [(place.name, article) for place, s, article in places if s and any(s.apart(other) for other in others)]


def _other_participants(sources: Sources, tellings: list[Telling]) -> Difference | None:
    """Who is named by some reports only, where they name persons on that side at all."""
    lists = [(_persons(sources, t), t.article) for t in tellings]
    lists = [(named, article) for named, article in lists if len(named) > 1]
    if len({frozenset(named) for named, _ in lists}) < 2:
        return None
    return sources.difference("participants", [(", ".join(sorted(named.values())), article) for named, article in lists])


def _persons(sources: Sources, telling: Telling) -> dict[str, str]:
    """The named persons of a telling by their ids in the dossier."""
    actors = [(id, telling.reading.actors[id]) for id in telling.meeting.participants]
    return {_actor(sources, telling, id): actor.name for id, actor in actors if actor.kind == "person"}
