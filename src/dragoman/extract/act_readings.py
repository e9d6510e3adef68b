"""The readings of verbs and nouns as acts between sides: `lexicon/acts.yaml` and the small words around it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.lexicon.loader import load


@dataclass(frozen=True, slots=True)
class Act:
    """One group of `lexicon/acts.yaml`."""

    event_type: str
    cameo: str
    mode: str | None = None
    subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    phrase: frozenset[tuple[str, str]] = frozenset()
    joint: bool = False
    place: bool = False
    received: bool = False
    implied: bool = False
    complement: bool = False
    infinitive: bool = False
    people: bool = False
    planned: bool = False
    bare: bool = False


@cache
def readings(key: str) -> dict[str, tuple[Act, ...]]:
    """The readings of each verb (`verbs`) or noun (`nouns`), the most particular first."""
    found: dict[str, list[Act]] = {}
    for group in load("acts"):
        for word in group.get(key, ()):
            found.setdefault(word, []).append(_act(group))
    return {word: tuple(sorted(acts, key=lambda a: (not a.phrase, not a.objects, not a.place))) for word, acts in found.items()}


def _act(group: dict[str, Any]) -> Act:
    return Act(
        event_type=group["event_type"],
        cameo=group["cameo"],
        mode=group.get("mode"),
        subjects=frozenset(group.get("subjects", ())),
        objects=frozenset(group.get("objects", ())),
        to=tuple(group.get("to", ())),
        by=tuple(group.get("by", ("by",))),
        phrase=frozenset((preposition, noun) for preposition, nouns in group.get("phrase", {}).items() for noun in nouns),
        joint=group.get("joint", False),
        place=group.get("place", False),
        received=group.get("received", False),
        implied=group.get("implied", False),
        complement=group.get("complement", False),
        infinitive=group.get("infinitive", False),
        people=group.get("people", False),
        planned=group.get("planned", False),
        bare=group.get("bare", False),
    )


@cache
def act_words(key: str) -> frozenset[str]:
    """One list of the small words around acts."""
    return frozenset(load("act_words")[key])
