"""Places: every rule of the lexicon against its sentences, then which place is meant."""

import pytest

from dragoman.article import Article
from dragoman.document import Document, Name, Paragraph, Sentence, Token
from dragoman.knowledge.gazetteer import gazetteer
from dragoman.lexicon.loader import load
from dragoman.records import Place, Span
from dragoman.resolve.places import find_places
from dragoman.resolve.places.senses import spellings

RULES = load("places")["rules"]


@pytest.fixture(scope="session")
def places(document):
    """The places of some text by the words of their mentions."""

    def make(text: str, **more: object) -> dict[str, Place]:
        parsed = document(text, **more)
        return {parsed.words(span): place for place in find_places(parsed) for span in place.mentions}

    return make


def is_found(places, rule: dict, text: str) -> bool:
    """Whether the place that a rule finds is among those of a text."""
    wanted = {key: rule[key] for key in ("country", "kind") if key in rule}
    return any(p.name == rule["finds"] and all(getattr(p, k) == v for k, v in wanted.items()) for p in places(text).values())


@pytest.mark.parametrize("name", RULES)
def test_rule_holds_in_its_example(places, name: str) -> None:
    assert is_found(places, RULES[name], RULES[name]["example"])


@pytest.mark.parametrize("name", RULES)
def test_rule_does_not_hold_in_its_counterexample(places, name: str) -> None:
    assert not is_found(places, RULES[name], RULES[name]["counterexample"])


@pytest.mark.parametrize("adjective", RULES["region_adjectives"]["words"])
def test_adjective_of_a_region_has_a_region(places, adjective: str) -> None:
    assert places(f"They walked along the {adjective} coast.")


@pytest.mark.parametrize(("said", "meant"), load("places")["also_called"].items())
def test_other_names_lead_to_a_town(said: str, meant: str) -> None:
    assert meant in spellings(said)
    assert any(entry.kind == "city" for entry in gazetteer().find(meant))


# ------------------------------------------------------------ which place


@pytest.mark.parametrize(
    ("text", "said", "name", "kind", "country"),
    [
        ("The minister landed in Ankara.", "Ankara", "Ankara", "capital", "TUR"),
        ("The minister landed in Istanbul.", "Istanbul", "Istanbul", "city", "TUR"),
        ("The minister landed on Crete.", "Crete", "Crete", "island", "GRC"),
        ("Ships waited in the Strait of Hormuz.", "Strait of Hormuz", "Strait of Hormuz", "strait", None),
        ("Aid entered Gaza.", "Gaza", "Gaza Strip", "disputed", "PSE"),
        ("Aid entered Gaza City.", "Gaza City", "Gaza City", "city", "PSE"),
        ("Aid reached Zakho in northern Iraq.", "Zakho", "Zakho", "city", "IRQ"),
        ("The envoy flew to Washington.", "Washington", "Washington", "capital", "USA"),
        ("Fires burned in Washington state.", "Washington", "Washington", "admin1", "USA"),
        ("Fires burned near Seattle, Washington.", "Washington", "Washington", "admin1", "USA"),
        ("He was born in Paris, Texas.", "Paris", "Paris", "city", "USA"),
        ("He was born in Paris.", "Paris", "Paris", "capital", "FRA"),
        ("He was born in London, Ontario.", "London", "London", "city", "CAN"),
        ("He was born in Dayton, Ky.", "Dayton", "Dayton", "city", "USA"),
        ("Talks on Georgia were held in Tbilisi.", "Georgia", "Georgia", "country", "GEO"),
        ("Voters in Texas, Alabama and Georgia chose.", "Georgia", "Georgia", "admin1", "USA"),
        ("Voters in Armenia, Georgia and Turkey chose.", "Georgia", "Georgia", "country", "GEO"),
        ("He spoke in Scotland.", "Scotland", "Scotland", "admin1", "GBR"),
        ("He drove through Harris County, Texas.", "Harris County", "Harris County", "admin2", "USA"),
        ("The People's Republic of China objected.", "People's Republic of China", "China", "country", "CHN"),
        ("They met in New York.", "New York", "New York", "city", "USA"),
        ("They met in Buffalo, New York.", "New York", "New York", "admin1", "USA"),
        ("Shells fell on the Kherson region.", "Kherson region", "Kherson region", "region", "UKR"),
    ],
)
def test_which_place(places, text: str, said: str, name: str, kind: str, country: str | None) -> None:
    place = places(text)[said]
    assert (place.name, place.kind, place.country) == (name, kind, country)


def test_small_towns_of_one_county_settle_each_other(places) -> None:
    found = places(
        "The Lamar County Commissioners Court voted to mend the road between Paris and Bonham. "
        "People in Clarksville and in Dallas had asked for it."
    )
    assert round(found["Paris"].longitude) == -96
    assert round(found["Clarksville"].longitude) == -95


def test_a_small_town_needs_its_country_or_division(places) -> None:
    assert places("He retired to Ordino.").get("Ordino", Place("", "", "")).latitude is None
    assert places("He retired to Ordino in Andorra.")["Ordino"].country == "AND"


def test_one_name_has_one_sense_throughout(document) -> None:
    parsed = document("He came to Cambridge, Massachusetts, in May. He left Cambridge in June.")
    (place,) = [p for p in find_places(parsed) if p.name == "Cambridge"]
    assert len(place.mentions) == 2


def test_two_places_of_one_name_stay_two(places, document) -> None:
    parsed = document("The train from London, Ontario, was late. The plane to London, England, was not.")
    assert {p.country for p in find_places(parsed) if p.name == "London"} == {"CAN", "GBR"}


# ------------------------------------------------------------ what is no place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Paris Hilton sang.", "Paris"),
        ("Vernon Jordan resigned. Jordan had been ill.", "Jordan"),
        ("The Bank of Washington raised its rates.", "Washington"),
        ("It cost US$ 20 million.", "US$"),
        ("The Republican GOP leaders agreed.", "GOP"),
        ("The vote is due in March.", "March"),
        ("She gave us the papers.", "us"),
        ("Turkish officials objected.", "Turkish"),
    ],
)
def test_no_place(places, text: str, said: str) -> None:
    assert said not in places(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AMMAN, Oct 3 (Reuters) - The king spoke.", "AMMAN"),
        ("RALEIGH, N.C. (AP) — The governor spoke.", "N.C."),
        ("KINSHASA — The president spoke.", "KINSHASA"),
        ("The U.S.-led talks ended.", "U.S."),
        ("The US Department of State replied.", "US"),
        ("Turkish-backed fighters left.", "Turkish"),
        ("Rain fell in KwaZulu-Natal, South Africa.", "KwaZulu-Natal"),
        ("Two Auckland-bound ships left New Zealand's Auckland.", "Auckland"),
    ],
)
def test_a_place(places, text: str, said: str) -> None:
    assert said in places(text)


# ------------------------------------------------------------ points and records


def test_a_venue_stands_at_its_town_and_says_so(places) -> None:
    venue = places("They met at the Serena Hotel in Kabul.")["Serena Hotel"]
    assert (venue.kind, venue.country, venue.precision, venue.geonames) == ("venue", "AFG", "city", None)
    assert round(venue.latitude or 0) == 35


def test_a_venue_may_have_its_town_in_its_name(places) -> None:
    venue = places("They met in the Lima Convention Center.")["Lima Convention Center"]
    assert (venue.kind, venue.country, venue.precision) == ("venue", "PER", "city")


def test_a_place_that_is_only_known_to_lie_in_a_country_has_no_point(places) -> None:
    assert places("They met in Zzyrgh, Iran.").get("Zzyrgh", Place("", "", "")).latitude is None


def test_mentions_are_the_exact_words_in_order(document) -> None:
    parsed = document("Kyiv and Warsaw agreed. Later Warsaw and Kyiv did not.")
    found = find_places(parsed)
    assert [p.name for p in found] == ["Kyiv", "Warsaw"]
    assert all(list(p.mentions) == sorted(p.mentions) for p in found)
    assert all(parsed.words(span) == place.name for place in found for span in place.mentions)


def test_the_same_text_gives_the_same_records(document) -> None:
    text = "The minister flew from Doha to Vienna, then to Springfield, Illinois."
    assert find_places(document(text)) == find_places(document(text))


def test_a_document_made_by_hand_needs_no_language_model() -> None:
    words = [("Ministers", "NNS", 1), ("met", "VBD", 1), ("in", "IN", 1), ("Lima", "NNP", 2), (".", ".", 1)]
    text, tokens, at = "Ministers met in Lima .", [], 0
    for index, (word, tag, head) in enumerate(words):
        pos, dep = {"NNP": ("PROPN", "pobj"), "IN": ("ADP", "prep")}.get(tag, ("X", "dep"))
        tokens.append(Token(index, word, word.lower(), pos, tag, dep, head, at, at + len(word), 0))
        at += len(word) + 1
    parsed = Document(
        Article("hand", text),
        tuple(tokens),
        (Sentence(0, 0, 4, 0),),
        (Paragraph(0, Span(0, len(text)), "body"),),
        names=(Name(3, 3, "GPE"),),
    )
    (place,) = find_places(parsed)
    assert (place.name, place.kind, place.country, place.mentions) == ("Lima", "capital", "PER", (Span(17, 21),))


@pytest.mark.parametrize(
    "text",
    ["?", "U.S.-", "-", "of of of", "In, in, IN (In) in.", "’s ’s The The", "Ünï—côdé 𝔘𝔫𝔦 ￼ \u200b Q", "A" * 300, "New " * 60],
)
def test_odd_text_is_harmless(document, text: str) -> None:
    parsed = document(text)
    for place in find_places(parsed):
        assert all(0 <= span.start < span.end <= len(text) for span in place.mentions)


def test_a_dateline_that_stands_alone_names_its_town(reading) -> None:
    _, mentions, _ = reading("ALGIERS — The talks opened on Monday.", dateline=Span(0, 9))
    assert "Algiers" in {place.name for place in mentions.places}
