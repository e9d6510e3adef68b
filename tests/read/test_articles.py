"""Articles: what is kept, which date of publication wins, and which texts are refused."""

import pytest

from dragoman.errors import ReadError, UsageError
from dragoman.read.articles import article_from_html, article_from_text
from dragoman.settings import Settings

BODY = "The minister met her Peruvian counterpart in Lima on Tuesday."
DATED = f"LIMA, 7 May 2024 — {BODY}"


@pytest.mark.parametrize(
    "text",
    [
        f"  {BODY}\r\n\r\n\tHe left.\n\n",
        "\ufeffA text with a mark.",
        "a\u0301 \u200b\u202eالسلام\u202c 👩‍👩‍👧 \x00\x0b\u2028.",
        'He said ""“« and left',
    ],
)
def test_the_text_is_never_altered(text: str) -> None:
    assert article_from_text(text, id="a", settings=Settings()).text == text


@pytest.mark.parametrize(
    ("option", "metadata", "text", "published", "basis"),
    [
        ("2024-05-01", "2024-05-03", DATED, "2024-05-01", "option"),
        ("1 May 2024", None, BODY, "2024-05-01", "option"),
        (None, "2024-05-03T10:00:00Z", DATED, "2024-05-03", "metadata"),
        (None, None, DATED, "2024-05-07", "dateline"),
        (None, " ", DATED, "2024-05-07", "dateline"),
        (None, None, BODY, None, None),
    ],
)
def test_the_option_wins_over_metadata_and_these_over_the_dateline(
    option: str | None, metadata: str | None, text: str, published: str | None, basis: str | None
) -> None:
    article = article_from_text(text, id="a", settings=Settings(published=option), published=metadata)
    assert (article.published, article.published_basis) == (published, basis)


def test_the_option_wins_over_the_publisher_named() -> None:
    assert article_from_text(BODY, id="a", settings=Settings(publisher="Daily Post"), publisher="Other").publisher == "Daily Post"
    assert article_from_text(BODY, id="a", settings=Settings(), publisher="Other").publisher == "Other"


def test_the_title_is_the_one_given_else_the_headline() -> None:
    text = f"Ministers meet\n\n{BODY}"
    assert article_from_text(text, id="a", settings=Settings()).title == "Ministers meet"
    assert article_from_text(text, id="a", settings=Settings(), title="Given").title == "Given"
    assert article_from_text(BODY, id="a", settings=Settings()).title is None


def test_what_is_empty_is_unknown() -> None:
    article = article_from_text(BODY, id="a", settings=Settings(), title="", publisher="", url="", published="")
    assert (article.title, article.publisher, article.url, article.published) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "news/a.txt is empty"),
        (" \n\t\u00a0", "news/a.txt is empty"),
        ("12 – 14:05 … !", "news/a.txt holds no words"),
        ("The minister \ud83d left.", "surrogate pair (character 13)"),
        ("word " * 21, "news/a.txt has 105 characters; one article may have 100"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        article_from_text(text, id="a", place="news/a.txt", settings=Settings(limit=100))
    assert message in str(caught.value)
    assert caught.value.hint


def test_a_text_of_the_longest_length_is_read() -> None:
    assert article_from_text("a" * 100, id="a", settings=Settings(limit=100))


def test_by_default_a_mebibyte_is_read_and_five_are_not() -> None:
    assert article_from_text("a" * 2**20, id="a", settings=Settings())
    with pytest.raises(ReadError, match="5,242,880 characters"):
        article_from_text("a" * 5 * 2**20, id="a", settings=Settings())


@pytest.mark.parametrize("day", ["yesterday", "5/6/2024", "2024-02-30", "2024"])
def test_metadata_without_a_full_date_is_refused(day: str) -> None:
    with pytest.raises(ReadError, match=day) as caught:
        article_from_text(BODY, id="a", settings=Settings(), published=day)
    assert "2024-01-06" in (caught.value.hint or "")


def test_an_option_without_a_full_date_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="yesterday"):
        article_from_text(BODY, id="a", settings=Settings(published="yesterday"))


def test_a_page_becomes_an_article_with_its_metadata() -> None:
    page = (
        '<html><head><title>Bridge to be built - Daily Post</title><meta property="og:site_name" content="Daily Post">'
        '<meta property="og:url" content="https://daily-post.example/bridge">'
        '<meta property="article:published_time" content="2024-05-07T10:00:00Z"></head>'
        f"<body><article><h1>Bridge to be built</h1><p>{BODY}</p><p>{BODY[:-1]} and Wednesday.</p></article></body></html>"
    )
    article = article_from_html(page, id="a", settings=Settings())
    assert (article.publisher, article.published, article.published_basis) == ("Daily Post", "2024-05-07", "metadata")
    assert article.url == "https://daily-post.example/bridge"
    assert article.headline
    assert article.text[slice(*article.headline)] == "Bridge to be built"
