"""Meetings: who met whom, in what form, and whether it was held, planned, refused, postponed or cancelled.

Found: verbs of meeting, nouns of meetings with those who hold or refuse them, visits with a named host. Each telling is a
sighting; sightings of the same meeting become one record. Knowingly ignored: interviews, rallies, a body's own sessions, ties.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.actuality import actuality
from dragoman.extract.agreements import by_agreement
from dragoman.extract.circumstances import day, days_in_turn, time_beside, yet_to_come
from dragoman.extract.grounds import grounded
from dragoman.extract.legs import Leg, told_legs
from dragoman.extract.meeting_nouns import by_noun
from dragoman.extract.meeting_words import STATUS, MeetingVerb, meeting_verbs, meeting_words, sides_at, told_form
from dragoman.extract.retold import called_off, joined, received
from dragoman.extract.sightings import Sighting, merged
from dragoman.extract.telling import sighted
from dragoman.records import Meeting, Place, Record, Time, record_id


def extract_meetings(document: Document, mentions: Mentions, found: Record) -> Iterator[Meeting]:
    """The meetings of a document, each once."""
    legs = told_legs(document, mentions)
    told = [*by_agreement(document, mentions), *_by_verb(document, mentions), *by_noun(document, mentions)]
    sightings = sorted([*told, *received(document, mentions, told)], key=lambda s: s.head)
    sightings = joined(document, mentions, called_off(document, sightings))
    sightings = list(grounded(document, mentions, merged(mentions, sightings), legs))
    sightings += merged(mentions, _visits(document, mentions, legs, sightings))
    for sighting in sorted(sightings, key=lambda s: s.head):
        yield _meeting(document, sighting)


def _visits(document: Document, mentions: Mentions, legs: list[Leg], sightings: list[Sighting]) -> Iterator[Sighting]:
    """A visit whose host is not named is a meeting with the host state."""
    for leg in legs:
        visitor, host = mentions.by_id[leg.traveller], mentions.states.get(leg.place.country or "")
        told = [s for s in sightings if leg.traveller in s.people and s.form not in ("call", "video")]
        named = any(_is_there(mentions, s, leg.place) or _at_its_end(document, s, leg) for s in told)
        visit = leg.rule in ("trip.visit", "trip.tour", "trip.be") or leg.status == "planned"
        if not visit or named or host is None or visitor.country in (None, leg.place.country) or visitor.sector is None:
            continue
        status = {"made": "held", "planned": "planned", "cancelled": "cancelled"}[leg.status]
        yield Sighting(
            leg.at, (leg.traveller, host), "in_person", status, None, leg.place, leg.time, (), (leg.evidence,), "meeting.visit"
        )


def _at_its_end(document: Document, sighting: Sighting, leg: Leg) -> bool:
    """Whether a meeting without a place is where a journey goes: "will travel to Lima and see Rao"."""
    under = leg.at < sighting.head and any(above.index == leg.at for above in document.ancestors(sighting.head))
    return sighting.place is None and under


def _is_there(mentions: Mentions, sighting: Sighting, place: Place) -> bool:
    """Whether a meeting has a party of a place's country, or is to be in that very place."""
    at_home = any(mentions.by_id[p].country == place.country for p in sighting.people)
    elsewhere = sighting.place is not None and sighting.place.country not in (None, place.country)
    return (at_home and not elsewhere) or (sighting.place is not None and sighting.place.id == place.id)


# ------------------------------------------------------------ verbs


def _by_verb(document: Document, mentions: Mentions) -> Iterator[Sighting]:
    for clause in document.clauses:
        verb = meeting_verbs().get(clause.lemma)
        if verb is None or document.quotation_at(clause.verb) or document.in_title_case(clause.verb):
            continue
        status = STATUS.get(actuality(document, clause))
        people = _met(document, mentions, clause, verb)
        if not status or len(people) < 2 or not _has_needs(document, clause, verb):
            continue
        form, rule = told_form(document, clause.verb, verb.form), f"meeting.{verb.verb.replace(' ', '_')}"
        for group in _each_apart(document, mentions, clause, people):
            host = people[0] if verb.host else None
            told = sighted(document, mentions, clause.verb, group, form, status, host, rule, _with_governors(document, clause))
            if group != people:
                told = replace(told, time=_own_day(document, mentions, clause, group[1], told.time))
            if verb.placed and told.place is None:
                continue
            soon = status == "held" and clause.tense == "present" and yet_to_come(document, told.time)
            yield replace(told, status="planned") if soon else told


def _with_governors(document: Document, clause: Clause) -> tuple[int, ...]:
    """A verb, and those above it if it is their infinitive: "In Lima she is to be received"."""
    heads = [clause.verb]
    while document.tokens[heads[-1]].dep == "xcomp" and document.head(heads[-1]).pos in ("VERB", "AUX", "ADJ"):
        heads.append(document.head(heads[-1]).index)
    return tuple(heads)


def _each_apart(document: Document, mentions: Mentions, clause: Clause, people: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The parties of each meeting that a verb tells: one person who "met Okoye and Rao" of different sides, or "was received by Okoye
    and by Rao", met each of them, if it was not "together" or at a conference."""
    first, *met = people
    sides = {mentions.by_id[p].country for p in met}
    words = {document.tokens[i].text.lower() for i in document.subtree(clause.verb)}
    subjects = sides_at(document, mentions, *clause.subjects)
    guests = [p for p in people if p not in subjects]
    if clause.passive and len(subjects) > 1 and len(guests) == 1:
        first, met = guests[0], list(subjects)
        sides = {mentions.by_id[p].country for p in met}
    alone = (len(subjects) == 1 or clause.passive) and mentions.by_id[first].kind == "person"
    if not alone or len(sides) < len(met) or len(met) < 2 or None in sides or words & meeting_words("together"):
        return [people]
    return [(first, other) for other in met]


def _own_day(document: Document, mentions: Mentions, clause: Clause, other: str, common: Time | None) -> Time | None:
    """The day of one meeting of those a verb tells at once: that beside the other's name, else the common one if it is of no other name."""
    heads = [i for i in (*clause.objects, *(o.head for o in clause.obliques)) if mentions.parties_at(i)]
    turns = days_in_turn(document, mentions, clause.verb, heads)
    days: dict[int, Time | None] = {**turns} or {i: time_beside(document, mentions, i) for i in heads}
    own = next((time for i, time in days.items() if time and other in mentions.actors_at(i)), None)
    return own or (None if common in [time for i, time in days.items() if time and mentions.actors_at(i)] else common)


def _met(document: Document, mentions: Mentions, clause: Clause, verb: MeetingVerb) -> tuple[str, ...]:
    """Those who met: subjects with those met, of at least two names and acting for a side."""
    if verb.plain and clause.complements:
        return ()
    subjects = sides_at(document, mentions, *clause.subjects)
    if verb.object and any(_is_each_other(document, i) for i in clause.objects):
        return subjects if len(subjects) > 1 else ()
    met = sides_at(document, mentions, *clause.objects) if verb.object else ()
    met += sides_at(document, mentions, *clause.oblique(*verb.prepositions)) if verb.prepositions else ()
    if verb.host and any(mentions.by_id[m].kind == "state" for m in met):
        return ()
    if verb.people:
        met = tuple(m for m in met if mentions.by_id[m].kind == "person" and (not verb.plain or _public(mentions, m)))
    if subjects and met:
        return tuple(dict.fromkeys(subjects + met))
    alone = verb.together and not clause.objects and len(subjects) > 1
    others = [noun for noun in clause.oblique(*verb.prepositions) if not _set_apart(document, noun)]
    return subjects if alone and not others else ()


def _set_apart(document: Document, noun: int) -> bool:
    """Whether a noun stands in a phrase behind a comma: ", with trade high on the agenda" tells of nobody who was met."""
    preposition = document.head(noun).index
    return preposition > 0 and document.tokens[preposition - 1].text == ","


def _is_each_other(document: Document, noun: int) -> bool:
    """Whether an object is "each other" or "one another"."""
    return document.lower(max(0, noun - 1), noun) in ("each other", "one another")


def _public(mentions: Mentions, person: str) -> bool:
    """Whether somebody is of an office or of a known country."""
    return mentions.by_id[person].sector is not None or mentions.by_id[person].country is not None


def _has_needs(document: Document, clause: Clause, verb: MeetingVerb) -> bool:
    if not verb.needs:
        return True
    words = {document.tokens[i].text.lower() for i in document.subtree(clause.verb)}
    return bool(words & verb.needs)


# ------------------------------------------------------------ one sighting, one record


def _meeting(document: Document, sighting: Sighting) -> Meeting:
    article = document.article.id
    date = day(sighting.time)
    return Meeting(
        id=record_id(article, "meeting", sorted(sighting.people), sighting.status, date, sighting.evidence[0]),
        form=sighting.form,
        status=sighting.status,
        participants=sighting.people,
        host=sighting.host,
        place=sighting.place.id if sighting.place else None,
        time=sighting.time.id if sighting.time else None,
        date=date,
        topics=tuple(dict.fromkeys(sighting.topics)),
        evidence=sighting.evidence,
        rule=sighting.rule,
        confidence=0.8 if len(sighting.evidence) > 1 else 0.7,
    )
