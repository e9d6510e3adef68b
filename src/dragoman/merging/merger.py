"""The dossier of a store, kept up as readings come: what the corpus step joins, in the store's tables.

    readings not merged yet → profiles → links to those alike → parts → groups → rows of the dossier

A save only marks its reading (`unmerged`), so that it costs no more than before; `bring_up_to_date` takes marked readings in batches, each in one
transaction, so that an end at any moment leaves either the batch as it was or all of it merged. The rows depend on nothing but the readings in
force, in whatever order they came. What a batch costs hangs on the parts of the graph that it touches, not on the size of the store.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, select

from dragoman.corpus.actors import ACTORS, by_name
from dragoman.corpus.events import EVENTS, EventProfile, event_profile
from dragoman.corpus.groups import Group
from dragoman.corpus.join_meetings import join_meeting
from dragoman.corpus.join_others import join_event, join_statement
from dragoman.corpus.join_trips import join_trip
from dragoman.corpus.meetings import MEETINGS, MeetingProfile, meeting_profile
from dragoman.corpus.statements import STATEMENTS, StatementProfile, statement_profile
from dragoman.corpus.trips import TRIPS, TripProfile, trip_profile
from dragoman.corpus.who import Who
from dragoman.merging.change import Change, Joiner, Recent
from dragoman.merging.rows import Part, StoredReading, actor_row, record_row
from dragoman.records import Record
from dragoman.store import graph
from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.dossier import Row, actor_rows
from dragoman.store.graph import Telling
from dragoman.store.index import Identity, identity
from dragoman.store.load import latest_reading, loaded
from dragoman.store.save import actor_numbers

BATCH = 50
"""Readings that are merged in one transaction."""
KEPT = 4000
"""Readings, and profiles by the ten, that are kept in memory."""
PARTS = (
    Part("meeting", "meetings", MEETINGS, MeetingProfile, meeting_profile, join_meeting),
    Part("event", "events", EVENTS, EventProfile, event_profile, join_event),
    Part("trip", "trips", TRIPS, TripProfile, trip_profile, join_trip),
    Part("statement", "statements", STATEMENTS, StatementProfile, statement_profile, join_statement, often=True),
)
FIELDS = ("actors", "places", *(part.field for part in PARTS))


def bring_up_to_date(store: Store, most: int | None = None) -> int:
    """Merge what is not merged yet, at most so many readings; how many were."""
    return Merger(store).run(most)


def rebuild(store: Store) -> int:
    """Make the whole dossier anew from the readings; how many were merged."""
    with store.writing() as connection:
        for table in (t.tellings, t.dossier, t.links, t.blocks, t.profiles, t.unmerged):
            connection.execute(delete(table))
        latest = select(func.max(t.readings.c.number)).group_by(t.readings.c.article)
        connection.execute(t.unmerged.insert().from_select(["reading"], latest))
    return bring_up_to_date(store)


class Merger:
    """Merges a store's readings, and remembers from batch to batch what it has looked up."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._readings: Recent[int, StoredReading] = Recent(KEPT)
        self._profiles: Recent[int, Any] = Recent(10 * KEPT)
        self._actors: Recent[Identity, int] = Recent(10 * KEPT)
        self._corrections: object = None

    def run(self, most: int | None = None) -> int:
        """Merge batch by batch, at most so many readings; how many were."""
        done = 0
        while most is None or done < most:
            with self._store.asking() as connection:
                if not graph.count_unmerged(connection):
                    break
            with self._store.writing() as connection:
                batch = graph.unmerged(connection, BATCH)
                self._merge(connection, batch)
                graph.mark_merged(connection, batch)
            done += len(batch)
        return done

    def _merge(self, connection: Connection, numbers: list[int]) -> None:
        self._forget_if_corrected(connection)
        live = [number for number in numbers if self._in_force(connection, number)]
        for number in numbers:
            self._readings.pop(number, None)
        readings = self._load(connection, live)
        self._merge_actors(connection, readings.values())
        old = {
            at: profile
            for number in numbers
            for at, profile in graph.tellings_of_reading(connection, [part.kind for part in PARTS], number).items()
        }
        for part in PARTS:
            made = {at: profile for number, reading in readings.items() for at, profile in _told(part, number, reading)}
            before = {at: profile for at, profile in old.items() if at.kind == part.kind}
            Change(connection, part.kind, part.how, part.type, self._profiles, often=part.often).make(
                before, made, self._joiner(connection, part), set(live)
            )

    def _forget_if_corrected(self, connection: Connection) -> None:
        last = connection.execute(select(t.corrections.c.number).order_by(t.corrections.c.number.desc()).limit(1)).scalar()
        if last != self._corrections:
            self._readings.clear()
        self._corrections = last

    @staticmethod
    def _in_force(connection: Connection, number: int) -> bool:
        article = connection.execute(select(t.readings.c.article).where(t.readings.c.number == number)).scalar()
        return article is not None and latest_reading(connection, article) == number

    def _load(self, connection: Connection, numbers: Iterable[int]) -> dict[int, StoredReading]:
        """These readings, from memory where they are there, by their numbers."""
        wanted = sorted(set(numbers))
        found = {number: self._readings[number] for number in wanted if number in self._readings}
        for some in graph.some(number for number in wanted if number not in found):
            for article, record, reading in loaded(connection, some, parts=FIELDS):
                kept = Record(**{field: getattr(record, field) for field in FIELDS})
                made = StoredReading(article, kept, reading.article, reading.copy_of or reading.article)
                found[reading.number] = self._readings.keep(reading.number, made)
        return found

    def _numbers(self, connection: Connection, readings: Iterable[StoredReading]) -> dict[Identity, int]:
        """The numbers of all actors in readings."""
        named = {identity(actor) for reading in readings for actor in reading.record.actors}
        found = {who: self._actors[who] for who in named if who in self._actors}
        missing = sorted(named - found.keys(), key=lambda who: (who[0], who[1], who[2] or ""))
        for part in graph.some(missing):
            for who, number in actor_numbers(connection, part).items():
                found[who] = self._actors.keep(who, number)
        return found

    # ------------------------------------------------------------ actors

    def _merge_actors(self, connection: Connection, readings: Iterable[StoredReading]) -> None:
        """Join the actors of the store by their names, where one that these readings have is new."""
        numbers = self._numbers(connection, readings)
        c = t.tellings.c
        known: set[int] = set()
        for some in graph.some(numbers.values()):
            known |= set(connection.execute(select(c.record).where(c.kind == "actor", c.record.in_(some))).scalars())
        who = {number: name for name, number in numbers.items() if number not in known}
        new = {Telling("actor", number): by_name(*who[number]) for number in sorted(who)}

        def join(group: Group[Any], records: Mapping[Any, list[int]]) -> Row:
            who.update(actor_rows(connection, {number for some in records.values() for number in some} - who.keys()))
            return actor_row(group, records, who)

        Change(connection, "actor", ACTORS, Who, self._profiles).make({}, new, join, set())

    # ------------------------------------------------------------ joining

    def _joiner(self, connection: Connection, part: Part) -> Joiner:
        def join(group: Group[Any], records: Mapping[Any, list[int]]) -> Row:
            numbers = {key >> t.BITS for profile in group.profiles for key in records[profile]}
            readings = self._load(connection, numbers)
            return record_row(part, group, records, readings, self._numbers(connection, readings.values()))

        return join


def _told(part: Part, number: int, reading: StoredReading) -> Iterator[tuple[Telling, Any]]:
    """The profiles of all records of a kind in a reading, each id once."""
    seen = set()
    for n, item in enumerate(getattr(reading.record, part.field)):
        if item.id not in seen:
            seen.add(item.id)
            profile = part.profile(reading, item)
            if profile is not None:
                yield Telling(part.kind, (number << t.BITS) + n), profile
