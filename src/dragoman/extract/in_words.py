"""Acts that lie in the words of a statement whose verb was only "said": accusations, demands and threats.

"Holt said Togo had violated the truce": what the words say of another side blames it, as `lexicon/charges.yaml` tells; the deed itself is
only alleged, so it is no event of its own. "Holt said Togo must open the port", "hoped Togo would": they ask it to do something.
"Holt vowed that Ghana would close the strait": what the own side will do against another threatens it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.actuality import conditional
from dragoman.extract.circumstances import obliques
from dragoman.extract.sides import acting, of_things, one_side, sided
from dragoman.extract.spoken_acts import SpokenAct
from dragoman.extract.story import Side, Story
from dragoman.lexicon.loader import load
from dragoman.records import Statement

CLASSES = ("say", "add", "stress", "warn", "condemn", "reject", "promise")
"""Classes of cues whose words may blame another side."""
Group = dict[str, Any]


@cache
def _groups() -> dict[str, tuple[Group, ...]]:
    """The groups of the lexicon by verb."""
    found: dict[str, list[Group]] = {}
    for group in load("charges"):
        for verb in group["verbs"]:
            found.setdefault(verb, []).append(group)
    return {verb: tuple(groups) for verb, groups in found.items()}


def in_words(document: Document, mentions: Mentions, statements: tuple[Statement, ...], known: Story) -> Iterator[SpokenAct]:
    """The accusations, demands and threats in the words of statements, the first of each kind in each statement."""
    for statement in statements:
        if statement.cue is None or statement.cue_class not in CLASSES or not sided(mentions, statement.voices[:1]):
            continue
        if named := _bad_name(document, mentions, statement, known):
            yield named
            continue
        for find in (_charge, _demand, _threat):
            found = (
                act for clause in _clauses(document, statement) if (act := find(document, mentions, statement, clause, known))
            )
            if first := next(found, None):
                yield first


def _clauses(document: Document, statement: Statement) -> Iterator[Clause]:
    """The clauses of what was said, those aside left out."""
    inside = (token.index for span in statement.content for token in document.tokens_in(span))
    found = (clause for index in inside if (clause := document.clause_at(index)))
    return (c for c in found if document.tokens[c.verb].dep not in ("relcl", "advcl") and not conditional(document, c))


def _act(document: Document, event_type: str, statement: Statement, recipients: Side, rule: str) -> SpokenAct:
    assert statement.cue is not None
    return SpokenAct(event_type, statement.voices[:1], recipients, document.tokens_in(statement.cue)[0].index, rule)


# ------------------------------------------------------------ accusations


def _charge(document: Document, mentions: Mentions, statement: Statement, clause: Clause, known: Story) -> SpokenAct | None:
    if not _asserted(clause):
        return None
    if _displeased(document, mentions, statement, clause):
        blamed = _behind(document, mentions, clause, statement.voices[0], known)
    elif _blames(document, clause) or _alleged(document, statement, clause):
        blamed = _blamed(document, mentions, clause, statement.voices[0], known)
    else:
        return None
    return _act(document, "ACCUSE", statement, blamed, "event.charge") if blamed else None


def _asserted(clause: Clause) -> bool:
    """Whether a clause says what is or was done, not what will, should or might be."""
    return clause.tense in ("past", "present") and not clause.modals


def _bad_name(document: Document, mentions: Mentions, statement: Statement, known: Story) -> SpokenAct | None:
    """The accusation in a bad name: "called Togo's plan a farce"."""
    assert statement.cue is not None
    clause = document.clause_at(document.tokens_in(statement.cue)[0].index)
    if clause is None or clause.lemma not in load("stances")["naming_verbs"] or clause.negated:
        return None
    inside = {t.lemma.lower() for span in statement.content for t in document.tokens_in(span)}
    if not inside & set(load("stances")["judging"]["against"]):
        return None
    speaker = statement.voices[0]
    found = _others(mentions, speaker, of_things(document, mentions, clause.objects))
    found = found or next((d for o in clause.objects if (d := known.doer(o, (speaker,)))), ())
    return _act(document, "ACCUSE", statement, found, "event.charge") if found else None


def _blames(document: Document, clause: Clause) -> bool:
    """Whether what a clause says of its subject blames it."""
    return any(_fits(document, clause, group) for group in _groups().get(clause.lemma, ()))


def _fits(document: Document, clause: Clause, group: Group) -> bool:
    said = {c.lemma.lower() for c in document.children(clause.verb, "acomp", "oprd")}
    if "adjectives" in group:
        return bool(said & set(group["adjectives"])) and not clause.negated
    if group.get("under"):
        return bool(clause.complements)
    if "phrases" in group:
        nouns = [*clause.objects, *(o.head for o in clause.obliques), *(c.index for c in document.children(clause.verb, "attr"))]
        return any(document.tokens[n].lemma.lower() in group["phrases"] for n in nouns) and not clause.negated
    return not clause.negated


def _blamed(document: Document, mentions: Mentions, clause: Clause, speaker: str, known: Story) -> Side:
    """Whom a clause blames: its subject, whose deed that is, or who did what it names again."""
    they = [s for s in clause.subjects if document.tokens[s].text.lower() in ("they", "you")]
    if they and document.quotation_at(they[0]):
        return known.other_side((speaker,), clause.verb)
    found = of_things(document, mentions, clause.subjects, ("poss", "modifier", "by", "of"))
    found = found or next((d for s in clause.subjects if (d := known.doer(s, (speaker,)))), ())
    return _others(mentions, speaker, found)


def _others(mentions: Mentions, speaker: str, actors: Side) -> Side:
    return tuple(a for a in actors if a != speaker and not one_side(mentions, (speaker,), (a,)))


def _alleged(document: Document, statement: Statement, clause: Clause) -> bool:
    """Whether a clause is what somebody "alleges" or "claims": whatever the other side is said to do, it is held against it."""
    assert statement.cue is not None
    cue = document.tokens_in(statement.cue)[0]
    return cue.lemma in load("act_words")["alleging_cues"] and document.head(clause.verb).index == cue.index


def _displeased(document: Document, mentions: Mentions, statement: Statement, clause: Clause) -> bool:
    """Whether a clause says that the speaker's own side is "disappointed", "outraged"."""
    said = {c.text.lower() for c in document.children(clause.verb, "acomp", "oprd")} | {document.tokens[clause.verb].text.lower()}
    who = clause.objects if clause.passive else clause.subjects
    own = bool(acting(mentions, *who)) or any(document.tokens[s].text.lower() in ("we", "i") for s in who)
    return own and bool(said & set(load("act_words")["displeased"]))


def _behind(document: Document, mentions: Mentions, clause: Clause, speaker: str, known: Story) -> Side:
    """Whose doing it is that somebody is displeased "at", "by", "with"."""
    words = [clause.verb, *(c.index for c in document.children(clause.verb, "acomp", "oprd"))]
    causes = [
        o.head for w in words for o in obliques(document, w) if o.preposition in ("at", "by", "with", "over", "about", "in")
    ]
    causes += clause.subjects if clause.passive else ()
    found = of_things(document, mentions, causes) or next((d for c in causes if (d := known.doer(c, (speaker,)))), ())
    return _others(mentions, speaker, found)


# ------------------------------------------------------------ demands


def _demand(document: Document, mentions: Mentions, statement: Statement, clause: Clause, known: Story) -> SpokenAct | None:
    """What another side "must", "should" do, or is hoped to do."""
    words = load("act_words")
    wanted = bool(set(clause.modals) & set(words["demanding"])) or _hoped(document, clause)
    if not wanted or clause.passive or clause.negated:
        return None
    named = acting(mentions, *clause.subjects)
    asked = _others(mentions, statement.voices[0], named)
    return _act(document, "REQUEST", statement, asked, "event.demand") if asked and len(asked) == len(named) else None


def _hoped(document: Document, clause: Clause) -> bool:
    """Whether a clause stands under a verb or noun of hoping for it, with "will" or "would"."""
    above = document.head(clause.verb)
    willing = bool(set(clause.modals) & {"will", "would"}) or clause.tense in ("future", "infinitive")
    return (
        willing and document.tokens[clause.verb].dep in ("ccomp", "acl", "xcomp") and above.lemma in load("act_words")["hoping"]
    )


# ------------------------------------------------------------ threats


def _threat(document: Document, mentions: Mentions, statement: Statement, clause: Clause, known: Story) -> SpokenAct | None:
    """What the speaker's own side will do against another, or what the other side is told that it will suffer."""
    coming = clause.tense == "future" or bool(set(clause.modals) & {"will", "would", "shall", "can"})
    coming = coming or (statement.cue_class == "promise" and clause.tense == "infinitive")
    if not coming or not (_menaces(document, mentions, statement, clause) or _unanswered(document, clause)):
        return None
    inside = [t.index for span in statement.content for t in document.tokens_in(span)]
    threatened = _others(mentions, statement.voices[0], acting(mentions, *inside))[:1]
    threatened = threatened or known.other_side(statement.voices, clause.verb)
    return _act(document, "THREATEN", statement, threatened, "event.threat") if threatened else None


def _menaces(document: Document, mentions: Mentions, statement: Statement, clause: Clause) -> bool:
    words = load("act_words")
    subjects = acting(mentions, *clause.subjects)
    other = _others(mentions, statement.voices[0], subjects)
    objects = {document.tokens[i].lemma.lower() for i in (*clause.objects, *(o.head for o in clause.obliques))}
    if other:
        return clause.lemma in words["paying"] or (
            clause.lemma in words["meeting_consequences"] and bool(objects & set(words["consequences"]))
        )
    own = bool(subjects) or any(document.tokens[s].text.lower() in ("we", "i") for s in clause.subjects)
    own = own or (clause.tense == "infinitive" and not clause.subjects)
    measures = clause.lemma in words["taking_measures"] and bool(objects & set(words["measures"]))
    hostile = (clause.lemma in words["menacing"] or measures) and not clause.negated
    return own and (hostile or (clause.negated and clause.lemma in words["suffering"]))


def _unanswered(document: Document, clause: Clause) -> bool:
    """Whether a deed "will not go unanswered", "will not remain without response"."""
    said = {c.lemma.lower() for c in document.children(clause.verb, "acomp", "oprd", "advcl", "xcomp", "dep")}
    return clause.negated and bool(said & set(load("act_words")["unanswered"]))
