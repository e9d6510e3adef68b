"""Items: the bytes that one article is made from, with where they stood, before anything is made of them.

Whoever keeps articles can tell by an item's hash whether it was seen before, which costs less than making its article.
"""

import hashlib
import os
from dataclasses import dataclass

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError
from dragoman.read.articles import article_from_html, article_from_text, skipped
from dragoman.read.encodings import decode
from dragoman.read.jsonl import article_from_line
from dragoman.settings import Settings

MADE_FROM = ("published", "publisher", "input")
"""The settings that change an article."""


@dataclass(frozen=True, slots=True)
class Item:
    """The bytes of an article and what is known of them.

    `kind` is text, html or jsonl. `origin` is the file or address, `place` how messages name it. `size` is how many bytes of the
    source it took. `title`, `publisher` and `published` are a feed's, for pages that do not say it themselves.
    """

    id: str
    kind: str
    data: bytes
    origin: str
    place: str
    url: str | None = None
    charset: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    size: int = 0


def item_hash(item: Item, settings: Settings) -> str:
    """A hash of everything that the item's article depends on, and of where it stood."""
    digest = hashlib.sha256()
    origin = item.origin if item.url else os.path.abspath(item.origin)
    given = (item.kind, origin, item.url, item.charset, item.title, item.publisher, item.published)
    for part in (*given, *(getattr(settings, name) for name in MADE_FROM)):
        digest.update(repr(part).encode("utf-8", "backslashreplace") + b"\x00")
    digest.update(item.data)
    return digest.hexdigest()


def article_of(item: Item, settings: Settings) -> Article | Skipped:
    """The article of an item, or why there is none."""
    if item.kind == "jsonl":
        return article_from_line(item.data, item.id, item.place, settings)
    try:
        text = decode(item.data, item.place, item.charset)
        if item.kind == "html":
            known = {"title": item.title, "publisher": item.publisher, "published": item.published}
            return article_from_html(text, id=item.id, place=item.place, url=item.url, settings=settings, **known)
        return article_from_text(
            text,
            id=item.id,
            place=item.place,
            url=item.url,
            settings=settings,
            title=item.title,
            publisher=item.publisher,
            published=item.published,
        )
    except ReadError as error:
        return skipped(item.id, error)
