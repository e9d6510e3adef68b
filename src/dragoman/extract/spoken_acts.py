"""Statements that are acts: a demand put to somebody, an accusation, a threat, a promise, support or refusal.

Whom a statement is directed at is looked for in this order: its verb's object, its addressee, whose deed its words name; else, from the
story (`story.py`): both sides, whose act its words name again ("the attack"), with whom the speaker met, and the other side.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.acts import alleged
from dragoman.extract.cues import cue_verbs
from dragoman.extract.sides import APART, acting, one_side, side, sided
from dragoman.extract.story import Side, Story
from dragoman.lexicon.loader import load
from dragoman.records import Meeting, Span, Statement

IMPLIED = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT")
"""Types of statements that are taken to be directed at the other side of the story where they name none."""
SPOKEN_TO = ("on", "upon", "to", "with", "at", "against")
REACTING = ("ACCUSE", "SUPPORT", "REJECT")
"""Types of statements about what somebody did: whose act their words name again, at him they are directed."""


@dataclass(frozen=True, slots=True)
class SpokenAct:
    """A statement of one or more speakers that is an act; `recipients` is empty where it names nobody it is directed at."""

    event_type: str
    speakers: Side
    recipients: Side
    head: int
    rule: str
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Cued:
    """A statement with the clause of its cue and the type of act that the cue makes of it."""

    statement: Statement
    speakers: Side
    clause: Clause
    head: int
    event_type: str

    @property
    def cue_class(self) -> str:
        """The lexicon's class of the cue."""
        return self.statement.cue_class or ""


def cued(document: Document, statements: tuple[Statement, ...]) -> Iterator[Cued]:
    """The statements whose cue makes them acts, those of a joint statement as one with all its speakers."""
    for joint in _by_cue(statements):
        statement = joint[0]
        assert statement.cue is not None
        verb = document.tokens_in(statement.cue)[0]
        clause = document.clause_at(verb.index)
        if clause is None:
            continue
        cue = next((c for c in cue_verbs().get(clause.lemma, ()) if c.cue_class == statement.cue_class), None)
        if cue is None or cue.event is None or _denies(document, clause, cue.event) or alleged(document, clause.verb):
            continue
        yield Cued(statement, tuple(dict.fromkeys(s.voices[0] for s in joint)), clause, verb.index, cue.event)


def _by_cue(statements: tuple[Statement, ...]) -> list[list[Statement]]:
    """The statements of each cue together: those of a joint statement have one speaker each."""
    found: dict[Span, list[Statement]] = {}
    for statement in statements:
        if statement.cue is not None and statement.cue_class is not None:
            found.setdefault(statement.cue, []).append(statement)
    return list(found.values())


def _denies(document: Document, clause: Clause, event_type: str) -> bool:
    """Whether what sounds like a rejection only denies a charge."""
    words = load("act_words")
    objects = {document.tokens[o].lemma for o in clause.objects}
    return event_type == "REJECT" and (clause.lemma in words["denying"] or bool(objects & set(words["denied"])))


# ------------------------------------------------------------ directed at somebody named


def by_words(document: Document, mentions: Mentions, one: Cued) -> SpokenAct | None:
    """The act of a statement that names whom it is directed at."""
    if _to_both(document, mentions, one):
        return None
    for found in _addressed(document, mentions, one):
        recipients = tuple(r for r in found if r not in one.speakers)
        if recipients and not one_side(mentions, one.speakers, recipients):
            return SpokenAct(one.event_type, one.speakers, recipients, one.head, f"event.statement.{one.cue_class}")
    return None


def _addressed(document: Document, mentions: Mentions, one: Cued) -> Iterator[Side]:
    """Whom a statement may be directed at by its own words, the likeliest first."""
    clause, addressee = one.clause, one.statement.addressee
    yield _own_government(document, mentions, one)
    yield acting(mentions, *clause.objects)
    spoken_to = acting(mentions, *(o.head for o in clause.obliques if o.preposition in SPOKEN_TO))
    if addressee in spoken_to:
        yield spoken_to
    if addressee and one.event_type in ("REQUEST", "THREATEN", "ACCUSE", "AGREE"):
        yield (addressee,)
    if one.event_type == "AGREE" or (one.event_type == "THREATEN" and clause.lemma != "threaten"):
        return
    for span in one.statement.content:
        for token in document.tokens_in(span):
            named = acting(mentions, token.index)
            if (token.pos != "PRON" or not document.quotation_at(token.index)) and sided(mentions, named):
                yield named


def _own_government(document: Document, mentions: Mentions, one: Cued) -> Side:
    """The state of an opponent at home who speaks to or of "the government", which is then his own."""
    governments = load("act_words")["governments"]
    plain = [
        o
        for o in (*one.clause.objects, *(o.head for o in one.clause.obliques if o.preposition in SPOKEN_TO))
        if document.tokens[o].text.lower() in governments and {c.dep for c in document.children(o)} <= {"det", "prep", "relcl"}
    ]
    own = [mentions.by_id[s] for s in one.speakers]
    return tuple(mentions.states[a.country] for a in own if plain and a.sector in APART and a.country in mentions.states)


# ------------------------------------------------------------ directed at somebody whom the story tells


def by_story(document: Document, mentions: Mentions, one: Cued, known: Story, meetings: dict[str, Meeting]) -> SpokenAct | None:
    """The act of a statement that leaves it to the story at whom it is directed."""
    if _to_both(document, mentions, one) and (recipients := known.both_sides(one.speakers)):
        return SpokenAct(one.event_type, one.speakers, recipients, one.head, f"event.statement.{one.cue_class}")
    named = set(acting(mentions, *one.clause.objects)) - set(one.speakers)
    if one.event_type not in IMPLIED or named or not sided(mentions, one.speakers):
        return None
    for recipients in _meant(document, mentions, one, known, meetings):
        if recipients and not one_side(mentions, one.speakers, recipients):
            return SpokenAct(one.event_type, one.speakers, recipients, one.head, f"event.implied.{one.cue_class}", implied=True)
    return None


def _meant(document: Document, mentions: Mentions, one: Cued, known: Story, meetings: dict[str, Meeting]) -> Iterator[Side]:
    """Whom a statement may be directed at by the story, the likeliest first."""
    if one.event_type in REACTING:
        for noun in _things(document, one):
            yield known.doer(noun, one.speakers)
    met = meetings.get(one.statement.meeting or "")
    if met is not None:
        yield tuple(p for p in met.participants if not one_side(mentions, one.speakers, (p,)) and p not in one.speakers)
    back = 0 if one.event_type == "REQUEST" else 2
    yield known.other_side((*one.speakers, *one.statement.via), one.clause.verb, back)


def _things(document: Document, one: Cued) -> list[int]:
    """The nouns that a statement is about: the objects of its verb, else the first noun of its words."""
    after = [o.head for o in one.clause.obliques if o.head > one.clause.verb]
    inside = [t.index for span in one.statement.content for t in document.tokens_in(span) if t.pos == "NOUN"]
    return [*one.clause.objects, *after, *inside[:1]]


def _to_both(document: Document, mentions: Mentions, one: Cued) -> bool:
    """Whether a statement is put to "both sides", "all parties", unnamed or taken for the speaker's own."""
    words = load("act_words")["parties"]
    heads = [o for o in (*one.clause.objects, *(o.head for o in one.clause.obliques)) if document.tokens[o].text.lower() in words]
    own = {side(mentions, s) for s in one.speakers}
    return any(not (named := mentions.actors_at(h)) or own & {side(mentions, a) for a in named} for h in heads)
