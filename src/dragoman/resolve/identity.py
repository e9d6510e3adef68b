"""Identity: which person of the register a name in the text is, on the day of the report.

The text's own words come first: a title, a country, a full name. The register then adds the person's usual name and
office. A bare surname is taken for somebody of the register only if one candidate clearly leads; else it stays a name. A name
that is only like one of the register's is a person of the register where the text speaks for it: a country of that person, or the title.
"""

from collections import Counter
from dataclasses import dataclass

from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Person, Register, Tenure
from dragoman.lexicon.loader import load
from dragoman.resolve.affiliations import Role
from dragoman.resolve.persons import PersonGroup
from dragoman.resolve.spellings import Namesakes, namesakes

LEAST = 3.0
"""The score below which a bare surname stays unknown."""
MARGIN = 1.0
"""By how much the best candidate must lead the next."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the register with the reasons for and against, summed."""

    person: Person
    score: float


def identify(group: PersonGroup, day: str | None, countries: Counter[str], register: Register) -> Person | None:
    """The register's person whom a group of mentions names, or None where none fits or several do."""
    scored = sorted(
        (Candidate(p, _score(p, group, day, countries)) for p in _candidates(group, day, countries, register)),
        key=lambda c: (-c.score, c.person.id),
    )
    if not scored or scored[0].score < LEAST:
        return None
    if len(scored) > 1 and scored[0].score - scored[1].score < MARGIN:
        return None
    return scored[0].person


def _candidates(group: PersonGroup, day: str | None, countries: Counter[str], register: Register) -> list[Person]:
    """Persons who are called so, or, of a full name, nearly so and whom the text speaks for."""
    found = namesakes(group.words, register) if len(group.words) > 1 else _by_surname(group.words[0], register)
    if found.exact:
        return list(found.persons)
    return [
        p for p in found.persons if _is_home(p, countries) and all(_fits(p, role, day, _sides(p)) > 0 for role in group.roles)
    ]


def _by_surname(word: str, register: Register) -> Namesakes:
    return Namesakes(tuple(register.by_surname.get(word, ())), exact=True)


def _sides(person: Person) -> set[str]:
    """The countries and bodies a person belongs to or has acted for."""
    return {person.country, *(t.jurisdiction for t in person.tenures)}


def _is_home(person: Person, countries: Counter[str]) -> bool:
    return any(countries[side] for side in _sides(person))


def _score(person: Person, group: PersonGroup, day: str | None, countries: Counter[str]) -> float:
    office = person.office_on(day)
    score = 3.0 if len(group.words) > 1 else 0.0
    score += 2.0 if office else 0.0
    score += 1.0 if person.in_public_life(day) else -2.0
    score += 0.3 * (5 - office.rank) if office else 0.0
    score += 1.0 if _is_home(person, countries) else -1.0
    return score + max((_fits(person, role, day, _sides(person)) for role in group.roles), default=0.0)


def _fits(person: Person, role: Role, day: str | None, sides: set[str]) -> float:
    """How well a role in the text agrees with the register: country, and a tenure of that kind on the day or before it."""
    country = 0.0
    if role.countries:
        country = 2.0 if set(role.countries) & sides or "IGO" in role.countries else -4.0
    held = [t for t in person.tenures if _same_role(t, role)]
    now = any(day and t.covers(day) for t in held)
    return country + (3.0 if now else 1.5 if held else -1.0)


def _same_role(tenure: Tenure, role: Role) -> bool:
    meant = load("role_words")["stands_for"].get(role.word.role, [role.word.role])
    return tenure.role in meant or fold(tenure.title) == fold(role.word.words)
