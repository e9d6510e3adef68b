"""Senses: what a name may stand for on the map, from the register's tables and the gazetteer."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import log10

from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import Entry, Gazetteer
from dragoman.resolve.places.atlas import Atlas, Sense

ALTERNATE = 1.5
"""How much less a place is worth under a name that is not its own, in powers of ten of inhabitants."""
CAPITAL = 1.5
"""How much more a capital is worth than another town of its size."""
NAMESAKE = 100_000
"""Inhabitants from which a town, not the division of the same name around it, is meant by the name alone."""
VARIANTS = (("saint ", "st "), ("st ", "saint "), ("mount ", "mt "), ("mt ", "mount "), ("fort ", "ft "), ("ft ", "fort "))


def spellings(words: str) -> list[str]:
    """The folded name and other ways to write it, to be tried in turn."""
    key = fold(words)
    key = key.removeprefix("the ")
    return [key, *(new + key.removeprefix(old) for old, new in VARIANTS if key.startswith(old))]


def senses_of(key: str, atlas: Atlas, gazetteer: Gazetteer) -> tuple[Sense, ...]:
    """What a folded name may stand for, the hand-written tables before the gazetteer, none twice."""
    entries = gazetteer.find(key)
    written = [_with_point(sense, entries, gazetteer) for sense in atlas.senses(key)]
    divisions = {(entry.country, entry.admin1) for entry in entries if entry.kind == "admin1" and entry.own}
    written = [s for s in written if s.kind != "country" or fold(s.name) == key or not _is_part(s, divisions)]
    taken = {s.geonames for s in written if s.geonames} | {s.country for s in written if s.kind == "country"}
    capital = atlas.capitals.get(key)
    entries = _capital_first(entries, capital, gazetteer)
    found = [_sense(entry, entry is entries[0] and capital == entry.country) for entry in entries]
    return (*written, *(s for s in _without_surroundings(found) if s.geonames not in taken and not _covered(s, written)))


def pointed(sense: Sense, gazetteer: Gazetteer) -> Sense:
    """A sense of the tables with its point."""
    return _with_point(sense, gazetteer.find(sense.name), gazetteer)


def division_sense(country: str, admin1: str, gazetteer: Gazetteer) -> Sense | None:
    """The sense that a first-order division is."""
    entry = gazetteer.division(country, admin1)
    return _sense(entry, False) if entry else None


def _is_part(country: Sense, divisions: set[tuple[str, str]]) -> bool:
    """Whether an alias of a country ("Scotland") is a division of it."""
    return any(iso3 == country.country for iso3, _ in divisions)


def _with_point(sense: Sense, entries: tuple[Entry, ...], gazetteer: Gazetteer) -> Sense:
    """The sense with GeoNames' point and number where GeoNames has the same place."""
    entry: Entry | None = None
    if sense.kind == "country":
        entry = gazetteer.division(sense.country or "")
    else:
        entry = next((e for e in entries if e.kind == "continent"), None)
        inside = [e for e in entries if e.kind == "admin1" and e.own and e.country in sense.countries]
        if entry is None and len(inside) == 1:
            return replace(sense, geonames=inside[0].geonames, admin1=inside[0].admin1)
    if entry is None:
        return sense
    kind = "continent" if entry.kind == "continent" else sense.kind
    return replace(sense, kind=kind, precision=kind, latitude=entry.latitude, longitude=entry.longitude, geonames=entry.geonames)


def _capital_first(entries: tuple[Entry, ...], country: str | None, gazetteer: Gazetteer) -> list[Entry]:
    """The entries, the capital of this country before all others."""
    if not country:
        return list(entries)
    capital = next((e for e in entries if e.kind == "city" and e.country == country), None)
    if capital is None:
        return list(entries)
    return [replace(capital, own=True), *(e for e in entries if e is not capital)]


def _without_surroundings(senses: list[Sense]) -> list[Sense]:
    """Without the divisions that share their name with a large town in them."""
    towns = {(s.country, s.admin1) for s in senses if s.kind in ("city", "capital") and s.own and s.population >= NAMESAKE}
    return [s if s.kind != "admin1" or (s.country, s.admin1) not in towns else replace(s, prior=s.prior - 3) for s in senses]


def _covered(sense: Sense, written: list[Sense]) -> bool:
    """Whether a hand-written place of this name stands for the division as well."""
    return sense.kind == "admin1" and any(w.kind != "country" and sense.country in w.countries for w in written)


def _sense(entry: Entry, is_capital: bool) -> Sense:
    kind = "capital" if is_capital else entry.kind
    return Sense(
        name=entry.name,
        kind=kind,
        country=entry.country or None,
        countries=(entry.country,) if entry.country else (),
        latitude=entry.latitude,
        longitude=entry.longitude,
        precision=entry.kind,
        geonames=entry.geonames,
        admin1=entry.admin1 or None,
        population=entry.population,
        own=entry.own,
        prior=_prior(entry, is_capital),
    )


@lru_cache(maxsize=4096)
def _prior(entry: Entry, is_capital: bool) -> float:
    """How likely a place is meant where nothing else is known, in powers of ten of inhabitants."""
    size = log10(max(entry.population, 100))
    if entry.kind == "admin1":
        return 4.2 + 0.3 * size - (0 if entry.own else 0.5)
    if entry.kind == "admin2":
        return 2.2 + 0.5 * size
    if entry.kind == "continent":
        return 9.0
    return size + (CAPITAL if is_capital else 0) - (0 if entry.own else ALTERNATE)
