"""Relays: through whom a statement reached the article."""

from collections.abc import Callable

import pytest

from dragoman.records import Statement

RAO = "Indian Foreign Minister Maria Rao"
Voices = Callable[[str], list[tuple[str, tuple[str, ...]]]]


@pytest.fixture(scope="module")
def voices(reading) -> Voices:
    """Speaker and relays of each statement of a text."""

    def make(text: str) -> list[tuple[str, tuple[str, ...]]]:
        _, mentions, record = reading(text)

        def names(statement: Statement) -> tuple[str, ...]:
            return tuple(mentions.by_id[i].name for i in statement.via)

        return [(mentions.by_id[s.speaker].name, names(s)) for s in record.statements]

    return make


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        (f"{RAO} stressed the need for calm, the Indian Foreign Ministry said.", "Indian Foreign Ministry"),
        (f"{RAO} stressed the need for calm, an Indian spokesman said.", "Indian spokesman"),
        (f"{RAO} stressed the need for calm, Xinhua said.", "Xinhua"),
        (f"The Indian Foreign Ministry said that {RAO} stressed the need for calm.", "Indian Foreign Ministry"),
        (f"{RAO} told the crew that the road was shut, Xinhua reported.", "Xinhua"),
    ],
)
def test_whoever_tells_of_a_saying_relays_it(voices: Voices, text: str, relay: str) -> None:
    assert voices(text) == [("Maria Rao", (relay,))]


def test_her_spokesman_relays_it(voices: Voices) -> None:
    [(speaker, via)] = voices(f"{RAO} stressed the need for calm, her spokesman said.")
    assert speaker == "Maria Rao"
    assert len(via) == 1


def test_a_stranger_does_not_speak_for_another(voices: Voices) -> None:
    assert voices(f"{RAO} stressed the need for calm, Kenyan farmer Tom Otieno said.") == [("Tom Otieno", ())]


def test_a_deed_that_is_told_is_the_teller_s_statement(voices: Voices) -> None:
    assert voices(f"{RAO} rejected the plan, the Indian Foreign Ministry said.") == [("Indian Foreign Ministry", ())]


def test_saying_without_a_teller_has_no_relay(voices: Voices) -> None:
    assert voices(f"{RAO} stressed the need for calm.") == [("Maria Rao", ())]


ACCOUNT = "The Indian Foreign Ministry said that the road was shut."


def test_an_account_goes_on_in_the_sentences_after(voices: Voices) -> None:
    assert voices(f"{ACCOUNT} Foreign Minister Maria Rao urged Kenya to free the crew.")[1] == (
        "Maria Rao",
        ("Indian Foreign Ministry",),
    )


def test_the_ministry_added(voices: Voices) -> None:
    found = voices(f"{ACCOUNT} Foreign Minister Maria Rao called for the release of the crew, the ministry added.")
    assert found[1] == ("Maria Rao", ("Indian Foreign Ministry",))


@pytest.mark.parametrize(
    "rest",
    [
        "\nForeign Minister Maria Rao of India urged Kenya to free the crew.",
        " Kenyan President Tom Otieno urged India to free the crew.",
        " “We will not wait for the crew,” Foreign Minister Maria Rao of India said.",
    ],
    ids=["next paragraph", "another side", "own words"],
)
def test_an_account_ends(voices: Voices, rest: str) -> None:
    assert voices(ACCOUNT + rest)[1][1] == ()


def test_nobody_relays_himself(voices: Voices) -> None:
    found = voices(f"{ACCOUNT} The ministry stressed the need for calm, the Indian Foreign Ministry said.")
    assert all(speaker not in via for speaker, via in found)


@pytest.mark.parametrize(
    "text",
    [
        "“The river is ours,” Indian Foreign Minister Maria Rao told the crew, according to her spokesman, Tom Otieno.",
        f"{RAO} stressed that the pact was “dead to the last line”, her spokesman, Tom Otieno, told a briefing.",
    ],
)
def test_a_saying_told_in_a_saying_keeps_its_speaker(voices: Voices, text: str) -> None:
    assert voices(text) == [("Maria Rao", ("Tom Otieno",))]


def test_not_to_be_named_is_no_demand(voices: Voices) -> None:
    told = voices("An Indian official, who asked not to be named, said the road was open.")
    assert told == [("Indian official", ())]


def test_the_president_s_spokesman_is_of_the_president_s_country(reading) -> None:
    _, mentions, record = reading("The Kenyan president's spokesman said that the road was open.")
    assert [mentions.by_id[s.speaker].country for s in record.statements] == ["KEN"]
