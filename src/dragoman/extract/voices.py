"""Voices: speakers that no one names ("doctors in Khartoum", "a South African diplomat") as actors called by their own words.

They come last, so that nobody who merely speaks is taken for a side of a meeting or an event. What a poll or a letter says keeps no speaker.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Document, Mentions
from dragoman.lexicon.loader import load
from dragoman.records import Actor, Record, Statement, record_id

BEFORE = ("amod", "compound", "nmod", "poss")
"""What stands before a noun and belongs to what somebody is called."""


def extract_voices(document: Document, mentions: Mentions, found: Record) -> Iterator[Actor]:
    """The actors of the record, and one for each unnamed speaker."""
    known = {actor.id: actor for actor in found.actors}
    for statement in found.statements:
        if statement.speaker is None and (voice := _voice(document, mentions, statement)):
            before = known.get(voice.id)
            known[voice.id] = replace(before, mentions=tuple(sorted({*before.mentions, *voice.mentions}))) if before else voice
    yield from known.values()


def name_speakers(document: Document, mentions: Mentions, found: Record) -> Iterator[Statement]:
    """The statements again, those of unnamed speakers with their voice."""
    for statement in found.statements:
        voice = _voice(document, mentions, statement) if statement.speaker is None else None
        yield replace(statement, speaker=voice.id) if voice else statement


def _voice(document: Document, mentions: Mentions, statement: Statement) -> Actor | None:
    """The actor that the words for a speaker describe; None for pronouns and for things that are written or counted."""
    if statement.speaker_mention is None:
        return None
    head = document.tokens_in(statement.speaker_mention)[0]
    words = load("cue_words")
    if head.pos not in ("NOUN", "PROPN") or head.lemma in (*words["vessels"], *words["papers"]):
        return None
    before = [document.edges(c.index)[0] for c in document.children(head.index, *BEFORE) if c.index < head.index]
    first = min([head.index, *before])
    while first < head.index and document.tokens[first].pos in ("DET", "NUM", "PRON"):
        first += 1
    phrase = document.tokens[first : head.index + 1]
    name = document.words(document.span(first, head.index))
    countries = {mentions.by_id[a].country for t in phrase for a in mentions.actors_at(t.index)} - {None}
    country = countries.pop() if len(countries) == 1 else None
    kind = "organisation" if head.lemma in words["bodies"] else "people" if head.tag.endswith("S") else "person"
    return Actor(
        record_id(document.article.id, "actor", name, country), name, kind, country, mentions=(statement.speaker_mention,)
    )
