"""Words of meetings from `lexicon/meetings.yaml`, and who at a word can take part in one."""

from dataclasses import dataclass
from functools import cache

from dragoman.document import Document, Mentions
from dragoman.extract.circumstances import noun_arguments
from dragoman.lexicon.loader import load

STATUS = {
    "done": "held",
    "ongoing": "ongoing",
    "planned": "planned",
    "refused": "refused",
    "cancelled": "cancelled",
    "postponed": "postponed",
    "negated": "refused",
}
"""The status of a meeting by the actuality of the clause that tells it."""


@dataclass(frozen=True, slots=True)
class MeetingVerb:
    """A verb of `lexicon/meetings.yaml`."""

    verb: str
    form: str
    object: bool
    prepositions: tuple[str, ...]
    together: bool
    host: bool
    people: bool
    plain: bool
    placed: bool
    needs: frozenset[str]


@cache
def meeting_verbs() -> dict[str, MeetingVerb]:
    """Verbs of meeting by lemma with particle."""
    return {
        e["verb"]: MeetingVerb(
            e["verb"],
            e["form"],
            e.get("object", False),
            tuple(e.get("prepositions", ())),
            e.get("together", False),
            e.get("host", False),
            e.get("people", False),
            e.get("plain", False),
            e.get("placed", False),
            frozenset(e.get("needs", ())),
        )
        for e in load("meetings")["verbs"]
    }


@cache
def meeting_nouns() -> dict[str, list[dict[str, object]]]:
    """The readings of each noun of meetings, by lemma."""
    found: dict[str, list[dict[str, object]]] = {}
    for entry in load("meetings")["nouns"]:
        found.setdefault(entry["noun"], []).append(entry)
    return found


@cache
def meeting_words(key: str) -> frozenset[str]:
    """The words under a key of the lexicon file."""
    return frozenset(load("meetings")[key])


def sides_at(document: Document, mentions: Mentions, *heads: int) -> tuple[str, ...]:
    """The actors at these heads who can take part in a meeting: no plain populations, no news media.

    A name in apposition is closer than its title; "delegations from A and B" are A and B.
    """
    found: list[str] = []
    for head in heads:
        apposed = [
            i
            for c in document.children(head, "appos")
            for i in mentions.parties_at(c.index)
            if mentions.by_id[i].kind == "person"
        ]
        own = mentions.parties_at(head)
        people = bool(own) and all(mentions.by_id[i].kind == "people" for i in own)
        vague = bool(own) and all(mentions.by_id[i].kind == "people" and mentions.by_id[i].country is None for i in own)
        if people and document.tokens[head].pos in ("NOUN", "PROPN"):
            arguments = noun_arguments(document, head)
            senders = mentions.parties_at(*(i for role in ("from", "of") for i in arguments.get(role, ())))
            own = senders if senders and (vague or len(senders) > 1) else own
        named = {mentions.by_id[i].country for i in own if mentions.by_id[i].kind == "person"}
        listed = bool(named) and all(mentions.by_id[i].country not in (*named, None) for i in apposed)
        found += (*own, *apposed) if listed else apposed or own
    return tuple(i for i in dict.fromkeys(found) if mentions.by_id[i].sector not in ("CVL", "JRN"))


def told_form(document: Document, head: int, default: str) -> str:
    """The form that a word under the verb or before the noun tells, else the lexicon's."""
    words = {document.tokens[i].text.lower() for i in document.subtree(head)}
    for form, tellers in load("meetings")["forms"].items():
        if words & set(tellers):
            return str(form)
    return default
