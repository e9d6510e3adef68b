"""Attributions as the trained heads read them: cues of any kind, what they attribute and to whom.

The heads find cues that no lexicon lists ("is convinced", "the fear in Lima is") and edges that grammar does not settle. What they find is
joined with what the rules of `statements.py` found: rules know relays, quotations and joint statements, heads know more words.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy

from dragoman.document import Document, Encoding, Mentions, Sentence
from dragoman.extract.cues import CueVerb, cue_verbs, trim
from dragoman.extract.quotations import widened
from dragoman.extract.relays import Said
from dragoman.models import heads

SURE_CUE = 0.5
"""From this probability on a word is a cue."""
SURE_EDGES = 0.25
"""From this probability on, the product of its two edges, a stretch is content."""

LEAST_CUE = 0.05
"""Below this probability the heads deny that a word of the lexicon is a cue where it stands."""
SURER_EDGES = 0.6
"""From this probability on the heads' edges of what was said are taken for those of the grammar."""

CLASSES = {"speech": "say", "text": "say", "belief": "believe", "intent": "intend", "data": "show"}
"""The cue class of a statement for each class of the heads."""


Beliefs = dict[int, Any]
"""For a token the probabilities of the cue labels, the first of them that it is no cue."""


@dataclass(frozen=True, slots=True)
class Cue:
    """First and last token of a cue, its class, and how likely it is one."""

    first: int
    last: int
    cue_class: str
    belief: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last token of a stretch of text, and how likely these are its edges."""

    first: int
    last: int
    belief: float


def learned(document: Document, mentions: Mentions, beliefs: Beliefs) -> Iterator[Said]:
    """What the heads attribute in a document, sentence by sentence."""
    for sentence in document.sentences:
        encoding = document.encoding_of(sentence.index)
        if encoding is None:
            continue
        for cue in _cues(sentence, beliefs):
            if one := _said(document, mentions, encoding, cue):
                yield one


def cue_beliefs(document: Document) -> Beliefs:
    """How likely each word outside headlines is a cue of each class, as the heads read it."""
    found: Beliefs = {}
    for sentence in document.sentences:
        encoding = document.encoding_of(sentence.index)
        if encoding is None or document.in_headline(sentence.first):
            continue
        probable = heads.cues(encoding)
        for token in document.tokens[sentence.first : sentence.last + 1]:
            pieces = encoding.pieces(token.start, token.end)
            if len(pieces):
                found[token.index] = probable[pieces].mean(0)
    return found


def _cues(sentence: Sentence, beliefs: Beliefs) -> Iterator[Cue]:
    """The cues of a sentence: runs of words that each are likelier a cue than not."""
    run: list[tuple[int, Any]] = []
    for index in range(sentence.first, sentence.last + 1):
        row = beliefs.get(index)
        if row is not None and 1 - row[0] >= SURE_CUE:
            run.append((index, row))
        elif run:
            yield _cue(run)
            run = []
    if run:
        yield _cue(run)


def _cue(run: list[tuple[int, Any]]) -> Cue:
    """The cue of a run of tokens with their probabilities: of the class that is likeliest over all of them."""
    rows = numpy.stack([row for _, row in run])
    cue_class = heads.labels()["cue"][1 + int(rows.sum(0)[1:].argmax())]
    return Cue(run[0][0], run[-1][0], cue_class, float((1 - rows[:, 0]).max()))


def _said(document: Document, mentions: Mentions, encoding: Encoding, cue: Cue) -> Said | None:
    """What a cue attributes, or None where the heads see no content for it."""
    edges = heads.pointers(encoding, encoding.pieces(document.tokens[cue.first].start, document.tokens[cue.last].end))
    content = _stretch(document, encoding, edges[0], edges[1], cue)
    if content is None or content.belief < SURE_EDGES:
        return None
    run = widened(document, trim(document, content.first, content.last))
    if run[0] > run[1]:
        return None
    speaker = _stretch(document, encoding, edges[2], edges[3], cue)
    subject = _noun(document, speaker.first, speaker.last) if speaker else None
    head = _head(document, cue.first, cue.last)
    speakers = mentions.parties_at(subject) if subject is not None else ()
    return Said(
        head,
        subject,
        speakers,
        (),
        (run,),
        _verb(document, head, cue.cue_class),
        belief=cue.belief * content.belief,
        edges=content.belief,
    )


def _stretch(document: Document, encoding: Encoding, start: Any, end: Any, cue: Cue) -> Stretch | None:
    """The likeliest stretch with these probabilities of its first and last piece; None where nothing, piece 0, is likelier, or where
    it holds the cue."""
    table = numpy.triu(start[:, None] * end[None, :])
    table[0, 1:] = 0
    one, two = divmod(int(table.argmax()), table.shape[1])
    if one == 0:
        return None
    first = _token_at(document, int(encoding.offsets[one][0]))
    last = _token_at(document, int(encoding.offsets[two][1]) - 1)
    if first is None or last is None or first <= cue.first <= last:
        return None
    return Stretch(first, last, float(table[one, two]))


def _token_at(document: Document, at: int) -> int | None:
    """The token that a character of the text belongs to."""
    token = bisect_right(document.starts, at) - 1
    return token if token >= 0 and document.tokens[token].end > at else None


def _head(document: Document, first: int, last: int) -> int:
    """The token of a stretch that stands highest in the tree; a verb of saying rather than its auxiliary."""
    return min(range(first, last + 1), key=lambda i: (document.depth(i), i))


def _noun(document: Document, first: int, last: int) -> int:
    """The noun of a stretch that stands highest in the tree, the first of those; a pronoun where there is none."""
    nouns = [i for i in range(first, last + 1) if document.tokens[i].pos in ("NOUN", "PROPN", "PRON")]
    return min(nouns or [first], key=lambda i: (document.depth(i), i))


def _verb(document: Document, cue: int, cue_class: str) -> CueVerb:
    """The lexicon's reading of the cue where it is a verb that stands there, else one without stance."""
    token = document.tokens[cue]
    clause = document.clause_at(cue)
    readings = cue_verbs().get(clause.lemma if clause else token.lemma, ())
    if readings and token.pos in ("VERB", "AUX"):
        return readings[0]
    return CueVerb(token.lemma, CLASSES[cue_class], (), (), None, None, None, frozenset())


def joined(document: Document, ruled: list[Said], found: list[Said], beliefs: Beliefs) -> list[Said]:
    """What the rules found and the heads do not deny, with the heads' edges where they are surer; and what only the heads found."""
    kept = [_edged(document, one, found) for one in ruled if not _denied(one, beliefs)]
    cues = {one.cue for one in ruled}
    extra = [one for one in found if one.cue not in cues and not any(_same(one, other) for other in ruled)]
    return [*kept, *extra]


def _denied(said: Said, beliefs: Beliefs) -> bool:
    """Whether the heads hold the word that the rules take for a cue for none."""
    row = beliefs.get(said.cue) if said.cue is not None and said.verb is not None else None
    return row is not None and 1 - float(row[0]) < LEAST_CUE


def _edged(document: Document, said: Said, found: list[Said]) -> Said:
    """A statement with the edges that the heads give it, where they are sure of them and it is not a quotation."""
    if any(document.quotation_at(i) for run in said.runs for i in run):
        return said
    for one in found:
        if one.cue == said.cue and one.edges is not None and one.edges >= SURER_EDGES and one.runs != said.runs:
            return replace(said, runs=one.runs)
    return said


def _same(one: Said, other: Said) -> bool:
    """Whether two say the same words for the most part."""
    mine = {i for a, b in one.runs for i in range(a, b + 1)}
    theirs = {i for a, b in other.runs for i in range(a, b + 1)}
    return 2 * len(mine & theirs) > len(mine | theirs)
