"""The parts of a plain text that are not the report itself: headline, bylines, dateline.

They are told line by line from the top, down to the report's first paragraph. A headline is the first short line without an
end mark. A byline says who wrote or changed it ("By Ana Reis in Lisbon", "Updated 14:05 GMT"). A dateline is a line with a date
and a city at most ("Geneva, 5 May 2025"), or opens the report: "ANKARA, Jan 6 (Reuters) -". Credits may stand below it too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.read.dates import find_date
from dragoman.read.lines import find_opening, has_date, is_byline, is_dated, is_heading, tells_update, wraps
from dragoman.records import Span
from dragoman.wrapping import unwrapped

LINE = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")
"""A line without the white space around it; the parse step cuts paragraphs at the same characters."""
SPEAKER = re.compile(r"^[^\W\d_a-z][^\W\d_a-z .’'-]+:\s", re.MULTILINE)
"""A line that begins with a name in capitals and a colon: a city's, or, where there are several, who speaks in a transcript."""
ABOVE, BELOW = 8, 3
"""How many lines may stand above the report, and how many below it are looked at."""
LONGEST_CITY = 3
"""Words of a line in capitals that is a city's name."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a text stand, and the date of publication they give (ISO), None where they give none."""

    headline: Span | None = None
    dateline: Span | None = None
    bylines: tuple[Span, ...] = ()
    dated: str | None = None


def find_layout(text: str, title: str | None = None) -> Layout:
    """The layout of a plain text; `title`, where known, tells which line repeats it."""
    text = unwrapped(text)
    lines = [Span(*match.span()) for match in LINE.finditer(text)]
    parts = list(_above(text, lines, title))
    datelines = [span for kind, span in parts if kind == "dateline"]
    bylines = [span for kind, span in parts if kind == "byline"] + datelines[:-1] + _below(text, lines, parts)
    return Layout(
        headline=next((span for kind, span in parts if kind == "headline"), None),
        dateline=datelines[-1] if datelines else None,
        bylines=tuple(sorted(bylines)),
        dated=_published(text[span.start : span.end] for span in sorted(datelines + bylines)),
    )


def _above(text: str, lines: list[Span], title: str | None) -> Iterator[tuple[str, Span]]:
    """The parts above the report with what each is; the last may be the opening of its first paragraph."""
    titled = _titled(text, lines[:ABOVE], title)
    headed = titled is not None
    for at, line in enumerate(lines[:ABOVE]):
        said = text[line.start : line.end]
        heads = _heads(text, lines, at)
        opening = None if SPEAKER.match(said) and len(SPEAKER.findall(text)) > 1 else find_opening(said)
        if line == titled:
            yield "headline", line
        elif is_dated(said):
            yield ("dateline" if has_date(said) else "byline"), line
        elif is_byline(said):
            yield "byline", line
        elif opening and (opening["date"] or opening["agency"] or not heads):
            yield "dateline", Span(line.start, line.start + opening.end())
            return
        elif not heads:
            return
        elif not headed:
            headed = True
            yield "headline", line
        elif said.isupper() and len(said.split()) <= LONGEST_CITY:
            yield "dateline", line


def _titled(text: str, lines: list[Span], title: str | None) -> Span | None:
    """The line that repeats the title, which may name the publisher after it."""
    wanted = " ".join((title or "").casefold().split())
    for line in lines:
        said = " ".join(text[line.start : line.end].casefold().split())
        if wanted == said or (wanted.startswith(said) and wanted[len(said) :].lstrip()[:1] in ("|", "-", "–", "—", "·")):
            return line
    return None


def _heads(text: str, lines: list[Span], at: int) -> bool:
    """Whether a line is a headline by its shape, and not the start of a paragraph that goes on below it."""
    if at + 1 == len(lines):
        return False
    line, below = lines[at], lines[at + 1]
    said, following = text[line.start : line.end], text[below.start : below.end]
    adjacent = len(re.findall(r"\r\n?|[\n\u2028\u2029]", text[line.end : below.start])) == 1
    return is_heading(said, following) and not (adjacent and wraps(said, following))


def _below(text: str, lines: list[Span], parts: list[tuple[str, Span]]) -> list[Span]:
    """The credits under the report."""
    done = max((span.end for _, span in parts), default=0)
    return [line for line in lines[-BELOW:] if line.start >= done and is_byline(text[line.start : line.end])]


def _published(dated: Iterable[str]) -> str | None:
    """The first day that some lines give, one of a change only for want of another."""
    days = [(tells_update(words), day) for words in dated if (day := find_date(words))]
    return min(days, key=lambda found: found[0])[1] if days else None
