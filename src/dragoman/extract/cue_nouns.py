"""Nouns as cues: "Lima's claim that the bridge was unsafe", by the nouns of `lexicon/cue_nouns.yaml`."""

from collections.abc import Iterator
from functools import cache

from dragoman.document import Document, Mentions, Token
from dragoman.extract.circumstances import noun_arguments
from dragoman.extract.cues import CueVerb, trim
from dragoman.extract.quotations import widened
from dragoman.extract.relays import Said
from dragoman.lexicon.loader import load

HOLDERS = ("poss", "by", "from", "of", "modifier")
"""What hangs from a noun and may tell whose words they are, the surest first."""


@cache
def _classes() -> dict[str, str]:
    return {noun: group["class"] for group in load("cue_nouns") for noun in group["nouns"]}


def by_noun(document: Document, mentions: Mentions) -> Iterator[Said]:
    """What nouns with a that-clause attribute to somebody, outside headlines and quotations."""
    for token in document.tokens:
        cue_class = _classes().get(token.lemma) if token.pos == "NOUN" else None
        if cue_class is None or document.in_headline(token.index) or document.quotation_at(token.index):
            continue
        clause, holder = _that_clause(document, token), _holder(document, token)
        if clause is None or holder is None:
            continue
        run = widened(document, trim(document, *document.edges(clause.index)))
        verb = CueVerb(token.lemma, cue_class, (), (), None, None, None, frozenset())
        yield Said(token.index, holder, mentions.parties_at(holder), (), (run,), verb)


def _that_clause(document: Document, noun: Token) -> Token | None:
    """The clause after "that" with a subject of its own, which tells what was said: not "the claim that she made"."""
    for clause in document.children(noun.index, "acl", "ccomp", "relcl"):
        mark = next((c for c in document.children(clause.index, "mark") if c.text.lower() == "that"), None)
        if (
            mark is not None
            and document.edges(clause.index)[0] == mark.index
            and any(document.children(clause.index, "nsubj", "nsubjpass"))
        ):
            return clause
    return None


def _holder(document: Document, noun: Token) -> int | None:
    """Whose words they are, as a token; None where the text does not tell."""
    arguments = noun_arguments(document, noun.index)
    return next((found[0] for role in HOLDERS if (found := arguments.get(role))), None)
