"""Actors: who is meant by every name, title, noun and pronoun of an article.

In order: the register's names of countries, bodies and groups; persons with their roles; other organisations; titles and
nouns without a name; pronouns. Each later step may use what the earlier ones found.
"""

from collections import Counter

from dragoman.document import Document, Mentions
from dragoman.knowledge.register import Person, Register, Tenure, register, the
from dragoman.lexicon.loader import load
from dragoman.records import Office, Place
from dragoman.resolve.affiliations import Role
from dragoman.resolve.cast import Cast, Part
from dragoman.resolve.coreference import refer_back
from dragoman.resolve.descriptions import country_nearby
from dragoman.resolve.hits import Hit, find_hits
from dragoman.resolve.identity import identify
from dragoman.resolve.persons import PersonGroup, find_persons
from dragoman.resolve.roles import find_roles
from dragoman.resolve.scene import country_of_scene

ORGANISATION_LABELS = ("ORG",)


def find_actors(document: Document, places: tuple[Place, ...] = ()) -> Mentions:
    """The actors of a document and the tokens that stand for them, without places and times; the states in which its places lie
    are among them, since they may be acted on without being named."""
    known = register()
    hits = find_hits(document, known)
    roles = find_roles(document, hits)
    covered = {at for place in places for span in place.mentions for at in range(span.start, span.end)}
    groups = find_persons(document, hits, roles, known, covered)
    cast = Cast(document)
    cast.home = _home(document, places)
    cast.towns = _towns(document, places)
    _add_hits(cast, hits, known)
    _add_persons(cast, groups, roles, hits, known)
    _add_organisations(cast, hits, roles, covered)
    named = {role.head for g in groups for m in g.mentions for role in m.roles}
    refer_back(cast, roles, named, known)
    for country in sorted({place.country for place in places if place.country}):
        if name := known.country_name(country):
            cast.part(name, "state", country, sector="GOV")
    return cast.finish()


def _home(document: Document, places: tuple[Place, ...]) -> str | None:
    """The country of the dateline's city."""
    span = document.article.dateline
    inside = [p.country for p in places if span and any(span.start <= m.start and m.end <= span.end for m in p.mentions)]
    return inside[0] if inside else None


def _towns(document: Document, places: tuple[Place, ...]) -> dict[int, str]:
    """The country of each token that names a town."""
    towns = {m.start: (m.end, p.country) for p in places for m in p.mentions if p.country and p.kind in ("city", "capital")}
    found: dict[int, str] = {}
    for token in document.tokens:
        if token.start in towns:
            end, country = towns[token.start]
            found.update({t.index: country for t in document.tokens[token.index : token.index + 5] if t.end <= end})
    return found


# ------------------------------------------------------------ names the register knows


def _usual_acronyms(known: Register) -> dict[str, str]:
    """The abbreviation of bodies that are usually called by it, by full name."""
    entities = ((acronym, known.entities.get(acronym.lower(), ())) for acronym in load("role_words")["usual_acronyms"])
    return {entity.name: acronym for acronym, found in entities for entity in found if entity.form == "acronym"}


def _add_hits(cast: Cast, hits: list[Hit], known: Register) -> None:
    usual = _usual_acronyms(known)
    spelled = {h.entity.name: h.entity.surface for h in hits if h.entity.name.isupper() and " " in h.entity.surface}
    for hit in hits:
        entity = hit.entity
        if entity.form == "adjective":
            part = cast.part(entity.name, "state", entity.country, sector="GOV")
            cast.at.update(dict.fromkeys(range(hit.first, hit.last + 1), (part,)))
            continue
        if entity.form == "capital" and _is_place(cast.document, hit):
            continue
        name = usual.get(entity.name) or spelled.get(entity.name, entity.name)
        cast.mention(hit.first, hit.last, cast.part(name, entity.kind, entity.country, sector=entity.sector))


def _is_place(document: Document, hit: Hit) -> bool:
    """Whether a capital's name is the city, not the government: after "in", as what is visited, as an address."""
    token = document.tokens[hit.last]
    head = document.head(hit.last)
    if token.dep == "pobj":
        return head.text.lower() in load("grammar")["locative_prepositions"]
    if token.dep in ("dobj", "nsubjpass"):
        return head.lemma in load("grammar")["place_verbs"]
    return token.dep in ("compound", "nmod", "appos", "npadvmod", "amod", "ROOT")


# ------------------------------------------------------------ persons


def _add_persons(cast: Cast, groups: list[PersonGroup], roles: list[Role], hits: list[Hit], known: Register) -> None:
    day = cast.document.article.published
    countries = Counter(hit.entity.country for hit in hits if hit.entity.country)
    for group in groups:
        if (body := _named_body(group, roles)) is not None:
            part = cast.part(_spelling(cast, group), "organisation", body.country, sector=body.word.sector)
            for mention in group.mentions:
                cast.mention(mention.first, mention.last, part)
            continue
        person = identify(group, day, countries, known)
        part = _person_part(cast, group, person, day, known)
        for mention in group.mentions:
            cast.mention(mention.first, mention.last, part)
            for role in mention.roles:
                cast.at.update(dict.fromkeys(range(role.core, role.head + 1), (part,)))


def _named_body(group: PersonGroup, roles: list[Role]) -> Role | None:
    """The noun of a body right before what looks like a person's name: "the Peruvian airline Rosa Azul"."""
    if group.roles:
        return None
    ends = {role.last: role for role in roles if role.word.role == "organisation" and not role.word.person and role.country}
    return next((ends[m.first - 1] for m in group.mentions if m.first - 1 in ends), None)


def _person_part(cast: Cast, group: PersonGroup, person: Person | None, day: str | None, known: Register) -> Part:
    role = _telling_role(group)
    held = person.office_on(day) if person else None
    last = held or (person.last_office(day) if person else None)
    country = role.countries[0] if role and role.countries else None
    if person and (country is None or last is None):
        country = country or _acts_for(last.jurisdiction if last else None, person)
    country = country or _country_after(cast, group) or (_country_of_office(cast, role) if role else None)
    part = cast.part(person.name if person else _spelling(cast, group), "person", country)
    part.sector = (_sector(role, country) if role else None) or (held.sector if held else "ELI" if last else None)
    part.sex = (person.sex if person else None) or next((r.word.sex for r in group.roles if r.word.sex), None)
    part.sex = part.sex or (known.sex_of(group.words[0]) if len(group.words) > 1 else None)
    part.role = role.word.role if role else held.role if held else None
    part.office = _office(role, held)
    return part


def _acts_for(jurisdiction: str | None, person: Person) -> str | None:
    return {"UNO": "IGO", "EUR": "IGO"}.get(jurisdiction or "", jurisdiction) or person.country or None


def _sector(role: Role, country: str | None) -> str | None:
    """The sector of a title; a chief or head acts for a body of states only if the body is one."""
    if role.word.sector == "IGO" and country not in ("IGO", None):
        return "GOV"
    return role.word.sector


def _telling_role(group: PersonGroup) -> Role | None:
    """The role that says most: one still held, an office rather than "diplomat" or "leader", one with a country."""
    vague = load("role_words")["stands_for"]
    return min(group.roles, key=lambda r: (r.former, r.word.role in vague, not r.countries, r.first), default=None)


def _country_after(cast: Cast, group: PersonGroup) -> str | None:
    """The country in "President Hassan Omar of Ruritania" and "Tunisia's Hassan Omar"."""
    tokens = cast.document.tokens
    for mention in group.mentions:
        before = mention.first - 1
        if before >= 1 and tokens[before].text in ("'s", "’s") and (parts := cast.at.get(before - 1)):
            if parts[0].kind == "state":
                return parts[0].country
        if mention.last + 2 < len(tokens) and tokens[mention.last + 1].text.lower() == "of":
            parts = cast.at.get(mention.last + 2) or cast.at.get(mention.last + 3, ())
            if parts and parts[0].kind == "state":
                return parts[0].country
        if mention.role and mention.role.body_kind == "organisation":
            return mention.role.country
    return None


PUBLIC = ("GOV", "MIL", "LEG", "OPP", "SPY", "JUD")


def _country_of_office(cast: Cast, role: Role) -> str | None:
    """Whose officer somebody with a bare title is, by the countries named around it."""
    if role.word.sector not in PUBLIC or role.body or role.word.role in ("expert", "counterpart"):
        return None
    return country_of_scene(cast, role.core) or country_nearby(cast, role.core)


def _spelling(cast: Cast, group: PersonGroup) -> str:
    """The fullest form of the name as written."""
    fullest = max(group.mentions, key=lambda m: (len(m.words), -m.first))
    return cast.document.words(cast.document.span(fullest.first, fullest.last))


def _office(role: Role | None, held: Tenure | None) -> Office | None:
    """The office that the text gives, else the one the register has for the day."""
    if role is not None and role.word.title and not role.former:
        words = role.word.words.split()
        title = " ".join(w if w in ("of", "for", "the", "and", "to") else w.capitalize() for w in words)
        return Office(title, role.country, basis="text")
    if held is not None:
        return Office(held.title, held.jurisdiction, held.start or None, held.end or None, "register")
    return None


# ------------------------------------------------------------ other organisations


def _add_organisations(cast: Cast, hits: list[Hit], roles: list[Role], places: set[int]) -> None:
    """Organisations that only the named-entity model knows, and that are no place; a country named in or right before them is theirs."""
    document = cast.document
    names = {i: n for n in document.names if n.label == "ORG" for i in range(n.first, n.last + 1)}
    parts_of_names = [
        r
        for r in roles
        if (n := names.get(r.core))
        and n.first < r.core
        and r.word.role in ("people", "person")
        and document.tokens[r.core].text[0].isupper()
    ]
    taken = {i for role in roles if role not in parts_of_names for i in range(role.core, role.head + 1)}
    capitals = {i for hit in hits if hit.entity.form == "capital" for i in range(hit.first, hit.last + 1)}
    for name in document.names:
        if name.label not in ORGANISATION_LABELS:
            continue
        inside = [
            i for i in range(name.first, name.last + 1) if document.tokens[i].text not in ("'s", "’s", "the", "The", "’", "'")
        ]
        if not inside or any(i in taken for i in inside) or any(_has_kind(cast, i, "person") for i in inside):
            continue
        if all(i in cast.at for i in inside) or not document.tokens[inside[0]].text[0].isupper():
            continue
        first, last = inside[0], inside[-1]
        if first == last and (document.tokens[first].start in places or first in capitals):
            continue
        words = document.words(document.span(first, last))
        country = _country_in(cast, first, last)
        cast.mention(first, last, cast.part(words, "organisation", country))


def _has_kind(cast: Cast, index: int, kind: str) -> bool:
    return any(part.kind == kind for part in cast.at.get(index, ()))


def _country_in(cast: Cast, first: int, last: int) -> str | None:
    before = first - 1
    if before >= 1 and cast.document.tokens[before].text in ("'s", "’s"):
        before -= 1
    modifiers = [i for i in range(max(0, first - 4), first) if _modifies(cast.document, i, last)]
    for index in [*range(first, last + 1), before, *modifiers]:
        for part in cast.at.get(index, ()):
            if part.kind == "state":
                return part.country
    return None


def _modifies(document: Document, index: int, last: int) -> bool:
    """Whether a word before a name belongs to its noun phrase ("Iranian airline Mahan")."""
    token = document.tokens[index]
    between = document.tokens[index + 1 : last + 1]
    return token.dep in ("amod", "compound", "nmod") and all(t.pos in ("NOUN", "PROPN", "ADJ", "PART") for t in between)


def government(cast: Cast, country: str, known: Register) -> Part:
    """The government of a country."""
    return cast.part(f"Government of {the(known.country_name(country) or country)}", "government", country, sector="GOV")
