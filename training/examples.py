"""Labelled texts as numbers: sentences cut into pieces of words, with the pieces that each label stands on."""

from dataclasses import dataclass
from typing import Any

import texts

LONGEST = 160
"""Pieces of one sentence that are read; the rest is cut off, here and in the program."""

CUE_LABELS = ("none", *texts.CUE_CLASSES)
EVENT_HEADS = ("event_type", "mode", "status", "cameo")

Pieces = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CueExample:
    """One cue: its pieces, and the first and last pieces of what it governs; an empty tuple where it governs nothing of the kind."""

    pieces: Pieces
    content: tuple[tuple[int, int], ...]
    speaker: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in pieces with its cues."""

    ids: Pieces
    cue_labels: Pieces
    cues: tuple[CueExample, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence in pieces with the pieces of actor and recipient, and a label for each event head, -1 where it has none."""

    ids: Pieces
    actor: Pieces
    recipient: Pieces
    labels: tuple[int, ...]


def pieces_of(tokenizer: Any, text: str) -> tuple[Pieces, list[tuple[int, int]]]:
    """Ids of the pieces of a text, and where each stands in it; the two edge pieces stand nowhere, (0, 0)."""
    found = tokenizer.encode(text)
    if len(found.ids) > LONGEST:
        return (*tuple(found.ids[: LONGEST - 1]), found.ids[-1]), [*found.offsets[: LONGEST - 1], (0, 0)]
    return tuple(found.ids), found.offsets


def covered(offsets: list[tuple[int, int]], start: int, end: int) -> Pieces:
    """The pieces that a span of the text touches."""
    return tuple(i for i, (a, b) in enumerate(offsets) if a < end and b > start and b > a)


def pair(tokenizer: Any, row: texts.EventSentence, labels: dict[str, list[str]]) -> Pair:
    """A labelled event sentence in numbers."""
    ids, offsets = pieces_of(tokenizer, row.text)
    sides = [covered(offsets, *side) if side else () for side in (row.actor, row.recipient)]
    values = (row.event_type, f"{row.event_type} {row.mode}" if row.mode else None, row.status, row.cameo)
    return Pair(
        ids, *sides, tuple(labels[h].index(v) if v in labels[h] else -1 for h, v in zip(EVENT_HEADS, values, strict=True))
    )


def sentences(tokenizer: Any, splitter: Any, text: texts.AttributedText) -> list[Sentence]:
    """The sentences of an attributed text in numbers; an attribution belongs to the sentence of its cue, and is cut to it."""
    found = []
    for start, end in splitter(text.text):
        ids, offsets = pieces_of(tokenizer, text.text[start:end])
        offsets = [(a + start, b + start) if b > a else (start, start) for a, b in offsets]
        labels, cues = [0] * len(ids), []
        for attribution in text.attributions:
            cue = tuple(i for span in attribution.cue for i in covered(offsets, *span))
            if not cue:
                continue
            for i in cue:
                labels[i] = CUE_LABELS.index(attribution.cue_class or "speech")
            edges = [tuple(_edges(offsets, spans)) for spans in (attribution.content, attribution.speaker)]
            cues.append(CueExample(cue, *edges))
        found.append(Sentence(ids, tuple(labels), tuple(cues)))
    return found


def _edges(offsets: list[tuple[int, int]], spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    pieces = [covered(offsets, *span) for span in spans]
    return [(p[0], p[-1]) for p in pieces if p]


def event_labels(rows: list[texts.EventSentence]) -> dict[str, list[str]]:
    """The labels of each event head, in a fixed order."""
    modes = sorted({f"{r.event_type} {r.mode}" for r in rows if r.mode})
    return {
        "event_type": list(texts.EVENT_TYPES),
        "mode": modes,
        "status": list(texts.STATUSES),
        "cameo": sorted({r.cameo for r in rows if r.cameo}),
    }
