"""The parts of a plain text that are not the report itself: headline, bylines, dateline.

A headline is a short first line without an end mark, followed by text. A byline names who wrote or published ("By Ana Reis",
"Updated 14:05 GMT"). A dateline opens the report: "ANKARA, Jan 6 (Reuters) -", "Monday, 5 May 2025", "GENEVA —".
"""

import re
from dataclasses import dataclass

from dragoman.read.dates import find_date
from dragoman.records import Span

LONGEST_HEADLINE = 160
MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DATE = rf"(?:{DAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})"
DATE_LINE = re.compile(rf"^\s*(?:(?:Published|Updated|Posted|Issued|Last updated|Date)\s*(?:on|at)?:?\s*)?{DATE}(?:[,\s]+\d{{1,2}}[:.]\d{{2}}.*)?\s*\.?\s*$", re.IGNORECASE)
BYLINE = re.compile(r"^\s*(?:by\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,4}(?:\s+(?:and|in)\s+[A-Z].*)?|(?:published|updated|posted|last updated|reporting by|editing by|additional reporting|photo|file photo|image|share|read more|advertisement)\b[^.]{0,80}|from\s+[A-Z].{0,60}\s+correspondent)\s*$", re.IGNORECASE)
CITY = r"[A-ZÀ-Þ][\w’'.À-ÿ-]+(?:[ /][A-ZÀ-Þ][\w’'.À-ÿ-]+){0,3}"
DATELINE = re.compile(
    rf"^\s*(?P<city>(?:[A-ZÀ-Þ]{{2}}[A-ZÀ-Þ’'.-]*(?:[ /][A-ZÀ-Þ’'.-]+){{0,3}}|{CITY})(?:,\s*{CITY}|,\s*[A-Z][\w. ]{{2,20}})?)?"
    rf"(?:,?\s*(?P<date>{DATE}))?\s*(?P<agency>\([\w\s./&'’-]{{2,40}}\))?\s*(?:[—–:]|--|-(?=\s))\s*(?=\S)"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a text stand, and the date its dateline gives (ISO), None where it gives none."""

    headline: Span | None = None
    dateline: Span | None = None
    bylines: tuple[Span, ...] = ()
    dated: str | None = None


def find_layout(text: str, title: str | None = None) -> Layout:
    """The layout of a plain text; `title`, where known, tells whether the first line repeats it."""
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n\r]*\S[^\n\r]*", text)]
    headline = _headline(text, lines, title)
    bylines, dateline, dated = [], None, None
    for line in lines[1 if headline else 0 :][:6]:
        words = text[line.start : line.end]
        if DATE_LINE.match(words):
            dateline, dated = dateline or line, dated or find_date(words)
            if dateline != line:
                bylines.append(line)
        elif BYLINE.match(words):
            bylines.append(line)
            dated = dated or (find_date(words) if re.match(r"\s*(published|updated|posted)", words, re.IGNORECASE) else None)
        else:
            opening = _opening(words)
            if opening and dateline is None:
                dateline = Span(line.start, line.start + opening.end())
                dated = dated or find_date(opening["date"] or "")
            break
    return Layout(headline, dateline, tuple(bylines), dated)


def _headline(text: str, lines: list[Span], title: str | None) -> Span | None:
    if len(lines) < 2:
        return None
    first = text[lines[0].start : lines[0].end].strip()
    if title and first.casefold() == title.strip().casefold():
        return lines[0]
    ends = first[-1:] in ".!:;,—" or (first[-1:] in "”\"'’" and first[-2:-1] in ".!?,")
    if len(first) > LONGEST_HEADLINE or ends or DATE_LINE.match(first) or BYLINE.match(first) or _opening(first):
        return None
    return lines[0]


def _opening(words: str) -> re.Match[str] | None:
    """A dateline at the start of a paragraph: a city in capitals or followed by a date or agency, and a dash."""
    match = DATELINE.match(words)
    if not match or not match["city"] and not match["date"]:
        return None
    city = match["city"] or ""
    shouted = city.isupper() and len(city) > 2
    return match if shouted or match["date"] or match["agency"] or match.group().rstrip().endswith(("—", "–", "--")) and len(city.split()) <= 3 else None
