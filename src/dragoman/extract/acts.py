"""Acts: what one side does to another, or several do together, as the verbs and nouns of `lexicon/acts.yaml` tell it.

A reading of a verb may ask for an object ("impose sanctions"), for a phrase ("put somebody on a blacklist"), or be turned
round ("receive aid from"). Who is acted on is looked for in this order: the object or whose it is, what stands after the
reading's prepositions, whom its infinitive is about, and, where a reading allows it, the other side of the story. What
somebody is only accused of is no act.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.document import Clause, Document, Mentions, Token
from dragoman.extract.act_readings import Act, act_words, readings
from dragoman.extract.actuality import actuality, verb_status
from dragoman.extract.circumstances import noun_arguments, obliques
from dragoman.extract.sides import APART, acting, of_the_place, of_things, one_side, parties, sided, sides, states_of
from dragoman.lexicon.loader import load
from dragoman.records import Actor, Meeting

STATUS = {
    "done": "done",
    "ongoing": "ongoing",
    "planned": "planned",
    "negated": "negated",
    "cancelled": "negated",
    "refused": "refused",
    "postponed": "planned",
}
COOPERATIVE = ("AGREE", "SUPPORT", "COOPERATE", "AID", "YIELD")
CARRIED = ("COERCE", "YIELD", "ASSAULT")
"""Types of acts done one after the other to the same people."""
RECIPROCAL = {("each", "other"), ("one", "another")}


@dataclass(frozen=True, slots=True)
class Deed:
    """An act found in the text, told by the token `head`; `implied` where its recipient is left unsaid and `recipients` empty."""

    act: Act
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    head: int
    implied: bool = False


# ------------------------------------------------------------ verbs


def by_verb(document: Document, mentions: Mentions, meetings: tuple[Meeting, ...] = ()) -> Iterator[Deed]:
    """The acts that verbs tell, outside quotations and headlines, one a verb."""
    before: Deed | None = None
    for clause in document.clauses:
        if not tells(document, clause.verb):
            continue
        deeds = (deed for act in _readings(document, clause) if (deed := _deed(document, mentions, meetings, clause, act)))
        first = next(deeds, None) or _going_on(document, mentions, clause, before)
        if first is not None:
            before = first if first.recipients else before
            yield first


def _going_on(document: Document, mentions: Mentions, clause: Clause, before: Deed | None) -> Deed | None:
    """What the same actors then did to the same others, named by a pronoun or as theirs: "... stopped a boat and detained its crew"."""
    status = STATUS.get(actuality(document, clause))
    if (
        before is None
        or status is None
        or not before.recipients
        or document.sentence_of(before.head) != document.sentence_of(clause.verb)
    ):
        return None
    meant = [o for o in clause.objects if _taken_up(document, mentions, o)]
    same = set(acting(mentions, *clause.subjects)) & set(before.actors)
    act = next(
        (a for a in _readings(document, clause) if a.event_type in CARRIED and not (a.objects or a.phrase or a.joint)), None
    )
    if not (meant and same and act):
        return None
    return Deed(act, before.actors, before.recipients, status, clause.verb)


def _taken_up(document: Document, mentions: Mentions, noun: int) -> bool:
    """Whether an object takes up those named before: "them", "its crew", "the eight men"."""
    if mentions.actors_at(noun):
        return False
    words = {c.text.lower() for c in document.children(noun, "det", "poss")}
    return document.tokens[noun].pos == "PRON" or bool(words & {"the", "its", "their", "his", "her", "these", "those"})


def tells(document: Document, index: int) -> bool:
    """Whether a word stands where the report itself tells of what was done."""
    spoken = document.quotation_at(index) is not None or document.in_headline(index)
    return not (spoken or alleged(document, index) or _playing(document, index))


def _playing(document: Document, index: int) -> bool:
    """Whether a token stands in a sentence on sport, where sides attack and defend on a pitch."""
    sentence = document.sentence_of(index)
    nouns = [t for t in document.tokens[sentence.first : sentence.last + 1] if t.pos in ("NOUN", "PROPN")]
    return any(t.lemma.lower() in act_words("sport") for t in nouns)


def _readings(document: Document, clause: Clause) -> list[Act]:
    """The readings of a verb by its forms."""
    return [act for form in forms(document, clause) for act in readings("verbs").get(form, ())]


def forms(document: Document, clause: Clause) -> tuple[str, ...]:
    """How a lexicon may write a verb: with its particle or the preposition right after it ("fire on"), then bare."""
    verb = document.tokens[clause.verb]
    after = document.tokens[verb.index + 1].text.lower() if verb.index + 1 < len(document.tokens) else ""
    bare = _lemmas(verb) if " " not in clause.lemma else ()
    return tuple(dict.fromkeys((clause.lemma, *(f"{lemma} {after}" for lemma in _lemmas(verb)), *bare)))


def _lemmas(verb: Token) -> tuple[str, ...]:
    """The lemma, and the one with a final e that a lemmatiser may have lost ("stag" for "staged")."""
    word = verb.text.lower()
    longer = word[:-1] if word.endswith("ed") else word[:-3] + "e" if word.endswith("ing") else verb.lemma
    return (verb.lemma, longer)


def alleged(document: Document, index: int) -> bool:
    """Whether a verb or noun stands under an accusation, a denial, a wish or a promise: "accused Chad of arming rebels"."""
    below = document.tokens[index]
    for above in document.ancestors(index):
        charge = below.dep == "prep" and below.text.lower() in act_words("charges")
        if above.lemma in act_words("alleging") and (charge or below.dep in ("ccomp", "xcomp", "pcomp", "dobj")):
            return True
        linked = below.dep in ("conj", "ccomp", "xcomp", "pcomp") or (
            below.dep == "prep" and any(document.children(below.index, "pcomp"))
        )
        if above.pos in ("VERB", "AUX") and not linked:
            return False
        below = above
    return False


def _deed(document: Document, mentions: Mentions, meetings: tuple[Meeting, ...], clause: Clause, act: Act) -> Deed | None:
    status = STATUS.get(actuality(document, clause))
    matched = _matched(document, clause, act)
    if status is None or matched is None or _awaited(document, clause) or _of_one_mind(document, clause, act):
        return None
    if act.planned:
        if status != "planned":
            return None
        status = "done"
    actors = of_things(document, mentions, clause.subjects, ("poss", "modifier", "of")) or of_the_place(
        document, mentions, clause.subjects
    )
    if act.people and not any(_is_people(mentions.by_id[a]) for a in actors) and acting(mentions, *clause.subjects):
        return None
    if act.joint or _reciprocal(document, clause):
        partners = [o.head for a in (clause.verb, *clause.objects) for o in obliques(document, a) if o.preposition in act.to]
        joined = tuple(a for a in of_things(document, mentions, partners) if a not in actors)
        status = _refusal(status, clause, act)
        if sides(mentions, (*actors, *joined)) < 2:
            actors = parties(document, mentions, meetings, clause.subjects)
        if sides(mentions, (*actors, *joined)) < 2:
            return None
        return (
            Deed(act, actors, joined, status, clause.verb)
            if status == "refused"
            else Deed(act, actors + joined, (), status, clause.verb)
        )
    if not actors and act.received:
        return None
    for found in _candidates(document, mentions, clause, act, matched, actors):
        recipients = tuple(r for r in found if r not in actors)
        if actors and recipients and not one_side(mentions, actors, recipients):
            given = (recipients, actors) if act.received else (actors, recipients)
            return Deed(act, *given, _refusal(status, clause, act), clause.verb)
    if act.implied and actors and sided(mentions, actors):
        return Deed(act, actors, (), _refusal(status, clause, act), clause.verb, implied=True)
    return None


def _is_people(actor: Actor) -> bool:
    return actor.kind == "people" or actor.sector in APART


def _towns(document: Document, mentions: Mentions, heads: list[int]) -> list[int]:
    """Those of these heads that are places and no states by name, or stand for one ("the port of Benghazi")."""
    at = [i for h in heads for i in (h, *noun_arguments(document, h).get("of", ()))]
    states = {i for i in at if any(mentions.by_id[a].kind in ("state", "government") for a in mentions.actors_at(i))}
    return [i for i in at if i not in states and mentions.place_at(document.tokens[i]) is not None]


def _awaited(document: Document, clause: Clause) -> bool:
    """Whether a clause only says until when or on what condition: "when Chad withdraws"."""
    return clause.tense == "present" and any(
        m.text.lower() in act_words("awaiting") for m in document.children(clause.verb, "mark", "advmod")
    )


def _of_one_mind(document: Document, clause: Clause, act: Act) -> bool:
    """Whether those who "agree that" something is so only share a view: what they will do stands with "would" or "will"."""
    below = [c for i in clause.complements if (c := document.clause_at(i)) and c.tense in ("present", "past") and not c.modals]
    return act.event_type == "AGREE" and any(t.text.lower() == "that" for c in below for t in document.children(c.verb, "mark"))


def _refusal(status: str, clause: Clause, act: Act) -> str:
    """What is refused, or will not be done, as `refused`; of hostile acts it is nothing that happened."""
    unwilling = status == "refused" or (status == "negated" and clause.tense != "past")
    return "refused" if unwilling and act.event_type in COOPERATIVE else "negated" if status == "refused" else status


def _matched(document: Document, clause: Clause, act: Act) -> tuple[int, ...] | None:
    """The objects, or nouns of its phrase, that a reading asks for: () where it asks for none, None where they are missing."""
    if act.phrase:
        return tuple(o.head for o in clause.obliques if (o.preposition, document.tokens[o.head].lemma) in act.phrase) or None
    if act.infinitive and not any(
        c.tense == "infinitive" and not document.quotation_at(c.verb) for c in _below(document, clause)
    ):
        return None
    if act.subjects and not any(document.tokens[s].lemma.lower() in act.subjects for s in clause.subjects):
        return None
    if act.bare and (clause.objects or clause.complements):
        return None
    if not act.objects:
        return ()
    heads = [*_patients(document, clause), *clause.oblique("of")]
    inner = [i for h in heads for i in noun_arguments(document, h).get("of", ())]
    compounds = {h: {c.lemma for c in document.children(h, "compound", "nmod", "amod")} for h in heads}
    found = tuple(h for h in heads if document.tokens[h].lemma in act.objects or compounds[h] & act.objects)
    found = tuple(h for h in found if not compounds[h] & act_words("unreal"))
    return found or tuple(i for i in inner if document.tokens[i].lemma in act.objects) or None


def _below(document: Document, clause: Clause) -> list[Clause]:
    """The clauses under a verb that are no reported sentences of their own."""
    below = [c for i in clause.complements if (c := document.clause_at(i))]
    return [c for c in below if not any(t.text.lower() == "that" for t in document.children(c.verb, "mark"))]


def _patients(document: Document, clause: Clause) -> tuple[int, ...]:
    """The objects of a verb, where there are none those of its small clause ("ordered two envoys to leave")."""
    inner = [i for c in _below(document, clause) if c.tense != "future" and not c.inherited for i in (*c.subjects, *c.objects)]
    return clause.objects or tuple(inner)


def _reciprocal(document: Document, clause: Clause) -> bool:
    """Whether the subjects do it to "each other"."""
    return any(
        (document.tokens[o - 1].text.lower(), document.tokens[o].text.lower()) in RECIPROCAL
        for o in (*clause.objects, *(o.head for o in clause.obliques))
        if o
    )


def _candidates(
    document: Document, mentions: Mentions, clause: Clause, act: Act, matched: tuple[int, ...], actors: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Who may be acted on, the likeliest first."""
    after = [
        o.head
        for a in (clause.verb, *clause.objects, *matched)
        for o in obliques(document, a)
        if o.preposition.split()[-1] in act.to
    ]
    others = [o for o in _patients(document, clause) if o not in matched]
    if act.place:
        yield states_of(document, mentions, _towns(document, mentions, others))
        return
    if act.objects:
        yield of_things(document, mentions, after)
        yield states_of(document, mentions, after)
        yield of_things(document, mentions, matched)
    yield of_things(document, mentions, others)
    if act.phrase:
        yield of_things(document, mentions, matched)
    yield of_things(document, mentions, after)
    yield states_of(document, mentions, [*others, *after])
    if act.complement:
        for inner in clause.complements:
            below = document.clause_at(inner)
            heads = [*below.objects, *(o.head for o in below.obliques)] if below else []
            yield of_things(document, mentions, heads)


# ------------------------------------------------------------ nouns


def by_noun(document: Document, mentions: Mentions) -> Iterator[Deed]:
    """The acts that nouns tell ("A's attack on B"), outside quotations and headlines."""
    for token in document.tokens:
        acts = readings("nouns").get(token.lemma, ()) if token.pos == "NOUN" and token.dep not in ("compound", "nmod") else ()
        if not acts or not tells(document, token.index):
            continue
        deeds = (deed for act in acts if (deed := _noun_deed(document, mentions, token.index, act)))
        if first := next(deeds, None):
            yield first


def _noun_deed(document: Document, mentions: Mentions, noun: int, act: Act) -> Deed | None:
    status = _noun_status(document, noun)
    arguments = noun_arguments(document, noun)
    if status is None:
        return None
    if act.joint:
        actors = of_things(document, mentions, [*arguments.get("between", ()), *arguments.get("among", ())])
        return Deed(act, actors, (), status, noun) if sides(mentions, actors) > 1 else None
    doers = [i for role in ("poss", *act.by, "modifier") for i in arguments.get(role, ())]
    actors = acting(mentions, *doers)
    after = [
        i for p in act.to for i in (*arguments.get(p, ()), *(j for d in doers for j in noun_arguments(document, d).get(p, ())))
    ]
    for found in (
        of_things(document, mentions, after),
        states_of(document, mentions, after),
        _invited(document, mentions, noun, act),
    ):
        recipients = tuple(r for r in found if r not in actors)
        if actors and recipients and not one_side(mentions, actors, recipients):
            return Deed(act, actors, recipients, status, noun)
    return None


def _invited(document: Document, mentions: Mentions, noun: int, act: Act) -> tuple[str, ...]:
    """Who acts in the clause of a noun that allows for it: the visitor who came "at the invitation of" somebody."""
    if not act.complement:
        return ()
    clause = next((c for above in document.ancestors(noun) if (c := document.clause_at(above.index))), None)
    return acting(mentions, *clause.subjects) if clause else ()


def _noun_status(document: Document, noun: int) -> str | None:
    """What becomes of an act told by a noun: planned, done, or None where it is only wished, feared or alleged."""
    modifiers = {c.text.lower() for c in document.children(noun, "amod")}
    if modifiers & act_words("unreal"):
        return None
    if modifiers & frozenset(load("actuality")["noun_planned"]):
        return "planned"
    below = document.tokens[noun]
    for above in document.ancestors(noun):
        if above.pos in ("VERB", "AUX"):
            governed = below.dep in ("dobj", "nsubjpass", "prep")
            if governed and above.lemma in act_words("wishing"):
                return None
            if below.dep == "dobj" and verb_status(above.lemma, above) in ("cancelled", "refused", "negated"):
                return None
            clause = document.clause_at(above.index)
            return "planned" if clause and clause.tense == "future" and governed else "done"
        if above.pos == "NOUN" and above.lemma in act_words("wished_nouns"):
            return None
        below = above
    return "done"
