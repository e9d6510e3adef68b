"""Whatever names, words and dates a record holds, every format can be written, and those of one file read back."""

import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.export.formats import FORMATS, export
from dragoman.records import Actor, Event, Meeting, Place, Record, Span, Stop, Trip

WORDS = st.text(min_size=1, max_size=30)
DATES = st.none() | st.sampled_from(
    ["2024-01-06", "2024-W01", "2024-02", "2023", "2023-WI", "202", "2024-XX-03", "2024-02-31", "9999-12-31", "0001"]
)
FILES = [form.name for form in FORMATS if not form.folder]


@st.composite
def readings(draw: st.DrawFn) -> tuple[Article, Record]:
    text = draw(st.text(min_size=4, max_size=80))
    spans = st.tuples(st.integers(0, len(text) - 2), st.integers(1, 40)).map(lambda s: Span(s[0], min(len(text), s[0] + s[1])))
    words = (draw(spans),)
    actors = tuple(
        Actor(
            f"actor-{n}",
            draw(WORDS),
            draw(st.sampled_from(["person", "state", "people"])),
            draw(st.sampled_from([None, "XKX", "IGO"])),
        )
        for n in range(3)
    )
    precision = draw(st.sampled_from([None, "city", "country", "sea"]))
    places = tuple(
        Place(f"place-{n}", draw(WORDS), "city", "FJI", draw(st.floats(-90, 90)), draw(st.floats(-180, 180)), precision)
        for n in range(3)
    )
    status = draw(st.sampled_from(["held", "planned", "refused", "postponed", "cancelled"]))
    meeting = Meeting(
        "meeting-1", "summit", status, ("actor-0", "actor-1", "actor-2"), "actor-0", "place-0", date=draw(DATES), evidence=words
    )
    trip = Trip("trip-1", "actor-0", tuple(Stop(p.id, draw(DATES), evidence=words) for p in places), evidence=words)
    code = draw(st.sampled_from(["CONSULT", "REJECT", "YIELD", "ASSAULT"]))
    done = draw(st.sampled_from(["done", "planned", "negated"]))
    event = Event("event-1", ("actor-0", "actor-1"), (), code, done, cameo="04", date=draw(DATES), evidence=words)
    article = Article(
        draw(WORDS),
        text,
        draw(st.none() | WORDS),
        published=draw(st.sampled_from([None, "2024-01-07"])),
        url=draw(st.none() | WORDS),
    )
    return article, Record(actors, places, (), (meeting,), (trip,), events=(event,))


@given(readings())
def test_every_format_of_one_file_can_be_written_and_read(reading: tuple[Article, Record]) -> None:
    for name in FILES:
        out = io.BytesIO()
        export([reading], name, out)
        text = out.getvalue().decode("utf-8")
        if name == "icalendar":
            icalendar.Calendar.from_ical(text)
        elif name == "graphml":
            ElementTree.fromstring(text)
        elif name in ("polecat", "icews"):
            header, *rows = text.split("\n")[:-1]
            assert {row.count("\t") for row in rows} <= {header.count("\t")}
        elif name in ("plover", "followthemoney", "ninjs"):
            assert all(json.loads(line) for line in text.split("\n")[:-1])
        else:
            assert json.loads(text)


@given(readings())
def test_ids_of_rows_depend_on_the_event_alone(reading: tuple[Article, Record]) -> None:
    from dragoman.export.coded import coded, dyads
    from dragoman.export.reading import Reading

    article, record = reading
    renamed = replace(record, actors=tuple(replace(actor, name="Other") for actor in record.actors))
    numbers = [[d.number for one in coded(Reading(article, r)) for d in dyads(one)] for r in (record, renamed)]
    assert numbers[0] == numbers[1]
