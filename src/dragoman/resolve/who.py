"""Who a single mention is on a day: a name, a title without a name, a body, a country, a seat of government, a people, a place.

A mention is read in every way that it can be; each reading has a weight, and only one that leads the others clearly is given. The day decides who
held an office, the country of context between namesakes. Where nothing leads, the answer has no name, and says between whom it wavers.
"""

from dragoman.knowledge.register import Register, register
from dragoman.resolve.answer import Answer, Reading, decide
from dragoman.resolve.asked import Asked, articled, take_apart, words_of
from dragoman.resolve.bodies import body_readings, group_readings
from dragoman.resolve.holders import holders, posts
from dragoman.resolve.renown import person_readings, portray
from dragoman.resolve.towns import place_readings

WELL_KNOWN = 2.6
"""Weight of a person from which no place of the same name is thought of."""
LARGE = 5.0
"""Worth of a place (powers of ten of inhabitants) from which it contests a person who is less known."""
DOUBT = {
    "name": "several are called so and none is clearly meant",
    "title": "several persons held such an office on that day",
    "place": "there are several such places",
}


def who(mention: str, day: str | None, context: str | None = None) -> Answer:
    """Who a mention is on an ISO day, in a report of or on the country of context."""
    known = register()
    words = words_of(mention)
    if not words:
        return Answer(None, reason="There is no word to look up.")
    whole = Asked(name=tuple(word.key for word in words if word.key))
    bodies = body_readings(words, day, context, known)
    persons = (
        [r for r in person_readings(whole, day, context, known) if r.weight >= 0]
        if _spelt(whole, known) and not articled(mention)
        else []
    )
    places = place_readings(mention, context) if not bodies and max((r.weight for r in persons), default=0.0) < WELL_KNOWN else []
    if found := decide([*bodies, *persons, *(r for r in places if persons and r.weight >= LARGE)], DOUBT["name"]):
        return found
    hesitant: list[Answer] = []
    for asked in take_apart(words, known):
        if asked.term is None and places:
            continue
        if (answer := _of(asked, day, context, known)) is None:
            continue
        if answer.name is not None:
            return answer
        hesitant.append(answer)
    if found := decide(places, DOUBT["place"]):
        return found
    return hesitant[0] if hesitant else Answer(None, reason="The register has nobody and nothing of this name.")


def _spelt(asked: Asked, known: Register) -> bool:
    name = " ".join(asked.name)
    return name in known.by_full_name or name in known.by_surname


def _of(asked: Asked, day: str | None, context: str | None, known: Register) -> Answer | None:
    """Who is meant by a mention taken apart in one way; None where nobody can be."""
    if asked.name:
        return decide(person_readings(asked, day, context, known), DOUBT["name"])
    if asked.term and not asked.term.title:
        return decide(group_readings(asked, context, known), DOUBT["name"])
    return _holder(asked, day, context, known)


def _holder(asked: Asked, day: str | None, context: str | None, known: Register) -> Answer | None:
    """The holder of an office on the day."""
    offices = posts(asked, context, known)
    if not offices:
        return None
    if asked.former:
        return Answer(None, reason="Several persons may have held this office before that day.")
    if not day:
        return Answer(None, reason="Without a day it cannot be told who held this office.")
    held = holders(offices, day, asked.acting, known)
    if not held:
        return Answer(None, reason=f"The register has nobody who was {offices[0].title} ({offices[0].jurisdiction}) on that day.")
    return decide([Reading(h.person.id, 1.0, portray(h.person, day)) for h in held], DOUBT["title"])
