"""FollowTheMoney entities as JSON lines, for OpenAleph, nomenklatura and the like.

Meetings and stops are Events, legs of a tour Trips, offices Positions held in Occupancies, those who relay words Representations,
acts UnknownLinks between the sides, statements and stances Notes, each with the article as its proof. Actors of different articles
are different entities: joining them is the work of those programs. A people is no entity there, and what did not happen has no word.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Any

from dragoman.export import codes
from dragoman.export.coded import NEGATED, coded, dyads
from dragoman.export.reading import LeftOut, Reading, speaker
from dragoman.periods import CALENDAR, period
from dragoman.records import Actor, Place, Stop, Trip

SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "government": "PublicBody",
    "ministry": "PublicBody",
    "organisation": "Organization",
    "armed_group": "Organization",
}
PEOPLES = "peoples, which are no entities there"
NO_LINK = "acts without a second side that is an entity"
Properties = dict[str, list[str | None]]


@dataclass(frozen=True, slots=True)
class _Entity:
    """An entity as the format has it: every property is a list of text."""

    id: str
    schema: str
    properties: Properties


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write the entities of all readings, one a line."""
    left_out = LeftOut()
    for reading in readings:
        for entity in _entities(reading, left_out):
            out.write(json.dumps(_plain(entity), ensure_ascii=False) + "\n")
    return left_out


def _plain(entity: _Entity) -> dict[str, Any]:
    known = {name: _cleaned(values) for name, values in entity.properties.items()}
    return {"id": entity.id, "schema": entity.schema, "properties": {name: values for name, values in known.items() if values}}


def _cleaned(values: list[str | None]) -> list[str]:
    """Text in one line, without control characters, each once."""
    lines = (" ".join("".join(c if c.isprintable() else " " for c in value).split()) for value in values if value)
    return list(dict.fromkeys(line for line in lines if line))


def _entities(reading: Reading, left_out: LeftOut) -> Iterator[_Entity]:
    yield _article(reading)
    for actor in reading.record.actors:
        if actor.kind in SCHEMATA:
            yield _actor(reading, actor)
            yield from _office(reading, actor)
        else:
            left_out[PEOPLES] += 1
    yield from (_address(place) for place in reading.record.places)
    yield from _meetings(reading)
    for trip in reading.record.trips:
        yield from _trip(reading, trip)
    yield from _notes(reading)
    yield from _links(reading, left_out)


# ------------------------------------------------------------ what all share


def _article_id(reading: Reading) -> str:
    return f"article-{reading.text_hash[:16]}"


def _proof(reading: Reading) -> Properties:
    article = reading.article
    return {"proof": [_article_id(reading)], "publisher": [article.publisher], "sourceUrl": [_url(article.url)]}


def _url(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _date(written: str | None) -> str | None:
    """A date as far as the format has one: of weeks, seasons and the like it gets the first day."""
    days = period(written)
    return None if days is None else written if days.precision in CALENDAR else days.first.isoformat()


def _country(country: str | None) -> str | None:
    two = codes.iso2(country)
    return two.lower() if two else None


def _known(reading: Reading, actors: Iterable[str]) -> list[str | None]:
    """The actors that are entities."""
    return [actor for actor in actors if reading.actors[actor].kind in SCHEMATA]


# ------------------------------------------------------------ who and where


def _article(reading: Reading) -> _Entity:
    article = reading.article
    return _Entity(
        _article_id(reading),
        "Article",
        {
            "title": [article.title],
            "fileName": [article.id],
            "publisher": [article.publisher],
            "publishedAt": [_date(article.published)],
            "sourceUrl": [_url(article.url)],
        },
    )


def _actor(reading: Reading, actor: Actor) -> _Entity:
    country = [_country(actor.country)]
    properties: Properties = {
        "name": [actor.name],
        "alias": [words for span in actor.mentions if (words := reading.line(span))[:1].isupper() and words != actor.name],
        "country": country,
        "proof": [_article_id(reading)],
    }
    if actor.kind == "person" and actor.office:
        properties["position"] = [actor.office.title]
    return _Entity(actor.id, SCHEMATA[actor.kind], properties)


def _office(reading: Reading, actor: Actor) -> Iterator[_Entity]:
    """The office that somebody held on the day of the article, and that they held it."""
    office = actor.office
    if office is None or actor.kind != "person":
        return
    where = codes.country_name(office.jurisdiction) or office.jurisdiction
    name = f"{office.title} of {where}" if where else office.title
    yield _Entity(f"post-{actor.id}", "Position", {"name": [name], "country": [_country(office.jurisdiction)]})
    held: Properties = {
        "holder": [actor.id],
        "post": [f"post-{actor.id}"],
        "startDate": [_date(office.start)],
        "endDate": [_date(office.end)],
        "date": [_date(reading.article.published)],
    }
    yield _Entity(f"held-{actor.id}", "Occupancy", {**held, **_proof(reading)})


def _address(place: Place) -> _Entity:
    drawn = place.latitude is not None and place.precision != "country"
    return _Entity(
        place.id,
        "Address",
        {
            "full": [", ".join(dict.fromkeys(filter(None, (place.name, codes.country_name(place.country)))))],
            "city": [place.name if place.precision == "city" else None],
            "country": [_country(place.country)],
            "latitude": [str(place.latitude) if drawn else None],
            "longitude": [str(place.longitude) if drawn else None],
        },
    )


# ------------------------------------------------------------ meetings and trips


def _meetings(reading: Reading) -> Iterator[_Entity]:
    for meeting in reading.record.meetings:
        place = reading.place(meeting.place)
        told: Properties = {
            "name": [f"{reading.headline(meeting)} ({meeting.status})"],
            "summary": [reading.line(*meeting.evidence)],
            "description": [f"{meeting.form}, {meeting.status}; {meeting.rule}"],
            "date": [_date(meeting.date)],
            "location": [place.name if place else None],
            "country": [_country(place.country) if place else None],
            "addressEntity": [meeting.place],
            "organizer": _known(reading, [meeting.host] if meeting.host else []),
            "involved": _known(reading, meeting.participants),
        }
        yield _Entity(meeting.id, "Event", {**told, **_proof(reading)})


def _trip(reading: Reading, trip: Trip) -> Iterator[_Entity]:
    """An Event for each stop, and a Trip for each leg from one stop to the next."""
    for number, stop in enumerate(trip.stops, start=1):
        yield _stop(reading, trip, number, stop)
    travelled = [stop for stop in trip.stops if stop.status != "cancelled"]
    for number, (start, end) in enumerate(pairwise(travelled), start=1):
        names = [reading.places[stop.place].name for stop in (start, end)]
        leg: Properties = {
            "name": [f"{reading.name(trip.traveller)}: {' to '.join(names)}"],
            "startLocation": [start.place],
            "endLocation": [end.place],
            "startDate": [_date(start.date)],
            "endDate": [_date(end.date)],
            "involved": _known(reading, [trip.traveller]),
            "summary": [reading.line(*trip.evidence)],
        }
        yield _Entity(f"{trip.id}-leg-{number}", "Trip", {**leg, **_proof(reading)})


def _stop(reading: Reading, trip: Trip, number: int, stop: Stop) -> _Entity:
    place = reading.places[stop.place]
    told: Properties = {
        "name": [f"{reading.name(trip.traveller)} in {place.name} ({stop.status})"],
        "summary": [reading.line(*stop.evidence)],
        "date": [_date(stop.date)],
        "location": [place.name],
        "country": [_country(place.country)],
        "addressEntity": [place.id],
        "involved": _known(reading, [trip.traveller]),
    }
    return _Entity(f"{trip.id}-stop-{number}", "Event", {**told, **_proof(reading)})


# ------------------------------------------------------------ words and acts


def _notes(reading: Reading) -> Iterator[_Entity]:
    proof = {**_proof(reading)}
    for statement in reading.record.said:
        about = [actor for actor in (statement.speaker, statement.addressee) if actor]
        said: Properties = {
            "name": [f"{speaker(reading, statement)} ({statement.kind} speech)"],
            "description": [reading.line(*statement.content)],
            "summary": [reading.line(*statement.evidence)],
            "entity": [*_known(reading, about), statement.meeting],
        }
        yield _Entity(statement.id, "Note", {**said, **proof})
        for relay in _known(reading, statement.via):
            for spoken_for in _known(reading, [statement.speaker] if statement.speaker else []):
                ends: Properties = {"agent": [relay], "client": [spoken_for], "role": ["relayed words of"]}
                yield _Entity(f"{statement.id}-{relay}", "Representation", {**ends, **proof})
    for stance in reading.record.stances:
        about = [actor for actor in (stance.holder, stance.target) if actor]
        held: Properties = {
            "name": [reading.headline(stance)],
            "description": [reading.line(stance.object)],
            "summary": [reading.line(*stance.evidence)],
            "keywords": [stance.polarity, stance.issue],
            "entity": _known(reading, about),
        }
        yield _Entity(stance.id, "Note", {**held, **proof})


def _links(reading: Reading, left_out: LeftOut) -> Iterator[_Entity]:
    """Acts but for meetings, which are Events."""
    for one in coded(reading):
        if one.meeting:
            continue
        if one.event.status == "negated":
            left_out[NEGATED] += 1
            continue
        pairs = [d for d in dyads(one) if not d.mirrored and d.recipient and {d.actor.kind, d.recipient.kind} <= SCHEMATA.keys()]
        left_out[NO_LINK] += not pairs
        for number, dyad in enumerate(pairs, start=1):
            assert dyad.recipient is not None
            role = f"{one.event.event_type} ({one.event.status})"
            link: Properties = {
                "subject": [dyad.actor.id],
                "object": [dyad.recipient.id],
                "role": [role, f"CAMEO {one.cameo}" if one.cameo else None],
                "date": [_date(one.event.date)],
                "summary": [reading.line(*one.event.evidence)],
            }
            yield _Entity(f"{one.event.id}-{number}", "UnknownLink", {**link, **_proof(reading)})
