"""Events: political acts between sides, coded in PLOVER.

From three places: the acts of `lexicon/acts.yaml`, as verbs and as nouns (`acts.py`); statements that are acts themselves
(a demand put to somebody, an accusation, a threat); meetings. An act needs an actor and, unless it is joint, a recipient of
another side. The same act told twice is one event. Where the lexicon has no finer code, the CAMEO root comes from `knowledge/plover.tsv`;
what the trained heads make of each event (`judged.py`) then sets its confidence, and fills in mode, CAMEO code and Goldstein score.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Document, Mentions
from dragoman.extract.act_readings import Act
from dragoman.extract.acts import Deed, by_noun, by_verb
from dragoman.extract.circumstances import dated, day, when, where
from dragoman.extract.codes import plover
from dragoman.extract.contexts import contexts
from dragoman.extract.in_words import in_words
from dragoman.extract.judged import judged
from dragoman.extract.sides import side
from dragoman.extract.spoken_acts import REACTING, SpokenAct, by_story, by_words, cued
from dragoman.extract.story import Story, story
from dragoman.extract.unnamed import by_unnamed
from dragoman.records import Event, Meeting, Record, Span, Statement, record_id

UNSAID = 0.4
"""Confidence of an event whose recipient is taken from the sentences before it."""
SEVERAL = ("CONSULT", "REQUEST", "ACCUSE", "SUPPORT", "REJECT", "AGREE", "THREATEN")
"""Types of which one report often tells several between the same sides: those of different sentences stay apart."""


def extract_events(document: Document, mentions: Mentions, found: Record) -> Iterator[Event]:
    """The events of a document, each once: what it tells with both sides named, then what its story completes."""
    deeds = (*by_verb(document, mentions, found.meetings), *by_noun(document, mentions))
    spoken = [(one, by_words(document, mentions, one)) for one in cued(document, found.spoken)]
    told = [_of_meeting(document, mentions, m) for m in found.meetings]
    told += [_of_spoken(document, mentions, act) for _, act in spoken if act]
    told += [_of_deed(document, mentions, deed, found.spoken) for deed in deeds if not deed.implied]
    known = story(document, mentions, told)
    meetings = {m.id: m for m in found.meetings}
    left = (by_story(document, mentions, one, known, meetings) for one, act in spoken if act is None)
    shown = in_words(document, mentions, found.spoken, known)
    told += [_of_spoken(document, mentions, act) for act in (*left, *shown) if act]
    implied = {d.head: e for d in deeds if d.implied and (e := _of_implied(document, mentions, d, known))}
    told += implied.values()
    types = {(e.event_type, e.evidence[0]) for e in told}
    heads = {deed.head for deed in deeds if not deed.implied} | set(implied)
    unnamed = [_of_unnamed(document, mentions, deed) for deed in by_unnamed(document, mentions, heads)]
    told += [e for e in unnamed if (e.event_type, e.evidence[0]) not in types and (e.recipients or not told)]
    told = [e for e in told if _of_known_sides(mentions, e)] or told
    for event in judged(document, mentions, _once(mentions, _widest(mentions, told))):
        yield replace(event, contexts=contexts(document, event.evidence))


def _of_known_sides(mentions: Mentions, event: Event) -> bool:
    """Whether on each side that is named somebody acts for a country, a body that is known or an armed group: a name alone is no side, unless
    the report has no other."""
    sides = [[mentions.by_id[a] for a in ids] for ids in (event.actors, event.recipients) if ids]
    return all(any(a.country or a.kind == "armed_group" for a in known) for known in sides)


def _of_deed(document: Document, mentions: Mentions, deed: Deed, statements: tuple[Statement, ...]) -> Event:
    """The event of an act; one that is refused is a rejection, an attack that only its victims tell of an accusation."""
    act = deed.act
    if deed.status == "refused":
        rule = f"event.reject.{act.event_type.lower()}"
        return _event(document, mentions, _plain("REJECT"), deed.actors, deed.recipients, "done", deed.head, rule)
    if act.event_type == "ASSAULT" and (victim := _told_by_victim(document, mentions, deed, statements)):
        return _event(document, mentions, _plain("ACCUSE"), (victim,), deed.actors, "done", deed.head, "event.accuse.assault")
    return _event(document, mentions, act, deed.actors, deed.recipients, deed.status, deed.head)


def _of_implied(document: Document, mentions: Mentions, deed: Deed, known: Story) -> Event | None:
    """The event of an act that leaves its recipient to the story, None where that has no other side."""
    clause = document.clause_at(deed.head)
    things = clause.objects if clause is not None and deed.act.event_type in REACTING else ()
    doers = (d for noun in things if (d := known.doer(noun, deed.actors)))
    recipients = next(doers, ()) or known.other_side(deed.actors, deed.head)
    if not recipients:
        return None
    event = _of_deed(document, mentions, replace(deed, recipients=recipients), ())
    rule = event.rule if deed.status == "refused" else f"event.implied.{deed.act.event_type.lower()}"
    return replace(event, rule=rule, confidence=UNSAID)


def _of_spoken(document: Document, mentions: Mentions, act: SpokenAct) -> Event:
    """The event of a statement that is an act."""
    event = _event(document, mentions, _plain(act.event_type), act.speakers, act.recipients, "done", act.head, act.rule)
    return replace(event, confidence=UNSAID) if act.implied else event


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


# ------------------------------------------------------------ meetings


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
