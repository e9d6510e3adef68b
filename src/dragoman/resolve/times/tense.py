"""Whether what a time expression dates has happened or is still to come, from the verb that governs it."""

from functools import cache

from dragoman.document import Document, Token
from dragoman.lexicon.loader import load

PAST, FUTURE = -1, 1


@cache
def planning_words() -> frozenset[str]:
    """Words whose date lies ahead even when they stand in the past: "was scheduled for Friday"."""
    return frozenset(load("times")["planning_words"])


def direction(document: Document, index: int) -> int:
    """PAST, FUTURE, or 0 where no verb tells; a headline's present tense tells of the past."""
    token = document.tokens[index]
    if token.lemma == "since" or _head_lemma(document, token) == "since":
        return PAST
    for above in document.ancestors(index):
        if above.lemma in planning_words():
            return FUTURE
        clause = document.clause_at(above.index)
        if clause is not None:
            found = _of_verb(document, above, clause.tense, clause.modals)
            if found:
                return found
    return 0


def _head_lemma(document: Document, token: Token) -> str:
    return document.head(token.index).lemma


def _of_verb(document: Document, verb: Token, tense: str, modals: tuple[str, ...]) -> int:
    """What one verb tells; 0 for participles and infinitives that leave it to the verb above."""
    if tense == "future":
        return FUTURE
    if tense == "past":
        return PAST
    if tense == "present":
        return _of_present(document, verb, modals)
    if tense == "participle":
        return PAST if verb.tag == "VBN" else 0
    return _of_infinitive(document, verb)


def _of_present(document: Document, verb: Token, modals: tuple[str, ...]) -> int:
    """A modal or plain present with a date looks ahead ("arrives on Friday"), but for a perfect and a headline."""
    if any(child.lemma == "have" and child.dep == "aux" for child in document.children(verb.index)):
        return PAST
    return PAST if document.in_headline(verb.index) and not modals else FUTURE


def _of_infinitive(document: Document, verb: Token) -> int:
    """ "is to meet on Friday" looks ahead; "was forced to resign on Friday" leaves it to the verb above."""
    if any(child.lemma == "have" and child.dep == "aux" for child in document.children(verb.index)):
        return PAST
    above = document.head(verb.index)
    if above.index == verb.index or above.lemma == "be" or document.in_headline(verb.index):
        return FUTURE
    return 0
