"""Legs: single stops of a journey as verbs and nouns of travel tell them."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.document import Clause, Document, Mentions, Token
from dragoman.extract.actuality import actuality, verb_status
from dragoman.extract.circumstances import (
    WIDE,
    capitals,
    dated,
    day,
    noun_arguments,
    size,
    time_after,
    when,
    where,
    yet_to_come,
)
from dragoman.extract.towns import town_of_clause
from dragoman.lexicon.loader import load
from dragoman.parse.clauses import prepositional
from dragoman.records import Place, Span, Time

STATUS = {
    "done": "made",
    "ongoing": "made",
    "planned": "planned",
    "cancelled": "cancelled",
    "postponed": "cancelled",
    "refused": "cancelled",
}
PARTICLES = (" on", " in", " off", " out", " over", " back", " down", " up")
"""Particles that leave a verb of travel what it is: "flew in", "travel on"."""


STOPS = {"held": "made", "ongoing": "made", "planned": "planned"}
"""The status of the stop that a meeting of a status is to whoever came."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A stop as told once: `at` is the verb or noun that tells it, `order` its place on the road as far as the telling shows."""

    traveller: str
    place: Place
    status: str
    time: Time | None
    order: float
    at: int
    evidence: Span
    rule: str

    @property
    def date(self) -> str | None:
        """The date at its own precision."""
        return day(self.time)


@cache
def _verbs() -> dict[str, dict[str, object]]:
    return {entry["verb"]: entry for entry in load("travel")["verbs"]}


@cache
def _nouns() -> dict[str, dict[str, object]]:
    return {entry["noun"]: entry for entry in load("travel")["nouns"]}


def told_legs(document: Document, mentions: Mentions) -> list[Leg]:
    """Every stop that a verb or noun of travel tells of, in text order."""
    told = [*_by_verb(document, mentions), *_by_adjective(document, mentions), *_by_noun(document, mentions)]
    return sorted(told, key=lambda leg: leg.order)


def present(document: Document, mentions: Mentions, travellers: Container[str]) -> Iterator[Leg]:
    """Where somebody who is known to travel did anything: "In Lima she walked among idle cranes"."""
    for clause in document.clauses:
        acting = [i for i in mentions.actors_at(*clause.subjects) if i in travellers]
        if (
            not acting
            or document.quotation_at(clause.verb)
            or actuality(document, clause) != "done"
            or clause.tense == "infinitive"
        ):
            continue
        place = where(document, mentions, clause.verb) or town_of_clause(document, mentions, clause.verb)
        if place is None or place.kind in ("country", *WIDE):
            continue
        time = when(document, mentions, clause.verb)
        time = time if time and dated(time) else None
        evidence = document.sentence_span(clause.verb)
        for traveller in acting:
            yield Leg(traveller, place, "made", time, clause.verb, clause.verb, evidence, "trip.was_there")


def _by_verb(document: Document, mentions: Mentions) -> Iterator[Leg]:
    for clause in document.clauses:
        entry = _verbs().get(clause.lemma) or _verbs().get(clause.lemma.split()[0] if clause.lemma.endswith(PARTICLES) else "")
        status = STATUS.get(actuality(document, clause)) if entry else None
        if entry is None or status is None or document.quotation_at(clause.verb):
            continue
        travellers = clause.subjects
        if entry.get("moves") and clause.objects and not clause.passive:
            continue
        if entry.get("carries"):
            if not any(document.tokens[i].lemma in load("travel")["journeys"] for i in clause.subjects):
                continue
            travellers = clause.objects
        if entry.get("passive"):
            if not clause.passive or clause.subjects:
                continue
            travellers, status = clause.objects, "planned"
        heads = list(clause.objects) if entry.get("object") else []
        heads += clause.oblique(*entry.get("prepositions", ()))  # type: ignore[misc]
        if entry.get("town"):
            heads = [i for i in heads if _is_town(mentions, document.tokens[i])]
        order = clause.verb + _shift(document, clause)
        rule = f"trip.{clause.lemma.replace(' ', '_')}"
        if status == "made" and clause.tense == "present" and yet_to_come(document, when(document, mentions, clause.verb)):
            status = "planned"
        left = list(clause.oblique(*entry.get("leaves", ())))  # type: ignore[misc]
        yield from _legs(document, mentions, travellers, left, "made", (), order - 0.5, rule, clause.verb)
        yield from _legs(document, mentions, travellers, heads, status, (clause.verb,), order, rule, clause.verb)


def _by_adjective(document: Document, mentions: Mentions) -> Iterator[Leg]:
    """ "Rao is due in Lima": a stop to come."""
    for clause in document.clauses:
        if clause.lemma != "be" or clause.negated or document.quotation_at(clause.verb):
            continue
        for adjective in document.children(clause.verb, "acomp"):
            entry = next((e for e in load("travel")["adjectives"] if e["adjective"] == adjective.lemma), None)
            if entry is None:
                continue
            status = "planned" if clause.tense in ("present", "future") else "cancelled"
            heads = [
                o.head
                for head in (adjective.index, clause.verb)
                for child in document.children(head, "prep")
                for o in prepositional(document, child)
                if o.preposition in entry["prepositions"]
            ]
            anchors = (adjective.index, clause.verb)
            yield from _legs(
                document, mentions, clause.subjects, heads, status, anchors, clause.verb, f"trip.{adjective.lemma}", clause.verb
            )


def _by_noun(document: Document, mentions: Mentions) -> Iterator[Leg]:
    for token in document.tokens:
        entry = _nouns().get(token.lemma)
        if entry is None or token.pos != "NOUN" or document.quotation_at(token.index):
            continue
        arguments = noun_arguments(document, token.index)
        governor = next((c for a in document.ancestors(token.index) if (c := document.clause_at(a.index))), None)
        subjects = [*arguments.get("poss", ()), *arguments.get("by", ())]
        making = load("travel")["making"]
        if not mentions.actors_at(*subjects) and governor and (governor.lemma in making or _on(document, token.index)):
            subjects = list(governor.subjects)
        heads = [i for p in entry["prepositions"] for i in arguments.get(p, ())]  # type: ignore[attr-defined]
        if not heads and governor and token.index in governor.objects:
            heads = list(governor.oblique(*entry["prepositions"]))  # type: ignore[misc]
        if governor and token.index in governor.objects and governor.lemma in making:
            heads += [i for i in (*arguments.get("in", ()), *governor.oblique("in")) if _is_town(mentions, document.tokens[i])]
        status = _noun_status(document, token.index, governor)
        if status:
            anchors = (token.index, governor.verb) if governor else (token.index,)
            yield from _legs(
                document, mentions, tuple(subjects), heads, status, anchors, token.index, f"trip.{token.lemma}", token.index
            )


def _is_town(mentions: Mentions, token: Token) -> bool:
    place = mentions.place_at(token)
    return place is not None and place.kind in ("city", "capital")


def _on(document: Document, noun: int) -> bool:
    """Whether the subject of the clause is "on" or "during" the journey."""
    above = document.head(noun)
    return above.dep == "prep" and above.text.lower() in ("on", "during", "for", "in")


def _noun_status(document: Document, noun: int, governor: Clause | None) -> str | None:
    if governor is None:
        return "made"
    status = verb_status(governor.lemma, document.tokens[governor.verb]) if noun in governor.objects else None
    if status in ("cancelled", "postponed", "refused"):
        return "cancelled"
    own = actuality(document, governor)
    return "planned" if status == "planned" and own in ("done", "ongoing") else STATUS.get(own)


def _legs(
    document: Document,
    mentions: Mentions,
    subjects: tuple[int, ...],
    heads: list[int],
    status: str,
    anchors: tuple[int, ...],
    order: float,
    rule: str,
    at: int,
) -> Iterator[Leg]:
    travellers = [i for i in mentions.actors_at(*subjects) if mentions.by_id[i].kind == "person"]
    time = when(document, mentions, *anchors) if anchors else None
    for n, place in enumerate(_places(document, mentions, heads)):
        own = time_after(document, mentions, anchors[-1], place) if len(heads) > 1 and anchors else None
        for traveller in travellers:
            yield Leg(
                traveller,
                place,
                status,
                own or (time if time and dated(time) else None),
                order + n / 100,
                at,
                document.sentence_span(at),
                rule,
            )


def _places(document: Document, mentions: Mentions, heads: list[int]) -> list[Place]:
    """The places at these heads, with those coordinated; of "Doha, Qatar" and "the Qatari capital, Doha" the smaller one."""
    found: list[Place] = []
    for head in dict.fromkeys(i for h in heads for i in document.coordinated(h)):
        tokens = [document.tokens[head], *document.children(head, "appos")]
        if document.tokens[head].lemma == "capital":
            tokens += document.tokens[head + 1 : head + 3]
        place = min((p for token in tokens if (p := mentions.place_at(token))), key=size, default=None)
        places = [place] if place is not None else capitals(document, mentions, head)
        found += [p for p in places if p not in found]
    return found


def _shift(document: Document, clause: Clause) -> float:
    """How a clause under "before" or "after", or in the pluperfect, moves against the text's order."""
    verb = document.tokens[clause.verb]
    marks = [m.text.lower() for m in document.children(clause.verb, "mark")]
    above = document.head(clause.verb)
    marks += [above.text.lower()] if above.dep == "prep" else []
    if any(m in load("travel")["after"] for m in marks) and verb.dep in ("advcl", "pcomp"):
        return -1000.0
    if any(a.lemma == "have" and a.tag == "VBD" for a in document.children(clause.verb, "aux")):
        return -1000.0
    return 0.5 if any(m in load("travel")["before"] for m in marks) else 0.0
