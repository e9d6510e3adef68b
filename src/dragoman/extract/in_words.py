"""Acts that lie in the words of a statement whose verb was only "said": accusations and demands.

"Holt said Togo had violated the truce": what the words say of another side blames it, as `lexicon/charges.yaml` tells; the deed itself is
only alleged, so it is no event of its own. "Holt said Togo must open the port", "hoped Togo would": they ask it to do something.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.actuality import conditional
from dragoman.extract.sides import acting, of_things, one_side, sided
from dragoman.extract.spoken_acts import SpokenAct
from dragoman.extract.story import Side, Story
from dragoman.lexicon.loader import load
from dragoman.records import Statement

CLASSES = ("say", "add", "stress", "warn", "condemn", "reject")
"""Classes of cues whose words may blame another side."""
Group = dict[str, Any]


@cache
def _groups() -> dict[str, tuple[Group, ...]]:
    """The groups of the lexicon by verb; those of adjectives under "be"."""
    found: dict[str, list[Group]] = {}
    for group in load("charges"):
        for verb in group.get("verbs", ("be", "seem", "look", "sound", "call")):
            found.setdefault(verb, []).append(group)
    return {verb: tuple(groups) for verb, groups in found.items()}


def in_words(document: Document, mentions: Mentions, statements: tuple[Statement, ...], known: Story) -> Iterator[SpokenAct]:
    """The accusations and demands in the words of statements, the first of each kind in each statement."""
    for statement in statements:
        if statement.cue is None or statement.cue_class not in CLASSES or not sided(mentions, statement.voices[:1]):
            continue
        for find in (_charge, _demand):
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
    if not _asserted(clause) or not _blames(document, clause):
        return None
    blamed = _blamed(document, mentions, clause, statement.voices[0], known)
    return _act(document, "ACCUSE", statement, blamed, "event.charge") if blamed else None


def _asserted(clause: Clause) -> bool:
    """Whether a clause says what is or was done, not what will, should or might be."""
    return clause.tense in ("past", "present") and not clause.modals


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
