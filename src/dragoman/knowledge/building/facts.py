"""What readers take from files: tenures, sightings, bodies, nouns and places, and what they cannot take, each with where it
stands.

Dates are ISO at the precision of the source, empty where it has none. `country` is ISO 3166-1 alpha-3, or a code of the
register (UNO, EUR, IGO).
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A person's time in an office.

    `title` may name the country ("Prime Minister of Norway"); `country` is empty where only the title does. `key` is the source's own number
    of the person: one key is one person. `names` are further full names. An empty `end` means "still so at `as_of`".
    """

    where: str
    person: str
    title: str
    country: str
    start: str
    end: str = ""
    as_of: str = ""
    key: str = ""
    names: tuple[str, ...] = ()
    surname: str = ""
    sex: str = ""
    nationality: str = ""
    born: str = ""
    status: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A person seen with a title from one day to another, both included. Without `sure` the country is only likely, and counts only for a person
    whom the register has in it."""

    where: str
    person: str
    title: str
    country: str
    first: str
    last: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or armed group by its names, with PLOVER's sector, for an interval."""

    where: str
    name: str
    aliases: tuple[str, ...]
    country: str
    sector: str
    start: str = ""
    end: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for people of a sector."""

    where: str
    noun: str
    sector: str
    start: str = ""
    end: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of GeoNames. `kind` is city, admin1 or a kind of `geo.tsv`; `latitude` and `longitude` in degrees, empty where unknown."""

    where: str
    geonames: int
    name: str
    kind: str
    countries: tuple[str, ...]
    admin1: str = ""
    aliases: tuple[str, ...] = ()
    latitude: str = ""
    longitude: str = ""
    population: int = 0
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """A record that is not taken, or so many of them. `broken` says that it is not what the format asks for; else it is whole, and of no use."""

    where: str
    reason: str
    broken: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """A file of which nothing is taken; `message` says what is wrong and where, `hint` what to do."""

    file: str
    message: str
    hint: str


Fact = Held | Seen | Body | Noun | Place | Skip | Failure
Facts = Iterator[Fact]
