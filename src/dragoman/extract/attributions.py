"""Attributions as the trained heads read them: cues of any kind, what they attribute and to whom.

The heads find cues that no lexicon lists ("is convinced", "the fear in Lima is") and edges that grammar does not settle. What they find is
joined with what the rules of `statements.py` found: rules know relays, quotations and joint statements, heads know more words.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy

from dragoman.document import Document, Mentions, Sentence
from dragoman.extract.cues import CueVerb, cue_verbs, trim
from dragoman.extract.quotations import LEAST_QUOTED, widened
from dragoman.extract.relays import Said
from dragoman.lexicon.loader import load
from dragoman.models import heads
from dragoman.models.encoder import Encoding, sentence_encoding

SURE_CUE = 0.5
"""From this probability on a word is a cue."""
SURE_EDGES = 0.25
"""From this probability on, the product of its two edges, a stretch is content."""

LEAST_OPEN = 0.3
"""The least share of a sentence's words that the rules have given to nobody, for the heads to read it."""
GOVERNED = ("ccomp", "parataxis")
"""Relations of a clause to the word that it hangs on."""
KNOWN_CUE, NEW_CUE = 0.3, 0.6
"""From this probability on what they attribute is kept, for cues that the lexicon knows as such and for others."""
SURER_EDGES = 0.85
"""From this probability on the heads' edges of what was said are taken for those of the grammar."""

CLAUSAL = ("say", "add", "believe")
"""Classes of cues that govern clauses; of those that govern things the lexicon knows the frame better."""
HOLLOW = ("DET", "PUNCT", "PRON", "PART", "ADP", "CCONJ", "SCONJ")
"""Parts of speech that say nothing by themselves."""
CLASSES = {"speech": "say", "text": "say", "belief": "believe", "intent": "intend", "data": "show"}
"""The cue class of a statement for each class of the heads."""


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


def learned(document: Document, mentions: Mentions, ruled: list[Said]) -> Iterator[Said]:
    """What the heads attribute in a document outside headlines, sentence by sentence, where the rules leave room for it."""
    covered = {i for one in ruled for first, last in one.runs for i in range(first, last + 1)}
    covered |= {one.cue for one in ruled if one.cue is not None}
    for sentence in document.sentences:
        if document.in_headline(sentence.first) or not _has_room(document, sentence, covered):
            continue
        encoding = sentence_encoding(document, sentence.index)
        for cue in _cues(document, sentence, encoding):
            if one := _said(document, mentions, encoding, cue):
                yield one


def _has_room(document: Document, sentence: Sentence, covered: set[int]) -> bool:
    """Whether a sentence may hold an attribution that the rules have not found: a verb of the lexicon, or a clause that another word
    governs. A gate, since reading a sentence costs half of parsing it."""
    words = [t for t in document.tokens[sentence.first : sentence.last + 1] if t.pos != "PUNCT"]
    left = [t for t in words if t.index not in covered]
    return len(left) >= LEAST_OPEN * len(words) and any(
        t.dep in GOVERNED or (t.pos in ("VERB", "AUX") and t.lemma in cue_verbs()) for t in left
    )


def _cues(document: Document, sentence: Sentence, encoding: Encoding) -> Iterator[Cue]:
    """The cues of a sentence: runs of words that each are likelier a cue than not."""
    probable = heads.cues(encoding)
    nothing = probable[:, 0].tolist()
    run: list[tuple[int, Any]] = []
    for token in document.tokens[sentence.first : sentence.last + 1]:
        pieces = encoding.pieces(token.start, token.end)
        if pieces and sum(1 - nothing[i] for i in pieces) >= SURE_CUE * len(pieces):
            run.append((token.index, probable[pieces].mean(0)))
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
    first = content.first + (content.first == cue.last + 1 and document.tokens[content.first].pos == "ADP")
    run = widened(document, trim(document, first, content.last))
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
    first = _token_at(document, encoding.starts[one])
    last = _token_at(document, encoding.ends[two] - 1)
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
    return CueVerb(clause.lemma if clause else token.lemma, CLASSES[cue_class], (), (), None, None, None, frozenset())


def joined(document: Document, ruled: list[Said], found: list[Said]) -> list[Said]:
    """What the rules found, with the heads' edges where they are sure of them; and what only the heads found."""
    kept = [_edged(document, one, found) for one in ruled]
    extra = [one for one in found if _is_attribution(document, one) and not any(_meets(one, other) for other in ruled)]
    return [*kept, *extra]


def _meets(one: Said, other: Said) -> bool:
    """Whether two have a cue in common, or one stands in what the other says."""
    return one.cue == other.cue or one.covers(other.cue) or other.covers(one.cue) or _same(one, other)


def _is_attribution(document: Document, said: Said) -> bool:
    """Whether what the heads found is somebody's, and says something: a clause, quoted words, or a thing under a cue of the lexicon.

    Mere intentions ("decided to go") are left out: they are acts to come.
    """
    tokens = [t for first, last in said.runs for t in document.tokens[first : last + 1]]
    words = [t for t in tokens if t.pos not in HOLLOW]
    known = said.verb is not None and said.verb.verb in cue_verbs()
    if not words or said.subject is None or said.verb is None or said.verb.cue_class == "intend":
        return False
    quotation = document.quotation_at(said.cue) if said.cue is not None else None
    if quotation is not None and quotation is document.quotation_at(said.subject):
        return False  # what a speaker says of others is the speaker's statement
    if (said.belief or 0) < (KNOWN_CUE if known else NEW_CUE):
        return False
    written = document.tokens[said.subject].lemma in load("cue_words")["papers"]  # "The plan calls for two bridges."
    return says_something(document, said.runs) or (known and len(words) > 1 and not written)


def says_something(document: Document, runs: tuple[tuple[int, int], ...]) -> bool:
    """Whether runs hold a clause or a good many quoted words, and not just the name of a thing."""
    tokens = [i for first, last in runs for i in range(first, last + 1)]
    quoted = sum(document.quotation_at(i) is not None for i in tokens)
    return quoted >= LEAST_QUOTED or any(_is_clause(document, i) for i in tokens)


def _is_clause(document: Document, index: int) -> bool:
    clause = document.clause_at(index)
    return clause is not None and (bool(clause.subjects) or clause.tense == "infinitive")


def _edged(document: Document, said: Said, found: list[Said]) -> Said:
    """A statement with the edges that the heads give it, where they are sure of them, it is a clause and not a quotation."""
    plain = (said.verb is None or said.verb.cue_class in CLAUSAL) and says_something(document, said.runs)
    if not plain or any(document.quotation_at(i) for run in said.runs for i in run):
        return said
    for one in found:
        if one.cue != said.cue or one.edges is None:
            continue
        if one.edges >= SURER_EDGES:
            return replace(said, runs=one.runs)
    return said


def _same(one: Said, other: Said) -> bool:
    """Whether two say the same words for the most part."""
    mine = {i for a, b in one.runs for i in range(a, b + 1)}
    theirs = {i for a, b in other.runs for i in range(a, b + 1)}
    return 2 * len(mine & theirs) > len(mine | theirs)
