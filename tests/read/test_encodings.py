"""Encodings: what is read, how, and what is refused with which words."""

import pytest

from dragoman.errors import ReadError
from dragoman.read.encodings import decode

TEXT = "“Ja,” said Minister Łukasz Müller – at noon.\nHe left."
WESTERN = "“Ja,” said Minister Lukas Müller – at noon.\nHe left."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_form_of_unicode_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "report.txt") == TEXT


def test_western_text_is_read() -> None:
    assert decode(WESTERN.encode("cp1252"), "report.txt") == WESTERN


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\n"])
def test_line_breaks_are_kept(line_break: str) -> None:
    assert decode(f"One.{line_break}Two.".encode(), "report.txt") == f"One.{line_break}Two."


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="iso-8859-2">',
        "<html><head><META http-equiv='Content-Type' content='text/html; charset=ISO-8859-2'>",
        '<?xml version="1.0" encoding="iso-8859-2"?>',
    ],
)
def test_a_page_says_its_encoding(head: str) -> None:
    page = f"{head}<p>Łukasz Różański"
    assert decode(page.encode("iso-8859-2"), "page.html") == page


def test_a_server_says_it_first() -> None:
    assert decode('<meta charset="koi8-r">Łukasz'.encode("iso-8859-2"), "page", "ISO-8859-2").endswith("Łukasz")


@pytest.mark.parametrize("declared", ["iso-8859-1", "no-such-encoding", "rot13", "punycode", "utf-16", None])
def test_what_is_utf8_throughout_is_utf8_whatever_is_said(declared: str | None) -> None:
    assert decode(TEXT.encode(), "page", declared) == TEXT


def test_latin_1_is_read_as_its_windows_form() -> None:
    assert decode(WESTERN.encode("cp1252"), "page", "iso-8859-1") == WESTERN


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "a zip or Office file"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x1f\x8b\x08...", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"a text\x00with a zero", "binary data"),
        (bytes(range(1, 32)) * 10, "binary data"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=what) as caught:
        decode(data, "news/report.txt")
    assert "news/report.txt" in str(caught.value)
    assert caught.value.hint


def test_broken_utf8_is_refused_with_its_place() -> None:
    data = "Ana Reis – née Müller – spoke.\n“Ja” she said.".encode().replace(b" she", b" \xff she")
    with pytest.raises(ReadError, match="line 2, byte"):
        decode(data, "report.txt")


def test_a_text_cut_within_a_character_is_refused() -> None:
    with pytest.raises(ReadError, match="broken character"):
        decode("“Ja,” said Müller – at noon – “ja”".encode()[:-1], "report.txt")


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "shift_jis", "big5"])
def test_other_encodings_are_refused_rather_than_misread(encoding: str) -> None:
    text = {"koi8-r": "Министр приехал", "cp1251": "Министр приехал", "shift_jis": "大臣は東京に着いた", "big5": "部長抵達台北"}
    with pytest.raises(ReadError):
        decode(text[encoding].encode(encoding), "report.txt")


def test_utf16_that_breaks_off_is_refused() -> None:
    with pytest.raises(ReadError, match="UTF-16"):
        decode(TEXT.encode("utf-16")[:-1], "report.txt")


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"", "report.txt") == ""
