"""The search for places: from toponyms over their senses to records."""

from collections import defaultdict
from dataclasses import replace

from dragoman.document import Document
from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import gazetteer
from dragoman.records import Place, Span, record_id
from dragoman.resolve.places.atlas import atlas
from dragoman.resolve.places.belief import believable
from dragoman.resolve.places.candidate import Candidate
from dragoman.resolve.places.choice import choose
from dragoman.resolve.places.inheritance import inherit
from dragoman.resolve.places.lookup import apart, look_up
from dragoman.resolve.places.page import Page, Toponym
from dragoman.resolve.places.placing import place
from dragoman.resolve.places.recognition import find_in_tables, find_recognised
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.surroundings import find_abbreviations, find_datelines, find_unrecognised
from dragoman.resolve.places.vocabulary import vocabulary

FINDERS = (find_in_tables, find_abbreviations, find_recognised, find_datelines, find_unrecognised)
"""In the order of trust: of two toponyms of the same words, the first stays."""


def find_places(document: Document) -> list[Place]:
    """The places of a document in the order of their first mention."""
    page, towns = Page(document, atlas(), vocabulary()), gazetteer()
    toponyms = [toponym for find in FINDERS for toponym in find(page)]
    towns.find_all({key for toponym in toponyms for key, _ in toponym.readings})
    reads = apart(believable(page, [look_up(page, toponym, towns) for toponym in toponyms]))
    candidates = place(page, reads, towns)
    return _records(document, candidates, inherit(page, candidates, choose(candidates), towns))


def _records(document: Document, candidates: list[Candidate], senses: list[Sense | None]) -> list[Place]:
    """One record a place, with all its mentions."""
    spans: dict[Sense, list[Span]] = defaultdict(list)
    named: dict[Sense, Sense] = {}
    for candidate, sense in zip(candidates, senses, strict=True):
        toponym = candidate.toponym
        if sense is None and toponym.basis != "recogniser":
            continue
        span = document.span(toponym.first, toponym.last)
        span = Span(span.start, span.end - toponym.cut)
        words = document.words(span)
        found = replace(sense, name=_name(sense, words)) if sense else _unknown(words, toponym)
        key = replace(found, name="" if found.geonames else found.name, prior=0.0, own=True)
        spans[key].append(span)
        named.setdefault(key, found)
    return [_record(document.article.id, named[key], tuple(mentions)) for key, mentions in spans.items()]


def _unknown(words: str, toponym: Toponym) -> Sense:
    """What is known of a place that no table has."""
    return Sense(words, "venue" if toponym.form == "facility" else "place", None, (), None, None, None)


def _name(sense: Sense, words: str) -> str:
    """The gazetteer's own name; the text's where English writes it otherwise ("Zakho" for "Zaxo", "Idku" for "Idkū")."""
    said = words.title() if words.isupper() else words
    if sense.own or sense.kind != "city":
        return said if fold(said) == fold(sense.name) and not sense.name.isascii() else sense.name
    return sense.name if fold(sense.name) == f"the {fold(said)}" else said


def _record(article: str, sense: Sense, mentions: tuple[Span, ...]) -> Place:
    """The record of a place."""
    return Place(
        id=record_id(article, "place", sense.geonames or sense.name, sense.kind, sense.country, sense.latitude, sense.longitude),
        name=sense.name,
        kind=sense.kind,
        country=sense.country,
        latitude=sense.latitude,
        longitude=sense.longitude,
        precision=sense.precision,
        geonames=sense.geonames,
        mentions=mentions,
    )
