"""The article: what was published, exactly as it was given."""

from dataclasses import dataclass

from dragoman.records import Span


@dataclass(frozen=True, slots=True)
class Article:
    """One news report or readout. `text` is never altered; every span of every record is an offset into it.

    `published` is an ISO date; `published_basis` says where it came from: `option`, `metadata` or `dateline`.
    `headline`, `dateline` and `bylines` are the parts of `text` that are not the report's own sentences.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    language: str | None = None
    headline: Span | None = None
    dateline: Span | None = None
    bylines: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source or article that could not be read: where it failed (`step`) and why, with what to do."""

    id: str
    step: str
    reason: str
