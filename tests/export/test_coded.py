"""Events with the codes of event data, and their dyads."""

from dataclasses import replace

import pytest
from tests.export.conftest import Readings
from tests.export.made import ARTICLE, EVENTS, READINGS, RECORD

from dragoman.export import codes
from dragoman.export.coded import Coded, coded, dyads
from dragoman.export.reading import Reading
from dragoman.records import Record

MADE: dict[str, Coded] = {one.event.id.removeprefix("event-"): one for one in coded(Reading(ARTICLE, RECORD))}


@pytest.mark.parametrize(
    ("event", "plover", "mode", "auxiliary", "cameo", "mirror", "meeting"),
    [
        ("visit", "CONSULT", "visit", None, "042", "043", "visit"),
        ("call", "CONSULT", "phone", None, "041", "041", "call"),
        ("refusal", "REJECT", "meet", None, "125", "125", "refused"),
        ("postponed", "REJECT", "meet", "future", None, None, "postponed"),
        ("third", "CONSULT", "third-party", None, "044", "044", "third"),
        ("planned", "AGREE", "", "future", "036", "036", "planned"),
        ("condemn", "ACCUSE", "disapprove", None, "111", "111", None),
        ("negated", "ASSAULT", "", "negated", "190", "190", None),
        ("threat", "ASSAULT", "", "future", None, None, None),
        ("release", "RETREAT", "release", None, "0841", "0841", None),
        ("ease", "CONCEDE", "", None, "081", "081", None),
        ("alone", "MOBILIZE", "", None, "150", "150", None),
    ],
)
def test_codes_of_an_event(event, plover, mode, auxiliary, cameo, mirror, meeting) -> None:
    one = MADE[event]
    assert (one.plover, one.mode, one.auxiliary, one.cameo, one.mirror) == (plover, mode, auxiliary, cameo, mirror)
    assert (one.meeting.id if one.meeting else None) == (f"meeting-{meeting}" if meeting else None)


@pytest.mark.parametrize(
    ("event", "day", "basis"),
    [
        ("visit", "2024-05-05", "text"),
        ("call", "2024-04-01", "text:month"),
        ("planned", "2024-05-07", "published"),
        ("condemn", "2024-05-07", "published"),
    ],
)
def test_the_day_says_where_it_is_from(event: str, day: str, basis: str) -> None:
    assert (MADE[event].day, MADE[event].basis) == (day, basis)


def test_without_any_date_there_is_no_day() -> None:
    (one,) = coded(Reading(*READINGS[1]))
    assert (one.day, one.basis) == (None, None)


def test_scores_are_of_the_mode_else_of_the_type() -> None:
    assert MADE["call"].score == 1.5
    assert MADE["alone"].score == -5.5
    assert MADE["condemn"].score == -2.0


def test_a_mode_without_a_score_has_that_of_its_type() -> None:
    protest = replace(EVENTS[6], event_type="PROTEST", mode="vandalize", cameo="140")
    (one,) = coded(Reading(ARTICLE, replace(RECORD, events=(protest,))))
    assert (one.mode, one.score) == ("vandalize", -5.0)


def pairs(event: str) -> list[tuple[str, str | None, bool, str]]:
    return [
        (d.actor.name.split()[-1], d.recipient.name.split()[-1] if d.recipient else None, d.mirrored, d.cameo)
        for d in dyads(MADE[event])
    ]


def test_the_visitor_visits_and_the_host_hosts() -> None:
    assert pairs("visit") == [("Luma", "Rao", False, "042"), ("Rao", "Luma", True, "043")]


def test_a_meeting_of_three_is_six_rows_of_which_half_are_mirrors() -> None:
    found = pairs("planned")
    assert len(found) == 6
    assert sum(mirrored for *_, mirrored, _ in found) == 3
    assert len({(a, b) for a, b, *_ in found}) == 6


def test_an_act_goes_one_way() -> None:
    assert pairs("condemn") == [("Nations", "NATO", False, "111")]


def test_an_act_of_one_has_no_recipient() -> None:
    assert pairs("alone") == [("Okoye", None, False, "150")]


def test_those_of_the_hosts_country_host_with_them() -> None:
    ministry = replace(RECORD.meetings[0], participants=("actor-rao", "actor-luma", "actor-min"))
    event = replace(EVENTS[0], actors=("actor-rao", "actor-luma", "actor-min"))
    (one,) = coded(Reading(ARTICLE, replace(RECORD, meetings=(ministry,), events=(event,))))
    assert ([a.id for a in one.actors], [r.id for r in one.recipients]) == (["actor-luma"], ["actor-rao", "actor-min"])
    assert [d.cameo for d in dyads(one)] == ["042", "043", "042", "043"]


@pytest.mark.parametrize(
    ("actors", "recipients", "visitors"), [("rao", "luma", "luma"), ("luma", "rao", "luma"), ("rao luma", "", "luma")]
)
def test_the_visitor_is_the_actor_however_it_was_told(actors: str, recipients: str, visitors: str) -> None:
    sides = [tuple(f"actor-{part}" for part in parts.split()) for parts in (actors, recipients)]
    event = replace(EVENTS[0], actors=sides[0], recipients=sides[1])
    (one,) = coded(Reading(ARTICLE, replace(RECORD, events=(event,))))
    assert ([a.id for a in one.actors], one.mode, one.cameo, one.mirror) == ([f"actor-{visitors}"], "visit", "042", "043")


def test_where_all_are_of_one_country_nobody_visits() -> None:
    home = replace(RECORD.meetings[0], participants=("actor-rao", "actor-min"))
    event = replace(EVENTS[0], actors=("actor-rao", "actor-min"))
    (one,) = coded(Reading(ARTICLE, replace(RECORD, meetings=(home,), events=(event,))))
    assert (one.mode, one.cameo, one.recipients) == ("", "040", ())


def test_ids_of_rows_differ_and_are_whole_as_floating_numbers() -> None:
    numbers = [d.number for one in MADE.values() if one.cameo for d in dyads(one)]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 2**53 and int(float(number)) == number for number in numbers)


def test_every_code_of_the_samples_is_known(sample_readings: Readings) -> None:
    found = [one for reading in sample_readings for one in coded(Reading(*reading))]
    assert found
    for one in found:
        assert (one.plover, one.mode) in codes.plover_codes()
        assert one.cameo is None or one.cameo in codes.cameo_codes()
        assert one.cameo is None or len(one.cameo) > 2


def test_every_type_of_event_has_codes() -> None:
    from dragoman.knowledge.tables import rows

    for row in rows("plover"):
        event = replace(EVENTS[6], event_type=row["event_type"], cameo=row["cameo"], mode=None)
        (one,) = coded(Reading(ARTICLE, replace(RECORD, events=(event,))))
        assert one.cameo in codes.cameo_codes()
        assert one.score is not None


def test_of_two_meetings_told_in_the_same_words_the_one_that_fits_is_meant() -> None:
    call = replace(RECORD.meetings[1], evidence=RECORD.meetings[0].evidence)
    event = replace(EVENTS[1], evidence=RECORD.meetings[0].evidence, date=None)
    record = replace(RECORD, meetings=(RECORD.meetings[0], call), events=(event,))
    (one,) = coded(Reading(ARTICLE, record))
    assert one.meeting == call


def test_without_events_there_are_none() -> None:
    assert not list(coded(Reading(ARTICLE, Record())))
