"""Events: political acts between sides, coded in PLOVER.

From three places: the acts of `lexicon/acts.yaml`, as verbs and as nouns; statements that are acts themselves (a demand put to somebody,
an accusation, a threat); meetings. An act needs an actor and, unless it is joint, a recipient of another side. The same act told
twice is one event. CAMEO root and Goldstein score come from `knowledge/plover.tsv` (ICEWS and GDELT agree on these roots).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.actuality import actuality
from dragoman.extract.circumstances import dated, day, noun_arguments, obliques, when, where
from dragoman.extract.cues import cue_verbs
from dragoman.knowledge.tables import rows
from dragoman.lexicon.loader import load
from dragoman.records import Event, Meeting, Record, Span, Stance, Statement, record_id

STATUS = {
    "done": "done",
    "ongoing": "ongoing",
    "planned": "planned",
    "negated": "negated",
    "cancelled": "negated",
    "refused": "negated",
    "postponed": "planned",
}
OBSERVERS = ("JRN",)


@dataclass(frozen=True, slots=True)
class Act:
    """One group of `lexicon/acts.yaml`."""

    event_type: str
    cameo: str
    objects: frozenset[str]
    to: tuple[str, ...]
    joint: bool
    place: bool = False


@cache
def _acts(key: str) -> dict[str, tuple[Act, ...]]:
    """The readings of each verb (`verbs`) or noun (`nouns`)."""
    found: dict[str, list[Act]] = {}
    for group in load("acts"):
        act = Act(
            group["event_type"],
            group["cameo"],
            frozenset(group.get("objects", ())),
            tuple(group.get("to", ())),
            group.get("joint", False),
            group.get("place", False),
        )
        for word in group.get(key, ()):
            found.setdefault(word, []).append(act)
    return {word: tuple(sorted(acts, key=lambda a: (not a.objects, not a.place))) for word, acts in found.items()}


@cache
def _codes() -> dict[str, dict[str, str]]:
    return {row["event_type"]: row for row in rows("plover")}


def extract_events(document: Document, mentions: Mentions, found: Record) -> Iterator[Event]:
    """The events of a document, each once."""
    events = [_of_meeting(document, mentions, m) for m in found.meetings]
    events += [e for s in found.statements if (e := _of_statement(document, mentions, s))]
    events += [e for s in found.stances if (e := _of_stance(document, mentions, s, found))]
    events += [*_by_verb(document, mentions), *_by_noun(document, mentions)]
    yield from _once(mentions, events)


# ------------------------------------------------------------ acts


def _by_verb(document: Document, mentions: Mentions) -> Iterator[Event]:
    for clause in document.clauses:
        if document.quotation_at(clause.verb) or document.in_headline(clause.verb):
            continue
        for act in _acts("verbs").get(clause.lemma, ()):
            if event := _clause_event(document, mentions, clause, act):
                yield event
                break


def _clause_event(document: Document, mentions: Mentions, clause: Clause, act: Act) -> Event | None:
    status = STATUS.get(actuality(document, clause))
    lemmas = {document.tokens[o].lemma for o in clause.objects} | {document.tokens[h].lemma for h in clause.oblique("of")}
    if status is None or (act.objects and not lemmas & act.objects):
        return None
    actors = _acting(mentions, *clause.subjects)
    if act.joint:
        partners = [o.head for a in (clause.verb, *clause.objects) for o in obliques(document, a) if o.preposition in act.to]
        actors += tuple(a for a in _acting(mentions, *partners) if a not in actors)
        return _event(document, mentions, act, actors, (), status, clause.verb) if _sides(mentions, actors) > 1 else None
    recipients = _taken(document, mentions, clause) if act.place else _receiving(document, mentions, clause, act, actors)
    if not actors or not recipients or _one_side(mentions, actors, recipients):
        return None
    return _event(document, mentions, act, actors, recipients, status, clause.verb)


def _acting(mentions: Mentions, *heads: int) -> tuple[str, ...]:
    return tuple(a for a in mentions.actors_at(*heads) if mentions.by_id[a].sector not in OBSERVERS)


def _receiving(document: Document, mentions: Mentions, clause: Clause, act: Act, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Who is acted on: the object itself or whose it is; where it is a thing of the actor's own, who stands after the act's prepositions."""
    heads = [] if act.objects else list(clause.objects)
    found = _of_things(document, mentions, heads, ("poss", "modifier", "of", "from", "in"))
    found = tuple(r for r in found if r not in actors)
    if not found:
        after = [
            o.head for a in (clause.verb, *clause.objects) for o in obliques(document, a) if o.preposition.split()[-1] in act.to
        ]
        found = _acting(mentions, *after) or _states_of(document, mentions, [*heads, *after])
    return tuple(r for r in found if r not in actors)


def _taken(document: Document, mentions: Mentions, clause: Clause) -> tuple[str, ...]:
    """The states whose towns and regions, not whose name, are the object."""
    towns = [o for o in clause.objects if not mentions.actors_at(o)]
    return _states_of(document, mentions, towns)


def _of_things(document: Document, mentions: Mentions, heads: Iterable[int], roles: tuple[str, ...]) -> tuple[str, ...]:
    """The actors at these heads, or those whom the things there belong to ("a Panamanian tanker")."""
    found: list[str] = []
    for head in heads:
        arguments = noun_arguments(document, head)
        found += _acting(mentions, head) or _acting(mentions, *(i for role in roles for i in arguments.get(role, ())))
    return tuple(dict.fromkeys(found))


def _states_of(document: Document, mentions: Mentions, heads: Iterable[int]) -> tuple[str, ...]:
    """The states in which the places at these heads lie: an attack on a town is one on its country."""
    places = [place for head in heads if (place := mentions.place_at(document.tokens[head])) is not None]
    return tuple(dict.fromkeys(mentions.states[p.country] for p in places if p.country in mentions.states))


def _by_noun(document: Document, mentions: Mentions) -> Iterator[Event]:
    for token in document.tokens:
        acts = _acts("nouns").get(token.lemma, ()) if token.pos == "NOUN" and token.dep not in ("compound", "nmod") else ()
        if not acts or document.quotation_at(token.index) or document.in_headline(token.index):
            continue
        act = acts[0]
        arguments = noun_arguments(document, token.index)
        actors = _acting(mentions, *(i for role in ("poss", "by", "modifier") for i in arguments.get(role, ())))
        after = [i for p in act.to for i in arguments.get(p, ())]
        recipients = _of_things(document, mentions, after, ("poss", "modifier")) or _states_of(document, mentions, after)
        recipients = tuple(r for r in recipients if r not in actors)
        if actors and recipients and not _one_side(mentions, actors, recipients):
            yield _event(document, mentions, act, actors, recipients, "done", token.index)


def _sides(mentions: Mentions, actors: tuple[str, ...]) -> int:
    return len({mentions.by_id[a].country or mentions.by_id[a].name for a in actors})


def _one_side(mentions: Mentions, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    """Whether all are of one government: what it does at home is no event, what it does to its opposition is."""
    apart = {"OPP", "REB", "CVL", "PTY", "PRM", "UAF"}
    countries = {mentions.by_id[a].country for a in (*actors, *recipients)}
    sectors = {mentions.by_id[a].sector for a in (*actors, *recipients)}
    return len(countries) == 1 and None not in countries and not sectors & apart


# ------------------------------------------------------------ statements and meetings as acts


def _of_statement(document: Document, mentions: Mentions, statement: Statement) -> Event | None:
    """A statement that does something to somebody: demands of, accuses, warns, rejects, supports, promises."""
    if statement.cue is None or statement.cue_class is None:
        return None
    verb = document.tokens_in(statement.cue)[0]
    clause = document.clause_at(verb.index)
    cue = next((c for c in cue_verbs().get(clause.lemma, ()) if c.cue_class == statement.cue_class), None) if clause else None
    if clause is None or cue is None or cue.event is None:
        return None
    recipients = _addressed(document, mentions, statement, cue.event)
    if not recipients or _one_side(mentions, (statement.speaker,), recipients):
        return None
    act = Act(cue.event, _codes()[cue.event]["cameo"], frozenset(), (), False)
    return _event(
        document, mentions, act, (statement.speaker,), recipients, "done", verb.index, f"event.statement.{statement.cue_class}"
    )


def _addressed(document: Document, mentions: Mentions, statement: Statement, event_type: str) -> tuple[str, ...]:
    """Whom a statement is directed at: its addressee, else whose deed its words name first."""
    if (
        statement.addressee
        and statement.addressee != statement.speaker
        and event_type in ("REQUEST", "THREATEN", "ACCUSE", "AGREE")
    ):
        return (statement.addressee,)
    if event_type in ("THREATEN", "AGREE"):
        return ()
    for span in statement.content:
        for token in document.tokens_in(span):
            if token.pos == "PRON" and document.quotation_at(token.index):
                continue
            named = tuple(a for a in _acting(mentions, token.index) if a != statement.speaker)
            if named and not _one_side(mentions, (statement.speaker,), named):
                return named
    return ()


def _of_stance(document: Document, mentions: Mentions, stance: Stance, found: Record) -> Event | None:
    """A judgement on another side's doing is an accusation, a "must" put to it a demand: the verb said only "said"."""
    statement = next((s for s in found.statements if s.id == stance.statement), None)
    kind = stance.rule.removeprefix("stance.")
    if (
        statement is None
        or statement.cue is None
        or statement.cue_class not in ("say", "add", "stress")
        or kind not in ("judging", "modal")
    ):
        return None
    target = _blamed(document, mentions, stance)
    if target is None or (kind == "judging" and stance.polarity == "for") or _one_side(mentions, (stance.holder,), (target,)):
        return None
    event_type = "REQUEST" if kind == "modal" else "ACCUSE"
    act = Act(event_type, _codes()[event_type]["cameo"], frozenset(), (), False)
    head = document.tokens_in(statement.cue)[0].index
    return _event(document, mentions, act, (stance.holder,), (target,), "done", head, f"event.stance.{kind}")


def _blamed(document: Document, mentions: Mentions, stance: Stance) -> str | None:
    """The first side other than the holder's that the words of a stance name."""
    for token in document.tokens_in(stance.object):
        if token.pos == "PRON":
            continue
        for actor in _acting(mentions, token.index):
            if actor != stance.holder and not _one_side(mentions, (stance.holder,), (actor,)):
                return actor
    return None


def _of_meeting(document: Document, mentions: Mentions, meeting: Meeting) -> Event:
    """A meeting held or planned is a consultation of all parties; one refused or cancelled a rejection by who refused it."""
    head = next(t.index for t in document.tokens if t.start >= meeting.evidence[0].start)
    if meeting.status in ("refused", "cancelled"):
        act = Act("REJECT", _codes()["REJECT"]["cameo"], frozenset(), (), False)
        event = _event(document, mentions, act, meeting.participants[:1], meeting.participants[1:], "done", head, "event.meeting")
    else:
        act = Act("CONSULT", _codes()["CONSULT"]["cameo"], frozenset(), (), True)
        status = {"held": "done", "ongoing": "ongoing"}.get(meeting.status, "planned")
        event = _event(document, mentions, act, meeting.participants, (), status, head, "event.meeting")
    mode = {"call": "phone", "video": "phone"}.get(meeting.form) if event.event_type == "CONSULT" else "meet"
    return replace(event, mode=mode, time=meeting.time, date=meeting.date, place=meeting.place, evidence=meeting.evidence)


# ------------------------------------------------------------ writing, and each act once


def _event(
    document: Document,
    mentions: Mentions,
    act: Act,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    status: str,
    head: int,
    rule: str = "",
) -> Event:
    time = when(document, mentions, head)
    place = where(document, mentions, head)
    codes = _codes()[act.event_type]
    sentence: Span = document.sentence_span(head)
    word = document.tokens[head].lemma
    return Event(
        id=record_id(document.article.id, "event", act.event_type, sorted(actors), sorted(recipients), sentence),
        actors=actors,
        recipients=recipients,
        event_type=act.event_type,
        status=status,
        cameo=act.cameo,
        quad=int(codes["quad"]),
        goldstein=float(codes["goldstein"]),
        time=time.id if time and dated(time) else None,
        date=day(time) if time and dated(time) else None,
        place=place.id if place else None,
        evidence=(sentence,),
        rule=rule or f"event.{act.event_type.lower()}.{word}",
        confidence=0.6,
    )


def _once(mentions: Mentions, events: list[Event]) -> Iterator[Event]:
    """Events of the same type, status and sides as one, the evidence of all kept."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        key: tuple[object, ...] = (
            event.event_type,
            event.status,
            _side_key(mentions, event.actors),
            _side_key(mentions, event.recipients),
        )
        if event.event_type == "CONSULT":
            key = (event.id,)
        known = kept.get(key)
        if known is None:
            kept[key] = event
        elif not (known.date and event.date and known.date != event.date):
            kept[key] = replace(
                known,
                evidence=tuple(dict.fromkeys(known.evidence + event.evidence)),
                date=known.date or event.date,
                time=known.time or event.time,
            )
        else:
            kept[(*key, event.date)] = event
    yield from kept.values()


def _side_key(mentions: Mentions, actors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({mentions.by_id[a].country or a for a in actors}))
