"""Hits: which words the register knows, and which reading of them is taken."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from dragoman.knowledge.register import register
from dragoman.resolve.hits import Hit, find_hits

Hits = Callable[..., dict[str, Hit]]


@pytest.fixture(scope="module")
def hits(document) -> Hits:
    """The hits of some text by their words."""

    def make(text: str, published: str | None = "2024-05-06") -> dict[str, Hit]:
        parsed = document(text, published)
        return {parsed.words(parsed.span(hit.first, hit.last)): hit for hit in find_hits(parsed, register())}

    return make


@pytest.mark.parametrize(
    ("text", "words", "form", "country"),
    [
        ("Kenya sent a ship.", "Kenya", "name", "KEN"),
        ("A Kenyan ship sailed.", "Kenyan", "adjective", "KEN"),
        ("Kenyans voted on Monday.", "Kenyans", "people", "KEN"),
        ("The Kremlin sent a ship.", "Kremlin", "metonym", "RUS"),
        ("Nairobi sent a ship.", "Nairobi", "capital", "KEN"),
    ],
)
def test_each_form_of_a_name_is_found(hits: Hits, text: str, words: str, form: str, country: str) -> None:
    entity = hits(text)[words].entity
    assert (entity.form, entity.country) == (form, country)


@pytest.mark.parametrize(
    ("text", "words", "country"), [("The US sent a ship.", "US", "USA"), ("NATO sent a ship.", "NATO", "IGO")]
)
def test_an_abbreviation_stands_in_capitals(hits: Hits, text: str, words: str, country: str) -> None:
    assert hits(text)[words].entity.country == country


@pytest.mark.parametrize("text", ["They gave us a ship.", "Who sent a ship?", "The kenya of old was green.", "The ship sailed."])
def test_plain_words_are_no_hits(hits: Hits, text: str) -> None:
    assert hits(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("South Sudan sent a ship.", "South Sudan", "SSD"),
        ("North Korea sent a ship.", "North Korea", "PRK"),
        ("Papua New Guinea sent a ship.", "Papua New Guinea", "PNG"),
        ("Guinea-Bissau sent a ship.", "Guinea-Bissau", "GNB"),
    ],
)
def test_the_longest_name_is_taken_whole(hits: Hits, text: str, words: str, country: str) -> None:
    found = hits(text)
    assert list(found) == [words]
    assert found[words].entity.country == country


def test_a_name_does_not_run_over_a_sentence(hits: Hits) -> None:
    assert "South Sudan" not in hits("They sailed South. Sudan sent a ship.")


def test_a_country_within_the_name_of_a_person_is_none(hits: Hits) -> None:
    found = hits("Vernon Jordan sent a letter.")
    assert found == {}


def test_the_same_word_alone_is_the_country(hits: Hits) -> None:
    assert hits("Jordan sent a ship.")["Jordan"].entity.country == "JOR"


@pytest.mark.parametrize(("published", "country"), [("1999-05-06", "YUG"), ("2004-05-06", "SCG"), ("2024-05-06", "SRB")])
def test_a_name_is_read_as_of_the_day_of_the_report(hits: Hits, published: str, country: str) -> None:
    assert hits("Belgrade sent a ship.", published)["Belgrade"].entity.country == country


def test_a_state_is_none_before_it_was(hits: Hits) -> None:
    assert "South Sudan" not in hits("South Sudan sent a ship.", "2005-05-06")


def test_without_a_date_every_row_holds(hits: Hits) -> None:
    assert "South Sudan" in hits("South Sudan sent a ship.", None)


@pytest.mark.parametrize(("other", "country"), [("The Dominican Republic sent a ship.", "DOM"), ("Dominica sent a ship.", "DMA")])
def test_an_ambiguous_name_goes_by_the_countries_of_the_article(hits: Hits, other: str, country: str) -> None:
    assert hits(f"Dominicans voted on Monday. {other}")["Dominicans"].entity.country == country


def test_hits_stand_in_text_order_and_do_not_overlap(document) -> None:
    parsed = document("The Kenyan and Peruvian envoys met the European Union's delegation in South Africa.")
    found = find_hits(parsed, register())
    assert len(found) == 4
    assert all(one.last < other.first for one, other in pairwise(found))
