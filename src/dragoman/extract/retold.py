"""Retold: what later sentences add to a meeting told before: that it was called off, who joined it, who was the host."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Document, Mentions
from dragoman.extract.actuality import actuality, verb_status
from dragoman.extract.circumstances import noun_arguments
from dragoman.extract.meeting_nouns import governing_clause
from dragoman.extract.meeting_words import STATUS, meeting_nouns, meeting_verbs, meeting_words, sides_at
from dragoman.extract.sightings import Sighting
from dragoman.extract.telling import sighted

HOST_REACH = 6
"""How many sentences back the host of somebody who only "was received" is looked for."""
POINTING = ("the", "that", "this", "those", "these", "their", "his", "her")
"""Words before a noun that point to a meeting told before."""


def received(document: Document, mentions: Mentions, told: list[Sighting]) -> Iterator[Sighting]:
    """ "Okoye was received at the palace": by whoever received somebody in the sentences just before."""
    for clause in document.clauses:
        verb = meeting_verbs().get(clause.lemma)
        if verb is None or not verb.host or not clause.passive or clause.subjects or document.quotation_at(clause.verb):
            continue
        guests = tuple(i for i in sides_at(document, mentions, *clause.objects) if mentions.by_id[i].kind == "person")
        here = document.sentence_of(clause.verb).index
        hosts = [
            s.host for s in told if s.host and s.head < clause.verb and here - document.sentence_of(s.head).index <= HOST_REACH
        ]
        status = STATUS.get(actuality(document, clause))
        if guests and hosts and status and hosts[-1] not in guests:
            people = (hosts[-1], *guests)
            yield sighted(document, mentions, clause.verb, people, verb.form, status, hosts[-1], "meeting.received")


def called_off(document: Document, sightings: list[Sighting]) -> list[Sighting]:
    """ "That meeting was called off": a plan told before it takes the status that a later sentence gives it."""
    found = list(sightings)
    for token in document.tokens:
        if token.lemma not in meeting_nouns() or token.pos != "NOUN" or any(s.head == token.index for s in found):
            continue
        governor = governing_clause(document, token.index)
        status = (
            STATUS.get(verb_status(governor.lemma, document.tokens[governor.verb]) or "")
            if governor and token.index in governor.objects
            else None
        )
        before = [n for n, s in enumerate(found) if _may_be_it(document, s, token.index)]
        if status in ("cancelled", "postponed", "refused") and _points_back(document, token.index) and before:
            last = found[before[-1]]
            found[before[-1]] = replace(last, status=status, evidence=(*last.evidence, document.sentence_span(token.index)))
    return found


def _may_be_it(document: Document, sighting: Sighting, noun: int) -> bool:
    """Whether "that meeting" may be one told before: a plan, or one told just before as if it had been held."""
    near = document.sentence_of(noun).index - document.sentence_of(sighting.head).index <= 2
    told_by = document.tokens[sighting.head]
    noun_told = told_by.pos == "NOUN" and told_by.lemma in meeting_nouns()
    return sighting.head < noun and (sighting.status == "planned" or (sighting.status == "held" and noun_told and near))


def joined(document: Document, mentions: Mentions, sightings: list[Sighting]) -> list[Sighting]:
    """ "Okoye joined the talks": one more party of the meeting told before it in its paragraph or the one above."""
    found = list(sightings)
    for clause in document.clauses:
        part = [i for i in clause.objects if clause.lemma == "take" and document.tokens[i].lemma == "part"]
        joins = bool(part) or clause.lemma in meeting_words("joining")
        if not joins or clause.passive or actuality(document, clause) not in ("done", "ongoing"):
            continue
        inside = (*clause.oblique("in"), *(i for p in part for i in noun_arguments(document, p).get("in", ())))
        nouns = [i for i in (*clause.objects, *inside) if document.tokens[i].lemma in meeting_nouns()]
        if not any(_points_back(document, i) for i in nouns) or any(s.head in nouns for s in found):
            continue
        paragraph = document.sentence_of(clause.verb).paragraph
        before = [n for n, s in enumerate(found) if s.head < clause.verb and s.status in ("held", "ongoing")]
        near = before and paragraph - document.sentence_of(found[before[-1]].head).paragraph <= 1
        newcomers = tuple(i for i in sides_at(document, mentions, *clause.subjects) if mentions.by_id[i].country)
        if near and newcomers:
            last = found[before[-1]]
            found[before[-1]] = replace(last, people=tuple(dict.fromkeys((*last.people, *newcomers))))
    return found


def _points_back(document: Document, noun: int) -> bool:
    """Whether a noun is a meeting told before: "the talks", "their meeting"."""
    return any(c.text.lower() in POINTING for c in document.children(noun, "det", "poss"))
