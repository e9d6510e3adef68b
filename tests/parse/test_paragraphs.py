"""Paragraphs: the lines of a text, and the parts that the reader step set apart."""

import pytest

from dragoman.article import Article
from dragoman.parse.paragraphs import find_paragraphs
from dragoman.records import Span


def pieces(text: str, **more: object) -> list[tuple[str, str]]:
    """The words and kinds of a text's paragraphs."""
    found = find_paragraphs(Article("test", text, **more))  # type: ignore[arg-type]
    return [(text[p.span.start : p.span.end], p.kind) for p in found]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n"])
def test_every_kind_of_line_break_ends_a_paragraph(line_break: str) -> None:
    assert pieces(f"Kenya sent a ship.{line_break}Peru sent two.") == [("Kenya sent a ship.", "body"), ("Peru sent two.", "body")]


@pytest.mark.parametrize("space", ["\t", "\u00a0", "\x0b"])
def test_other_white_space_ends_none(space: str) -> None:
    assert len(pieces(f"Kenya sent a ship.{space}Peru sent two.")) == 1


def test_white_space_around_a_line_is_left_out() -> None:
    assert pieces("  Kenya sent a ship. \t\n   \n\t") == [("Kenya sent a ship.", "body")]


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_a_text_without_words_has_none(text: str) -> None:
    assert pieces(text) == []


def test_a_dateline_within_a_line_is_a_piece_of_its_own() -> None:
    text = "LIMA, May 6 — Kenya sent a ship."
    assert pieces(text, dateline=Span(0, 11)) == [("LIMA, May 6", "dateline"), ("— Kenya sent a ship.", "body")]


def test_headline_and_byline_keep_their_kind() -> None:
    text = "Ship Sails\nBy Ann Mwangi\nKenya sent a ship."
    found = pieces(text, headline=Span(0, 10), bylines=(Span(11, 24),))
    assert found == [("Ship Sails", "headline"), ("By Ann Mwangi", "byline"), ("Kenya sent a ship.", "body")]


def test_a_part_that_runs_over_a_line_break_is_not_cut_out() -> None:
    text = "Ship Sails\nKenya sent a ship."
    assert [kind for _, kind in pieces(text, headline=Span(0, 16))] == ["body", "body"]


def test_paragraphs_are_numbered_in_text_order() -> None:
    assert [p.index for p in find_paragraphs(Article("test", "One.\n\nTwo.\nThree."))] == [0, 1, 2]
