"""Roles: titles and actor nouns in the text with the country or body they belong to.

"Turkey's Foreign Ministry", "US State Department spokesperson", "the president of Ghana", "senior Turkish officials": each is
one role, its affiliation read from what stands left of it (chained from role to role) or after "of", "for", "in".
"""

from dataclasses import dataclass, replace
from functools import cache

from dragoman.document import Document, Token
from dragoman.lexicon.loader import load
from dragoman.lexicon.phrases import Phrases
from dragoman.resolve.hits import Hit


@dataclass(frozen=True, slots=True)
class RoleWord:
    """What the lexicon says of a title or noun. `role` is the role of a title, or the kind of actor a noun stands for."""

    role: str
    title: bool
    words: str
    sector: str | None
    sex: str | None = None
    posted: bool = False
    collective: bool = False
    person: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """Tokens `first` to `last` with what belongs to them; `head` is the last word of the title itself.

    `countries` are codes (several in "Russian and Chinese officials"); `body` is the organisation's or ministry's name.
    """

    first: int
    last: int
    core: int
    head: int
    word: RoleWord
    countries: tuple[str, ...] = ()
    body: str | None = None
    body_kind: str | None = None
    former: bool = False
    definite: bool = True

    @property
    def country(self) -> str | None:
        """The one country, where there is just one."""
        return self.countries[0] if len(self.countries) == 1 else None


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
    hit_ending = {hit.last: hit for hit in hits}
    hit_starting = {hit.first: hit for hit in hits}
    inside_hit = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    roles: list[Role] = []
    ending: dict[int, Role] = {}
    index = 0
    while index < len(document.tokens):
        found = None if index in inside_hit else role_words().at(document.tokens, index)
        if found and _is_noun(document, found[0]):
            last, word = found
            role = _widen(document, Role(index, last, index, last, word), hit_ending, hit_starting, ending)
            roles.append(role)
            ending[role.last] = role
            index = last
        index += 1
    return _of_roles(document, roles)


def _of_roles(document: Document, roles: list[Role]) -> list[Role]:
    """Titles that belong to a role named after them take its countries: "a spokesman for the Kenyan foreign ministry"."""
    starting = {role.first: role for role in roles}
    found = []
    for role in reversed(roles):
        following = document.tokens[role.last + 1] if role.last + 1 < len(document.tokens) else None
        body = (
            starting.get(role.last + 2) if following is not None and following.text.lower() in ("of", "for", "at", "in") else None
        )
        if (
            role.word.title
            and body is not None
            and not body.word.title
            and not role.body
            and document.tokens[body.first].sentence == following.sentence
        ):  # type: ignore[union-attr]
            words = document.words(document.span(body.core, body.head))
            role = replace(
                role,
                last=body.last,
                countries=role.countries or body.countries,
                body=body.body or words,
                body_kind=body.word.role,
            )
        starting[role.first] = role
        found.append(role)
    return found[::-1]


def _is_noun(document: Document, last: int) -> bool:
    """Whether the words head a noun phrase: "a minister's car" and "speaker system" tell of no minister or speaker."""
    token = document.tokens[last]
    if token.dep in ("poss", "compound") and not _before_name(document, last):
        return token.dep == "poss" and document.tokens[last].text[0].isupper()
    return token.pos in ("NOUN", "PROPN") or token.tag in ("NN", "NNP", "NNS", "NNPS")


def _before_name(document: Document, last: int) -> bool:
    """Whether a name follows: "Foreign Minister Amara Diallo"."""
    following = document.tokens[last + 1] if last + 1 < len(document.tokens) else None
    return following is not None and (following.pos == "PROPN" or following.text[0].isupper())


def _widen(
    document: Document, role: Role, hit_ending: dict[int, Hit], hit_starting: dict[int, Hit], ending: dict[int, Role]
) -> Role:
    """The role with its qualifiers, affiliation and article."""
    tokens = document.tokens
    sentence = document.sentence_of(role.core).first
    left = _skip_qualifiers(document, role.first - 1, sentence, hit_ending)
    former = any(t.text.lower() in _words("former") for t in tokens[left + 1 : role.first])
    first, countries, body, body_kind = _affiliation_left(document, left, sentence, hit_ending, ending)
    if first is None:
        first = left + 1
    else:
        outer = _skip_qualifiers(document, first - 1, sentence, hit_ending)
        former = former or any(t.text.lower() in _words("former") for t in tokens[outer + 1 : first])
        first = outer + 1
    article = tokens[first - 1].text.lower() if first > sentence else ""
    modifiers = {t.text.lower() for t in tokens[first : role.core]}
    named = bool(countries or body) or tokens[role.core].text[0].isupper()
    definite = not ({article} | modifiers) & _words("indefinite") and (
        article in _words("articles") or (named and not role.word.collective)
    )
    if article in _words("articles"):
        first -= 1
    last, countries, body, body_kind = _affiliation_right(document, role, countries, body, body_kind, hit_starting)
    if not countries and not body and (implied := load("role_words")["implied_countries"].get(role.word.words)):
        countries = (implied,)
    return Role(first, last, role.core, role.head, role.word, countries, body, body_kind, former, definite)


def _skip_qualifiers(document: Document, index: int, sentence: int, hit_ending: dict[int, Hit]) -> int:
    """The first token to the left that is neither qualifier nor adjective."""
    while index >= sentence and index not in hit_ending:
        token = document.tokens[index]
        word = token.text.lower()
        if word not in _words("qualifiers") and word not in _words("former") and not _plain_adjective(token):
            break
        index -= 1
    return index


def _plain_adjective(token: Token) -> bool:
    return token.pos in ("ADJ", "VERB") and token.dep == "amod" and token.text.islower()


def _affiliation_left(
    document: Document, index: int, sentence: int, hit_ending: dict[int, Hit], ending: dict[int, Role]
) -> tuple[int | None, tuple[str, ...], str | None, str | None]:
    """First token, countries, body and its kind of what stands right before a title."""
    tokens = document.tokens
    if index >= sentence and tokens[index].text in ("'s", "’s", "’", "'"):
        index -= 1
    if role := ending.get(index):
        if not role.word.title:
            return role.first, role.countries, role.body or document.words(document.span(role.core, role.head)), role.word.role
        return None, (), None, None
    hit = hit_ending.get(index)
    if hit is None or hit.entity.form == "people":
        return None, (), None, None
    if hit.entity.kind in ("organisation", "armed_group"):
        before = hit_ending.get(hit.first - 1)
        countries = (hit.entity.country,) if hit.entity.country else ()
        return (before.first if before else hit.first), countries, hit.entity.name, hit.entity.kind
    countries = [hit.entity.country] if hit.entity.country else []
    first = hit.first
    body = hit.entity.name if hit.entity.form == "metonym" else None
    while (before := _coordinated_before(document, first, hit_ending)) is not None and hit.entity.form == "adjective":
        first = before.first
        if before.entity.country:
            countries.insert(0, before.entity.country)
    return first, tuple(countries), body, "government" if body else None


def _coordinated_before(document: Document, first: int, hit_ending: dict[int, Hit]) -> Hit | None:
    """The adjective in "Russian and", "Greek," right before another one."""
    if first >= 2 and document.tokens[first - 1].text.lower() in (",", "and", "/", "-", "–"):
        hit = hit_ending.get(first - 2)
        return hit if hit and hit.entity.form in ("adjective", "name") else None
    return None


def _affiliation_right(
    document: Document,
    role: Role,
    countries: tuple[str, ...],
    body: str | None,
    body_kind: str | None,
    hit_starting: dict[int, Hit],
) -> tuple[int, tuple[str, ...], str | None, str | None]:
    """Last token, countries, body and its kind, counting what follows "of", "for" or "to"."""
    tokens, last = document.tokens, role.last
    if last + 2 >= len(tokens) or tokens[last + 1].text.lower() not in _words("links"):
        return last, countries, body, body_kind
    at = last + 2
    while at + 1 < len(tokens) and at < last + 5 and (tokens[at].text.lower() == "the" or _plain_adjective(tokens[at])):
        at += 1
    hit = hit_starting.get(at)
    if hit is None and role.word.title and tokens[last + 1].text.lower() in ("of", "for"):
        at, hit = _past_portfolio(document, at, hit_starting)
        if hit is None and at > last + 2:
            return at - 1, countries, body, body_kind
    if hit is None or tokens[hit.last].sentence != tokens[last].sentence or hit.entity.form == "people":
        return last, countries, body, body_kind
    if hit.entity.form == "adjective":
        return last, countries or ((hit.entity.country,) if hit.entity.country else ()), body, body_kind
    if role.word.posted and tokens[last + 1].text.lower() != "of":
        return hit.last, countries, body, body_kind
    if tokens[last + 1].text.lower() in ("in", "at") and (countries or not role.word.title):
        return last, countries, body, body_kind
    code: tuple[str, ...] = (hit.entity.country,) if hit.entity.country else ()
    if hit.entity.kind in ("organisation", "armed_group"):
        return hit.last, countries or code, body or hit.entity.name, body_kind or hit.entity.kind
    if countries:
        return last, countries, body, body_kind
    more, end = _coordinated_after(document, hit, hit_starting)
    return end, code + more, body, body_kind


def _past_portfolio(document: Document, at: int, hit_starting: dict[int, Hit]) -> tuple[int, Hit | None]:
    """Where a minister's portfolio ends ("of Foreign Affairs and Cooperation"), and the country that follows it after "of"."""
    tokens, first = document.tokens, at
    while at < min(first + 9, len(tokens)) and tokens[at].sentence == tokens[first].sentence and at not in hit_starting:
        name = document.name_at(at)
        person = name is not None and name.label == "PERSON"
        capital = tokens[at].text[0].isupper() and not person
        if not capital and tokens[at].text.lower() not in ("and", "of", "the", "&", "for"):
            break
        at += 1
    hit = hit_starting.get(at) if at > first and tokens[at - 1].text.lower() in ("of", "the") else None
    while at > first and tokens[at - 1].text.lower() in ("and", "of", "the", "&", "for") and hit is None:
        at -= 1
    return at, hit


def _coordinated_after(document: Document, hit: Hit, hit_starting: dict[int, Hit]) -> tuple[tuple[str, ...], int]:
    """The countries that go on after the first in "of Egypt, Greece and Cyprus", and the last token."""
    tokens, found, end = document.tokens, [], hit.last
    while end + 2 < len(tokens) and tokens[end + 1].text.lower() in (",", "and"):
        at = end + 2 + (tokens[end + 2].text.lower() in ("and", "the") and end + 3 < len(tokens))
        following = hit_starting.get(at)
        if following is None or following.entity.form not in ("name", "acronym") or following.entity.kind != "state":
            break
        found.append(following.entity.country or "")
        end = following.last
        if tokens[at - 1].text.lower() == "and":
            break
    return (tuple(found), end) if found and tokens[hit.last + 1].text else ((), hit.last)
