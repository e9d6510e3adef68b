"""Who a single mention is on a day."""

import pytest

from dragoman.lexicon.loader import load
from dragoman.resolve.answer import Answer, Reading, decide
from dragoman.resolve.asked import words_of
from dragoman.resolve.who import who

# ------------------------------------------------------------ persons


@pytest.mark.parametrize(
    ("mention", "day", "country", "name", "title", "sector"),
    [
        # The day decides among offices.
        ("Rajoy", "2008-05-01", "ESP", "Mariano Rajoy", "Leader of the Opposition", "OPP"),
        ("Rajoy", "2013-05-01", "ESP", "Mariano Rajoy", "Prime Minister", "GOV"),
        ("Humala", "2012-05-01", "PER", "Ollanta Humala", "President", "GOV"),
        ("Humala", "2017-05-01", "PER", "Ollanta Humala", "former President", "ELI"),
        # Before the first high office the lower one.
        ("Gentiloni", "2015-05-01", "ITA", "Paolo Gentiloni", "Minister of Foreign Affairs", "GOV"),
        # Of two offices of one rank the one a person is called by.
        ("Luigi Di Maio", "2019-03-01", "ITA", "Luigi Di Maio", None, "GOV"),
        # Namesakes by country and rank.
        ("Gandhi", "2008-02-01", "IND", "Sonia Gandhi", None, None),
        ("Papandreou", "2003-02-01", "GRC", "George Papandreou", "Minister of Foreign Affairs", "GOV"),
        # Short spellings, accents, transliterations.
        ("AMLO", "2019-05-01", "MEX", "Andres Manuel Lopez Obrador", "President", "GOV"),
        ("Evo", "2010-05-01", "BOL", "Evo Morales", "President", "GOV"),
        ("Ollanta Humalla", "2012-05-01", "PER", "Ollanta Humala", "President", "GOV"),
        ("Nikolás Sarközy", "2008-05-01", "FRA", "Nicolas Sarkozy", "President", "GOV"),
    ],
)
def test_a_name_is_a_person_with_the_office_of_the_day(
    mention: str, day: str, country: str, name: str, title: str | None, sector: str | None
) -> None:
    answer = who(mention, day, country)
    assert (answer.name, answer.kind) == (name, "person")
    if title:
        assert answer.office is not None
        assert (answer.office.title, answer.sector) == (title, sector)


@pytest.mark.parametrize(
    ("mention", "day", "name", "title"),
    [
        ("Peruvian President Ollanta Humala", "2012-05-01", "Ollanta Humala", "President"),
        ("Ollanta Humala, president of Peru", "2012-05-01", "Ollanta Humala", "President"),
        ("former president Alejandro Toledo", "2012-05-01", "Alejandro Toledo", "former President"),
        ("Gen. Raheel Sharif", "2015-05-01", "Raheel Sharif", "Chief of Army Staff"),
        ("Foreign Minister Rafael Roncagliolo of Peru", "2012-05-01", "Rafael Roncagliolo", "Minister of Foreign Affairs"),
    ],
)
def test_a_title_goes_with_a_name(mention: str, day: str, name: str, title: str) -> None:
    answer = who(mention, day)
    assert (answer.name, answer.office and answer.office.title) == (name, title)


def test_a_title_that_the_register_does_not_have_is_taken_from_the_mention() -> None:
    office = who("Peruvian Foreign Minister Ollanta Humala", "2012-05-01").office
    assert office is not None
    assert (office.title, office.jurisdiction, office.basis) == ("Foreign Minister", "PER", "text")


# ------------------------------------------------------------ titles without a name


@pytest.mark.parametrize(
    ("mention", "day", "country", "name"),
    [
        ("the Danish prime minister", "2013-05-01", None, "Helle Thorning-Schmidt"),
        ("Denmark's prime minister", "2022-05-01", None, "Mette Frederiksen"),
        ("the prime minister", "2013-05-01", "DNK", "Helle Thorning-Schmidt"),
        ("the president of Peru", "2012-05-01", None, "Ollanta Humala"),
        ("NATO chief", "2010-05-01", None, "Anders Fogh Rasmussen"),
        ("the leader of Hezbollah", "2015-05-01", None, "Hassan Nasrallah"),
        ("the US ambassador to Iraq", "2008-05-01", None, "Ryan Crocker"),
        ("Secretary of State", "2014-05-01", None, "John Kerry"),
        ("the Pope", "2014-05-01", None, "Francis"),
    ],
)
def test_a_title_is_its_holder_on_the_day(mention: str, day: str, country: str | None, name: str) -> None:
    assert who(mention, day, country).name == name


@pytest.mark.parametrize(
    ("mention", "country", "reason"),
    [
        ("the prime minister", None, "not said whose office"),
        ("the deputy energy minister", "DNK", ""),
        ("the British president", None, ""),
        ("the former Danish prime minister", None, "Several persons may have held this office"),
        ("the president of Atlantis", None, ""),
    ],
)
def test_a_title_of_nobody_in_particular_is_not_guessed(mention: str, country: str | None, reason: str) -> None:
    answer = who(mention, "2013-05-01", country)
    assert answer.name is None
    assert reason in answer.reason


# ------------------------------------------------------------ bodies, peoples, places


@pytest.mark.parametrize(
    ("mention", "day", "country", "name", "kind", "code", "sector"),
    [
        ("Copenhagen", "2013-05-01", "SWE", "Government of Denmark", "government", "DNK", "GOV"),
        ("Casa Rosada", "2013-05-01", None, "Presidency of Argentina", "government", "ARG", "GOV"),
        ("Scotland Yard", "2013-05-01", None, "Metropolitan Police", "organisation", "GBR", "COP"),
        ("the State Department", "2013-05-01", None, "United States Department of State", "ministry", "USA", "GOV"),
        ("Danish officials", "2013-05-01", None, "Denmark", "state", "DNK", "GOV"),
        ("Danish troops", "2013-05-01", None, "Denmark", "state", "DNK", "MIL"),
        ("Danish hauliers", "2013-05-01", None, "Denmark", "people", "DNK", "CVL"),
        ("Danes", "2013-05-01", None, "Denmark", "people", "DNK", "CVL"),
        ("the Danish foreign ministry", "2013-05-01", None, "Danish Foreign Ministry", "ministry", "DNK", "GOV"),
        ("Ceylon", "2013-05-01", None, "Sri Lanka", "state", "LKA", "GOV"),
        ("Unicef", "2013-05-01", None, "UNICEF", "organisation", "IGO", "IGO"),
        ("Seleka", "2013-01-15", "CAF", "Seleka", "armed_group", "CAF", "REB"),
        ("Seleka", "2013-06-15", "CAF", "Seleka", "armed_group", "CAF", "GOV"),
        ("Seleka rebels", "2013-01-15", None, "Seleka", "armed_group", "CAF", "REB"),
        ("Aarhus", "2013-05-01", None, "Aarhus", "place", "DNK", None),
    ],
)
def test_what_is_no_person(
    mention: str, day: str, country: str | None, name: str, kind: str, code: str, sector: str | None
) -> None:
    answer = who(mention, day, country)
    assert (answer.name, answer.kind, answer.country, answer.sector) == (name, kind, code, sector)


@pytest.mark.parametrize(("country", "code"), [("COD", "COD"), ("COG", "COG"), (None, None)])
def test_the_country_of_context_tells_namesakes_apart(country: str | None, code: str | None) -> None:
    assert who("Congolese officials", "2013-05-01", country).country == code


@pytest.mark.parametrize(("country", "name"), [("SWE", "European Union"), ("BEL", "Government of Belgium")])
def test_a_capital_with_two_governments_goes_by_the_context(country: str, name: str) -> None:
    assert who("Brussels", "2013-05-01", country).name == name


# ------------------------------------------------------------ doubt


def test_where_nobody_leads_there_is_no_name_but_candidates() -> None:
    answer = who("Ivanov", "2002-05-01", "RUS")
    assert answer.name is None
    assert {c.name for c in answer.alternatives} >= {"Igor Ivanov", "Sergei Ivanov"}
    assert "none is clearly meant" in answer.reason


def test_a_margin_is_needed() -> None:
    one, other = (Reading(name, weight, Answer(name, "person")) for name, weight in (("A", 2.0), ("B", 1.8)))
    assert decide([one, other], "doubt").name is None  # type: ignore[union-attr]
    assert decide([one, other], "doubt", margin=0.1).name == "A"  # type: ignore[union-attr]
    assert decide([], "doubt") is None


@pytest.mark.parametrize(
    "mention", ["", "  ", "...", "'s", "the", "of", ",", "\x00", "ᚠᚢᚦ", "a" * 5000, "the of the of the", "Mr", "é" * 50, "😀"]
)
def test_odd_mentions_are_nobody(mention: str) -> None:
    answer = who(mention, "2013-05-01", "DNK")
    assert answer.name is None
    assert answer.reason


def test_without_a_day_a_person_has_no_office() -> None:
    answer = who("Ollanta Humala", None)
    assert (answer.name, answer.office, answer.sector) == ("Ollanta Humala", None, None)


# ------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("mention", "keys", "owned"),
    [
        ("the Danish minister", ["danish", "minister"], []),
        ("Denmark's minister", ["denmark", "minister"], ["denmark"]),
        ("the Maldives' ex-president", ["maldives", "ex", "president"], ["maldives"]),
        ("OPEC+ members", ["opec", "plus", "members"], []),
        ("A, B", ["a", "", "b"], []),
    ],
)
def test_a_mention_is_cut_into_words(mention: str, keys: list[str], owned: list[str]) -> None:
    words = words_of(mention)
    assert [word.key for word in words] == keys[-len(words) :]
    assert [word.key for word in words if word.owner] == owned


@pytest.mark.parametrize("entry", load("mentions")["abbreviations"], ids=lambda e: e["short"])
def test_a_short_title_stands_before_a_name_and_is_none_alone(entry: dict) -> None:
    from dragoman.knowledge.register import register
    from dragoman.resolve.asked import take_apart

    titled = [asked for asked in take_apart(words_of(entry["example"]), register()) if asked.term and asked.name]
    assert titled, f"{entry['for']} is no title of titles.yaml"
    assert not [asked for asked in take_apart(words_of(entry["counterexample"]), register()) if asked.term]
