"""A real store with readings made by hand, and the application on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.article import Article
from dragoman.merging.merger import bring_up_to_date
from dragoman.records import Record
from dragoman.store.connect import Store, open_store
from dragoman.store.save import save
from dragoman.web.app import make_app
from tests.store.made import MAKER, reading

XSS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "'-alert(1)-'",
    "{{7*7}}",
    "</textarea><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of three reports, one of them full of markup."""
    with open_store(str(tmp_path / "store.sqlite"), create=True) as opened:
        save(opened, *reading(1), MAKER)
        save(
            opened,
            *reading(2, one="Ada Quist", two="Per Åsund", place="Oslo", topic="fishing quota", publisher="Valley Times"),
            MAKER,
        )
        save(opened, *hostile(), MAKER)
        bring_up_to_date(opened)
        yield opened


def hostile() -> tuple[Article, Record]:
    """A reading whose text, names and address are markup."""
    return reading(3, one=XSS[0], two=XSS[1], place=XSS[2], topic=XSS[5], publisher=XSS[6], url=XSS[3], id=XSS[7], text=None)


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    """A reader's browser."""
    with TestClient(make_app(store), base_url="http://localhost:8475") as opened:
        yield opened
