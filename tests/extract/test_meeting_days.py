"""Days and towns of meetings where the words right beside them leave them out, or tell those of another act."""

import pytest

RAO = "Indian Foreign Minister Maria Rao"
OKOYE = "Nigerian President Ahmed Okoye"


@pytest.fixture(scope="module")
def told(reading):
    """The other party, day and town of each meeting of a text published on Monday 6 May 2024; the other party is whoever is not Rao."""

    def make(text: str) -> list[tuple[str, str | None, str | None]]:
        _, mentions, record = reading(text, "2024-05-06")
        name = {item.id: item.name for item in (*mentions.actors, *mentions.places)}
        others = [next(name[p] for p in m.participants if name[p] != "Maria Rao") for m in record.meetings]
        return [(other, m.date, name.get(m.place or "")) for other, m in zip(others, record.meetings, strict=True)]

    return make


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # of the act around it, not of the meeting
        (f"The sailors were freed on Friday after {RAO} flew to Abuja and met {OKOYE}.", None),
        (f"Nigeria promised on Friday to open the port, after {RAO} met {OKOYE}.", None),
        (f"{RAO} will meet {OKOYE} in Abuja before returning to Mumbai on 12 May.", None),
        (f"{RAO} met {OKOYE} ahead of a summit that Peru is due to open on Wednesday.", None),
        # of the meeting
        (f"On Friday, after hours of talks, {RAO} met {OKOYE}.", "2024-05-03"),
        (f"{RAO} met {OKOYE} after a lunch on Friday.", "2024-05-03"),
    ],
)
def test_the_day_of_another_act_is_not_that_of_the_meeting(told, text: str, day: str | None) -> None:
    assert [day for _, day, _ in told(text)][-1] == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"On Friday Nigeria cancelled a meeting with {RAO}.", None),
        (f"Nigeria has postponed a visit by {RAO}, which had been due on Wednesday.", "2024-05-08"),
        (f"A visit to Nigeria by {RAO}, scheduled for Wednesday, was cancelled on Friday.", "2024-05-08"),
        (f"{OKOYE} put off the talks that he was to have held with {RAO} tomorrow.", "2024-05-07"),
    ],
)
def test_a_meeting_called_off_has_the_day_it_was_set_for(told, text: str, day: str | None) -> None:
    assert [day for _, day, _ in told(text)] == [day]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{RAO} will fly to Abuja on Wednesday. The harvest was poor.\nIn Abuja, Rao is to meet {OKOYE}.",
            ("2024-05-08", "Abuja"),
        ),
        (
            f"{RAO} handed boats to the coastguard in Lagos on Friday.\nIn Lagos she was received by {OKOYE}.",
            ("2024-05-03", "Lagos"),
        ),
        (
            f"{RAO} spoke in Lagos on Friday. On Saturday she spoke in Lagos again.\nIn Lagos she met {OKOYE}.",
            (None, "Lagos"),
        ),
    ],
)
def test_the_day_is_that_of_the_stop(told, text: str, found: tuple[str | None, str]) -> None:
    assert told(text)[-1][1:] == found


def test_each_of_those_met_has_a_day_of_its_own(told) -> None:
    text = f"{RAO} saw Nigeria's Ahmed Okoye and, on Saturday, Kenya's John Kamau."
    assert [t[:2] for t in told(text)] == [("Ahmed Okoye", None), ("John Kamau", "2024-05-04")]


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} spoke with {OKOYE} on Friday and with Kenyan envoy John Kamau on Saturday.",
        f"{RAO} held talks on Friday with {OKOYE} and on Saturday with Kenyan envoy John Kamau.",
    ],
)
def test_names_and_days_in_turn_are_meetings_of_their_own(told, text: str) -> None:
    assert [t[:2] for t in told(text)] == [("Ahmed Okoye", "2024-05-03"), ("John Kamau", "2024-05-04")]


def test_one_day_for_two_is_one_round(told) -> None:
    assert len(told(f"{RAO} held talks on Friday with {OKOYE} and Kenyan envoy John Kamau.")) == 1


def test_who_undertakes_to_receive_has_not_yet_done_so(reading) -> None:
    [meeting] = reading(f"{RAO} undertook to receive {OKOYE} in June.", "2024-05-06")[2].meetings
    assert (meeting.status, meeting.date) == ("planned", "2024-06")


def test_who_also_received_did_so_on_the_day_told_before(told) -> None:
    text = f"{RAO} received {OKOYE} in Mumbai on Friday.\nThe harvest was poor.\nRao also received Kenyan envoy John Kamau."
    assert [t[:2] for t in told(text)] == [("Ahmed Okoye", "2024-05-03"), ("John Kamau", "2024-05-03")]
    alone = text.replace("also ", "")
    assert told(alone)[-1][1] is None


def test_talks_took_place_between_those_named_after_the_verb(told) -> None:
    assert told("Talks took place on Friday between Kenya and Peru.") == [("Kenya", "2024-05-03", None)]


def test_what_was_done_at_a_summit_gives_its_day(told) -> None:
    text = "Kenya and Peru attended a summit in Lima at which on Friday they signed a pact."
    assert ("2024-05-03", "Lima") in [t[1:] for t in told(text)]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("A meeting between Kenya and Peru, planned on the margins of a summit in Geneva, was called off.", "Geneva"),
        (f"{RAO} met {OKOYE} at a Geneva hotel.", "Geneva"),
        (f"{RAO} met {OKOYE} at Geneva prices.", None),
    ],
)
def test_the_town_from_other_words(told, text: str, town: str | None) -> None:
    assert [town for _, _, town in told(text)] == [town]


def test_on_the_margins_of_what_the_report_is_about(meet_at) -> None:
    assert meet_at("GENEVA", f"{RAO} will see {OKOYE} on Saturday on the margins of the summit.") == "Geneva"
    assert meet_at("GENEVA", f"{RAO} will see {OKOYE} on Saturday.") is None


@pytest.fixture(scope="module")
def meet_at(reading):
    """The town of the one meeting of a report from a town."""
    from dragoman.records import Span

    def make(town: str, text: str) -> str | None:
        dateline = f"{town}, May 6"
        _, mentions, record = reading(f"{dateline} — {text}", "2024-05-06", dateline=Span(0, len(dateline)))
        [meeting] = record.meetings
        return next((p.name for p in mentions.places if p.id == meeting.place), None)

    return make
