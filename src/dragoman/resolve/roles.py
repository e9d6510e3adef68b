"""Roles: titles and actor nouns in the text with the country or body they belong to.

"Turkey's Foreign Ministry", "US State Department spokesperson", "the president of Ghana", "senior Turkish officials": each is
one role, its affiliation read from what stands left of it (chained from role to role) or after "of", "for", "in".
"""

from dataclasses import replace
from functools import cache

from dragoman.document import Document
from dragoman.lexicon.loader import load
from dragoman.lexicon.phrases import Phrases
from dragoman.resolve.affiliations import Nearby, Role, RoleWord, after_title, before_title, plain_adjective
from dragoman.resolve.hits import Hit


@cache
def role_words() -> Phrases[RoleWord]:
    """Titles and actor nouns of the lexicon."""
    entries: list[tuple[str, RoleWord]] = []
    for title in load("titles"):
        for form in title["forms"]:
            sex = "f" if form in title.get("female", ()) else "m" if form in title.get("male", ()) else None
            posted = title.get("of") == "place"
            entries.append((form, RoleWord(title["role"], True, form, title["sector"], sex, posted, person=True)))
    for noun in load("actor_nouns"):
        for form in noun["nouns"]:
            collective, person = noun.get("collective", False), noun.get("person", False)
            word = RoleWord(noun["kind"], False, form, noun["sector"], None, False, collective, person, noun["name"])
            entries.append((form, word))
    return Phrases(entries)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("role_words")[kind])


def find_roles(document: Document, hits: list[Hit]) -> list[Role]:
    """All roles in text order; a role that belongs to the next one ("State Department" in "State Department spokesperson") is kept too."""
    inside_hit = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    nearby = Nearby({hit.first: hit for hit in hits}, {hit.last: hit for hit in hits}, {})
    roles: list[Role] = []
    index = 0
    while index < len(document.tokens):
        found = None if index in inside_hit or document.in_dateline(index) else role_words().at(document.tokens, index)
        if found and (_is_noun(document, found[0]) or _owns(document, found[0], nearby.hit_ending.get(index - 1))):
            last, word = found
            role = _widen(document, Role(index, last, index, last, word), nearby)
            roles.append(role)
            nearby.role_ending[role.last] = role
            index = last
        index += 1
    return _of_roles(document, roles)


def _of_roles(document: Document, roles: list[Role]) -> list[Role]:
    """Titles that belong to a role named after them take its countries: "a spokesman for the Kenyan foreign ministry"."""
    starting = {role.first: role for role in roles}
    found = []
    for role in reversed(roles):
        body = starting.get(role.last + 2) if _links(document, role.last + 1) else None
        if body is not None and role.word.title and not body.word.title and not role.body:
            words = document.words(document.span(body.core, body.head))
            countries = role.countries or body.countries
            role = replace(role, last=body.last, countries=countries, body=body.body or words, body_kind=body.word.role)
        starting[role.first] = role
        found.append(role)
    return found[::-1]


def _links(document: Document, index: int) -> bool:
    """Whether a token is "of", "for", "at" or "in" within its sentence."""
    tokens = document.tokens
    inside = index + 1 < len(tokens) and tokens[index].sentence == tokens[index + 1].sentence
    return inside and tokens[index].text.lower() in ("of", "for", "at", "in")


def _is_noun(document: Document, last: int) -> bool:
    """Whether the words head a noun phrase: "a minister's car" and "speaker system" tell of no minister or speaker."""
    token = document.tokens[last]
    if token.dep in ("poss", "compound") and not _before_name(document, last):
        return token.dep == "poss" and document.tokens[last].text[0].isupper()
    return token.pos in ("NOUN", "PROPN") or token.tag in ("NN", "NNP", "NNS", "NNPS")


def _owns(document: Document, last: int, before: Hit | None) -> bool:
    """Whether a title with its country owns what follows: "the Kenyan president's spokesman"."""
    return document.tokens[last].dep == "poss" and before is not None and before.entity.form == "adjective"


def _before_name(document: Document, last: int) -> bool:
    """Whether a name follows: "Foreign Minister Amara Diallo"."""
    following = document.tokens[last + 1] if last + 1 < len(document.tokens) else None
    return following is not None and (following.pos == "PROPN" or following.text[0].isupper())


def _widen(document: Document, role: Role, nearby: Nearby) -> Role:
    """The role with its qualifiers, affiliation and article."""
    tokens = document.tokens
    sentence = document.sentence_of(role.core).first
    left = _skip_qualifiers(document, role.first - 1, sentence, nearby)
    former = any(t.text.lower() in _words("former") for t in tokens[left + 1 : role.first])
    owner = before_title(document, left, nearby)
    first = left + 1
    if owner.edge is not None:
        outer = _skip_qualifiers(document, owner.edge - 1, sentence, nearby)
        former = former or any(t.text.lower() in _words("former") for t in tokens[outer + 1 : owner.edge])
        first = outer + 1
    article = tokens[first - 1].text.lower() if first > sentence else ""
    modifiers = {t.text.lower() for t in tokens[first : role.core]}
    named = bool(owner.countries or owner.body) or tokens[role.core].text[0].isupper()
    counted = bool(modifiers & _words("counts")) and article not in _words("articles")
    definite = not ({article} | modifiers) & _words("indefinite") and (
        article in _words("articles") or (named and not role.word.collective and not counted)
    )
    if article in _words("articles"):
        first -= 1
    whole = after_title(document, role, owner, nearby)
    countries = whole.countries
    if not countries and not whole.body and (implied := load("role_words")["implied_countries"].get(role.word.words)):
        countries = (implied,)
    last = role.last if whole.edge is None else whole.edge
    return Role(first, last, role.core, role.head, role.word, countries, whole.body, whole.kind, former, definite)


def _skip_qualifiers(document: Document, index: int, sentence: int, nearby: Nearby) -> int:
    """The first token to the left that is neither qualifier nor adjective."""
    while index >= sentence and index not in nearby.hit_ending:
        token = document.tokens[index]
        word = token.text.lower()
        if word not in _words("qualifiers") and word not in _words("former") and not plain_adjective(token):
            break
        index -= 1
    return index
