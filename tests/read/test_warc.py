"""WARC archives: whole and damaged, plain and compressed."""

import gzip
import random
from pathlib import Path

import pytest

from dragoman.article import Article, Skipped
from dragoman.read.items import Item
from dragoman.read.sources import read_items, read_sources
from dragoman.settings import Settings

PAGE = (
    "<html><body><article><p>The minister met her counterpart in Lima.</p><p>They spoke for an hour.</p></article></body></html>"
)


def record(
    number: int, kind: str = "response", status: str = "200 OK", media: str = "text/html; charset=utf-8", **more: str
) -> bytes:
    body = more.get("body", f"{PAGE}<!-- {number} -->").encode()
    if kind in ("response", "request"):
        body = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more.get('headers', '')}\r\n".encode() + body
        media = f"application/http; msgtype={kind}"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://paper.example/{number}\r\nWARC-Date: 2024-01-06T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nContent-Type: {media}\r\nContent-Length: {more.get('length', len(body))}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def items(tmp_path: Path, *parts: bytes, name: str = "a.warc", **settings: object) -> list[Item | Skipped]:
    path = tmp_path / name
    path.write_bytes(b"".join(map(gzip.compress, parts) if name.endswith(".gz") else parts))
    return list(read_items([str(path)], Settings(**settings)))  # type: ignore[arg-type]


def numbers(found: list[Item | Skipped]) -> list[int | str]:
    """The number of each page; of what was skipped, why."""
    return [int(item.id.rpartition("/")[2]) if isinstance(item, Item) else item.reason.split("record ")[1] for item in found]


@pytest.mark.parametrize("name", ["a.warc", "A.WARC.gz", "a.warc.gz"])
def test_every_page_is_an_item(tmp_path: Path, name: str) -> None:
    found = items(tmp_path, *map(record, range(5)), name=name)
    assert numbers(found) == [0, 1, 2, 3, 4]
    assert isinstance(found[2], Item)
    assert (found[2].url, found[2].kind, found[2].charset) == ("https://paper.example/2", "html", "utf-8")
    assert found[2].data.endswith(b"<!-- 2 -->")


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    parts = (
        record(0, "warcinfo", media="application/warc-fields"),
        record(1, "request"),
        record(2, status="404 Not Found"),
        record(3, media="image/png"),
        record(4, "conversion", media="text/plain"),
        record(5, "resource", media="text/html"),
        record(6, "metadata", media="text/plain"),
    )
    assert numbers(items(tmp_path, *parts)) == [4, 5]


def test_a_compressed_answer_is_unpacked(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    chunks = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    )
    head = record(0).split(b"\r\nContent-Type", 1)[0]
    whole = head + f"\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
    (found,) = items(tmp_path, whole)
    assert isinstance(found, Item)
    assert found.data == PAGE.encode()


def test_pages_become_articles(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(1))
    (article,) = read_sources([str(tmp_path / "a.warc")], Settings(published="2024-01-06"))
    assert isinstance(article, Article)
    assert (article.id, article.url, article.published) == ("https://paper.example/1",) * 2 + ("2024-01-06",)
    assert "met her counterpart" in article.text


# ------------------------------------------------------------ damage


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_record_that_is_cut_off_is_told(tmp_path: Path, name: str) -> None:
    items(tmp_path, *map(record, range(3)), name=name)
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:-60])
    found = list(read_items([str(path)], Settings()))
    assert numbers(found)[:2] == [0, 1]
    assert isinstance(found[2], Skipped)
    assert "cut off" in found[2].reason or "damaged" in found[2].reason


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    items(tmp_path, *map(record, range(5)), name="a.warc.gz")
    path = tmp_path / "a.warc.gz"
    data = bytearray(path.read_bytes())
    at = len(gzip.compress(record(0))) + len(gzip.compress(record(1))) + 100
    data[at : at + 40] = bytes(40)
    path.write_bytes(bytes(data))
    found = numbers(list(read_items([str(path)], Settings())))
    assert [n for n in found if isinstance(n, int)] == [0, 1, 3, 4]
    (told,) = [n for n in found if isinstance(n, str)]
    assert told.startswith("3 is damaged (Gzip decompression error")


@pytest.mark.parametrize(("length", "fault"), [("99999", "cut off"), ("60", "followed by what is no record")])
def test_a_wrong_length_costs_no_other_record(tmp_path: Path, length: str, fault: str) -> None:
    found = numbers(items(tmp_path, record(0), record(1, length=length), record(2), record(3)))
    assert [n for n in found if n != 1 and isinstance(n, int)] == [0, 2, 3]
    assert any(fault in n for n in found if isinstance(n, str))


def test_a_length_that_runs_over_the_next_record_is_told(tmp_path: Path) -> None:
    one = record(1)
    longer = str(len(one) + int(one.split(b"Content-Length: ")[1].split(b"\r\n")[0]))
    found = numbers(items(tmp_path, record(0), record(1, length=longer), record(2), record(3)))
    assert [n for n in found if isinstance(n, int)] == [0, 2, 3]
    assert any("runs into the next record" in n for n in found if isinstance(n, str))


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08 broken", b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n\r\n"])
def test_what_is_no_archive_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(content)
    found = list(read_items([str(tmp_path / "a.warc")], Settings()))
    assert [type(item) for item in found] == [Skipped]


def test_a_page_that_is_too_large_is_told(tmp_path: Path) -> None:
    found = numbers(items(tmp_path, record(0, body="x" * 200_000), record(1), download_limit=1000))
    assert found == ["1 is larger than 1,000 bytes. Get the archive anew; the other records are read.", 1]


def test_an_archive_by_another_name_is_told(tmp_path: Path) -> None:
    found = items(tmp_path, record(0), name="a.txt")
    assert isinstance(found[0], Skipped)
    assert "--input warc" in found[0].reason
    assert numbers(items(tmp_path, record(0), name="a.txt", input="warc")) == [0]


@pytest.mark.parametrize("seed", range(150))
def test_no_damage_raises_or_hangs(tmp_path: Path, seed: int) -> None:
    """Pages that the damage did not touch are given as they were."""
    chance = random.Random(seed)
    parts = [record(number) for number in range(4)]
    data = bytearray(b"".join(map(gzip.compress, parts) if seed % 2 else parts))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        data[at : at + chance.randint(1, 30)] = chance.randbytes(chance.randint(0, 30))
    (tmp_path / "a.warc").write_bytes(bytes(data))
    for found in read_items([str(tmp_path / "a.warc")], Settings()):
        assert isinstance(found, Skipped) or found.url
