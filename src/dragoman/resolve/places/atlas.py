"""The atlas: names of countries, seas, islands, regions, disputed areas and venues from the register's hand-written tables."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import Gazetteer, gazetteer
from dragoman.knowledge.tables import rows, values
from dragoman.lexicon.loader import load
from dragoman.resolve.places.sense import CONTINENT, Sense, sense_of

COUNTRY = 8.0
"""Worth of a country among the places of a name: more than any town."""
ALIAS = 7.0
"""Worth of a country under another name than its usual one ("Gold Coast")."""
DEPENDENCY = 0.5
"""How much less a dependency is worth than a state."""
WRITTEN = 7.5
"""Worth of a place of the hand-written table."""
LONGEST_ABBREVIATION = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, `surface`, and the place it stands for. `form`: name or adjective."""

    surface: str
    form: str
    sense: Sense

    def written_so(self, words: str) -> bool:
        """Whether the words have the capitals of this name, so that "us" is no country and "med" no sea."""
        if self.surface.isupper() and len(self.surface) <= LONGEST_ABBREVIATION:
            return words.isupper()
        if self.surface[:1].isupper():
            return words[:1].isupper()
        return words != words.lower() or self.surface == self.surface.lower()


class Atlas:
    """All names of the hand-written tables, by their folded form; points are GeoNames' where it has the same place."""

    def __init__(self, towns: Gazetteer) -> None:
        self.names: dict[str, list[Name]] = defaultdict(list)
        self.capitals: dict[str, tuple[str, str]] = {}
        self.abbreviations: dict[str, tuple[tuple[str, str], ...]] = {}
        self._add_countries(towns)
        self._add_written(towns)
        self._add_polities()
        self._add_adjectives(towns)
        self._add_abbreviations()
        self.beginnings = {key[:end] for key in self.names for end in (*_gaps(key), len(key))}

    def senses(self, key: str) -> list[Sense]:
        """The places of a folded name; adjectives are no names."""
        return list(dict.fromkeys(name.sense for name in self.names.get(key, ()) if name.form == "name"))

    def matches(self, key: str, words: str) -> Iterator[Name]:
        """The names of a folded form that are written as these words are."""
        return (name for name in self.names.get(key, ()) if name.written_so(words))

    # ------------------------------------------------------------ building

    def _add(self, surface: str, form: str, sense: Sense) -> None:
        if key := fold(surface).removeprefix("the "):
            self.names[key].append(Name(surface, form, sense))

    def _add_countries(self, towns: Gazetteer) -> None:
        for row in rows("countries"):
            if row["to"]:
                continue
            iso3, name = row["iso3"], row["name"]
            entry = towns.division(iso3)
            own = Sense(
                name=name,
                kind="country",
                country=iso3,
                countries=(iso3,),
                latitude=entry.latitude if entry else None,
                longitude=entry.longitude if entry else None,
                precision="country",
                geonames=entry.geonames if entry else None,
                prior=COUNTRY - DEPENDENCY * bool(row["parent"]),
            )
            alias = replace(own, prior=own.prior - COUNTRY + ALIAS)
            self._add(name, "name", own)
            for surface in values(row["aliases"]):
                self._add(surface, "name", own if surface.isupper() else alias)
            for surface in values(row["adjectives"]):
                self._add(surface, "adjective", own)
            for surface in (*values(row["capital"]), *values(row["capital_aliases"])):
                self.capitals[fold(surface)] = (iso3, fold(values(row["capital"])[0]))

    def _add_written(self, towns: Gazetteer) -> None:
        table = rows("geo")
        known = towns.find_all({row["name"] for row in table})
        for row in table:
            countries = values(row["countries"])
            country = countries[0] if len(countries) == 1 else None
            point = float(row["latitude"]), float(row["longitude"])
            sense = Sense(row["name"], row["kind"], country, countries, *point, precision=row["kind"], prior=WRITTEN)
            for entry in known[row["name"]]:
                if entry.kind == "continent":
                    point = entry.latitude, entry.longitude
                    sense = Sense(entry.name, "continent", None, (), *point, "continent", entry.geonames, prior=CONTINENT)
                elif entry.kind == "admin1" and entry.own and countries == (entry.country,):
                    sense = replace(sense, geonames=entry.geonames, admin1=entry.admin1, population=entry.population)
            for surface in (row["name"], *values(row["aliases"])):
                self._add(surface, "name", sense)

    def _add_polities(self) -> None:
        for name, polity in load("places")["polities"].items():
            at = self.senses(fold(polity["at"]))[0]
            for surface in (name, *polity["aliases"]):
                self._add(surface, "name", replace(at, name=name, kind="polity", geonames=None))

    def _add_adjectives(self, towns: Gazetteer) -> None:
        """Adjectives of regions; they win over those of the countries they lie in ("Scottish")."""
        for surface, name in load("places")["rules"]["region_adjectives"]["words"].items():
            senses = [s for s in self.senses(fold(name)) if s.kind != "country"]
            senses += [sense_of(entry) for entry in towns.find(name) if entry.kind == "admin1" and entry.own]
            if senses:
                self.names[fold(surface)] = [Name(surface, "adjective", senses[0])]

    def _add_abbreviations(self) -> None:
        for row in rows("admin"):
            for surface in values(row["abbreviations"]):
                self.abbreviations[surface] = (*self.abbreviations.get(surface, ()), (row["country"], row["code"]))


def _gaps(key: str) -> Iterator[int]:
    """Where the words of a key end, and where one ends before its possessive ("people" in "peoples republic of china")."""
    for at, letter in enumerate(key):
        if letter == " ":
            yield at
            if key[at - 1] == "s":
                yield at - 1


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The atlas, built once a process."""
    return Atlas(gazetteer())
