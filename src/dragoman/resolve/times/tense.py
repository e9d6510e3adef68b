"""Whether what a time expression dates has happened or is still to come, from the verb that governs it."""

from functools import cache

from dragoman.document import Document, Token
from dragoman.lexicon.loader import load

PAST, FUTURE = -1, 1


@cache
def planning_words() -> frozenset[str]:
    """Words whose date lies ahead even when they stand in the past: "was scheduled for Friday"."""
    return frozenset(load("times")["planning_words"])


def direction(document: Document, index: int, *, sure: bool = False) -> int:
    """PAST, FUTURE, or 0 where no verb tells; `sure` leaves aside a plain present, which may go either way. What stands before a
    planning verb in the past tells when the plan was made: "On Monday they agreed to stop"."""
    if document.head(index).lemma == "since":
        return PAST
    direct = not sure
    for above in document.ancestors(index):
        clause = document.clause_at(above.index)
        if above.lemma in planning_words():
            settled = clause is not None and clause.tense == "past" and not clause.passive and index < above.index
            return PAST if settled else FUTURE
        found = _of_verb(document, above, clause.tense, clause.modals, direct) if clause else 0
        if found:
            return found
        direct = direct and above.pos == "ADP"
    return 0


def _of_verb(document: Document, verb: Token, tense: str, modals: tuple[str, ...], direct: bool) -> int:
    """What one verb tells; 0 where it leaves it to the verb above, as participles and infinitives may."""
    if tense == "future":
        return FUTURE
    if tense == "past":
        return PAST
    if tense == "present":
        return _of_present(document, verb, modals, direct)
    if tense == "participle":
        return PAST if verb.tag == "VBN" else 0
    return _of_infinitive(document, verb)


def _of_present(document: Document, verb: Token, modals: tuple[str, ...], direct: bool) -> int:
    """A modal looks ahead, and so does a plain present that has the date itself ("arrives on Friday"); no perfect or headline."""
    if any(child.lemma == "have" and child.dep == "aux" for child in document.children(verb.index)):
        return PAST
    if document.in_headline(verb.index) and not modals:
        return PAST
    return FUTURE if modals or direct else 0


def _of_infinitive(document: Document, verb: Token) -> int:
    """ "is to meet on Friday" looks ahead; "was forced to resign on Friday" leaves it to the verb above."""
    if any(child.lemma == "have" and child.dep == "aux" for child in document.children(verb.index)):
        return PAST
    if not any(child.lemma == "to" and child.dep == "aux" for child in document.children(verb.index)):
        return 0
    above = document.head(verb.index)
    if above.index == verb.index or above.lemma == "be" or document.in_headline(verb.index):
        return FUTURE
    return 0
