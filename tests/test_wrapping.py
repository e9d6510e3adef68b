"""Texts that are cut at a fixed width: told from others, and read as if they were not cut, at the places where their words stand."""

import textwrap
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Skipped
from dragoman.pipeline import read_article
from dragoman.read.articles import article_from_text
from dragoman.records import Span
from dragoman.settings import Settings
from dragoman.wrapping import in_one_line, pieces, unwrapped

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
PARAGRAPH = (
    "The foreign ministers of Peru and Chile agreed in Lima on Monday to open the road over the pass again before the winter, and to let "
    "their engineers look at the bridge below it together. Neither side would say who is to pay for the guards on it."
)
LINES = textwrap.wrap(PARAGRAPH, 72)


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in unwrapped(text).splitlines() if line.strip()]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\u2028", "\n  ", " \n"])
@pytest.mark.parametrize("width", [60, 72, 78])
def test_a_paragraph_that_is_cut_is_one(line_break: str, width: int) -> None:
    cut = line_break.join(textwrap.wrap(PARAGRAPH, width))
    assert lines(f"Road to be opened\n\n{cut}\n\n{cut}") == ["Road to be opened", PARAGRAPH, PARAGRAPH]


def test_a_short_line_ends_its_paragraph_where_no_blank_line_does() -> None:
    assert len(LINES[-1]) < 50
    assert lines("\n".join([*LINES, *LINES])) == [PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH + "\n" + PARAGRAPH,
        "Road to be opened\nBy Ana Reis in Lima\nPeru and Chile agreed to open the road over the pass.\nThey did so on Monday.",
        "\n".join(f"Q: Will the road over the pass number {n} be open before the winter comes?\nA: It will." for n in range(9)),
        "\n".join(f"Ministers of Peru and Chile agree on road number {n} over the Andes" for n in range(9)),
        "\n".join(["Road", "to be", "opened", "again"]),
        "a\n" * 50,
        "",
    ],
    ids=["long lines", "short lines", "questions", "headlines", "few words", "letters", "nothing"],
)
def test_a_text_with_a_paragraph_a_line_is_left_alone(text: str) -> None:
    assert unwrapped(text) == text


def test_a_line_that_a_longer_address_stands_under_is_cut_all_the_same() -> None:
    address = "https://observer.example/" + "a-long-way-to-a-page/" * 8
    assert lines("\n".join([*LINES, "", address])) == [PARAGRAPH, address]


def test_a_word_that_was_cut_after_its_hyphen_is_whole() -> None:
    assert in_one_line("the Lima-\nbased office of\r\nthe bloc") == "the Lima-based office of the bloc"


@given(st.text(alphabet="ab-. \n\r\u2028", max_size=60))
def test_offsets_stay(text: str) -> None:
    assert len(unwrapped(text)) == len(text)
    for words, at in pieces(text):
        assert words == " " or text[at : at + len(words)] == words
    assert "".join(in_one_line(text).split()) == "".join(text.split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_report_that_is_cut_has_the_record_of_the_whole(path: Path) -> None:
    whole = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    cut = ["\r\n".join(textwrap.wrap(line, 72)) for line in whole]
    assert max(len(line) for text in cut for line in text.split("\r\n")) <= 72
    assert told("\r\n\r\n".join(cut)) == told("\n".join(whole))


def told(text: str) -> dict[str, Any]:
    """The record of a text, each span by its words and each id by its place."""
    result = read_article(article_from_text(text, id="a", settings=Settings(published="2024-05-06")))
    assert not isinstance(result, Skipped)
    article, record = result
    kinds = [field.name for field in fields(record)]
    ids = {item.id: f"{kind} {n}" for kind in kinds for n, item in enumerate(getattr(record, kind))}

    def plain(value: Any) -> Any:
        if isinstance(value, Span):
            return in_one_line(article.text[value.start : value.end])
        if isinstance(value, tuple):
            return [plain(part) for part in value]
        if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return ids.get(value, value) if isinstance(value, str) else value

    return {kind: plain(getattr(record, kind)) for kind in kinds} | {"headline": article.headline and plain(article.headline)}
