"""The atlas: names of countries, seas, islands, regions, disputed areas and venues from the register's hand-written tables."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.knowledge.folding import fold
from dragoman.knowledge.tables import rows, values
from dragoman.lexicon.loader import load

COUNTRY = 8.0
"""Worth of a country among the senses of a name, in powers of ten of inhabitants: more than any town."""
WRITTEN = 7.5
"""Worth of a place of the hand-written table."""
LONGEST_ABBREVIATION = 6


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name may stand for. `prior` is its worth before the context is known; `own` as in the gazetteer."""

    name: str
    kind: str
    country: str | None
    countries: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    precision: str
    geonames: int | None = None
    admin1: str | None = None
    population: int = 0
    own: bool = True
    prior: float = WRITTEN


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
        return words[:1].isupper() if self.surface[:1].isupper() else words != words.lower() or self.surface == self.surface.lower()


class Atlas:
    """All names of the hand-written tables, by their folded form."""

    def __init__(self) -> None:
        self.names: dict[str, list[Name]] = defaultdict(list)
        self.capitals: dict[str, str] = {}
        self.abbreviations: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._add_countries()
        self._add_written()
        self._add_adjectives()
        self._add_abbreviations()
        self.longest = max(key.count(" ") for key in self.names) + 1
        self.firsts = {key.split(" ", 1)[0] for key in self.names}

    def senses(self, key: str) -> list[Sense]:
        """The places of a folded name; adjectives are no names."""
        return list(dict.fromkeys(name.sense for name in self.names.get(key, ()) if name.form == "name"))

    def _add(self, surface: str, form: str, sense: Sense) -> None:
        if key := fold(surface).removeprefix("the "):
            self.names[key].append(Name(surface, form, sense))

    def _add_countries(self) -> None:
        for row in rows("countries"):
            if row["to"]:
                continue
            iso3 = row["iso3"]
            sense = Sense(row["name"], "country", iso3, (iso3,), None, None, "country", prior=COUNTRY - 0.5 * bool(row["parent"]))
            for surface in (row["name"], *values(row["aliases"])):
                self._add(surface, "name", sense)
            for surface in values(row["adjectives"]):
                self._add(surface, "adjective", sense)
            for surface in (*values(row["capital"]), *values(row["capital_aliases"])):
                self.capitals[fold(surface)] = iso3

    def _add_written(self) -> None:
        for row in rows("geo"):
            countries = values(row["countries"])
            country = countries[0] if len(countries) == 1 else None
            point = float(row["latitude"]), float(row["longitude"])
            sense = Sense(row["name"], row["kind"], country, countries, *point, precision=row["kind"])
            for surface in (row["name"], *values(row["aliases"])):
                self._add(surface, "name", sense)
        for name, polity in load("places")["polities"].items():
            at = self.names[fold(polity["at"])][0].sense
            for surface in (name, *polity["aliases"]):
                self._add(surface, "name", replace(at, name=name, kind="polity", precision="continent"))

    def _add_adjectives(self) -> None:
        """Adjectives of regions win over those of the countries they lie in ("Scottish")."""
        for surface, name in load("places")["rules"]["region_adjectives"]["words"].items():
            senses = self.senses(fold(name))
            regions = [s for s in senses if s.kind != "country"]
            target = (regions or [Sense(name, "lookup", None, (), None, None, "lookup")])[0]
            self.names[fold(surface)] = [Name(surface, "adjective", target)]

    def _add_abbreviations(self) -> None:
        for row in rows("admin"):
            for surface in values(row["abbreviations"]):
                self.abbreviations[surface].append((row["country"], row["code"]))

    def matches(self, key: str, words: str) -> Iterator[Name]:
        """The names of a folded form that are written as these words are."""
        return (name for name in self.names.get(key, ()) if name.written_so(words))


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The atlas, built once a process."""
    return Atlas()
