"""Stances: what an actor is for or against.

Drawn from statements, by the class of the cue and by what the words themselves demand or judge, and from what the article asserts of
somebody (`extract/positions.py`). Several goals in one list are several stances. Greetings and thanks are none.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dragoman.document import Clause, Document, Mentions, Token
from dragoman.extract.cues import cue_verbs, trim
from dragoman.extract.positions import judging_words, positions
from dragoman.lexicon.loader import load
from dragoman.records import Record, Stance, Statement, record_id

Goal = tuple[int, int]
OPPOSITE = {"for": "against", "against": "for"}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("stances")[key])


@cache
def _wanting() -> dict[str, str]:
    return {word: polarity for polarity, words in load("stances")["wanting"].items() for word in words}


def extract_stances(document: Document, mentions: Mentions, found: Record) -> Iterator[Stance]:
    """The stances of a document, those drawn from statements first."""
    kept: list[Stance] = []
    for statement in found.spoken:
        kept += _of_statement(document, mentions, statement)
    kept += [
        p for p in positions(document, mentions) if not any(_same(p, other) or _voiced_for(mentions, p, other) for other in kept)
    ]
    yield from kept


def _voiced_for(mentions: Mentions, position: Stance, other: Stance) -> bool:
    """Whether a stance of a side is one that somebody of that side voices: "she reiterated Peru's support for the treaty" is hers."""
    side, speaker = mentions.by_id[position.holder], mentions.by_id[other.holder]
    return (
        other.rule == "stance.voiced" and side.country == speaker.country and _same(replace(position, holder=other.holder), other)
    )


def _same(one: Stance, other: Stance) -> bool:
    """Whether two stances are of one holder, for or against overlapping words."""
    overlapping = one.object.start < other.object.end and other.object.start < one.object.end
    return one.holder == other.holder and one.polarity == other.polarity and overlapping


# ------------------------------------------------------------ from statements


def _of_statement(document: Document, mentions: Mentions, statement: Statement) -> Iterator[Stance]:
    cue = _cue(document, statement)
    runs = [tokens for span in statement.content if (tokens := document.tokens_in(span))]
    judged: list[Stance] = []
    if cue is None or not cue.polarity or cue.cue_class == "stress":
        for run in runs:
            voiced = list(_voiced(document, run)) if cue and not cue.polarity else []
            for goal, polarity, rule in voiced or _in_the_words(document, mentions, statement, run):
                judged.append(_stance(document, mentions, statement, goal, polarity, _strength(rule, polarity), f"stance.{rule}"))
    if cue and cue.polarity:
        for run in runs:
            for goal, turned in goals(document, run[0].index, run[-1].index):
                polarity = OPPOSITE[cue.polarity] if turned else cue.polarity
                stance = _stance(document, mentions, statement, goal, polarity, cue.strength, f"stance.{cue.cue_class}")
                # What the words themselves reject ("stressed that force must be avoided") the cue does not make a wish.
                if not any(_same(replace(stance, polarity=other.polarity), other) for other in judged):
                    yield stance
    yield from judged


def _voiced(document: Document, run: list[Token]) -> Iterator[tuple[Goal, str, str]]:
    """What the noun that heads the words is for or against: "(reiterated) Peru's support for the treaty and for its court"."""
    first, last = run[0].index, run[-1].index
    root = _root(document, first, last)
    group = next((g for g in load("stances")["nouns"] if root.lemma in g["nouns"]), None)
    if root.pos != "NOUN" or group is None:
        return
    links = [c for c in document.children(root.index, "prep") if c.text.lower() in group["prepositions"]]
    links += [j for c in links for j in document.children(c.index, "conj") if j.pos == "ADP"]
    links += [
        t for t in run if t.dep == "prep" and t.head < first and t.index > root.index and t.text.lower() in group["prepositions"]
    ]
    heads = [h.index for link in links for h in document.children(link.index, "pobj", "pcomp")]
    heads += [c.index for c in document.children(root.index, "acl") if c.tag == "VB"]
    parts = sorted({i for head in heads for i in document.coordinated(head) if i <= last})
    for n, part in enumerate(parts):
        begin = part if document.tokens[part].pos == "VERB" else document.edges(part)[0]
        end = document.edges(parts[n + 1])[0] - 1 if n + 1 < len(parts) else document.edges(part)[1]
        while end > part and document.tokens[end].pos in ("ADP", "CCONJ", "PART"):
            end -= 1
        yield trim(document, begin, min(max(part, end), last)), group["polarity"], "voiced"


def _cue(document: Document, statement: Statement):  # type: ignore[no-untyped-def]
    if statement.cue is None:
        return None
    verb = document.tokens_in(statement.cue)[0]
    clause = document.clause_at(verb.index)
    readings = cue_verbs().get(clause.lemma, ()) if clause else ()
    return next((r for r in readings if r.cue_class == statement.cue_class), None)


def goals(document: Document, first: int, last: int) -> Iterator[tuple[Goal, bool]]:
    """The single goals in a run of words, each with whether its verb turns it round ("to stop the raids").

    "the need to free the hostages and open the road" holds two, "the ceasefire and a return to talks" two, a clause one.
    """
    root = _root(document, first, last)
    start = _goal_root(document, root, first, last)
    parts = [i for i in document.coordinated(start) if first <= i <= last]
    strays = [
        t.index
        for t in document.tokens[first : last + 1]
        if t.head < first
        and t.index not in parts
        and t.index != root.index
        and t.tag == "VB"
        and t.dep in ("advcl", "conj", "dep")
    ]
    parts += [i for stray in strays for i in document.coordinated(stray) if first <= i <= last]
    parts = sorted(dict.fromkeys(parts))
    for n, part in enumerate(parts):
        end = max(part, document.edges(parts[n + 1])[0] - 1) if n + 1 < len(parts) else last
        yield _one_goal(document, part, first, min(end, last), root)


def _root(document: Document, first: int, last: int) -> Token:
    """The highest token of a run."""
    inside = document.tokens[first : last + 1]
    tops = [t for t in inside if t.head == t.index or not first <= t.head <= last]
    return min((t for t in tops if t.pos != "PUNCT"), key=lambda t: (document.depth(t.index), t.index), default=inside[0])


def _goal_root(document: Document, root: Token, first: int, last: int) -> int:
    """Where the goal itself begins: under "the need to", "the importance of", under the infinitive after an addressee."""
    if root.lemma in load("cue_words")["need_nouns"]:
        for child in document.children(root.index, "acl", "relcl", "prep"):
            if child.dep == "acl" and first <= child.index <= last:
                return child.index
            for inner in document.children(child.index, "pobj", "pcomp"):
                if first <= inner.index <= last:
                    return inner.index
    infinitives = [
        t
        for t in document.tokens[first : last + 1]
        if t.tag == "VB" and t.dep in ("xcomp", "advcl", "ccomp", "acl") and t.head < first
    ]
    return infinitives[0].index if infinitives and root.pos in ("NOUN", "PROPN", "PRON") else root.index


def _one_goal(document: Document, part: int, first: int, last: int, root: Token) -> tuple[Goal, bool]:
    token = document.tokens[part]
    if token.lemma in _words("ending") and token.pos == "NOUN":
        stopped = [
            o
            for link in document.children(part, "prep")
            if link.text.lower() in ("to", "of")
            for o in document.children(link.index, "pobj", "pcomp")
        ]
        if stopped and stopped[0].index <= last:
            return trim(document, max(document.edges(stopped[0].index)[0], first), last), True
    if token.lemma in _words("stopping") and token.pos == "VERB":
        objects = document.children(part, "dobj", "prep", "xcomp", "pcomp")
        if objects:
            begin = document.edges(objects[0].index)[0]
            return trim(document, max(begin, first), last), True
    begin = document.edges(part)[0] if part != root.index else first
    begin = part if token.pos == "VERB" and token.tag in ("VB", "VBG") and part != root.index else begin
    return trim(document, max(begin, first), last), False


def _in_the_words(
    document: Document, mentions: Mentions, statement: Statement, run: list[Token]
) -> Iterator[tuple[Goal, str, str]]:
    """Demands and judgements in what was said: modals, verbs of wanting in the speaker's mouth, judging words."""
    first, last = run[0].index, run[-1].index
    for token in run:
        clause = document.clause_at(token.index)
        if clause is None:
            continue
        end = min(document.edges(token.index)[1], last)
        negative = clause.negated
        if (
            clause.lemma in _wanting()
            and _own(document, mentions, statement, clause)
            and (start := _complement(document, clause))
        ):
            yield trim(document, max(start, first), end), _turn(_wanting()[clause.lemma], negative), "wanting"
        elif pledged := _pledged(document, mentions, statement, clause):
            yield trim(document, max(pledged, first), end), _turn("for", negative), "pledge"
        elif set(clause.modals) & _words("demanding_modals") or (token.lemma in ("need",) and clause.complements):
            negative ^= clause.passive and clause.lemma in _words("averting")
            begin = max(min([*clause.subjects, *clause.objects, token.index]), first)
            yield (
                trim(document, max(document.edges(token.index)[0], first) if begin > first else first, end),
                _turn("for", negative),
                "modal",
            )
        elif clause.lemma in _words("blaming") and _foreign(mentions, statement, clause):
            yield trim(document, max(document.edges(token.index)[0], first), end), _turn("against", negative), "judging"
        elif judged := _judged(document, clause):
            yield trim(document, max(document.edges(token.index)[0], first), end), _turn(judged, negative), "judging"


def _strength(rule: str, polarity: str) -> str:
    named = {"modal": "demand", "pledge": "promise"}.get(rule)
    return named or ("support" if polarity == "for" else "criticise")


def _turn(polarity: str, negative: bool) -> str:
    return OPPOSITE[polarity] if negative else polarity


def _pledged(document: Document, mentions: Mentions, statement: Statement, clause: Clause) -> int | None:
    """Where the deed begins that the speaker's own side will do or is ready to do: "we will send doctors", "is prepared to talk"."""
    if not _own_side(document, mentions, statement, clause):
        return None
    if clause.tense == "future" or "would" in clause.modals:
        return None if clause.lemma in _words("passing_deeds") else clause.verb
    for child in document.children(clause.verb, "acomp", "attr"):
        if child.lemma in _words("readiness"):
            deeds = document.children(child.index, "xcomp", "prep", "ccomp")
            return document.edges(deeds[0].index)[0] if deeds else None
    return None


def _own_side(document: Document, mentions: Mentions, statement: Statement, clause: Clause) -> bool:
    """Whether a clause is about the speaker, or the state or body the speaker acts for."""
    if _own(document, mentions, statement, clause):
        return True
    country = mentions.by_id[statement.voices[0]].country
    sides = [mentions.by_id[a] for a in mentions.actors_at(*clause.subjects)]
    return country is not None and any(
        a.country == country and a.kind in ("state", "government", "ministry", "armed_group") for a in sides
    )


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


def _stance(
    document: Document, mentions: Mentions, statement: Statement, goal: Goal, polarity: str, strength: str | None, rule: str
) -> Stance:
    span = document.span(*goal) if goal[0] <= goal[1] else statement.content[0]
    return Stance(
        id=record_id(document.article.id, "stance", statement.speaker, polarity, span),
        holder=statement.voices[0],
        polarity=polarity,
        object=span,
        strength=strength,
        target=_target(document, mentions, statement, goal),
        statement=statement.id,
        evidence=statement.evidence,
        rule=rule,
        confidence=0.6 if "." in rule and rule.split(".")[1] in ("modal", "judging", "wanting", "pledge") else 0.7,
    )


def _target(document: Document, mentions: Mentions, statement: Statement, goal: Goal) -> str | None:
    """Whom the stance is put to, else the first other actor its words name."""
    if statement.addressee and statement.cue_class in ("demand", "warn", "condemn") and statement.addressee != statement.speaker:
        return statement.addressee
    named = mentions.actors_at(*(i for i in range(goal[0], goal[1] + 1) if document.tokens[i].pos != "PRON"))
    return next((a for a in named if a != statement.speaker and a not in statement.via), None)
