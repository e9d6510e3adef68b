"""Gathering: folders, feeds and addresses; the net is played by a table of answers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError
from dragoman.read import polite
from dragoman.read.feeds import Entry, entries, is_feed
from dragoman.read.folders import size_of, with_folders
from dragoman.read.gather import FeedRead, FeedState, Found, gather, watch
from dragoman.read.items import Item, article_of, item_hash
from dragoman.read.polite import PAUSE, Guest
from dragoman.read.web import Busy, Page
from dragoman.settings import Settings

HTML = b"<!doctype html><html><body><article><p>The minister met her counterpart in Lima.</p><p>They spoke long.</p></article></body></html>"
RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Coastal Post</title>
<item><title>Ministers meet</title><link>https://paper.example/1</link><pubDate>Sat, 06 Jan 2024 23:30:00 -0500</pubDate></item>
<item><title>No address</title></item>
<item><title>By guid</title><guid>https://paper.example/2</guid></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>
<entry><title>A &amp; B</title><link rel="self" href="https://paper.example/self"/><link href="/3"/><updated>2024-02-03T10:00:00Z</updated></entry>
</feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Old Desk</title></channel><item><title>X</title><link>https://paper.example/4</link><dc:date>2024-03-04</dc:date></item></rdf:RDF>"""


class Net:
    """Answers by address; keeps what was asked and with which headers."""

    def __init__(self, **pages: Page | ReadError) -> None:
        self.pages: dict[str, Page | ReadError] = dict(pages)
        self.asked: list[tuple[str, dict[str, str]]] = []

    def fetch(self, url: str, _: Settings, headers: Mapping[str, str] | None = None) -> Page:
        self.asked.append((url, dict(headers or {})))
        answer = self.pages.get(url, ReadError(f"{url} answered with status 404."))
        if isinstance(answer, ReadError):
            raise answer
        return Page(b"", unchanged=True) if headers and answer.etag == headers.get("If-None-Match") else answer


class Memory:
    """What a store would know."""

    def __init__(self) -> None:
        self.pages: set[str] = set()
        self.feeds: dict[str, FeedState] = {}

    def has_page(self, url: str) -> bool:
        return url in self.pages

    def feed(self, url: str) -> FeedState:
        return self.feeds.get(url, FeedState())

    def take(self, found: Iterator[Found]) -> list[str]:
        """The ids of items and of what was skipped, with all of it kept."""
        ids = []
        for item in found:
            if isinstance(item, FeedRead):
                self.feeds[item.url] = item.state
            else:
                ids.append(item.id if isinstance(item, Item) else f"skipped {item.id}")
                self.pages |= {item.url} if isinstance(item, Item) and item.url else set()
        return ids


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Net:
    made = Net()
    monkeypatch.setattr(polite.web, "fetch", made.fetch)
    feed = Page(RSS, "application/rss+xml", "utf-8", etag='"v1"', modified="Sat, 06 Jan 2024 12:00:00 GMT")
    made.pages |= {"https://paper.example/feed": feed}
    made.pages |= {f"https://paper.example/{n}": Page(HTML, "text/html", "utf-8") for n in range(1, 5)}
    return made


def guest(clock: Clock) -> Guest:
    return Guest(Settings(), clock=clock, sleep=clock.sleep)


# ------------------------------------------------------------ feeds


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (
            RSS,
            [
                Entry("https://paper.example/1", "Ministers meet", "2024-01-06", "Coastal Post"),
                Entry("https://paper.example/2", "By guid", None, "Coastal Post"),
            ],
        ),
        (ATOM, [Entry("https://paper.example/3", "A & B", "2024-02-03", "Desk")]),
        (RDF, [Entry("https://paper.example/4", "X", "2024-03-04", "Old Desk")]),
        (RSS[:300], [Entry("https://paper.example/1", "Ministers meet", "2024-01-06", "Coastal Post")]),
    ],
    ids=["rss", "atom", "rdf", "cut off"],
)
def test_the_entries_of_a_feed(data: bytes, found: list[Entry]) -> None:
    assert is_feed(data)
    assert entries(data, "https://paper.example/feed") == found


def test_a_feed_reaches_into_no_file() -> None:
    data = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&x;</title><link>https://a.example/1</link></item></channel></rss>'
    assert entries(data, "x") == [Entry("https://a.example/1", "&x;", None, None)]


def test_a_feed_that_cannot_be_read_is_told() -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        entries(b"", "https://paper.example/feed")


def test_the_pages_of_a_feed_are_items_with_what_the_feed_says(net: Net) -> None:
    first, second, read = gather(["https://paper.example/feed"], Settings(), Memory(), guest(Clock()))
    assert isinstance(first, Item)
    article = article_of(first, Settings())
    assert isinstance(article, Article)
    assert (article.title, article.publisher, article.published) == ("Ministers meet", "Coastal Post", "2024-01-06")
    assert isinstance(second, Item)
    assert read == FeedRead("https://paper.example/feed", FeedState('"v1"', "Sat, 06 Jan 2024 12:00:00 GMT"))


def test_what_is_known_is_not_fetched_again(net: Net) -> None:
    memory = Memory()
    memory.pages.add("https://paper.example/1")
    assert memory.take(gather(["https://paper.example/feed"], Settings(), memory, guest(Clock()))) == ["https://paper.example/2"]
    net.asked.clear()
    assert (
        memory.take(gather(["https://paper.example/feed", "https://paper.example/1"], Settings(), memory, guest(Clock()))) == []
    )
    assert net.asked == [
        ("https://paper.example/feed", {"If-None-Match": '"v1"', "If-Modified-Since": "Sat, 06 Jan 2024 12:00:00 GMT"})
    ]


def test_a_feed_of_which_a_page_failed_is_asked_for_whole_again(net: Net) -> None:
    del net.pages["https://paper.example/1"]
    memory = Memory()
    taken = memory.take(gather(["https://paper.example/feed"], Settings(), memory, guest(Clock())))
    assert taken == ["skipped https://paper.example/1", "https://paper.example/2"]
    assert memory.feeds == {}


def test_a_feed_in_a_file_is_read(net: Net, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(RSS)
    memory = Memory()
    assert memory.take(gather([str(tmp_path / "feed.xml")], Settings(), memory, guest(Clock()))) == [
        f"https://paper.example/{n}" for n in (1, 2)
    ]


def test_a_page_that_is_not_there_costs_only_itself(net: Net) -> None:
    memory = Memory()
    taken = memory.take(gather(["https://paper.example/none", "https://paper.example/3"], Settings(), memory, guest(Clock())))
    assert taken == ["skipped https://paper.example/none", "https://paper.example/3"]


def test_private_addresses_are_refused() -> None:
    (found,) = gather(["http://127.0.0.1/x"], Settings(), Memory(), guest(Clock()))
    assert isinstance(found, Skipped)
    assert "private address" in found.reason


# ------------------------------------------------------------ folders


def test_a_folder_gives_its_files_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.html", "a.jsonl", ".hidden", ".git/x.txt", "c.warc.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"1234")
    assert [source.id for source in with_folders([str(tmp_path)])] == ["a", "c", "b/1", "b/2"]
    assert [source.id for source in with_folders([str(tmp_path / "a.jsonl"), "-", "https://x.example/"])] == [
        "a",
        "stdin",
        "https://x.example/",
    ]
    assert size_of([str(tmp_path), "https://x.example/", str(tmp_path / "none")]) == 16


def test_the_hash_of_an_item_is_of_what_it_depends_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    item = Item("a", "text", b"words", "a.txt", "a.txt")
    same = Item("b", "text", b"words", str(tmp_path / "a.txt"), "there")
    assert item_hash(item, Settings()) == item_hash(same, Settings(workers=3))
    others = [
        Item("a", "text", b"word", "a.txt", ""),
        Item("a", "html", b"words", "a.txt", ""),
        Item("a", "text", b"words", "b.txt", ""),
    ]
    assert (
        len(
            {
                item_hash(item, Settings()),
                *(item_hash(other, Settings()) for other in others),
                item_hash(item, Settings(published="2024-01-06")),
            }
        )
        == 5
    )


# ------------------------------------------------------------ watching


def test_a_folder_is_watched_for_new_and_changed_files(tmp_path: Path) -> None:
    clock, memory = Clock(), Memory()
    steps = {
        4.0: lambda: (tmp_path / "a.txt").write_text("One report."),
        10.0: lambda: (tmp_path / "b.txt").write_text("Half of a "),
        12.0: lambda: (tmp_path / "b.txt").write_text("Half of a report and the rest."),
        20.0: lambda: (tmp_path / "a.txt").write_text("One report, with more words."),
    }
    found: list[tuple[float, str]] = []

    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        if clock.now in steps:
            steps[clock.now]()
        if clock.now > 40:
            raise KeyboardInterrupt

    def look() -> None:
        for item in watch([str(tmp_path)], Settings(), memory, guest(clock), clock=clock, sleep=sleep):
            assert isinstance(item, Item)
            found.append((clock.now, item.data.decode()))

    with pytest.raises(KeyboardInterrupt):
        look()
    assert found == [(6.0, "One report."), (14.0, "Half of a report and the rest."), (22.0, "One report, with more words.")]


def test_a_feed_is_looked_at_again_and_left_alone_longer_while_it_fails(net: Net) -> None:
    clock, memory = Clock(), Memory()
    failing = "https://paper.example/broken-feed"

    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        if clock.now > 4000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory.take(
            watch(["https://paper.example/feed", failing], Settings(), memory, guest(clock), every=500, clock=clock, sleep=sleep)
        )
    asked = [url for url, _ in net.asked]
    assert asked.count("https://paper.example/feed") == 8
    assert asked.count(failing) == 3


# ------------------------------------------------------------ manners


def test_a_host_is_given_a_pause_between_requests(net: Net) -> None:
    clock = Clock()
    fetch = guest(clock).fetch
    net.pages["https://other.example/"] = Page(HTML)
    fetch("https://paper.example/1")
    fetch("https://other.example/")
    assert clock.now == 0
    fetch("https://paper.example/2")
    assert clock.now == PAUSE


@pytest.mark.parametrize(("wait", "waited"), [(None, 5.0 + 10.0), (7.0, 14.0)])
def test_a_busy_server_is_asked_again_later(net: Net, wait: float | None, waited: float) -> None:
    busy, clock = Busy("busy"), Clock()
    busy.wait = wait
    net.pages["https://paper.example/1"] = busy
    with pytest.raises(Busy):
        guest(clock).fetch("https://paper.example/1")
    assert len(net.asked) == 3
    assert clock.now >= waited


def test_a_server_that_asks_for_too_long_a_wait_is_given_up(net: Net) -> None:
    busy, clock = Busy("busy"), Clock()
    busy.wait = 3600
    net.pages["https://paper.example/1"] = busy
    with pytest.raises(Busy):
        guest(clock).fetch("https://paper.example/1")
    assert len(net.asked) == 1
