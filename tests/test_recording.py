"""The record step: spans within the text, no doubles, no actors that nothing names."""

from dataclasses import replace

import pytest

from dragoman.article import Article
from dragoman.errors import RecordError
from dragoman.recording import checked
from dragoman.records import Actor, Event, Meeting, Place, Readout, Record, Span, Stance, Statement, Stop, Time, Trip

ARTICLE = Article("test", "Kenya said that the ship had sailed.")
KENYA = Actor("actor-1", "Kenya", "state", "KEN", mentions=(Span(0, 5),))
PERU = Actor("actor-2", "Peru", "state", "PER")
SAID = Statement("statement-1", KENYA.id, (Span(16, 35),), "indirect", cue=Span(6, 10), evidence=(Span(0, 36),))


def test_a_sound_record_is_left_as_it_is() -> None:
    whole = Record(actors=(KENYA,), statements=(SAID,))
    assert checked(ARTICLE, whole) == whole


def test_an_empty_record_is_sound() -> None:
    assert checked(ARTICLE, Record()) == Record()


@pytest.mark.parametrize(
    "span", [Span(0, 37), Span(-1, 5), Span(5, 5), Span(9, 4)], ids=["past the end", "before it", "empty", "backwards"]
)
def test_a_span_outside_the_text_is_an_error(span: Span) -> None:
    with pytest.raises(RecordError, match="statement-1 of article test"):
        checked(ARTICLE, Record(actors=(KENYA,), statements=(replace(SAID, content=(span,)),)))


def test_a_span_up_to_the_end_of_the_text_is_none() -> None:
    whole = Record(actors=(KENYA,), statements=(replace(SAID, content=(Span(0, 36),)),))
    assert checked(ARTICLE, whole) == whole


@pytest.mark.parametrize(
    "found",
    [
        Record(actors=(replace(KENYA, mentions=(Span(0, 99),)),)),
        Record(places=(Place("place-1", "Lima", "city", mentions=(Span(0, 99),)),)),
        Record(times=(Time("time-1", Span(0, 99), "DATE", None),)),
        Record(meetings=(Meeting("meeting-1", "talks", "held", (), topics=(Span(0, 99),)),)),
        Record(trips=(Trip("trip-1", KENYA.id, (), purpose=Span(0, 99)),)),
        Record(statements=(replace(SAID, cue=Span(0, 99)),)),
        Record(stances=(Stance("stance-1", KENYA.id, "for", Span(0, 99)),)),
        Record(events=(Event("event-1", (KENYA.id,), (), "AID", evidence=(Span(0, 99),)),)),
    ],
    ids=["actor", "place", "time", "meeting", "trip", "statement", "stance", "event"],
)
def test_every_kind_of_record_is_checked(found: Record) -> None:
    with pytest.raises(RecordError):
        checked(ARTICLE, found)


def test_the_spans_of_a_stop_are_checked() -> None:
    with pytest.raises(RecordError):
        checked(ARTICLE, Record(trips=(Trip("trip-1", KENYA.id, (Stop("place-1", evidence=(Span(0, 99),)),)),)))


def test_of_records_with_one_id_the_first_is_kept() -> None:
    found = Record(actors=(KENYA,), statements=(SAID, replace(SAID, kind="direct"), replace(SAID, id="statement-2")))
    assert [(s.id, s.kind) for s in checked(ARTICLE, found).statements] == [
        ("statement-1", "indirect"),
        ("statement-2", "indirect"),
    ]


def test_the_order_of_records_is_kept() -> None:
    found = Record(actors=(KENYA,), statements=tuple(replace(SAID, id=f"statement-{n}") for n in (3, 1, 2)))
    assert [s.id for s in checked(ARTICLE, found).statements] == ["statement-3", "statement-1", "statement-2"]


def test_an_actor_nobody_names_is_dropped() -> None:
    assert checked(ARTICLE, Record(actors=(KENYA, PERU), statements=(SAID,))).actors == (KENYA,)


@pytest.mark.parametrize(
    "found",
    [
        Record(events=(Event("event-1", (KENYA.id,), (PERU.id,), "AID"),)),
        Record(meetings=(Meeting("meeting-1", "talks", "held", (KENYA.id, PERU.id)),)),
        Record(trips=(Trip("trip-1", PERU.id, ()),)),
        Record(statements=(replace(SAID, via=(PERU.id,)),)),
        Record(stances=(Stance("stance-1", KENYA.id, "for", Span(0, 5), target=PERU.id),)),
    ],
    ids=["recipient", "participant", "traveller", "relay", "target"],
)
def test_an_actor_that_only_a_record_names_is_kept(found: Record) -> None:
    assert PERU in checked(ARTICLE, replace(found, actors=(KENYA, PERU))).actors


def test_an_actor_that_only_a_readout_names_is_kept() -> None:
    meeting = Meeting("meeting-1", "talks", "held", (KENYA.id,), readouts=(Readout("PER", (PERU.id,)),))
    assert PERU in checked(ARTICLE, Record(actors=(KENYA, PERU), meetings=(meeting,))).actors
