"""Places that a mention by itself may mean."""

from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import gazetteer
from dragoman.resolve.answer import Answer, Reading
from dragoman.resolve.places.atlas import atlas
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import senses_of, spellings

KNOWN = 4.5
"""Worth of a place (powers of ten of inhabitants) below which nobody means it outside its country."""
AT_HOME = 2.0
"""What lying in the country of context is worth, in powers of ten of inhabitants."""


def place_readings(mention: str, context: str | None) -> list[Reading]:
    """The places of a name, by their worth."""
    for key in spellings(mention):
        if senses := senses_of(key, atlas(), gazetteer()):
            read = [_reading(sense, mention, context) for sense in senses]
            return [reading for reading in read if reading.weight >= KNOWN]
    return []


def _reading(sense: Sense, mention: str, context: str | None) -> Reading:
    """A place, in its country; where several states share or contest it, in the one of context."""
    here = context if context in sense.countries else None
    name = _called(sense, mention)
    point = f"{sense.latitude}, {sense.longitude}" if sense.latitude is not None else "no point"
    answer = Answer(name, "place", sense.country or here, reason=f"{name} is a place ({sense.kind}; {point}).")
    return Reading(f"{sense.name} {sense.country} {sense.admin1}", sense.prior + (AT_HOME if here else 0.0), answer)


def _called(sense: Sense, mention: str) -> str:
    """The name as it is said, where it holds the place's own name ("Gaza City" is called Gaza in the gazetteer)."""
    said = mention.strip().removeprefix("the ")
    return said if sense.is_town and f" {fold(sense.name)} " in f" {fold(said)} " else sense.name
