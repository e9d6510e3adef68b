"""A change in the graph of the store: tellings taken out and put in, profiles linked, and the rows of the dossier that hang on them made anew."""

import json
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from dragoman.corpus import groups
from dragoman.corpus.groups import Group, Kind, Verdict, closeness, cut, fits, together, weighed
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


class Links:
    """The links of profiles, as far as they were asked for: of each profile those of the widest level at which they are not too many to be cut
    together, or of the `last`.
    """

    def __init__(self, connection: Connection, last: int) -> None:
        self._connection = connection
        self._last = last
        self._found: dict[int, tuple[int, dict[int, Link]]] = {}
        self._crowded: set[tuple[int, int]] = set()

    def part(self, number: int) -> list[int]:
        """What is cut together with a profile."""
        for level in range(self._last):
            found = together(number, self._of, level, groups.MOST)
            if found is not None:
                return found
            # Whoever leads here later need not look again at how much hangs together.
            self._crowded.add((number, level))
        return together(number, self._of, self._last) or [number]

    def around(self, number: int) -> dict[int, Verdict]:
        """The links of a profile that count where its part is cut."""
        _, links = self._known(number)
        return {other: Verdict(link.score, False, link.reasons) for other, link in links.items()}

    def _of(self, number: int, level: int) -> list[int] | None:
        """Those that a profile is linked to at a level; None where too much hangs together there."""
        widest, links = self._known(number)
        if level < widest or (number, level) in self._crowded:
            return None
        return [other for other, link in links.items() if link.level >= level]

    def _known(self, number: int) -> tuple[int, dict[int, Link]]:
        if number not in self._found:
            self.fetch([number])
        return self._found[number]

    def fetch(self, numbers: Iterable[int]) -> None:
        """Have the links of profiles at hand, and those of what they lead to."""
        wanted = set(numbers)
        for _ in range(DEEP):
            wanted -= self._found.keys()
            if not wanted:
                return
            new = self._asked(wanted)
            self._found |= new
            wanted = {other for _, links in new.values() for other in links}

    def _asked(self, wanted: set[int]) -> dict[int, tuple[int, dict[int, Link]]]:
        found: dict[int, tuple[int, dict[int, Link]]] = {}
        for level in range(self._last + 1):
            most = groups.MOST if level < self._last else None
            asked = graph.links_of(self._connection, wanted, level, most)
            found |= {number: (level, links) for number, links in asked.items()}
            wanted = wanted - asked.keys()
            if not wanted:
                break
        return found

    def forget(self) -> None:
        """Ask again for everything: links have come."""
        self._found.clear()
        self._crowded.clear()


class Change:
    """A change of the tellings of one kind, in the tables. With `often` there are rows only of what several readings tell."""

    def __init__(
        self,
        connection: Connection,
        kind: str,
        how: Kind[Any],
        made_of: type[Any],
        known: Recent[int, Any],
        *,
        often: bool = False,
    ) -> None:
        self._connection = connection
        self._kind = kind
        self._how = how
        self._type = made_of
        self._known = known
        self._often = often
        self._near_by = Links(connection, len(how.cells))
        self._old_rows: set[int] = set()

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
                if (other, number) in links:
                    continue
                verdict = weighed(self._how, new[number], self._profile(other))
                if fits(self._how, verdict):
                    level = closeness(self._how, new[number], self._profile(other))
                    links[number, other] = Link(verdict.score, verdict.reasons, level)
        # What is added to a part may make it too large, and it is then cut anew.
        touched = {number for part in self._parts_of({other for pair in links for other in pair} - set(new)) for number in part}
        graph.add_links(self._connection, links)
        self._near_by.forget()
        return touched

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
        near: dict[int, set[int]] = {number: set() for number in blocks}
        for block, asks, profile in graph.filed_under(self._connection, filed, asked):
            for number in (filed if asks else asked)[block]:
                if number != profile:
                    near[number].add(profile)
        return near

    # ------------------------------------------------------------ parts and groups

    def _make_rows(self, touched: set[int], join: Joiner, changed: Collection[int]) -> None:
        """Cut the parts that profiles are in, and make rows of the groups."""
        parts = self._parts_of(touched)
        inside = {number for part in parts for number in part}
        near = {number: self._near_by.around(number) for part in parts for number in part if len(part) > 1}
        self._learn(inside.union(*near.values()))
        told = graph.tellings_of(self._connection, inside)
        gone = self._old_rows | {row for number in inside for _, row in told[number] if row is not None}
        records = {number: sorted(key for key, _ in told[number]) for number in inside}
        made = [
            group
            for part in parts
            for group in cut(self._how, part, self._profile, near.__getitem__, lambda number: _counted(records[number]))
        ]
        self._replace(made, records, gone, join, changed)

    def _parts_of(self, touched: set[int]) -> list[list[int]]:
        """The parts that profiles are in."""
        self._near_by.fetch(touched)
        seen: set[int] = set()
        found = []
        for number in sorted(touched):
            if number not in seen:
                part = self._near_by.part(number)
                seen.update(part)
                found.append(part)
        return found

    def _replace(
        self, come: list[Group[int]], records: dict[int, list[int]], gone: set[int], join: Joiner, changed: Collection[int]
    ) -> None:
        """Put the rows of groups in the place of those that are gone; one that would be the same stays."""
        rows = []
        for group in come:
            keys = tuple(sorted(key for number in group.profiles for key in records[number]))
            if self._often and keys[0] >> t.BITS == keys[-1] >> t.BITS:
                continue
            row = self._row_number(group, keys)
            if row in gone and not {key >> t.BITS for key in keys} & set(changed):
                gone.discard(row)
            else:
                made = join(self._with_profiles(group), {self._profile(number): records[number] for number in group.profiles})
                rows.append(replace(made, number=row, records=keys))
        dossier.replace_rows(self._connection, sorted(gone), rows)

    def _with_profiles(self, group: Group[int]) -> Group[Any]:
        links = [(self._profile(one), self._profile(other), verdict) for one, other, verdict in group.links]
        return Group([self._profile(number) for number in group.profiles], links)

    def _row_number(self, group: Group[int], keys: tuple[int, ...]) -> int:
        """The number of a row, made of what it stands on: the records that tell it and the links between them."""
        links = sorted((*sorted((one, other)), verdict.score) for one, other, verdict in group.links)
        return graph.numbered(f"row of {self._kind}", repr((keys, links)), min(keys) >> t.BITS)

    # ------------------------------------------------------------ profiles

    def _numbered(self, profile: Any) -> int:
        """The number of a profile, which is remembered with it."""
        number = graph.numbered(self._kind, to_text(profile), day_of(profile))
        self._known.keep(number, profile)
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
        return self._known[number]


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
