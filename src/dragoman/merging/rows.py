"""The rows of the dossier: what the tellings of a group say together, as objects for JSON.

An actor stands as its number in the store, `{"actor": 7}`: who that is may be learned later, and is looked up when the row is asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from dragoman.article import Article
from dragoman.corpus.dossier import Coverage, JoinedStatement, JoinedTrip
from dragoman.corpus.groups import Group, Join, Kind, Told
from dragoman.corpus.join_others import usual
from dragoman.corpus.reading import Reading
from dragoman.corpus.telling import Sources
from dragoman.records import Place, Span
from dragoman.store import tables as t
from dragoman.store.days import days_of
from dragoman.store.dossier import Row
from dragoman.store.index import Identity, identity
from dragoman.store.keys import content_hash

ACTORS = {"participants", "host", "traveller", "speaker", "actors", "recipients", "via"}
"""Fields that name actors."""
OF_EVENTS = ("contexts", "cameo", "quad", "goldstein")
"""What is taken from the first telling of an event."""


@dataclass(frozen=True)
class StoredReading(Reading):
    """A reading with the numbers of its article in the store, and of the one whose text it prints."""

    own: int = 0
    text: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of record that is merged: the field of the record, how its profiles are made, kept and joined. With `often` it has a row only where
    several readings tell it; what one alone tells is found as it is read.
    """

    kind: str
    field: str
    how: Kind[Any]
    type: type[Any]
    profile: Callable[[Reading, Any], Any | None]
    join: Callable[[Sources, dict[Told, Any], list[Join]], Any]
    often: bool = False


def record_row(
    part: Part,
    group: Group[Any],
    records: Mapping[Any, list[int]],
    readings: Mapping[int, StoredReading],
    actors: Mapping[Identity, int],
) -> Row:
    """The row of a group of records; `records` are the keys of what tells each profile, `actors` the numbers of those in its readings."""
    shown = _Shown(part, readings, actors)
    told = {profile: [shown.told(key) for key in records[profile]] for profile in group.profiles}
    items = {at: shown.item(key) for profile in group.profiles for at, key in zip(told[profile], records[profile], strict=True)}
    joins = [_join(told[one], told[other], verdict.score, verdict.reasons) for one, other, verdict in group.links]
    joined = part.join(shown.sources(), items, sorted(joins, key=lambda join: (-join.score, join.one, join.other)))
    date = _date(joined, items)
    published = min((r.article.published for r in readings.values() if r.article.published), default=None)
    return Row(
        part.kind,
        joined.id,
        shown.content(joined, items),
        joined.coverage.reports,
        len(joined.coverage.publishers),
        getattr(joined, "status", None),
        date,
        days_of(date).day or published,
    )


def _date(joined: Any, items: Mapping[Told, Any]) -> str | None:
    if isinstance(joined, JoinedTrip):
        return next((stop.date for stop in joined.stops if stop.date), None)
    if isinstance(joined, JoinedStatement):
        return next((items[told].date for told in joined.tellings if items[told].date), None)
    date: str | None = joined.date
    return date


def _join(some: list[Told], others: list[Told], score: float, reasons: tuple[str, ...]) -> Join:
    first, second = sorted((min(some), min(others)))
    return Join(first, second, round(score, 3), reasons)


class _Shown:
    """The look-ups of one group."""

    def __init__(self, part: Part, readings: Mapping[int, StoredReading], actors: Mapping[Identity, int]) -> None:
        self._part = part
        self._readings = readings
        self._by_key = {reading.key: reading for reading in readings.values()}
        self._numbers = actors

    def told(self, key: int) -> Told:
        """Where the record of a key is told."""
        return Told(self._readings[key >> t.BITS].key, self.item(key).id)

    def item(self, key: int) -> Any:
        """The record of a key."""
        number = key >> t.BITS
        return getattr(self._readings[number].record, self._part.field)[key - (number << t.BITS)]

    def sources(self) -> Sources:
        """The readings of the group, for the corpus step."""
        return Sources(self._by_key.__getitem__, lambda key: str(self._by_key[key].text), self._actor)

    def _actor(self, told: Told) -> str:
        return str(self._numbers[identity(self._by_key[told.reading].actors[told.record])])

    # ------------------------------------------------------------ as JSON

    def content(self, joined: Any, items: Mapping[Told, Any]) -> dict[str, Any]:
        """A joined record as an object for JSON."""
        found: dict[str, Any] = {"record": self._part.kind} | self._plain(joined)
        found |= found.pop("coverage")
        first = joined.tellings[0]
        if self._part.kind == "event":
            found |= {name: self._plain(getattr(items[first], name)) for name in OF_EVENTS}
        if self._part.kind == "meeting":
            found["topics"] = [self._quoted(told, span) for told in joined.tellings for span in items[told].topics]
        found["rule"] = items[first].rule
        found["confidence"] = max((i.confidence for i in items.values() if i.confidence is not None), default=None)
        found["article"] = self._origin(self._by_key[first.reading].article)
        found["tellings"] = [self._telling(told, items[told]) for told in joined.tellings]
        found["articles"] = list(dict.fromkeys(telling["article"] for telling in found["tellings"]))
        found["evidence"] = [span for told in joined.tellings for span in self._evidence(told, items[told])]
        return found

    @staticmethod
    def _origin(article: Article) -> dict[str, Any]:
        """The article that told it first."""
        fields = ("id", "title", "publisher", "published", "url")
        return {field: getattr(article, field) for field in fields} | {"hash": content_hash(article)}

    def _telling(self, told: Told, item: Any) -> dict[str, Any]:
        reading = self._by_key[told.reading]
        article = reading.article
        origin = {"article": article.id, "publisher": article.publisher, "published": article.published, "title": article.title}
        copy = reading.text != reading.own
        return (
            {"id": told.record}
            | origin
            | {"copy": copy, "status": getattr(item, "status", None), "date": getattr(item, "date", None)}
        )

    def _evidence(self, told: Told, item: Any) -> Iterator[dict[str, Any]]:
        spans = (
            item.evidence
            or getattr(item, "content", ())
            or tuple(span for stop in getattr(item, "stops", ()) for span in stop.evidence)
        )
        return (self._quoted(told, span) for span in spans)

    def _quoted(self, told: Told, span: Span) -> dict[str, Any]:
        article = self._by_key[told.reading].article
        return {"article": article.id, "start": span.start, "end": span.end, "words": article.text[span.start : span.end]}

    def _plain(self, value: Any) -> Any:
        if isinstance(value, Told):
            return {"article": self._by_key[value.reading].article.id, "id": value.record}
        if isinstance(value, Span):
            return {"start": value.start, "end": value.end}
        if isinstance(value, Coverage):
            return {"reports": value.reports, "publishers": list(value.publishers)}
        if isinstance(value, tuple):
            return [self._plain(part) for part in value]
        if is_dataclass(value) and not isinstance(value, type):
            return {
                f.name: self._field(f.name, getattr(value, f.name))
                for f in fields(value)
                if f.name not in ("tellings", "country")
            }
        return value

    def _field(self, name: str, value: Any) -> Any:
        if name in ACTORS:
            return [{"actor": int(id)} for id in value] if isinstance(value, tuple) else value and {"actor": int(value)}
        if name == "articles":
            return [self._by_key[key].article.id for key in value]
        if name == "place":
            return value and self._where(value)
        return self._plain(value)

    def _where(self, name: str) -> dict[str, Any]:
        known = sorted((p for r in self._readings.values() for p in r.record.places if p.name == name), key=_exact)
        place = known[0]
        return {field: getattr(place, field) for field in ("name", "country", "latitude", "longitude", "precision")}


def _exact(place: Place) -> tuple[object, ...]:
    return (place.latitude is None, place.country is None, place.country or "", place.latitude or 0.0, place.longitude or 0.0)


# ------------------------------------------------------------ actors


def actor_row(group: Group[Any], records: Mapping[Any, list[int]], actors: Mapping[int, Identity]) -> Row:
    """The row of actors of the store that are one, of whom `actors` are some: it has the number of the fullest of its names."""
    fullest = usual(group.profiles)
    numbers = sorted(number for profile in group.profiles for number in records[profile])
    who = {number: actors[number] for number in numbers}
    main = records[fullest][0]
    name, kind, _ = who[main]
    country = next((country for _, (_, _, country) in sorted(who.items()) if country), None)
    content: dict[str, Any] = {"record": "actor", "id": f"actor-{main}", "name": name, "kind": kind, "country": country}
    content |= {"names": sorted({name for name, _, _ in who.values()}), "numbers": numbers}
    return Row("actor", f"actor-{main}", content, 0, 0)
