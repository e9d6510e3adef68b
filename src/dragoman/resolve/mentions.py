"""The resolve step: a document's names, titles, pronouns, places and dates become actors, places and times."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Document, Mentions
from dragoman.records import Place
from dragoman.resolve.actors import find_actors
from dragoman.resolve.places import find_places
from dragoman.resolve.times import find_times


def resolve(document: Document) -> Mentions:
    """Who, where and when in a document."""
    places = tuple(find_places(document))
    who = find_actors(document, places)
    return replace(who, places=tuple(_places_proper(places, who)), times=tuple(find_times(document)))


def _places_proper(places: tuple[Place, ...], who: Mentions) -> Iterator[Place]:
    """The places without the mentions that turned out to be names of persons, and without those that have no other."""
    persons = {
        at for actor in who.actors if actor.kind == "person" for span in actor.mentions for at in range(span.start, span.end)
    }
    for place in places:
        mentions = tuple(span for span in place.mentions if span.start not in persons)
        if mentions:
            yield replace(place, mentions=mentions)
