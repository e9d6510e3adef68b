"""Places that a mention by itself may mean."""

from difflib import SequenceMatcher

from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import gazetteer
from dragoman.resolve.answer import Answer, Reading
from dragoman.resolve.places.atlas import atlas
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import senses_of, spellings

KNOWN, KNOWN_ABROAD = 15_000, 100_000
"""Inhabitants of a town below which nobody means it outside its country: by its own name, by another one."""
SHORT = 3
ALIKE = 0.7
AT_HOME = 2.0
"""What lying in the country of context is worth, in powers of ten of inhabitants."""


def place_readings(mention: str, context: str | None) -> list[Reading]:
    """The places of a name, by their worth; a short word in small letters is no name."""
    if len(mention.strip()) <= SHORT and mention.islower():
        return []
    for key in spellings(mention):
        if senses := senses_of(key, atlas(), gazetteer()):
            read = [_reading(sense, mention, context) for sense in senses]
            return [
                reading for reading, sense in zip(read, senses, strict=True) if _is_known(sense) or context in sense.countries
            ]
    return []


def _is_known(sense: Sense) -> bool:
    return not sense.is_town or sense.population >= (KNOWN if sense.own else KNOWN_ABROAD)


def _reading(sense: Sense, mention: str, context: str | None) -> Reading:
    """A place, in its country; where several states share or contest it, in the one of context."""
    here = context if context in sense.countries else None
    name = _called(sense, mention)
    point = f"{sense.latitude}, {sense.longitude}" if sense.latitude is not None else "no point"
    answer = Answer(name, "place", sense.country or here, reason=f"{name} is a place ({sense.kind}; {point}).")
    return Reading(f"{sense.name} {sense.country} {sense.admin1}", sense.prior + (AT_HOME if here else 0.0), answer)


def _called(sense: Sense, mention: str) -> str:
    """The name as it is said, where it is much like the place's own in the gazetteer ("Gaza City" for Gaza, "Aarhus" for Århus)."""
    said, own = mention.strip().removeprefix("the "), fold(sense.name)
    alike = f" {own} " in f" {fold(said)} " or SequenceMatcher(None, own, fold(said)).ratio() >= ALIKE
    return said if sense.is_town and alike else sense.name
