"""The register of countries, bodies, groups, persons and the offices they hold, indexed for look-up.

Offices are dated intervals. An open end means "still so at `as_of`". Look-ups by name are by folded spelling and give all
candidates; choosing among them is the resolve step's work. What nobody asks for stays text: only the persons, names and offices that are
looked up become objects.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from dragoman.knowledge.compiled import SURNAME_FIRST as SURNAME_FIRST
from dragoman.knowledge.compiled import compiled
from dragoman.knowledge.folding import fold
from dragoman.knowledge.naming import the as the
from dragoman.knowledge.tables import rows, values

FORMER_YEARS = 6
"""How long after the last office a person is still thought of by surname alone."""
PRECEDENCE = (
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister", "finance_minister", "deputy",
    "speaker", "minister", "security_adviser", "intelligence_chief", "envoy", "ambassador", "head", "other", "opposition_leader",
    "party_leader", "military_chief", "commander", "spokesperson", "royal",
)  # fmt: skip
"""By which of several offices of one rank a person is called."""
FEMALE = {
    "King": "Queen",
    "Emperor": "Empress",
    "Prince": "Princess",
    "Crown Prince": "Crown Princess",
    "Grand Duke": "Grand Duchess",
}
"""Titles whose form goes by the holder's sex."""
LEAST_STATUS = ("claimed", "designate")
"""Tenures that give no power."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A country, body, group or metonym by one of its names, `surface`. `form`: name, adjective, people, capital, acronym, metonym."""

    kind: str
    name: str
    country: str | None
    sector: str | None
    form: str
    surface: str
    start: str = ""
    end: str = ""

    def valid(self, day: str | None) -> bool:
        """Whether the row holds on this ISO date; always, where no date is known."""
        return not day or (self.start <= day and (not self.end or day < self.end))


@dataclass(frozen=True, slots=True)
class Post:
    """An office, whoever holds it; `titles` are the other forms of its title."""

    id: str
    title: str
    titles: tuple[str, ...]
    jurisdiction: str
    organisation: str
    sector: str
    role: str
    rank: int


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's time in an office, `[start, end)`; an empty end is open."""

    person: str
    office: str
    title: str
    jurisdiction: str
    role: str
    sector: str
    rank: int
    start: str
    end: str
    status: str

    def covers(self, day: str) -> bool:
        """Whether the office was held on a day, at the precision the register has."""
        return self.start <= day and (not self.end or (day[: len(self.end)] <= self.end and day < self.end.ljust(10, "9")))


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register with all spellings and tenures, latest first."""

    id: str
    name: str
    surname: str
    spellings: tuple[str, ...]
    sex: str
    country: str
    tenures: tuple[Tenure, ...]

    def office_on(self, day: str | None) -> Tenure | None:
        """The office of highest rank held on a day, one with power before one in name; of equal ones the one a person is called by."""
        held = [t for t in self.tenures if day and t.covers(day)]
        return min(held, key=lambda t: (t.status in LEAST_STATUS, *_standing(t), _backwards(t.start)), default=None)

    def last_office(self, day: str | None) -> Tenure | None:
        """The office of highest rank ended before a day, the latest among equals."""
        ended = [t for t in self.tenures if day and t.end and t.end <= day and not t.covers(day)]
        return min(ended, key=lambda t: (*_standing(t), _backwards(t.end)), default=None)

    def in_public_life(self, day: str | None) -> bool:
        """Whether an office is held on a day, or was a few years before it, or will be soon."""
        if not day:
            return True
        year = int(day[:4])
        return any(
            int(t.start[:4] or 0) <= year + 1 and (not t.end or int(t.end[:4]) >= year - FORMER_YEARS) for t in self.tenures
        )


def _standing(tenure: Tenure) -> tuple[int, int]:
    """Rank and place in the order of precedence; a head of state who also leads the government is called by the first."""
    place = PRECEDENCE.index(tenure.role) if tenure.role in PRECEDENCE else len(PRECEDENCE)
    return (1 if tenure.role == "head_of_state" else tenure.rank), place


def _backwards(date: str) -> str:
    """A key that sorts later dates first."""
    return "".join(chr(255 - ord(c)) for c in date)


Made = TypeVar("Made")


class Lookup(Mapping[str, Made]):
    """A look-up table whose values are made from their text when they are first asked for, and then kept."""

    def __init__(self, texts: dict[str, str], make: Callable[[str, str], Made]) -> None:
        self._texts = texts
        self._make = make
        self._made: dict[str, Made] = {}

    def __getitem__(self, key: str) -> Made:
        if key not in self._made:
            self._made[key] = self._make(key, self._texts[key])
        return self._made[key]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Keys and texts, nothing made of them."""
        return iter(self._texts.items())

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def get(self, key: str, default: Any = None, /) -> Any:
        """The value of a key, without the cost of an error where there is none: most words of a text are nobody's name."""
        return self[key] if key in self._texts else default


class Register:
    """All tables, indexed. Get it by `register()`.

    `by_full_name` and `by_surname` give the persons of a folded name, `titled` the offices of a folded title.
    """

    def __init__(self) -> None:
        tables = compiled()
        self.countries = {row["iso3"]: row for row in rows("countries")}
        self.entities: Lookup[list[Entity]] = Lookup(tables["entities"], _entities)
        self.longest = max(key.count(" ") for key in self.entities) + 1
        self.offices: Lookup[Post] = Lookup(tables["offices"], _post)
        self.persons: Lookup[Person] = Lookup(tables["persons"], self._person)
        self.by_full_name: Lookup[list[Person]] = Lookup(tables["full_names"], self._named)
        self.by_surname: Lookup[list[Person]] = Lookup(tables["short_names"], self._named)
        self.titled: Lookup[list[Post]] = Lookup(tables["titles"], lambda _, ids: [self.offices[id] for id in ids.split("|")])
        self._bodies: Lookup[list[Post]] = Lookup(tables["bodies"], lambda _, ids: [self.offices[id] for id in ids.split("|")])
        self._holders: Lookup[list[Person]] = Lookup(tables["holders"], self._named)
        self._roles: Lookup[list[Person]] = Lookup(tables["roles"], self._named)
        self._sexes = tables["sexes"]

    def surnames(self) -> Iterator[tuple[str, list[str]]]:
        """Each folded surname with the ids of those who bear it, without making the persons."""
        return ((name, ids.split("|")) for name, ids in self.by_surname.texts())

    def country_name(self, iso3: str | None) -> str | None:
        """The usual short name of a country code."""
        row = self.countries.get(iso3 or "")
        return row["name"] if row else None

    def adjective(self, iso3: str | None) -> str | None:
        """The usual adjective of a country: `Turkish`."""
        row = self.countries.get(iso3 or "")
        return next(iter(values(row["adjectives"])), row["name"]) if row else None

    def sex_of(self, first_name: str) -> str | None:
        """The sex that (nearly) all persons of the register with this first name have; None where it has too few or they differ."""
        return self._sexes.get(fold(first_name))

    def holder(self, country: str, role: str, day: str | None) -> Person | None:
        """The one person who held an office of this role for a country on a day; None where there are several or none.

        Who holds it beats who only claims it or is to take it, and on the day of a handover the successor beats the predecessor.
        """
        held = [t for t in self.tenures_of_role(country, role) if day and t.covers(day) and t.status not in LEAST_STATUS]
        held = _after_handover(held, day or "")
        return self.persons[held[0].person] if len({t.person for t in held}) == 1 else None

    def of_body(self, name: str) -> list[Post]:
        """The offices of a body."""
        found: list[Post] = self._bodies.get(fold(name), [])
        return found

    def tenures_of_role(self, country: str, role: str) -> list[Tenure]:
        """All tenures of the offices of a role for a country."""
        return [
            t for p in self._roles.get(f"{country} {role}", ()) for t in p.tenures if t.jurisdiction == country and t.role == role
        ]

    def tenures_of(self, office: str) -> list[Tenure]:
        """All tenures of an office."""
        return [t for p in self._holders.get(office, ()) for t in p.tenures if t.office == office]

    # ------------------------------------------------------------ making objects from their texts

    def _person(self, id: str, text: str) -> Person:
        own, *lines = text.split("\n")
        name, surname, spellings, sex, country = own.split("\t")
        tenures = sorted((self._tenure(id, sex, line) for line in lines), key=lambda t: t.start, reverse=True)
        return Person(id, name, surname, tuple(spellings.split("|")), sex, country, tuple(tenures))

    def _tenure(self, person: str, sex: str, line: str) -> Tenure:
        office, start, end, status = line.split("\t")
        post = self.offices[office]
        title = FEMALE.get(post.title, post.title) if sex == "f" else post.title
        return Tenure(person, office, title, post.jurisdiction, post.role, post.sector, post.rank, start, end, status)

    def _named(self, _: str, ids: str) -> list[Person]:
        return [self.persons[id] for id in ids.split("|")]


def _entities(_: str, text: str) -> list[Entity]:
    lines = (line.split("\t") for line in text.split("\n"))
    return [
        Entity(kind, name, country or None, sector or None, form, surface, start, end)
        for kind, name, country, sector, form, surface, start, end in lines
    ]


def _post(id: str, text: str) -> Post:
    title, titles, jurisdiction, organisation, sector, role, rank = text.split("\t")
    return Post(id, title, values(titles), jurisdiction, organisation, sector, role, int(rank or 4))


def _after_handover(held: list[Tenure], day: str) -> list[Tenure]:
    """Those who hold an office on a day without those whose time ends on that very day or in that month, if others are left."""
    staying = [t for t in held if not t.end or t.end > day]
    return staying or held


@lru_cache(maxsize=1)
def register() -> Register:
    """The register, read once a process."""
    return Register()
