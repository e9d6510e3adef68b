"""Leanings: what somebody's words themselves are for or against: modals of demand, verbs of wanting, pledges, judging words, "so-called".

A run of words is what a statement holds between its cues; a goal is the first and last token, both inclusive, of what is wanted or opposed.
"""

from collections.abc import Iterator
from functools import cache

from dragoman.document import Clause, Document, Mentions, Token
from dragoman.extract.cues import trim
from dragoman.extract.positions import judging_words
from dragoman.lexicon.loader import load
from dragoman.records import Statement

Goal = tuple[int, int]
OPPOSITE = {"for": "against", "against": "for"}


@cache
def stance_words(key: str) -> frozenset[str]:
    """The words under a key of the lexicon file."""
    return frozenset(load("stances")[key])


@cache
def wanting() -> dict[str, str]:
    """The polarity of each verb of wanting in a speaker's own mouth."""
    return {word: polarity for polarity, words in load("stances")["wanting"].items() for word in words}


def in_the_words(
    document: Document, mentions: Mentions, statement: Statement, run: list[Token]
) -> Iterator[tuple[Goal, str, str]]:
    """Demands and judgements in what was said: modals, verbs of wanting in the speaker's mouth, judging words."""
    first, last = run[0].index, run[-1].index
    for token in run:
        clause = document.clause_at(token.index)
        if clause is None:
            continue
        end = min(document.edges(token.index)[1], last)
        negative = clause.negated or document.tokens[document.edges(token.index)[0]].text.lower() == "neither"
        if (
            clause.lemma in wanting()
            and _wants(document, mentions, statement, clause)
            and (start := _complement(document, clause))
        ):
            yield trim(document, max(start, first), end), _turn(wanting()[clause.lemma], negative), "wanting"
        elif pledged := _pledged(document, mentions, statement, clause):
            yield trim(document, max(pledged, first), end), _turn("for", negative), "pledge"
        elif _demands(document, clause) or (token.lemma in ("need",) and clause.complements):
            if clause.lemma in stance_words("averting") and not clause.passive and (averted := _averted(document, clause)):
                yield trim(document, max(averted[0], first), min(averted[1], last)), _turn("against", negative), "modal"
                continue
            negative ^= clause.passive and clause.lemma in stance_words("averting")
            begin = max(min([*clause.subjects, *clause.objects, token.index]), first)
            yield (
                trim(document, max(document.edges(token.index)[0], first) if begin > first else first, end),
                _turn("for", negative),
                "modal",
            )
        elif clause.lemma in stance_words("blaming") and token.dep != "relcl" and _foreign(mentions, statement, clause):
            yield trim(document, max(document.edges(token.index)[0], first), end), _turn("against", negative), "judging"
        elif judged := _judged(document, clause):
            yield trim(document, max(document.edges(token.index)[0], first), end), _turn(judged, negative), "judging"


def _demands(document: Document, clause: Clause) -> bool:
    """Whether a clause has a demanding modal, not one that opens a condition: "should the river rise"."""
    modals = [c for c in document.children(clause.verb, "aux") if c.lemma in stance_words("demanding_modals")]
    opens = any(
        document.edges(clause.verb)[0] == m.index or any(s > m.index for s in clause.subjects if s < clause.verb) for m in modals
    )
    return bool(set(clause.modals) & stance_words("demanding_modals")) and not opens


def _wants(document: Document, mentions: Mentions, statement: Statement, clause: Clause) -> bool:
    """Whether a clause says what the speaker, or the speaker's state, wants: not that it may, nor when or if; of a government that goes
    by its capital ("said Lima opposed the dam") the position is its own."""
    if set(clause.modals) & stance_words("possible_modals") or document.tokens[clause.verb].dep in ("advcl", "relcl"):
        return False
    governments = [a for a in mentions.actors_at(*clause.subjects) if mentions.by_id[a].kind == "government"]
    return not governments and own_side(document, mentions, statement, clause)


def _averted(document: Document, clause: Clause) -> Goal | None:
    """What is to be averted: the object of "both should resist protectionism", the subject of "the killing must stop"."""
    things = [c.index for c in document.children(clause.verb, "dobj", "xcomp")] or list(clause.subjects)
    return document.edges(things[0]) if things else None


def strength_of(rule: str, polarity: str) -> str:
    """How strongly words lean that are no cue."""
    named = {"modal": "demand", "pledge": "promise"}.get(rule)
    return named or ("support" if polarity == "for" else "criticise")


def _turn(polarity: str, negative: bool) -> str:
    return OPPOSITE[polarity] if negative else polarity


def _pledged(document: Document, mentions: Mentions, statement: Statement, clause: Clause) -> int | None:
    """Where the deed begins that the speaker's own side will do or is ready to do: "we will send doctors", "is prepared to talk"."""
    if not own_side(document, mentions, statement, clause):
        return None
    if clause.tense == "future" or "would" in clause.modals:
        return None if clause.lemma in stance_words("passing_deeds") else clause.verb
    for child in document.children(clause.verb, "acomp", "attr"):
        if child.lemma in stance_words("readiness"):
            deeds = document.children(child.index, "xcomp", "prep", "ccomp")
            return document.edges(deeds[0].index)[0] if deeds else None
    return None


def own_side(document: Document, mentions: Mentions, statement: Statement, clause: Clause) -> bool:
    """Whether a clause is about the speaker, or the state or body the speaker acts for."""
    if _own(document, mentions, statement, clause):
        return True
    if any(_of_the_speaker(document, i) for i in clause.subjects):
        return True
    country = mentions.by_id[statement.voices[0]].country
    sides = [mentions.by_id[a] for a in mentions.actors_at(*clause.subjects)]
    return country is not None and any(
        a.country == country and a.kind in ("state", "government", "ministry", "armed_group") for a in sides
    )


def _of_the_speaker(document: Document, noun: int) -> bool:
    """Whether a noun is the speaker's own side: "his country", "our government"."""
    owners = {c.text.lower() for c in document.children(noun, "poss")}
    return document.tokens[noun].lemma in stance_words("own_sides") and bool(owners & {"his", "her", "its", "our", "their", "my"})


def _foreign(mentions: Mentions, statement: Statement, clause: Clause) -> bool:
    """Whether a clause is about another side than the speaker's."""
    speaker = mentions.by_id[statement.voices[0]]
    sides = [mentions.by_id[a] for a in mentions.actors_at(*clause.subjects)]
    return bool(sides) and all(
        a.id != speaker.id and (a.country is None or a.country != speaker.country or a.sector in ("REB", "OPP")) for a in sides
    )


def _own(document: Document, mentions: Mentions, statement: Statement, clause: Clause) -> bool:
    """Whether a clause speaks for the speaker: "I", "we", or the speaker by name."""
    words = {document.tokens[s].text.lower() for s in clause.subjects}
    return bool(words & {"i", "we"}) or statement.speaker in mentions.actors_at(*clause.subjects)


def _complement(document: Document, clause: Clause) -> int | None:
    after = [
        c.index
        for c in document.children(clause.verb)
        if c.index > clause.verb and c.dep in ("dobj", "xcomp", "ccomp", "prep", "prt")
    ]
    return document.edges(after[0])[0] if after else None


def _judged(document: Document, clause: Clause) -> str | None:
    """The polarity of a judging predicate: "is unacceptable", "violates", "poses a threat"."""
    verb = document.tokens[clause.verb]
    words = [verb.lemma, *(c.lemma for c in document.children(clause.verb, "acomp", "attr", "oprd", "dobj", "conj"))]
    words += [m.lemma for c in document.children(clause.verb, "attr", "oprd") for m in document.children(c.index, "amod")]
    return next((judging_words()[w] for w in words if w in judging_words()), None)


def so_called(document: Document, run: list[Token]) -> Iterator[Goal]:
    """What a speaker names only with a "so-called" before it, which is to disown it; not a name that it only explains."""
    for token in run:
        noun = document.head(token.index)
        if token.text.lower() != "called" or token.dep != "amod" or noun.pos != "NOUN":
            continue
        if document.lower(max(0, token.index - 2), token.index) in ("so - called", "so-called"):
            yield trim(
                document, max(document.edges(noun.index)[0], run[0].index), min(document.edges(noun.index)[1], run[-1].index)
            )
