"""Readings made by hand, of invented persons, without any language model."""

from dataclasses import replace
from typing import Any

from dragoman.article import Article
from dragoman.records import (
    Actor,
    Event,
    Meeting,
    Office,
    Place,
    Readout,
    Record,
    Span,
    Stance,
    Statement,
    Stop,
    Time,
    Trip,
    record_id,
)
from dragoman.store.save import Maker

MAKER = Maker("0.1.0", "model 1", '{"limit": 100}')
TEXT = (
    "Foreign Minister {one} met {two} in {place} on Tuesday. They spoke about the {topic}. "
    "“We want the {topic} to be settled by {month},” {one} said, according to the agency Ostwind. "
    "{two} accused the neighbours of delay. Report {number} of many."
)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reading(number: int = 1, **given: Any) -> tuple[Article, Record]:
    """An article and its record: a meeting, a trip, a statement, a stance and an event."""
    said = {"one": "Mira Holt", "two": "Jonas Brack", "place": "Lima", "topic": "river treaty", "month": "June", "number": number}
    said |= {name: value for name, value in given.items() if name in said}
    id = given.get("id", f"report-{number}")
    text = given.get("text") or TEXT.format(**said)
    published = given.get("published", "2024-05-07")
    article = Article(
        id,
        text,
        title=f"Ministers meet ({number})",
        publisher=given.get("publisher", "Coastal Post"),
        published=published,
        published_basis="metadata",
        url=given.get("url"),
        headline=None,
        dateline=None,
        bylines=(Span(0, 7),),
    )
    return article, record_of(article, said, given.get("date", "2024-05-07"))


def record_of(article: Article, said: dict[str, Any], date: str | None) -> Record:
    text = article.text

    def at(words: str) -> Span:
        return span_of(text, words)

    def new(kind: str) -> str:
        return record_id(article.id, kind, text)

    office = Office("Foreign Minister", "NOR", None, None, "text")
    one = Actor(record_id(article.id, "actor", said["one"]), said["one"], "person", "NOR", "GOV", office, (at(said["one"]),))
    two = Actor(record_id(article.id, "actor", said["two"]), said["two"], "person", "PER", "GOV", None, (at(said["two"]),))
    agency = Actor(record_id(article.id, "actor", "Ostwind"), "Ostwind", "organisation", None, "MED", None, (at("Ostwind"),))
    place = Place(new("place"), said["place"], "city", "PER", -12.05, -77.04, "city", 3936456, (at(said["place"]),))
    time = Time(new("time"), at("Tuesday"), "DATE", date, date, None, "day", article.published)
    content = at(f"We want the {said['topic']} to be settled by {said['month']}")
    statement = Statement(
        new("statement"),
        one.id,
        (content,),
        "direct",
        at("said"),
        "say",
        Span(content.end + 3, content.end + 3 + len(said["one"])),
        (agency.id,),
        date=None,
        meeting=new("meeting"),
        evidence=(Span(content.start - 1, text.index(" " + said["two"] + " accused")),),
        rule="statement.say.say",
        confidence=0.9,
    )
    first = Span(0, text.index(" They spoke"))
    return Record(
        actors=(one, two, agency),
        places=(place,),
        times=(time,),
        meetings=(
            Meeting(
                new("meeting"),
                "in_person",
                "held",
                (one.id, two.id),
                None,
                place.id,
                time.id,
                date,
                (at(f"the {said['topic']}"),),
                (Readout("NOR", (agency.id,), (statement.id,)),),
                (first,),
                "meeting.meet",
                0.9,
            ),
        ),
        trips=(Trip(new("trip"), one.id, (Stop(place.id, date, "made", (first,)),), None, None, (first,), "trip.meeting", 0.7),),
        statements=(statement,),
        stances=(
            Stance(
                new("stance"),
                one.id,
                "for",
                at(f"the {said['topic']} to be settled"),
                strength="want",
                issue="climate.water",
                statement=statement.id,
                evidence=(content,),
                rule="stance.want",
                confidence=0.8,
            ),
        ),
        events=(
            Event(
                new("event"),
                (two.id,),
                (one.id,),
                "ACCUSE",
                contexts=("diplomatic",),
                cameo="112",
                quad=3,
                goldstein=-2.0,
                date=date,
                place=place.id,
                evidence=(at(f"{said['two']} accused the neighbours of delay"),),
                rule="event.accuse",
            ),
        ),
    )


def of_other(article: Article, **changes: Any) -> Article:
    return replace(article, **changes)


TOUR = (
    "Harbour Minister Nils Orm was in Lima on Monday and in Quito on Tuesday. He will go on to Santiago, as planned. "
    "Bolivia he only flew over. A stop in Caracas was refused."
)
STOPS = (
    ("Lima", "PER", -12.05, -77.04, "city", "2024-05-06", "made"),
    ("Quito", "ECU", -0.23, -78.52, "city", "2024-05-07", "made"),
    ("Santiago", "CHL", -33.46, -70.65, "city", "2024-05-09", "planned"),
    ("Bolivia", "BOL", -17.0, -65.0, "country", None, "made"),
    ("Caracas", "VEN", 10.49, -66.88, "city", None, "cancelled"),
)


def tour() -> tuple[Article, Record]:
    """A report of a tour: stops made, planned and called off, one of them no more than a country."""
    article = Article("tour", TOUR, title="Orm tours the coast", publisher="Coastal Post", published="2024-05-07")
    who = Actor(record_id("tour", "actor", "Nils Orm"), "Nils Orm", "person", "NOR", "GOV", None, (span_of(TOUR, "Nils Orm"),))
    places = tuple(
        Place(record_id("tour", "place", name), name, grain, country, latitude, longitude, grain, None, (span_of(TOUR, name),))
        for name, country, latitude, longitude, grain, _, _ in STOPS
    )
    stops = tuple(Stop(place.id, stop[5], stop[6], place.mentions) for place, stop in zip(places, STOPS, strict=True))
    trip = Trip(record_id("tour", "trip", "Orm"), who.id, stops, None, None, (span_of(TOUR, TOUR),), "trip.be", 0.8)
    return article, Record(actors=(who,), places=places, trips=(trip,))
