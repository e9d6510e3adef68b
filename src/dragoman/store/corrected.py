"""The record as people corrected it: a pure function of what was read and of their corrections."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from dragoman.article import Article
from dragoman.knowledge.folding import fold
from dragoman.records import Actor, Place, Record, Span, record_id
from dragoman.store.anchors import find, relocated
from dragoman.store.corrections import Correction
from dragoman.store.index import KINDS, Identity, identity
from dragoman.store.keys import content_hash


@dataclass(frozen=True, slots=True)
class View:
    """A record with corrections applied. `reviews` says of each record touched, by its id, `corrected` or `confirmed`.

    `lost` are the corrections that no record of this reading answers to.
    """

    record: Record
    reviews: dict[str, str] = field(default_factory=dict)
    lost: tuple[Correction, ...] = ()


def corrected(article: Article, record: Record, corrections: Iterable[Correction]) -> View:
    """The record with the corrections in force, in the order made; each finds its place in the record as it was read."""
    now, reviews, lost = record, {}, []
    for correction in corrections:
        if correction.kind == "merge":
            now = merged(now, _identity(correction.change["from"]), _identity(correction.change["into"]))
        elif correction.kind == "split":
            now = split(article, now, correction)
        elif (item := find(article, record, correction.anchor)) is None:  # type: ignore[arg-type]
            lost.append(correction)
        elif correction.kind == "reject":
            now = without(now, item.id)
        else:
            now = CHANGES[correction.kind](article, now, item.id, correction)
            reviews[item.id] = "confirmed" if correction.kind == "confirm" else "corrected"
    return View(now, reviews, tuple(lost))


# ------------------------------------------------------------ actors


def merged(record: Record, one: Identity, into: Identity) -> Record:
    """The record in which whoever is the one is the other."""
    twins = [actor for actor in record.actors if identity(actor) == one]
    if not twins:
        return record
    name, kind, country = into
    kept = next((actor for actor in record.actors if identity(actor) == into), None)
    kept = kept or replace(twins[0], name=name, kind=kind, country=country)
    mentions = sorted({span for actor in (kept, *twins) for span in actor.mentions})
    whole = replace(kept, mentions=tuple(mentions), office=kept.office or twins[0].office, sector=kept.sector or twins[0].sector)
    gone = {actor.id for actor in twins} - {kept.id}
    actors = tuple(whole if actor.id == kept.id else actor for actor in record.actors if actor.id not in gone)
    renamed: Record = _renamed(record, lambda id: kept.id if id in gone else id)
    return replace(renamed, actors=actors)


def split(article: Article, record: Record, correction: Correction) -> Record:
    """The record in which some mentions of an actor, and the records that stand on them alone, are another's."""
    old = next((actor for actor in record.actors if identity(actor) == _identity(correction.change["actor"])), None)
    moved = _spans(article, correction)
    if old is None or not moved:
        return record
    record, new = _with_actor(article, record, correction.change["into"])
    stay = tuple(span for span in old.mentions if span not in moved)
    changed = {old.id: replace(old, mentions=stay), new.id: replace(new, mentions=tuple(sorted({*new.mentions, *moved})))}
    record = replace(record, actors=tuple(changed.get(actor.id, actor) for actor in record.actors))

    def owner(item: Any) -> Any:
        spans = item.speaker_mention and (item.speaker_mention,) if hasattr(item, "speaker_mention") else item.evidence
        theirs = any(_touch(span, mention) for span in spans or item.evidence for mention in moved)
        others = any(_touch(span, mention) for span in spans or item.evidence for mention in stay)
        return _swapped(item, old.id, new.id) if theirs and not others else item

    return replace(record, **{part: tuple(map(owner, getattr(record, part))) for part in KINDS.values()})


def _with_actor(article: Article, record: Record, wanted: Any) -> tuple[Record, Actor]:
    """The record with an actor of this name, kind and country in it, and that actor; the kind and country may be left open."""
    name, kind, country = _identity(wanted)
    for actor in record.actors:
        if fold(actor.name) == fold(name) and kind in ("", actor.kind) and country in (None, actor.country):
            return record, actor
    new = Actor(record_id(article.id, "actor", name, kind, country), name, kind or "person", country)
    return replace(record, actors=(*record.actors, new)), new


# ------------------------------------------------------------ one record


def without(record: Record, id: str) -> Record:
    """The record without one of its parts, and without what refers to that."""
    kept: dict[str, Any] = {part: tuple(item for item in getattr(record, part) if item.id != id) for part in KINDS.values()}
    kept["statements"] = tuple(replace(item, meeting=None) if item.meeting == id else item for item in kept["statements"])
    kept["stances"] = tuple(replace(item, statement=None) if item.statement == id else item for item in kept["stances"])
    kept["meetings"] = tuple(
        replace(item, readouts=tuple(replace(r, statements=tuple(s for s in r.statements if s != id)) for r in item.readouts))
        for item in kept["meetings"]
    )
    return replace(record, **kept)


def _speaker(article: Article, record: Record, id: str, correction: Correction) -> Record:
    wanted = correction.change["speaker"]
    who = None
    if wanted is not None:
        record, actor = _with_actor(article, record, wanted)
        who = actor.id
    return _set(record, id, lambda item: replace(item, **{"speaker" if hasattr(item, "speaker") else "holder": who}))


def _place(article: Article, record: Record, id: str, correction: Correction) -> Record:
    wanted = correction.change["place"]
    where = None
    if wanted is not None:
        name, country = wanted
        known = (p for p in record.places if fold(p.name) == fold(name) and country in (None, p.country))
        place = next(known, None) or Place(record_id(article.id, "place", name, country), name, "place", country)
        where = place.id
        if place not in record.places:
            record = replace(record, places=(*record.places, place))
    return _set_field(record, id, correction, place=where)


def _status(article: Article, record: Record, id: str, correction: Correction) -> Record:
    return _set_field(record, id, correction, status=correction.change["status"])


def _date(article: Article, record: Record, id: str, correction: Correction) -> Record:
    return _set_field(record, id, correction, date=correction.change["date"])


def _span(article: Article, record: Record, id: str, correction: Correction) -> Record:
    spans, name = _spans(article, correction), correction.change["field"]
    if not spans:
        return record

    def change(item: Any) -> Any:
        several = isinstance(getattr(item, name), tuple) and not isinstance(getattr(item, name), Span)
        return replace(item, **{name: spans if several else spans[0]})

    return _set(record, id, change)


def _confirm(article: Article, record: Record, id: str, correction: Correction) -> Record:
    return record


CHANGES: dict[str, Callable[[Article, Record, str, Correction], Record]] = {
    "speaker": _speaker,
    "status": _status,
    "date": _date,
    "place": _place,
    "span": _span,
    "confirm": _confirm,
}
"""How each kind of correction changes a record."""


def _set(record: Record, id: str, change: Callable[[Any], Any]) -> Record:
    """The record with one of its parts changed."""
    parts = {part: tuple(change(item) if item.id == id else item for item in getattr(record, part)) for part in KINDS.values()}
    return replace(record, **parts)


def _set_field(record: Record, id: str, correction: Correction, **values: Any) -> Record:
    """The record with fields of a part, or of one stop of a trip, changed; what has no such field stays."""
    stop = correction.change.get("stop")

    def change(item: Any) -> Any:
        if stop is not None:
            return replace(item, stops=tuple(replace(s, **values) if n == stop else s for n, s in enumerate(item.stops)))
        return replace(item, **values) if all(hasattr(item, name) for name in values) else item

    return _set(record, id, change)


# ------------------------------------------------------------ parts of records


def _identity(given: Any) -> Identity:
    name, kind, country = given
    return name, kind or "", country


def _spans(article: Article, correction: Correction) -> tuple[Span, ...]:
    """The spans of a change: as given in the text it was made on, by their words in another edition of it."""
    at, spans = (
        correction.anchor,
        tuple(Span(*span) for span in correction.change.get("spans", correction.change.get("mentions", ()))),
    )
    if at is None or content_hash(article) == at.article:
        return spans
    words = correction.change.get("words", ())
    found = (relocated(article.text, replace(at, words=said, prefix="", suffix="")) for said in words)
    return tuple(span for span in found if span)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _swapped(item: Any, old: str, new: str) -> Any:
    return _renamed(item, lambda id: new if id == old else id)


def _renamed(value: Any, name: Callable[[str], str]) -> Any:
    """A record with the ids in it renamed, and nobody named twice in one list."""
    if isinstance(value, Span):
        return value
    if isinstance(value, tuple):
        given = tuple(_renamed(part, name) for part in value)
        return tuple(dict.fromkeys(given)) if given and isinstance(given[0], str) else given
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _renamed(getattr(value, f.name), name) for f in fields(value)})
    return name(value) if isinstance(value, str) else value
