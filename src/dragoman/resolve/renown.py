"""Renown: how likely a person of the register is meant by a name on a day.

Who holds a high office is named more than who holds a low one; who has left office is named less the longer ago it was; who has none yet, hardly.
The country of context and a title in the mention speak for a person or against.
"""

from dataclasses import replace

from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Person, Register, Tenure
from dragoman.lexicon.loader import load
from dragoman.records import Office
from dragoman.resolve.answer import Answer, Reading
from dragoman.resolve.asked import Asked
from dragoman.resolve.holders import HEADS
from dragoman.resolve.spellings import namesakes

RANKS = {1: 4.0, 2: 3.4, 3: 2.8, 4: 2.0, 5: 1.6}
"""Weight of an office by its rank."""
ROLES = {
    ("head_of_state", 1): 0.2, ("head_of_state", 2): 0.1, ("head_of_government", 2): -0.2, ("foreign_minister", 3): 0.2, ("military_chief", 3): -0.4,
    ("head", 2): 0.6, ("head", 4): 0.3, ("party_leader", 4): 0.2, ("commander", 4): -0.3,
}  # fmt: skip
"""How much more or less offices of a role weigh than others of their rank, in reports on relations between states."""
ABROAD = 0.4
"""Weight of an office in a body of no one country, for which every context is as good."""
SURNAME = 0.5
"""How much more a person weighs whose usual surname the name is than one of whose names it is the last word."""
FORMER, FORMER_HEAD = 1.2, 0.8
"""Weight of who has just left an office, and how much more one who had ruled weighs."""
FADING = 0.1
"""What is lost each year after office, up to ten years."""
SOON, LATER, UNKNOWN = 0.8, 0.0, 0.3
"""Weight of who takes a first office within a year, later, or of whom no office is known."""
AT_HOME = 2.5
"""Weight of the country of context."""
TITLE_NOW, TITLE_ONCE, NO_TITLE = 2.0, 1.0, -1.0
"""Weight of the title in the mention being held on the day, at another time, never."""
ELSEWHERE = -4.0
"""Weight of a country or body in the mention with which the person has nothing to do."""
LEAST = 0.45
"""Weight below which a surname alone tells nobody."""
LEAST_AT_HOME = 0.15
"""The same for the only one of a surname, in a report on the own country."""
LEAST_ABROAD = 1.3
"""The same for who holds no office, in a report on another country."""
NOT_EXACT = -0.5
"""Weight of a name that is only like one of the person's spellings."""
OFFICES = (
    "head_of_state",
    "head_of_government",
    "deputy",
    "foreign_minister",
    "defence_minister",
    "interior_minister",
    "finance_minister",
    "speaker",
)
"""Roles of titles that are offices, not ranks or plain words."""
BODIES = {"UNO": "IGO", "EUR": "IGO"}
NO_COUNTRY = ("UNO", "EUR", "IGO")


def person_readings(asked: Asked, day: str | None, context: str | None, register: Register) -> list[Reading]:
    """The persons a name may mean, each with its weight; of a name that is not spelt like any, only those whom something else speaks for."""
    found = namesakes(asked.name, register)
    name = " ".join(asked.name)
    readings = []
    for person in found.persons:
        support = _support(person, asked, day, context)
        if not found.exact and support <= 0:
            continue
        renown = _renown(person, day)
        sole = len(found.persons) == 1
        full = sole and len(asked.name) > 1 and support > ELSEWHERE
        if renown >= _least(person, sole, support, day, context) or asked.term or full:
            weight = renown + support + (SURNAME * (fold(person.surname) == name) if found.exact else NOT_EXACT)
            readings.append(Reading(person.id, weight, portray(person, day)))
    return readings


def _least(person: Person, sole: bool, support: float, day: str | None, context: str | None) -> float:
    """The renown below which a surname alone tells nobody."""
    if support >= AT_HOME:
        return LEAST_AT_HOME if sole else LEAST
    return LEAST_ABROAD if context and not support and not person.office_on(day) else LEAST


def portray(person: Person, day: str | None) -> Answer:
    """A person as on a day: with the office of highest rank held then, else as the former holder of the highest held before."""
    held = person.office_on(day)
    last = None if held else person.last_office(day)
    tenure = held or last
    country = _acts_for(held.jurisdiction) if held else last.jurisdiction if last and last.jurisdiction not in BODIES else None
    if country is None or (country in ("IGO",) and not held):
        country = person.country or None
    sector = held.sector if held else "ELI" if last else None
    return Answer(
        person.name, "person", country, sector, _office(tenure, former=held is None), reason=_reason(person, held, last, day)
    )


def _acts_for(jurisdiction: str) -> str:
    return BODIES.get(jurisdiction, jurisdiction)


def _office(tenure: Tenure | None, former: bool) -> Office | None:
    if tenure is None:
        return None
    title = f"former {tenure.title}" if former else tenure.title
    return Office(title, tenure.jurisdiction, tenure.start or None, tenure.end or None, "register")


def _reason(person: Person, held: Tenure | None, last: Tenure | None, day: str | None) -> str:
    if held:
        until = f" until {held.end}" if held.end else ""
        return f"{person.name} was {held.title} ({held.jurisdiction}) from {held.start or 'an unknown day'}{until}."
    if last:
        return f"{person.name} held no office on that day; {last.title} ({last.jurisdiction}) until {last.end}."
    if not day:
        return f"{person.name} is the only one of that name; without a day the office cannot be told."
    first = person.tenures[-1] if person.tenures else None
    return (
        f"{person.name} held no office yet; {first.title} from {first.start}."
        if first
        else f"{person.name} has no office in the register."
    )


def as_titled(answer: Answer, asked: Asked, day: str | None, register: Register) -> Answer:
    """The answer with the office that the mention itself tells, where the register has no such office of that person on the day."""
    persons = [p for p in namesakes(asked.name, register).persons if p.name == answer.name]
    if asked.term is None or asked.term.role not in OFFICES or asked.former or not persons or not day:
        return answer
    if any(t.covers(day) and _titled(t, asked) for t in persons[0].tenures):
        return answer
    of = next((entity.country for entities in asked.of for entity in entities if entity.country), None)
    title = " ".join(
        word if word in ("of", "for", "the", "and", "to") else word.capitalize() for word in asked.term.words.split()
    )
    reason = f"{answer.reason} The mention says {title}."
    return replace(
        answer, country=of or answer.country, sector=asked.term.sector, office=Office(title, of or answer.country), reason=reason
    )


# ------------------------------------------------------------ weights


def _renown(person: Person, day: str | None) -> float:
    """How much a person is talked of on a day, by the offices held, left and to come."""
    if not day or not person.tenures:
        return UNKNOWN
    if held := person.office_on(day):
        return max(RANKS.get(held.rank, 2.0) + ROLES.get((held.role, held.rank), 0.0), _past(person, day))
    past = _past(person, day)
    begins = min(int(t.start[:4] or 0) for t in person.tenures if t.start[: len(day)] > day[: len(t.start)]) if past < 0 else None
    if begins is None:
        return past
    return SOON if begins <= int(day[:4]) + 1 else LATER if begins <= int(day[:4]) + 5 else LATER - 1.0


def _past(person: Person, day: str) -> float:
    """What is left of the renown of offices that ended before a day; below 0 where none has."""
    ended = [t for t in person.tenures if t.end and t.end <= day]
    if not ended:
        return -1.0
    years = min(int(day[:4]) - int(t.end[:4]) for t in ended)
    highest = min(t.rank for t in ended)
    return FORMER - FADING * min(max(years, 0), 10) + (FORMER_HEAD if highest == 1 else 0.1 * (4 - highest))


def _support(person: Person, asked: Asked, day: str | None, context: str | None) -> float:
    """What the context and the rest of the mention say for a person."""
    sides = {person.country, *(t.jurisdiction for t in person.tenures)}
    sides |= {_acts_for(side) for side in sides}
    held = person.office_on(day)
    weight = AT_HOME if context and context in sides else ABROAD if context and held and held.jurisdiction in NO_COUNTRY else 0.0
    if asked.of:
        weight += AT_HOME if all(any(entity.country in sides for entity in entities) for entities in asked.of) else ELSEWHERE
    if asked.term and asked.term.title:
        weight += _fit(person, asked, day)
    return weight


def _fit(person: Person, asked: Asked, day: str | None) -> float:
    held = [t for t in person.tenures if _titled(t, asked)]
    if day and not asked.former and any(t.covers(day) for t in held):
        return TITLE_NOW
    if asked.former and any(t.end and day and t.end <= day for t in held):
        return TITLE_NOW
    return TITLE_ONCE if held else NO_TITLE


def _titled(tenure: Tenure, asked: Asked) -> bool:
    """Whether an office may go by the title of the mention."""
    if asked.term is None:
        return False
    role = asked.term.role
    meant = load("role_words")["stands_for"].get(role, [role])
    return tenure.role in meant or (tenure.role in HEADS and role in HEADS) or asked.term.words in fold(tenure.title)
