"""Descriptions: titles and nouns without a name ("the US diplomat", "the ministry", "both ministers") to the actors meant.

A title with a country is a person of that country and role named anywhere in the article, else the holder on that day in the register,
else an unnamed holder. A plural is those named together; a noun is the body of its country, or the one named before.
"""

from collections import Counter
from dataclasses import replace

from dragoman.document import Document
from dragoman.knowledge.register import Register, the
from dragoman.lexicon.loader import load
from dragoman.records import Office
from dragoman.resolve.affiliations import Role
from dragoman.resolve.cast import Cast, Part
from dragoman.resolve.groups import SOLE, STATES, group_of, states_of
from dragoman.resolve.memory import BODIES, Memory
from dragoman.resolve.roles import role_words
from dragoman.resolve.scene import country_of_scene


def of_role(cast: Cast, role: Role, memory: Memory, known: Register) -> tuple[Part, ...]:
    """The actors that a title or noun without a name means; none where it means nobody in particular."""
    plural = cast.document.tokens[role.head].tag.endswith("S") and not role.word.words.endswith("forces")
    if role.word.title and not plural:
        return _one_title(cast, role, known)
    if role.word.person and plural:
        group = group_of(cast, role, memory)
        sides = role.word.words in ("sides", "parties") and len({part.country for part in group}) > 1
        return (states_of(cast, group, known) if sides else group) or _collective(cast, role, known)
    return _noun(cast, role, memory, known)


def _one_title(cast: Cast, role: Role, known: Register) -> tuple[Part, ...]:
    day = cast.document.article.published
    if role.definite and not role.former and (part := _named_elsewhere(cast, role)):
        return (part,)
    role = _as_whose_counterpart(cast, role)
    country = role.country or (_possessor_country(cast, role) if role.body is None else None)
    if country is None and role.body is None and role.definite and role.word.role in SOLE:
        country = country_of_scene(cast, role.core)
    if role.word.role == "expert" or (country is None and role.body is None):
        token = cast.document.tokens[role.head]
        unnamed = not role.definite and not role.former and token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "conj")
        return (cast.part(_described(cast, role), "person", country, role=role.word.role),) if unnamed else ()
    name = the(known.country_name(country) or role.body or "")
    if (
        country
        and role.definite
        and not role.former
        and role.word.role in SOLE
        and (person := known.holder(country, role.word.role, day))
    ):
        office = person.office_on(day)
        part = cast.part(person.name, "person", country, sector=role.word.sector, sex=person.sex, role=role.word.role)
        if office is not None and part.office is None:
            part.office = Office(office.title, office.jurisdiction, office.start or None, office.end or None, "register")
        return (part,) if office else ()
    title = " ".join(w.capitalize() for w in role.word.words.split())
    if role.definite and role.word.role in ("foreign_minister", "head_of_state", "head_of_government", "defence_minister"):
        label = f"{title} of {name}"
    else:
        label = f"{_adjective(role, known)} {role.word.words}".strip()
    return (cast.part(label, "person", country, sector=role.word.sector, role=role.word.role),)


def _as_whose_counterpart(cast: Cast, role: Role) -> Role:
    """ "The foreign ministers met their Georgian colleague": an unnamed counterpart holds the office that its sentence names before it."""
    if role.word.role != "counterpart" or role.country is None:
        return role
    sentence = cast.document.sentence_of(role.core)
    before = [cast.document.tokens[i].text.lower() for i in range(sentence.first, role.core)]
    for at in range(len(before) - 1, 0, -1):
        entry = role_words().at_words(f"{before[at - 1]} {before[at]}".removesuffix("s"))
        if entry is not None and entry.title and entry.role in SOLE:
            return replace(role, word=entry)
    return role


def _possessor_country(cast: Cast, role: Role) -> str | None:
    """The country of the one whose aide or spokesman it is: "her spokesman"."""
    owners = [p for c in cast.document.children(role.head, "poss") for p in cast.at.get(c.index, ())]
    return owners[0].country if len(owners) == 1 and owners[0].kind == "person" else None


def _named_elsewhere(cast: Cast, role: Role) -> Part | None:
    """A person of the article who holds such a role for such a country, the one mentioned last before it first."""
    meant = set(load("role_words")["stands_for"].get(role.word.role, [role.word.role])) | {role.word.role}
    at = cast.document.tokens[role.head].start
    fitting = [
        part
        for part in cast.parts.values()
        if part.kind == "person" and part.role in meant and (not role.countries or part.country in (*role.countries, None))
    ]
    if not fitting and role.countries and role.word.role in load("role_words")["stands_for"]:
        officers = [
            p
            for p in cast.parts.values()
            if p.kind == "person" and p.country in role.countries and p.sector in ("GOV", "MIL", "LEG")
        ]
        fitting = officers if len(officers) == 1 else []
    before = [p for p in fitting if any(s.start < at for s in p.mentions)]
    return max(before, key=lambda p: max(s.start for s in p.mentions if s.start < at), default=next(iter(fitting), None))


def _officer(cast: Cast, role: Role, country: str) -> Part | None:
    """The one person of a country in the article who is meant by "ministers of A and B"."""
    entry = role_words().at_words(role.word.words.removesuffix("s"))
    meant = {entry.role, *load("role_words")["stands_for"].get(entry.role, ())} if entry is not None and entry.title else set()
    fitting = [p for p in cast.parts.values() if p.kind == "person" and p.country == country and p.role in meant]
    return fitting[0] if len(fitting) == 1 else None


def _adjective(role: Role, known: Register) -> str:
    short = {"USA": "US", "GBR": "UK"}
    country = role.country
    return short.get(country or "", known.adjective(country) or "") if country else (role.body or "")


def _collective(cast: Cast, role: Role, known: Register) -> tuple[Part, ...]:
    words = role.word.words
    if words in ("sides", "parties") or (words in STATES and not role.countries):
        return ()
    if not role.countries and not role.body:
        country = country_nearby(cast, role.core) if words.split()[-1] in load("role_words")["local_people"] else None
        name = f"{_adjective(replace(role, countries=(country,)), known)} {words}" if country else _described(cast, role)
        return (cast.part(name, "people", country, sector=role.word.sector, plural=True),)
    if len(role.countries) > 1:
        return tuple(part for c in role.countries for part in _of_each(cast, role, c, known))
    label = f"{_adjective(role, known)} {words}".strip()
    return (cast.part(label, "people", role.country, sector=role.word.sector, plural=True),)


def _of_each(cast: Cast, role: Role, country: str, known: Register) -> tuple[Part, ...]:
    """Of "the ambassadors of A and B" those of one country: by name, else unnamed; of "officials of A and B" the state."""
    entry = role_words().at_words(role.word.words.removesuffix("s"))
    if officer := _officer(cast, role, country):
        return (officer,)
    if entry is not None and entry.title and entry.posted and role.definite:
        return _one_title(cast, replace(role, word=entry, countries=(country,)), known)
    return (cast.part(known.country_name(country) or country, "state", country, sector="GOV"),)


def _noun(cast: Cast, role: Role, memory: Memory, known: Register) -> tuple[Part, ...]:
    """A government, ministry, army, court, embassy, group: of its country, or the one named before."""
    word = role.word
    if not role.countries and (owner := _owner(cast, role)) is not None:
        return (cast.part(f"Government of {the(known.country_name(owner) or '')}", "government", owner, sector="GOV"),)
    if not role.countries and not role.body:
        if word.person and not role.definite:
            country = country_nearby(cast, role.core) if word.words.split()[-1] in load("role_words")["local_people"] else None
            name = f"{_adjective(replace(role, countries=(country,)), known)} official" if country else _described(cast, role)
            return (cast.part(name, "person", country, sector=word.sector),)
        if not role.definite and word.sector != "JRN":
            return ()
        if parts := memory.recall(cast.document, role.head, lambda p: len(p) == 1 and _same_noun(p[0], role), reach=8):
            return parts
        home = (
            country_nearby(cast, role.core)
            if word.role in ("government", "ministry", "organisation") and not word.collective
            else None
        )
        if home is None:
            return ()
        role = replace(role, countries=(home,))
    if role.body and role.body_kind == "government" and word.role == "government":
        return (cast.part(role.body, "government", role.country, sector="GOV"),)
    made = []
    for country in role.countries or (None,):
        short = {"USA": "US", "GBR": "UK"}
        adjective = short.get(country or "") or (known.adjective(country) if country else None) or role.body or ""
        noun = " ".join(w if w in ("of", "the", "and") else w.capitalize() for w in word.words.split())
        name = word.name.format(
            adjective=adjective, country=the(known.country_name(country) or role.body or ""), Noun=noun, body=role.body or ""
        )
        if word.role == "people" or word.collective or word.person:
            name = f"{adjective} {word.words}".strip()
        name += _seat(cast.document, role)
        kind = "person" if word.role == "person" else word.role
        made.append(cast.part(name.strip(), kind, country, sector=word.sector, noun=word.words, plural=word.collective))
    return tuple(made)


def _seat(document: Document, role: Role) -> str:
    """ " in London" after an embassy, which tells it from the country's others."""
    tokens, at = document.tokens, role.last + 1
    if (
        role.word.words not in ("embassy", "consulate", "high commission")
        or at + 1 >= len(tokens)
        or tokens[at].text.lower() != "in"
    ):
        return ""
    return f" in {tokens[at + 1].text}" if tokens[at + 1].pos == "PROPN" else ""


def _described(cast: Cast, role: Role) -> str:
    """Somebody unnamed, as the text describes them: "Western diplomat", "hospital sources"."""
    tokens = cast.document.tokens
    first = role.core
    while first - 1 >= role.first and tokens[first - 1].pos in ("ADJ", "NOUN", "PROPN") and tokens[first - 1].text.isalpha():
        first -= 1
    words = cast.document.words(cast.document.span(first, role.head))
    return words[0].upper() + words[1:]


def _owner(cast: Cast, role: Role) -> str | None:
    """The country of the person whose "office" is named: "Okoye's office", "the office of the president"."""
    if role.word.words != "office":
        return None
    tokens = cast.document.tokens
    before = role.core - 2 if role.core >= 2 and tokens[role.core - 1].text in ("'s", "’s", "’", "'") else None
    after = role.head + 3 if role.head + 3 < len(tokens) and tokens[role.head + 1].text.lower() == "of" else None
    for index in (before, after, after + 1 if after else None):
        for part in cast.at.get(index, ()) if index is not None and index < len(tokens) else ():
            if part.kind == "person" and part.country:
                return part.country
    return None


def country_nearby(cast: Cast, at: int) -> str | None:
    """Whose "the ministry" or bare "Foreign Minister" is: of the country that opens its paragraph's account as a subject or owner before
    it, else of the dateline's, else of the one the article up to there names most."""
    document = cast.document
    sentence = document.sentence_of(at)
    if any(t.text.lower() in ("its", "their") for t in document.tokens[max(sentence.first, at - 3) : at]):
        owners = [p[0].country for i, p in sorted(cast.at.items()) if i < at and p[0].kind in BODIES and p[0].country]
        return owners[-1] if owners else None
    start = next(s.first for s in document.sentences if s.paragraph == sentence.paragraph)
    acting = [parts[0].country for i, parts in sorted(cast.at.items()) if start <= i < at and _acts(document, i, parts[0])]
    if acting:
        return acting[-1]
    if cast.home is not None:
        return cast.home
    named = [
        parts[0].country
        for i, parts in sorted(cast.at.items())
        if i < at and parts[0].kind in ("state", "government", "ministry")
    ]
    return Counter(named).most_common(1)[0][0] if named else None


def _acts(document: Document, index: int, part: Part) -> bool:
    """Whether a state or its government stands as a subject, or owns one."""
    token = document.tokens[index]
    if part.kind not in ("state", "government", "ministry") or part.country is None:
        return False
    owner = token.dep in ("poss", "amod", "compound") and document.head(index).dep in ("nsubj", "nsubjpass")
    return owner or token.dep in ("nsubj", "nsubjpass")


def _same_noun(part: Part, role: Role) -> bool:
    """Whether "the ministry" may be this actor: of the same kind, and its noun ends in the same word."""
    if part.kind != role.word.role:
        return part.kind == "armed_group" and role.word.words.split()[-1] in (
            "group",
            "rebels",
            "militants",
            "movement",
            "fighters",
        )
    last = role.word.words.split()[-1]
    known = (part.noun or part.name.lower()).split()
    return last in known or role.word.role == "government"
