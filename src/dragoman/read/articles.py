"""Articles: a text or page with what is known of it, checked."""

import re
from urllib.parse import urlsplit

from dragoman.article import Article, Skipped
from dragoman.errors import LanguageError, ReadError, UsageError
from dragoman.read.dates import find_date
from dragoman.read.html import find_article
from dragoman.read.language import ENGLISH, find_language
from dragoman.read.plaintext import find_layout
from dragoman.settings import Settings

SURROGATE = re.compile(r"[\ud800-\udfff]")
ONE_SENTENCE = "Give a report of at least one sentence."
TOO_LARGE = "Split it into its articles (JSONL, one a line), or raise --limit."


def article_from_text(
    text: str,
    *,
    id: str,
    settings: Settings,
    place: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Article:
    """The article of a plain text. `published` is what metadata says; the option wins over it, it over the dateline.

    `place` is where the text was read, for messages: a path, a line of a file.
    """
    place = place or id
    _check_text(text, place, settings)
    language = _language(text, place, settings)
    layout = find_layout(text, title)
    day, basis = _published(settings, published, layout.dated, place)
    headline = text[layout.headline.start : layout.headline.end] if layout.headline else None
    return Article(
        id=id,
        text=text,
        title=title or headline,
        publisher=settings.publisher or publisher or None,
        published=day,
        published_basis=basis,
        url=url or None,
        language=language,
        headline=layout.headline,
        dateline=layout.dateline,
        bylines=layout.bylines,
    )


def article_from_html(
    page: str,
    *,
    id: str,
    settings: Settings,
    place: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> Article:
    """The article of an HTML page with the metadata that the page gives or, where it gives none, what is known from elsewhere."""
    found = find_article(page, place or id, url)
    return article_from_text(
        found.text,
        id=id,
        settings=settings,
        place=place,
        title=found.title or title,
        publisher=publisher if publisher and _is_host(found.publisher, url) else found.publisher or publisher,
        published=found.published or published,
        url=found.url,
    )


def _is_host(publisher: str | None, url: str | None) -> bool:
    """Whether a page names no publisher, so that its host stands in for one."""
    return not publisher or publisher.lower() in (urlsplit(url or "").hostname or "")


def skipped(id: str, error: ReadError) -> Skipped:
    """What stands in the place of an article that cannot be read."""
    step = "language" if isinstance(error, LanguageError) else "read"
    return Skipped(id, step, f"{error} {error.hint or ''}".strip())


def _check_text(text: str, place: str, settings: Settings) -> None:
    if not text.strip():
        raise ReadError(f"{place} is empty.", hint=ONE_SENTENCE)
    if len(text) > settings.limit:
        message = f"{place} has {len(text):,} characters; one article may have {settings.limit:,}."
        raise ReadError(message, hint=TOO_LARGE)
    if not any(c.isalpha() for c in text):
        raise ReadError(f"{place} holds no words.", hint=ONE_SENTENCE)
    if half := SURROGATE.search(text):
        message = f"{place} holds half of a surrogate pair (character {half.start()}), which is no character."
        raise ReadError(message, hint="It is what is left of an emoji or rare letter cut in two; remove it or write U+FFFD.")


def _language(text: str, place: str, settings: Settings) -> str:
    """The language of a text; LanguageError where it is not one that can be read, unless the user says that it is."""
    language = find_language(text)
    if language != ENGLISH and settings.language == "english":
        message = f"{place} is not in English but, it seems, in {language!r} (ISO 639-1)."
        raise LanguageError(message, hint="Give a translation; --language any reads it as if it were English.")
    return language


def _published(settings: Settings, metadata: str | None, dateline: str | None, place: str) -> tuple[str | None, str | None]:
    """The date of publication and what says so: the option, the metadata or the dateline, in this order."""
    if settings.published:
        return option_date(settings.published), "option"
    if metadata and metadata.strip():
        day = find_date(metadata)
        if day is None:
            message = f"{place} has the publication date {metadata!r}, which is no full date."
            raise ReadError(message, hint="Write it as 2024-01-06, or leave it out.")
        return day, "metadata"
    return (dateline, "dateline") if dateline else (None, None)


def option_date(words: str) -> str:
    """The day that the user gives for every article; UsageError where it is none."""
    day = find_date(words)
    if day is None:
        raise UsageError(f"{words!r} is no full date.", hint="Write it as 2024-01-06.")
    return day
