"""Persons: whose names stand in a text, one group a person, with the roles beside them."""

from collections.abc import Callable

import pytest

from dragoman.knowledge.register import register
from dragoman.resolve.hits import find_hits
from dragoman.resolve.persons import PersonGroup, find_persons
from dragoman.resolve.roles import find_roles

Persons = Callable[[str], dict[str, PersonGroup]]


@pytest.fixture(scope="module")
def persons(document) -> Persons:
    """The persons of some text by the fullest form of their name, in lower case."""

    def make(text: str) -> dict[str, PersonGroup]:
        parsed = document(text)
        hits = find_hits(parsed, register())
        return {" ".join(g.words): g for g in find_persons(parsed, hits, find_roles(parsed, hits), register(), set())}

    return make


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foreign Minister Maria Rao flew home.", "maria rao"),
        ("Dr. Maria Rao flew home.", "maria rao"),
        ("Maria Rao's plane flew home.", "maria rao"),
        ("Foreign Minister Yoon Sang-jin flew home.", "yoon sang jin"),
        ("President Joost van der Meer flew home.", "joost van der meer"),
        ("The minister, Maria Rao, flew home.", "maria rao"),
    ],
)
def test_a_name_is_found_without_what_stands_around_it(persons: Persons, text: str, name: str) -> None:
    assert list(persons(text)) == [name]


def test_an_honorific_after_a_title_is_no_part_of_the_name(persons: Persons) -> None:
    assert list(persons("Indian Foreign Minister Dr. Maria Rao flew home.")) == ["maria rao"]


@pytest.mark.parametrize(
    "text", ["Kenya sent a ship to Lima.", "The Foreign Minister flew home.", "Foreign Ministers flew home on Monday."]
)
def test_countries_places_and_titles_are_no_persons(persons: Persons, text: str) -> None:
    assert persons(text) == {}


def test_a_surname_alone_is_the_person_named_in_full(persons: Persons) -> None:
    [rao] = persons("Foreign Minister Maria Rao flew home. Rao saw a ship. Rao's plane was late.").values()
    assert [len(m.words) for m in rao.mentions] == [2, 1, 1]


def test_a_surname_may_come_before_the_full_name(persons: Persons) -> None:
    [rao] = persons("Rao said the ship was late. Maria Rao flew home.").values()
    assert [len(m.words) for m in rao.mentions] == [1, 2]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norwegian Foreign Minister Maria Rao flew to Salalah. From Salalah Rao travelled to Doha.", {"Maria Rao"}),
        ("Foreign Minister Maria Rao met Senator Kavita Rao in Salalah.", {"Maria Rao", "Kavita Rao"}),
    ],
)
def test_a_place_before_a_known_surname_is_no_first_name(reading, text: str, names: set[str]) -> None:
    _, mentions, _ = reading(text)
    assert {actor.name for actor in mentions.actors if actor.kind == "person"} == names


def test_two_of_one_surname_are_two_persons(persons: Persons) -> None:
    assert set(persons("Foreign Minister Maria Rao met Senator Kavita Rao.")) == {"maria rao", "kavita rao"}


def test_an_initial_stands_for_the_first_name(persons: Persons) -> None:
    assert list(persons("Foreign Minister Maria Rao flew home. President M. Rao saw a ship.")) == ["maria rao"]


def roles_of(group: PersonGroup) -> list[tuple[str, tuple[str, ...]]]:
    """The titles and countries of a person's roles."""
    return [(role.word.role, role.countries) for role in group.roles]


@pytest.mark.parametrize(
    "text",
    [
        "Indian Foreign Minister Maria Rao flew home.",
        "The Indian foreign minister, Maria Rao, flew home.",
        "Maria Rao, the Indian foreign minister, flew home.",
        "Maria Rao, foreign minister of India, flew home.",
    ],
)
def test_the_role_stands_before_or_after_the_name(persons: Persons, text: str) -> None:
    assert roles_of(persons(text)["maria rao"]) == [("foreign_minister", ("IND",))]


@pytest.mark.parametrize(
    "text",
    [
        "The foreign minister of India was late. Maria Rao flew home.",
        "The Indian foreign minister spoke with Maria Rao.",
    ],
)
def test_a_role_farther_off_is_not_the_name_s(persons: Persons, text: str) -> None:
    assert persons(text)["maria rao"].roles == []


def test_the_second_title_takes_the_country_of_the_first(persons: Persons) -> None:
    found = persons("Israeli Prime Minister Dov Peretz and Energy Minister Noa Katz flew home.")
    assert [role.countries for role in found["noa katz"].roles] == [("ISR",)]


def test_a_second_title_with_its_own_country_keeps_it(persons: Persons) -> None:
    found = persons("Israeli Prime Minister Dov Peretz and Greek Energy Minister Elena Petrou flew home.")
    assert [role.countries for role in found["elena petrou"].roles] == [("GRC",)]


def test_each_name_of_a_list_has_the_title_before_it(persons: Persons) -> None:
    found = persons("Presidents Ama Mensah of Ghana and Kossi Agbeko of Togo flew home.")
    assert {role.word.role for g in found.values() for role in g.roles} == {"head_of_state"}
    assert all(g.roles for g in found.values())


def test_counterparts_hold_the_title_for_a_country_each(persons: Persons) -> None:
    found = persons(
        "Indian Foreign Minister Maria Rao and her Greek and Cypriot counterparts, Nikos Vardas and Elena Petrou, met."
    )
    assert roles_of(found["nikos vardas"]) == [("foreign_minister", ("GRC",))]
    assert roles_of(found["elena petrou"]) == [("foreign_minister", ("CYP",))]


def test_persons_stand_in_the_order_of_their_first_mention(persons: Persons) -> None:
    text = "Prime Minister Elena Petrou met Foreign Minister Maria Rao. Rao thanked Petrou."
    assert list(persons(text)) == ["elena petrou", "maria rao"]


def test_a_word_that_is_a_place_elsewhere_is_nobody_s_name(reading) -> None:
    _, mentions, _ = reading("Peru and Chile plan Darwin summit. Peru hosts the summit in Darwin.")
    assert all(a.name != "Darwin" for a in mentions.actors)
