"""The register of countries, bodies, groups, persons and the offices they hold, indexed for look-up.

Offices are dated intervals. An open end means "still so at `as_of`". Look-ups by name are by folded spelling and give all
candidates; choosing among them is the resolve step's work.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.folding import fold
from dragoman.knowledge.tables import rows, values

SURNAME_FIRST = {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "HUN", "KHM"}
"""Where the first word of a name is the family's."""
FORMER_YEARS = 6
"""How long after the last office a person is still thought of by surname alone."""


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
        return self.start <= day and (not self.end or day[: len(self.end)] <= self.end and day < self.end.ljust(10, "9"))


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
        """The office of highest rank held on a day."""
        held = [t for t in self.tenures if day and t.covers(day)]
        return min(held, key=lambda t: (t.rank, t.status == "claimed", _backwards(t.start)), default=None)

    def last_office(self, day: str | None) -> Tenure | None:
        """The office of highest rank ended before a day, the latest among equals."""
        ended = [t for t in self.tenures if day and t.end and t.end <= day]
        return max(ended, key=lambda t: (-t.rank, t.end), default=None)

    def in_public_life(self, day: str | None) -> bool:
        """Whether an office is held on a day, or was a few years before it, or will be soon."""
        if not day:
            return True
        year = int(day[:4])
        return any(
            int(t.start[:4] or 0) <= year + 1 and (not t.end or int(t.end[:4]) >= year - FORMER_YEARS) for t in self.tenures
        )


def _backwards(date: str) -> str:
    """A key that sorts later dates first."""
    return "".join(chr(255 - ord(c)) for c in date)


class Register:
    """All tables, indexed. Build it through `register()`."""

    def __init__(self) -> None:
        self.countries = {row["iso3"]: row for row in rows("countries")}
        self.entities: dict[str, list[Entity]] = defaultdict(list)
        self.longest = 1
        self._add_countries()
        self._add_bodies()
        self.persons: dict[str, Person] = self._read_persons()
        self.by_full_name: dict[str, list[Person]] = defaultdict(list)
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        self.holders: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        self._first_names: dict[str, Counter[str]] = defaultdict(Counter)
        self._index_persons()

    def country_name(self, iso3: str | None) -> str | None:
        """The usual short name of a country code."""
        row = self.countries.get(iso3 or "")
        return row["name"] if row else None

    def adjective(self, iso3: str | None) -> str | None:
        """The usual adjective of a country: `Turkish`."""
        row = self.countries.get(iso3 or "")
        return next(iter(values(row["adjectives"])), row["name"]) if row else None

    def holder(self, country: str, role: str, day: str | None) -> Person | None:
        """The one person who held an office of this role for a country on a day; None where there are several or none."""
        if not day:
            return None
        held = {t.person for t in self.holders.get((country, role), ()) if t.covers(day) and t.status != "claimed"}
        return self.persons[held.pop()] if len(held) == 1 else None

    # ------------------------------------------------------------ building

    def _add(self, surface: str, kind: str, name: str, country: str | None, sector: str | None, form: str, dates: tuple[str, str]) -> None:
        key = fold(surface)
        if key:
            self.entities[key].append(Entity(kind, name, country, sector, form, surface, *dates))
            self.longest = max(self.longest, key.count(" ") + 1)

    def _add_countries(self) -> None:
        for iso3, row in self.countries.items():
            name, dates = row["name"], (row["from"], row["to"])
            for surface in (name, *values(row["aliases"])):
                self._add(surface, "state", name, iso3, "GOV", "name", dates)
            for surface in values(row["adjectives"]):
                self._add(surface, "state", name, iso3, "GOV", "adjective", dates)
            for surface in values(row["people"]):
                self._add(surface, "people", f"People of {the(name)}", iso3, "CVL", "people", dates)
            if not row["parent"]:
                for surface in (*values(row["capital"]), *values(row["capital_aliases"])):
                    self._add(surface, "government", f"Government of {the(name)}", iso3, "GOV", "capital", dates)

    def _add_bodies(self) -> None:
        for table, kind in (("orgs", "organisation"), ("armed_groups", "armed_group")):
            for row in rows(table):
                code = {"UNO": "IGO", "EUR": "IGO"}.get(row["country"], row["country"]) or None
                dates = row["from"], row["to"]
                for form, names in (("name", (row["name"], *values(row["aliases"]))), ("acronym", values(row["acronyms"]))):
                    for surface in names:
                        self._add(surface, kind, row["name"], code, row["sector"] or None, form, dates)
        for row in rows("metonyms"):
            for surface in values(row["surface"]):
                kind, dates = row["kind"] or "government", (row["from"], row["to"])
                self._add(surface, kind, row["target"], row["country"], "GOV", "metonym", dates)

    def _read_persons(self) -> dict[str, Person]:
        offices = {row["id"]: row for row in rows("offices")}
        tenures: dict[str, list[Tenure]] = defaultdict(list)
        for row in rows("tenures"):
            office = offices.get(row["office"])
            if office:
                tenures[row["person"]].append(_tenure(row, office))
        found: dict[str, Person] = {}
        for row in rows("persons"):
            spellings = tuple(dict.fromkeys([row["name"], *values(row["spellings"])]))
            if (known := found.get(row["id"])) is not None:
                spellings = tuple(dict.fromkeys([*known.spellings, *spellings]))
            held = tuple(sorted(set(tenures[row["id"]]), key=lambda t: t.start, reverse=True))
            found[row["id"]] = Person(row["id"], row["name"], row["surname"], spellings, row["sex"], row["country"], held)
        return found

    def sex_of(self, first_name: str) -> str | None:
        """The sex that (nearly) all persons of the register with this first name have; None where it has too few or they differ."""
        counted = self._first_names.get(fold(first_name))
        if not counted or sum(counted.values()) < 2:
            return None
        sex, number = counted.most_common(1)[0]
        return sex if number >= 0.9 * sum(counted.values()) else None

    def _index_persons(self) -> None:
        for person in self.persons.values():
            if person.sex and " " in person.name and person.country not in SURNAME_FIRST:
                self._first_names[fold(person.name).split()[0]][person.sex] += 1
            for spelling in person.spellings:
                index = self.by_full_name if " " in fold(spelling) else self.by_surname
                index[fold(spelling)].append(person)
            for short in {fold(person.surname), fold(person.name).split()[-1]}:
                if person not in self.by_surname[short]:
                    self.by_surname[short].append(person)
            for tenure in person.tenures:
                self.holders[tenure.jurisdiction, tenure.role].append(tenure)


def _tenure(row: dict[str, str], office: dict[str, str]) -> Tenure:
    return Tenure(
        person=row["person"],
        office=row["office"],
        title=office["title"],
        jurisdiction=office["jurisdiction"],
        role=office["role"],
        sector=office["sector"],
        rank=int(office["rank"] or 4),
        start=row["from"],
        end=row["to"],
        status=row["status"],
    )


def the(country: str) -> str:
    """A country's name as it stands after "of"."""
    plural = country.startswith(("United ", "Central African", "Czech Rep", "Dominican Rep", "Republic of", "DR Congo"))
    islands = country.endswith(("Islands", "Netherlands", "Philippines", "Maldives", "Bahamas", "Emirates", "Comoros", "Seychelles"))
    return f"the {country}" if plural or islands else country


@lru_cache(maxsize=1)
def register() -> Register:
    """The register, read once a process."""
    return Register()
