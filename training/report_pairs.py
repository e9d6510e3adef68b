"""Pairs of sides from the annotated reports, for the event heads: what each side of a sentence does to each other side, by the annotation.

`python training/report_pairs.py` reads `reports/` with the program itself, which finds the sides, and writes `events/reports.tsv` in the form of the
other event sentences. Most pairs of a report do nothing to each other: of those, a few of each sentence are kept.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.document import Document, Mentions, Sentence
from dragoman.extract.sides import one_side
from dragoman.parse.document import parse
from dragoman.read.articles import article_from_text
from dragoman.resolve.mentions import resolve
from dragoman.settings import Settings

HERE = Path(__file__).parent
MOST = {True: 4, False: 2}
"""How many pairs of one sentence are kept that do nothing to each other, and that do the same."""


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody named in a sentence: the actors meant, first and last token."""

    actors: tuple[str, ...]
    first: int
    last: int


def main() -> None:
    draw = random.Random(1)
    meta = json.loads((HERE / "reports" / "meta.json").read_text(encoding="utf-8"))
    lines = []
    for name in sorted(meta):
        text = (HERE / "reports" / "text" / f"{name}.txt").read_text(encoding="utf-8")
        events = json.loads((HERE / "reports" / "gold" / f"{name}.json").read_text(encoding="utf-8"))["events"]
        document = parse(article_from_text(text, id=name, settings=Settings(published=meta[name]["published"])))
        rows = list(_rows(document, resolve(document), events))
        groups: dict[tuple[str, bool], list[str]] = {}
        for row in rows:
            bare = row.replace("<s>", "").replace("</s>", "").replace("<t>", "").replace("</t>", "")
            groups.setdefault((bare, row.startswith("NONE")), []).append(row)
        kept = [row for (_, nothing), found in groups.items() for row in draw.sample(found, min(MOST[nothing], len(found)))]
        lines += sorted(set(kept))
    (HERE / "events" / "reports.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} pairs, {sum(line.startswith('NONE') for line in lines)} of them without an act")


def sides_of(document: Document, mentions: Mentions, sentence: Sentence) -> list[Side]:
    """The sides named in a sentence, in its order: runs of tokens that mean the same actors."""
    found: list[Side] = []
    for index in range(sentence.first, sentence.last + 1):
        actors = tuple(a for a in mentions.who.get(index, ()) if mentions.by_id[a].sector != "JRN")
        if not actors:
            continue
        if found and found[-1].actors == actors and found[-1].last == index - 1:
            found[-1] = Side(actors, found[-1].first, index)
        else:
            found.append(Side(actors, index, index))
    return found


def _rows(document: Document, mentions: Mentions, events: list[dict]) -> Iterator[str]:
    for sentence in document.sentences:
        span = document.span(sentence.first, sentence.last)
        words = document.words(span)
        if "\n" in words or "\t" in words or "<" in words or document.in_headline(sentence.first):
            continue
        told = [e for e in events if e["evidence"].strip() and (e["evidence"] in words or words in e["evidence"])]
        sides = [s for s in sides_of(document, mentions, sentence) if s.first >= sentence.first]
        for a in sides:
            for b in sides:
                if a is not b and not one_side(mentions, a.actors, b.actors):
                    yield _row(document, mentions, words, span.start, a, b, told)


def _row(document: Document, mentions: Mentions, words: str, start: int, a: Side, b: Side, told: list[dict]) -> str:
    """One pair as a line of an events file."""
    event_type, status = _act(mentions, a, b, told)
    marks = [(document.tokens[a.first].start - start, 1, "<s>"), (document.tokens[a.last].end - start, 0, "</s>")]
    marks += [(document.tokens[b.first].start - start, 1, "<t>"), (document.tokens[b.last].end - start, 0, "</t>")]
    for at, _, mark in sorted(marks, reverse=True):
        words = words[:at] + mark + words[at:]
    return f"{event_type}\t-\t{status}\t-\t{words}"


def _act(mentions: Mentions, a: Side, b: Side, told: list[dict]) -> tuple[str, str]:
    """The type and status of what one side does to the other by the annotation, or NONE."""
    for event in told:
        actors, recipients = _keys(event["actors"]), _keys(event["recipients"])
        one, other = _own(mentions, a), _own(mentions, b)
        joint = not recipients and one & actors and other & actors
        consult = event["event_type"] == "CONSULT" and one & (actors | recipients) and other & (actors | recipients)
        if (one & actors and other & recipients) or joint or consult:
            return event["event_type"], {"ongoing": "done"}.get(event["status"], event["status"])
    return "NONE", "done"


def _keys(actors: list[dict]) -> set[str]:
    return {a["country"] or a["name"] for a in actors}


def _own(mentions: Mentions, side: Side) -> set[str]:
    return {mentions.by_id[a].country or mentions.by_id[a].name for a in side.actors}


if __name__ == "__main__":
    main()
