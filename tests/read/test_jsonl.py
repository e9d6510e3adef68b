"""JSONL: one article a line, and what a bad line costs."""

import json

import pytest

from dragoman.article import Article, Skipped
from dragoman.read.jsonl import longest_line, read_jsonl
from dragoman.settings import Settings

TEXT = "The minister met her counterpart in Lima."


def read(*lines: str | bytes, settings: Settings | None = None) -> list[Article | Skipped]:
    given = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return list(read_jsonl(given, "batch", "news/batch.jsonl", settings or Settings()))


def a_line(**fields: object) -> str:
    return json.dumps({"text": TEXT, **fields})


def reason(line: str | bytes) -> str:
    [result] = read(line)
    assert isinstance(result, Skipped)
    assert result.step == "read"
    return result.reason


def test_every_field_is_taken() -> None:
    line = a_line(
        id="a1", title="Ministers meet", published="2024-05-07", publisher="Daily Post", url="https://daily-post.example/"
    )
    [article] = read(line)
    assert isinstance(article, Article)
    assert (article.id, article.text, article.title) == ("a1", TEXT, "Ministers meet")
    assert (article.published, article.published_basis) == ("2024-05-07", "metadata")
    assert (article.publisher, article.url) == ("Daily Post", "https://daily-post.example/")


@pytest.mark.parametrize(("id", "read_as"), [("a1", "a1"), (17, "17"), (0, "0"), (None, "batch:1"), ("", "batch:1")])
def test_the_id_is_kept_as_text(id: object, read_as: str) -> None:
    assert [article.id for article in read(a_line(id=id))] == [read_as]


def test_a_line_without_id_gets_one_of_file_and_number() -> None:
    assert [article.id for article in read(a_line(), "", a_line())] == ["batch:1", "batch:3"]


def test_fields_that_are_null_or_unknown_are_no_trouble() -> None:
    [article] = read(a_line(title=None, published=None, publisher=None, url=None, section="World", tags=[1]))
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no json", "news/batch.jsonl, line 1 is not JSON"),
        ('{"text": "cut', "news/batch.jsonl, line 1 is not JSON"),
        ("[1, 2]", "no object"),
        ('"text"', "no object"),
        ("{}", "has no text"),
        ('{"text": null}', "has no text"),
        ('{"text": 5}', "has no text"),
        ('{"text": ""}', "is empty"),
        ('{"text": "a", "title": ["x"]}', "title must be text or null"),
        ('{"text": "a", "published": 20240507}', "published must be text or null"),
        ('{"text": "a", "published": "May"}', "'May', which is no full date"),
        ('{"text": "a", "id": {"x": 1}}', "id must be text or a number"),
        ('{"text": "a", "id": true}', "id must be text or a number"),
        ('{"text": "a \\ud83d b"}', "surrogate pair"),
        ('{"text": "a b", "title": "\\udc00"}', "title holds half of a surrogate pair"),
        ("[" * 100_000, "nested too deep"),
        (b'{"text": "a\x00"}', "binary data"),
        (b'{"text": "\xe2\x80\x9cJa\xff"}', "broken character"),
    ],
)
def test_a_line_that_is_no_article_is_skipped_with_the_reason(line: str | bytes, message: str) -> None:
    assert message in reason(line)


def test_a_surrogate_pair_is_one_character() -> None:
    [article] = read('{"text": "a \\ud83d\\ude00 b"}')
    assert isinstance(article, Article)
    assert article.text == "a 😀 b"


def test_a_bad_line_keeps_its_id_and_costs_no_other() -> None:
    results = read(a_line(id="a1"), '{"id": "a2"}', "{", a_line(id="a4"))
    assert [(r.id, isinstance(r, Skipped)) for r in results] == [("a1", False), ("a2", True), ("batch:3", True), ("a4", False)]


def test_windows_line_ends_and_a_mark_at_the_start_are_no_trouble() -> None:
    results = read(b"\xef\xbb\xbf" + a_line(id="a1").encode() + b"\r\n", a_line(id="a2") + "\r\n", "\r\n")
    assert [r.id for r in results] == ["a1", "a2"]


def test_a_line_longer_than_any_article_is_not_even_parsed() -> None:
    settings = Settings(limit=10)
    [result] = read(b"{" + b" " * longest_line(settings), settings=settings)
    assert isinstance(result, Skipped)
    assert "is longer than 100,120 bytes" in result.reason
