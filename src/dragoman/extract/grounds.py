"""Grounds: where and when a meeting was of which its own words do not say, from the words around it.

The place is where a participant had just arrived, the one town of the clause, the one place where a guest is told to have
travelled, the town that the paragraph named last in a participant's country, the town of the dateline, or where the meeting told
just before of one of the same persons was. The day is that of the arrival, or of that meeting.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Document, Mentions
from dragoman.extract.circumstances import WIDE, dateline, day, days_apart
from dragoman.extract.legs import STOPS, Leg, present
from dragoman.extract.meeting_words import meeting_words
from dragoman.extract.sightings import Sighting
from dragoman.extract.towns import clause_over, only_town, town_of_clause
from dragoman.records import Place, Span

LATELY = 7
"""A meeting longer ago than this many days need not have been where the report comes from."""


def grounded(document: Document, mentions: Mentions, sightings: list[Sighting], legs: list[Leg]) -> Iterator[Sighting]:
    """The sightings of different meetings, in text order, each with the place and the day that the words around it give."""
    before: list[Sighting] = []
    for sighting in sightings:
        found = _on_the_road(document, mentions, sighting, legs)
        if found.place is None:
            found = replace(found, place=_where_it_was_to_be(document, mentions, found))
        if _wants_place(found):
            found = replace(found, place=town_of_clause(document, mentions, found.head))
        if _wants_place(found):
            found = _at_the_only_stop(mentions, found, legs)
        if _wants_place(found):
            near = _town_before(document, mentions, found) or _at_dateline(document, mentions, found)
            found = replace(found, place=near or _where_before(document, mentions, found, before))
        if found.time is None:
            found = _day_of_the_stop(document, mentions, found, legs)
        if found.time is None and found.status == "held":
            found = _same_day(document, found, before)
        before.append(found)
        yield found


def _wants_place(sighting: Sighting) -> bool:
    """Whether a meeting has no place yet and was, is or was to be somewhere."""
    somewhere = sighting.form not in ("call", "video") and sighting.status in ("held", "ongoing", "planned", "refused")
    return sighting.place is None and somewhere


def _where_it_was_to_be(document: Document, mentions: Mentions, sighting: Sighting) -> Place | None:
    """The one town that the words of a meeting called off or put off name: "a meeting on the margins of a summit in Lima"."""
    off = sighting.status in ("cancelled", "postponed")
    return only_town(document, mentions, document.subtree(sighting.head)) if off else None


def _on_the_road(document: Document, mentions: Mentions, sighting: Sighting, legs: list[Leg]) -> Sighting:
    """A meeting without a place is where a participant had just arrived: in its own sentence or the two before, in its paragraph."""
    if sighting.place is not None or sighting.form in ("call", "video"):
        return sighting
    here = document.sentence_of(sighting.head)
    for leg in reversed(legs):
        sentence = document.sentence_of(int(leg.at))
        near = 0 <= here.index - sentence.index <= 2 and sentence.paragraph == here.paragraph
        planned = (leg.status == "planned") == (sighting.status == "planned")
        told_before = leg.at < sighting.head or _during(document, leg, sighting)
        at_home = any(mentions.by_id[p].country == leg.place.country for p in sighting.people)
        own = at_home if leg.at == sighting.head else (near and told_before and (planned or sentence is here))
        if leg.traveller in sighting.people and leg.place.kind not in WIDE and own:
            return replace(sighting, place=leg.place, time=sighting.time or leg.time)
    return sighting


def _at_the_only_stop(mentions: Mentions, sighting: Sighting, legs: list[Leg]) -> Sighting:
    """A meeting held was at the one place where its guest is told to have travelled, if the other party is at home there."""
    own = [leg for leg in legs if leg.traveller in sighting.people and leg.status == "made"]
    stops = {leg.place.id: leg for leg in own if leg.place.kind not in ("country", *WIDE)}
    if len(stops) != 1 or sighting.status not in ("held", "ongoing"):
        return sighting
    leg = next(iter(stops.values()))
    at_home = any(mentions.by_id[p].country == leg.place.country for p in sighting.people if p != leg.traveller)
    whole = leg.time if leg.rule == "trip.visit" else None
    return replace(sighting, place=leg.place, time=sighting.time or whole) if at_home else sighting


def _day_of_the_stop(document: Document, mentions: Mentions, sighting: Sighting, legs: list[Leg]) -> Sighting:
    """A meeting without a day is on the one day on which a guest is told to have come, or to come, to its place or to have been there."""
    status = STOPS.get(sighting.status)
    told = [*legs, *present(document, mentions, sighting.people)] if status == "made" else legs
    there = [leg for leg in told if leg.traveller in sighting.people and leg.status == status and leg.place == sighting.place]
    days = {
        day(leg.time): leg.time
        for leg in there
        if leg.time is not None and mentions.by_id[leg.traveller].country != leg.place.country
    }
    return replace(sighting, time=next(iter(days.values()))) if len(days) == 1 else sighting


def _during(document: Document, leg: Leg, sighting: Sighting) -> bool:
    """Whether a journey told after a meeting, in its sentence, was its occasion: "during a visit to Lima", "when she visited Lima"."""
    told_by = document.tokens[leg.at]
    return told_by.sentence == document.tokens[sighting.head].sentence and (told_by.pos == "NOUN" or told_by.dep == "advcl")


def _town_before(document: Document, mentions: Mentions, sighting: Sighting) -> Place | None:
    """The town named last before it in its paragraph, if it lies in a participant's country; for a plan, in the host's."""
    at_home = sighting.people if sighting.status != "planned" else (sighting.host,) if sighting.host else ()
    countries = {mentions.by_id[p].country for p in at_home}
    start, at = document.paragraph_of(sighting.head).span.start, document.tokens[sighting.head].start
    named = [
        (m.start, p.id, p)
        for p in mentions.places
        for m in p.mentions
        if start <= m.start < at and p.kind in ("city", "capital", "island") and _is_where(document, m)
    ]
    last = max(named, key=lambda n: n[:2])[2] if named else None
    return last if last is not None and last.country in countries else None


def _is_where(document: Document, mention: Span) -> bool:
    """Whether a town's name stands after "in" or "at", or as where somebody went, and does not mean its government."""
    names = document.tokens_in(mention)
    name = names[-1] if names else None
    return name is not None and name.dep == "pobj" and document.head(name.index).text.lower() in ("in", "at", "to", "for")


def _at_dateline(document: Document, mentions: Mentions, sighting: Sighting) -> Place | None:
    """The dateline's town for a meeting of late, if it is in a participant's country, or those are persons and the body names it too."""
    town = dateline(document, mentions)
    if town is not None and _beside_the_event(document, sighting):
        return town
    if town is None or sighting.status == "planned" or not _lately(document, sighting):
        return None
    people = [mentions.by_id[p] for p in sighting.people]
    there = all(p.kind == "person" for p in people) and _spoken_of(document, town)
    return town if there or any(p.country == town.country for p in people) else None


def _beside_the_event(document: Document, sighting: Sighting) -> bool:
    """Whether a meeting is on the margins of what the report is about, told with no town of its own: "on the sidelines of the summit"."""
    margins = [
        document.tokens[i] for i in document.subtree(sighting.head) if document.tokens[i].lemma in meeting_words("margins")
    ]
    events = [o.index for m in margins for p in document.children(m.index, "prep") for o in document.children(p.index, "pobj")]
    return any(c.text.lower() == "the" for event in events for c in document.children(event, "det"))


def _spoken_of(document: Document, town: Place) -> bool:
    """Whether the body speaks of the dateline's town, by name or as "here"."""
    span = document.article.dateline
    first = span.end if span else 0
    named = any(m.start >= first for m in town.mentions)
    return named or any(
        t.text.lower() == "here" and t.start >= first and not document.quotation_at(t.index) for t in document.tokens
    )


def _lately(document: Document, sighting: Sighting) -> bool:
    """Whether a meeting has no date, or one near the article's."""
    published, told = document.article.published, day(sighting.time)
    if published is None or told is None or len(told) < 10:
        return told is None
    apart = days_apart(told, published)
    return apart is not None and apart <= LATELY


def _where_before(document: Document, mentions: Mentions, sighting: Sighting, before: list[Sighting]) -> Place | None:
    """Where the meeting told just before in the same paragraph was, if a person took part in both: "She also saw Okoye"."""
    last = _told_just_before(document, sighting, before)
    if last is None or last.status not in ("held", "ongoing") or sighting.status == "planned":
        return None
    shared = [p for p in sighting.people if p in last.people and mentions.by_id[p].kind == "person"]
    return last.place if shared else None


def _same_day(document: Document, sighting: Sighting, before: list[Sighting]) -> Sighting:
    """A meeting without a day is on that of the one told just before it in its paragraph, or further up if it goes on, if they share
    a person."""
    last = _told_just_before(document, sighting, before)
    if last is None or last.status != "held" or not set(last.people) & set(sighting.people):
        return sighting
    return replace(sighting, time=last.time)


def _told_just_before(document: Document, sighting: Sighting, before: list[Sighting]) -> Sighting | None:
    """The last meeting told before in the same paragraph, or in the two above it where this one goes on from there."""
    here = document.sentence_of(sighting.head)
    reach = 2 if _goes_on(document, sighting) else 0
    return next((s for s in reversed(before) if here.paragraph - document.sentence_of(s.head).paragraph <= reach), None)


def _goes_on(document: Document, sighting: Sighting) -> bool:
    """Whether the verb of a meeting goes on from what was told before: "also received", "following the lunch they chaired a meeting"."""
    verb = clause_over(document, sighting.head)
    under = document.children(sighting.head if verb is None else verb, "advmod", "prep", "advcl")
    return any(t.text.lower() in meeting_words("going_on") for t in under)
