"""Every entry of the lexicon is held to its own example and counterexample."""

import pytest

from dragoman.export.codes import plover_contexts
from dragoman.extract.actuality import actuality
from dragoman.extract.contexts import contexts
from dragoman.knowledge.register import register
from dragoman.lexicon.loader import load
from dragoman.records import Span
from dragoman.resolve.hits import find_hits
from dragoman.resolve.roles import find_roles

CUE_GROUPS = [*load("cues"), *load("cue_nouns")]
CUES = [(group["class"], text) for group in CUE_GROUPS for text in group["examples"]]
NO_CUES = [(group["class"], text) for group in CUE_GROUPS for text in group["counterexamples"]]
MEETINGS = load("meetings")["verbs"]
TRAVEL = load("travel")["verbs"] + load("travel")["nouns"] + load("travel")["adjectives"]
ACT_GROUPS = [*load("acts"), *load("unnamed")]
CHARGES = load("charges")
ACTS = [(group["event_type"], case) for group in ACT_GROUPS for case in group["examples"]]
ACTS += [("ACCUSE", case) for group in CHARGES for case in group["examples"]]
NO_ACTS = [(group["event_type"], text) for group in ACT_GROUPS for text in group["counterexamples"]]
NO_ACTS += [("ACCUSE", text) for group in CHARGES for text in group["counterexamples"]]
ACTS_NAMED = load("acts_named")
TITLES = load("titles")
NOUNS = load("actor_nouns")
STANCE_WORDS = [*load("stances")["nouns"], *load("stances")["acts"], *load("stances")["predicates"]]


@pytest.mark.parametrize(("cue_class", "text"), CUES)
def test_cue(reading, cue_class: str, text: str) -> None:
    _, _, record = reading(text)
    assert cue_class in {statement.cue_class for statement in record.statements}


@pytest.mark.parametrize(("cue_class", "text"), NO_CUES)
def test_no_cue(reading, cue_class: str, text: str) -> None:
    _, _, record = reading(text)
    assert not record.statements


@pytest.mark.parametrize("entry", MEETINGS, ids=lambda e: e["verb"])
def test_meeting(reading, entry: dict) -> None:
    assert reading(entry["example"])[2].meetings
    assert not reading(entry["counterexample"])[2].meetings


@pytest.mark.parametrize("entry", TRAVEL, ids=lambda e: e.get("verb") or e.get("noun") or e["adjective"])
def test_travel(reading, entry: dict) -> None:
    assert reading(entry["example"])[2].trips
    assert not reading(entry["counterexample"])[2].trips


@pytest.mark.parametrize(("event_type", "case"), ACTS)
def test_act(reading, event_type: str, case: dict) -> None:
    _, mentions, record = reading(case["text"])
    name = {state: mentions.by_id[id].name for state, id in mentions.states.items()}
    found = [
        (e.event_type, {sided(mentions, a, name) for a in e.actors}, {sided(mentions, r, name) for r in e.recipients})
        for e in record.events
    ]
    assert (event_type, set(case["actors"]), set(case["recipients"])) in found


def sided(mentions, actor: str, name: dict) -> str:
    """The state an actor acts for, by name."""
    country = mentions.by_id[actor].country
    return name.get(country) or (register().country_name(country) if country else None) or mentions.by_id[actor].name


@pytest.mark.parametrize(("event_type", "text"), NO_ACTS)
def test_no_act(reading, event_type: str, text: str) -> None:
    assert event_type not in {event.event_type for event in reading(text)[2].events}


@pytest.mark.parametrize("entry", ACTS_NAMED, ids=lambda e: e["nouns"][0])
def test_act_named_again(document, entry: dict) -> None:
    last, other = (document(entry[key]).tokens[-2].lemma.lower() for key in ("example", "counterexample"))
    assert last in entry["nouns"]
    assert other not in entry["nouns"]


@pytest.mark.parametrize("entry", load("contexts"), ids=lambda e: e["context"])
def test_context(document, entry: dict) -> None:
    def shown(text: str) -> tuple[str, ...]:
        parsed = document(text)
        return contexts(parsed, [Span(0, len(text))])

    assert entry["context"] in shown(entry["example"])
    assert entry["context"] not in shown(entry["counterexample"])


def test_contexts_are_those_of_plover() -> None:
    assert {entry["context"] for entry in load("contexts")} == plover_contexts()


@pytest.mark.parametrize("entry", TITLES, ids=lambda e: e["role"])
def test_title(document, entry: dict) -> None:
    assert entry["role"] in roles(document, entry["example"])
    assert entry["role"] not in roles(document, entry["counterexample"])


@pytest.mark.parametrize("entry", NOUNS, ids=lambda e: e["nouns"][0])
def test_actor_noun(reading, entry: dict) -> None:
    assert kinds(reading, entry, entry["example"])
    assert not kinds(reading, entry, entry["counterexample"])


def roles(document, text: str) -> set[str]:
    parsed = document(text)
    return {role.word.role for role in find_roles(parsed, find_hits(parsed, register()))}


def kinds(reading, entry: dict, text: str) -> list:
    """The actors found through one of an entry's nouns."""
    parsed, mentions, _ = reading(text)
    words = {noun.split()[-1] for noun in entry["nouns"]}
    return [
        a
        for a in mentions.actors
        if a.kind == entry["kind"] and any(parsed.words(m).lower().split()[-1] in words for m in a.mentions)
    ]


@pytest.mark.parametrize("entry", STANCE_WORDS, ids=lambda e: e["example"])
def test_stance_words(reading, entry: dict) -> None:
    assert entry["polarity"] in {s.polarity for s in reading(entry["example"])[2].stances}
    assert not reading(entry["counterexample"])[2].stances


@pytest.mark.parametrize("case", load("actuality")["examples"], ids=lambda c: c["text"])
def test_actuality(document, case: dict) -> None:
    parsed = document(case["text"])
    clause = next(c for c in parsed.clauses if c.lemma == case["verb"])
    assert actuality(parsed, clause) == case["is"]
