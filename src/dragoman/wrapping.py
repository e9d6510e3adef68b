"""Texts whose lines are cut at a fixed width, as mail and cables have them: which line breaks belong to the page, not to the report.

A line break is the page's where the first word of the next line would not have fitted on its line. A text counts as cut only where many lines
end so in the middle of a sentence; in all others each line is a paragraph. No character moves: offsets stay those of the text as it was given.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
ONE_BREAK = re.compile(r"[^\S\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029])[^\S\n\r\u2028\u2029]*")
NARROWEST, WIDEST = 40, 100
"""Characters of the longest line of a text that is cut at a fixed width."""
NEAR = 0.6
"""Share of the width from which a line that breaks off before a small letter is cut, though the next word would have fitted."""
ENDED = re.compile(r"[.!?:;…][”\"'’»)\]]*$")


@lru_cache(maxsize=8)
def unwrapped(text: str) -> str:
    """The text with a space for each character of the line breaks that belong to its page; its length is the same."""
    breaks = _cut(text)
    if not breaks:
        return text
    parts, at = [], 0
    for start, end in breaks:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def in_one_line(words: str) -> str:
    """Words of a text in one line; a word that was cut after its hyphen is whole again."""
    return words if len(words.splitlines()) < 2 else "".join(part for part, _ in pieces(words))


def pieces(words: str) -> Iterator[tuple[str, int]]:
    """What `in_one_line` is made of: the lines and the spaces between them, each with the place it stands at."""
    at = 0
    for match in ONE_BREAK.finditer(words):
        yield words[at : match.start()], at
        if not is_hyphenated(words, match.start(), match.end()):
            yield " ", match.start()
        at = match.end()
    yield words[at:], at


def is_hyphenated(text: str, start: int, end: int) -> bool:
    """Whether a line break stands within a word, after its hyphen: "Lima-" and "based"."""
    return text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha() and text[end : end + 1].isalpha()


def _cut(text: str) -> list[tuple[int, int]]:
    """The line breaks that belong to the page, none where the text is not cut at a fixed width."""
    lines = [(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip())) for m in LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    width = max((end - start for start, end in lines if " " in text[start:end]), default=0)
    if not NARROWEST <= width <= WIDEST:
        return []
    adjacent = [(a, b) for a, b in pairwise(lines) if ONE_BREAK.fullmatch(text, a[1], b[0])]
    cut = [(a, b) for a, b in adjacent if _full(text, a, b, width)]
    within = [(a, b) for a, b in cut if not ENDED.search(text[a[0] : a[1]])]
    small = [b for _, b in within if text[b[0]].islower()]
    if len(within) < 2 or 2 * len(within) < len(adjacent) or 2 * len(small) < len(within):
        return []
    return [(a[1], b[0]) for a, b in adjacent if _full(text, a, b, width) or _breaks_off(text, a, b, width)]


def _full(text: str, line: tuple[int, int], below: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line below would not have fitted on a line."""
    first = text[below[0] : below[1]].split(" ", 1)[0]
    return line[1] - line[0] + 1 + len(first) > width


def _breaks_off(text: str, line: tuple[int, int], below: tuple[int, int], width: int) -> bool:
    """Whether a line, not a short one, ends in the middle of a sentence."""
    return line[1] - line[0] >= NEAR * width and text[below[0]].islower() and not ENDED.search(text[line[0] : line[1]])
