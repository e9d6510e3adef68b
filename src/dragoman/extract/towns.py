"""Towns: the one town that a clause, or the words under a noun, name as where something was, wherever the parser hangs it."""

from collections.abc import Iterable

from dragoman.document import Document, Mentions
from dragoman.records import Place

TOWNS = ("city", "capital", "island")
"""Kinds of places that are small enough to be where somebody met."""
ELSEWHERE = ("ahead", "before", "prior", "after", "since", "following")
"""Words after which stands another act than that of the clause."""


def town_of_clause(document: Document, mentions: Mentions, head: int) -> Place | None:
    """The one town after "in" or "at" in the clause of a token: "a summit with leaders in Lima"."""
    sentence, clause = document.sentence_of(head), clause_over(document, head)
    places = [i for i in range(sentence.first, sentence.last + 1) if mentions.place_at(document.tokens[i])]
    return only_town(document, mentions, [i for i in places if clause_over(document, i) == clause])


def only_town(document: Document, mentions: Mentions, names: Iterable[int]) -> Place | None:
    """The town that these tokens name after "in" or "at"; None where they name none, or two."""
    towns = {
        place.id: place for i in names if (place := mentions.place_at(document.tokens[i])) if _says_where(document, mentions, i)
    }
    found = [place for place in towns.values() if place.kind in TOWNS]
    return found[0] if len(found) == 1 else None


def clause_over(document: Document, token: int) -> int | None:
    """The verb of the clause in which a token stands."""
    here = (document.tokens[token], *document.ancestors(token))
    return next((t.index for t in here if document.clause_at(t.index)), None)


def _says_where(document: Document, mentions: Mentions, name: int) -> bool:
    """Whether a name stands after "in" or "at", not as where an officer sits ("the envoy in Lima"), nor of another act ("ahead of talks in Lima")."""
    if document.tokens[name].dep != "pobj":
        return False
    preposition = document.head(name)
    owner = document.head(preposition.index)
    officer = any(mentions.by_id[a].kind == "person" for a in mentions.actors_at(owner.index))
    elsewhere = any(t.text.lower() in ELSEWHERE for t in document.ancestors(name))
    return preposition.text.lower() in ("in", "at") and not (officer or elsewhere or document.quotation_at(name))
