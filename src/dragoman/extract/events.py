"""Events: political acts between sides, coded in PLOVER.

From three places: the acts of `lexicon/acts.yaml`, as verbs and as nouns (`acts.py`); statements that are acts themselves
(a demand put to somebody, an accusation, a threat); meetings. An act needs an actor and, unless it is joint, a recipient of
another side. The same act told twice is one event. Where the lexicon has no finer code, the CAMEO root comes from `knowledge/plover.tsv`;
what the trained heads make of each event (`judged.py`) then sets its confidence, and fills in mode, CAMEO code and Goldstein score.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.act_readings import Act
from dragoman.extract.acts import Deed, alleged, by_noun, by_verb
from dragoman.extract.circumstances import dated, day, when, where
from dragoman.extract.codes import plover
from dragoman.extract.cues import cue_verbs
from dragoman.extract.judged import judged
from dragoman.extract.sides import acting, both_sides, one_side, other_side, side, sided
from dragoman.extract.unnamed import by_unnamed
from dragoman.lexicon.loader import load
from dragoman.records import Event, Meeting, Record, Span, Stance, Statement, record_id

IMPLIED = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT")
"""Types of statements that are taken to be directed at the other side of the story where they name none."""

UNSAID = 0.4
"""Confidence of an event whose recipient is taken from the sentences before it."""
SEVERAL = ("CONSULT", "REQUEST", "ACCUSE", "SUPPORT", "REJECT", "AGREE", "THREATEN")
"""Types of which one report often tells several between the same sides: those of different sentences stay apart."""
SPOKEN_TO = ("on", "upon", "to", "with", "at", "against")


def extract_events(document: Document, mentions: Mentions, found: Record) -> Iterator[Event]:
    """The events of a document, each once."""
    events = [_of_meeting(document, mentions, m) for m in found.meetings]
    events += [e for s in _by_cue(found.spoken) if (e := _of_statement(document, mentions, s))]
    events += [e for s in found.stances if (e := _of_stance(document, mentions, s, found))]
    deeds = (*by_verb(document, mentions, found.meetings), *by_noun(document, mentions))
    events += [_of_deed(document, mentions, deed, found.spoken) for deed in deeds]
    told = {(e.event_type, e.evidence[0]) for e in events}
    unnamed = [_of_unnamed(document, mentions, deed) for deed in by_unnamed(document, mentions, {deed.head for deed in deeds})]
    events += [e for e in unnamed if (e.event_type, e.evidence[0]) not in told]
    yield from judged(document, mentions, _once(mentions, _widest(mentions, events)))


def _of_deed(document: Document, mentions: Mentions, deed: Deed, statements: tuple[Statement, ...]) -> Event:
    """The event of an act; one that is refused is a rejection, an attack that only its victims tell of an accusation."""
    act = deed.act
    if deed.status == "refused":
        return _event(
            document,
            mentions,
            _plain("REJECT"),
            deed.actors,
            deed.recipients,
            "done",
            deed.head,
            f"event.reject.{act.event_type.lower()}",
        )
    if act.event_type == "ASSAULT" and (victim := _told_by_victim(document, mentions, deed, statements)):
        return _event(document, mentions, _plain("ACCUSE"), (victim,), deed.actors, "done", deed.head, "event.accuse.assault")
    event = _event(document, mentions, act, deed.actors, deed.recipients, deed.status, deed.head)
    return replace(event, rule=f"event.implied.{act.event_type.lower()}", confidence=UNSAID) if deed.implied else event


def _of_unnamed(document: Document, mentions: Mentions, deed: Deed) -> Event:
    """The event of an act of which one side is not named."""
    rule = f"event.unnamed.{deed.act.event_type.lower()}"
    event = _event(document, mentions, deed.act, deed.actors, deed.recipients, deed.status, deed.head, rule)
    return replace(event, confidence=UNSAID)


def _told_by_victim(document: Document, mentions: Mentions, deed: Deed, statements: tuple[Statement, ...]) -> str | None:
    """The speaker in whose words an act stands, if of the side that it was done to."""
    at = document.tokens[deed.head].start
    hit = {side(mentions, r) for r in deed.recipients}
    speakers = [s.voices[0] for s in statements if any(c.start <= at < c.end for c in s.content)]
    return next((s for s in speakers if side(mentions, s) in hit), None)


def _plain(event_type: str) -> Act:
    """An act of this type of which no more is known."""
    return Act(event_type, plover()[event_type]["cameo"])


# ------------------------------------------------------------ statements and meetings as acts


def _by_cue(statements: tuple[Statement, ...]) -> list[list[Statement]]:
    """The statements of each cue together: those of a joint statement have one speaker each."""
    found: dict[Span, list[Statement]] = {}
    for statement in statements:
        if statement.cue is not None and statement.cue_class is not None:
            found.setdefault(statement.cue, []).append(statement)
    return list(found.values())


def _of_statement(document: Document, mentions: Mentions, joint: list[Statement]) -> Event | None:
    """A statement that does something to somebody: demands of, accuses, warns, rejects, supports, promises."""
    statement, speakers = joint[0], tuple(dict.fromkeys(s.voices[0] for s in joint))
    assert statement.cue is not None
    verb = document.tokens_in(statement.cue)[0]
    clause = document.clause_at(verb.index)
    cue = next((c for c in cue_verbs().get(clause.lemma, ()) if c.cue_class == statement.cue_class), None) if clause else None
    if (
        clause is None
        or cue is None
        or cue.event is None
        or _denies(document, clause, cue.event)
        or alleged(document, clause.verb)
    ):
        return None
    rule = f"event.statement.{statement.cue_class}"
    for recipients in _addressed(document, mentions, statement, speakers, clause, cue.event):
        recipients = tuple(r for r in recipients if r not in speakers)
        if recipients and not one_side(mentions, speakers, recipients):
            return _event(document, mentions, _plain(cue.event), speakers, recipients, "done", verb.index, rule)
    named = set(acting(mentions, *clause.objects)) - set(speakers)
    if (
        cue.event in IMPLIED
        and not named
        and sided(mentions, speakers)
        and (recipients := other_side(document, mentions, (*speakers, *statement.via), clause.verb))
    ):
        event = _event(
            document,
            mentions,
            _plain(cue.event),
            speakers,
            recipients,
            "done",
            verb.index,
            f"event.implied.{statement.cue_class}",
        )
        return replace(event, confidence=UNSAID)
    return None


def _denies(document: Document, clause: Clause, event_type: str) -> bool:
    """Whether what sounds like a rejection only denies a charge."""
    words = load("act_words")
    objects = {document.tokens[o].lemma for o in clause.objects}
    return event_type == "REJECT" and (clause.lemma in words["denying"] or bool(objects & set(words["denied"])))


def _addressed(
    document: Document, mentions: Mentions, statement: Statement, speakers: tuple[str, ...], clause: Clause, event_type: str
) -> Iterator[tuple[str, ...]]:
    """Whom a statement may be directed at, the likeliest first: its verb's object, its addressee, whose deed its words name."""
    yield acting(mentions, *clause.objects)
    yield both_sides(document, mentions, speakers, [*clause.objects, *(o.head for o in clause.obliques)])
    spoken_to = acting(mentions, *(o.head for o in clause.obliques if o.preposition in SPOKEN_TO))
    if statement.addressee in spoken_to:
        yield spoken_to
    if statement.addressee and event_type in ("REQUEST", "THREATEN", "ACCUSE", "AGREE"):
        yield (statement.addressee,)
    if event_type == "AGREE" or (event_type == "THREATEN" and clause.lemma != "threaten"):
        return
    for span in statement.content:
        for token in document.tokens_in(span):
            if token.pos != "PRON" or not document.quotation_at(token.index):
                yield acting(mentions, token.index)


def _of_stance(document: Document, mentions: Mentions, stance: Stance, found: Record) -> Event | None:
    """A judgement on another side's doing is an accusation, a "must" put to it a demand: the verb said only "said"."""
    statement = next((s for s in found.spoken if s.id == stance.statement), None)
    kind = stance.rule.removeprefix("stance.")
    if (
        statement is None
        or statement.cue is None
        or statement.cue_class not in ("say", "add", "stress")
        or kind not in ("judging", "modal")
    ):
        return None
    target = stance.target or _blamed(document, mentions, stance)
    if target is None or (kind == "judging" and stance.polarity == "for") or one_side(mentions, (stance.holder,), (target,)):
        return None
    event_type = "REQUEST" if kind == "modal" else "ACCUSE"
    act = _plain(event_type)
    head = document.tokens_in(statement.cue)[0].index
    return _event(document, mentions, act, (stance.holder,), (target,), "done", head, f"event.stance.{kind}")


def _blamed(document: Document, mentions: Mentions, stance: Stance) -> str | None:
    """The first side other than the holder's that the words of a stance name."""
    for token in document.tokens_in(stance.object):
        if token.pos == "PRON":
            continue
        for actor in acting(mentions, token.index):
            if actor != stance.holder and not one_side(mentions, (stance.holder,), (actor,)):
                return actor
    return None


def _of_meeting(document: Document, mentions: Mentions, meeting: Meeting) -> Event:
    """A meeting held or planned is a consultation of all parties, one that they agreed to hold an agreement; one refused or cancelled is
    a rejection by who refused it."""
    head = next(t.index for t in document.tokens if t.start >= meeting.evidence[0].start)
    if meeting.status in ("refused", "cancelled"):
        act = _plain("REJECT")
        event = _event(document, mentions, act, meeting.participants[:1], meeting.participants[1:], "done", head, "event.meeting")
    elif meeting.rule == "meeting.agreed":
        event = _event(document, mentions, _plain("AGREE"), meeting.participants, (), "done", head, "event.meeting")
    else:
        act = _plain("CONSULT")
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
    codes = plover()[act.event_type]
    sentence: Span = document.sentence_span(head)
    word = document.tokens[head].lemma
    return Event(
        id=record_id(document.article.id, "event", act.event_type, sorted(actors), sorted(recipients), sentence),
        actors=actors,
        recipients=recipients,
        event_type=act.event_type,
        status=status,
        mode=act.mode,
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


def _widest(mentions: Mentions, events: list[Event]) -> list[Event]:
    """Without events of which another of the same sentence and type has all actors and more: "Chad and Togo" before "Chad"."""
    sides = {id(e): (set(_side_key(mentions, e.actors)), set(_side_key(mentions, e.recipients))) for e in events}

    def within(one: Event, other: Event) -> bool:
        (actors, recipients), (more, all_recipients) = sides[id(one)], sides[id(other)]
        return actors < more and recipients <= all_recipients | more

    same: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        same.setdefault((event.event_type, event.evidence), []).append(event)
    return [e for e in events if not any(within(e, other) for other in same[(e.event_type, e.evidence)])]


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
        if event.event_type in SEVERAL:
            key = (*key, event.evidence)
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
