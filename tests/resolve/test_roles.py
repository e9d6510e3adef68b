"""Roles: titles and actor nouns, and whose they are."""

from collections.abc import Callable

import pytest

from dragoman.knowledge.register import register
from dragoman.resolve.hits import find_hits
from dragoman.resolve.roles import Role, find_roles

Roles = Callable[[str], dict[str, Role]]


@pytest.fixture(scope="module")
def roles(document) -> Roles:
    """The roles of some text by the words of the title itself."""

    def make(text: str) -> dict[str, Role]:
        parsed = document(text)
        return {parsed.words(parsed.span(r.core, r.head)): r for r in find_roles(parsed, find_hits(parsed, register()))}

    return make


@pytest.mark.parametrize(
    ("text", "title", "countries"),
    [
        ("Turkey's Foreign Ministry sent a letter.", "Foreign Ministry", ("TUR",)),
        ("The president of Ghana flew home.", "president", ("GHA",)),
        ("The Ghanaian president flew home.", "president", ("GHA",)),
        ("Senior Turkish officials flew home.", "officials", ("TUR",)),
        ("The new Peruvian foreign minister flew home.", "foreign minister", ("PER",)),
        ("The Minister of Foreign Affairs of Peru flew home.", "Minister of Foreign Affairs", ("PER",)),
        ("Russian and Chinese officials flew home.", "officials", ("RUS", "CHN")),
        ("The foreign ministers of Egypt, Greece and Cyprus flew home.", "foreign ministers", ("EGY", "GRC", "CYP")),
    ],
)
def test_a_role_belongs_to_the_countries_beside_it(roles: Roles, text: str, title: str, countries: tuple[str, ...]) -> None:
    assert roles(text)[title].countries == countries


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The president flew to Ghana.", "president"),
        ("Officials said Turkey was cold.", "Officials"),
        ("Turkey sent a ship. Officials flew home.", "Officials"),
        ("The minister met Ghana's team.", "minister"),
    ],
)
def test_a_country_farther_off_is_not_the_role_s(roles: Roles, text: str, title: str) -> None:
    assert roles(text)[title].countries == ()


def test_only_one_country_is_the_country(roles: Roles) -> None:
    assert roles("Chinese officials flew home.")["officials"].country == "CHN"
    assert roles("Russian and Chinese officials flew home.")["officials"].country is None


def test_roles_are_chained(roles: Roles) -> None:
    found = roles("A US State Department spokesperson flew home.")
    assert found["spokesperson"].countries == ("USA",)
    assert found["spokesperson"].body == "United States Department of State"


def test_a_spokesman_for_a_ministry_is_of_its_country(roles: Roles) -> None:
    found = roles("A spokesman for the Kenyan foreign ministry flew home.")
    assert found["spokesman"].countries == ("KEN",)
    assert found["spokesman"].body == "foreign ministry"


def test_the_head_of_an_organisation_belongs_to_it(roles: Roles) -> None:
    found = roles("The NATO secretary general flew home.")["secretary general"]
    assert (found.countries, found.body_kind) == (("IGO",), "organisation")


@pytest.mark.parametrize(
    ("text", "title", "former"),
    [
        ("The former Kenyan president flew home.", "president", True),
        ("Kenya's former president flew home.", "president", True),
        ("The Kenyan president flew home.", "president", False),
    ],
)
def test_former_holders_are_marked(roles: Roles, text: str, title: str, former: bool) -> None:
    assert roles(text)[title].former is former


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("The Kenyan minister flew home.", True),
        ("A Kenyan minister flew home.", False),
        ("Another Kenyan minister flew home.", False),
    ],
)
def test_an_indefinite_article_names_nobody_known(roles: Roles, text: str, definite: bool) -> None:
    assert roles(text)["minister"].definite is definite


@pytest.mark.parametrize("text", ["A minister's car was old.", "The speaker system was old."])
def test_a_title_that_only_modifies_is_no_role(roles: Roles, text: str) -> None:
    assert roles(text) == {}


def test_roles_stand_in_text_order(document) -> None:
    parsed = document("The Kenyan president met the Peruvian foreign minister and a Greek envoy.")
    found = find_roles(parsed, find_hits(parsed, register()))
    assert [role.countries for role in found] == [("KEN",), ("PER",), ("GRC",)]
    assert [role.core for role in found] == sorted(role.core for role in found)
