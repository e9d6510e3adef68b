"""Score dates on GUM (GOLD_PATH is the folder with `xml` and `dep`): the share of `<date when>` elements whose day is found.

Each document is given as its text, published on its `dateCreated`. A gold element is right where the said time that overlaps it
most has the same value; "2014-01-28TNI" counts as the day it names where gold gives the day, and the seconds gold adds to a clock
time are left out. Elements with `from`, `to`, `notBefore` or `notAfter` are not counted. Only documents whose
name has GENRE in it.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.article import Article
from dragoman.parse.document import parse
from dragoman.records import Span, Time
from dragoman.resolve.times import find_times


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A date element: the words it covers and the date they stand for."""

    span: Span
    when: str


@dataclass(frozen=True, slots=True)
class Case:
    """A document as the program is given it, with its gold dates."""

    article: Article
    dates: tuple[GoldDate, ...]


def load(folder: Path, genre: str) -> Iterator[Case]:
    """The documents of a genre, their text as in the `# text` lines, one sentence a line."""
    for path in sorted((folder / "xml").glob(f"*{genre}*.xml")):
        marked = path.read_text(encoding="utf-8")
        text, spans = text_and_words((folder / "dep" / f"{path.stem}.conllu").read_text(encoding="utf-8"))
        created = re.search(r'dateCreated="([^"]*)"', marked)
        article = Article(id=path.stem, text=text, published=created[1] if created else None)
        yield Case(article, tuple(_dates(marked, spans)))


def text_and_words(conllu: str) -> tuple[str, list[Span]]:
    """The text of a document, a line for each sentence, and the span of each of its words."""
    text, spans = "", list[Span]()
    for block in conllu.strip().split("\n\n"):
        text += "\n" if text else ""
        glued: Span | None = None
        for line in block.splitlines():
            cells = line.split("\t")
            if line.startswith("#") or "." in cells[0]:
                continue
            if "-" in cells[0]:
                glued = Span(int(cells[0].split("-")[1]), 0 if "SpaceAfter=No" in cells[9] else 1)
                continue
            spans.append(Span(len(text), len(text) + len(cells[1])))
            last = glued is None or int(cells[0]) >= glued.start
            space = (glued.end if glued else "SpaceAfter=No" not in cells[9]) if last else 0
            glued = None if last else glued
            text += cells[1] + (" " if space else "")
    return text, spans


def _dates(marked: str, spans: list[Span]) -> Iterator[GoldDate]:
    """The date elements that say `when`, found by counting the words before and in them."""
    opened: list[tuple[int, str | None]] = []
    word = 0
    for line in marked.splitlines():
        if line.startswith("<date"):
            when = re.search(r'\bwhen="([^"]*)"', line)
            opened.append((word, when[1] if when else None))
        elif line.startswith("</date"):
            first, value = opened.pop()
            if value is not None and word > first:
                yield GoldDate(Span(spans[first].start, spans[word - 1].end), value)
        elif "\t" in line and not line.startswith("<"):
            word += 1


def said_for(gold: GoldDate, times: list[Time]) -> Time | None:
    """The time that overlaps a gold date most."""
    shared = [(min(gold.span.end, t.span.end) - max(gold.span.start, t.span.start), -i) for i, t in enumerate(times)]
    best = max(shared, default=(0, 0))
    return times[-best[1]] if best[0] > 0 else None


def is_right(gold: GoldDate, said: Time | None) -> bool:
    """Whether the value said is the date meant."""
    if said is None or said.value is None:
        return False
    when = re.sub(r"^-(?=-\d\d)", "XXXX", gold.when)
    when = re.sub(r"(T\d\d:\d\d):00$", r"\1", when)
    return said.value == when or ("T" not in when and said.value.partition("T")[0] == when)


def main() -> None:
    """Print the share, and with --errors every gold date that was not found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_PATH")
    parser.add_argument("--genre", default="news")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    count = right = 0
    for case in load(args.gold, args.genre):
        times = find_times(parse(case.article))
        for gold in case.dates:
            said = said_for(gold, times)
            count += 1
            right += is_right(gold, said)
            if args.errors and not is_right(gold, said):
                words = case.article.text[gold.span.start : gold.span.end]
                print(f"{case.article.id}\t{words}\t{gold.when}\t{said.value if said else None}")
    print(f"{right} of {count} dates right")
    print(f"gum_dates: {right / count if count else 0:.3f}")


if __name__ == "__main__":
    main()
