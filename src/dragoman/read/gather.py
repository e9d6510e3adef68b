"""Gathering: files, folders, archives, addresses and feeds become items, and what is known already is not fetched again."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from dragoman.article import Skipped
from dragoman.errors import ReadError
from dragoman.read.articles import skipped
from dragoman.read.feeds import Entry, entries, is_feed
from dragoman.read.folders import files_of, is_folder, with_folders
from dragoman.read.items import Item
from dragoman.read.polite import Guest
from dragoman.read.sources import HTML, Source, read_items
from dragoman.read.web import Page, is_address
from dragoman.settings import Settings

SAMPLE = 4096
EVERY = 900.0
"""Seconds between two looks at a feed."""
LONGEST = 86_400.0
"""Seconds that a feed which fails is left alone at most; each failure doubles the wait."""
FOLDERS = 2.0
"""Seconds between two looks at a folder; a file is read once it has not changed for so long."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a feed's server said of the copy that was read last, to ask for what is newer."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class FeedRead:
    """That everything in a feed was given out: once all of it is kept, `state` may be kept for the next time."""

    url: str
    state: FeedState


class Known(Protocol):
    """What whoever keeps the articles knows."""

    def has_page(self, url: str) -> bool:
        """Whether the article of an address is kept."""

    def feed(self, url: str) -> FeedState:
        """What was kept of a feed."""


Found = Item | Skipped | FeedRead


def gather(sources: Iterable[str], settings: Settings, known: Known, guest: Guest) -> Iterator[Found]:
    """The items of all sources in the order given; a page that is known is not fetched again."""
    for source in with_folders(sources):
        if is_address(source.name):
            yield from _address(source.name, settings, known, guest)
        elif _is_feed_file(source.name, settings):
            yield from _feed_file(source, settings, known, guest)
        else:
            yield from read_items([source], settings)


def watch(
    sources: Iterable[str],
    settings: Settings,
    known: Known,
    guest: Guest,
    *,
    every: float = EVERY,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Found]:
    """The items of all sources, then what is new in feeds and folders, without end."""
    watched = list(sources)
    feeds = {url: _Turn(clock(), every) for url in watched if is_address(url)}
    folders = {folder: _Folder(folder) for folder in watched if is_folder(folder)}
    yield from gather([s for s in watched if s not in feeds and s not in folders], settings, known, guest)
    while True:
        for folder in folders.values():
            yield from read_items(folder.ready(), settings)
        for url, turn in feeds.items():
            if turn.due <= clock():
                failed = False
                for found in _address(url, settings, known, guest):
                    failed = failed or (isinstance(found, Skipped) and found.id == url)
                    yield found
                turn.next(clock(), failed)
        sleep(FOLDERS)


class _Turn:
    """When a feed is looked at next."""

    def __init__(self, due: float, every: float) -> None:
        self.due = due
        self._every = every
        self._wait = every

    def next(self, now: float, failed: bool) -> None:
        self._wait = min(2 * self._wait, max(LONGEST, self._every)) if failed else self._every
        self.due = now + self._wait


class _Folder:
    """A folder whose files are given out once they are there whole, and again when they change."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._given: dict[str, tuple[int, int]] = {}
        self._seen: dict[str, tuple[int, int]] = {}

    def ready(self) -> list[Source]:
        """The files that are new or changed, and were so already at the last look."""
        found = {source: state for source in files_of(self._path) if (state := _state(source.name))}
        ready = [
            source for source, state in found.items() if self._seen.get(source.name) == state != self._given.get(source.name)
        ]
        self._seen = {source.name: state for source, state in found.items()}
        self._given |= {source.name: self._seen[source.name] for source in ready}
        return ready


def _state(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


# ------------------------------------------------------------ addresses


def _address(url: str, settings: Settings, known: Known, guest: Guest) -> Iterator[Found]:
    """The item of a page, or those of a feed's entries."""
    if known.has_page(url):
        return
    state = known.feed(url)
    asked = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    try:
        page = guest.fetch(url, {name: value for name, value in asked.items() if value})
        if page.unchanged:
            return
        if not is_feed(page.data) or _is_html(page):
            yield from _page(Entry(url), page, settings)
            return
        listed = entries(page.data, url)
    except ReadError as error:
        yield skipped(url, error)
        return
    whole = True
    for found in _entries(listed, settings, known, guest):
        whole = whole and not (isinstance(found, Skipped) and found.step == "read")
        yield found
    if whole:  # else the next time asks for the whole feed again
        yield FeedRead(url, FeedState(page.etag, page.modified))


def _entries(listed: Iterable[Entry], settings: Settings, known: Known, guest: Guest) -> Iterator[Item | Skipped]:
    for entry in listed:
        if not known.has_page(entry.url):
            try:
                yield from _page(entry, guest.fetch(entry.url), settings)
            except ReadError as error:
                yield skipped(entry.url, error)


def _page(entry: Entry, page: Page, settings: Settings) -> Iterator[Item]:
    kind = "text" if page.media == "text/plain" or (not _is_html(page) and page.media is None) else "html"
    item = Item(entry.url, kind, page.data, entry.url, entry.url, entry.url, page.charset, size=len(page.data))
    yield replace(item, title=entry.title, publisher=entry.publisher, published=entry.published)


def _is_html(page: Page) -> bool:
    return bool(HTML.match(page.data[:SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n"))) and not is_feed(page.data)


def _is_feed_file(path: str, settings: Settings) -> bool:
    if settings.input != "auto" or Path(path).suffix.lower() not in (".xml", ".rss", ".atom", ".rdf"):
        return False
    try:
        with open(path, "rb") as file:
            return is_feed(file.read(SAMPLE))
    except OSError:
        return False


def _feed_file(source: Source, settings: Settings, known: Known, guest: Guest) -> Iterator[Item | Skipped]:
    try:
        listed = entries(Path(source.name).read_bytes(), source.name)
    except (ReadError, OSError) as error:
        yield skipped(source.id, error if isinstance(error, ReadError) else ReadError(str(error)))
        return
    yield from _entries(listed, settings, known, guest)
