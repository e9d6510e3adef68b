"""A record made by hand that has the traps in it: refusals, visits, third countries, codes that differ, what is unknown."""

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
)

SENTENCES = (
    "Tours of two ministers",
    "Maria Rao of Romania received Arben Luma of Kosovo in Bucharest on 5 May 2024.",
    "Rao and Luma spoke by phone in April.",
    "Luma refused to meet Peter Okoye; the talks of Suva, Apia and Nukualofa were postponed.",
    "Okoye and Rao met in Vienna.",
    "“We, the small; the many, want peace\\now,” Rao said, her ministry reported.",
    "The United Nations condemned NATO. Moldova did not attack Taiwan.",
    "Rao is to fly from Suva to Apia. \U0001f54a Somebody agreed.",
)
TEXT = "\n\n".join(SENTENCES)


def at(words: str) -> Span:
    """Where words stand first."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def sentence(number: int) -> tuple[Span, ...]:
    return (at(SENTENCES[number]),)


RAO = Actor(
    "actor-rao",
    "Maria Rao",
    "person",
    "ROU",
    "GOV",
    Office("foreign minister", "ROU", "2021-11-25", None, "register"),
    (at("Maria Rao"),),
)
LUMA = Actor("actor-luma", "Arben Luma", "person", "XKX", "GOV", None, (at("Arben Luma"),))
OKOYE = Actor("actor-okoye", "Peter Okoye", "person", "NGA", "MIL", None, (at("Peter Okoye"),))
UN = Actor("actor-un", "United Nations", "organisation", "IGO", "IGO", None, (at("United Nations"),))
NATO = Actor("actor-nato", "NATO", "organisation", "IGO", "IGO", None, (at("NATO"),))
MOLDOVA = Actor("actor-mda", "Moldova", "state", "MDA", "GOV", None, (at("Moldova"),))
TAIWAN = Actor("actor-twn", "Taiwan", "state", "TWN", "GOV", None, (at("Taiwan"),))
MINISTRY = Actor("actor-min", "Foreign Ministry of Romania", "ministry", "ROU", "GOV", None, (at("her ministry"),))
SMALL = Actor("actor-small", "The small", "people", None, "CVL", None, (at("the small"),))

BUCHAREST = Place("place-buc", "Bucharest", "capital", "ROU", 44.43225, 26.10626, "city", 683506, (at("Bucharest"),))
VIENNA = Place("place-vie", "Vienna", "capital", "AUT", 48.20849, 16.37208, "city", 2761369, (at("Vienna"),))
KOSOVO = Place("place-kos", "Kosovo", "country", "XKX", 42.58333, 21.0, "country", 831053, (at("Kosovo"),))
SUVA = Place("place-suv", "Suva", "capital", "FJI", -18.14161, 178.44149, "city", 2198148, (at("Suva"),))
APIA = Place("place-api", "Apia", "capital", "WSM", -13.83333, -171.76666, "city", 4035413, (at("Apia"),))
NOWHERE = Place("place-nuk", "Nukualofa", "place", None, None, None, None, None, (at("Nukualofa"),))

DAY = Time("time-day", at("5 May 2024"), "DATE", "2024-05-05", "2024-05-05", "2024-05-06", "day", None)

VISIT = Meeting(
    "meeting-visit",
    "in_person",
    "held",
    ("actor-rao", "actor-luma"),
    "actor-rao",
    "place-buc",
    "time-day",
    "2024-05-05",
    (at("peace"),),
    (Readout("ROU", ("actor-min",), ("statement-peace",)),),
    sentence(1),
    "meeting.receive",
    0.9,
)
CALL = Meeting(
    "meeting-call",
    "call",
    "held",
    ("actor-rao", "actor-luma"),
    date="2024-04",
    evidence=sentence(2),
    rule="meeting.speak",
    confidence=0.8,
)
REFUSED = Meeting(
    "meeting-refused",
    "in_person",
    "refused",
    ("actor-okoye", "actor-luma"),
    date="2024-05-06",
    evidence=sentence(3),
    rule="meeting.refuse",
)
POSTPONED = Meeting(
    "meeting-postponed",
    "talks",
    "postponed",
    ("actor-rao", "actor-okoye"),
    place="place-nuk",
    date="2024-W20",
    evidence=sentence(3),
    rule="meeting.postpone",
)
THIRD = Meeting(
    "meeting-third",
    "in_person",
    "held",
    ("actor-okoye", "actor-rao"),
    None,
    "place-vie",
    evidence=sentence(4),
    rule="meeting.meet",
)
PLANNED = Meeting(
    "meeting-planned",
    "summit",
    "planned",
    ("actor-rao", "actor-okoye", "actor-luma"),
    place="place-kos",
    date="2024",
    evidence=sentence(7),
)

TRIP = Trip(
    "trip-rao",
    "actor-rao",
    (
        Stop("place-suv", "2024-05-20", "planned", (at("Suva"),)),
        Stop("place-kos", None, "cancelled", (at("Kosovo"),)),
        Stop("place-api", "2024-05-22", "planned", (at("Apia"),)),
        Stop("place-nuk", None, "made", (at("Nukualofa"),)),
    ),
    "P1W",
    at("peace"),
    sentence(7),
    "trip.fly",
    0.7,
)
PEACE = Statement(
    "statement-peace",
    "actor-rao",
    (at("We, the small"), at("the many, want peace\\now")),
    "direct",
    at("said"),
    "say",
    at("Rao said"),
    ("actor-min",),
    "actor-small",
    "time-day",
    "2024-05-05",
    "place-buc",
    "meeting-visit",
    sentence(5),
    "statement.say.say",
    0.85,
)
UNKNOWN = Statement(
    "statement-unknown",
    None,  # type: ignore[arg-type, unused-ignore]
    (at("agreed"),),
    "indirect",
    speaker_mention=at("Somebody"),
    evidence=sentence(7),
    rule="statement.say.agree",
)
STANCE = Stance(
    "stance-peace",
    "actor-rao",
    "for",
    at("peace"),
    strength="demand",
    issue="ceasefire",
    target="actor-okoye",
    statement="statement-peace",
    evidence=sentence(5),
    rule="stance.demand",
    confidence=0.7,
    condition=at("now"),
)


def event(
    id: str, actors: str, recipients: str, event_type: str, cameo: str, number: int, status: str = "done", **more: object
) -> Event:
    """An event told in a sentence; `actors` and `recipients` are ids without their beginning, set apart by blanks."""
    sides = [tuple(f"actor-{part}" for part in parts.split()) for parts in (actors, recipients)]
    known = {"evidence": sentence(number), "rule": f"event.{id}", "confidence": 0.6} | more
    return Event(f"event-{id}", *sides, event_type, status, cameo=cameo, quad=1, goldstein=1.0, **known)  # type: ignore[arg-type]


EVENTS = (
    event(
        "visit",
        "rao luma",
        "",
        "CONSULT",
        "04",
        1,
        place="place-buc",
        time="time-day",
        date="2024-05-05",
        contexts=("diplomatic", "economic"),
    ),
    event("call", "rao luma", "", "CONSULT", "04", 2, mode="phone", date="2024-04"),
    event("refusal", "luma", "okoye", "REJECT", "12", 3, mode="meet", date="2024-05-06"),
    event("postponed", "rao okoye", "", "CONSULT", "04", 3, "planned", place="place-nuk", date="2024-W20"),
    event("third", "okoye rao", "", "CONSULT", "04", 4, place="place-vie"),
    event("planned", "rao okoye luma", "", "CONSULT", "04", 7, "planned", place="place-kos", date="2024"),
    event("condemn", "un", "nato", "ACCUSE", "111", 6, mode="disapprove"),
    event("negated", "mda", "twn", "ASSAULT", "190", 6, "negated"),
    event("threat", "mda", "twn", "ASSAULT", "190", 6, "planned"),
    event("release", "rao", "small", "YIELD", "0841", 5, mode="release", date="2024-05-05", place="place-buc"),
    event("ease", "rao", "luma", "YIELD", "081", 5),
    event("alone", "okoye", "", "MOBILIZE", "15", 4),
)
RECORD = Record(
    actors=(RAO, LUMA, OKOYE, UN, NATO, MOLDOVA, TAIWAN, MINISTRY, SMALL),
    places=(BUCHAREST, VIENNA, KOSOVO, SUVA, APIA, NOWHERE),
    times=(DAY,),
    meetings=(VISIT, CALL, REFUSED, POSTPONED, THIRD, PLANNED),
    trips=(TRIP,),
    statements=(PEACE, UNKNOWN),
    stances=(STANCE,),
    events=EVENTS,
)
ARTICLE = Article(
    "a-1",
    TEXT,
    "Tours of two ministers",
    "Daily Post",
    "2024-05-07",
    "metadata",
    "https://news.example.org/a?b=1&c=2",
    "en",
    headline=at(SENTENCES[0]),
)
UNDATED = Article("a-2", "Rao met Luma.\tIt was “good”.")
SECOND = Record(
    actors=(
        Actor("actor-r2", "Maria Rao", "person", "ROU", "GOV", None, (Span(0, 3),)),
        Actor("actor-l2", "Arben Luma", "person", "XKX", None, None, (Span(8, 12),)),
    ),
    meetings=(
        Meeting("meeting-m2", "in_person", "held", ("actor-r2", "actor-l2"), evidence=(Span(0, 13),), rule="meeting.meet"),
    ),
    events=(
        Event(
            "event-e2", ("actor-r2", "actor-l2"), (), "CONSULT", cameo="04", quad=1, evidence=(Span(0, 13),), rule="event.meeting"
        ),
    ),
)
READINGS = [(ARTICLE, RECORD), (UNDATED, SECOND)]
