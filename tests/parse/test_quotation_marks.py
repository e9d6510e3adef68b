"""Quotations: which marks open, which close, and what an odd mark costs. Tokens are cut by hand, so no model is needed."""

import re

import pytest

from dragoman.document import Token
from dragoman.parse.quotation_marks import find_quotations
from dragoman.records import Span

WORD = re.compile(r"``|''|\w+(?:['’]\w+)?|[^\w\s]")


def tokens_of(text: str) -> list[Token]:
    """Words and marks of a text, without any grammar."""
    found = enumerate(WORD.finditer(text))
    return [Token(n, m.group(), m.group().lower(), "X", "XX", "dep", n, m.start(), m.end(), 0) for n, m in found]


def quoted(text: str) -> list[tuple[str, bool]]:
    """The words of each quotation of a text, and whether it is closed; each line is a paragraph."""
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    found = find_quotations(text, tokens_of(text), paragraphs)
    return [(text[q.span.start : q.span.end], q.closed) for q in found]


@pytest.mark.parametrize(
    "text",
    [
        "He said “we will wait” today.",
        'He said "we will wait" today.',
        "He said „we will wait“ today.",
        "He said „we will wait” today.",
        "He said «we will wait» today.",
        "He said ``we will wait'' today.",
    ],
)
def test_a_pair_of_marks_holds_what_stands_between(text: str) -> None:
    assert quoted(text) == [("we will wait", True)]


def test_single_marks_hold_a_sentence() -> None:
    assert quoted("‘We will wait,’ he said.") == [("We will wait,", True)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers’ plan was Kenya’s own.",
        "The ‘free port’ was closed.",
        'The 12" gun was old.',
        "Nothing was quoted.",
    ],
)
def test_apostrophes_terms_and_inches_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_closes_nothing() -> None:
    assert quoted("‘The ministers’ plan can wait,’ he said.") == [("The ministers’ plan can wait,", True)]


def test_inner_single_marks_are_left_alone() -> None:
    assert quoted("“He said ‘no’ to us,” she said.") == [("He said ‘no’ to us,", True)]


def test_the_text_of_marks_with_nothing_between_is_none() -> None:
    assert quoted("He wrote “” on it.") == []


def test_two_quotations_broken_by_the_cue() -> None:
    assert quoted("“We will wait,” she said, “at home.”") == [("We will wait,", True), ("at home.", True)]


def test_an_unclosed_mark_runs_to_the_end_of_its_paragraph() -> None:
    found = quoted("“We will wait.\n“We will not leave,” she said.")
    assert found == [("We will wait.", False), ("We will not leave,", True)]


def test_an_odd_mark_costs_no_other_paragraph() -> None:
    assert quoted("A ship “sailed on Monday.\nShe said nothing.")[1:] == []


def test_an_unclosed_single_mark_is_no_quotation() -> None:
    assert quoted("The ‘Mara was old.") == []


def test_the_first_and_last_tokens_are_those_inside() -> None:
    text = "She said: “We will wait.”"
    tokens = tokens_of(text)
    [quotation] = find_quotations(text, tokens, [Span(0, len(text))])
    assert (tokens[quotation.first].text, tokens[quotation.last].text) == ("We", ".")
