"""Holders: who held an office on a day, when a title without a name is all that is said."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Entity, Person, Post, Register, Tenure
from dragoman.lexicon.loader import load
from dragoman.resolve.asked import Asked, Term, ranking

ONE_HOLDER = (
    "head_of_state", "head_of_government", "deputy", "foreign_minister", "defence_minister", "interior_minister", "finance_minister",
    "security_adviser", "intelligence_chief", "military_chief", "spokesperson", "speaker", "opposition_leader",
)  # fmt: skip
"""Roles that a title may name in words which the register does not have."""
HEADS = (
    "head",
    "leader",
    "party_leader",
    "commander",
    "head_of_state",
    "head_of_government",
    "intelligence_chief",
    "military_chief",
)
"""Roles of those who lead a body."""
CODES = {"European Union": "EUR", "United Nations": "UNO"}
"""Bodies whose own code offices have as their jurisdiction."""
NO_COUNTRY = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG"}


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in an office."""

    person: Person
    tenure: Tenure


def posts(asked: Asked, context: str | None, register: Register) -> list[Post]:
    """The offices a title may mean: of the country or body named with it, else of the context."""
    if asked.term is None:
        return []
    titled: list[Post] = register.titled.get(asked.term.words, [])
    if asked.to:
        titled = titled or _posted(asked, register)
        titled = [
            post for post in titled if any(_tells_of(post, entity) for entities in asked.to for entity in entities)
        ] or titled
    if asked.of:
        return _own([p for p in titled if belongs(p, asked.of)], asked) or _of_role(asked, register)
    implied = load("role_words")["implied_countries"].get(asked.term.words, context)
    if near := [post for post in titled if post.jurisdiction == implied]:
        return _own(near, asked)
    own = _own(titled, asked)
    telling = " " in asked.term.words or all(fold(post.title) == asked.term.words for post in own)
    if telling and len({(post.jurisdiction, post.organisation) for post in own}) == 1:
        return own
    return _by_country(implied, asked.term, register) if implied else []


def belongs(post: Post, of: tuple[tuple[Entity, ...], ...]) -> bool:
    """Whether an office is one of all these countries and bodies."""
    return all(any(_is_of(post, entity) for entity in entities) for entities in of)


def holders(offices: list[Post], day: str | None, acting: bool, register: Register) -> list[Holding]:
    """Those who hold one of these offices on a day, each once: who has it in full before who only claims it, the higher office
    before the lower, the successor before the predecessor, the one who stands in where that is said."""
    if not day:
        return []
    held = [t for post in offices for t in register.tenures_of(post.id) if t.covers(day)]
    for better in (_has_power, lambda t: not t.end or t.end > day, lambda t: not acting or t.status in ("acting", "caretaker")):
        held = [t for t in held if better(t)] or held
    best = min((t.rank for t in held), default=0)
    persons = {t.person: t for t in sorted(held, key=lambda t: t.start) if t.rank == best}
    return [Holding(register.persons[id], tenure) for id, tenure in persons.items()]


def _has_power(tenure: Tenure) -> bool:
    return tenure.status not in ("claimed", "designate")


def _own(found: list[Post], asked: Asked) -> list[Post]:
    """Those offices whose usual title this is, if there are any; else those of the body itself, not of its parts, and no deputies."""
    words = asked.term.words if asked.term else ""
    said = words.split()
    found = [post for post in found if not any(word in ranking() and word not in said for word in fold(post.title).split())]
    bodies = {fold(name) for entities in asked.of for entity in entities for name in (entity.name, entity.surface)}
    tells: tuple[Callable[[Post], bool], ...] = (
        lambda p: fold(p.title) == words,
        lambda p: fold(p.organisation) in bodies,
        lambda p: any(name in fold(p.title) for name in bodies),
    )
    for better in tells:
        found = [post for post in found if better(post)] or found
    return found


def _is_of(post: Post, entity: Entity) -> bool:
    """Whether an office is one of a country or body."""
    if entity.kind in ("state", "people", "government") and entity.form != "metonym":
        return post.jurisdiction == entity.country
    names = {fold(entity.name), fold(entity.surface)}
    body = fold(post.organisation)
    if CODES.get(entity.name) == post.jurisdiction or body in names or any(f" {name} " in f" {body} " for name in names):
        return True
    return _tells_of(post, entity)


def _tells_of(post: Post, entity: Entity) -> bool:
    """Whether the titles of an office name a country or body."""
    names = {fold(name) for name in (entity.name, entity.surface)}
    return any(f" {name} " in f" {fold(title)} " for title in (post.title, *post.titles) for name in names)


def _of_role(asked: Asked, register: Register) -> list[Post]:
    """The offices of a title's role, where the register has the title in other words."""
    role = asked.term.role if asked.term else None
    found: list[Post] = []
    for entity in {entity for entities in asked.of for entity in entities}:
        if entity.kind in ("state", "people", "government", "ministry"):
            found += _by_country(entity.country, asked.term, register)
        elif role in HEADS or role == "spokesperson":
            wanted = HEADS if role in HEADS else (role,)
            led = [post for post in register.of_body(entity.name) if post.role in wanted]
            found += [post for post in led if post.rank == min(p.rank for p in led)]
    return list(dict.fromkeys(found))


def _by_country(country: str | None, term: Term | None, register: Register) -> list[Post]:
    """The highest offices of a role in a country that goes by other words for it ("defence minister" for a secretary of defence). A king is no
    president: the words for heads of state are those of the register."""
    role = term.role if term else None
    meant = ("head_of_state", "head_of_government") if role == "leader" else (role,) if role in ONE_HOLDER else ()
    if country is None or country in NO_COUNTRY or term is None:
        return []
    if role == "head_of_state" and term.words != "head of state":
        return []
    found = {t.office for each in meant for t in register.tenures_of_role(country, each or "")}
    offices = [register.offices[id] for id in sorted(found)]
    return [post for post in offices if post.rank == min(p.rank for p in offices)]


def _posted(asked: Asked, register: Register) -> list[Post]:
    """The offices of envoys and ambassadors of the sender, whatever their titles."""
    senders = {entity.country for entities in asked.of for entity in entities if entity.country}
    roles = ("envoy", "ambassador")
    found = {t.office for country in sorted(senders) for role in roles for t in register.tenures_of_role(country, role)}
    return [register.offices[id] for id in sorted(found)]
