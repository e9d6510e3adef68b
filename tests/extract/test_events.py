"""Events: who did what to whom, whether it was done, and each act once."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dragoman.extract.codes import goldstein
from dragoman.records import Event

RAO = "Indian Foreign Minister Maria Rao"
OKOYE = "Nigerian President Ahmed Okoye"


@dataclass(frozen=True)
class Told:
    """An event with names in place of ids."""

    actors: set[str]
    recipients: set[str]
    event: Event


Acts = Callable[..., list[Told]]


@pytest.fixture(scope="module")
def acts(reading) -> Acts:
    """The events of one type in a text, or all."""

    def make(text: str, event_type: str | None = None) -> list[Told]:
        _, mentions, record = reading(text)

        def names(ids: tuple[str, ...]) -> set[str]:
            return {mentions.by_id[i].name for i in ids}

        return [Told(names(e.actors), names(e.recipients), e) for e in record.events if event_type in (None, e.event_type)]

    return make


# ------------------------------------------------------------ recipients


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Nigeria bombed India on Monday.", "ASSAULT"),
        ("Nigeria seized India's tanker on Monday.", "COERCE"),
        ("Nigeria seized an Indian tanker on Monday.", "COERCE"),
        ("Nigeria seized a tanker from India.", "COERCE"),
        ("Nigeria imposed sanctions on India.", "SANCTION"),
        ("Nigeria sent food to India.", "AID"),
        ("Nigeria recalled its ambassador from India.", "SANCTION"),
        ("Nigeria shelled Mumbai on Monday.", "ASSAULT"),
        ("Nigeria's attack on India lasted a day.", "ASSAULT"),
        ("Nigeria's raids on Mumbai went on.", "ASSAULT"),
        ("India was bombed by Nigeria.", "ASSAULT"),
    ],
)
def test_the_recipient_is_the_object_or_whose_it_is_or_where(acts: Acts, text: str, event_type: str) -> None:
    [told] = acts(text, event_type)
    assert (told.actors, told.recipients) == ({"Nigeria"}, {"India"})


@pytest.mark.parametrize(
    "text",
    [
        "Nigeria arrested two Nigerian officials.",
        "Nigerian forces shelled Lagos on Monday.",
        "Nigeria imposed order on the crowd.",
        "Nigeria signed a bill into law.",
        "Nigeria bought an Indian tanker.",
        "Nigeria seized the chance.",
        "“Nigeria bombed India,” the farmer said.",
        "If Nigeria bombs India, ships will sail.",
        "Nigeria could bomb India.",
    ],
)
def test_acts_at_home_on_nobody_or_only_spoken_of_are_none(acts: Acts, text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nigeria and India signed an agreement on Monday.",
        "Nigeria signed an agreement with India on Monday.",
    ],
)
def test_a_joint_act_has_actors_only(acts: Acts, text: str) -> None:
    [told] = acts(text)
    assert (told.event.event_type, told.actors, told.recipients) == ("SUPPORT", {"Nigeria", "India"}, set())


def test_one_side_alone_does_nothing_jointly(acts: Acts) -> None:
    assert acts("Nigeria signed an agreement on Monday.") == []


def test_a_person_acts_by_name(acts: Acts) -> None:
    [told] = acts(f"{OKOYE} sent food to India.")
    assert (told.actors, told.recipients) == ({"Ahmed Okoye"}, {"India"})


# ------------------------------------------------------------ status, day, codes


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Nigeria imposed sanctions on India.", "done"),
        ("Nigeria is imposing sanctions on India.", "ongoing"),
        ("Nigeria will impose sanctions on India.", "planned"),
        ("Nigeria plans to impose sanctions on India.", "planned"),
        ("Nigeria did not impose sanctions on India.", "negated"),
        ("Nigeria refused to impose sanctions on India.", "negated"),
    ],
)
def test_status(acts: Acts, text: str, status: str) -> None:
    assert [told.event.status for told in acts(text, "SANCTION")] == [status]


@pytest.mark.parametrize(
    ("text", "date"), [("Nigeria bombed India on 3 May 2024.", "2024-05-03"), ("Nigeria bombed India for three days.", None)]
)
def test_date(acts: Acts, text: str, date: str | None) -> None:
    assert acts(text, "ASSAULT")[0].event.date == date


@pytest.mark.parametrize(
    ("text", "quad"),
    [
        ("Nigeria and India signed an agreement.", 1),
        ("Nigeria sent food to India.", 2),
        (f"{RAO} accused Nigeria of shelling the port.", 3),
        ("Nigeria bombed India.", 4),
    ],
)
def test_quad_class_and_sign_of_the_score(acts: Acts, text: str, quad: int) -> None:
    [told] = acts(text)
    assert told.event.quad == quad
    assert told.event.goldstein is not None
    assert (told.event.goldstein > 0) is (quad in (1, 2))


# ------------------------------------------------------------ statements and meetings as acts


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        (f"{RAO} urged Nigeria to free the crew.", "REQUEST"),
        (f"{RAO} said that Nigeria must free the crew.", "REQUEST"),
        (f"{RAO} accused Nigeria of shelling the port.", "ACCUSE"),
        (f"{RAO} warned Nigeria against closing the border.", "THREATEN"),
        (f"{RAO} rejected the Nigerian plan.", "REJECT"),
        (f"{RAO} welcomed the Nigerian plan.", "SUPPORT"),
    ],
)
def test_a_statement_that_does_something_to_somebody(acts: Acts, text: str, event_type: str) -> None:
    [told] = acts(text)
    assert (told.event.event_type, told.actors, told.recipients) == (event_type, {"Maria Rao"}, {"Nigeria"})


@pytest.mark.parametrize(
    "text",
    [f"{RAO} urged her own cabinet to free the crew.", f"{RAO} called for calm.", f"{RAO} said that the ship was in port."],
)
def test_a_statement_to_nobody_else_is_no_act(acts: Acts, text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "status", "mode"),
    [
        (f"{RAO} met {OKOYE} on Monday.", "done", None),
        (f"{RAO} spoke by phone with {OKOYE}.", "done", "phone"),
        (f"{RAO} will meet {OKOYE} on Friday.", "planned", None),
    ],
)
def test_a_meeting_is_a_consultation_of_all(acts: Acts, text: str, status: str, mode: str | None) -> None:
    [told] = acts(text, "CONSULT")
    assert (told.actors, told.recipients) == ({"Maria Rao", "Ahmed Okoye"}, set())
    assert told.event.status == status
    assert mode is None or told.event.mode == mode


@pytest.mark.parametrize("text", [f"{RAO} refused to meet {OKOYE}.", f"{RAO} cancelled a meeting with {OKOYE}."])
def test_a_meeting_refused_is_a_rejection(acts: Acts, text: str) -> None:
    [told] = acts(text)
    assert (told.event.event_type, told.actors, told.recipients) == ("REJECT", {"Maria Rao"}, {"Ahmed Okoye"})


def test_a_meeting_s_event_has_its_day_place_and_evidence(reading) -> None:
    _, _, record = reading(f"{RAO} and {OKOYE} met in Lima on Monday.")
    [meeting], [event] = record.meetings, record.events
    assert (event.date, event.place, event.evidence) == (meeting.date, meeting.place, meeting.evidence)
    assert event.date
    assert event.place


# ------------------------------------------------------------ once each


def test_an_act_told_twice_is_one_event(acts: Acts) -> None:
    [told] = acts("Nigeria expelled two Indian diplomats. On Monday, Nigeria expelled the Indian diplomats.", "SANCTION")
    assert len(told.event.evidence) == 2
    assert told.event.date == "2024-05-06"


@pytest.mark.parametrize(
    "text",
    [
        "Nigeria bombed India on 3 May 2024. Nigeria bombed India on 5 May 2024.",
        "Nigeria bombed India. India bombed Nigeria.",
        "Nigeria bombed India. Nigeria bombed Peru.",
        "Nigeria bombed India. Nigeria will bomb India.",
    ],
    ids=["days", "the other way", "recipients", "status"],
)
def test_acts_that_differ_are_two(acts: Acts, text: str) -> None:
    assert len(acts(text, "ASSAULT")) == 2


def test_an_attack_is_no_accusation(acts: Acts) -> None:
    assert [told.event.event_type for told in acts("Nigeria attacked an Indian tanker on Monday.")] == ["ASSAULT"]


def test_a_meeting_agreed_on_is_an_agreement_and_no_consultation(acts: Acts) -> None:
    [told] = acts(f"{RAO} and {OKOYE} agreed to meet again in Lima.")
    assert (told.event.event_type, told.actors, told.recipients) == ("AGREE", {"Maria Rao", "Ahmed Okoye"}, set())


# ------------------------------------------------------------ one side unnamed


def test_an_attack_with_its_attacker_named_has_him_and_no_second_event(acts: Acts) -> None:
    [told] = acts("Six Nigerian soldiers were killed by Indian gunmen in an ambush on Monday.")
    assert (told.event.event_type, told.actors) == ("ASSAULT", {"Indian gunmen"})


@pytest.mark.parametrize(
    "text",
    [
        "Six Nigerian soldiers were not killed in the bombing.",
        "Six Nigerian soldiers could be killed in a bombing.",
        "Nigeria wants the Indian traders to be arrested.",
    ],
)
def test_what_did_not_happen_to_anybody_is_no_event(acts: Acts, text: str) -> None:
    assert not acts(text, "ASSAULT")
    assert not acts(text, "COERCE")


def test_a_view_that_is_shared_is_no_agreement(acts: Acts) -> None:
    assert not acts("Nigeria and India agree that the climate is changing.", "AGREE")
    assert acts("Nigeria and India agreed that their envoys would return.", "AGREE")


# ------------------------------------------------------------ codes and confidence


@pytest.mark.parametrize(
    ("text", "event_type", "mode", "cameo"),
    [
        (f"{RAO} accused Nigeria of arming rebels.", "ACCUSE", "allege", "112"),
        ("Nigeria expelled two Indian diplomats.", "SANCTION", "expel", "166"),
        ("Nigeria called on India to withdraw its troops.", "REQUEST", "yield", "105"),
    ],
)
def test_an_event_has_mode_and_code_with_the_score_of_that_code(
    acts: Acts, text: str, event_type: str, mode: str, cameo: str
) -> None:
    [told] = acts(text, event_type)
    assert (told.event.mode, told.event.cameo) == (mode, cameo)
    assert told.event.goldstein == goldstein(event_type, cameo)


def test_an_event_is_surer_where_its_recipient_is_named(acts: Acts) -> None:
    [named] = acts("Nigeria expelled two Indian diplomats.", "SANCTION")
    [implied] = acts("India protested. Nigeria recalled its ambassador.", "SANCTION")
    assert named.event.confidence is not None
    assert implied.event.confidence is not None
    assert named.event.confidence > implied.event.confidence


def test_codes_do_not_hang_on_the_rest_of_the_article(acts: Acts) -> None:
    [alone] = acts("Nigeria expelled two Indian diplomats.", "SANCTION")
    [among] = acts(f"Nigeria expelled two Indian diplomats. {RAO} met {OKOYE} in Lima. Peru voted on Monday.", "SANCTION")
    assert (alone.event.mode, alone.event.cameo, alone.event.confidence) == (
        among.event.mode,
        among.event.cameo,
        among.event.confidence,
    )


# ------------------------------------------------------------ what the story tells of a side left unsaid


def test_who_did_what_is_named_again_is_the_one_reacted_to(acts: Acts) -> None:
    text = "Nigeria bombed an Indian port on Monday. Chad sent food to India. Brazil condemned the bombing."
    assert ({"Brazil"}, {"Nigeria"}) in [(t.actors, t.recipients) for t in acts(text, "ACCUSE")]


def test_both_sides_are_those_that_have_most_to_do_with_each_other(acts: Acts) -> None:
    text = "Nigeria shelled Chad on Monday. Chad shelled Nigeria on Tuesday. Brazil sent wheat to India. Peru urged both sides to talk."
    [told] = acts(text, "REQUEST")
    assert (told.actors, told.recipients) == ({"Peru"}, {"Nigeria", "Chad"})


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        (f"{RAO} said Nigeria had violated the truce.", "ACCUSE"),
        (f"{RAO} said Nigeria was responsible for the fire.", "ACCUSE"),
        (f"{RAO} said Nigeria must open the port.", "REQUEST"),
    ],
)
def test_what_is_said_of_another_side_may_accuse_or_ask_it(acts: Acts, text: str, event_type: str) -> None:
    [told] = acts(text, event_type)
    assert (told.actors, told.recipients) == ({"Maria Rao"}, {"Nigeria"})


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} said India had violated the truce.",
        f"{RAO} said Nigeria might violate the truce.",
        f"{RAO} said both countries must open their ports, India first.",
    ],
)
def test_what_is_said_of_ones_own_side_or_only_supposed_accuses_nobody(acts: Acts, text: str) -> None:
    assert not acts(text, "ACCUSE")
    assert not acts(text, "REQUEST")


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} warned that India would close the strait to Nigeria.",
        f"{RAO} vowed that the raid by Nigeria would not go unpunished.",
        f"{RAO} said Nigeria would pay for the raid.",
    ],
)
def test_what_ones_own_side_will_do_against_another_threatens_it(acts: Acts, text: str) -> None:
    [told] = acts(text, "THREATEN")
    assert (told.actors, told.recipients) == ({"Maria Rao"}, {"Nigeria"})


def test_what_ones_own_side_will_do_for_another_is_no_threat(acts: Acts) -> None:
    assert not acts(f"{RAO} said India would send wheat to Nigeria.", "THREATEN")


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} called Nigeria's plan a farce.",
        f"{RAO} said she was disappointed by Nigeria's decision.",
        f"{RAO} alleged that Nigeria had moved the buoys.",
    ],
)
def test_bad_names_displeasure_and_allegations_accuse(acts: Acts, text: str) -> None:
    assert ({"Maria Rao"}, {"Nigeria"}) in [(t.actors, t.recipients) for t in acts(text, "ACCUSE")]


def test_what_is_done_next_to_those_taken_up_is_done_to_the_same(acts: Acts) -> None:
    text = "Nigeria boarded an Indian trawler and detained its crew."
    assert all((t.actors, t.recipients) == ({"Nigeria"}, {"India"}) for t in acts(text, "COERCE"))
    assert len(acts(text)) >= 1


def test_who_is_thanked_for_aid_gave_it(acts: Acts) -> None:
    [told] = acts(f"{RAO} thanked Nigeria for the medicine.", "AID")
    assert (told.actors, told.recipients) == ({"Nigeria"}, {"Maria Rao"})


# ------------------------------------------------------------ acts at home


def test_people_arrested_in_a_town_are_held_by_its_state(acts: Acts) -> None:
    [told] = acts("Nigeria held elections. Two hundred people were arrested in Lagos on Sunday.", "COERCE")
    assert (told.actors, told.recipients) == ({"Nigeria"}, {"Nigeria"})


def test_a_crowd_stands_up_to_its_own_government(acts: Acts) -> None:
    [told] = acts("Thousands of people marched through Lagos on Sunday.", "PROTEST")
    assert (told.actors, told.recipients) == ({"Nigeria"}, {"Nigeria"})


# ------------------------------------------------------------ contexts


def test_an_event_has_the_contexts_that_its_sentence_shows(acts: Acts) -> None:
    [told] = acts("Nigeria sent vaccines to India after the flood.", "AID")
    assert {"health", "disasters"} <= set(told.event.contexts)
    assert "election" not in told.event.contexts


def test_a_name_alone_is_no_side_where_others_are_known(acts: Acts) -> None:
    text = "Nigeria bombed India on Monday. Harry Quill of nowhere praised Nigeria."
    assert [t.event.event_type for t in acts(text)] == ["ASSAULT"]
