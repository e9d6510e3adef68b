"""What holds of reading whatever the source: no crash, nothing altered, and a reason for what is refused."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st
from tests.properties.texts import texts

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError
from dragoman.read.articles import article_from_html, article_from_text
from dragoman.read.dates import find_date
from dragoman.read.encodings import decode
from dragoman.read.plaintext import find_layout
from dragoman.read.sources import read_sources
from dragoman.settings import Settings

TAGS = st.sampled_from(
    (
        "<html>", "<head>", "</head>", "<body>", "<article>", "</article>", "<p>", "</p>", "<h1>", "</h1>", "<br>", "<!--", "-->",
        "<script>", "</script>", "<time datetime='2024-05-06'>", '<meta name="date" content="', '">', "<", ">", "<ul><li>", "<table>",
        '<script type="application/ld+json">', '{"@graph": [{"datePublished": "2024"}, 1]}', "&#0;", "&#xd800;", "]]>", "\x00",
        "<?xml version='1.0'?>",
    )
)  # fmt: skip
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda v: st.lists(v) | st.dictionaries(texts, v),
    max_leaves=4,
)
lines = st.dictionaries(st.sampled_from(["id", "text", "title", "published", "publisher", "url", "more"]), values | texts)

Made = TypeVar("Made")


def tried(make: Callable[[], Made]) -> Made | None:
    """What is made, or None where it is refused with what to do about it."""
    try:
        return make()
    except ReadError as error:
        if not error.hint:
            raise
        return None


@given(texts, st.none() | texts)
def test_the_parts_of_a_layout_are_lines_or_begin_them(text: str, title: str | None) -> None:
    layout = find_layout(text, title)
    spans = sorted(span for span in (layout.headline, layout.dateline, *layout.bylines) if span)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not any(set("\n\r\u2028\u2029") & set(text[span.start : span.end]) for span in spans)
    assert layout.dated is None or find_date(layout.dated) == layout.dated


@given(texts)
def test_a_text_is_kept_or_refused(text: str) -> None:
    article = tried(lambda: article_from_text(text, id="a", settings=Settings(limit=200)))
    if article is None:
        assert not any(c.isalpha() for c in text) or len(text) > 200
    else:
        assert article.text == text


@given(st.binary(max_size=200) | texts.map(lambda t: t.encode("utf-16")) | texts.map(lambda t: t.encode("cp1252", "ignore")))
def test_bytes_are_text_or_refused(data: bytes) -> None:
    text = tried(lambda: decode(data, "a"))
    assert text is None or text.encode("utf-8") is not None


@given(texts)
def test_text_in_utf8_is_read_as_it_is(text: str) -> None:
    found = tried(lambda: decode(text.encode(), "a"))
    assert found in (text, text.removeprefix("\ufeff")) or any(ord(c) < 32 for c in text)


@given(st.lists(TAGS | texts, max_size=15).map("".join))
def test_any_page_is_read_or_refused(page: str) -> None:
    article = tried(lambda: article_from_html(page, id="a", settings=Settings()))
    assert article is None or article.published is None or find_date(article.published) == article.published


@given(st.lists(lines, max_size=5))
def test_every_line_of_json_is_an_article_or_skipped(tmp_path: Path, objects: list[dict]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in objects), encoding="utf-8")
    results = list(read_sources([str(path)], Settings(input="jsonl")))
    assert len(results) == len(objects)
    for result, line in zip(results, objects, strict=True):
        assert isinstance(result, Skipped) or result.text == line["text"]


@given(st.lists(st.binary(max_size=60), max_size=4).map(b"\n".join), st.sampled_from(["auto", "text", "html", "jsonl"]))
def test_any_file_is_read_or_skipped(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    results = list(read_sources([str(path)], Settings(input=kind)))
    assert all(isinstance(result, Article) or result.reason for result in results)
    assert results or kind == "jsonl"
