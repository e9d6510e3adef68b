"""Conditions: on what a stance hangs, as the words after "unless", "provided that", "if" tell it.

"Kenya will sign provided that the crew is freed" is for signing, on a condition, and for the condition. What only has to happen first
("before", "until", "once") is wanted too where the holder's own deed hangs on it; an "if" is wanted where what it would bring is welcome.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.document import Document, Token
from dragoman.extract.cues import trim
from dragoman.lexicon.loader import load
from dragoman.records import Stance, record_id

DEEDS = ("stance.pledge", "stance.promise", "stance.warn")
"""Rules of stances that are deeds of the holder's own."""


def with_conditions(document: Document, stances: Iterable[Stance]) -> Iterator[Stance]:
    """The stances, each with its condition, which its object leaves out, and what the holder wants done first as stances of their own."""
    for stance in stances:
        found = _condition(document, stance)
        if found is None:
            yield stance
            continue
        mark, first, last = found
        start = document.tokens[first].start
        tokens = [t for t in document.tokens_in(stance.object) if t.end <= start]
        object = document.span(*trim(document, tokens[0].index, tokens[-1].index)) if tokens else stance.object
        yield replace(stance, object=object, condition=document.span(first, last))
        kind = "wanted" if stance.rule in DEEDS else "open"
        if mark.lemma in load("stances")["conditions"][kind] and (kind == "wanted" or stance.polarity == "for"):
            yield _wanted(document, stance, mark, last)


def _condition(document: Document, stance: Stance) -> tuple[Token, int, int] | None:
    """The word that opens the condition of a stance, with the first and last token of the condition, the word included."""
    words = [mark for marks in load("stances")["conditions"].values() for mark in marks]
    inside = document.tokens_in(stance.object)
    for token in inside[1:]:
        as_long = token.text.lower() == "as" and document.tokens[token.index - 1].lemma == "long"
        verb = _verb_of(document, token) if as_long or token.lemma in words or token.text.lower() in words else None
        if verb is None or not any(c.dep in ("nsubj", "nsubjpass", "expl") for c in document.children(verb.index)):
            continue
        before = 2 if as_long else int(document.tokens[token.index - 1].text.lower() == "only")
        last = min(document.edges(verb.index)[1], inside[-1].index)
        return token, max(token.index - before, inside[0].index), trim(document, token.index, last)[1]
    return None


def _verb_of(document: Document, token: Token) -> Token | None:
    """The verb of the clause that a word opens: "if Peru agrees", "provided that the crew is freed", "as long as the war goes on"."""
    above = document.head(token.index)
    if token.dep in ("mark", "advmod") and above.pos in ("VERB", "AUX") and above.dep in ("advcl", "ccomp", "pcomp"):
        return above
    below = document.children(token.index, "ccomp", "pcomp", "advcl")
    return below[0] if below and below[0].index > token.index else None


def _wanted(document: Document, stance: Stance, mark: Token, last: int) -> Stance:
    """The stance for what has to be done first."""
    first = next(t.index for t in document.tokens[mark.index + 1 :] if t.text.lower() != "that")
    span = document.span(*trim(document, first, max(first, last)))
    return replace(
        stance,
        id=record_id(document.article.id, "stance", stance.holder, "for", span),
        polarity="for",
        object=span,
        strength="demand",
        rule="stance.condition",
        confidence=0.6,
    )
