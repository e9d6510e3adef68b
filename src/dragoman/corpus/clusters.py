"""Which tellings are one: a graph of likenesses that grows reading by reading, and the groups that it falls into.

Tellings that say exactly the same share a profile. Profiles are compared only where they share a key (a block), linked where they are alike
enough, and each connected part of the graph is cut into groups: strongest links first, never across a contradiction. A part and its groups depend on
nothing but the profiles in it, so the groups are the same in whatever order readings come, and a new reading costs as much as the part it falls into.

Blocking follows Papadakis et al. (2020), "Blocking and Filtering Techniques for Entity Resolution"; the greedy cut with cannot-links is
constrained agglomerative clustering (Davidson and Ravi 2005).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

P = TypeVar("P", bound=Hashable)


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
    of two profiles that exclude each other whether the others of their group explain it.
    """

    blocks: Callable[[P], Blocks]
    weigh: Callable[[P, P], Verdict]
    order: Callable[[P], object]
    least: float
    excuses: Callable[[P, P, list[P]], bool] | None = None
    margin: float = 0.0
    apart: bool = True


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


class Clusters(Generic[P]):
    """The tellings of one kind of record, and the groups they fall into."""

    def __init__(self, kind: Kind[P]) -> None:
        self._kind = kind
        self._tellings: dict[P, dict[Told, None]] = {}
        self._readings: dict[P, dict[str, int]] = {}
        self._profile: dict[Told, P] = {}
        self._filed: dict[Hashable, dict[P, None]] = {}
        self._blocks: dict[P, Blocks] = {}
        self._links: dict[P, dict[P, Verdict]] = {}
        self._group: dict[P, Group[P]] = {}
        self._asked_by: dict[Hashable, dict[P, None]] = {}

    # ------------------------------------------------------------ growing

    def change(self, gone: Iterable[Told], come: Iterable[tuple[Told, P]]) -> None:
        """Take tellings out and put others in, and cut anew the parts of the graph that this touches."""
        touched: dict[P, None] = {}
        for told in gone:
            touched.update(dict.fromkeys(self._take(told)))
        for told, profile in come:
            touched.update(dict.fromkeys(self._put(told, profile)))
        seen: set[P] = set()
        for profile in touched:
            if profile in self._tellings and profile not in seen:
                part = self._part(profile)
                seen.update(part)
                self._cut(part)

    def _put(self, told: Told, profile: P) -> Iterator[P]:
        """File a telling; the profiles whose part it changes."""
        known = profile in self._tellings
        self._tellings.setdefault(profile, {})[told] = None
        readings = self._readings.setdefault(profile, {})
        readings[told.reading] = readings.get(told.reading, 0) + 1
        self._profile[told] = profile
        if not known:
            self._link(profile)
        if not known or (self._kind.apart and self._links[profile]):
            yield profile

    def _take(self, told: Told) -> Iterator[P]:
        """Take a telling out; the profiles whose part it changes."""
        profile = self._profile.pop(told)
        del self._tellings[profile][told]
        readings = self._readings[profile]
        readings[told.reading] -= 1
        if not readings[told.reading]:
            del readings[told.reading]
        if self._tellings[profile]:
            yield profile
        else:
            yield from self._forget(profile)

    def _link(self, profile: P) -> None:
        blocks = self._kind.blocks(profile)
        others = {p: None for key in blocks.asked for p in self._filed.get(key, ())}
        others.update({p: None for key in blocks.filed for p in self._asked_by.get(key, ())})
        links = self._links.setdefault(profile, {})
        for other in others:
            verdict = self._weigh(profile, other)
            if verdict.score >= self._kind.least and not verdict.conflict:
                links[other] = self._links[other][profile] = verdict
        self._blocks[profile] = blocks
        for keys, table in ((blocks.filed, self._filed), (blocks.asked, self._asked_by)):
            for key in keys:
                table.setdefault(key, {})[profile] = None

    def _weigh(self, one: P, other: P) -> Verdict:
        """The verdict on two profiles, always asked in the same order, so that its reasons read the same whoever came first."""
        if self._kind.order(other) < self._kind.order(one):  # type: ignore[operator]
            one, other = other, one
        return self._kind.weigh(one, other)

    def _forget(self, profile: P) -> list[P]:
        """Take a profile out that nothing tells any more; those it was linked to."""
        blocks = self._blocks.pop(profile)
        for keys, table in ((blocks.filed, self._filed), (blocks.asked, self._asked_by)):
            for key in keys:
                del table[key][profile]
                if not table[key]:
                    del table[key]
        left = list(self._links.pop(profile))
        for other in left:
            del self._links[other][profile]
        del self._tellings[profile], self._readings[profile], self._group[profile]
        return left

    # ------------------------------------------------------------ cutting

    def _part(self, start: P) -> list[P]:
        """The connected part of the graph that a profile is in, in the order of its profiles."""
        found, waiting = {start: None}, [start]
        while waiting:
            for other in self._links[waiting.pop()]:
                if other not in found:
                    found[other] = None
                    waiting.append(other)
        return sorted(found, key=self._kind.order)  # type: ignore[arg-type]

    def _cut(self, part: list[P]) -> None:
        """Cut a part into groups: the strongest links first, none that would bring together what excludes each other."""
        groups = {profile: Group([profile]) for profile in part}
        place = {profile: number for number, profile in enumerate(part)}
        edges = sorted(
            (
                (-verdict.score, place[p], place[q], verdict)
                for p in part
                for q, verdict in self._links[p].items()
                if place[p] < place[q]
            ),
            key=lambda edge: edge[:3],
        )
        excluded: dict[tuple[int, int], bool] = {}
        for _, i, j, verdict in edges:
            one, other = groups[part[i]], groups[part[j]]
            if one is other or self._wavers(part[i], part[j], verdict) or self._wavers(part[j], part[i], verdict):
                continue
            both = [*one.profiles, *other.profiles]
            if any(self._exclude(p, q, place, excluded, both) for p in one.profiles for q in other.profiles):
                continue
            if len(one.profiles) < len(other.profiles):
                one, other = other, one
            one.profiles += other.profiles
            one.links += [*other.links, (part[i], part[j], verdict)]
            groups.update(dict.fromkeys(other.profiles, one))
        self._group.update(groups)

    def _exclude(self, one: P, other: P, place: dict[P, int], known: dict[tuple[int, int], bool], both: list[P]) -> bool:
        """Whether two profiles cannot be of one group; looked up where it was asked before."""
        if self._in_one_article(one, other):
            return True
        pair = (min(place[one], place[other]), max(place[one], place[other]))
        if pair not in known:
            known[pair] = other not in self._links[one] and self._weigh(one, other).conflict
        return known[pair] and not (self._kind.excuses and self._kind.excuses(one, other, both))

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
            and best not in self._links[other]
            and self._weigh(best, other).conflict
            for other, rival in self._links[profile].items()
        )

    # ------------------------------------------------------------ asking

    def groups(self) -> Iterator[Group[P]]:
        """Every group once."""
        seen: set[int] = set()
        for group in self._group.values():
            if id(group) not in seen:
                seen.add(id(group))
                yield group

    def group_of(self, told: Told) -> Group[P] | None:
        """The group that a telling is in; None for one that is not here."""
        profile = self._profile.get(told)
        return None if profile is None else self._group[profile]

    def tellings(self, group: Group[P]) -> list[Told]:
        """All tellings of a group, in order."""
        return sorted(told for profile in group.profiles for told in self._tellings[profile])

    def joins(self, group: Group[P]) -> list[Join]:
        """The links a group stands on, each between the first telling of either profile, the surest first."""
        found = []
        for one, other, verdict in group.links:
            first, second = sorted((min(self._tellings[one]), min(self._tellings[other])))
            found.append(Join(first, second, round(verdict.score, 3), verdict.reasons))
        return sorted(found, key=lambda join: (-join.score, join.one, join.other))
