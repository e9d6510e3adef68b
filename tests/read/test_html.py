"""Pages: the article's text, and title, publisher and date as the page gives them to machines."""

import json

import pytest

from dragoman.errors import ReadError
from dragoman.read.html import PageArticle, find_article

REPORT = (
    "<p>Foreign Minister Ana Reis met her Latvian counterpart in Riga on Tuesday to talk about the bridge.</p>"
    "<p>Both sides said that the work would begin in June, two years after the flood that had carried it away.</p>"
)


def read(
    head: str = "", body: str = f"<article><h1>Bridge to be built</h1>{REPORT}</article>", url: str | None = None
) -> PageArticle:
    return find_article(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", "page.html", url)


def meta(name: str, content: str, key: str = "property") -> str:
    return f'<meta {key}="{name}" content="{content}">'


def linked(**more: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **more})}</script>'


def test_the_text_is_that_of_the_article_alone() -> None:
    menu = "<nav><a href='/a'>World</a><a href='/b'>Sport</a></nav>"
    footer = "<footer>© 2019 Daily Post. All rights reserved.</footer>"
    text = read(body=f"{menu}<article><h1>Bridge to be built</h1>{REPORT}</article>{footer}").text
    assert "Ana Reis met" in text
    assert "in June" in text
    assert "Sport" not in text
    assert "rights reserved" not in text


def test_paragraphs_stay_lines() -> None:
    assert [line for line in read().text.split("\n") if "said" in line or "met" in line] == [
        "Foreign Minister Ana Reis met her Latvian counterpart in Riga on Tuesday to talk about the bridge.",
        "Both sides said that the work would begin in June, two years after the flood that had carried it away.",
    ]


def test_title_and_publisher_come_from_the_metadata() -> None:
    found = read(meta("og:title", "Bridge to be built") + meta("og:site_name", "Daily Post"))
    assert (found.title, found.publisher) == ("Bridge to be built", "Daily Post")


def test_without_its_name_the_publisher_is_the_host() -> None:
    assert read(url="https://daily-post.example/bridge").publisher == "daily-post.example"


@pytest.mark.parametrize(
    "head",
    [
        meta("article:published_time", "2024-05-07T23:30:00-04:00"),
        meta("og:published_time", "2024-05-07"),
        meta("date", "7 May 2024", "name"),
        meta("DC.date.issued", "2024-05-07", "name"),
        meta("datePublished", "2024-05-07", "itemprop"),
        meta("pubdate", "20240507", "name"),
        linked(datePublished="2024-05-07T09:00:00Z", dateModified="2024-05-09T09:00:00Z"),
        linked(**{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2024-05-07"}}),
        linked(**{"@type": "Thing", "@graph": [{"datePublished": "2019-01-01"}, {"@type": "NewsArticle", "datePublished": "2024-05-07"}]}),
        '<script type="application/ld+json">{broken</script>' + meta("article:published_time", "2024-05-07"),
        linked(datePublished=None) + meta("article:published_time", "2024-05-07"),
    ],
)  # fmt: skip
def test_the_date_that_the_page_says_for_machines(head: str) -> None:
    assert read(head).published == "2024-05-07"


@pytest.mark.parametrize("kind", ["Comment", "VideoObject"])
def test_what_is_published_beside_the_article_has_its_own_date(kind: str) -> None:
    assert read(linked(**{"@type": kind, "datePublished": "2019-01-01"})).published is None


def test_linked_data_wins_over_meta_elements_and_these_over_the_address() -> None:
    url = "https://daily-post.example/2024/05/09/bridge"
    other = meta("article:published_time", "2024-05-08")
    assert read(linked(datePublished="2024-05-07") + other, url=url).published == "2024-05-07"
    assert read(other, url=url).published == "2024-05-08"
    assert read(url=url).published == "2024-05-09"


@pytest.mark.parametrize(
    ("times", "published"),
    [
        ('<time datetime="2024-05-07T09:00">7 May</time>', "2024-05-07"),
        (
            '<time datetime="2024-05-09">9 May</time><time itemprop="datePublished" datetime="2024-05-07">7 May</time>',
            "2024-05-07",
        ),
        (
            '<time datetime="2024-05-09">9 May</time><time class="entry-date published" datetime="2024-05-07">7 May</time>',
            "2024-05-07",
        ),
        ('<time datetime="2024-05-09">9 May</time><time datetime="2024-05-07">7 May</time>', None),
        ("<time>7 May 2024</time>", None),
    ],
)
def test_a_time_element_counts_where_it_is_marked_or_alone(times: str, published: str | None) -> None:
    assert read(body=f"<article><h1>Bridge to be built</h1>{times}{REPORT}</article>").published == published


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://daily-post.example/2024/05/07/bridge", "2024-05-07"),
        ("https://daily-post.example/news/2024-5-7/bridge.html", "2024-05-07"),
        ("https://daily-post.example/news/20240507-bridge", "2024-05-07"),
        ("https://daily-post.example/2024/05/bridge", None),
        ("https://daily-post.example/2024/13/41/bridge", None),
        ("https://daily-post.example/story-20240507123", None),
    ],
)
def test_a_day_in_the_address(url: str, published: str | None) -> None:
    assert read(url=url).published == published


def test_a_date_in_the_text_is_not_that_of_publication() -> None:
    body = f"<article><h1>Treaty of 5 May 2019 renewed</h1>{REPORT}<p>The treaty of 5 May 2019 was renewed.</p></article><footer>© 2023</footer>"
    assert read(meta("article:modified_time", "2024-05-09"), body).published is None


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<html><body><nav><a href='/a'>World</a><a href='/b'>Sport</a></nav><footer>© 2024 Daily Post</footer></body></html>",
        "<html><body><ul><li>Riga</li><li>Lima</li></ul></body></html>",
        "<<<>>><<!--",
        "<div>" * 3000,
    ],
    ids=["nothing", "empty", "menu", "list", "no tags", "deep"],
)
def test_a_page_without_an_article_is_refused_with_what_to_do(page: str) -> None:
    with pytest.raises(ReadError, match=r"page\.html holds no article") as caught:
        find_article(page, "page.html")
    assert caught.value.hint


def test_a_page_that_breaks_the_library_costs_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise AttributeError("inside the library")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    with pytest.raises(ReadError, match="no article"):
        read()
