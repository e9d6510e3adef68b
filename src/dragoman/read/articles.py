"""Articles: a text or page with what is known of it, checked."""

from typing import Any

from dragoman.article import Article
from dragoman.errors import ReadError
from dragoman.read.dates import find_date
from dragoman.read.plaintext import Layout, find_layout
from dragoman.settings import Settings


def article_from_text(
    text: str,
    *,
    id: str,
    settings: Settings,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Article:
    """The article of a plain text. `published` is what metadata says; the option wins over it, it over the dateline."""
    _check_text(text, id, settings)
    layout = find_layout(text, title)
    day, basis = _published(settings.published, published, layout, id)
    headline = text[layout.headline.start : layout.headline.end].strip() if layout.headline else None
    return Article(
        id=id,
        text=text,
        title=title or headline,
        publisher=settings.publisher or publisher,
        published=day,
        published_basis=basis,
        url=url,
        headline=layout.headline,
        dateline=layout.dateline,
        bylines=layout.bylines,
    )


def article_from_html(page: str, *, id: str, settings: Settings, url: str | None = None) -> Article:
    """The article of an HTML page, its main text and metadata found by trafilatura."""
    found = _extract(page, url)
    if not found or not (found.get("text") or "").strip():
        raise ReadError(f"{id} holds no article that can be told from its menus and adverts.", hint="Save the article's own text and give that.")
    return article_from_text(
        found["text"],
        id=id,
        settings=settings,
        title=found.get("title"),
        publisher=found.get("sitename") or found.get("hostname"),
        published=found.get("date"),
        url=url or found.get("url"),
    )


def _extract(page: str, url: str | None) -> dict[str, Any] | None:
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(page, url=url, with_metadata=True, include_comments=False, include_tables=False)
    except (ValueError, TypeError, RecursionError):
        return None
    return document.as_dict() if document is not None else None


def _check_text(text: str, id: str, settings: Settings) -> None:
    if not text.strip():
        raise ReadError(f"{id} is empty.", hint="Give a report of at least one sentence.")
    if len(text) > settings.limit:
        message = f"{id} has {len(text):,} characters; one article may have {settings.limit:,}."
        raise ReadError(message, hint="Split it into its articles (JSONL, one a line), or raise --limit.")
    if not any(c.isalpha() for c in text):
        raise ReadError(f"{id} holds no words.", hint="Give a report of at least one sentence.")


def _published(option: str | None, metadata: str | None, layout: Layout, id: str) -> tuple[str | None, str | None]:
    """The date of publication and what says so: the option, the metadata or the dateline, in this order."""
    if option:
        return option, "option"
    if metadata:
        day = find_date(metadata)
        if day is None:
            raise ReadError(f"{id} has the publication date {metadata!r}, which is no date.", hint="Write it as 2024-01-06.")
        return day, "metadata"
    return (layout.dated, "dateline") if layout.dated else (None, None)
