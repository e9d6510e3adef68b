"""Ingest: sources in, readings kept. What the store has is not read again, so that a run which ended anywhere goes on there.

gather → (known?) → article → (known?) → read → save → merge, some at a time
"""

import hashlib
import json
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from dragoman import pool
from dragoman.article import Article, Skipped
from dragoman.errors import RecordError
from dragoman.lexicon.own_issues import digest
from dragoman.merging.merger import BATCH, Merger
from dragoman.read.gather import FeedRead, FeedState, Found
from dragoman.read.items import article_of, item_hash
from dragoman.settings import Settings
from dragoman.store import tables as t
from dragoman.store.connect import Store
from dragoman.store.keys import content_hash
from dragoman.store.load import article_of as stored_article
from dragoman.store.save import Item as Origin
from dragoman.store.save import Maker, has_reading, note_origin, save, save_skipped
from dragoman.version import VERSION

Read = Callable[[Iterator[Article | Skipped], Settings], Iterator[pool.Result]]
"""What makes records of articles, in their order."""
STORED = "article "
"""Begins the origin of what was read out of the store itself."""
LATEST = 5.0
"""Seconds after which what was kept is merged, also where it is little."""
OUTCOMES = ("new", "copy", "known", "double", "skipped")


@dataclass(slots=True)
class Tally:
    """What became of everything so far.

    `new` articles were read and kept, of them `copy` are wire copies of earlier ones; `known` were there already; `double` are the same report
    at another place; `skipped` could not be read. `reasons` counts why. `size` is the bytes gone through.
    """

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    size: int = 0

    def __getitem__(self, outcome: str) -> int:
        return self.counts[outcome]


Told = Callable[[Tally, Skipped | None], None]
"""Told of each outcome, with what was skipped where something was."""


def tell_nobody(tally: Tally, skipped: Skipped | None) -> None:
    """Tell nobody."""


def ingest(
    store: Store,
    items: Iterable[Found],
    settings: Settings | None = None,
    *,
    read: Read = pool.read_articles,
    maker: Maker | None = None,
    tally: Tally | None = None,
    told: Told = tell_nobody,
) -> Tally:
    """Read and keep all items; what became of them, counted in `tally` as it happens. Each reading is kept as soon as it is made."""
    settings = settings or Settings()
    run = _Run(store, settings, maker or current_maker(settings), tally or Tally(), told)
    run.keep_all(read(run.articles(items), settings))
    return run.tally


def reread(
    store: Store,
    settings: Settings,
    *,
    read: Read = pool.read_articles,
    tally: Tally | None = None,
    told: Told = tell_nobody,
) -> Tally:
    """Read every article of the store again that this version has not read yet."""
    run = _Run(store, settings, current_maker(settings), tally or Tally(), told)
    run.keep_all(read(run.stored(), settings))
    return run.tally


def ingest_readings(
    store: Store,
    results: Iterable[tuple[str, pool.Result]],
    maker: Maker,
    *,
    tally: Tally | None = None,
    told: Told = tell_nobody,
) -> Tally:
    """Keep readings that were made elsewhere, each with where it stood; what is kept already is only counted."""
    run = _Run(store, Settings(), maker, tally or Tally(), told)
    for place, result in results:
        run.keep_made(place, result)
    return run.tally


def current_maker(settings: Settings) -> Maker:
    """This version of Dragoman with its language model, and the settings that change what is read."""
    from dragoman.parse.nlp import model_name

    kept = {name: getattr(settings, name) for name in ("published", "publisher", "limit")}
    if settings.issues:
        kept["issues"] = digest(settings.issues)
    return Maker(VERSION, model_name(), json.dumps(kept))


class KnownInStore:
    """What the store knows of pages and feeds."""

    def __init__(self, store: Store, version: str = VERSION) -> None:
        self._store = store
        self._version = version

    def has_page(self, url: str) -> bool:
        """Whether the article of an address was read by this version."""
        with self._store.asking() as connection:
            found = connection.execute(select(t.origins.c.article).where(t.origins.c.url == url)).scalars().first()
            return found is not None and has_reading(connection, found, self._version)

    def feed(self, url: str) -> FeedState:
        """What was kept of a feed."""
        with self._store.asking() as connection:
            row = connection.execute(select(t.feeds).where(t.feeds.c.url == url)).first()
        return FeedState(row.etag, row.modified) if row else FeedState()


def keep_feed(store: Store, read: FeedRead) -> None:
    """Keep what a feed's server said, for the next time."""
    row = {"url": read.url, "etag": read.state.etag, "modified": read.state.modified}
    with store.writing() as connection:
        connection.execute(delete(t.feeds).where(t.feeds.c.url == read.url))
        connection.execute(t.feeds.insert(), row)


class _Run:
    """One run: what is on its way to be read, in order, and what became of the rest."""

    def __init__(self, store: Store, settings: Settings, maker: Maker, tally: Tally, told: Told) -> None:
        self.tally = tally
        self._store = store
        self._settings = settings
        self._maker = maker
        self._told = told
        self._lock = threading.Lock()  # articles may be taken in another thread than results are kept
        self._merger = Merger(store)
        self._unmerged = 0
        self._merged = time.monotonic()
        self._coming: deque[tuple[Origin, int] | FeedRead] = deque()
        self._hashes: set[bytes] = set()

    def articles(self, items: Iterable[Found]) -> Iterator[Article | Skipped]:
        """The articles that are to be read."""
        for item in items:
            if isinstance(item, FeedRead):
                self._coming.append(item)
                self.keep_feeds()
                continue
            if isinstance(item, Skipped):
                yield self._sent(item, Origin(f"source {item.id}", item.id), 0)
                continue
            origin = Origin(item_hash(item, self._settings), item.place, item.url)
            if outcome := self._seen(origin):
                self._count(outcome, item.size)
                continue
            article = article_of(item, self._settings)
            if isinstance(article, Article) and self._is_double(article, origin):
                self._count("double", item.size)
                continue
            yield self._sent(article, origin, item.size)

    def stored(self) -> Iterator[Article | Skipped]:
        """The articles of the store that this version has not read."""
        with self._store.asking() as connection:
            numbers = connection.execute(select(t.articles.c.number).order_by(t.articles.c.number)).scalars().all()
        for number in numbers:
            with self._store.asking() as connection:
                if has_reading(connection, number, self._maker.version):
                    self._count("known", 0)
                    continue
                row = connection.execute(select(t.articles).where(t.articles.c.number == number)).one()._mapping
            article = stored_article(row)
            yield self._sent(article, Origin(f"{STORED}{row[t.articles.c.hash]}", article.id), 0)

    def keep_all(self, results: Iterator[pool.Result]) -> None:
        """Save every result as it comes; whoever makes them is ended with this."""
        try:
            for result in results:
                self.keep(result)
                self._merge_some()
            self._merger.run()
        finally:
            if isinstance(results, Generator):
                results.close()

    def _merge_some(self) -> None:
        """Merge what was kept, when it is much or some while ago."""
        if self._unmerged >= BATCH or (self._unmerged and time.monotonic() - self._merged > LATEST):
            self._merger.run()
            self._unmerged, self._merged = 0, time.monotonic()

    def keep(self, result: pool.Result) -> None:
        """Save what was made of the article that is next in order."""
        coming = self._coming[0]
        assert not isinstance(coming, FeedRead)
        self._keep(result, *coming)
        self._coming.popleft()  # only now, so that no feed counts as kept before
        self.keep_feeds()

    def keep_made(self, place: str, result: pool.Result) -> None:
        """Save a reading that was made elsewhere, unless it was saved before."""
        told = repr(result) if isinstance(result, Skipped) else f"{content_hash(result[0])} {result[0].id}"
        url = None if isinstance(result, Skipped) else result[0].url
        origin = Origin(hashlib.sha256(f"{place} {told}".encode("utf-8", "backslashreplace")).hexdigest(), place, url)
        if outcome := self._seen(origin):
            self._count(outcome, 0)
        else:
            self._keep(result, origin, 0)

    def _keep(self, result: pool.Result, origin: Origin, size: int) -> None:
        if isinstance(result, Skipped):
            self._skip(result, origin, size)
            return
        article, record = result
        try:
            saved = save(self._store, article, record, self._maker, None if origin.hash.startswith(STORED) else origin)
        except RecordError as error:
            self._skip(Skipped(article.id, "save", f"{error} {error.hint or ''}".strip()), origin, size)
            return
        self._unmerged += saved.new
        if saved.new and saved.copy_of is not None:
            self.tally.counts["copy"] += 1
        self._count("new" if saved.new else "double", size)

    def keep_feeds(self) -> None:
        """Keep of each feed that is next in order what its server said: all articles before it are kept."""
        with self._lock:
            while self._coming and isinstance(feed := self._coming[0], FeedRead):
                keep_feed(self._store, feed)
                self._coming.popleft()

    def _sent(self, article: Article | Skipped, origin: Origin, size: int) -> Article | Skipped:
        self._coming.append((origin, size))
        return article

    def _seen(self, origin: Origin) -> str | None:
        """Whether an item's article was read by this version, before this run (`known`) or in it (`double`)."""
        short = bytes.fromhex(origin.hash)[:12]
        if short in self._hashes:
            return "double"
        self._hashes.add(short)
        with self._store.asking() as connection:
            found = connection.execute(select(t.origins.c.article).where(t.origins.c.item == origin.hash)).scalar()
            return "known" if found is not None and has_reading(connection, found, self._maker.version) else None

    def _is_double(self, article: Article, origin: Origin) -> bool:
        """Whether the store has a reading of the same report from elsewhere; if so, it is noted that it stands here too."""
        with self._store.asking() as connection:
            found = connection.execute(select(t.articles.c.number).where(t.articles.c.hash == content_hash(article))).scalar()
            if found is None or not has_reading(connection, found, self._maker.version):
                return False
        note_origin(self._store, origin, found)
        return True

    def _skip(self, skipped: Skipped, origin: Origin, size: int) -> None:
        save_skipped(self._store, skipped, origin, self._maker.version)
        self.tally.reasons[skipped.step] += 1
        self._count("skipped", size, skipped)

    def _count(self, outcome: str, size: int, skipped: Skipped | None = None) -> None:
        with self._lock:
            self.tally.counts[outcome] += 1
            self.tally.size += size
            self._told(self.tally, skipped)
