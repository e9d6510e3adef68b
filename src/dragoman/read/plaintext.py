"""The parts of a plain text that are not the report itself: headline, bylines, dateline.

They are told line by line from the top, down to the report's first paragraph. A headline is the first short line without an end mark. A byline
says who wrote or changed it ("By Ana Reis in Lisbon", "Updated 14:05 GMT"). A dateline is a line with a date and a city at most ("Geneva, 5 May
2025"), or opens the report: "ANKARA, Jan 6 (Reuters) -". Credits may stand below the report too.
"""

import re
from dataclasses import dataclass, field

from dragoman.read.dates import find_date
from dragoman.read.lines import find_opening, has_date, is_byline, is_dated, is_heading, tells_update, wraps
from dragoman.records import Span

LINE = re.compile(r"[^\s](?:[^\n\r\u2028\u2029]*[^\s])?")
ABOVE, BELOW = 8, 3
"""How many lines may stand above the report, and how many below it are looked at."""


@dataclass(slots=True)
class Layout:
    """Where the parts of a text stand, and the date of publication they give (ISO), None where they give none."""

    headline: Span | None = None
    dateline: Span | None = None
    bylines: tuple[Span, ...] = ()
    dated: str | None = None
    updated: str | None = None


def find_layout(text: str, title: str | None = None) -> Layout:
    """The layout of a plain text; `title`, where known, tells the line that repeats it."""
    lines = find_lines(text)
