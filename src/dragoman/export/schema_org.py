"""schema.org as JSON-LD: the article, who and what is in it, meetings as Event, tours as Trip, words as Quotation or Claim, acts as Action.

A meeting that was refused or cancelled is EventCancelled, one that is postponed EventPostponed. Words in quotation marks are a
Quotation, others a Claim; a stance is a Claim about the issue. What did not happen (negated) has no word in schema.org.
"""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from dragoman.export import codes
from dragoman.export.coded import NEGATED, meeting_of
from dragoman.export.geojson import point_of
from dragoman.export.reading import LeftOut, Reading, speaker
from dragoman.records import Actor, Event, Meeting, Place, Stance, Statement, Trip

Node = dict[str, Any]
KINDS = {
    "person": "Person",
    "state": "Country",
    "government": "GovernmentOrganization",
    "ministry": "GovernmentOrganization",
    "people": "Audience",
}
EVENT_STATUS = {"refused": "EventCancelled", "cancelled": "EventCancelled", "postponed": "EventPostponed"}
ACTION_STATUS = {"done": "CompletedActionStatus", "ongoing": "ActiveActionStatus", "planned": "PotentialActionStatus"}
VOCABULARY = "https://schema.org/"


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write one graph with the nodes of all readings."""
    left_out = LeftOut()
    out.write('{"@context": "https://schema.org", "@graph": [')
    first = True
    for reading in readings:
        for node in _nodes(reading, left_out):
            out.write(("\n" if first else ",\n") + json.dumps(_known(node), ensure_ascii=False))
            first = False
    out.write("\n]}\n")
    return left_out


def _nodes(reading: Reading, left_out: LeftOut) -> Iterator[Node]:
    record = reading.record
    yield _article(reading)
    yield from (_actor(actor) for actor in record.actors)
    yield from (_place(place) for place in record.places)
    yield from (_meeting(reading, meeting) for meeting in record.meetings)
    yield from (_trip(reading, trip) for trip in record.trips)
    yield from (_statement(reading, statement) for statement in record.said)
    yield from (_stance(reading, stance) for stance in record.stances)
    for event in record.events:
        if event.status == "negated":
            left_out[NEGATED] += 1
        elif meeting_of(reading, event) is None:
            yield _action(reading, event)


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [], "")}


def _id(record: str) -> str:
    return f"urn:x-dragoman:{record}"


def _refer(record: str | None) -> Node | None:
    return {"@id": _id(record)} if record else None


def _all(records: Iterable[str]) -> list[Node | None]:
    return [_refer(record) for record in records]


# ------------------------------------------------------------ nodes


def _article_id(reading: Reading) -> str:
    return reading.article.url or _id(f"text-{reading.text_hash}")


def _article(reading: Reading) -> Node:
    article = reading.article
    return {
        "@type": "NewsArticle",
        "@id": _article_id(reading),
        "identifier": article.id,
        "headline": article.title,
        "datePublished": article.published,
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
        "url": article.url,
        "inLanguage": article.language,
        "mentions": _all(actor.id for actor in reading.record.actors),
    }


def _actor(actor: Actor) -> Node:
    kind = KINDS.get(actor.kind, "Organization")
    node: Node = {"@type": kind, "@id": _id(actor.id), "name": actor.name}
    if kind == "Person":
        node["jobTitle"] = actor.office.title if actor.office else None
        country = codes.country_name(actor.country)
        node["affiliation"] = {"@type": "Country", "name": country} if country else None
    return node


def _place(place: Place) -> Node:
    point = point_of(place)
    geo = {"@type": "GeoCoordinates", "latitude": point[1], "longitude": point[0]} if point else None
    country = codes.country_name(place.country)
    within = {"@type": "Country", "name": country} if country and place.precision != "country" else None
    return {
        "@type": "Country" if place.precision == "country" else "Place",
        "@id": _id(place.id),
        "name": place.name,
        "geo": geo,
        "containedInPlace": within,
        "sameAs": f"https://sws.geonames.org/{place.geonames}/" if place.geonames else None,
    }


def _meeting(reading: Reading, meeting: Meeting) -> Node:
    remote = meeting.form in ("call", "video")
    return {
        "@type": "Event",
        "@id": _id(meeting.id),
        "name": reading.headline(meeting),
        "eventStatus": VOCABULARY + EVENT_STATUS.get(meeting.status, "EventScheduled"),
        "eventAttendanceMode": VOCABULARY + ("OnlineEventAttendanceMode" if remote else "OfflineEventAttendanceMode"),
        "startDate": meeting.date,
        "location": _refer(meeting.place),
        "attendee": _all(meeting.participants),
        "organizer": _refer(meeting.host),
        "about": [reading.line(topic) for topic in meeting.topics],
        "description": reading.line(*meeting.evidence),
        "subjectOf": {"@id": _article_id(reading)},
    }


def _trip(reading: Reading, trip: Trip) -> Node:
    stops = [
        {
            "@type": "ListItem",
            "position": n,
            "item": _refer(stop.place),
            "description": " ".join(filter(None, (stop.status, stop.date))),
        }
        for n, stop in enumerate(trip.stops, start=1)
    ]
    return {
        "@type": "Trip",
        "@id": _id(trip.id),
        "name": reading.headline(trip),
        "itinerary": {"@type": "ItemList", "numberOfItems": len(stops), "itemListElement": stops},
        "description": reading.line(*trip.evidence),
        "subjectOf": {"@id": _article_id(reading)},
    }


def _statement(reading: Reading, statement: Statement) -> Node:
    author = _refer(statement.speaker) or {"@type": "Person", "name": speaker(reading, statement)}
    kind = "Quotation" if statement.kind == "direct" else "Claim"
    told = {"isPartOf": {"@id": _article_id(reading)}} if kind == "Quotation" else {"appearance": {"@id": _article_id(reading)}}
    return {
        "@type": kind,
        "@id": _id(statement.id),
        "text": reading.line(*statement.content),
        "author": author,
        "contributor": _all(statement.via),
        "audience": _audience(reading, statement.addressee),
        "about": _refer(statement.meeting),
        **told,
    }


def _audience(reading: Reading, actor: str | None) -> Node | None:
    return {"@type": "Audience", "name": reading.name(actor)} if actor else None


def _stance(reading: Reading, stance: Stance) -> Node:
    about = [{"@type": "DefinedTerm", "name": stance.issue} if stance.issue else None, _refer(stance.target)]
    return {
        "@type": "Claim",
        "@id": _id(stance.id),
        "name": reading.headline(stance),
        "text": reading.line(stance.object),
        "author": _refer(stance.holder),
        "keywords": stance.polarity,
        "about": [term for term in about if term],
        "isBasedOn": _refer(stance.statement),
        "appearance": {"@id": _article_id(reading)},
    }


def _action(reading: Reading, event: Event) -> Node:
    return {
        "@type": "Action",
        "@id": _id(event.id),
        "name": reading.headline(event),
        "additionalType": f"urn:x-plover:{event.event_type}",
        "identifier": f"CAMEO {event.cameo}" if event.cameo else None,
        "agent": _all(event.actors),
        "object": _all(event.recipients),
        "actionStatus": VOCABULARY + ACTION_STATUS[event.status],
        "startTime": event.date,
        "location": _refer(event.place),
        "description": reading.line(*event.evidence),
        "subjectOf": {"@id": _article_id(reading)},
    }
