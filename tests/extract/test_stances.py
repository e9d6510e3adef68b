"""Stances: who is for or against what, by the cue, by the words, and by what the article asserts."""

from collections.abc import Callable

import pytest

RAO = "Indian Foreign Minister Maria Rao"
Stances = Callable[[str], list[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def stances(reading) -> Stances:
    """Holder, polarity and object of each stance of a text."""

    def make(text: str) -> list[tuple[str, str, str]]:
        parsed, mentions, record = reading(text)
        return [(mentions.by_id[s.holder].name, s.polarity, parsed.words(s.object)) for s in record.stances]

    return make


# ------------------------------------------------------------ by the cue


@pytest.mark.parametrize(
    ("text", "polarity", "goal"),
    [
        (f"{RAO} called for the release of the crew.", "for", "the release of the crew"),
        (f"{RAO} urged Nigeria to return the ship.", "for", "return the ship"),
        (f"{RAO} pledged to rebuild the bridge.", "for", "to rebuild the bridge"),
        (f"{RAO} welcomed the truce.", "for", "the truce"),
        (f"{RAO} rejected the plan.", "against", "the plan"),
        (f"{RAO} opposed the pipeline.", "against", "the pipeline"),
        (f"{RAO} condemned the shelling of the port.", "against", "the shelling of the port"),
        (f"{RAO} warned Nigeria against closing the border.", "against", "closing the border"),
    ],
)
def test_the_cue_gives_the_polarity(stances: Stances, text: str, polarity: str, goal: str) -> None:
    assert stances(text) == [("Maria Rao", polarity, goal)]


@pytest.mark.parametrize("verb", ["stop", "end", "halt"])
def test_to_ask_for_an_end_is_to_be_against(stances: Stances, verb: str) -> None:
    assert stances(f"{RAO} urged Nigeria to {verb} the raids.") == [("Maria Rao", "against", "the raids")]


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        (f"{RAO} stressed the importance of a truce.", "a truce"),
        (f"{RAO} stressed the need to return the ship.", "return the ship"),
    ],
)
def test_the_goal_is_what_follows_a_noun_of_need(stances: Stances, text: str, goal: str) -> None:
    assert stances(text) == [("Maria Rao", "for", goal)]


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        (f"{RAO} called for a truce and talks.", ["a truce", "talks"]),
        (f"{RAO} stressed the need to free the crew and return the ship.", ["free the crew", "return the ship"]),
        (f"{RAO} urged Nigeria to free the crew and return the ship.", ["free the crew", "return the ship"]),
    ],
)
def test_each_goal_of_a_list_is_a_stance(stances: Stances, text: str, goals: list[str]) -> None:
    assert [goal for _, _, goal in stances(text)] == goals


def test_a_goal_ends_before_the_article_of_the_next(stances: Stances) -> None:
    assert [goal for _, _, goal in stances(f"{RAO} called for a ceasefire and a return to talks.")] == [
        "a ceasefire",
        "a return to talks",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} thanked Nigeria for its help.",
        f"{RAO} congratulated Nigerian President Ahmed Okoye on his election.",
        f"{RAO} said that the ship was in port.",
        f"{RAO} did not call for a truce.",
    ],
)
def test_courtesies_facts_and_what_was_not_said_are_none(stances: Stances, text: str) -> None:
    assert stances(text) == []


# ------------------------------------------------------------ in the words


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        (f"{RAO} said that Nigeria must return the ship.", "for"),
        (f"{RAO} said that Nigeria should return the ship.", "for"),
        (f"{RAO} said that Nigeria must not return the ship.", "against"),
        (f"{RAO} said that the raids were unacceptable.", "against"),
        (f"{RAO} said that a truce was vital.", "for"),
        (f"{RAO} said that a truce was not necessary.", "against"),
        ("“We want peace on the river,” Maria Rao said.", "for"),
        ("“We do not want war on the river,” Maria Rao said.", "against"),
        ("“We oppose the pipeline,” Maria Rao said.", "against"),
    ],
)
def test_modals_judgements_and_wants_show_a_stance(stances: Stances, text: str, polarity: str) -> None:
    assert [(holder, sign) for holder, sign, _ in stances(text)] == [("Maria Rao", polarity)]


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} said that Nigeria wanted the ship.",
        f"{RAO} said that the ship had sailed.",
        f"{RAO} said that Nigeria would send doctors to the river.",
    ],
)
def test_what_others_want_or_will_do_is_no_stance_of_the_speaker(stances: Stances, text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize(
    "text",
    [f"{RAO} said that India would send doctors to the river.", "“We will send doctors to the river,” Maria Rao said."],
)
def test_what_the_own_side_will_do_is_a_promise(reading, text: str) -> None:
    [stance] = reading(text)[2].stances
    assert (stance.polarity, stance.strength) == ("for", "promise")


def test_an_open_road_is_no_judgement(stances: Stances) -> None:
    assert stances(f"{RAO} said that the road was open.") == []


# ------------------------------------------------------------ target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (f"{RAO} urged Nigeria to return the ship.", "Nigeria"),
        (f"{RAO} said that Nigeria must return the ship.", "Nigeria"),
        (f"{RAO} condemned the Nigerian raids.", "Nigeria"),
        (f"{RAO} called for a truce.", None),
    ],
)
def test_target(reading, text: str, target: str | None) -> None:
    _, mentions, record = reading(text)
    [stance] = record.stances
    assert (mentions.by_id[stance.target].name if stance.target else None) == target


def test_a_stance_names_its_statement(reading) -> None:
    _, _, record = reading(f"{RAO} called for a truce.")
    assert record.stances[0].statement == record.statements[0].id


# ------------------------------------------------------------ asserted


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Senator Tom Otieno, a critic of the pipeline, flew to Lima.", ("Tom Otieno", "against", "the pipeline")),
        ("Senator Tom Otieno is an opponent of the pipeline.", ("Tom Otieno", "against", "the pipeline")),
        ("Senator Tom Otieno, a backer of the pipeline, flew to Lima.", ("Tom Otieno", "for", "the pipeline")),
        ("Nigeria's support for the pipeline is firm.", ("Nigeria", "for", "the pipeline")),
        (f"{RAO} is on a trip aimed at calming tensions.", ("Maria Rao", "for", "calming tensions")),
        (f"{RAO} aims to reopen the border.", ("Maria Rao", "for", "reopen the border")),
    ],
)
def test_what_the_article_asserts(stances: Stances, text: str, stance: tuple[str, str, str]) -> None:
    assert stances(text) == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "Senator Tom Otieno, a film critic, flew to Lima.",
        "The support of the roof cracked.",
        "The gun was aimed at the ship.",
        "Senator Tom Otieno is on a trip to Lima.",
    ],
)
def test_near_misses(stances: Stances, text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (f"{RAO} called the fishing pact “null and void”.", ("Maria Rao", "against", "the fishing pact")),
        (f"{RAO} described the vote as a sham.", ("Maria Rao", "against", "the vote")),
        ("Nigeria ratified the treaty on the lake.", ("Nigeria", "for", "the treaty on the lake")),
        ("Nigeria withdrew from the fishing accord.", ("Nigeria", "against", "the fishing accord")),
        (f"{RAO} said that the use of force must be avoided.", ("Maria Rao", "against", "the use of force must be avoided")),
    ],
)
def test_acts_and_names_that_take_a_side(stances: Stances, text: str, stance: tuple[str, str, str]) -> None:
    assert stance in stances(text)


def test_one_stance_is_told_once(stances: Stances) -> None:
    assert len(stances(f"{RAO} condemned the raids on the port.")) == 1


def test_nobody_is_for_and_against_the_same_words(stances: Stances) -> None:
    told = stances(f"{RAO} stressed that the use of force must be avoided.")
    assert told == [("Maria Rao", "against", "the use of force must be avoided")]


# ------------------------------------------------------------ by the noun that is voiced


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{RAO} reiterated India's support for the treaty and for the court.", [("for", "the treaty"), ("for", "the court")]),
        (f"{RAO} reiterated her country's rejection of any tariff.", [("against", "any tariff")]),
        (f"{RAO} expressed her country's desire to attract investments.", [("for", "attract investments")]),
        (f"{RAO} expressed satisfaction at the reopening of the border.", [("for", "the reopening of the border")]),
        (f"{RAO} expressed her country's thanks for the treaty.", []),
    ],
)
def test_who_voices_a_position_of_their_side_holds_it(stances: Stances, text: str, found: list[tuple[str, str]]) -> None:
    assert stances(text) == [("Maria Rao", polarity, goal) for polarity, goal in found]


@pytest.mark.parametrize("noun", ["an end to", "a halt to", "the lifting of"])
def test_a_call_for_an_end_is_against(stances: Stances, noun: str) -> None:
    assert stances(f"{RAO} called for {noun} the blockade.") == [("Maria Rao", "against", "the blockade")]


def test_the_end_of_a_day_is_no_end_of_something_opposed(stances: Stances) -> None:
    assert stances(f"{RAO} called for elections at the end of the year.")[0][1] == "for"


# ------------------------------------------------------------ demands turned round, own side, warnings, conditions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{RAO} said both sides should resist protectionism.", ("against", "protectionism")),
        (f"{RAO} said the killing of fishermen must stop.", ("against", "the killing of fishermen")),
        (f"{RAO} asked them to avoid provocations.", ("against", "provocations")),
        (f"{RAO} called on Peru not to reopen the mine.", ("against", "Peru not to reopen the mine")),
        (f"{RAO} proposed that Peru simplify the issue of visas.", ("for", "Peru simplify the issue of visas")),
        (f"{RAO} told the owners to pay for the damage.", ("for", "to pay for the damage")),
        (f"{RAO} said her country would not choose between friends.", ("against", "choose between friends")),
        (f"{RAO} warned foreign firms to quit the port.", ("for", "quit the port")),
        (f"{RAO} promised not to shell the port.", ("against", "not to shell the port")),
    ],
)
def test_what_is_wanted_and_what_is_not(stances: Stances, text: str, found: tuple[str, str]) -> None:
    assert ("Maria Rao", *found) in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{RAO} asked how the fire could have started.",
        f"{RAO} summoned the Peruvian ambassador.",
        f"{RAO} promised to meet the miners.",
        f"{RAO} said help would come should the river rise.",
        f"{RAO} said India might seek a loan.",
    ],
)
def test_questions_summonses_and_talk_are_none(stances: Stances, text: str) -> None:
    assert stances(text) == []


def test_what_is_denied_is_not_supported(stances: Stances) -> None:
    assert stances("Kenya denies supporting the rebels.") == [("Kenya", "against", "supporting the rebels")]


def test_a_capital_stands_for_its_government(stances: Stances) -> None:
    assert stances(f"{RAO} said that Lima opposed the dam.") == [("Government of Peru", "against", "the dam")]
    assert stances(f"{RAO} said that India opposed the dam.") == [("Maria Rao", "against", "the dam")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{RAO} said the so-called ceasefire had brought nothing.", [("Maria Rao", "against", "the so-called ceasefire")]),
        (f"{RAO} said the so-called Triple Alliance had met.", []),
        (f"{RAO} rejected the so-called reform.", [("Maria Rao", "against", "the so-called reform")]),
    ],
)
def test_so_called_disowns_a_thing_not_a_name(stances: Stances, text: str, found: list[tuple[str, str, str]]) -> None:
    assert stances(text) == found


@pytest.mark.parametrize(
    ("text", "condition", "found"),
    [
        (
            f"{RAO} said India would sign the accord provided that the crew was freed.",
            "provided that the crew was freed",
            [("for", "sign the accord")],
        ),
        (
            f"{RAO} said India will not return to the table before Peru hands over the gunmen.",
            "before Peru hands over the gunmen",
            [("against", "return to the table"), ("for", "Peru hands over the gunmen")],
        ),
        (
            f"{RAO} said India would close its port as long as the war goes on.",
            "as long as the war goes on",
            [("for", "close its port")],
        ),
        (f"{RAO} pledged to send doctors if the road was opened.", "if the road was opened", [("for", "to send doctors")]),
        (
            f"{RAO} warned that visas would be next unless the crew was freed.",
            "unless the crew was freed",
            [("against", "visas would be next"), ("for", "the crew was freed")],
        ),
        (f"{RAO} said India would send doctors before Friday.", None, [("for", "send doctors before Friday")]),
    ],
)
def test_a_condition_is_told_apart_from_what_hangs_on_it(
    reading, text: str, condition: str | None, found: list[tuple[str, str]]
) -> None:
    parsed, _, record = reading(text)
    assert [(s.polarity, parsed.words(s.object)) for s in record.stances] == found
    first = record.stances[0].condition
    assert (parsed.words(first) if first else None) == condition


@pytest.mark.parametrize(
    ("verb", "strength"),
    [
        ("demanded", "demand"),
        ("called for", "call"),
        ("backed", "support"),
        ("welcomed", "welcome"),
        ("questioned", "doubt"),
        ("criticised", "criticise"),
        ("condemned", "condemn"),
        ("rejected", "reject"),
        ("denied", "deny"),
        ("warned of", "warn"),
        ("promised", "promise"),
    ],
)
def test_how_strongly_it_is_put(reading, verb: str, strength: str) -> None:
    [stance] = reading(f"{RAO} {verb} a raid on the port.")[2].stances
    assert stance.strength == strength
