"""Feeds: the entries of RSS and Atom, with the title and day of publication that the publisher gives for machines."""

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree

from dragoman.errors import ReadError
from dragoman.read.dates import find_date
from dragoman.read.web import is_address

FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
START = 4096
MOST = 1000
"""Entries of a feed that are looked at; feeds hold some dozens."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: the address of its page and what the feed says of it."""

    url: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None


def is_feed(data: bytes) -> bool:
    """Whether a page or file is a feed."""
    return bool(FEED.search(data[:START].replace(b"\x00", b"")))


def entries(data: bytes, place: str) -> list[Entry]:
    """The entries of a feed that have an address, in its order; ReadError where it cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise ReadError(f"{place} is a feed that cannot be read.", hint="See in a browser whether it is whole.")
    publisher = _words(root, "channel/title") or _words(root, "title")
    found = (_entry(node, place, publisher) for node in root.iter("{*}item", "{*}entry"))
    return [entry for entry in found if entry][:MOST]


def _entry(node: etree._Element, place: str, publisher: str | None) -> Entry | None:
    url = _link(node)
    url = urljoin(place, url) if url and is_address(place) else url
    if not url or not is_address(url):
        return None
    dated = next(filter(None, (_words(node, name) for name in ("pubDate", "published", "date", "issued", "updated"))), None)
    return Entry(url, _words(node, "title"), _day(dated), publisher)


def _link(node: etree._Element) -> str | None:
    """The address of an entry: Atom's link to the page itself, else RSS's link, else a guid that is an address."""
    links = node.findall("{*}link")
    page = next((link.get("href") for link in links if link.get("href") and link.get("rel", "alternate") == "alternate"), None)
    written = next((link.text.strip() for link in links if link.text and link.text.strip()), None)
    guid = _words(node, "guid")
    return page or written or (guid if guid and is_address(guid) else None)


def _words(node: etree._Element, path: str) -> str | None:
    found = node.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    return " ".join("".join(found.itertext()).split()) or None if found is not None else None


def _day(words: str | None) -> str | None:
    """The day of an entry, by the clock of its own zone."""
    if not words:
        return None
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, IndexError, TypeError):
        return find_date(words)
