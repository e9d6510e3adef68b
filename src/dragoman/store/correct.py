"""Making corrections: a record is looked up by its id, the change checked, kept, and the articles it concerns indexed anew."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from dragoman.article import Article
from dragoman.errors import UsageError
from dragoman.knowledge.folding import fold
from dragoman.records import Record, Span
from dragoman.store import tables as t
from dragoman.store.anchors import Anchor, anchor, anchor_at
from dragoman.store.connect import Store
from dragoman.store.corrections import Correction, add, all_corrections, in_force
from dragoman.store.days import days_of
from dragoman.store.index import KINDS, Identity, identity, parts
from dragoman.store.load import corrected_reading, latest_reading
from dragoman.store.save import index, unindex

STATUSES = {
    "meeting": ("held", "ongoing", "planned", "refused", "postponed", "cancelled"),
    "event": ("done", "ongoing", "planned", "negated"),
    "trip": ("made", "planned", "cancelled"),
}
FIELDS = {
    "meeting": ("evidence", "topics"),
    "trip": ("evidence", "purpose"),
    "statement": ("content", "cue", "speaker_mention", "evidence"),
    "stance": ("object", "condition", "evidence"),
    "event": ("evidence",),
}
"""The fields of each kind whose spans may be corrected; the first is meant where none is named."""
HELD_BY = {
    "speaker": ("statement", "stance"),
    "status": tuple(STATUSES),
    "date": ("meeting", "statement", "event", "trip"),
    "place": ("meeting", "statement", "event", "trip"),
}
"""The kinds of record that have what is to be corrected."""


def correct(store: Store, kind: str, id: str, change: Mapping[str, Any], who: str, note: str | None = None) -> int:
    """Correct one record; the number of the correction. UsageError where there is no such record or the change has no meaning for it."""
    with store.writing() as connection:
        article, record, found, item = _record(connection, id)
        whole = _checked(kind, found, item, article, dict(change))
        number = add(connection, Correction(kind, whole, who, anchor(article, record, found, item), note))
        _index_again(connection, _articles_of(connection, article))
    return number


def merge(store: Store, one: Identity, into: Identity, who: str, note: str | None = None) -> int:
    """Say that one actor is another, in every article; the number of the correction."""
    if one == into:
        raise UsageError("An actor cannot be merged into itself.", hint="Name two actors; dragoman find actors lists them.")
    with store.writing() as connection:
        number = add(connection, Correction("merge", {"from": list(one), "into": list(into)}, who, None, note))
        _index_again(connection, _articles_with(connection, one))
    return number


def split(
    store: Store,
    article_id: str,
    actor: Identity,
    words: str,
    into: Identity,
    who: str,
    note: str | None = None,
    *,
    nth: int | None = None,
) -> int:
    """Say that an actor's mentions with these words, in one article, are of somebody else; the number of the correction.

    `nth`, from 1, means only one of them.
    """
    with store.writing() as connection:
        article, record = _article(connection, article_id)
        old = next((a for a in record.actors if identity(a) == actor), None)
        mentions = [span for span in (old.mentions if old else ()) if article.text[span.start : span.end] == words]
        mentions = mentions if nth is None else mentions[nth - 1 : nth]
        if not mentions:
            said = "" if old is None else ": " + ", ".join(sorted({article.text[s.start : s.end] for s in old.mentions}))
            raise UsageError(f"{article_id} has no mention {words!r} of {actor[0]}{said}.", hint="Give the words of a mention.")
        change = {"actor": list(actor), "into": list(into), "mentions": [list(s) for s in mentions], "words": [words]}
        at = anchor_at(article, "actor", old.id if old else "", mentions[0])
        number = add(connection, Correction("split", change, who, at, note))
        _index_again(connection, _articles_of(connection, article))
    return number


def undo(store: Store, of: int, who: str, note: str | None = None) -> int:
    """Undo a correction (or an undo); the number of the correction that says so."""
    with store.writing() as connection:
        made = all_corrections(connection)
        undone = next((c for c in made if c.number == of), None)
        if undone is None:
            raise UsageError(f"There is no correction {of}.", hint="See dragoman correct list.")
        if undone.kind != "undo" and undone not in in_force(made):
            raise UsageError(f"Correction {of} is undone already.", hint="See dragoman correct list.")
        before = set(map(_number, in_force(made)))
        number = add(connection, Correction("undo", {"of": of}, who, None, note))
        after = in_force(all_corrections(connection))
        changed = [c for c in made if c.number in before ^ set(map(_number, after))]
        for correction in changed:
            _index_again(connection, _concerned(connection, correction))
    return number


def actor_of(store: Store, name: str) -> Identity:
    """The one actor of the store with a number (`actor-7`) or a whole name; UsageError where there is none or more than one."""
    with store.asking() as connection:
        a = t.actors.c
        number = name.removeprefix("actor-")
        wanted = a.number == int(number) if name.startswith("actor-") and number.isdigit() else a.folded == fold(name)
        found = connection.execute(select(a.number, a.name, a.kind, a.country).where(wanted)).all()
    if len(found) != 1:
        listed = ", ".join(f"actor-{row.number} ({row.name}, {row.kind}, {row.country})" for row in found)
        message = f"{name!r} may be {listed}." if found else f"There is no actor {name!r} in the store."
        raise UsageError(message, hint="Give its id, as in dragoman find actors.")
    return found[0].name, found[0].kind, found[0].country


# ------------------------------------------------------------ look-ups


def _record(connection: Connection, id: str) -> tuple[Article, Record, str, Any]:
    """The article, its record as read, and the kind and record of an id."""
    for kind, table in t.RECORDS.items():
        for reading in connection.execute(
            select(table.c.reading).where(table.c.id == id).order_by(table.c.reading.desc())
        ).scalars():
            article, record, _ = corrected_reading(connection, reading)
            for item in getattr(record, KINDS[kind]):
                if item.id == id:
                    return article, record, kind, item
    raise UsageError(f"There is no record {id} in the store.", hint="Take an id from dragoman find.")


def _article(connection: Connection, id: str) -> tuple[Article, Record]:
    query = (
        select(t.articles.c.number)
        .where((t.articles.c.id == id) | (t.articles.c.hash == id))
        .order_by(t.articles.c.number.desc())
    )
    number = connection.execute(query).scalars().first()
    if number is None:
        raise UsageError(f"There is no article {id} in the store.", hint="Take an id from dragoman find reports.")
    article, _, view = corrected_reading(connection, latest_reading(connection, number))
    return article, view.record


def _concerned(connection: Connection, correction: Correction) -> list[int]:
    """The articles that a correction concerns."""
    if correction.kind == "merge":
        one, into = (tuple(correction.change[name]) for name in ("from", "into"))
        return sorted({*_articles_with(connection, one), *_articles_with(connection, into)})
    at: Anchor | None = correction.anchor
    return _by_id(connection, at.article, at.article_id) if at else []


def _articles_of(connection: Connection, article: Article) -> list[int]:
    from dragoman.store.keys import content_hash

    return _by_id(connection, content_hash(article), article.id)


def _by_id(connection: Connection, hash: str, id: str) -> list[int]:
    a = t.articles.c
    return list(connection.execute(select(a.number).where((a.hash == hash) | (a.id == id)).order_by(a.number)).scalars())


def _articles_with(connection: Connection, actor: Identity) -> list[int]:
    a = t.actors.c
    who = select(a.number).where(a.name == actor[0], a.kind == actor[1], func.coalesce(a.country, "") == (actor[2] or ""))
    query = select(t.readings.c.article).join(t.appearances, t.appearances.c.reading == t.readings.c.number)
    return list(
        connection.execute(query.where(t.appearances.c.actor.in_(who)).distinct().order_by(t.readings.c.article)).scalars()
    )


def _index_again(connection: Connection, articles: list[int]) -> None:
    for number in articles:
        reading = latest_reading(connection, number)
        article, record, _ = corrected_reading(connection, reading)
        unindex(connection, reading)
        index(connection, reading, article, record)


def _number(correction: Correction) -> int:
    return correction.number


# ------------------------------------------------------------ what a change may be


def _checked(kind: str, found: str, item: Any, article: Article, change: dict[str, Any]) -> dict[str, Any]:
    """The change in full; UsageError where it has no meaning for a record of this kind."""
    if kind in HELD_BY and found not in HELD_BY[kind]:
        raise UsageError(f"A {found} has no {kind}.", hint=f"What has one: {', '.join(HELD_BY[kind])}.")
    if found == "trip" and kind in ("status", "date", "place"):
        stop = change.get("stop")
        if stop is None or not 0 <= stop < len(item.stops):
            raise UsageError(f"A trip's {kind} is that of a stop.", hint=f"Give --stop 1 to {len(item.stops)}.")
    elif change.get("stop") is not None:
        raise UsageError(f"A {found} has no stops.", hint="Leave --stop out.")
    change = {name: value for name, value in change.items() if name != "stop" or value is not None}
    if kind == "status" and change["status"] not in STATUSES[found]:
        raise UsageError(f"{change['status']!r} is no status of a {found}.", hint=f"It is one of: {', '.join(STATUSES[found])}.")
    if kind == "date" and change["date"] is not None and days_of(change["date"]).day is None:
        raise UsageError(f"{change['date']!r} is no date.", hint="Write it as 2024-01-06, 2024-W01, 2024-01 or 2024.")
    return _spans(found, item, article, change) if kind == "span" else change


def _spans(found: str, item: Any, article: Article, change: dict[str, Any]) -> dict[str, Any]:
    """The spans of words: where the text has them several times, the place nearest to where the record stood."""
    name = change.get("field") or FIELDS[found][0]
    if name not in FIELDS[found]:
        raise UsageError(f"A {found} has no words in {name!r}.", hint=f"Its words are in: {', '.join(FIELDS[found])}.")
    near = min((span.start for span in parts(item, name)), default=0)
    return {
        "field": name,
        "spans": [list(_place_of(words, article, near)) for words in change["words"]],
        "words": list(change["words"]),
    }


def _place_of(words: str, article: Article, near: int) -> Span:
    starts = []
    at = article.text.find(words) if words else -1
    while at >= 0:
        starts.append(at)
        at = article.text.find(words, at + 1)
    if not starts:
        raise UsageError(f"The article {article.id} does not have the words {words!r}.", hint="Copy them from it exactly.")
    start = min(starts, key=lambda start: abs(start - near))
    return Span(start, start + len(words))
