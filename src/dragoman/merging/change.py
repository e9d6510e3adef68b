"""A change in the graph of the store: tellings taken out and put in, profiles linked, and the rows of the dossier that hang on them made anew."""

import json
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from dragoman.corpus.groups import MOST, Cut, Group, Kind, Verdict, parts, reached, weighed
from dragoman.store import dossier, graph
from dragoman.store import tables as t
from dragoman.store.codec import build, to_text
from dragoman.store.dossier import Row
from dragoman.store.graph import Link, Telling

DEEP = 4
"""Steps from what has changed within which links are fetched together."""
K = TypeVar("K")
V = TypeVar("V")
Joiner = Callable[[Group[Any], Mapping[Any, list[int]]], Row]
"""Makes the row of a group, given the keys of the records that tell each profile; its number and records are filled in later."""


class Recent(OrderedDict[K, V], Generic[K, V]):
    """What was used last, up to a number."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def keep(self, key: K, value: V) -> V:
        """Keep a value, and let go of the oldest beyond the number."""
        self[key] = value
        while len(self) > self.most:
            self.popitem(last=False)
        return value


class Change:
    """A change of the tellings of one kind, in the tables."""

    def __init__(self, connection: Connection, kind: str, how: Kind[Any], made_of: type[Any], known: Recent[int, Any]) -> None:
        self._connection = connection
        self._kind = kind
        self._how = how
        self._type = made_of
        self._known = known
        self._links: dict[int, dict[int, Link]] = {}
        self._number: dict[Any, int] = {}
        self._old_rows: set[int] = set()
        self._tellings: dict[int, list[tuple[int, int | None]]] = {}

    def make(self, gone: dict[Telling, int], come: dict[Telling, Any], join: Joiner, changed: Collection[int]) -> None:
        """Take tellings out and put others in, and make anew the rows of the dossier that this touches; `changed` are readings with new content."""
        if not gone and not come:
            return
        numbers = {at: self._numbered(profile) for at, profile in come.items()}
        touched = self._put(gone, come, numbers)
        self._make_rows(touched, join, changed)

    def _put(self, gone: dict[Telling, int], come: dict[Telling, Any], numbers: dict[Telling, int]) -> set[int]:
        """Change tellings and profiles; the profiles whose parts that may change."""
        stay = {at for at, profile in gone.items() if numbers.get(at) == profile}
        left = {profile for at, profile in gone.items() if at not in stay}
        self._old_rows = self._rows_of(left)
        graph.drop_tellings(self._connection, gone.keys() - stay)
        touched = set(numbers.values()) | left
        orphans = left - set(numbers.values()) - set(graph.tellings_of(self._connection, left))
        touched |= self._drop(orphans)
        profiles = {number: come[at] for at, number in numbers.items()}
        known = graph.known_profiles(self._connection, profiles)
        touched |= self._add({number: profile for number, profile in profiles.items() if number not in known})
        graph.add_tellings(self._connection, {at: number for at, number in numbers.items() if at not in stay})
        return touched - orphans

    def _rows_of(self, profiles: Iterable[int]) -> set[int]:
        found = graph.tellings_of(self._connection, profiles)
        return {row for told in found.values() for _, row in told if row is not None}

    def _drop(self, orphans: set[int]) -> set[int]:
        """Remove profiles; those they were linked to."""
        if not orphans:
            return set()
        self._learn(orphans)
        blocks = [row for number in orphans for row in self._blocks(number, self._profile(number))]
        near = {other for links in graph.links_of(self._connection, orphans).values() for other in links}
        graph.drop_profiles(self._connection, orphans, blocks)
        return near - orphans

    def _add(self, new: dict[int, Any]) -> set[int]:
        """Keep new profiles and link them; the profiles of the parts that they bring together."""
        if not new:
            return set()
        blocks = {number: self._blocks(number, profile) for number, profile in new.items()}
        content = {number: to_text(profile) for number, profile in new.items()}
        graph.add_profiles(self._connection, self._kind, content, chain.from_iterable(blocks.values()))
        near = self._near(blocks)
        self._learn({other for others in near.values() for other in others})
        links: dict[tuple[int, int], Link] = {}
        for number, others in near.items():
            for other in others:
                if (other, number) not in links and (verdict := self._alike(new[number], self._profile(other))):
                    links[number, other] = verdict
        touched = {other for pair in links for other in pair} - set(new)
        self._fetch(touched)
        for number in list(touched):
            # Parts that are brought together may become too large to be cut whole, and are then cut anew in all their cells.
            found = reached(number, self._neighbours, MOST + 1)
            touched |= set(found) if len(found) <= MOST else set()
        graph.add_links(self._connection, links)
        self._links.clear()
        return touched

    def _alike(self, one: Any, other: Any) -> Link | None:
        verdict = weighed(self._how, one, other)
        fits = verdict.score >= self._how.least and not verdict.conflict
        return Link(verdict.score, verdict.reasons) if fits else None

    def _blocks(self, number: int, profile: Any) -> list[tuple[int, bool, int]]:
        blocks = self._how.blocks(profile)
        filed = {graph.block_number(self._kind, key) for key in blocks.filed}
        # Whoever is filed under a key asks for it too, and so needs no second row.
        asked = {graph.block_number(self._kind, key) for key in blocks.asked - blocks.filed}
        return [*((block, False, number) for block in sorted(filed)), *((block, True, number) for block in sorted(asked))]

    def _near(self, blocks: dict[int, list[tuple[int, bool, int]]]) -> dict[int, set[int]]:
        """The profiles that each new one is compared with."""
        filed, asked = defaultdict(set), defaultdict(set)
        for number, rows in blocks.items():
            for block, asks, _ in rows:
                asked[block].add(number)
                if not asks:
                    filed[block].add(number)
        one_way = any(asks for rows in blocks.values() for _, asks, _ in rows)
        near: dict[int, set[int]] = {number: set() for number in blocks}
        for block, asks, profile in graph.filed_under(self._connection, filed if one_way else (), asked):
            for number in (filed if asks else asked)[block]:
                if number != profile:
                    near[number].add(profile)
        return near

    # ------------------------------------------------------------ parts and groups

    def _make_rows(self, touched: set[int], join: Joiner, changed: Collection[int]) -> None:
        """Cut the parts that profiles are in, and make rows of the groups."""
        self._fetch(touched)
        self._learn(self._links)
        self._tell(self._links)
        seen: set[int] = set()
        groups: list[Group[Any]] = []
        records: dict[Any, list[int]] = {}
        gone: set[int] = set(self._old_rows)
        for number in sorted(touched):
            if number in seen:
                continue
            part = parts(self._how, self._profile(number), self._linked)
            inside = [self._number[profile] for profile in part]
            seen.update(inside)
            self._tell(inside)
            gone |= {row for number in inside for _, row in self._tellings[number] if row is not None}
            records |= {p: sorted(key for key, _ in self._tellings[n]) for p, n in zip(part, inside, strict=True)}
            counted = {profile: _counted(records[profile]) for profile in part}
            made = Cut(self._how, part, self._verdicts(inside), counted).groups()
            groups += {id(group): group for group in made.values()}.values()
        self._replace(groups, records, gone, join, changed)

    def _replace(
        self, groups: list[Group[Any]], records: dict[Any, list[int]], gone: set[int], join: Joiner, changed: Collection[int]
    ) -> None:
        """Put the rows of groups in the place of those that are gone; one that would be the same stays."""
        come = []
        for group in groups:
            keys = tuple(sorted(key for profile in group.profiles for key in records[profile]))
            number = self._row_number(group, keys)
            if number in gone and not {key >> t.BITS for key in keys} & set(changed):
                gone.discard(number)
            else:
                row = join(group, {profile: records[profile] for profile in group.profiles})
                come.append(replace(row, number=number, records=keys))
        dossier.replace_rows(self._connection, sorted(gone), come)

    def _row_number(self, group: Group[Any], keys: tuple[int, ...]) -> int:
        """The number of a row, made of what it stands on: the records that tell it and the links between them."""
        links = sorted((*sorted((self._number[one], self._number[other])), verdict.score) for one, other, verdict in group.links)
        return graph.numbered(f"row of {self._kind}", repr((keys, links)), min(keys) >> t.BITS)

    def _tell(self, numbers: Iterable[int]) -> None:
        """Have at hand what tells profiles."""
        missing = [number for number in numbers if number not in self._tellings]
        self._tellings |= {number: [] for number in missing} | graph.tellings_of(self._connection, missing)

    def _verdicts(self, numbers: list[int]) -> dict[Any, dict[Any, Verdict]]:
        self._fetch(numbers, deep=1)
        self._learn({other for number in numbers for other in self._links[number]})
        return {
            self._profile(number): {
                self._profile(other): Verdict(link.score, False, link.reasons) for other, link in self._links[number].items()
            }
            for number in numbers
        }

    def _linked(self, profile: Any) -> list[Any]:
        return [self._profile(other) for other in self._neighbours(self._number[profile])]

    def _neighbours(self, number: int) -> list[int]:
        if number not in self._links:
            self._fetch([number])
        return sorted(self._links[number])

    def _fetch(self, numbers: Iterable[int], deep: int = DEEP) -> None:
        """Have the links of profiles at hand, and those of what they lead to."""
        wanted = set(numbers)
        for _ in range(deep):
            wanted -= self._links.keys()
            if not wanted:
                return
            found = graph.links_of(self._connection, wanted)
            self._links.update(found)
            wanted = {other for links in found.values() for other in links}

    # ------------------------------------------------------------ profiles

    def _numbered(self, profile: Any) -> int:
        """The number of a profile, which is remembered with it."""
        number = graph.numbered(self._kind, to_text(profile), day_of(profile))
        self._known.keep(number, profile)
        self._number[profile] = number
        return number

    def _learn(self, numbers: Collection[int]) -> None:
        """Have profiles at hand."""
        missing = [number for number in numbers if number not in self._known]
        self._known.most = max(self._known.most, 2 * len(missing))
        for number, content in graph.known_profiles(self._connection, missing).items():
            self._known.keep(number, build(self._type, json.loads(content)))

    def _profile(self, number: int) -> Any:
        if number not in self._known:
            self._learn([number])
        profile = self._known[number]
        self._number[profile] = number
        return profile


def _counted(keys: Iterable[int]) -> dict[str, int]:
    """How often each reading tells a profile."""
    counts: dict[str, int] = defaultdict(int)
    for key in keys:
        counts[str(key >> t.BITS)] += 1
    return counts


def day_of(profile: Any) -> int | None:
    """A day of what a profile is about, None where there is none."""
    days = [profile.days] if hasattr(profile, "days") else [stop.days for stop in getattr(profile, "stops", ())]
    return min((period.first for period in days if period), default=None)
