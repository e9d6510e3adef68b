"""Meetings told by what the parties agreed or signed.

"They agreed that the next round would be held in Lima", "Rao and Okoye signed a pact in Lima".
"""

from collections.abc import Iterator

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.actuality import actuality
from dragoman.extract.circumstances import WIDE, noun_arguments, where
from dragoman.extract.meeting_words import meeting_nouns, meeting_verbs, meeting_words, sides_at, told_form
from dragoman.extract.sightings import Sighting
from dragoman.extract.telling import sighted


def by_agreement(document: Document, mentions: Mentions) -> Iterator[Sighting]:
    """The meetings that parties agreed to hold, and those at which they signed something."""
    for clause in document.clauses:
        if document.quotation_at(clause.verb) or document.in_title_case(clause.verb):
            continue
        if clause.lemma in meeting_words("agreeing") and (parties := _agreeing(document, mentions, clause)):
            for head, form, themselves in _agreed(document, clause):
                heads = (head, *_verb_above(document, head), clause.verb)
                people = parties if themselves else _states(mentions, parties)
                yield sighted(document, mentions, head, people, form, "planned", None, "meeting.agreed", heads)
        elif clause.lemma == "sign" and (parties := _signing(document, mentions, clause)):
            heads = (clause.verb, *clause.objects)
            yield sighted(document, mentions, clause.verb, parties, "ceremony", "held", None, "meeting.signed", heads)


def _agreeing(document: Document, mentions: Mentions, clause: Clause) -> tuple[str, ...]:
    """Those who agreed, if they are two sides or more and did; where "it was agreed", those whose body is to meet."""
    if actuality(document, clause) != "done":
        return ()
    settled = [document.clause_at(verb) for verb in clause.complements] if clause.passive and not clause.subjects else []
    bodies = [i for c in settled if c for head in (*c.subjects, *c.objects) for i in document.subtree(head)]
    parties = sides_at(document, mentions, *(bodies or clause.subjects))
    return parties if len({mentions.by_id[p].country for p in parties}) > 1 else ()


def _agreed(document: Document, clause: Clause) -> Iterator[tuple[int, str, bool]]:
    """The heads and forms of the meetings that a clause of agreeing governs, verbs of meeting or nouns of what is to be held, and
    whether those who agreed will meet themselves, not others or a joint body for their sides."""
    for head in clause.oblique("on", "to"):
        definite = any(d.text.lower() in ("the", "that", "this") for d in document.children(head, "det"))
        if (form := _held_form(document, head)) is not None and not definite:
            yield head, form, not _of_a_body(document, head)
    for verb in clause.complements:
        under = document.clause_at(verb)
        if under is None or under.negated or actuality(document, under) == "hypothetical":
            continue
        meeting, own = meeting_verbs().get(under.lemma), document.tokens[verb].dep == "xcomp"
        if meeting is not None and meeting.together and not (under.objects or meeting.needs):
            yield verb, told_form(document, verb, meeting.form), own
        for head in under.objects if under.lemma in meeting_words("convening") else ():
            if (form := _held_form(document, head)) is not None:
                yield head, form, own and not _of_a_body(document, head)


def _of_a_body(document: Document, noun: int) -> bool:
    """Whether a noun is a joint body, or a session of one."""
    words = (noun, *noun_arguments(document, noun).get("of", ()))
    return any(document.tokens[i].lemma.lower() in meeting_words("joint_bodies") for i in words)


def _held_form(document: Document, noun: int) -> str | None:
    """The form of what two sides hold together: a meeting, or a session of a body of theirs."""
    lemma = document.tokens[noun].lemma.lower()
    plain = [e for e in meeting_nouns().get(lemma, ()) if not {"only", "of", "modifiers"} & set(e)]
    if plain:
        return told_form(document, noun, str(plain[0]["form"]))
    return "talks" if lemma in meeting_words("joint_bodies") else None


def _states(mentions: Mentions, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The states for which parties act; a party of none itself."""
    return tuple(dict.fromkeys(mentions.states.get(mentions.by_id[p].country or "", p) for p in parties))


def _verb_above(document: Document, head: int) -> tuple[int, ...]:
    """The verb that a noun is the object of."""
    above = document.head(head)
    return (above.index,) if document.clause_at(above.index) is not None and above.index != head else ()


def _signing(document: Document, mentions: Mentions, clause: Clause) -> tuple[str, ...]:
    """The persons of two sides or more who signed something in a town: they met there."""
    if actuality(document, clause) != "done":
        return ()
    parties = tuple(p for p in sides_at(document, mentions, *clause.subjects) if mentions.by_id[p].kind == "person")
    place = where(document, mentions, clause.verb, *clause.objects)
    apart = len({mentions.by_id[p].country for p in parties} - {None}) > 1
    return parties if apart and place is not None and place.kind not in ("country", *WIDE) else ()
