"""Which tellings are one: a graph of likenesses that grows reading by reading, and the groups that it falls into.

Tellings that say exactly the same share a profile. Profiles are compared only where they share a key (a block), linked where they are alike
enough, and each connected part of the graph is cut into groups (groups.py). A part and its groups depend on nothing but the profiles in it, so
the groups are the same in whatever order readings come, and a new reading costs as much as the part it falls into.

Blocking follows Papadakis et al. (2020), "Blocking and Filtering Techniques for Entity Resolution".
"""

from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Generic

from dragoman.corpus import groups
from dragoman.corpus.groups import Blocks, Group, Join, Kind, P, Told, Verdict, around, closeness, cut, fits, part_of, weighed


class Clusters(Generic[P]):
    """The tellings of one kind of record, and the groups they fall into."""

    def __init__(self, kind: Kind[P]) -> None:
        self._kind = kind
        self._levels = len(kind.cells)
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
                part = part_of(profile, self._linked, self._levels)
                seen.update(part)
                self._cut(part)

    def _cut(self, part: list[P]) -> None:
        """Put the profiles of a part into groups."""
        for group in cut(self._kind, part, lambda profile: profile, self._around, self._readings.__getitem__):
            self._group.update(dict.fromkeys(group.profiles, group))

    def _around(self, profile: P) -> dict[P, Verdict]:
        return {other: self._links[profile][other] for other in around(profile, self._linked, self._levels)}

    def _linked(self, profile: P, level: int) -> Collection[P] | None:
        """Those that a profile is linked to at a level; None where they are too many."""
        links = self._links[profile]
        found = [other for other in links if closeness(self._kind, profile, other) >= level] if level else links
        return None if level < self._levels and len(found) > groups.MOST else found

    def _put(self, told: Told, profile: P) -> Iterator[P]:
        """File a telling; the profiles whose part it changes."""
        known = profile in self._tellings
        self._tellings.setdefault(profile, {})[told] = None
        readings = self._readings.setdefault(profile, {})
        readings[told.reading] = readings.get(told.reading, 0) + 1
        self._profile[told] = profile
        if not known:
            yield from self._link(profile)
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

    def _link(self, profile: P) -> Iterator[P]:
        """Link a profile to those like it; the profiles of the parts that it brings together, since these may become too large and be cut anew."""
        blocks = self._kind.blocks(profile)
        others = {p: None for key in blocks.asked for p in self._filed.get(key, ())}
        others.update({p: None for key in blocks.filed for p in self._asked_by.get(key, ())})
        links = {other: verdict for other in others if fits(self._kind, verdict := weighed(self._kind, profile, other))}
        seen: set[P] = set()
        for other in links:
            if other not in seen:
                seen.update(part_of(other, self._linked, self._levels))
        yield from seen
        self._links[profile] = links
        for other, verdict in links.items():
            self._links[other][profile] = verdict
        self._blocks[profile] = blocks
        for keys, table in ((blocks.filed, self._filed), (blocks.asked, self._asked_by)):
            for key in keys:
                table.setdefault(key, {})[profile] = None

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
