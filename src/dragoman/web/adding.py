"""Reports that a reader adds: one thread reads them in turn, while a page tells how far it is."""

import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from dragoman.article import Skipped
from dragoman.errors import DragomanError, UsageError
from dragoman.ingest import KnownInStore, Tally, ingest
from dragoman.read.gather import Found, gather
from dragoman.read.items import Item, item_hash
from dragoman.read.polite import Guest
from dragoman.read.sources import HTML
from dragoman.settings import Settings
from dragoman.store import tables as t
from dragoman.store.connect import Store

WAITING = 20
"""Reports that may wait at once."""
KEPT = 200
"""Jobs that are remembered."""
SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Job:
    """A report on its way: `state` is waiting, reading, done or failed; `report` the hash of what it became, `reason` why it did not."""

    id: str
    what: str
    state: str = "waiting"
    report: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be read: an address, or bytes; with what is known of its publication."""

    what: str
    url: str | None = None
    data: bytes = b""
    html: bool = False
    published: str | None = None
    publisher: str | None = None


def given_bytes(name: str, data: bytes, published: str | None, publisher: str | None) -> Given:
    """A text or a file; it is HTML where its name or its first tag says so."""
    if not data.strip():
        raise UsageError("Nothing was given.", hint="Paste a text, name an address, or choose a file.")
    html = name.lower().endswith(SUFFIXES) or HTML.match(data.lstrip()[:200]) is not None
    return Given(name, None, data, html, published, publisher)


class Jobs:
    """The jobs of one server; they are forgotten when it ends, what they read is not."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: queue.Queue[tuple[str, Given]] = queue.Queue(WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, given: Given) -> Job:
        """Take a report in line; UsageError where too many wait."""
        job = Job(secrets.token_urlsafe(9), given.what)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            try:
                self._waiting.put_nowait((job.id, given))
            except queue.Full:
                del self._jobs[job.id]
                raise UsageError(f"{WAITING} reports wait already.", hint="Try again in a minute.") from None
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="reader", daemon=True)
                self._thread.start()
        return job

    def get(self, id: str) -> Job | None:
        """A job as it stands; None where it is not known."""
        with self._lock:
            return self._jobs.get(id)

    def _work(self) -> None:
        while True:
            id, given = self._waiting.get()
            self._note(id, state="reading")
            try:
                report, reason = read_given(self._store, self._settings, given)
            except DragomanError as error:
                report, reason = None, f"{error} {error.hint or ''}".strip()
            except Exception:  # the edge of a job: it must not cost those that wait
                report, reason = None, "Dragoman failed on it; dragoman read on the same report says more."
            self._note(id, state="done" if report else "failed", report=report, reason=reason)

    def _note(self, id: str, **now: str | None) -> None:
        with self._lock:
            if id in self._jobs:
                self._jobs[id] = replace(self._jobs[id], **now)  # type: ignore[arg-type]


def read_given(store: Store, settings: Settings, given: Given) -> tuple[str | None, str | None]:
    """Read a report and keep it; its hash, or why there is none."""
    settings = replace(settings, published=given.published or None, publisher=given.publisher or None)
    origins: list[str] = []
    reasons: list[str] = []

    def noted(items: Iterator[Found]) -> Iterator[Found]:
        for item in items:
            if isinstance(item, Item):
                origins.append(item_hash(item, settings))
            yield item

    def told(tally: Tally, skipped: Skipped | None) -> None:
        reasons.extend([skipped.reason] if skipped else [])

    ingest(store, noted(_items(store, settings, given)), settings, told=told)
    o, a = t.origins.c, t.articles.c
    query = select(a.hash).join(t.origins, o.article == a.number)
    query = query.where(o.item == origins[-1]) if origins else query.where(o.url == given.url)
    with store.asking() as connection:
        found = connection.execute(query).scalars().first()
    return found, None if found else (reasons or ["Nothing in it could be read."])[-1]


def _items(store: Store, settings: Settings, given: Given) -> Iterator[Found]:
    if given.url:
        yield from gather([given.url], settings, KnownInStore(store), Guest(settings))
        return
    kind = "html" if given.html else "text"
    yield Item(given.what, kind, given.data, given.what, given.what, size=len(given.data))
