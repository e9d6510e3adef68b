"""Fixtures that all tests share: articles and documents made in place."""

import os
from collections.abc import Callable

import pytest

from dragoman.article import Article
from dragoman.document import Document, Mentions
from dragoman.parse.document import parse
from dragoman.pipeline import extract
from dragoman.records import Record
from dragoman.resolve.mentions import resolve

os.environ["DRAGOMAN_KNOWLEDGE"] = ""  # whatever register of their own the one who runs the tests has

Reading = tuple[Document, Mentions, Record]


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Parse some text."""

    def make(text: str, published: str | None = "2024-05-06", **more: object) -> Document:
        return parse(Article("test", text, published=published, **more))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def reading(document: Callable[..., Document]) -> Callable[..., Reading]:
    """Parse, resolve and extract some text."""

    def make(text: str, published: str | None = "2024-05-06", **more: object) -> Reading:
        parsed = document(text, published, **more)
        mentions = resolve(parsed)
        return parsed, mentions, extract(parsed, mentions)

    return make
