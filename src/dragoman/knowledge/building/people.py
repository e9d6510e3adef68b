"""Who the persons of the sources are: those of the package, those of other sources, or new ones.

Two records are of one person where the source's key says so; where a full name is the same and a country fits; or where
surname and initial are the same and so is the office at that time. Where several persons fit equally, the record is not
taken.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain, count

from dragoman.knowledge.building.facts import Held
from dragoman.knowledge.building.wording import NUMERAL, clean, name_keys, plain_name, slug, surname_of
from dragoman.knowledge.building.world import World
from dragoman.knowledge.check import BIRTH_YEAR
from dragoman.knowledge.dates import overlap
from dragoman.knowledge.folding import fold
from dragoman.knowledge.tables import values

LONG = 4
"""Letters of a word that two names of one person have in common."""
NEARLY = 0.75
"""Share of letters from which two surnames of one office are taken for one."""

Row = dict[str, str]


@dataclass(eq=False)
class Somebody:
    """A person that sources tell of; `known` is the id if the package has them."""

    id: str
    name: str
    surname: str
    country: str
    known: bool = False
    sex: str = ""
    born: str = ""
    as_of: str = ""
    spellings: dict[str, None] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    terms: list[tuple[str, str, str]] = field(default_factory=list)


class Ambiguous(Exception):
    """Raised when a record may be of several persons."""


class People:
    """All persons met so far, by key and by name."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.met: dict[str, Somebody] = {}
        self._by_key: dict[str, Somebody] = {}
        self._by_name: dict[str, list[Somebody]] = defaultdict(list)
        self._by_office: dict[str, list[Somebody]] = defaultdict(list)
        for row in world.persons.values():
            person = _of_package(row, world)
            self._add(person, name_keys(values(row["spellings"])))
            for office in dict.fromkeys(term[0] for term in person.terms):
                self._by_office[office].append(person)

    def meet(self, held: Held, office: str, jurisdiction: str) -> Somebody:
        """The person of a record, made if there is none such; Ambiguous where there are several."""
        person = self._by_key.get(held.key) if held.key else None
        person = person or self.find(held, office, jurisdiction) or self._make(held, jurisdiction)
        self._learn(person, held, office, jurisdiction)
        return person

    def find(self, held: Held, office: str, jurisdiction: str) -> Somebody | None:
        """The person of a record, if somebody met so far is."""
        keys = name_keys((held.person, *held.names))
        named = {id(one): one for key in keys for one in self._by_name.get(key, ()) if " " in key or _held(one, office, held)}
        fitting = [one for one in named.values() if _fits(one, held, jurisdiction)]
        found = [one for one in fitting if _held(one, office, held)] or fitting or self._namesakes(held, office, jurisdiction)
        if len(found) > 1:
            raise Ambiguous
        return next(iter(found), None)

    def holder_called(self, name: str, office: str, start: str, end: str) -> Somebody | None:
        """The one holder of an office at a time whose name is much like this one: "Rexhep Medjani" is Rexhep Meidani."""
        in_office = [
            one
            for one in self._by_office.get(office, ())
            if any(t[0] == office and overlap(t[1], t[2], start, end) for t in one.terms)
        ]
        called = [one for one in in_office if any(_much_alike(name, spelling) for spelling in one.spellings)]
        return called[0] if len(called) == 1 else None

    def reigns_elsewhere(self, held: Held, jurisdiction: str) -> bool:
        """Whether a monarch's name is that of one whom the package has on another throne at that time: the King of Canada is Charles III."""
        if not NUMERAL.fullmatch(held.person.split()[-1]):
            return False
        named = [
            one
            for key in name_keys((held.person,))
            for one in self._by_name.get(key, ())
            if one.known and jurisdiction not in one.countries
        ]
        return any(
            self._world.offices[office]["role"] == "head_of_state" and overlap(start, end, held.start, held.end)
            for one in named
            for office, start, end in one.terms
            if office in self._world.offices
        )

    def _namesakes(self, held: Held, office: str, jurisdiction: str) -> list[Somebody]:
        """Those of the same surname and initial in the same office at that time: "Recep Erdogan" is Recep Tayyip Erdogan."""
        if " " not in fold(held.person):
            return []
        called = _initial_and_surname(held.person)
        in_office = [one for one in self._by_office.get(office, ()) if _held(one, office, held)]
        return [one for one in in_office if _initial_and_surname(one.name) == called and _fits(one, held, jurisdiction)]

    def _make(self, held: Held, jurisdiction: str) -> Somebody:
        name, country = (
            clean(plain_name(held.person)),
            held.nationality or (jurisdiction if jurisdiction in self._world.country_names else ""),
        )
        person = Somebody(
            self._free_id(name, held.born, country), name, held.surname or surname_of(name, country), country, born=held.born
        )
        self._add(person, ())
        return person

    def _free_id(self, name: str, born: str, country: str) -> str:
        """An id of that name; a namesake's has the year of birth, else the country."""
        plain = slug(name) or "person"
        named = [f"{plain}-{mark}" for mark in (born, country.lower()) if mark]
        numbered = (f"{plain}-{number}" for number in count(2))
        return next(id for id in chain((plain, *named), numbered) if id not in self.met)

    def _add(self, person: Somebody, names: Iterable[str]) -> None:
        self.met[person.id] = person
        for name in names:
            self._by_name[name].append(person)

    def _learn(self, person: Somebody, held: Held, office: str, jurisdiction: str) -> None:
        """Keep what a record tells of a person beyond what is known."""
        if held.key:
            person.keys.add(held.key)
            self._by_key[held.key] = person
        for name in (held.person, *held.names):
            person.spellings[clean(name)] = None
        for key in name_keys((held.person, *held.names)):
            if person not in self._by_name[key]:
                self._by_name[key].append(person)
        person.sex = person.sex or held.sex
        person.born = person.born or held.born
        person.country = person.country or held.nationality
        person.countries |= {jurisdiction, held.nationality} - {""}
        person.as_of = max(person.as_of, held.as_of or held.end)
        person.terms.append((office, held.start, held.end))
        if person not in self._by_office[office]:
            self._by_office[office].append(person)


def _of_package(row: Row, world: World) -> Somebody:
    terms = world.tenures.get(row["id"], [])
    born = BIRTH_YEAR.search(row["id"])
    return Somebody(
        row["id"],
        row["name"],
        row["surname"],
        row["country"],
        known=True,
        sex=row["sex"],
        born=born[0][1:] if born else "",
        spellings=dict.fromkeys(values(row["spellings"])),
        countries={row["country"], *(term["office"].partition(":")[0] for term in terms)},
        terms=[(term["office"], term["from"], term["to"]) for term in terms],
    )


def _held(one: Somebody, office: str, held: Held) -> bool:
    """Whether somebody held an office at the time of a record."""
    return any(term[0] == office and overlap(term[1], term[2], held.start, held.end) for term in one.terms)


def _much_alike(one: str, other: str) -> bool:
    """Whether two names share a longer word, or their last words are nearly the same."""
    ones, others = fold(one).split(), fold(other).split()
    shared = any(len(word) >= LONG and word in others for word in ones)
    return bool(ones and others) and (shared or SequenceMatcher(None, ones[-1], others[-1]).ratio() >= NEARLY)


def _initial_and_surname(name: str) -> tuple[str, str]:
    words = fold(name).split()
    return words[0][:1], words[-1]


def _fits(one: Somebody, held: Held, jurisdiction: str) -> bool:
    """Whether a record of the same name may be of this person: no other key of the same source, no other birth, a country in common."""
    if held.key and any(_same_kind(key, held.key) and key != held.key for key in one.keys):
        return False
    if one.born and held.born and one.born != held.born:
        return False
    return bool({jurisdiction, held.nationality} & one.countries)


def _same_kind(one: str, other: str) -> bool:
    """Whether two keys are of one source, so that two of them are two persons."""
    return one.partition(":")[0].rstrip("0123456789") == other.partition(":")[0].rstrip("0123456789")


def rows_of(people: Iterable[Somebody], world: World) -> list[Row]:
    """The rows of persons.tsv: new persons, and persons of the package of whom a source has another spelling."""
    return [row for person in people if (row := _row(person, world))]


def _row(person: Somebody, world: World) -> Row | None:
    known = world.persons[person.id] if person.known else None
    names = {fold(name) for name in (values(known["spellings"]) if known else (person.name,))}
    others = []
    for name in person.spellings:
        if fold(name) not in names or (not known and name != person.name):
            names.add(fold(name))
            others.append(name)
    if known and not others:
        return None
    country, sex = (known["country"], known["sex"]) if known else (person.country, person.sex)
    row = {"id": person.id, "name": person.name, "surname": person.surname, "spellings": "|".join(others)}
    return row | {"sex": sex, "country": country, "as_of": person.as_of}
