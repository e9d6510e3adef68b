"""Senses of a name: what it may stand for in the register's tables and in the gazetteer."""

from dataclasses import replace
from difflib import SequenceMatcher

from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import Entry, Gazetteer
from dragoman.lexicon.loader import load
from dragoman.resolve.places.atlas import Atlas
from dragoman.resolve.places.sense import ALTERNATE, Sense, sense_of

USUAL = 2.0
"""How much more the place is worth that `places.yaml` calls the usual one of a name."""
NAMESAKE = 20_000
"""Inhabitants from which a town, not the division of the same name around it, is meant by the name alone."""
OVERSHADOWED = 1.5
"""How much less such a division is worth."""
ALIKE = 0.6
"""Share of letters from which two spellings are taken for one name."""


def spellings(words: str) -> list[str]:
    """The folded name without its article, and other ways to write it, to be tried in turn."""
    key = fold(words).removeprefix("the ")
    lists = load("places")
    found = [lists["also_called"][key], key] if key in lists["also_called"] else [key]
    for one, other in lists["variants"]:
        found += [new + key.removeprefix(old) for old, new in ((one, other), (other, one)) if key.startswith(old)]
    return found


def senses_of(key: str, atlas: Atlas, towns: Gazetteer) -> tuple[Sense, ...]:
    """What a folded name may stand for, the hand-written tables before the gazetteer, no place twice."""
    entries = towns.find(key)
    divisions = {entry.country for entry in entries if entry.kind == "admin1" and entry.own}
    written = [s for s in atlas.senses(key) if s.kind != "country" or fold(s.name) == key or s.country not in divisions]
    capital = _capital(key, entries, atlas, towns)
    found = [sense_of(capital, is_capital=True)] if capital else []
    found += [sense_of(entry) for entry in entries if not capital or entry.geonames != capital.geonames]
    found = [s for s in found if not _is_written(s, written)]
    return (*written, *(_weighed(s, key, found) for s in found))


def _capital(key: str, entries: tuple[Entry, ...], atlas: Atlas, towns: Gazetteer) -> Entry | None:
    """The capital of this name; it may be known to the register by a name that the gazetteer lacks ("Washington, D.C.")."""
    if key not in atlas.capitals:
        return None
    country, name = atlas.capitals[key]
    towns_of_it = [e for e in (*entries, *towns.find(name)) if e.kind == "city" and e.country == country]
    return replace(towns_of_it[0], own=True) if towns_of_it else None


def _is_written(sense: Sense, written: list[Sense]) -> bool:
    """Whether a hand-written sense of the same name stands for this one as well."""
    if sense.kind in ("country", "continent"):
        return any(w.kind == sense.kind and w.country == sense.country for w in written)
    return sense.kind == "admin1" and any(w.kind != "country" and (sense.country,) == w.countries for w in written)


def _weighed(sense: Sense, key: str, found: list[Sense]) -> Sense:
    """The sense with more worth where it is the usual one, less where it is a division around a town of its name."""
    if sense.geonames and sense.geonames == load("places")["usual"].get(key):
        return replace(sense, prior=sense.prior + USUAL)
    if sense.kind == "admin1" and any(_is_namesake(s, sense, key) for s in found):
        return replace(sense, prior=sense.prior - OVERSHADOWED)
    if not sense.own and any(s.kind == "admin1" and _is_namesake(sense, s, key) for s in found):
        return replace(sense, prior=sense.prior + ALTERNATE)
    return sense


def _is_namesake(town: Sense, around: Sense, key: str) -> bool:
    """Whether a town has the name of the division around it, be it in another spelling ("Ar Raqqah" in Raqqa)."""
    if not town.is_town or town.population < NAMESAKE or (town.country, town.admin1) != (around.country, around.admin1):
        return False
    own = fold(town.name)
    return town.own or (not own.startswith(f"{key} ") and SequenceMatcher(None, own, key).ratio() >= ALIKE)


def division(country: str, admin1: str, towns: Gazetteer) -> Sense | None:
    """The sense that a first-order division is."""
    entry = towns.division(country, admin1)
    return sense_of(entry) if entry else None
