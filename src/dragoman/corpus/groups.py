"""Groups of tellings that are one thing, cut out of a graph of likenesses: strongest links first, never across a contradiction.

The greedy cut with cannot-links is constrained agglomerative clustering (Davidson and Ravi 2005).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

P = TypeVar("P", bound=Hashable)
MOST = 100
"""Profiles that are cut together. More hang together only where two meet every day, or are told to without a date; these are cut by their cells."""


class Told(NamedTuple):
    """Where something is told: the key of the reading, and the id of the record in it."""

    reading: str
    record: str


class Verdict(NamedTuple):
    """What speaks for two profiles being one: `score` from 0 to 1, and why; `conflict` where they cannot be."""

    score: float = 0.0
    conflict: bool = False
    reasons: tuple[str, ...] = ()


class Blocks(NamedTuple):
    """The keys under which a profile is found, and those under which it looks for others."""

    filed: frozenset[Hashable]
    asked: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Kind(Generic[P]):
    """How profiles of one kind are joined. `least` is the score of a link; a profile that is as like two who exclude each other, give or take
    `margin`, is joined to neither. With `apart`, two records of one article are two things: its reader has joined what is one. `excuses` says
    of two profiles that exclude each other whether the others of their group explain it. `cell` is the stretch of days in which a profile is cut
    where all that hangs together is too much.
    """

    blocks: Callable[[P], Blocks]
    weigh: Callable[[P, P], Verdict]
    order: Callable[[P], object]
    least: float
    excuses: Callable[[P, P, list[P]], bool] | None = None
    margin: float = 0.0
    apart: bool = True
    cell: Callable[[P], Hashable] = lambda _: None


@dataclass(frozen=True, slots=True)
class Join:
    """A link that a group stands on: two tellings, how alike, and why."""

    one: Told
    other: Told
    score: float
    reasons: tuple[str, ...]


@dataclass(eq=False, slots=True)
class Group(Generic[P]):
    """Profiles that are one thing, with the links between them."""

    profiles: list[P]
    links: list[tuple[P, P, Verdict]] = field(default_factory=list)


def parts(kind: Kind[P], start: P, linked: Callable[[P], Iterable[P]], most: int | None = None) -> list[P]:
    """The profiles that are cut together with one: all that hang together with it or, where these are more than `most`, those of its cell."""
    most = MOST if most is None else most
    found = reached(start, linked, most + 1)
    if len(found) > most:
        cell = kind.cell(start)
        found = reached(start, lambda profile: (p for p in linked(profile) if kind.cell(p) == cell))
    return sorted(found, key=kind.order)  # type: ignore[arg-type]


def reached(start: P, linked: Callable[[P], Iterable[P]], most: int | None = None) -> list[P]:
    """What can be reached over links; not more than `most`, if given."""
    found, waiting = {start: None}, [start]
    while waiting and (most is None or len(found) < most):
        for other in linked(waiting.pop()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)[:most]


class Cut(Generic[P]):
    """Cuts a part into groups. `part` is in order; `links` are all those of its profiles, `readings` the articles that tell each."""

    def __init__(
        self, kind: Kind[P], part: list[P], links: Mapping[P, Mapping[P, Verdict]], readings: Mapping[P, Mapping[str, int]]
    ) -> None:
        self._kind = kind
        self._place = {profile: number for number, profile in enumerate(part)}
        self._links = links
        self._readings = readings
        self._known: dict[tuple[int, int], bool] = {}

    def groups(self) -> dict[P, Group[P]]:
        """The group of each profile: the strongest links first, none that would bring together what excludes each other."""
        groups = {profile: Group([profile]) for profile in self._place}
        for one, other, verdict in self._edges():
            mine, theirs = groups[one], groups[other]
            if mine is theirs or self._wavers(one, other, verdict) or self._wavers(other, one, verdict):
                continue
            both = [*mine.profiles, *theirs.profiles]
            if any(self._exclude(p, q, both) for p in mine.profiles for q in theirs.profiles):
                continue
            if len(mine.profiles) < len(theirs.profiles):
                mine, theirs = theirs, mine
            mine.profiles += theirs.profiles
            mine.links += [*theirs.links, (one, other, verdict)]
            groups.update(dict.fromkeys(theirs.profiles, mine))
        return groups

    def _edges(self) -> list[tuple[P, P, Verdict]]:
        place = self._place
        edges = [(p, q, verdict) for p in place for q, verdict in self._links[p].items() if place[p] < place.get(q, 0)]
        return sorted(edges, key=lambda edge: (-edge[2].score, place[edge[0]], place[edge[1]]))

    def _exclude(self, one: P, other: P, both: list[P]) -> bool:
        """Whether two profiles cannot be of one group; looked up where it was asked before."""
        if self._in_one_article(one, other):
            return True
        pair = (min(self._place[one], self._place[other]), max(self._place[one], self._place[other]))
        if pair not in self._known:
            self._known[pair] = other not in self._links[one] and weighed(self._kind, one, other).conflict
        return self._known[pair] and not (self._kind.excuses and self._kind.excuses(one, other, both))

    def _in_one_article(self, one: P, other: P) -> bool:
        """Whether articles that tell both tell them as two: at least half of those that tell the rarer one."""
        if not self._kind.apart:
            return False
        few, many = sorted((self._readings[one], self._readings[other]), key=len)
        return 2 * sum(reading in many for reading in few) >= len(few)

    def _wavers(self, profile: P, best: P, verdict: Verdict) -> bool:
        """Whether a profile is as like to somebody else, who excludes the one it would be joined to."""
        return self._kind.margin > 0 and any(
            other is not best
            and abs(rival.score - verdict.score) <= self._kind.margin
            and other not in self._links[best]
            and weighed(self._kind, best, other).conflict
            for other, rival in self._links[profile].items()
        )


def weighed(kind: Kind[P], one: P, other: P) -> Verdict:
    """The verdict on two profiles, always asked in the same order, so that its reasons read the same whoever came first."""
    if kind.order(other) < kind.order(one):  # type: ignore[operator]
        one, other = other, one
    return kind.weigh(one, other)
