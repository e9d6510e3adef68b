"""The whole flow on one page: an article becomes a document, its mentions are resolved, its records extracted and checked.

    read → parse → resolve → extract → record

Each extractor takes the document, the mentions, and the record so far, so the order below matters: readouts join statements to
meetings, stances are drawn from statements, events from meetings and statements.
"""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from dragoman.article import Article, Skipped
from dragoman.document import Document, Mentions
from dragoman.errors import KnowledgeError, LexiconError, ModelError, ParseError, RecordError
from dragoman.extract.events import extract_events
from dragoman.extract.issues import codebook, with_issues
from dragoman.extract.meetings import extract_meetings
from dragoman.extract.readouts import extract_readouts, link_statements
from dragoman.extract.stances import extract_stances
from dragoman.extract.statements import extract_statements
from dragoman.extract.trips import extract_trips
from dragoman.extract.voices import extract_voices, name_speakers
from dragoman.parse.document import parse
from dragoman.read.sources import read_sources
from dragoman.recording import checked
from dragoman.records import Record
from dragoman.resolve.mentions import resolve
from dragoman.settings import Settings

Extractor = Callable[[Document, Mentions, Record], Iterable[object]]

EXTRACTORS: tuple[tuple[str, Extractor], ...] = (
    ("statements", extract_statements),
    ("meetings", extract_meetings),
    ("meetings", extract_readouts),
    ("statements", link_statements),
    ("trips", extract_trips),
    ("stances", extract_stances),
    ("events", extract_events),
    ("actors", extract_voices),
    ("statements", name_speakers),
)
"""Which part of the record each extractor gives; a second one for a part gives it anew."""


def read(sources: Iterable[str], settings: Settings | None = None) -> Iterator[tuple[Article, Record] | Skipped]:
    """The article and record of everything the sources hold, in order; what cannot be read comes as Skipped in its place."""
    settings = settings or Settings()
    read_one = reader(settings.issues)
    for article in read_sources(sources, settings):
        yield article if isinstance(article, Skipped) else read_one(article)


def reader(issues: str | None) -> Callable[[Article], tuple[Article, Record] | Skipped]:
    """What reads an article; `issues` is the path of the user's own issues, LexiconError if these are not as they must be."""
    codebook(issues)
    return _settled(partial(read_article, issues=issues) if issues else read_article)


def _settled(
    read_one: Callable[[Article], tuple[Article, Record] | Skipped],
) -> Callable[[Article], tuple[Article, Record] | Skipped]:
    """The same reader, but that before the second article what the first has loaded for good is taken out of the reach of Python's
    collector, which would look through models and tables again and again: a thirtieth of the time."""
    read = 0

    def reading(article: Article) -> tuple[Article, Record] | Skipped:
        nonlocal read
        if read == 1:
            gc.collect()
            gc.freeze()
        read += 1
        return read_one(article)

    return reading


def read_article(article: Article, issues: str | None = None) -> tuple[Article, Record] | Skipped:
    """An article with its record, or why it has none."""
    try:
        document = parse(article)
        return article, checked(article, extract(document, resolve(document), issues))
    except (ParseError, RecordError) as error:
        step = "parse" if isinstance(error, ParseError) else "record"
        return Skipped(article.id, step, f"{error} {error.hint or ''}".strip())
    except (ModelError, LexiconError, KnowledgeError):
        raise
    except Exception:
        # The edge of a batch: a fault of ours in one article must not cost the others.
        logging.getLogger(__name__).exception("article %s could not be read", article.id)
        return Skipped(
            article.id, "extract", "Dragoman failed on this text; please report it with the text and the traceback above."
        )


def extract(document: Document, mentions: Mentions, issues: str | None = None) -> Record:
    """Everything the extractors find in a document, the stances with the issue they are about."""
    found = Record(actors=mentions.actors, places=mentions.places, times=mentions.times)
    for part, extractor in EXTRACTORS:
        given: Any = tuple(extractor(document, mentions, found))
        found = replace(found, **{part: given})
    return replace(found, stances=with_issues(document, found.stances, issues))
