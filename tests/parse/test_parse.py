"""The parse step as a whole: tokens, sentences and paragraphs stand on the text, whatever it holds."""

from itertools import pairwise

import pytest

from dragoman.article import Article
from dragoman.document import Document
from dragoman.errors import ParseError
from dragoman.parse.document import parse
from dragoman.parse.nlp import LONGEST_PIECE
from dragoman.records import Span

ODD = [
    "Kenya sent a ship.\r\n\r\nPeru sent two.",
    "  Kenya\tsent \u00a0 a\u200b ship .  ",
    "🇰🇪 sent a 🚢 (👩‍👩‍👧) e\u0301 to Lima!!!",
    "السفينة أبحرت. Kenya \u202esent\u202c it.",
    'He said ""“« and „then” ’ left',
    "a\x00b \x0b c\x85d \ufeff e",
    "no end and no start\nand a second line\n\n\n",
    "word " * 50,
    "x" * 3000,
]


def words(document: Document) -> list[str]:
    return [token.text for token in document.tokens]


@pytest.mark.parametrize("text", ODD)
def test_every_token_is_the_words_it_stands_on(document, text: str) -> None:
    parsed = document(text)
    assert parsed.tokens
    for token in parsed.tokens:
        assert text[token.start : token.end] == token.text
        assert token.text.strip()
    assert all(a.end <= b.start for a, b in pairwise(parsed.tokens))


@pytest.mark.parametrize("text", ODD)
def test_nothing_but_white_space_is_left_out(document, text: str) -> None:
    left = [True] * len(text)
    for token in document(text).tokens:
        left[token.start : token.end] = [False] * (token.end - token.start)
    assert not "".join(c for c, out in zip(text, left, strict=True) if out).strip()


@pytest.mark.parametrize("text", ODD)
def test_sentences_hold_every_token_once_and_heads_stay_inside(document, text: str) -> None:
    parsed = document(text)
    assert [i for s in parsed.sentences for i in range(s.first, s.last + 1)] == list(range(len(parsed.tokens)))
    for token in parsed.tokens:
        assert parsed.tokens[token.head].sentence == token.sentence
        sentence = parsed.sentences[token.sentence]
        assert sentence.first <= token.index <= sentence.last


def test_a_sentence_does_not_run_over_a_paragraph(document) -> None:
    parsed = document("Kenya sent a ship\nPeru sent two")
    assert [sentence.paragraph for sentence in parsed.sentences] == [0, 1]
    assert [parsed.words(parsed.sentence_span(s.first)) for s in parsed.sentences] == ["Kenya sent a ship", "Peru sent two"]


def test_headline_and_dateline_are_paragraphs_of_their_own(document) -> None:
    text = "Kenya sends ship\n\nLIMA — Kenya sent a ship."
    parsed = document(text, headline=Span(0, 16), dateline=Span(18, 25))
    assert [paragraph.kind for paragraph in parsed.paragraphs] == ["headline", "dateline", "body"]
    assert parsed.in_headline(0)
    assert parsed.paragraph_of(words(parsed).index("sent")).kind == "body"


def test_a_paragraph_that_is_too_long_is_cut_at_a_space(document) -> None:
    text = "Kenya sent a ship. " * (LONGEST_PIECE // 10)
    parsed = document(text)
    assert set(words(parsed)) == {"Kenya", "sent", "a", "ship", "."}
    assert len(parsed.paragraphs) == 1


def test_a_name_is_a_run_of_tokens(document) -> None:
    parsed = document("Maria Rao flew to Abuja on Monday.")
    found = {parsed.words(parsed.span(name.first, name.last)): name.label for name in parsed.names}
    assert found["Abuja"] == "GPE"
    assert found["Monday"] == "DATE"


@pytest.mark.parametrize("text", ["", " \n\t\u00a0\u2028 "])
def test_a_text_without_words_is_an_error_with_what_to_do(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(Article("a1", text))
    assert caught.value.hint


def test_the_same_text_gives_the_same_document(document) -> None:
    text = "Kenya sent a ship to Lima. “We agreed,” said Maria Rao."
    assert document(text) == document(text)
