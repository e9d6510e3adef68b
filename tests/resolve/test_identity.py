"""Identity: a name in the text and the register's person."""

from collections import Counter

import pytest

from dragoman.knowledge.register import register
from dragoman.resolve.identity import identify
from dragoman.resolve.persons import PersonGroup
from dragoman.resolve.spellings import namesakes, sound


def told(name: str, day: str = "2014-05-06", *countries: str) -> str | None:
    person = identify(PersonGroup(tuple(name.split())), day, Counter(countries), register())
    return person.name if person else None


@pytest.mark.parametrize(
    ("name", "countries", "expected"),
    [
        ("rafael correa", ("ECU",), "Rafael Correa"),
        ("correa", ("ECU",), "Rafael Correa"),
        ("rafaël korea", ("ECU",), None),
        ("petro poroshenka", ("UKR",), "Petro Poroshenko"),
        ("petro poroshenka", (), None),
        ("jonas qwertz", ("NOR",), None),
    ],
)
def test_a_name_is_a_person_of_the_register_where_the_text_allows_it(
    name: str, countries: tuple[str, ...], expected: str | None
) -> None:
    assert told(name, "2014-06-16", *countries) == expected


def test_a_bare_surname_of_nobody_in_public_life_stays_a_name() -> None:
    assert told("correa", "1950-01-01", "ECU") is None


@pytest.mark.parametrize(("one", "other"), [("qadhafi", "gaddafi"), ("yanukovich", "yanukovych"), ("mohammed", "muhammad")])
def test_transliterations_of_one_name_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("mugabe", "mbeki"), ("rajoy", "rouhani")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_a_name_with_more_words_is_the_same_persons() -> None:
    found = namesakes(("rafael", "vicente", "correa", "delgado"), register())
    assert [p.id for p in found.persons] == ["rafael-correa"]


@pytest.mark.parametrize("name", ["donald trump jr", "heidi cruz", "rafael"])
def test_a_child_a_spouse_and_a_first_name_are_not_the_person(name: str) -> None:
    assert not namesakes(tuple(name.split()), register()).persons
