"""Quotations as statements: those beside a cue, and those that go on with no speaker named again."""

from dataclasses import replace

from dragoman.document import Clause, Document, Quotation
from dragoman.extract.cues import trim
from dragoman.extract.relays import Said

LEAST_QUOTED = 4
"""Words from which a quotation may be somebody's sentence rather than a borrowed term."""
FARTHEST = 25
"""Tokens from a cue to where the quotation that it breaks goes on: room for when, where and to whom."""


def beside(document: Document, clause: Clause) -> Quotation | None:
    """The quotation that stands right before or after the cue with nothing but subject, adverbs and marks between."""
    cue_words = set(_own_words(document, clause))
    for quotation in document.quotations:
        if quotation.first > clause.verb + 40:
            break
        if not _is_sentence_like(document, quotation) or document.paragraph_of(quotation.first) != document.paragraph_of(
            clause.verb
        ):
            continue
        if quotation.last < clause.verb:
            between = range(quotation.last + 1, min(cue_words))
            near = min(cue_words) - quotation.last <= 5 and _runs_on(document, quotation, clause.verb)
        else:
            between = range(max(cue_words) + 1, quotation.first)
            near = quotation.first > clause.verb and _one_sentence(document, clause.verb, quotation.first)
        if near and all(document.tokens[i].pos == "PUNCT" or document.tokens[i].text in ("“", "”", '"') for i in between):
            return quotation
    return None


def _one_sentence(document: Document, cue: int, first: int) -> bool:
    """Whether a quotation after a cue belongs to its sentence, or follows its colon."""
    sentence = document.sentence_of(cue)
    return first <= sentence.last or (document.tokens[sentence.last].text == ":" and first <= sentence.last + 2)


def _runs_on(document: Document, quotation: Quotation, cue: int) -> bool:
    """Whether the sentence of a cue goes on from a quotation before it: the same sentence, or cut off from it by the parser."""
    return (
        document.tokens[quotation.last].sentence == document.tokens[cue].sentence
        or document.tokens[quotation.last].text in ",?!—"
    )


def _own_words(document: Document, clause: Clause) -> list[int]:
    """The cue with its subject and short adjuncts: what may stand between it and its quotation."""
    words = [clause.verb]
    for child in document.children(clause.verb):
        if child.dep in ("nsubj", "nsubjpass", "advmod", "aux", "prt", "dative", "dobj", "prep", "npadvmod", "advcl", "agent"):
            subtree = document.subtree(child.index)
            if not any(document.quotation_at(i) for i in subtree):
                words.extend(subtree)
    return words


def _is_sentence_like(document: Document, quotation: Quotation) -> bool:
    tokens = document.tokens[quotation.first : quotation.last + 1]
    words = [t for t in tokens if t.pos != "PUNCT"]
    return (len(words) >= LEAST_QUOTED and any(t.pos in ("VERB", "AUX") for t in words)) or len(words) >= 8


def overlap(run: tuple[int, int], quotation: Quotation) -> bool:
    """Whether a run and a quotation share a token."""
    return run[0] <= quotation.last and quotation.first <= run[1]


def widened(document: Document, run: tuple[int, int]) -> tuple[int, int]:
    """A run widened to the edges of a quotation that it covers for the most part, or starts."""
    first, last = run
    for quotation in document.quotations:
        if not (first <= quotation.last and quotation.first <= last):
            continue
        shared = min(last, quotation.last) - max(first, quotation.first) + 1
        inside = quotation.first <= first and last <= quotation.last
        if inside or shared * 2 > quotation.last - quotation.first or quotation.first in (first, first - 1):
            start, end = trim(document, quotation.first, quotation.last)
            first, last = min(first, start), max(last, end)
    return first, last


def carried_on(document: Document, said: list[Said]) -> list[Said]:
    """The statements with the quotations that have no cue of their own, said by whoever spoke last: in the paragraph, where they go on
    with what a quoted statement began, or, where one opens a paragraph, in the one before."""
    found = list(said)
    covered = {i for one in said for first, last in one.runs for i in range(first, last + 1)}
    for quotation in document.quotations:
        run = trim(document, quotation.first, quotation.last)
        if run[0] > run[1] or covered & set(range(run[0], run[1] + 1)):
            continue
        before = _broken_off(document, found, quotation)
        if before is None and _stands_alone(document, quotation):
            before = _last_voice(document, found, quotation)
        if before is None:
            continue
        if _goes_on(document, before, run):
            found[found.index(before)] = replace(before, runs=(*before.runs, run))
        else:
            found.append(Said(None, None, before.speakers, before.via, (run,), None))
    return found


def _goes_on(document: Document, before: Said, run: tuple[int, int]) -> bool:
    """Whether a quotation is more of a statement that is quoted throughout, in its paragraph: "A," Rao said. "B."."""
    paragraph = document.paragraph_of(run[0])
    return all(document.paragraph_of(i) == paragraph and document.quotation_at(i) for edges in before.runs for i in edges)


def _broken_off(document: Document, said: list[Said], quotation: Quotation) -> Said | None:
    """The statement whose cue breaks a quotation in two: "A," Rao said, "and B."."""
    words = [t for t in document.tokens[quotation.first : quotation.last + 1] if t.pos != "PUNCT"]
    if len(words) < LEAST_QUOTED:
        return None
    for one in said:
        if one.cue is None or not one.runs[-1][1] < one.cue < quotation.first <= one.cue + FARTHEST:
            continue
        between = document.tokens[one.cue + 1 : quotation.first]
        quoted = document.quotation_at(one.runs[-1][0]) is not None
        if quoted and _in_one_breath(document, one.cue, quotation.first) and not any(t.pos in ("VERB", "AUX") for t in between):
            return one
    return None


def _in_one_breath(document: Document, cue: int, first: int) -> bool:
    """Whether a quotation goes on in the sentence of a cue, though the parser may have cut before it: "..., Rao said on Monday, "but ..."."""
    if document.tokens[cue].sentence == document.tokens[first].sentence:
        return True
    mark = next((t for t in reversed(document.tokens[cue + 1 : first]) if t.pos != "PUNCT" or t.text == ","), None)
    return mark is not None and mark.text == "," and document.tokens[first].text[0].islower()


def _stands_alone(document: Document, quotation: Quotation) -> bool:
    """Whether a quotation is whole sentences: it starts its sentence and fills most of it."""
    sentence = document.sentence_of(quotation.first)
    starts = quotation.first - sentence.first <= 1
    words = [t for t in document.tokens[sentence.first : sentence.last + 1] if t.pos != "PUNCT"]
    inside = [t for t in words if quotation.first <= t.index <= quotation.last]
    return starts and len(inside) >= LEAST_QUOTED and len(inside) >= 0.8 * len(words)


def _last_voice(document: Document, said: list[Said], quotation: Quotation) -> Said | None:
    """The latest statement before a quotation in its paragraph, else the last quoted one of the paragraph before."""
    here = document.paragraph_of(quotation.first).index
    before = [s for s in said if s.runs[-1][1] < quotation.first and s.cue is not None]
    same = [s for s in before if document.paragraph_of(s.runs[0][0]).index == here]
    if same:
        return max(same, key=lambda s: s.runs[-1][1])
    previous = [s for s in before if document.paragraph_of(s.runs[0][0]).index == here - 1]
    opens = document.tokens[quotation.first].start <= document.paragraphs[here].span.start + 2
    quoted = [s for s in previous if any(document.quotation_at(first) for first, _ in s.runs)]
    return max(quoted, key=lambda s: s.runs[-1][1]) if opens and quoted else None
