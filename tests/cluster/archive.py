"""An archive in the shape of CC-NEWS: WARC records of news pages, most of them in boilerplate, many in other languages, some double, some rubbish.

All texts are our own. The same seed gives the same bytes.
"""

import gzip
import html
import random
from dataclasses import dataclass, field
from pathlib import Path

import yaml

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parents[1] / "samples").glob("*.txt"))
OTHERS: dict[str, str] = yaml.safe_load((HERE / "other_languages.yaml").read_text(encoding="utf-8"))
TOWNS = ("Lima", "Accra", "Oslo", "Hanoi", "Quito", "Tunis", "Dhaka", "Sofia", "Lagos", "Muscat")
MENU = "".join(
    f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("home", "world", "sport", "weather", "subscribe", "video")
)
PAGE = """<!DOCTYPE html><html lang="{code}"><head><title>{title} | The {town} Courier</title>
<meta property="article:published_time" content="{day}T06:30:00Z"><meta property="og:site_name" content="The {town} Courier">
<script>window.dataLayer = [];</script><style>nav {{ color: red }}</style></head><body>
<header><nav><ul>{menu}</ul></nav></header><div class="cookie-banner">We value your privacy. <button>Accept all</button></div>
<main><article><h1>{title}</h1>{paragraphs}</article></main>
<aside><h3>Most read</h3><ul>{menu}</ul></aside><footer>© {year} The {town} Courier. All rights reserved.</footer></body></html>"""
RUBBISH = (
    b"",
    b"<html><body><nav><ul><li>Home</li></ul></nav></body></html>",
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    b"<html><body>" + b"<div>" * 500 + b"Loading",
    b'{"error": "not found"}',
    "<html><body><article><p>��� ������ ��� ��.</p></article></body></html>".encode(),
)


@dataclass(slots=True)
class Made:
    """The bytes of an archive, and how many of its records are of which kind."""

    data: bytes = b""
    kinds: dict[str, int] = field(default_factory=dict)


def make(number: int, *, seed: int = 7, compressed: bool = True) -> Made:
    """An archive of so many pages: of twenty 9 English, 6 in other languages, 2 doubles, 1 not found, 2 rubbish."""
    chance, made, parts = random.Random(seed), Made(), [_record("warcinfo", "", b"software: made for tests\r\n", 0)]
    english: list[bytes] = []
    for n in range(1, number + 1):
        kind = chance.choices(("english", "other", "double", "missing", "rubbish"), (9, 6, 2, 1, 2))[0]
        kind = "english" if kind == "double" and not english else kind
        made.kinds[kind] = made.kinds.get(kind, 0) + 1
        status = "404 Not Found" if kind == "missing" else "200 OK"
        if kind == "double":
            page = chance.choice(english)
        elif kind == "rubbish":
            page = RUBBISH[n % len(RUBBISH)]
        else:
            page = _page(chance, n, other=kind == "other")
        if kind == "english":
            english.append(page)
        url = f"https://courier-{n % 7}.example/{n}"
        answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + page
        parts += [_record("request", url, b"GET / HTTP/1.1\r\n\r\n", 2 * n), _record("response", url, answer, 2 * n + 1)]
    made.data = b"".join(gzip.compress(part, mtime=0) if compressed else part for part in parts)
    return made


def _page(chance: random.Random, number: int, *, other: bool) -> bytes:
    day = f"2024-{1 + number % 3:02}-{1 + number % 28:02}"
    if other:
        language = chance.choice(list(OTHERS))
        text, code = f"{language} {number}\n{OTHERS[language] * 2}", language[:2].lower()
    else:
        text, code = _report(chance, number), "en"
    title, *lines = [line for line in text.split("\n") if line.strip()]
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    town = chance.choice(TOWNS)
    return PAGE.format(
        code=code, title=html.escape(title), town=town, day=day, menu=MENU, paragraphs=paragraphs, year=day[:4]
    ).encode()


def _report(chance: random.Random, number: int) -> str:
    """A sample with its sentences' order turned and a line of its own, so that no two are the same text."""
    lines = [line for line in SAMPLES[number % len(SAMPLES)].read_text(encoding="utf-8").split("\n") if line.strip()]
    turn = chance.randrange(1, len(lines))
    own = f"The ministry said that round {number} of the talks would open in {chance.choice(TOWNS)}."
    return "\n".join([f"{lines[0]} ({number})", *lines[turn:], own, *lines[1:turn]])


def _record(kind: str, url: str, block: bytes, number: int) -> bytes:
    media = "application/warc-fields" if kind == "warcinfo" else f"application/http; msgtype={kind}"
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2024-01-06T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
