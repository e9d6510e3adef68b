"""Readings made by hand: a report of one meeting, without any language behind it."""

from dragoman.article import Article
from dragoman.records import Actor, Event, Meeting, Office, Place, Record, Span, Statement, Stop, Trip

PEOPLE = {
    "Halvorsen": ("Sigrid Halvorsen", "NOR", "Foreign Minister"),
    "Lunde": ("Torstein Lunde", "NOR", "Defence Minister"),
    "Harthy": ("Salim Al Harthy", "OMN", "Foreign Minister"),
    "Busaidi": ("Nasser Al Busaidi", "OMN", "Finance Minister"),
    "Kamau": ("Wanjiru Kamau", "KEN", "Foreign Minister"),
    "Oman": ("Oman", "OMN", None),
    "Norway": ("Norway", "NOR", None),
}
TOWNS = {"Oslo": "NOR", "Muscat": "OMN", "Geneva": "CHE", "Nairobi": "KEN"}
WORDS = "We have found common ground on fishing rights in the northern waters"


def actor(article: str, key: str, *, office: bool = False) -> Actor:
    name, country, title = PEOPLE[key]
    held = Office(title, country) if office and title else None
    return Actor(f"{article}-{key}", name, "person" if title else "state", country, "GOV", held)


def place(article: str, town: str) -> Place:
    return Place(f"{article}-{town}", town, "city", TOWNS[town], precision="city")


def report(
    id: str,
    who: tuple[str, ...] = ("Halvorsen", "Harthy"),
    *,
    day: str | None = "2024-05-06",
    town: str | None = "Muscat",
    status: str = "held",
    form: str = "in_person",
    published: str = "2024-05-07",
    publisher: str = "Northern Wire",
    text: str | None = None,
    said: str | None = None,
    office: bool = False,
) -> tuple[Article, Record]:
    """A report of one meeting with its event, and one statement of the first participant."""
    words = text or f"{said or WORDS} ({id})."
    actors = tuple(actor(id, key, office=office) for key in who)
    places = (place(id, town),) if town else ()
    ids, where, spans = tuple(a.id for a in actors), places[0].id if places else None, (Span(0, len(words) - 1),)
    meeting = Meeting(f"{id}-m", form, status, ids, place=where, date=day, evidence=spans)
    event = Event(f"{id}-e", ids, (), "CONSULT", "planned" if status == "planned" else "done", date=day, evidence=spans)
    statement = Statement(f"{id}-s", ids[0], (Span(0, len(said or WORDS)),), "indirect", evidence=spans)
    record = Record(actors, places, (), (meeting,), (), (statement,), (), (event,))
    return Article(id, words, publisher=publisher, published=published), record


def tour(id: str, who: str, *stops: tuple[str, str | None, str], published: str = "2024-05-10") -> tuple[Article, Record]:
    """A report of one trip."""
    places = tuple({town: place(id, town) for town, _, _ in stops}.values())
    made = tuple(Stop(f"{id}-{town}", day, status) for town, day, status in stops)
    trip = Trip(f"{id}-t", f"{id}-{who}", made)
    return Article(id, f"A tour told by {id}.", publisher=f"Paper {id}", published=published), Record(
        (actor(id, who),), places, trips=(trip,)
    )
