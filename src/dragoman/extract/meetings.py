"""Meetings: who met whom, in what form, and whether it was held, planned, refused, postponed or cancelled.

Found: verbs of meeting, nouns of meetings with those who hold or refuse them, visits with a named host. Each telling is a
sighting; sightings of the same meeting become one record. Knowingly ignored: interviews, rallies, a body's own sessions, ties.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.actuality import actuality, verb_status
from dragoman.extract.circumstances import dated, day, noun_arguments, obliques, when, where
from dragoman.extract.legs import Leg, told_legs
from dragoman.extract.sightings import Sighting, merged
from dragoman.lexicon.loader import load
from dragoman.records import Meeting, Record, Span, record_id

STATUS = {"done": "held", "ongoing": "ongoing", "planned": "planned", "refused": "refused", "cancelled": "cancelled", "postponed": "postponed", "negated": "refused"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeetingVerb:
    """A verb of `lexicon/meetings.yaml`."""

    verb: str
    form: str
    object: bool
    prepositions: tuple[str, ...]
    together: bool
    host: bool
    people: bool
    needs: frozenset[str]


@cache
def meeting_verbs() -> dict[str, MeetingVerb]:
    """Verbs of meeting by lemma with particle."""
    return {
        e["verb"]: MeetingVerb(
            e["verb"],
            e["form"],
            e.get("object", False),
            tuple(e.get("prepositions", ())),
            e.get("together", False),
            e.get("host", False),
            e.get("people", False),
            frozenset(e.get("needs", ())),
        )
        for e in load("meetings")["verbs"]
    }


@cache
def meeting_nouns() -> dict[str, dict[str, object]]:
    """Nouns of meetings by lemma."""
    return {entry["noun"]: entry for entry in load("meetings")["nouns"]}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("meetings")[key])


def extract_meetings(document: Document, mentions: Mentions, found: Record) -> Iterator[Meeting]:
    """The meetings of a document, each once."""
    sightings = [*_by_verb(document, mentions), *_by_noun(document, mentions)]
    legs = told_legs(document, mentions)
    for sighting in merged(mentions, sorted(sightings, key=lambda s: s.head)):
        yield _meeting(document, _on_the_road(document, sighting, legs))


def _on_the_road(document: Document, sighting: Sighting, legs: list[Leg]) -> Sighting:
    """A meeting without a place is where a participant had just arrived: in its own sentence or the two before, in its paragraph."""
    if sighting.place is not None or sighting.form in ("call", "video") or sighting.status not in ("held", "ongoing", "planned"):
        return sighting
    here = document.sentence_of(sighting.head)
    for leg in reversed(legs):
        sentence = document.sentence_of(int(leg.at))
        near = 0 <= here.index - sentence.index <= 2 and sentence.paragraph == here.paragraph and leg.at < sighting.head
        if near and leg.traveller in sighting.people and (leg.status == "planned") == (sighting.status == "planned"):
            return replace(sighting, place=leg.place, time=sighting.time or leg.time)
    return sighting


# ------------------------------------------------------------ verbs


def _by_verb(document: Document, mentions: Mentions) -> Iterator[Sighting]:
    for clause in document.clauses:
        verb = meeting_verbs().get(clause.lemma)
        if verb is None or document.quotation_at(clause.verb):
            continue
        status = STATUS.get(actuality(document, clause))
        people = _met(document, mentions, clause, verb)
        if status and len(people) >= 2 and _has_needs(document, clause, verb):
            host = people[0] if verb.host else None
            form = _form(document, clause.verb, verb.form)
            yield _sighting(document, mentions, clause.verb, people, form, status, host, f"meeting.{verb.verb.replace(' ', '_')}")


def _met(document: Document, mentions: Mentions, clause: Clause, verb: MeetingVerb) -> tuple[str, ...]:
    """Those who met: subjects with those met, of at least two names and acting for a side."""
    subjects = sides_at(mentions, *clause.subjects)
    objects = sides_at(mentions, *clause.objects) if verb.object else ()
    others = sides_at(mentions, *clause.oblique(*verb.prepositions)) if verb.prepositions else ()
    if verb.host and any(mentions.by_id[o].kind == "state" for o in objects):
        return ()
    if verb.people and clause.oblique(*verb.prepositions) and not any(mentions.by_id[o].kind == "person" for o in others):
        return ()
    met = objects + others
    if subjects and met:
        return tuple(dict.fromkeys(subjects + met))
    alone = verb.together and not clause.objects and len(subjects) > 1
    return subjects if alone and not others else ()


def sides_at(mentions: Mentions, *heads: int) -> tuple[str, ...]:
    """The actors at these heads who can take part in a meeting: no plain populations, no news media."""
    return tuple(i for i in mentions.parties_at(*heads) if mentions.by_id[i].sector not in ("CVL", "JRN"))


def _has_needs(document: Document, clause: Clause, verb: MeetingVerb) -> bool:
    if not verb.needs:
        return True
    words = {document.tokens[i].text.lower() for i in document.subtree(clause.verb)}
    return bool(words & verb.needs)


def _form(document: Document, head: int, default: str) -> str:
    """The form that a word under the verb or before the noun tells, else the lexicon's."""
    words = {document.tokens[i].text.lower() for i in document.subtree(head)}
    for form, tellers in load("meetings")["forms"].items():
        if words & set(tellers):
            return form
    return default


# ------------------------------------------------------------ nouns


def _by_noun(document: Document, mentions: Mentions) -> Iterator[Sighting]:
    for token in document.tokens:
        entry = meeting_nouns().get(token.lemma)
        if entry is None or token.pos not in ("NOUN", "PROPN") or document.quotation_at(token.index) or not _is_meeting(document, token.index, entry):
            continue
        governor = _governor(document, token.index)
        people = _taking_part(document, mentions, token.index, governor)
        status = _noun_status(document, token.index, governor)
        if status and len(people) >= 2:
            form = _form(document, token.index, str(entry["form"]))
            heads = (token.index, governor.verb) if governor else (token.index,)
            yield _sighting(document, mentions, token.index, people, form, status, None, f"meeting.{token.lemma}", heads)


def _is_meeting(document: Document, noun: int, entry: dict[str, object]) -> bool:
    token = document.tokens[noun]
    modifiers = {document.tokens[i].lemma for i in noun_arguments(document, noun).get("modifier", ())}
    if modifiers & _words("not_between_sides") or token.dep in ("compound", "nmod"):
        return False
    if entry.get("plural") and token.tag not in ("NNS", "NNPS"):
        return False
    if of := entry.get("of"):
        return any(document.tokens[i].lemma in of for i in noun_arguments(document, noun).get("of", ()))  # type: ignore[operator]
    required = entry.get("modifiers")
    return not required or bool(modifiers & set(required))  # type: ignore[call-overload]


def _governor(document: Document, noun: int) -> Clause | None:
    """The clause a noun belongs to: whose object, subject or adverbial it is."""
    for above in document.ancestors(noun):
        if (clause := document.clause_at(above.index)) is not None:
            return clause
        if above.pos in ("NOUN", "PROPN") and above.dep not in ("pobj", "dobj", "conj"):
            return None
    return None


def _taking_part(document: Document, mentions: Mentions, noun: int, governor: Clause | None) -> tuple[str, ...]:
    arguments = noun_arguments(document, noun)
    named: list[str] = []
    for role in ("poss", "between", "with", "by", "among", "of", "alongside"):
        named += sides_at(mentions, *arguments.get(role, ()))
    if "between" not in arguments:
        named += [i for i in sides_at(mentions, *arguments.get("modifier", ())) if mentions.by_id[i].kind != "people"]
    if governor is not None and _holds(document, noun, governor):
        named = [*sides_at(mentions, *governor.subjects), *named, *sides_at(mentions, *governor.oblique("with"))]
    return _most_specific(mentions, tuple(dict.fromkeys(named)))


def _most_specific(mentions: Mentions, people: tuple[str, ...]) -> tuple[str, ...]:
    """Persons rather than the state or government they act for."""
    persons = {mentions.by_id[i].country for i in people if mentions.by_id[i].kind == "person"}
    return tuple(i for i in people if mentions.by_id[i].kind == "person" or mentions.by_id[i].country not in persons or mentions.by_id[i].country is None)


def _holds(document: Document, noun: int, governor: Clause) -> bool:
    """Whether the subject of a verb takes part in the meeting its object or adverbial names."""
    as_object = noun in governor.objects
    status = verb_status(governor.lemma, document.tokens[governor.verb]) not in (None, "planned")
    holding = governor.lemma in _words("holding") or status
    if governor.passive:
        return as_object and bool(governor.subjects) and bool(holding)
    inside = any(o.head == noun and o.preposition in ("in", "at", "during", "to", "from", "into", "for") for o in governor.obliques)
    return (as_object and holding) or (inside and not governor.passive)


def _noun_status(document: Document, noun: int, governor: Clause | None) -> str | None:
    modifiers = {document.tokens[i].text.lower() for i in noun_arguments(document, noun).get("modifier", ())}
    words = load("actuality")
    for status in ("planned", "cancelled", "postponed"):
        if modifiers & set(words[f"noun_{status}"]):
            return status
    above = document.head(noun)
    if above.dep == "prep" and above.text.lower() in words["ahead"] or above.text.lower() == "of" and document.head(above.index).text.lower() == "ahead":
        return "planned"
    if governor is None:
        return "held"
    own = actuality(document, governor)
    if noun in governor.objects or (governor.passive and noun in governor.objects):
        status = verb_status(governor.lemma, document.tokens[governor.verb])
        if status is not None and own in ("done", "ongoing"):
            return STATUS.get(status)
        if governor.lemma in ("propose", "seek", "demand", "request", "arrange", "schedule", "plan"):
            return "planned" if governor.lemma in ("arrange", "schedule", "plan") else None
    if own == "hypothetical":
        return None
    if noun in governor.objects or noun in governor.subjects:
        return STATUS.get(own)
    return "held" if own in ("done", "ongoing", "negated") else STATUS.get(own)


# ------------------------------------------------------------ one sighting, one record


def _sighting(
    document: Document,
    mentions: Mentions,
    head: int,
    people: tuple[str, ...],
    form: str,
    status: str,
    host: str | None,
    rule: str,
    heads: tuple[int, ...] = (),
) -> Sighting:
    heads = heads or (head,)
    time = when(document, mentions, *heads)
    place = where(document, mentions, *heads)
    return Sighting(
        head=head,
        people=people,
        form=form,
        status=status,
        host=host,
        place=place,
        time=time if time and dated(time) else None,
        topics=tuple(_topics(document, head)),
        evidence=(document.sentence_span(head),),
        rule=rule,
    )


def _topics(document: Document, head: int) -> Iterator[Span]:
    """What stands after "on", "about", or after "to discuss" in the sentence."""
    for oblique in obliques(document, head):
        if oblique.preposition in _words("topic_prepositions") and not _is_time(document, oblique.head):
            yield _phrase(document, oblique.head)
    sentence = document.sentence_of(head)
    for clause in document.clauses_in(sentence):
        if clause.verb > head and clause.verb - head < 40 and clause.lemma in _words("topic_verbs"):
            for object in (*clause.objects, *clause.oblique("on", "about", "with")):
                if object > clause.verb:
                    yield _phrase(document, object)


def _is_time(document: Document, head: int) -> bool:
    name = document.name_at(head)
    return name is not None and name.label in ("DATE", "TIME")


def _phrase(document: Document, head: int) -> Span:
    first, last = document.edges(head)
    coordinated = [c for c in document.children(head, "conj")]
    if coordinated:
        last = max(last, coordinated[-1].index)
    return document.span(first, last)


def _meeting(document: Document, sighting: Sighting) -> Meeting:
    article = document.article.id
    date = day(sighting.time)
    return Meeting(
        id=record_id(article, "meeting", sorted(sighting.people), sighting.status, date, sighting.evidence[0]),
        form=sighting.form,
        status=sighting.status,
        participants=sighting.people,
        host=sighting.host,
        place=sighting.place.id if sighting.place else None,
        time=sighting.time.id if sighting.time else None,
        date=date,
        topics=tuple(dict.fromkeys(sighting.topics)),
        evidence=sighting.evidence,
        rule=sighting.rule,
        confidence=0.8 if len(sighting.evidence) > 1 else 0.7,
    )


