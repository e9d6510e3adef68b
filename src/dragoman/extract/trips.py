"""Trips: where a named person travelled, stop by stop in the order travelled.

Stops come from verbs and nouns of travel, from meetings held on another's ground, and from where a statement was made. A stop
that holds another (Greece, Crete) goes. Stops lie on one trip unless their dates are weeks apart. Going home is no stop.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Document, Mentions
from dragoman.extract.circumstances import WIDE, days_apart, obliques
from dragoman.extract.cues import trim
from dragoman.extract.legs import STOPS, Leg, present, told_legs
from dragoman.extract.towns import clause_over
from dragoman.lexicon.loader import load
from dragoman.records import Meeting, Place, Record, Span, Stop, Trip, record_id

ONE_TRIP_DAYS = 12
"""Stops further apart than this are on different trips."""
BEFORE = "0"
"""Stands before all days."""


def extract_trips(document: Document, mentions: Mentions, found: Record) -> Iterator[Trip]:
    """The trips of a document, by traveller in the order of their first stop."""
    legs = told_legs(document, mentions)
    legs += _by_meeting(document, mentions, found, {leg.traveller for leg in legs})
    travellers = {leg.traveller for leg in legs if _abroad(mentions, leg)}
    legs += [*_by_statement(document, mentions, found, travellers), *present(document, mentions, travellers)]
    legs = [leg for leg in legs if _abroad(mentions, leg)]
    for traveller in dict.fromkeys(leg.traveller for leg in sorted(legs, key=lambda one: one.order)):
        own = sorted((leg for leg in legs if leg.traveller == traveller), key=lambda one: one.order)
        for journey in _journeys(own):
            yield _trip(document, mentions, journey)


# ------------------------------------------------------------ stops that are not told as travel


def _by_meeting(document: Document, mentions: Mentions, found: Record, travellers: set[str]) -> Iterator[Leg]:
    """A meeting on another's ground is a stop of those who came; officers of bodies of states are at home in many places, so that
    they must be known to travel."""
    places = {place.id: place for place in mentions.places}
    times = {time.id: time for time in mentions.times}
    for meeting in found.meetings:
        off = meeting.rule == "meeting.visit" and meeting.status in ("cancelled", "postponed", "refused")
        place = places.get(meeting.place or "") or (_of_host(mentions, meeting) if off else None)
        status = "cancelled" if off else STOPS.get(meeting.status)
        if place is None or status is None or meeting.form in ("call", "video"):
            continue
        order = next(t.index for t in document.tokens if t.start >= meeting.evidence[0].start)
        for person in meeting.participants:
            settled = mentions.by_id[person].country == "IGO" and person not in travellers
            if mentions.by_id[person].kind == "person" and not settled:
                yield Leg(
                    person, place, status, times.get(meeting.time or ""), order + 0.2, order, meeting.evidence[0], "trip.meeting"
                )


def _of_host(mentions: Mentions, meeting: Meeting) -> Place | None:
    """The country of the state or government that was to be visited, as a place."""
    hosts = {
        mentions.by_id[p].country for p in meeting.participants if mentions.by_id[p].kind in ("state", "government", "ministry")
    }
    return next((p for p in mentions.places if p.kind == "country" and p.country in hosts), None)


def _by_statement(document: Document, mentions: Mentions, found: Record, travellers: set[str]) -> Iterator[Leg]:
    """Where a person spoke is where the person was, if the article tells of travel by that person at all."""
    places = {place.id: place for place in mentions.places}
    times = {time.id: time for time in mentions.times}
    for statement in found.spoken:
        place = places.get(statement.place or "")
        if place is None or statement.via or statement.speaker not in travellers or statement.cue is None:
            continue
        order = next(t.index for t in document.tokens if t.start >= statement.cue.start)
        yield Leg(
            statement.voices[0],
            place,
            "made",
            times.get(statement.time or ""),
            order,
            order,
            statement.evidence[0],
            "trip.spoke_there",
        )


def _abroad(mentions: Mentions, leg: Leg) -> bool:
    """Whether a stop lies outside the traveller's own country; a traveller of unknown country is taken at the text's word."""
    own = mentions.by_id[leg.traveller].country
    spoken_or_met = leg.rule in ("trip.meeting", "trip.spoke_there", "trip.was_there")
    if own is None or leg.place.country is None:
        return not spoken_or_met
    return leg.place.country != own


# ------------------------------------------------------------ from stops to trips


def _journeys(legs: list[Leg]) -> list[list[Leg]]:
    """The legs of one traveller, apart by status cancelled and by dates; undated ones go with those told before them."""
    journeys: list[list[Leg]] = []
    for leg in legs:
        home = next((j for j in journeys if _belongs(leg, j)), None)
        if home is None:
            journeys.append([leg])
        else:
            home.append(leg)
    return journeys


def _belongs(leg: Leg, journey: list[Leg]) -> bool:
    if (leg.status == "cancelled") != (journey[0].status == "cancelled"):
        return False
    dates = [other.date for other in journey if other.date]
    return leg.date is None or not dates or any(_near(leg.date, other) for other in dates)


def _near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 10:
        return one.startswith(other) or other.startswith(one)
    apart = days_apart(one, other)
    return one == other if apart is None else apart <= ONE_TRIP_DAYS


def _trip(document: Document, mentions: Mentions, legs: list[Leg]) -> Trip:
    stops: dict[str, Leg] = {}
    for leg in legs:
        if leg.place.id not in stops:
            stops[leg.place.id] = leg
        elif stops[leg.place.id].time is None and leg.time is not None:
            stops[leg.place.id] = replace(stops[leg.place.id], time=leg.time)
    kept = _in_order(document, [leg for leg in stops.values() if not _holds_another(leg, list(stops.values()))])
    article = document.article.id
    evidence = tuple(dict.fromkeys(leg.evidence for leg in legs))
    purpose, duration = _announced(document, mentions, evidence)
    return Trip(
        id=record_id(article, "trip", legs[0].traveller, [(leg.place.id, leg.date) for leg in kept]),
        traveller=legs[0].traveller,
        stops=tuple(Stop(leg.place.id, leg.date, leg.status, (leg.evidence,)) for leg in kept),
        duration=duration,
        purpose=purpose,
        evidence=evidence,
        rule=legs[0].rule,
        confidence=0.8 if len(evidence) > 1 else 0.7,
    )


def _in_order(document: Document, legs: list[Leg]) -> list[Leg]:
    """The stops as travelled: by their days where these are known, an undated one after the one it was told after, or before all where the
    report looks back on it ("the journey had taken Rao to Lima")."""
    dates = [leg.date if leg.date and len(leg.date) == 10 else None for leg in legs]
    first = next((d for d in dates if d), "")
    days: list[str] = []
    for leg, known in zip(legs, dates, strict=True):
        back = bool(first) and known is None and _looks_back(document, leg)
        days.append(BEFORE if back else known or next((d for d in reversed(days) if d != BEFORE), first))
    return [leg for _, _, leg in sorted(zip(days, range(len(legs)), legs, strict=True), key=lambda row: row[:2])]


def _looks_back(document: Document, leg: Leg) -> bool:
    """Whether a stop is told in the past perfect."""
    verb = clause_over(document, leg.at)
    return verb is not None and any(c.text.lower() == "had" for c in document.children(verb, "aux"))


def _holds_another(leg: Leg, legs: list[Leg]) -> bool:
    """Whether a stop is the country, or a whole region or sea, of other stops."""
    if leg.place.kind in WIDE:
        return any(other.place.kind not in WIDE for other in legs)
    smaller = [
        o for o in legs if o is not leg and o.place.country == leg.place.country and o.place.kind not in ("country", *WIDE)
    ]
    return leg.place.kind == "country" and bool(smaller)


def _announced(document: Document, mentions: Mentions, evidence: tuple[Span, ...]) -> tuple[Span | None, str | None]:
    """Purpose and length as told beside the words for the journey: "a week-long trip aimed at calming tensions"."""
    nouns = [
        token.index
        for token in document.tokens
        if token.pos == "NOUN"
        and token.lemma in load("travel")["announced"]
        and any(span.start <= token.start < span.end for span in evidence)
    ]
    lengths = [_length(document, mentions, noun) for noun in nouns]
    purposes = [_purpose(document, noun) for noun in nouns]
    return next((p for p in purposes if p), None), next((length for length in lengths if length), None)


def _length(document: Document, mentions: Mentions, noun: int) -> str | None:
    """The length that the words of a journey tell: "a four-day tour"."""
    times = (mentions.time_at(document.tokens[i]) for i in document.subtree(noun))
    return next((t.value for t in times if t is not None and t.type == "DURATION"), None)


def _purpose(document: Document, noun: int) -> Span | None:
    """What a journey is for: after "aimed at", "seeking to", or in an infinitive under it or the verb it goes with ("left on a tour to")."""
    governor = next((clause for t in document.ancestors(noun) if (clause := document.clause_at(t.index))), None)
    goes = governor is not None and governor.lemma in load("travel")["making"]
    below = document.children(noun, "acl", "relcl") + (
        document.children(governor.verb, "advcl", "xcomp") if governor and goes else []
    )
    for child in sorted(below, key=lambda t: t.index):
        if child.index < noun:
            continue
        aims = child.lemma in load("travel")["purpose"]
        heads = [o.head for o in obliques(document, child.index)] + [c.index for c in document.children(child.index, "xcomp")]
        infinitive = child.tag == "VB" and any(c.lemma == "to" for c in document.children(child.index, "aux"))
        goals = heads if aims else [child.index] if infinitive else []
        if goals:
            first, last = document.edges(min(goals))
            verb = document.tokens[min(goals)].tag == "VB"
            return document.span(*trim(document, min(goals) if verb else first, last))
    return None
