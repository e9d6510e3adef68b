"""The resolve step: a document's names, titles, pronouns, places and dates become actors, places and times."""

from dataclasses import replace

from dragoman.document import Document, Mentions
from dragoman.resolve.actors import find_actors
from dragoman.resolve.places import find_places
from dragoman.resolve.times import find_times


def resolve(document: Document) -> Mentions:
    """Who, where and when in a document."""
    places = tuple(find_places(document))
    who = find_actors(document, places)
    return replace(who, places=places, times=tuple(find_times(document)))
