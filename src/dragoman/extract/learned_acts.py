"""Acts between the sides of a sentence as the trained heads read them: every pair of sides, in both directions."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.document import Document, Mentions, Sentence
from dragoman.extract.sides import one_side
from dragoman.models import heads

MOST_PAIRS = 30
"""Pairs of one sentence that are read; a longer list of names is no sentence that tells of an act of each on each."""


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody named in a sentence: the actors meant, first and last token."""

    actors: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the heads say one side does to another: how likely each event type is, and mode, status and CAMEO code of the likeliest."""

    actor: Side
    recipient: Side
    types: dict[str, float]
    status: str
    mode: str | None
    cameo: str | None

    @property
    def best(self) -> str:
        """The likeliest type of act, NONE aside."""
        return max((t for t in self.types if t != "NONE"), key=lambda t: self.types[t])


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


def readings(document: Document, mentions: Mentions, sentence: Sentence) -> list[Reading]:
    """A reading of each pair of different sides of a sentence."""
    encoding = document.encoding_of(sentence.index)
    sides = sides_of(document, mentions, sentence)
    if encoding is None or len(sides) < 2:
        return []
    pairs = [(a, b) for a in sides for b in sides if a is not b and not one_side(mentions, a.actors, b.actors)][:MOST_PAIRS]
    if not pairs:
        return []
    pieces = {id(s): encoding.pieces(document.tokens[s.first].start, document.tokens[s.last].end) for s in sides}
    scores = heads.acts(encoding, [(pieces[id(a)], pieces[id(b)]) for a, b in pairs])
    names = heads.labels()
    return [
        Reading(
            a,
            b,
            dict(zip(names["event_type"], map(float, scores["event_type"][n]), strict=True)),
            names["status"][int(scores["status"][n].argmax())],
            names["mode"][int(scores["mode"][n].argmax())],
            names["cameo"][int(scores["cameo"][n].argmax())],
        )
        for n, (a, b) in enumerate(pairs)
    ]


def all_readings(document: Document, mentions: Mentions) -> Iterator[tuple[Sentence, list[Reading]]]:
    """The readings of each sentence outside headlines."""
    for sentence in document.sentences:
        if not document.in_headline(sentence.first):
            yield sentence, readings(document, mentions, sentence)
