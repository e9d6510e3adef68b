"""Groups of tellings that are one thing, cut out of a graph of likenesses: strongest links first, never across a contradiction.

The greedy cut with cannot-links is constrained agglomerative clustering (Davidson and Ravi 2005).
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

P = TypeVar("P", bound=Hashable)
N = TypeVar("N", bound=Hashable)
MOST = 100
"""Profiles that are cut together. More hang together only where two meet every day, or are told to without a date; these are cut by their cells."""
Linked = Callable[[N, int], Collection[N] | None]
"""Who a profile is linked to at a level (that many of their cells are the same); may be None where that is more than are cut together."""


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
    of two profiles that exclude each other whether the others of their group explain it. `cells` are what a profile is cut in where all that
    hangs together is too much, each within the one before.
    """

    blocks: Callable[[P], Blocks]
    weigh: Callable[[P, P], Verdict]
    order: Callable[[P], object]
    least: float
    excuses: Callable[[P, P, list[P]], bool] | None = None
    margin: float = 0.0
    apart: bool = True
    cells: tuple[Callable[[P], Hashable], ...] = ()


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


def part_of(start: N, linked: Linked[N], levels: int) -> list[N]:
    """What is cut together with a profile: all that hang together with it or, where these are more than `MOST`, those of its cell, and so on to
    the narrowest, in which all are taken.
    """
    for level in range(levels):
        found = together(start, linked, level, MOST)
        if found is not None:
            return found
    return together(start, linked, levels) or [start]


def together(start: N, linked: Linked[N], level: int, most: int | None = None) -> list[N] | None:
    """What can be reached over links of a level; None where that is more than `most`."""
    found, waiting = {start: None}, [start]
    while waiting:
        others = linked(waiting.pop(), level)
        if others is None:
            return None
        for other in others:
            if other not in found:
                found[other] = None
                waiting.append(other)
        if most is not None and len(found) > most:
            return None
    return list(found)


def around(node: N, linked: Linked[N], levels: int) -> Collection[N]:
    """Whom a profile is linked to, as far as it counts: at the widest level at which they are not too many."""
    found = (others for level in range(levels + 1) if (others := linked(node, level)) is not None)
    return next(found, ())


def cut(
    kind: Kind[P],
    part: Iterable[N],
    profile: Callable[[N], P],
    links: Callable[[N], Mapping[N, Verdict]],
    told: Callable[[N], Mapping[str, int]],
) -> list[Group[N]]:
    """The groups of a part whose profiles are named in some way: `links` are those around each, `told` how often each article tells it."""
    nodes = sorted(part, key=lambda node: kind.order(profile(node)))  # type: ignore[arg-type, return-value]
    if len(nodes) == 1:
        return [Group(nodes)]
    near = [links(node) for node in nodes]
    place = {node: at for at, node in enumerate(nodes)}
    for other in chain.from_iterable(near):
        place.setdefault(other, len(place))
    found = Cut(
        kind,
        [profile(node) for node in place],
        [{place[other]: verdict for other, verdict in some.items()} for some in near],
        [told(node) for node in nodes],
    ).groups()
    return [
        Group([nodes[at] for at in group.profiles], [(nodes[one], nodes[other], verdict) for one, other, verdict in group.links])
        for group in found
    ]


def closeness(kind: Kind[P], one: P, other: P) -> int:
    """How many cells two profiles have in common, from the widest on."""
    apart = (level for level, cell in enumerate(kind.cells) if cell(one) != cell(other))
    return next(apart, len(kind.cells))


class Cut(Generic[P]):
    """Cuts a part into groups. Profiles are named by their place: first those of the part, in order, each with its `links` and how often each
    article tells it (`readings`); then those outside that links lead to, who may make a profile waver.
    """

    def __init__(
        self, kind: Kind[P], profiles: Sequence[P], links: Sequence[Mapping[int, Verdict]], readings: Sequence[Mapping[str, int]]
    ) -> None:
        self._kind = kind
        self._profiles = profiles
        self._links = links
        self._readings = readings
        self._known: dict[tuple[int, int], bool] = {}

    def groups(self) -> list[Group[int]]:
        """The groups: the strongest links first, none that would bring together what excludes each other."""
        groups = [Group([place]) for place in range(len(self._links))]
        for one, other, verdict in self._edges():
            mine, theirs = groups[one], groups[other]
            if mine is theirs or self._wavers(one, other, verdict) or self._wavers(other, one, verdict):
                continue
            both = [self._profiles[place] for place in (*mine.profiles, *theirs.profiles)] if self._kind.excuses else []
            if any(self._exclude(p, q, both) for p in mine.profiles for q in theirs.profiles):
                continue
            if len(mine.profiles) < len(theirs.profiles):
                mine, theirs = theirs, mine
            mine.profiles += theirs.profiles
            mine.links += [*theirs.links, (one, other, verdict)]
            for place in theirs.profiles:
                groups[place] = mine
        return list({id(group): group for group in groups}.values())

    def _edges(self) -> list[tuple[int, int, Verdict]]:
        inside = len(self._links)
        listed = ((one, other, verdict) for one, links in enumerate(self._links) for other, verdict in links.items())
        return sorted((edge for edge in listed if edge[0] < edge[1] < inside), key=lambda edge: (-edge[2].score, *edge[:2]))

    def _exclude(self, one: int, other: int, both: list[P]) -> bool:
        """Whether two profiles cannot be of one group."""
        if self._kind.apart and self._in_one_article(one, other):
            return True
        if not self._contradict(one, other):
            return False
        return not (self._kind.excuses and self._kind.excuses(self._profiles[one], self._profiles[other], both))

    def _contradict(self, one: int, other: int) -> bool:
        """Whether one profile contradicts another; looked up where it was asked before."""
        if other in self._links[one]:
            return False
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = weighed(self._kind, self._profiles[one], self._profiles[other]).conflict
        return self._known[pair]

    def _in_one_article(self, one: int, other: int) -> bool:
        """Whether articles that tell both tell them as two: at least half of those that tell the rarer one."""
        few, many = sorted((self._readings[one], self._readings[other]), key=len)
        return 2 * sum(reading in many for reading in few) >= len(few)

    def _wavers(self, profile: int, best: int, verdict: Verdict) -> bool:
        """Whether a profile is as like to somebody else, who excludes the one it would be joined to."""
        return self._kind.margin > 0 and any(
            other != best and abs(rival.score - verdict.score) <= self._kind.margin and self._contradict(best, other)
            for other, rival in self._links[profile].items()
        )


def weighed(kind: Kind[P], one: P, other: P) -> Verdict:
    """The verdict on two profiles, always asked in the same order, so that its reasons read the same whoever came first."""
    if kind.order(other) < kind.order(one):  # type: ignore[operator]
        one, other = other, one
    return kind.weigh(one, other)


def fits(kind: Kind[P], verdict: Verdict) -> bool:
    """Whether two profiles are linked."""
    return verdict.score >= kind.least and not verdict.conflict
