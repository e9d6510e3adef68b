"""Bodies: countries, governments, ministries, organisations, armed groups and peoples that a mention by itself stands for."""

from collections.abc import Iterable

from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Entity, Register, the
from dragoman.knowledge.tables import values
from dragoman.resolve.answer import Answer, Reading
from dragoman.resolve.asked import Asked, Word, is_abbreviation, readings

FORMS = {"name": 5.0, "acronym": 4.8, "metonym": 4.6, "capital": 3.8, "adjective": 3.6, "people": 3.4}
"""Weight of a name by what kind of name it is."""
STATE = 4.0
"""How much more a country weighs under its own name than anything else so called."""
LIKE_A_WORD = 2.0
"""Weight of an abbreviation that is written like a word ("Nato")."""
AT_HOME = 2.0
"""Weight of the country of context."""
ABROAD = 0.7
"""Weight of a body of no one country, for which every context is as good."""
NO_COUNTRY = {"IGO", "NGO", "MNC", "IMG"}
SIDES = ("state", "people", "government")
"""Kinds that stand for a country."""
STATE_SECTORS = ("GOV", "MIL", "COP", "SPY", "LEG", "JUD")
"""Sectors through whose people a state acts."""
KINDS = {"REB": "armed_group", "CVL": "people"}
SAID = {
    "name": "is another name of",
    "acronym": "is short for",
    "metonym": "stands for",
    "capital": "is a capital and stands for",
}
DEMONYMS = {"people": ("people", "CVL"), "adjective": ("state", "GOV")}


def body_readings(words: tuple[Word, ...], day: str | None, context: str | None, register: Register) -> list[Reading]:
    """What the words stand for as a name of the register, as it was on the day if that is known; else at any time."""
    found = readings(words, register)
    then = [entity for entity in found if entity.valid(day)]
    return [_reading(entity, words, context, register, now=bool(then)) for entity in then or found]


def _reading(entity: Entity, words: tuple[Word, ...], context: str | None, register: Register, now: bool) -> Reading:
    if is_abbreviation(entity) and not all(word.text.isupper() for word in words):
        weight = LIKE_A_WORD
    else:
        weight = FORMS[entity.form] + (STATE if entity.kind == "state" and entity.form == "name" else 0.0)
    weight += AT_HOME if context and entity.country == context else ABROAD if entity.country in NO_COUNTRY else 0.0
    weight -= 0.0 if now else 1.0
    answer = body_of(entity, register, now)
    same = f"{entity.country}" if entity.kind in SIDES or entity.country not in NO_COUNTRY else f"{entity.name}"
    return Reading(same, weight, answer)


def body_of(entity: Entity, register: Register, now: bool = True) -> Answer:
    """A name of the register as an answer; peoples and adjectives stand for their country."""
    then = "" if now else f", though not on that day ({entity.start or '...'} to {entity.end or '...'})"
    if entity.form in DEMONYMS:
        kind, sector = DEMONYMS[entity.form]
        name = register.country_name(entity.country)
        return Answer(name, kind, entity.country, sector, reason=f"{entity.surface} is said of {the(name or '')}{then}.")
    said = "is known by this name" if entity.surface == entity.name else f"{SAID[entity.form]} {the(entity.name)}"
    return Answer(entity.name, entity.kind, entity.country, entity.sector, reason=f"{entity.surface} {said}{then}.")


# ------------------------------------------------------------ a noun with a country: "Turkish officials"


def group_readings(asked: Asked, context: str | None, register: Register) -> list[Reading]:
    """What a noun for actors stands for with the country or body before or after it; with none, of the country of context."""
    term = asked.term
    if term is None or term.title:
        return []
    if not asked.of:
        at_home = context if context and register.country_name(context) and not (term.collective or term.person) else None
        return [Reading(at_home, 1.0, _of_country(asked, at_home, register))] if at_home else []
    found = []
    for entity in _of(asked):
        weight = AT_HOME if context and entity.country == context else 0.0
        if entity.kind in SIDES and entity.country:
            found.append(Reading(entity.country, weight, _of_country(asked, entity.country, register)))
        else:
            answer = Answer(
                entity.name, entity.kind, entity.country, entity.sector, reason=f"{term.words.capitalize()} of {entity.name}."
            )
            found.append(Reading(entity.name, weight, answer))
    return found


def _of(asked: Asked) -> Iterable[Entity]:
    return [entity for entities in asked.of[:1] for entity in entities]


def _of_country(asked: Asked, country: str, register: Register) -> Answer:
    """A government, ministry, army, court ... of a country by name; people of a country are told by the country and their sector."""
    term = asked.term
    assert term is not None
    name = register.country_name(country) or country
    if named := _named(term.words, country, register):
        return body_of(named, register)
    if term.collective or term.person:
        kind = "state" if term.sector in STATE_SECTORS else KINDS.get(term.sector or "", "people")
        which = "act for it" if kind == "state" else "are told by their country only"
        return Answer(name, kind, country, term.sector, reason=f"{term.words.capitalize()} of {the(name)} {which}.")
    noun = " ".join(word if word in ("of", "the", "and", "for") else word.capitalize() for word in term.words.split())
    called = term.name.format(adjective=register.adjective(country), country=the(name), Noun=noun, body="")
    return Answer(called, term.role, country, term.sector, reason=f"{term.words.capitalize()} of {the(name)}.")


def _named(words: str, country: str, register: Register) -> Entity | None:
    """The body that a noun with the adjective of its country names: "the army" of Lebanon is the Lebanese Armed Forces."""
    adjectives = values(register.countries[country]["adjectives"]) if country in register.countries else ()
    found = (entity for adjective in adjectives for entity in register.entities.get(fold(f"{adjective} {words}"), ()))
    return next((entity for entity in found if entity.country == country), None)
