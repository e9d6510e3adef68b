"""Actuality: whether what a clause tells is done, ongoing, planned, refused, negated or only supposed."""

from functools import cache

from dragoman.document import Clause, Document, Token
from dragoman.lexicon.loader import load


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("actuality")[key])


def actuality(document: Document, clause: Clause) -> str:
    """One of done, ongoing, planned, refused, cancelled, postponed, negated, hypothetical."""
    if conditional(document, clause):
        return "hypothetical"
    if clause.negated:
        return "negated"
    if clause.tense == "future" or set(clause.modals) & _words("reported_plan"):
        return "planned"
    if set(clause.modals) & _words("hypothetical"):
        return "hypothetical"
    if clause.tense in ("infinitive", "participle"):
        return _governed(document, clause)
    verb = document.tokens[clause.verb]
    progressive = verb.tag == "VBG" and any(c.lemma == "be" for c in document.children(clause.verb, "aux"))
    return "ongoing" if progressive and clause.tense == "present" else "done"


def conditional(document: Document, clause: Clause) -> bool:
    """Whether a clause stands under "if", "unless" or "whether"."""
    marks = document.children(clause.verb, "mark", "advmod")
    return any(m.text.lower() in _words("conditional_marks") for m in marks)


def _governed(document: Document, clause: Clause) -> str:
    """The actuality of an infinitive or participle, which hangs on what governs it."""
    verb = document.tokens[clause.verb]
    progressive = verb.tag == "VBG" and any(c.lemma == "be" for c in document.children(clause.verb, "aux"))
    if progressive:
        return "ongoing"
    above = document.head(clause.verb)
    if verb.tag == "VBN" and above.lemma == "be" and any(c.lemma == "have" for c in document.children(clause.verb, "aux")):
        return "cancelled"
    if above.index == clause.verb:
        return "planned" if clause.tense == "infinitive" else "done"
    if above.lemma in _words("invitations") and clause.tense == "infinitive":
        return "planned" if _accepted(document, clause) else "hypothetical"
    if above.pos in ("NOUN", "PROPN"):
        return "planned" if clause.tense == "infinitive" else "done"
    if above.lemma in _words("wished") and verb.dep in ("xcomp", "ccomp") and clause.tense == "infinitive":
        return "hypothetical"
    status = verb_status(above.lemma, above)
    if status and verb.dep in ("xcomp", "ccomp", "advcl", "acl"):
        return status if verb.dep in ("xcomp", "ccomp") or clause.tense == "infinitive" else "done"
    governor = document.clause_at(above.index)
    if above.dep in ("prep",):
        governor = document.clause_at(above.head)
        if above.text.lower() in _words("ahead"):
            return "done" if governor and actuality(document, governor) == "done" else "planned"
    if governor is None:
        return "done"
    return actuality(document, governor)


def _accepted(document: Document, clause: Clause) -> bool:
    """Whether an invitation is said to be accepted, in its sentence or the next one of its paragraph."""
    here = document.sentence_of(clause.verb)
    near = [s for s in document.sentences[here.index : here.index + 2] if s.paragraph == here.paragraph]
    answers = [c for s in near for c in document.clauses_in(s) if c.lemma == "accept" and c.verb > clause.verb]
    return any(not c.negated and c.tense in ("past", "present") and not c.modals for c in answers)


def verb_status(lemma: str, verb: Token) -> str | None:
    """What a verb makes of the infinitive or noun it governs: planned, refused, cancelled, postponed, negated; else None."""
    for status in ("planned", "refused", "cancelled", "postponed", "negated"):
        if lemma in _words(status) or verb.text.lower() in _words(status):
            return status
    return None
