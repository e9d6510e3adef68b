"""The text of some bytes, or what they are instead.

A byte order mark decides; else bytes that are UTF-8 throughout are UTF-8, whatever a page says of itself; else what the
server or page says holds; else it is Windows-1252, where that makes Western text. Nothing is replaced or dropped: bytes that
fit no reading are refused.
"""

import codecs
import re

from dragoman.errors import ReadError

MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "a rich text (RTF) file",
    b"\x1f\x8b": "a gzip file",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database",
}
MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""<(?:meta[^>]{1,200}?charset|\?xml[^>]{1,100}?encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
FOR_TEXT = re.compile(r"utf-8|ascii|iso8859|cp\d|koi8|gb|big5|shift_jis|euc|mac-|tis")
"""Python's names of encodings that pages are written in; it knows others (rot13, punycode) that are none of text."""
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
ABOVE_ASCII = bytes(range(128, 256))
WELL_FORMED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
MOST_CONTROLS = 0.01
MOST_HIGH = 0.35
"""Shares of control bytes and of bytes above ASCII that no Western text passes."""
SAMPLE = 4096
NEWLINE = b"\n"


def decode(data: bytes, place: str, declared: str | None = None) -> str:
    """The text of some bytes; ReadError where they are no text, or in no encoding that can be told.

    `declared` is the encoding that a server names.
    """
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise ReadError(f"{place} is {what}, not text.", hint="Save it as plain text or HTML first.")
    if encoding := next((name for mark, name in MARKED if data.startswith(mark)), None) or _unmarked(data):
        return _strict(data, encoding, place)
    if _is_binary(data):
        raise ReadError(f"{place} holds binary data, not text.", hint="Give a text, HTML or JSONL file.")
    for name in ("utf-8", declared, _declared(data)):
        if name and (text := _as(data, name)) is not None:
            return text
    return _western(data, place)


def _unmarked(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of its ASCII letters is zero."""
    start = data[:SAMPLE]
    if len(data) % 2 or 0 not in start:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) > 0 or max(even, odd) < len(start) / 4:
        return None
    return "utf-16-be" if even else "utf-16-le"


def _is_binary(data: bytes) -> bool:
    start = data[:SAMPLE]
    controls = len(start) - len(start.translate(None, CONTROLS))
    return b"\x00" in data or controls > MOST_CONTROLS * len(start) + 1


def _declared(data: bytes) -> str | None:
    """The encoding that a page names in its head."""
    match = DECLARED.search(data[:SAMPLE])
    return match[1].decode("ascii") if match else None


def _as(data: bytes, name: str) -> str | None:
    """The text in the encoding of this name; None where there is none of that name, or it does not fit."""
    try:
        codec = codecs.lookup(name).name
        if not FOR_TEXT.match(codec):
            return None
        return data.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec)
    except (LookupError, UnicodeDecodeError):
        return None


def _western(data: bytes, place: str) -> str:
    """The text of bytes that are not UTF-8; ReadError where they are nearly, or too few are Western letters."""
    high = len(data) - len(data.translate(None, ABOVE_ASCII))
    if 2 * sum(len(match[0]) for match in WELL_FORMED.finditer(data)) > high:
        at = _breaks_at(data)
        line = data.count(NEWLINE, 0, at) + 1
        where = f"line {line}, byte {at}" if NEWLINE in data.rstrip() else f"byte {at}"
        message = f"{place} is UTF-8 with a broken character ({where})."
        raise ReadError(message, hint="Mend that character, or get the file anew.")
    if high > MOST_HIGH * len(data):
        raise _unknown(place)
    return _strict(data, "cp1252", place)


def _breaks_at(data: bytes) -> int:
    """Where some bytes stop being UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _strict(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "cp1252":
            message = f"{place} is {encoding.removesuffix('-sig').upper()} with a broken character at byte {error.start}."
            raise ReadError(message, hint="Get the file anew, or save it as UTF-8.") from None
        raise _unknown(place) from None


def _unknown(place: str) -> ReadError:
    message = f"{place} is in an encoding that is neither UTF-8 nor Windows-1252."
    return ReadError(message, hint="Save it as UTF-8, for example with iconv.")
