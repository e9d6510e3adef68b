"""Meetings: who met, in what form, whether at all, where and when, and the same meeting told twice."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dragoman.records import Meeting, Span

RAO = "Indian Foreign Minister Maria Rao"
OKOYE = "Nigerian President Ahmed Okoye"
BOTH = {"Maria Rao", "Ahmed Okoye"}


@dataclass(frozen=True)
class Told:
    """A meeting with names in place of ids."""

    people: set[str]
    host: str | None
    place: str | None
    topics: list[str]
    meeting: Meeting


Meet = Callable[..., list[Told]]


@pytest.fixture(scope="module")
def meet(reading) -> Meet:
    """The meetings of some text."""

    def make(text: str, published: str | None = "2024-05-06", **more: object) -> list[Told]:
        parsed, mentions, record = reading(text, published, **more)
        name = {item.id: item.name for item in (*mentions.actors, *mentions.places)}
        return [
            Told(
                {name[p] for p in m.participants},
                name.get(m.host or ""),
                name.get(m.place or ""),
                [parsed.words(span) for span in m.topics],
                m,
            )
            for m in record.meetings
        ]

    return make


# ------------------------------------------------------------ status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{RAO} met {OKOYE}.", "held"),
        (f"{RAO} and {OKOYE} met in Lima.", "held"),
        (f"{RAO} held talks with {OKOYE}.", "held"),
        (f"{RAO} is meeting {OKOYE}.", "ongoing"),
        (f"{RAO} will meet {OKOYE}.", "planned"),
        (f"{RAO} is to meet {OKOYE}.", "planned"),
        (f"{RAO} plans to meet {OKOYE}.", "planned"),
        (f"{RAO} refused to meet {OKOYE}.", "refused"),
        (f"{RAO} declined to meet {OKOYE}.", "refused"),
        (f"{RAO} cancelled a meeting with {OKOYE}.", "cancelled"),
        (f"{RAO} called off talks with {OKOYE}.", "cancelled"),
        (f"{RAO} postponed talks with {OKOYE}.", "postponed"),
    ],
)
def test_status(meet: Meet, text: str, status: str) -> None:
    [told] = meet(text)
    assert (told.people, told.meeting.status) == (BOTH, status)


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} could meet {OKOYE}.",
        f"{RAO} offered to meet {OKOYE}.",
        f"If {RAO} meets {OKOYE}, boats will sail.",
        f"“I met {OKOYE},” Maria Rao said.",
        "The plan met the needs of Nigeria.",
        f"{RAO} spoke to reporters in Lima.",
        f"{RAO} called on {OKOYE} to resign.",
        f"{OKOYE} received a prize from India.",
        "The Indian cabinet held a meeting in Mumbai.",
        f"{RAO} met in Lima.",
    ],
)
def test_what_is_no_meeting(meet: Meet, text: str) -> None:
    assert meet(text) == []


@pytest.mark.parametrize(("verb", "status"), [("called off", "cancelled"), ("postponed", "postponed"), ("praised", "planned")])
def test_a_plan_takes_the_status_a_later_sentence_gives_it(meet: Meet, verb: str, status: str) -> None:
    [told] = meet(f"{RAO} was to meet {OKOYE} on Friday. That meeting was {verb}.")
    assert told.meeting.status == status


# ------------------------------------------------------------ form, sides, host


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"{RAO} met {OKOYE}.", "in_person"),
        (f"{RAO} spoke by phone with {OKOYE}.", "call"),
        (f"{RAO} telephoned {OKOYE}.", "call"),
        (f"{RAO} held a video conference with {OKOYE}.", "video"),
        (f"{RAO} held talks with {OKOYE}.", "talks"),
        (f"{RAO} attended a summit with {OKOYE}.", "summit"),
    ],
)
def test_form(meet: Meet, text: str, form: str) -> None:
    [told] = meet(text)
    assert (told.people, told.meeting.form) == (BOTH, form)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("India and Nigeria held talks in Lima.", {"India", "Nigeria"}),
        ("Talks between India and Nigeria were held in Lima.", {"India", "Nigeria"}),
        ("Russian and Chinese officials met in Lima.", {"Russia", "China"}),
        (f"{RAO} met {OKOYE} and Peruvian President Elena Quiroga together.", {*BOTH, "Elena Quiroga"}),
        (
            f"{RAO} and her Greek and Cypriot counterparts, Nikos Vardas and Elena Petrou, met in Lima.",
            {"Maria Rao", "Nikos Vardas", "Elena Petrou"},
        ),
    ],
)
def test_all_sides_take_part(meet: Meet, text: str, people: set[str]) -> None:
    assert [told.people for told in meet(text)] == [people]


@pytest.mark.parametrize("title", ["leaders", "ministers"])
def test_the_two_met_again_are_the_same(meet: Meet, title: str) -> None:
    text = f"{RAO} and Nigerian Foreign Minister Ahmed Okoye met in Lima. The {title} will meet in Quito."
    found = meet(text)
    assert [(t.people, t.place) for t in found] == [(BOTH, "Lima"), (BOTH, "Quito")]


@pytest.mark.parametrize("verb", ["received", "hosted", "welcomed"])
def test_whoever_receives_is_the_host(meet: Meet, verb: str) -> None:
    [told] = meet(f"{OKOYE} {verb} {RAO}.")
    assert (told.people, told.host) == (BOTH, "Ahmed Okoye")


def test_a_plain_meeting_has_no_host(meet: Meet) -> None:
    assert meet(f"{OKOYE} met {RAO}.")[0].host is None


def test_a_visit_is_a_meeting_with_the_state(meet: Meet) -> None:
    [told] = meet(f"{RAO} visited Nigeria on Monday.")
    assert (told.people, told.place) == ({"Maria Rao", "Nigeria"}, "Nigeria")


@pytest.mark.parametrize("text", [f"{RAO} visited Mumbai on Monday.", f"{RAO} visited the museum on Monday."])
def test_a_visit_at_home_or_to_a_thing_is_none(meet: Meet, text: str) -> None:
    assert meet(text) == []


def test_a_visit_whose_host_is_named_is_no_second_meeting(meet: Meet) -> None:
    assert [told.people for told in meet(f"{RAO} visited Nigeria on Monday. She met {OKOYE} in Abuja.")] == [BOTH]


# ------------------------------------------------------------ place and time


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{RAO} and {OKOYE} met in Lima.", "Lima"),
        (f"{RAO} met {OKOYE} in Lima on Monday.", "Lima"),
        (f"{RAO} met {OKOYE} in a hotel in Lima.", "Lima"),
        (f"{RAO} flew to Abuja on Monday. She met {OKOYE} there.", "Abuja"),
        (f"{RAO} arrived in Abuja on Monday. She met {OKOYE}.", "Abuja"),
        (f"{RAO} arrived in Abuja on Monday.\nThe harvest was poor.\nRao met {OKOYE}.", "Abuja"),
        (f"{RAO} arrived in Abuja on Monday.\nThe harvest was poor.\nRao met Peruvian President Elena Quiroga.", None),
        (f"{RAO} flew to Lagos and Abuja on Monday.\nThe harvest was poor.\nRao met {OKOYE}.", None),
        (f"{RAO} arrived in Abuja on Monday. She will meet {OKOYE}.", None),
        (f"{RAO} met {OKOYE} ahead of talks in Geneva.", None),
        (f"{RAO} arrived in Abuja on Monday. She spoke by phone with Peruvian President Elena Quiroga.", None),
    ],
)
def test_place(meet: Meet, text: str, place: str | None) -> None:
    assert meet(text)[-1].place == place


def test_here_is_the_dateline(meet: Meet) -> None:
    text = f"LIMA, May 6 — {RAO} met {OKOYE} here on Monday."
    assert meet(text, dateline=Span(0, 11))[0].place == "Lima"


@pytest.mark.parametrize(("city", "place"), [("ABUJA", "Abuja"), ("LIMA", None)])
def test_the_dateline_is_the_place_only_on_a_side_s_ground(meet: Meet, city: str, place: str | None) -> None:
    dateline = f"{city}, May 6"
    assert meet(f"{dateline} — {RAO} met {OKOYE} on Monday.", dateline=Span(0, len(dateline)))[0].place == place


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"{RAO} met {OKOYE} on Monday.", "2024-05-06"),
        (f"{RAO} will meet {OKOYE} on Friday.", "2024-05-10"),
        (f"{RAO} met {OKOYE} in Lima, an aide said on Monday.", "2024-05-06"),
        (f"{RAO} met {OKOYE}.", None),
    ],
)
def test_date(meet: Meet, text: str, date: str | None) -> None:
    assert meet(text)[0].meeting.date == date


def test_without_a_publication_date_no_date_is_guessed(meet: Meet) -> None:
    assert meet(f"{RAO} met {OKOYE} on Monday.", None)[0].meeting.date is None


@pytest.mark.xfail(
    strict=True, reason='"Rao met Okoye, the ministry said on Monday": "said" is coordinated with "met" in the tree, so no date'
)
def test_the_day_of_the_report_right_after_the_one_met(meet: Meet) -> None:
    assert meet(f"{RAO} met {OKOYE}, the Indian Foreign Ministry said on Monday.")[0].meeting.date == "2024-05-06"


# ------------------------------------------------------------ topics


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("India and Nigeria held talks on fishing rights.", ["fishing rights"]),
        (f"{RAO} met {OKOYE} to discuss fishing rights.", ["fishing rights"]),
        (f"{RAO} met {OKOYE} on Monday.", []),
    ],
)
def test_topics(meet: Meet, text: str, topics: list[str]) -> None:
    assert meet(text)[0].topics == topics


def test_whom_one_calls_on_is_no_topic(meet: Meet) -> None:
    assert meet(f"{RAO} called on {OKOYE}.")[0].topics == []


# ------------------------------------------------------------ once each


@pytest.mark.parametrize(
    "again",
    [
        "The meeting between Rao and Okoye lasted an hour.",
        "Rao's meeting with Okoye was short.",
        "India and Nigeria held talks for an hour.",
    ],
)
def test_a_meeting_told_twice_is_one(meet: Meet, again: str) -> None:
    [told] = meet(f"{RAO} met {OKOYE} on Monday. {again}")
    assert told.people == BOTH
    assert len(told.meeting.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} met {OKOYE} on 3 May 2024. Rao met Okoye on 6 May 2024.",
        f"{RAO} and {OKOYE} met in Lima. Rao and Okoye met in Quito.",
        f"{RAO} met {OKOYE}. Rao will meet Okoye on Friday.",
        f"{RAO} met {OKOYE}. Rao met Peruvian President Elena Quiroga.",
    ],
    ids=["days", "places", "status", "people"],
)
def test_meetings_that_differ_are_two(meet: Meet, text: str) -> None:
    assert len(meet(text)) == 2


def test_a_round_gives_its_place_and_day_to_the_single_meetings(meet: Meet) -> None:
    text = (
        f"{RAO} met senior Nigerian officials in Abuja on Monday. She met {OKOYE}. She met Nigerian Defence Minister Sani Bello."
    )
    found = meet(text)
    assert [t.people for t in found] == [BOTH, {"Maria Rao", "Sani Bello"}]
    assert {(t.place, t.meeting.date) for t in found} == {("Abuja", "2024-05-06")}


def test_a_round_without_single_meetings_is_one(meet: Meet) -> None:
    assert [t.people for t in meet(f"{RAO} met senior Nigerian officials.")] == [{"Maria Rao", "Nigerian officials"}]


@pytest.mark.parametrize(
    ("text", "people", "status"),
    [
        (f"{RAO} met {OKOYE}. The two sides agreed to meet again in Lima in June.", {"India", "Nigeria"}, "planned"),
        (
            "A meeting between the foreign ministers of India and Nigeria planned for Monday was called off.",
            {"India", "Nigeria"},
            "cancelled",
        ),
        ("Peru hosted talks in Lima at which India and Nigeria agreed on a truce.", {"Peru", "India", "Nigeria"}, "held"),
        (f"{RAO} stopped in Lima to meet {OKOYE}.", BOTH, "held"),
    ],
)
def test_meetings_told_in_other_ways(meet: Meet, text: str, people: set[str], status: str) -> None:
    told = [t for t in meet(text) if t.meeting.status == status]
    assert people in [t.people for t in told]


# ------------------------------------------------------------ each its own, agreed, called off, called for


def test_who_met_several_met_each_of_them(meet: Meet) -> None:
    told = meet(f"{RAO} met {OKOYE} and Peruvian President Elena Quiroga.")
    assert [m.people for m in told] == [BOTH, {"Maria Rao", "Elena Quiroga"}]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"{RAO} and {OKOYE} agreed to a meeting in Lima.", BOTH),
        (f"{RAO} and {OKOYE} agreed to meet again in Lima.", BOTH),
        (f"{RAO} and {OKOYE} agreed that their customs officers would meet in Lima.", {"India", "Nigeria"}),
        (f"{RAO} and {OKOYE} agreed that the next round of consultations would be held in Lima.", {"India", "Nigeria"}),
        (f"{RAO} and {OKOYE} decided to convene the joint commission in Lima.", {"India", "Nigeria"}),
    ],
)
def test_what_two_sides_agreed_to_hold_is_planned(meet: Meet, text: str, people: set[str]) -> None:
    [told] = meet(text)
    assert (told.people, told.meeting.status, told.place) == (people, "planned", "Lima")


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} and {OKOYE} agreed on a price.",
        f"{RAO} and {OKOYE} agreed to speak with one voice.",
        "Peru called for talks between India and Nigeria.",
        "Peru offered Lima as a venue for talks between India and Nigeria.",
    ],
)
def test_what_is_no_plan_of_a_meeting(meet: Meet, text: str) -> None:
    assert meet(text) == []


def test_those_who_sign_a_pact_in_a_town_met_there(meet: Meet) -> None:
    [told] = meet(f"{RAO} and {OKOYE} signed a pact in Lima.")
    assert (told.people, told.meeting.form, told.place) == (BOTH, "ceremony", "Lima")


@pytest.mark.parametrize("words", ["fell through", "did not take place", "was shelved"])
def test_a_meeting_that_did_not_happen_is_cancelled(meet: Meet, words: str) -> None:
    [told] = meet(f"A meeting between {RAO} and {OKOYE} {words}.")
    assert (told.people, told.meeting.status) == (BOTH, "cancelled")


def test_a_visit_called_off_was_to_the_state_of_its_place(meet: Meet) -> None:
    [told] = meet(f"A visit by {RAO} to Lima was postponed.")
    assert (told.people, told.meeting.status) == ({"Maria Rao", "Peru"}, "postponed")


def test_those_who_give_a_meal_take_part(meet: Meet) -> None:
    [told] = meet(f"{RAO} attended a dinner given by {OKOYE}.")
    assert told.people == BOTH


@pytest.mark.parametrize("where", ["in the town of Lima", "in Peru's capital, Lima", "in Lima"])
def test_the_place_may_be_named_after_its_kind(meet: Meet, where: str) -> None:
    [told] = meet(f"{RAO} met {OKOYE} {where}.")
    assert told.place == "Lima"


def test_a_relative_clause_has_the_place_it_hangs_from(meet: Meet) -> None:
    [told] = meet(f"Maria Rao had come from Lima, where {RAO} met {OKOYE}.")
    assert told.place == "Lima"


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} was received by {OKOYE} and by Peruvian President Elena Quiroga.",
        f"{RAO} held separate talks with {OKOYE} and Peruvian President Elena Quiroga.",
    ],
)
def test_each_host_and_each_separate_talk_is_a_meeting(meet: Meet, text: str) -> None:
    assert {frozenset(m.people) for m in meet(text)} == {frozenset(BOTH), frozenset({"Maria Rao", "Elena Quiroga"})}


def test_who_was_only_received_was_so_by_the_host_named_before(meet: Meet) -> None:
    told = meet(f"{OKOYE} received {RAO}. Later Peruvian envoy Elena Quiroga was received at the palace.")
    assert (told[-1].people, told[-1].host) == ({"Ahmed Okoye", "Elena Quiroga"}, "Ahmed Okoye")


def test_each_other_joins_the_subjects(meet: Meet) -> None:
    [told] = meet(f"{RAO} and {OKOYE} saw each other in Lima.")
    assert (told.people, told.place) == (BOTH, "Lima")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{RAO} refused to take a call from {OKOYE}.", "refused"),
        (f"Nigeria refused entry to {RAO}.", "refused"),
        (f"{RAO} was to have met {OKOYE} on Monday.", "cancelled"),
        (f"{RAO} put off the consultations that she was to have held with {OKOYE}.", "postponed"),
        (f"{RAO} meets {OKOYE} on 8 May 2031.", "planned"),
        (f"{RAO} obtained a pledge from {OKOYE} at talks in Lima.", "held"),
    ],
)
def test_status_in_other_words(meet: Meet, text: str, status: str) -> None:
    [told] = meet(text)
    assert told.meeting.status == status


@pytest.mark.parametrize("text", ["Nigeria refused entry to migrants.", f"{RAO} took a call in Lima."])
def test_what_is_no_refusal(meet: Meet, text: str) -> None:
    assert meet(text) == []


def test_an_invitation_is_a_plan_once_it_is_accepted(meet: Meet) -> None:
    [told] = meet(f"{RAO} invited {OKOYE} to visit Mumbai. Okoye accepted.")
    assert (told.people, told.meeting.status, told.place) == ({"Ahmed Okoye", "India"}, "planned", "Mumbai")
    assert meet(f"{RAO} invited {OKOYE} to visit Mumbai. Okoye thanked her.") == []


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        (f"In Lima on Monday, {RAO} opened a school. She later met Peruvian President Elena Quiroga.", "Lima", "2024-05-06"),
        (f"On Monday, {RAO} met {OKOYE}. She also met Peruvian President Elena Quiroga.", None, "2024-05-06"),
        (f"In Lima {RAO} is to be received by {OKOYE}.", "Lima", None),
        (f"Lima is old. In the Peruvian capital, {RAO} met {OKOYE}.", "Lima", None),
        (f"{RAO} will speak in Lima and hold talks with {OKOYE}.", "Lima", None),
        (f"From Quito, {RAO} will fly to Lima for talks with {OKOYE}.", "Lima", None),
        (f"A meeting of {RAO} and {OKOYE}, planned for 8 May 2024, was put back on Monday.", None, "2024-05-08"),
    ],
)
def test_the_words_around_give_place_and_day(meet: Meet, text: str, place: str | None, date: str | None) -> None:
    told = meet(text)[-1]
    assert (told.place, told.meeting.date) == (place, date)


def test_a_plan_of_others_is_not_that_of_their_ministers(meet: Meet) -> None:
    told = meet(f"{RAO} was due to meet {OKOYE}. Indian and Nigerian forces will meet in Lima in June.")
    assert len(told) == 2


@pytest.mark.parametrize("words", ["joined the talks as an observer", "attended the meeting", "took part in the talks"])
def test_who_joins_the_meeting_told_before_takes_part(meet: Meet, words: str) -> None:
    [told] = meet(f"{RAO} met {OKOYE} in Lima. Peruvian President Elena Quiroga {words}.")
    assert told.people == {*BOTH, "Elena Quiroga"}


def test_who_joins_something_else_does_not(meet: Meet) -> None:
    [told] = meet(f"{RAO} met {OKOYE} in Lima. Peruvian President Elena Quiroga joined a party.")
    assert told.people == BOTH


def test_presidents_of_several_countries_are_a_list(meet: Meet) -> None:
    [told] = meet("Presidents Ahmed Okoye of Nigeria and Elena Quiroga of Peru met in Lima.")
    assert told.people == {"Ahmed Okoye", "Elena Quiroga"}


def test_a_phrase_set_apart_by_a_comma_names_nobody_who_was_met(meet: Meet) -> None:
    (told,) = meet(f"{RAO} and {OKOYE} met in Lima on Friday, with fisheries at the top of the agenda.")
    assert (told.people, told.place) == (BOTH, "Lima")
    assert not meet(f"{RAO} and {OKOYE} met with farmers in Lima on Friday.")


def test_a_visit_to_both_capitals_is_two_meetings(meet: Meet) -> None:
    told = meet("Peru and Kenya held talks in Lima. Indian envoy Maria Rao will visit both capitals on 8 May 2031.")
    planned = {(frozenset(m.people), m.place) for m in told if m.meeting.status == "planned"}
    assert planned == {(frozenset({"Maria Rao", "Peru"}), "Lima"), (frozenset({"Maria Rao", "Kenya"}), "Kenya")}


def test_a_visit_to_both_capitals_called_off_is_two_meetings(meet: Meet) -> None:
    told = meet("Peru and Kenya held talks in Lima. A visit to both capitals by Indian envoy Maria Rao was postponed.")
    assert [m.people for m in told if m.meeting.status == "postponed"] == [{"Maria Rao", "Peru"}, {"Maria Rao", "Kenya"}]


# ------------------------------------------------------------ where it was, from the words around it


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{RAO} and {OKOYE} met for their third summit, the first in Lima.", "Lima"),
        (f"{RAO} and {OKOYE} met to exchange the deeds and, at a hotel in Lima, raised a glass.", None),
        ("India and Peru agreed to hold the next meeting of the Joint Rivers Commission in Nairobi in May.", "Nairobi"),
        (f"{RAO} is to host a summit with leaders of the islands in Lima, the old port, in May.", "Lima"),
        (f"{RAO} and {OKOYE} met for their third summit, the first since the war in Lima.", None),
        (f"{RAO} met {OKOYE}, the envoy in Lima said.", None),
    ],
)
def test_the_one_town_of_the_clause_is_the_place(meet: Meet, text: str, place: str | None) -> None:
    assert [m.place for m in meet(text)] == [place]


def test_who_also_met_did_so_where_the_meeting_before_was(meet: Meet) -> None:
    told = meet(f"{RAO} met {OKOYE} in Geneva on Monday. She also saw Kenyan Foreign Minister John Kamau.")
    assert [m.place for m in told] == ["Geneva", "Geneva"]


def test_a_call_after_a_meeting_has_no_place(meet: Meet) -> None:
    told = meet(f"{RAO} met {OKOYE} in Geneva on Monday. She also phoned Kenyan Foreign Minister John Kamau.")
    assert [m.place for m in told] == ["Geneva", None]


def test_persons_met_in_the_town_of_the_dateline_if_the_body_speaks_of_it(meet: Meet) -> None:
    dateline = "GENEVA, May 6"
    [told] = meet(f"{dateline} — {RAO} met {OKOYE} on Monday. From Geneva she will fly home.", dateline=Span(0, len(dateline)))
    assert told.place == "Geneva"


def test_states_need_not_have_met_in_the_town_of_the_dateline(meet: Meet) -> None:
    dateline = "GENEVA, May 6"
    text = f"{dateline} — Peru and Kenya held talks on Monday. Banks in Geneva took note."
    assert meet(text, dateline=Span(0, len(dateline)))[0].place is None
