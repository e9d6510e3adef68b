"""What an HTML page holds: its article's text, by trafilatura, and its title, publisher and date of publication.

The date is taken from what the page says of itself for machines, never from its sentences, its copyright line or the names
of its pictures: a wrong date of publication is worse than none.
"""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.errors import ReadError
from dragoman.read.dates import find_date

NO_ARTICLE = "Save the article's own text and give that."
SENTENCE = re.compile(r"(?:\S+\s+){3,}\S+[.!?…][”\"'’)»]*\s*$", re.MULTILINE)
"""A line that ends as a sentence does; menus and lists of links have none."""
PUBLISHED = (
    "article:published_time", "article:published", "article.published", "og:published_time", "og:article:published_time",
    "datepublished", "date_published", "publication_date", "publicationdate", "publish_date", "publish-date", "publishdate",
    "published_date", "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date",
    "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dc:date", "date", "dcterms.created", "dc.date.created",
    "article:post_date", "release_date",
)  # fmt: skip
"""Names of meta elements that give the date of publication, the surest first."""
BESIDE = ("Comment", "Review", "VideoObject", "ImageObject")
"""Types of JSON-LD that are published beside an article, at a time of their own."""
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_-])")


@dataclass(frozen=True, slots=True)
class PageArticle:
    """The main text of a page and what the page says of it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def find_article(page: str, place: str, url: str | None = None) -> PageArticle:
    """The article of a page; ReadError where there is none that can be told from the menus."""
    found = _extract(page, url)
    if not SENTENCE.search(found.get("text") or ""):
        raise ReadError(f"{place} holds no article that can be told from its menus and adverts.", hint=NO_ARTICLE)
    address = url or found.get("url")
    return PageArticle(
        text=found["text"],
        title=found.get("title"),
        publisher=found.get("sitename") or found.get("hostname"),
        published=_published(page, address),
        url=address,
    )


def _extract(page: str, url: str | None) -> dict[str, Any]:
    """What trafilatura finds; nothing where it fails, since a page may be broken in any way."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        document: Any = bare_extraction(page, url=url, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:  # trafilatura and lxml raise of many kinds; one page costs one page
        logging.getLogger(__name__).debug("trafilatura failed", exc_info=error)
        return {}
    return document.as_dict() if document is not None else {}


def _published(page: str, url: str | None) -> str | None:
    """The date of publication by JSON-LD, meta elements, time elements or the address, in this order."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        return None
    said = (*_in_linked_data(tree), *_in_meta(tree), *_in_time_elements(tree), *_in_address(url))
    return next((day for words in said if (day := find_date(words))), None)


def _in_linked_data(tree: Any) -> Iterator[str]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            given = json.loads(script.text or "null", strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        days = [node.get("datePublished") for node in _nodes(given)]
        yield from (day for day in days if isinstance(day, str))


def _nodes(given: Any) -> list[dict[str, Any]]:
    """The pages and articles that stand at the top of some JSON-LD, in a list or in a graph; articles first."""
    waiting, found = [given], []
    while waiting:
        at = waiting.pop(0)
        if isinstance(at, list):
            waiting.extend(at)
        elif isinstance(at, dict):
            waiting.extend(at.get(key) for key in ("@graph", "mainEntity"))
            if str(at.get("@type")) not in BESIDE:
                found.append(at)
    return sorted(found, key=lambda node: "Article" not in str(node.get("@type")))


def _in_meta(tree: Any) -> Iterator[str]:
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and (content := meta.get("content") or meta.get("datetime")):
            given.setdefault(name, content)
    return (given[name] for name in PUBLISHED if name in given)


def _in_time_elements(tree: Any) -> Iterator[str]:
    """The time elements marked as the date of publication; without such a mark, a time that is the page's only one."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    marked = [time for time in times if _is_marked(time)]
    alone = times if len({time.get("datetime") for time in times}) == 1 else []
    return (time.get("datetime") for time in marked or alone)


def _is_marked(time: Any) -> bool:
    if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
        return True
    return not {"entry-date", "published", "dt-published"}.isdisjoint((time.get("class") or "").split())


def _in_address(url: str | None) -> Iterator[str]:
    for match in IN_ADDRESS.finditer(url or ""):
        yield "-".join(part for part in match.groups() if part)
