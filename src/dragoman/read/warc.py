"""WARC archives: the pages in their records, one damaged record at a time.

FastWARC reads the records. It passes over what is cut off or has a wrong length without a word, so the length of each record is
compared with what it says itself, and after damage the next record is looked for from there on. What is no page with a good
answer (requests, images, redirects) is no article and is passed over.
"""

import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.article import Skipped
from dragoman.errors import ReadError
from dragoman.read.articles import skipped
from dragoman.read.items import Item
from dragoman.settings import Settings

SUFFIXES = (".warc", ".warc.gz")
GZIP = b"\x1f\x8b\x08"
PLAIN = b"WARC/1."
AFTER_A_RECORD = b"\r\n\r\nWARC/1."
"""What stands between two records that are not compressed."""
KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
BLOCK = 1 << 16
HEADERS = 1 << 16
"""Bytes for a server's headers, which stand before a page."""
FOLLOWED = "has a wrong length: it is followed by what is no record"
GET_ANEW = "Get the archive anew; the other records are read."


def is_warc(name: str) -> bool:
    """Whether a file is an archive by its name."""
    return name.lower().endswith(SUFFIXES)


def read_warc(file: BinaryIO, place: str, settings: Settings) -> Iterator[Item | Skipped]:
    """The pages of an archive; a damaged record comes as Skipped in its place."""
    magic = GZIP if os.pread(file.fileno(), len(GZIP), 0) == GZIP else PLAIN
    at, number = _next(file, magic, 0), 0
    if at is None or at > 0:
        yield _damaged(place, 1, "does not begin with a record")
    doubt = False  # whether the last whole record may have been followed by something else than a record
    while at is not None:
        resume, whole = at + 1, False
        try:
            for record, start in _records(file, at):
                if whole and magic == PLAIN and (passed := _next(file, AFTER_A_RECORD, at + 1, start - 1)):
                    yield _damaged(place, number, FOLLOWED)
                    resume = passed + 1
                    break
                if doubt:
                    yield _damaged(place, number, FOLLOWED)
                number += 1
                at, whole, doubt = start, True, False
                payload = record.reader.read(settings.download_limit + HEADERS + 1)
                fault = _fault(record, payload, settings)
                if fault and len(payload) <= settings.download_limit + HEADERS:
                    yield _damaged(place, number, fault)
                    resume = start + 1
                    break
                if fault:
                    yield _damaged(place, number, fault)
                elif found := _item(record, payload, f"{place}, record {number}", place):
                    yield found
            else:
                passed = _next(file, AFTER_A_RECORD, at + 1) if whole and magic == PLAIN else None
                if passed is None:
                    return
                yield _damaged(place, number, FOLLOWED)
                resume = passed + 1
        except (OSError, ValueError, RuntimeError, EOFError) as error:
            doubt, resume = whole, at + 1
            if not whole or _next(file, magic, resume) is None:
                number += 1
                yield _damaged(place, number, f"is damaged ({' '.join(str(error).split())})")
        at = _next(file, magic, resume)


def _records(file: BinaryIO, at: int) -> Iterator[tuple[Any, int]]:
    """The records from a byte on, each with the byte where it begins."""
    from fastwarc.warc import ArchiveIterator

    file.seek(at)
    for record in ArchiveIterator(file, parse_http=False):
        yield record, at + record.stream_pos


def _fault(record: Any, payload: bytes, settings: Settings) -> str | None:
    """What is wrong with a record's length."""
    if len(payload) > settings.download_limit + HEADERS:
        return f"is larger than {settings.download_limit:,} bytes"
    stated = record.headers.get("Content-Length", "")
    if not stated.isdigit():
        return "does not say how long it is"
    if len(payload) < int(stated):
        return f"is cut off: {len(payload):,} of {int(stated):,} bytes"
    if AFTER_A_RECORD in payload:
        return "has a wrong length: it runs into the next record"
    return None


def _item(record: Any, payload: bytes, place: str, origin: str) -> Item | None:
    """The page in a record, None where it holds none."""
    from fastwarc.warc import WarcRecordType

    url = record.headers.get("WARC-Target-URI", "").strip("<> ")
    media, charset = _type(record.headers.get("Content-Type", ""))
    if record.record_type == WarcRecordType.response:
        answer = _answer(payload)
        if answer is None:
            return None
        media, charset, payload = answer
    elif record.record_type not in (WarcRecordType.resource, WarcRecordType.conversion):
        return None
    if media not in KINDS or not url:
        return None
    return Item(url, KINDS[media], payload, origin, place, url=url, charset=charset, size=len(payload))


def _answer(payload: bytes) -> tuple[str, str | None, bytes] | None:
    """The type, encoding and body of a server's answer, None where it is no good one."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.set_bytes_payload(payload)
    record.is_http = True
    record.parse_http(auto_decode="all")
    headers = record.http_headers
    if headers is None or headers.status_code != 200:
        return None
    media, charset = _type(headers.get("Content-Type", ""))
    return media, charset, record.reader.read()


def _type(header: str | None) -> tuple[str, str | None]:
    """The media type and the encoding in a Content-Type."""
    media, _, rest = (header or "").partition(";")
    name, _, charset = rest.partition("=")
    return media.strip().lower(), charset.strip("\"' ") or None if name.strip().lower() == "charset" else None


def _next(file: BinaryIO, magic: bytes, start: int, stop: int | None = None) -> int | None:
    """Where some bytes stand next, before `stop`; None where they do not. The place that FastWARC reads at is left alone."""
    kept, at = b"", start
    while (stop is None or at < stop) and (
        block := os.pread(file.fileno(), BLOCK if stop is None else min(BLOCK, stop - at), at)
    ):
        window = kept + block
        if (found := window.find(magic)) >= 0:
            return at - len(kept) + found
        at += len(block)
        kept = window[-(len(magic) - 1) :]
    return None


def _damaged(place: str, number: int, fault: str) -> Skipped:
    return skipped(f"{place}:{number}", ReadError(f"{place}, record {number} {fault}.", hint=GET_ANEW))
