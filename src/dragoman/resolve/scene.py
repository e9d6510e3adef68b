"""Scenes: the country of the town in which a sentence puts an officer with a bare title.

"In Lima, Foreign Minister Rao said": of Peru. "She was received in Lima by Foreign Minister Rao": of Peru. Guests are not told by
the town: "In Lima, Foreign Minister Rao was received" leaves it open, as does a town where bodies of states have their seat.
"""

from dragoman.document import Document, Token
from dragoman.lexicon.loader import load
from dragoman.resolve.cast import Cast

INSIDE = ("compound", "nmod", "appos", "amod", "poss")
"""Relations of a title within the noun phrase of a name."""


def country_of_scene(cast: Cast, at: int) -> str | None:
    """The country of the town where somebody with a bare title spoke, received or was met, if the sentence names it."""
    document = cast.document
    name = document.tokens[at]
    while name.dep in INSIDE and name.head != name.index:
        name = document.head(name.index)
    verb = next((a for a in document.ancestors(name.index) if a.pos in ("VERB", "AUX")), None)
    if verb is None or name.dep == "nsubjpass":
        return None
    meeting = verb.lemma in load("grammar")["host_verbs"]
    if name.dep == "nsubj" and meeting:
        return _of_verb(cast, verb, at) if cast.home is None else None
    if name.dep == "nsubj":
        return _opening(cast, verb, at)
    return _of_verb(cast, verb, at) if meeting else None


def _opening(cast: Cast, verb: Token, at: int) -> str | None:
    """The country of the town that a clause opens with: "In Lima, ...", "From Lima, ..."."""
    document = cast.document
    for child in document.children(verb.index, "prep"):
        if child.index < at and child.text in ("In", "From", "At") and child.index == document.sentence_of(at).first:
            return _country(cast, document.children(child.index, "pobj"))
    return None


def _of_verb(cast: Cast, verb: Token, at: int) -> str | None:
    """The country of the town in which a verb of meeting takes place."""
    document = cast.document
    for child in document.children(verb.index, "prep", "advmod"):
        if child.text.lower() in ("in", "at") and (country := _country(cast, document.children(child.index, "pobj"))):
            return country
        if child.text.lower() == "where" and verb.dep == "relcl":
            return _country(cast, [document.head(verb.index)])
    guest = verb.lemma == "call" or any(c.dep == "agent" for c in document.children(verb.index))
    return _last_town(cast, document, at) if guest else None


def _country(cast: Cast, towns: list[Token]) -> str | None:
    seats = load("role_words")["seats_of_bodies"]
    return next((cast.towns[t.index] for t in towns if t.index in cast.towns and t.text not in seats), None)


def _last_town(cast: Cast, document: Document, at: int) -> str | None:
    first = next(s.first for s in document.sentences if s.paragraph == document.sentence_of(at).paragraph)
    seats = load("role_words")["seats_of_bodies"]
    named = [cast.towns[i] for i in range(first, at) if i in cast.towns and document.tokens[i].text not in seats]
    return named[-1] if named else None
