"""FastWARC against warcio on the same file: records a second, and what each makes of a damaged one.

    python benchmarks/warc.py [RECORDS]

Both must be installed; Dragoman itself needs only the one that it uses.
"""

import gzip
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PAGE = (Path(__file__).parent.parent / "samples" / "tour-tbilisi.html").read_bytes()


def record(number: int) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://rioni-observer.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nWARC-Date: 2025-05-18T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def with_fastwarc(data: io.BufferedIOBase) -> Iterator[bytes]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    for found in ArchiveIterator(data, record_types=WarcRecordType.response):
        yield found.reader.read()


def with_warcio(data: io.BufferedIOBase) -> Iterator[bytes]:
    from warcio.archiveiterator import ArchiveIterator

    for found in ArchiveIterator(data):
        if found.rec_type == "response":
            yield found.content_stream().read()


READERS: dict[str, Callable[[io.BufferedIOBase], Iterator[bytes]]] = {"FastWARC": with_fastwarc, "warcio": with_warcio}


def measure(name: str, path: Path, wanted: int) -> None:
    started = time.perf_counter()
    with path.open("rb") as file:
        found = sum(page == PAGE for page in READERS[name](file))
    seconds = time.perf_counter() - started
    print(f"{name:9} {path.suffix:5} {found:,} of {wanted:,} records, {found / seconds:,.0f} a second")


def damaged(name: str, what: str, data: bytes) -> None:
    try:
        found: object = f"{sum(page == PAGE for page in READERS[name](io.BytesIO(data)))} whole records, no complaint"
    except Exception as error:
        found = f"{type(error).__name__}: {error}"
    print(f"{name:9} {what}: {found}")


def main(count: int = 5000) -> None:
    records = [record(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        plain, zipped = Path(folder) / "a.warc", Path(folder) / "a.gz"
        plain.write_bytes(b"".join(records))
        zipped.write_bytes(b"".join(gzip.compress(record) for record in records))
        for name in READERS:
            for path in (plain, zipped):
                measure(name, path, count)
    members = [gzip.compress(record) for record in records[:10]]
    torn = b"".join(members)
    broken = b"".join([*members[:4], members[4][:200] + b"\x00" * 50 + members[4][250:], *members[5:]])
    for name in READERS:
        damaged(name, "ten records, the last cut off", torn[:-300])
        damaged(name, "ten records, the fifth overwritten in part", broken)
        damaged(
            name,
            "ten plain records, a wrong length in the fifth",
            b"".join(records[:4]) + records[4].replace(b"Content-Length: ", b"Content-Length: 9") + b"".join(records[5:10]),
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
