"""The corpus step: readings of many articles become one dossier.

    readings → profiles → groups (clusters.py) → joined records

`Corpus` takes readings one by one, in any order, at a cost that does not grow with what is in it already; `dossier()` is what they tell
together, and `dossier(key)` only what one reading is part of. `merge` does all at once. Neither knows language, files, network or database.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dragoman import copies
from dragoman.article import Article
from dragoman.corpus.actors import ACTORS, actor_profile
from dragoman.corpus.clusters import Clusters
from dragoman.corpus.dossier import Dossier, JoinedActor, Publication
from dragoman.corpus.events import EVENTS, event_profile
from dragoman.corpus.groups import Blocks, Group, Kind, Told, Verdict
from dragoman.corpus.join_meetings import join_meeting
from dragoman.corpus.join_others import actor_id, join_actor, join_event, join_statement
from dragoman.corpus.join_trips import join_trip
from dragoman.corpus.meetings import MEETINGS, meeting_profile
from dragoman.corpus.reading import Reading
from dragoman.corpus.statements import STATEMENTS, statement_profile
from dragoman.corpus.telling import Sources
from dragoman.corpus.trips import TRIPS, trip_profile
from dragoman.records import Record

Copy = tuple[str, bytes]
"""An article's key with the signature of its text."""
COPIES: Kind[Copy] = Kind(
    lambda copy: Blocks(*[frozenset(copies.bands(copy[1]))] * 2),
    lambda one, other: Verdict(copies.similarity(one[1], other[1])),
    lambda copy: copy,
    least=copies.COPY,
    apart=False,
)
"""How copies of one text are found."""
PROFILES: tuple[tuple[str, Kind[Any], Callable[[Reading, Any], Any]], ...] = (
    ("actors", ACTORS, actor_profile),
    ("meetings", MEETINGS, meeting_profile),
    ("events", EVENTS, event_profile),
    ("trips", TRIPS, trip_profile),
    ("statements", STATEMENTS, statement_profile),
)
"""What is joined, by the parts of a record, and how each is made comparable."""
JOINERS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("meetings", join_meeting),
    ("events", join_event),
    ("trips", join_trip),
    ("statements", join_statement),
)


def merge(readings: Iterable[tuple[Article, Record]]) -> Dossier:
    """What these articles together tell; the same in whatever order they come."""
    corpus = Corpus()
    for article, record in readings:
        corpus.add(article, record)
    return corpus.dossier()


class Corpus:
    """Readings, and the groups that their records fall into."""

    def __init__(self) -> None:
        self._readings: dict[str, Reading] = {}
        self._items: dict[tuple[str, Told], Any] = {}
        self._clusters: dict[str, Clusters[Any]] = {part: Clusters(kind) for part, kind, _ in PROFILES}
        self._copies: Clusters[Copy] = Clusters(COPIES)
        self._ids: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._readings)

    def __contains__(self, key: object) -> bool:
        return key in self._readings

    def reading(self, key: str) -> Reading:
        """A reading by its key; KeyError where there is none."""
        return self._readings[key]

    def add(self, article: Article, record: Record) -> str:
        """Take in a reading; its key. Another reading of the very same article takes the place of the earlier one."""
        reading = Reading(article, record)
        known = self._readings.get(reading.key)
        if known is None or known.record != record:
            self._replace(reading.key, known, reading)
        return reading.key

    def remove(self, key: str) -> None:
        """Take a reading out; KeyError where it is not there."""
        self._replace(key, self._readings[key], None)

    def _replace(self, key: str, old: Reading | None, new: Reading | None) -> None:
        for part, _, profile in PROFILES:
            gone = [told for told, _ in self._told(part, key, old) if self._clusters[part].group_of(told)]
            for told, _ in self._told(part, key, old):
                del self._items[part, told]
            come = []
            for told, item in self._told(part, key, new):
                self._items[part, told] = item
                made = profile(new, item)  # type: ignore[arg-type]
                if made is not None:
                    come.append((told, made))
            self._clusters[part].change(gone, come)
        at = Told(key, key)
        signed = [(at, (key, copies.signature(new.article.text)))] if new else []
        if not (old and new):
            self._copies.change([at] if old else [], signed)
        if new:
            self._readings[key] = new
        else:
            del self._readings[key]

    @staticmethod
    def _told(part: str, key: str, reading: Reading | None) -> Iterator[tuple[Told, Any]]:
        """Every record of a kind in a reading, each id once."""
        items = {item.id: item for item in getattr(reading.record, part)} if reading else {}
        return ((Told(key, id), item) for id, item in items.items())

    # ------------------------------------------------------------ the dossier

    def dossier(self, key: str | None = None) -> Dossier:
        """What all readings tell together; with a key, what the reading of that key is part of."""
        self._ids = {}
        sources = Sources(self.reading, self._report, self._actor)
        joined: dict[str, tuple[Any, ...]] = {part: self._joined(sources, part, join, key) for part, join in JOINERS}
        return Dossier(
            publications=tuple(self._publication(reading) for reading in self._in_order(self._around(key))),
            actors=tuple(sorted(self._actors(sources, key), key=lambda a: (-a.coverage.reports, a.name, a.id))),
            **joined,
        )

    def _joined(self, sources: Sources, part: str, join: Callable[..., Any], key: str | None) -> tuple[Any, ...]:
        """The joined records of one kind, by their first telling."""
        clusters = self._clusters[part]
        found = []
        for group in self._groups(part, key):
            items = {told: self._items[part, told] for told in clusters.tellings(group)}
            made = join(sources, items, clusters.joins(group))
            if made is not None:
                found.append(made)
        return tuple(sorted(found, key=lambda made: (sources.day(made.tellings[0].reading), made.tellings[0], made.id)))

    def _groups(self, part: str, key: str | None) -> list[Group[Any]]:
        clusters = self._clusters[part]
        if key is None:
            return list(clusters.groups())
        found = [clusters.group_of(told) for told, _ in self._told(part, key, self._readings[key])]
        return list({id(group): group for group in found if group}.values())

    def _actors(self, sources: Sources, key: str | None) -> Iterator[JoinedActor]:
        clusters = self._clusters["actors"]
        for group in self._groups("actors", key):
            items = {told: self._items["actors", told] for told in clusters.tellings(group)}
            yield join_actor(sources, actor_id(group.profiles), group.profiles, items)

    def _actor(self, told: Told) -> str:
        """The id in the dossier of an actor of an article."""
        group = self._clusters["actors"].group_of(told)
        if group is None:
            return told.record
        if id(group) not in self._ids:
            self._ids[id(group)] = actor_id(group.profiles)
        return self._ids[id(group)]

    def _report(self, key: str) -> str:
        """The id of the text that an article prints: its own, or that of the first of its copies."""
        group = self._copies.group_of(Told(key, key))
        return min((copy[0] for copy in group.profiles), default=key) if group else key

    def _around(self, key: str | None) -> Iterable[Reading]:
        return self._readings.values() if key is None else [self._readings[key]]

    def _in_order(self, readings: Iterable[Reading]) -> list[Reading]:
        return sorted(readings, key=lambda reading: (reading.article.published or "9999", reading.key))

    def _publication(self, reading: Reading) -> Publication:
        article = reading.article
        report = self._report(reading.key)
        return Publication(reading.key, article.id, article.publisher, article.published, article.title, article.url, report)
