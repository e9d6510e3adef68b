"""Places that a mention by itself may mean."""

from dragoman.knowledge.gazetteer import gazetteer
from dragoman.resolve.answer import Answer, Reading
from dragoman.resolve.places.atlas import atlas
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import senses_of, spellings

AT_HOME = 2.0
"""What lying in the country of context is worth, in powers of ten of inhabitants."""


def place_readings(mention: str, context: str | None) -> list[Reading]:
    """The places of a name, by their worth."""
    for key in spellings(mention):
        if senses := senses_of(key, atlas(), gazetteer()):
            return [_reading(sense, context) for sense in senses]
    return []


def _reading(sense: Sense, context: str | None) -> Reading:
    weight = sense.prior + (AT_HOME if context and context in sense.countries else 0.0)
    point = f"{sense.latitude}, {sense.longitude}" if sense.latitude is not None else "no point"
    answer = Answer(sense.name, "place", sense.country, reason=f"{sense.name} is a place ({sense.kind}; {point}).")
    return Reading(f"{sense.name} {sense.country} {sense.admin1}", weight, answer)
