"""Stances: what an actor is for or against.

Drawn from statements, by the class of the cue and by what the words themselves demand or judge, and from what the article asserts of
somebody (`extract/positions.py`). Several goals in one list are several stances. Greetings and thanks are none.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Document, Mentions, Token
from dragoman.extract.conditions import with_conditions
from dragoman.extract.cues import CueVerb, cue_verbs, trim
from dragoman.extract.leanings import OPPOSITE, Goal, in_the_words, own_side, so_called, stance_words, strength_of
from dragoman.extract.positions import positions, strength_by_word
from dragoman.lexicon.loader import load
from dragoman.records import Record, Stance, Statement, record_id


def extract_stances(document: Document, mentions: Mentions, found: Record) -> Iterator[Stance]:
    """The stances of a document, those drawn from statements first."""
    kept: list[Stance] = []
    for statement in found.spoken:
        kept += with_conditions(document, _of_statement(document, mentions, statement))
    kept += [
        p for p in positions(document, mentions) if not any(_same(p, other) or _voiced_for(mentions, p, other) for other in kept)
    ]
    yield from kept


def _voiced_for(mentions: Mentions, position: Stance, other: Stance) -> bool:
    """Whether a stance of a side is one that somebody of that side voices: "she reiterated Peru's support for the treaty" is hers."""
    side, speaker = mentions.by_id[position.holder], mentions.by_id[other.holder]
    return (
        other.rule in ("stance.voiced", "stance.wanting", "stance.pledge")
        and side.country == speaker.country
        and _same(replace(position, holder=other.holder), other)
    )


def _same(one: Stance, other: Stance) -> bool:
    """Whether two stances are of one holder, for or against overlapping words."""
    return one.holder == other.holder and one.polarity == other.polarity and _overlap(one, other)


def _overlap(one: Stance, other: Stance) -> bool:
    return one.object.start < other.object.end and other.object.start < one.object.end


# ------------------------------------------------------------ from statements


def _of_statement(document: Document, mentions: Mentions, statement: Statement) -> Iterator[Stance]:
    cue = _cue(document, statement)
    judged: list[Stance] = []
    if cue is None or not cue.polarity or cue.cue_class == "stress":
        judged = list(_by_words(document, mentions, statement, cue))
    wished = list(_by_cue(document, mentions, statement, cue, judged)) if cue else []
    yield from wished
    yield from judged
    for goal in (g for run in _runs(document, statement) for g in so_called(document, run)):
        stance = _stance(document, mentions, statement, goal, "against", "criticise", "stance.so_called")
        if not any(_overlap(stance, other) for other in (*wished, *judged)):
            yield stance


def _runs(document: Document, statement: Statement) -> list[list[Token]]:
    """The tokens of each span of what was said."""
    return [tokens for span in statement.content if (tokens := document.tokens_in(span))]


def _by_words(document: Document, mentions: Mentions, statement: Statement, cue: CueVerb | None) -> Iterator[Stance]:
    """What the words themselves voice, demand or judge."""
    for run in _runs(document, statement):
        voiced = list(_voiced(document, run)) if cue and not cue.polarity else []
        for goal, polarity, rule in voiced or in_the_words(document, mentions, statement, run):
            yield _stance(document, mentions, statement, goal, polarity, strength_of(rule, polarity), f"stance.{rule}")


def _by_cue(document: Document, mentions: Mentions, statement: Statement, cue: CueVerb, judged: list[Stance]) -> Iterator[Stance]:
    """What the cue makes of the words: the goals of a demand, what is condemned, what somebody is told to do."""
    for run in _runs(document, statement):
        ordered = cue.verb in stance_words("ordering") and run[0].text.lower() == "to" and len(run) > 1 and run[1].tag == "VB"
        if ordered and not judged:
            goal = trim(document, run[0].index, run[-1].index)
            yield _stance(document, mentions, statement, goal, "for", "demand", "stance.order")
        for goal, turned in goals(document, run[0].index, run[-1].index):
            polarity = _polarity(document, mentions, statement, cue, goal)
            if polarity is None or (polarity == "for" and not turned and _is_somebody(document, mentions, goal)):
                continue
            polarity = OPPOSITE[polarity] if turned else polarity
            strength = strength_by_word(cue.verb) or cue.strength
            stance = _stance(document, mentions, statement, goal, polarity, strength, f"stance.{cue.cue_class}")
            # What the words themselves reject ("stressed that force must be avoided") the cue does not make a wish.
            if not any(_same(replace(stance, polarity=other.polarity), other) for other in judged):
                yield stance


def _polarity(document: Document, mentions: Mentions, statement: Statement, cue: CueVerb, goal: Goal) -> str | None:
    """The polarity that a cue gives one goal; None where it is no position.

    To warn somebody to do a thing is to want it, and to warn of what one's own side will do is to mean it; to promise not to do it is to
    be against it, and to promise a meeting or a word is no position.
    """
    if not cue.polarity or _denied(document, statement):
        return None
    words = document.tokens[goal[0] : goal[1] + 1]
    verb = next((t for t in words if t.pos == "VERB"), None)
    if cue.cue_class == "demand" and words and words[0].text.lower() in stance_words("asking"):
        return None
    if cue.cue_class == "demand" and verb is not None and verb.tag == "VB":
        negated = any(t.lemma in ("not", "never") and t.head == verb.index for t in words)
        return OPPOSITE[cue.polarity] if negated else cue.polarity
    if cue.cue_class == "warn":
        clause = document.clause_at(verb.index) if verb else None
        infinitive = verb is not None and verb.tag == "VB" and document.tokens[verb.index - 1].text.lower() == "to"
        own = (
            clause is not None
            and own_side(document, mentions, statement, clause)
            and (clause.tense == "future" or "would" in clause.modals)
        )
        return "for" if infinitive or own else cue.polarity
    if cue.cue_class == "promise" and verb is not None and words[0].text.lower() in ("to", "not", verb.text.lower()):
        if verb.lemma in stance_words("passing_deeds"):
            return None
        return (
            "against" if words[0].text.lower() == "not" or (len(words) > 1 and words[1].text.lower() == "not") else cue.polarity
        )
    return cue.polarity


def _is_somebody(document: Document, mentions: Mentions, goal: Goal) -> bool:
    """Whether a goal is no more than a person or several: to welcome or to summon an envoy is no position."""
    head = _root(document, *goal)
    return head.pos in ("NOUN", "PROPN") and any(mentions.by_id[a].kind == "person" for a in mentions.actors_at(head.index))


def _denied(document: Document, statement: Statement) -> bool:
    """Whether the cue only names what is denied: "denies supporting the rebels"."""
    verb = document.tokens_in(statement.cue)[0] if statement.cue else None
    above = document.head(verb.index) if verb else None
    return (
        verb is not None
        and above is not None
        and verb.tag == "VBG"
        and verb.dep == "xcomp"
        and above.lemma in stance_words("denying")
    )


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


def _cue(document: Document, statement: Statement) -> CueVerb | None:
    if statement.cue is None:
        return None
    verb = document.tokens_in(statement.cue)[0]
    clause = document.clause_at(verb.index)
    readings = cue_verbs().get(clause.lemma, ()) if clause else ()
    wishes = [r for r in readings if r.polarity] if clause and clause.lemma in stance_words("wishing_cues") else []
    return next((r for r in (*wishes, *readings) if r in wishes or r.cue_class == statement.cue_class), None)


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
    if token.lemma in stance_words("ending") and token.pos == "NOUN":
        stopped = [
            o
            for link in document.children(part, "prep")
            if link.text.lower() in ("to", "of")
            for o in document.children(link.index, "pobj", "pcomp")
        ]
        if stopped and stopped[0].index <= last:
            return trim(document, max(document.edges(stopped[0].index)[0], first), last), True
    if token.lemma in stance_words("stopping") and token.pos == "VERB":
        objects = document.children(part, "dobj", "prep", "xcomp", "pcomp")
        if objects:
            begin = document.edges(objects[0].index)[0]
            return trim(document, max(begin, first), last), True
    begin = document.edges(part)[0] if part != root.index else first
    begin = part if token.pos == "VERB" and token.tag in ("VB", "VBG") and part != root.index else begin
    return trim(document, max(begin, first), last), False


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
