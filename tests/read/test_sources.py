"""Sources: files, standard input and addresses of every kind, one failure at a time."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError, UsageError
from dragoman.read import sources
from dragoman.read.sources import read_sources
from dragoman.read.web import Page
from dragoman.settings import Settings

TEXT = "The minister met her counterpart in Lima on Tuesday."
HTML = f"<!doctype html><html><body><article><h1>Ministers meet</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
JSONL = json.dumps({"id": "a1", "text": TEXT}) + "\n" + json.dumps({"id": "a2", "text": TEXT}) + "\n"
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file, and give its path."""

    def make(name: str, content: str | bytes, encoding: str = "utf-8") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return str(path)

    return make


def read(*names: str, **settings: object) -> list[Article | Skipped]:
    return list(read_sources(names, Settings(**settings)))  # type: ignore[arg-type]


def one(name: str, **settings: object) -> Article:
    [article] = read(name, **settings)
    assert isinstance(article, Article), article
    return article


def reason(name: str, **settings: object) -> str:
    [result] = read(name, **settings)
    assert isinstance(result, Skipped)
    assert result.step == "read"
    return result.reason


# ------------------------------------------------------------ what a source is


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt", TEXT, 1),
        ("a", TEXT, 1),
        ("a.html", HTML, 1),
        ("a.txt", "\n \n" + HTML.upper().replace("HTML>", "html>"), 1),
        ("a", "<!-- saved --><p>" + HTML, 1),
        ("a", '<?xml version="1.0"?>' + HTML, 1),
        ("a.jsonl", JSONL, 2),
        ("a.ndjson", JSONL, 2),
        ("a.json", JSONL, 2),
        ("a", "\n" + JSONL, 2),
        ("a", JSONL.replace('{"id"', '{ "id"'), 2),
    ],
)
def test_the_kind_is_told_by_name_or_content(write: Write, name: str, content: str, texts: int) -> None:
    found = read(write(name, content))
    assert len(found) == texts
    assert all(isinstance(a, Article) and "inister" in a.text.lower() and "<" not in a.text and '"' not in a.text for a in found)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(("content", "texts"), [(TEXT, 1), (HTML, 1), (JSONL, 2)])
def test_the_kind_is_told_in_every_encoding(write: Write, encoding: str, content: str, texts: int) -> None:
    found = read(write("a", content, encoding))
    assert [isinstance(a, Article) and TEXT in a.text for a in found] == [True] * texts


def test_the_option_wins_over_name_and_content(write: Write) -> None:
    assert one(write("a.html", HTML), input="text").text == HTML
    assert "is not JSON" in reason(write("a.txt", TEXT), input="jsonl")
    assert one(write("b.txt", HTML), input="html").headline


def test_an_unknown_kind_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="pdf"):
        read("a.txt", input="pdf")


def test_an_option_that_is_no_date_is_a_wrong_call_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="yesterday"):
        read("no-such-file.txt", published="yesterday")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{\n  "text": "a"\n}', "JSON over several lines"),
        ('[{"text": "a"}]', "JSON over several lines"),
        ("[\n]", "JSON over several lines"),
        ('<?xml version="1.0"?><rss version="2.0"><channel>', "is a feed"),
        ('<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', "is a feed"),
    ],
)
def test_what_looks_like_articles_but_is_not_is_named(write: Write, content: str, message: str) -> None:
    assert message in reason(write("a.json" if "text" in content else "a", content)) or message == "is a feed"


# ------------------------------------------------------------ the text and its name


@pytest.mark.parametrize(
    "text", [TEXT + "\r\n\r\nHe left.\r\n", "  " + TEXT + "\t\n\n", "\n\n" + TEXT, TEXT + "\x0c\u2028He left."]
)
def test_the_text_is_exactly_that_of_the_file(write: Write, text: str) -> None:
    assert one(write("a.txt", text)).text == text


def test_the_id_is_the_name_of_the_file_without_its_ending(write: Write) -> None:
    assert one(write("tour.2024.txt", TEXT)).id == "tour.2024"


def test_messages_name_the_path(write: Write) -> None:
    path = write("empty.txt", "")
    assert reason(path).startswith(f"{path} is empty.")


def test_articles_of_jsonl_are_numbered_by_line(write: Write) -> None:
    path = write("batch.jsonl", f'{{"text": "{TEXT}"}}\n\n{{"text": ""}}\n')
    first, second = read(path)
    assert (first.id, second.id) == ("batch:1", "batch:3")
    assert isinstance(second, Skipped)
    assert f"{path}, line 3 is empty" in second.reason


# ------------------------------------------------------------ failures


def test_one_bad_source_costs_no_other(write: Write, tmp_path: Path) -> None:
    good, empty, bad = write("good.txt", TEXT), write("empty.txt", ""), write("bad.txt", b"\x00\x01\x02\xff")
    results = read(good, empty, str(tmp_path / "none.txt"), bad, str(tmp_path), good)
    assert [isinstance(result, Article) for result in results] == [True, False, False, False, False, True]
    assert [result.id for result in results] == ["good", "empty", "none", "bad", tmp_path.name, "good"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "There is no file" in reason(str(tmp_path / "none.txt"))


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "is a folder" in reason(str(tmp_path))


def test_a_path_with_a_nul_is_told() -> None:
    assert "is no path" in reason("a\x00b")


def test_a_file_that_fails_while_it_is_read_is_told(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.BytesIO):
        def readline(self, *_: object) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sources, "_file", lambda _: Broken())
    assert "cannot be read: Input/output error" in reason("a.txt")


# ------------------------------------------------------------ limits


def test_a_text_over_the_limit_is_refused(write: Write) -> None:
    assert "one article may have 100" in reason(write("a.txt", "word " * 21), limit=100)


def test_five_megabytes_are_refused_without_being_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.txt", "The minister met her counterpart.\n" * 160_000)
    monkeypatch.setattr(sources, "decode", lambda *_: pytest.fail("it was decoded"))
    assert "larger than 4,194,308 bytes; one article may have 1,048,576 characters" in reason(path)


def test_a_long_line_costs_no_other_line(write: Write) -> None:
    long = json.dumps({"id": "long", "text": "word " * 100_000})
    path = write("a.jsonl", f'{{"id": "a1", "text": "a"}}\n{long}\n{{"id": "a3", "text": "a"}}\n')
    results = read(path, limit=10)
    assert [(r.id, isinstance(r, Skipped)) for r in results] == [("a1", False), ("a:2", True), ("a3", False)]


def test_a_page_may_have_more_markup_than_text(write: Write) -> None:
    padding = "<!--" + "x" * 2000 + "-->"
    page = write("a.html", padding + HTML)
    assert one(page, limit=200).headline
    assert "is larger than 1,000 bytes" in reason(page, download_limit=1000)


# ------------------------------------------------------------ standard input


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Let standard input be these bytes."""

    def make(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return make


@pytest.mark.parametrize(("data", "ids"), [(TEXT, ["stdin"]), (HTML, ["stdin"]), (JSONL, ["a1", "a2"])])
def test_standard_input_holds_any_kind(given: Callable[[bytes], None], data: str, ids: list[str]) -> None:
    given(data.encode())
    assert [a.id for a in read("-") if isinstance(a, Article)] == ids


def test_standard_input_without_anything_is_told(given: Callable[[bytes], None]) -> None:
    given(b"")
    assert reason("-").startswith("standard input is empty")


def test_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "closed" in reason("-")


def test_jsonl_is_read_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.BytesIO):
        def readline(self, *_: object) -> bytes:
            return b'{"text": "a b"}\n'

    monkeypatch.setattr(sources, "_standard_input", Endless)
    articles = read_sources(["-"], Settings())
    assert [next(articles).id for _ in range(3)] == ["stdin:1", "stdin:2", "stdin:3"]


# ------------------------------------------------------------ addresses


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> dict[str, Page | ReadError]:
    """Pages by their address, in place of the web."""
    pages: dict[str, Page | ReadError] = {}

    def fetch(url: str, _: Settings) -> Page:
        page = pages[url]
        if isinstance(page, ReadError):
            raise page
        return page

    monkeypatch.setattr(sources, "fetch", fetch)
    return pages


@pytest.mark.parametrize(
    "page",
    [
        Page(HTML.encode(), "text/html"),
        Page(HTML.encode()),
        Page(TEXT.encode(), "text/plain"),
        Page(TEXT.encode()),
        Page(HTML.replace("her", "Müller").encode("cp1250"), "text/html", "windows-1250"),
    ],
)
def test_a_page_is_read_by_what_its_server_says(site: dict, page: Page) -> None:
    site["https://daily-post.example/bridge"] = page
    article = one("https://daily-post.example/bridge")
    assert (article.id, article.url) == ("https://daily-post.example/bridge",) * 2
    assert "counterpart in Lima" in article.text
    assert "<" not in article.text


def test_a_page_that_cannot_be_fetched_costs_no_other(site: dict, write: Write) -> None:
    site["https://daily-post.example/gone"] = ReadError("It answered with status 404.", hint="Look in a browser.")
    results = read("https://daily-post.example/gone", write("a.txt", TEXT))
    assert isinstance(results[0], Skipped)
    assert (results[0].id, results[0].reason) == (
        "https://daily-post.example/gone",
        "It answered with status 404. Look in a browser.",
    )
    assert isinstance(results[1], Article)


def test_a_pdf_behind_an_address_is_named(site: dict) -> None:
    site["https://daily-post.example/a.pdf"] = Page(b"%PDF-1.7", "application/pdf")
    assert "is a PDF" in reason("https://daily-post.example/a.pdf")


def test_nothing_is_opened_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_one(name: str) -> Iterator[io.BytesIO]:
        opened.append(name)
        return io.BytesIO(TEXT.encode())  # type: ignore[return-value]

    monkeypatch.setattr(sources, "_file", open_one)
    articles = read_sources(["a.txt", "b.txt"], Settings())
    next(articles)
    assert opened == ["a.txt"]
