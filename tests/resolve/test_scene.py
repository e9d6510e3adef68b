"""Scenes: the country of officers with bare titles, by the town that a sentence puts them in."""

import pytest

RAO = "Indian Foreign Minister Maria Rao"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("In Lima, Foreign Trade Minister Paula Ortega said that Nigeria was wrong.", "Paula Ortega", "PER"),
        ("From Nairobi, Minister John Otieno told Nigeria to wait.", "John Otieno", "KEN"),
        (f"{RAO} was welcomed in Lima on Monday by Minister Paula Ortega.", "Paula Ortega", "PER"),
        (f"{RAO} flew to Lima on Monday. There she called on Minister Paula Ortega.", "Paula Ortega", "PER"),
    ],
)
def test_who_speaks_or_receives_in_a_town_is_of_its_country(reading, text: str, name: str, country: str) -> None:
    _, mentions, _ = reading(text)
    assert [a.country for a in mentions.actors if a.name == name] == [country]


@pytest.mark.parametrize(
    "text",
    [
        "In Geneva, Foreign Minister Paula Ortega said that Nigeria was wrong.",
        "In Lima, Minister Paula Ortega was received by Nigerian President Ahmed Okoye.",
    ],
)
def test_guests_and_seats_of_bodies_tell_no_country(reading, text: str) -> None:
    _, mentions, _ = reading(text)
    assert [a.country for a in mentions.actors if a.name == "Paula Ortega"] not in (["CHE"], ["PER"])


def test_the_name_beside_a_title_is_its_holder(reading) -> None:
    parsed, mentions, _ = reading("The mission left. Its leader, Peruvian jurist Elena Quiroga, flew to Lima.")
    leader = next(t.index for t in parsed.tokens if t.text == "leader")
    assert [mentions.by_id[a].name for a in mentions.who[leader]] == ["Elena Quiroga"]


def test_he_is_not_of_whom_the_relative_clause_tells(reading) -> None:
    parsed, mentions, _ = reading(f"{RAO} left. Minister Ahmed Okoye, with whom he held talks, stayed.")
    he = next(t.index for t in parsed.tokens if t.text == "he")
    assert "Ahmed Okoye" not in [mentions.by_id[a].name for a in mentions.who.get(he, ())]


def test_each_of_several_ambassadors_is_a_person_of_a_country(reading) -> None:
    _, mentions, _ = reading(f"{RAO} received the Peruvian and Kenyan ambassadors.")
    assert {a.country for a in mentions.actors if a.kind == "person"} == {"IND", "PER", "KEN"}
