"""Who a single mention is on a day: a name, a title without a name, a body, a country, a seat of government, a people, a place.

A mention is read in every way that it can be; each reading has a weight, and only one that leads the others clearly is given. The day decides who
held an office, the country of context between namesakes. Where nothing leads, the answer has no name, and says between whom it wavers.
"""

from dragoman.knowledge.register import Register, register
from dragoman.resolve.answer import Answer, Reading, decide
from dragoman.resolve.asked import Asked, Word, articled, take_apart, words_of
from dragoman.resolve.bodies import body_readings, group_readings
from dragoman.resolve.holders import holders, posts
from dragoman.resolve.renown import as_titled, person_readings, portray
from dragoman.resolve.towns import place_readings

WELL_KNOWN = 2.6
"""Weight of a person from which no place of the same name is thought of."""
LARGE = 5.0
"""Worth of a place (powers of ten of inhabitants) from which it contests a person who is less known."""
PRONOUNS = ("he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "we", "us", "our", "i", "you")
DOUBT = {
    "name": "Several are called so and none is clearly meant",
    "title": "Several persons held such an office on that day",
    "place": "There are several such places",
}


def who(mention: str, day: str | None, context: str | None = None) -> Answer:
    """Who a mention is on an ISO day, in a report of or on the country of context."""
    known = register()
    words = words_of(mention)
    if not words:
        return Answer(None, reason="There is no word to look up.")
    if mention.strip() in PRONOUNS:
        return Answer(None, reason="A pronoun means somebody only within a text; dragoman read tells whom.")
    whole = Asked(name=tuple(word.key for word in words if word.key))
    bodies = body_readings(words, day, context, known)
    persons = person_readings(whole, day, context, known) if _spelt(whole, known) and not articled(mention) else []
    places = place_readings(mention, context) if not bodies and max((r.weight for r in persons), default=0.0) < WELL_KNOWN else []
    if found := decide([*bodies, *persons, *(r for r in places if persons and r.weight >= LARGE)], DOUBT["name"]):
        return found
    apart = [asked for asked in take_apart(words, known) if asked.term or not places]
    answers = [answer for asked in apart if (answer := _of(asked, day, context, known))]
    if told := next((answer for answer in answers if answer.name), None):
        return told
    named = _full_name_within(words, day, context, known)
    return named or decide(places, DOUBT["place"]) or next(iter(answers), None) or _nobody(apart, day, context)


def _nobody(apart: list[Asked], day: str | None, context: str | None) -> Answer:
    if context is None and any(asked.term and asked.term.title and not asked.of and not asked.name for asked in apart):
        return Answer(None, reason="It is not said whose office that is, and there is no country of context.")
    if day is None:
        return Answer(None, reason="No day is given, and only the day tells who was in office or in public life.")
    return Answer(None, reason="The register has nobody and nothing of this name.")


def _full_name_within(words: tuple[Word, ...], day: str | None, context: str | None, known: Register) -> Answer | None:
    """The one person whose full name stands within a mention that is understood in no other way: "Amara's spokesman Jan Lund"."""
    keys = [word.key for word in words]
    spans = [tuple(keys[a:b]) for a in range(len(keys)) for b in range(a + 2, len(keys) + 1)]
    names = [span for span in spans if " ".join(span) in known.by_full_name]
    longest = [n for n in names if not any(set(n) < set(other) for other in names)]
    readings = [reading for name in longest for reading in person_readings(Asked(name=name), day, context, known)]
    return decide(readings, DOUBT["name"]) if len(longest) == 1 else None


def _spelt(asked: Asked, known: Register) -> bool:
    name = " ".join(asked.name)
    return name in known.by_full_name or name in known.by_surname


def _of(asked: Asked, day: str | None, context: str | None, known: Register) -> Answer | None:
    """Who is meant by a mention taken apart in one way; None where nobody can be."""
    if asked.name:
        person = decide(person_readings(asked, day, context, known), DOUBT["name"])
        return as_titled(person, asked, day, known) if person and person.name else person
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
