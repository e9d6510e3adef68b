"""Records out of the store by what they say, each with the articles and words it stands on."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from dragoman.article import Article
from dragoman.errors import UsageError
from dragoman.records import Record, Span
from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.dossier import joined_actors, shown_rows
from dragoman.store.filters import KINDS, Condition, Filters, Lead, conditions, lead
from dragoman.store.index import KINDS as FIELDS
from dragoman.store.index import identity
from dragoman.store.load import Reading, loaded
from dragoman.store.shown import shown

PAGE = 100
SOME = 200
"""Tellings that are looked through at once for what the dossier has of them."""
FEW = 20
"""Articles that are named for an actor who stands in many."""


def find(
    store: Store, kind: str, asked: Filters | None = None, *, limit: int | None = None, offset: int = 0
) -> Iterator[dict[str, Any]]:
    """The records of a kind that answer all questions, the latest day first; those found by their words, the last read first.

    Each is an object for JSON with its `id`, the ids of its `articles` and its `evidence`: article, span and words.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is nothing that can be found.", hint=f"Ask for one of: {', '.join(KINDS)}.")
    asked = asked or Filters()
    with store.asking() as connection:
        rows = connection.execute(_query(connection, kind, asked).limit(limit).offset(offset or None)).all()
    for at in range(0, len(rows), PAGE):
        with store.asking() as connection:
            page = _page(connection, kind, rows[at : at + PAGE])
        yield from page


MERGED = ("meetings", "trips", "events", "statements")
"""What the dossier has: kinds that several reports tell."""


def find_merged(
    store: Store, kind: str, asked: Filters | None = None, *, limit: int | None = None, offset: int = 0
) -> Iterator[dict[str, Any]]:
    """What the dossier has of a kind where any report's own telling answers all questions, each once, in the order of `find`.

    A status is that which the reports together come to. What is not merged yet is not found; `unmerged` tells how much that is.
    """
    if kind not in MERGED:
        raise UsageError(f"Reports are not merged by {kind}.", hint=f"Ask for one of: {', '.join(MERGED)}.")
    if kind == "statements":
        yield from _statements(store, asked or Filters(), limit, offset)
        return
    with store.asking() as connection:
        numbers = _rows_of_dossier(connection, kind, asked or Filters(), limit and offset + limit)[offset:]
    for at in range(0, len(numbers), PAGE):
        with store.asking() as connection:
            page = shown_rows(connection, numbers[at : at + PAGE])
        yield from page


def _rows_of_dossier(connection: Connection, kind: str, asked: Filters, most: int | None) -> list[int]:
    """The numbers of the rows, in the order of the first telling that is found."""
    found: dict[int, None] = {}
    c, d = t.tellings.c, t.dossier.c
    query = _query(connection, kind, asked).execution_options(yield_per=SOME)
    with connection.execute(query) as result:
        for page in result.partitions():
            keys = [row.key for row in page]
            rows = select(c.record, c.dossier).where(c.kind == kind.removesuffix("s"), c.record.in_(keys))
            if asked.status and kind != "trips":
                rows = rows.join(t.dossier, d.number == c.dossier).where(d.status == asked.status)
            of: dict[int, int] = {row.record: row.dossier for row in connection.execute(rows) if row.dossier is not None}
            found.update(dict.fromkeys(of[key] for key in keys if key in of))
            if most and len(found) >= most:
                break
    return list(found)[:most]


def _statements(store: Store, asked: Filters, limit: int | None, offset: int) -> Iterator[dict[str, Any]]:
    """Statements, each with who tells it; the same words of a speaker that several reports tell come once, as the first of those found has them."""
    with store.asking() as connection:
        rows = _first_told(connection, asked, limit and offset + limit)[offset:]
    for at in range(0, len(rows), PAGE):
        page = rows[at : at + PAGE]
        with store.asking() as connection:
            found = _page(connection, "statements", [row for row, _ in page])
            numbers = [number for _, number in page if number is not None]
            joined = dict(zip(numbers, shown_rows(connection, numbers), strict=True))
        for record, (_, number) in zip(found, page, strict=True):
            yield record | _told_by(record, None if number is None else joined[number])


def _first_told(connection: Connection, asked: Filters, most: int | None) -> list[tuple[Row[Any], int | None]]:
    """The statements found, of those that are one only the first, with the number of what the dossier has of it."""
    found: list[tuple[Row[Any], int | None]] = []
    seen: set[int] = set()
    c = t.tellings.c
    query = _query(connection, "statements", asked).execution_options(yield_per=SOME)
    with connection.execute(query) as result:
        for page in result.partitions():
            rows = select(c.record, c.dossier).where(c.kind == "statement", c.record.in_([row.key for row in page]))
            of = {row.record: row.dossier for row in connection.execute(rows) if row.dossier is not None}
            for row in page:
                number = of.get(row.key)
                if number not in seen:
                    found.append((row, number))
                    seen |= {number} if number is not None else set()
            if most and len(found) >= most:
                break
    return found[:most]


def _told_by(record: dict[str, Any], joined: dict[str, Any] | None) -> dict[str, Any]:
    """How often a statement is told, and by whom."""
    if joined:
        return {name: joined[name] for name in ("id", "reports", "publishers", "tellings", "joins", "articles", "evidence")}
    article = record["article"]
    telling = {"id": record["id"], "article": article["id"]} | {
        name: article[name] for name in ("publisher", "published", "title")
    }
    telling |= {"copy": article["copy"], "status": None, "date": record["date"]}
    publishers = [article["publisher"]] if article["publisher"] else []
    return {"reports": 1, "publishers": publishers, "tellings": [telling], "joins": []}


def at_keys(connection: Connection, kind: str, keys: Sequence[int]) -> list[dict[str, Any]]:
    """The records of a kind (`meetings`) with these keys, in this order, as `find` gives them."""
    c = t.RECORDS[kind.removesuffix("s")].c
    rows: dict[int, Row[Any]] = {row.key: row for row in connection.execute(select(c.key, c.reading).where(c.key.in_(keys)))}  # type: ignore[misc]
    return _page(connection, kind, [rows[key] for key in keys if key in rows])


def found_keys(connection: Connection, kind: str, asked: Filters, limit: int) -> list[int]:
    """The keys of the first so many records of a kind that answer all questions, in the order of `find`."""
    return list(connection.execute(_query(connection, kind, asked).limit(limit)).scalars())


def one_actor(store: Store, number: int) -> dict[str, Any] | None:
    """An actor by its number, as `find` gives it; None where there is none."""
    with store.asking() as connection:
        known = connection.execute(select(t.actors.c.number).where(t.actors.c.number == number)).scalar()
        return None if known is None else _actor(connection, number)


def _query(connection: Connection, kind: str, asked: Filters) -> Select[Any]:
    wanted = conditions(connection, kind, asked)
    if kind == "actors":
        return select(t.actors.c.number).where(*wanted).order_by(t.actors.c.folded, t.actors.c.number)
    if kind == "reports":
        every = t.readings.alias()
        latest = select(func.max(every.c.number)).where(every.c.article == t.articles.c.number).scalar_subquery()
        query = select(t.readings.c.number.label("reading"), t.articles.c.number)
        query = query.join(t.articles, t.articles.c.number == t.readings.c.article).where(t.readings.c.number == latest)
        first = () if asked.text or asked.about else (t.articles.c.published.desc(),)
        query = query.order_by(*first, t.articles.c.number.desc())
    else:
        c = t.RECORDS[kind.removesuffix("s")].c
        if by := lead(connection, kind, asked):
            return _by_days_of(kind, by, conditions(connection, kind, by.rest), copies=asked.copies)
        query = select(c.key, c.reading)
        if asked.publisher or asked.text or not asked.copies:
            query = query.join(t.readings, t.readings.c.number == c.reading).join(
                t.articles, t.articles.c.number == t.readings.c.article
            )
        by_words = kind in ("statements", "stances") and (asked.text or asked.about)
        query = query.order_by(*(() if by_words else (c.day.desc(),)), c.key.desc())
    if not asked.copies:
        query = query.where(t.articles.c.copy_of.is_(None))
    return query.where(*wanted)


def _by_days_of(kind: str, by: Lead, wanted: list[Condition], *, copies: bool) -> Select[Any]:
    """The meetings or events of an actor, in the order in which the index of its days has them."""
    c, table = t.RECORDS[kind.removesuffix("s")].c, t.participants if kind == "meetings" else t.sides
    part, again = table.alias("part"), table.alias("again")
    of = part.c[kind.removesuffix("s")]
    first = select(func.min(again.c.n)).where(again.c[of.name] == of, again.c.actor + 0 == by.actor).scalar_subquery()
    query = select(c.key, c.reading).join(part, of == c.key).join(t.readings, t.readings.c.number == c.reading)
    query = query.join(t.articles, t.articles.c.number == t.readings.c.article)
    # Who is both on this side and that of an event is named in it twice.
    query = query.where(part.c.actor == by.actor, part.c.n == first, *wanted)
    query = query if copies else query.where(t.articles.c.copy_of.is_(None))
    return query.order_by(part.c.day.desc(), of.desc())


def _page(connection: Connection, kind: str, rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    if kind == "actors":
        return [_actor(connection, row.number) for row in rows]
    field = FIELDS.get(kind.removesuffix("s"), "")
    parts = ("actors", "places", field) if field else None
    numbers = sorted({row.reading for row in rows})
    readings = {found[2].number: found for found in loaded(connection, numbers, parts=parts)}
    if kind == "reports":
        return [_report(connection, *readings[row.reading]) for row in rows]
    found = []
    for row in rows:
        article, record, reading = readings[row.reading]
        item = getattr(record, field)[row.key - (row.reading << t.BITS)]
        found.append(shown(article, record, reading, kind.removesuffix("s"), item))
    return found


def _report(connection: Connection, article: Article, record: Record, reading: Reading) -> dict[str, Any]:
    """A report: what is known of it, how much was read out of it, its original if it is a copy, and its copies."""
    a = t.articles.c
    original = connection.execute(select(a.id).where(a.number == reading.copy_of)).scalar() if reading.copy_of else None
    copies = connection.execute(select(a.id).where(a.copy_of == reading.article).order_by(a.number)).scalars().all()
    span = article.headline or Span(0, len(article.text.split("\n", 1)[0]))
    fields = ("id", "title", "publisher", "published", "published_basis", "url")
    return {
        "record": "report",
        **{field: getattr(article, field) for field in fields},
        "hash": reading.hash,
        "copy_of": original,
        "copies": list(copies),
        "counts": {part: len(getattr(record, part)) for part in ("actors", *FIELDS.values())},
        "version": reading.version,
        "articles": [article.id],
        "evidence": [{"article": article.id, **_quoted(article, span)}],
    }


def _actor(connection: Connection, number: int) -> dict[str, Any]:
    """An actor over all reports: offices with the first and last day that reports tell of them (`basis` is `text`, or what the register had), the
    actor that it is under another name, and where it is named last."""
    row = connection.execute(select(t.actors).where(t.actors.c.number == number)).one()
    p = t.appearances.c
    seen = select(func.count(), func.min(p.day), func.max(p.day)).where(p.actor == number)
    reports, first, last = connection.execute(seen).one()
    offices = select(p.office, p.jurisdiction, p.basis, func.min(p.day), func.max(p.day), func.count())
    offices = offices.where(p.actor == number, p.office.is_not(None)).group_by(p.office, p.jurisdiction, p.basis)
    held = [
        {"title": office, "jurisdiction": place, "basis": basis, "first": start, "last": end, "reports": count}
        for office, place, basis, start, end, count in connection.execute(offices.order_by(func.min(p.day), p.office, p.basis))
    ]
    joined = joined_actors(connection, [number]).get(number)
    latest = connection.execute(select(p.reading).where(p.actor == number).order_by(p.day.desc(), p.reading.desc()).limit(FEW))
    found = loaded(connection, latest.scalars().all())
    return {
        "record": "actor",
        "id": f"actor-{number}",
        "name": row.name,
        "kind": row.kind,
        "country": row.country,
        "same_as": joined["id"] if joined and joined["id"] != f"actor-{number}" else None,
        "offices": held,
        "reports": reports,
        "first": first,
        "last": last,
        "articles": list(dict.fromkeys(article.id for article, _, _ in found)),
        "evidence": [
            {"article": article.id, **_quoted(article, actor.mentions[0])}
            for article, record, _ in found
            for actor in record.actors
            if identity(actor) == (row.name, row.kind, row.country) and actor.mentions
        ],
    }


def _quoted(article: Article, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "words": article.text[span.start : span.end]}
