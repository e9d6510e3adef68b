"""Meetings: who met whom, in what form, and whether it was held, planned, refused, postponed or cancelled.

Found: verbs of meeting, nouns of meetings with those who hold or refuse them, visits with a named host. Each telling is a
sighting; sightings of the same meeting become one record. Knowingly ignored: interviews, rallies, a body's own sessions, ties.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.actuality import actuality, verb_status
from dragoman.extract.circumstances import WIDE, dated, dateline, day, noun_arguments, obliques, when, where
from dragoman.extract.legs import Leg, told_legs
from dragoman.extract.sightings import Sighting, merged
from dragoman.lexicon.loader import load
from dragoman.records import Meeting, Place, Record, Span, Time, record_id

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
    plain: bool
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
            e.get("plain", False),
            frozenset(e.get("needs", ())),
        )
        for e in load("meetings")["verbs"]
    }


@cache
def meeting_nouns() -> dict[str, list[dict[str, object]]]:
    """The readings of each noun of meetings, by lemma."""
    found: dict[str, list[dict[str, object]]] = {}
    for entry in load("meetings")["nouns"]:
        found.setdefault(entry["noun"], []).append(entry)
    return found


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("meetings")[key])


def extract_meetings(document: Document, mentions: Mentions, found: Record) -> Iterator[Meeting]:
    """The meetings of a document, each once."""
    legs = told_legs(document, mentions)
    sightings = sorted([*_by_verb(document, mentions), *_by_noun(document, mentions)], key=lambda s: s.head)
    sightings = _called_off(document, sightings)
    sightings += _visits(document, mentions, legs, sightings)
    for sighting in merged(mentions, sorted(sightings, key=lambda s: s.head)):
        yield _meeting(document, _on_the_road(document, mentions, sighting, legs))


def _called_off(document: Document, sightings: list[Sighting]) -> list[Sighting]:
    """ "That meeting was called off": a plan told before it takes the status that a later sentence gives it."""
    found = list(sightings)
    for token in document.tokens:
        if token.lemma not in meeting_nouns() or token.pos != "NOUN" or any(s.head == token.index for s in found):
            continue
        governor = _governor(document, token.index)
        status = (
            STATUS.get(verb_status(governor.lemma, document.tokens[governor.verb]) or "")
            if governor and token.index in governor.objects
            else None
        )
        pointing = any(
            c.text.lower() in ("the", "that", "this", "their", "his", "her")
            for c in document.children(token.index, "det", "poss")
        )
        before = [n for n, s in enumerate(found) if s.head < token.index and s.status in ("planned", "held")]
        if status in ("cancelled", "postponed", "refused") and pointing and before:
            last = found[before[-1]]
            found[before[-1]] = replace(last, status=status, evidence=(*last.evidence, document.sentence_span(token.index)))
    return found


def _visits(document: Document, mentions: Mentions, legs: list[Leg], sightings: list[Sighting]) -> Iterator[Sighting]:
    """A visit whose host is not named is a meeting with the host state."""
    for leg in legs:
        visitor, host = mentions.by_id[leg.traveller], mentions.states.get(leg.place.country or "")
        named = any(
            leg.traveller in s.people and any(mentions.by_id[p].country == leg.place.country for p in s.people) for s in sightings
        )
        visit = leg.rule in ("trip.visit", "trip.tour") or leg.status == "planned"
        if not visit or named or host is None or visitor.country in (None, leg.place.country) or visitor.sector is None:
            continue
        status = {"made": "held", "planned": "planned", "cancelled": "cancelled"}[leg.status]
        yield Sighting(
            leg.at, (leg.traveller, host), "in_person", status, None, leg.place, leg.time, (), (leg.evidence,), "meeting.visit"
        )


def _on_the_road(document: Document, mentions: Mentions, sighting: Sighting, legs: list[Leg]) -> Sighting:
    """A meeting without a place is where a participant had just arrived: in its own sentence or the two before, in its paragraph."""
    if sighting.place is not None or sighting.form in ("call", "video"):
        return sighting
    here = document.sentence_of(sighting.head)
    for leg in reversed(legs):
        sentence = document.sentence_of(int(leg.at))
        before = 0 <= here.index - sentence.index <= 2 and sentence.paragraph == here.paragraph and leg.at < sighting.head
        planned = (leg.status == "planned") == (sighting.status == "planned")
        if leg.traveller in sighting.people and leg.place.kind not in WIDE and ((before and planned) or sentence is here):
            return replace(sighting, place=leg.place, time=sighting.time or leg.time)
    return replace(sighting, place=_at_dateline(document, mentions, sighting))


def _at_dateline(document: Document, mentions: Mentions, sighting: Sighting) -> Place | None:
    """The dateline's city for a meeting held that the opening tells of, if it lies in a participant's country."""
    city = dateline(document, mentions)
    bodies = [p.index for p in document.paragraphs if p.kind == "body"]
    opening = document.sentence_of(sighting.head).paragraph in bodies[:2]
    at_home = city is not None and any(mentions.by_id[p].country == city.country for p in sighting.people)
    return city if opening and at_home and sighting.status in ("held", "ongoing") else None


# ------------------------------------------------------------ verbs


def _by_verb(document: Document, mentions: Mentions) -> Iterator[Sighting]:
    for clause in document.clauses:
        verb = meeting_verbs().get(clause.lemma)
        if verb is None or document.quotation_at(clause.verb) or document.in_title_case(clause.verb):
            continue
        status = STATUS.get(actuality(document, clause))
        people = _met(document, mentions, clause, verb)
        if status and len(people) >= 2 and _has_needs(document, clause, verb):
            host = people[0] if verb.host else None
            form = _form(document, clause.verb, verb.form)
            yield _sighting(document, mentions, clause.verb, people, form, status, host, f"meeting.{verb.verb.replace(' ', '_')}")


def _met(document: Document, mentions: Mentions, clause: Clause, verb: MeetingVerb) -> tuple[str, ...]:
    """Those who met: subjects with those met, of at least two names and acting for a side."""
    if verb.plain and clause.complements:
        return ()
    subjects = sides_at(document, mentions, *clause.subjects)
    met = sides_at(document, mentions, *clause.objects) if verb.object else ()
    met += sides_at(document, mentions, *clause.oblique(*verb.prepositions)) if verb.prepositions else ()
    if verb.host and any(mentions.by_id[m].kind == "state" for m in met):
        return ()
    if verb.people:
        met = tuple(m for m in met if mentions.by_id[m].kind == "person" and (not verb.plain or mentions.by_id[m].sector))
    if subjects and met:
        return tuple(dict.fromkeys(subjects + met))
    alone = verb.together and not clause.objects and len(subjects) > 1
    return subjects if alone and not clause.oblique(*verb.prepositions) else ()


def sides_at(document: Document, mentions: Mentions, *heads: int) -> tuple[str, ...]:
    """The actors at these heads who can take part in a meeting: no plain populations, no news media.

    A name in apposition is closer than its title; "delegations from A and B" are A and B.
    """
    found: list[str] = []
    for head in heads:
        apposed = [
            i
            for c in document.children(head, "appos")
            for i in mentions.parties_at(c.index)
            if mentions.by_id[i].kind == "person"
        ]
        own = mentions.parties_at(head)
        vague = all(mentions.by_id[i].kind == "people" and mentions.by_id[i].country is None for i in own)
        if vague and document.tokens[head].pos in ("NOUN", "PROPN"):
            arguments = noun_arguments(document, head)
            own = mentions.parties_at(*(i for role in ("from", "of") for i in arguments.get(role, ()))) or own
        found += apposed or own
    return tuple(i for i in dict.fromkeys(found) if mentions.by_id[i].sector not in ("CVL", "JRN"))


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
        readings = (
            meeting_nouns().get(token.lemma, ())
            if token.pos in ("NOUN", "PROPN") and not document.quotation_at(token.index)
            else ()
        )
        entry = next((e for e in readings if _is_meeting(document, token.index, e)), None)
        if entry is None:
            continue
        governor = _governor(document, token.index)
        people = _taking_part(document, mentions, token.index, governor, entry)
        status = _noun_status(document, token.index, governor)
        if entry.get("only") and status not in entry["only"]:  # type: ignore[operator]
            continue
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


def _taking_part(
    document: Document, mentions: Mentions, noun: int, governor: Clause | None, entry: dict[str, object]
) -> tuple[str, ...]:
    arguments = noun_arguments(document, noun)
    named: list[str] = []
    for role in ("poss", "between", "with", "by", "among", "of", "alongside", *entry.get("prepositions", ())):  # type: ignore[misc]
        named += sides_at(document, mentions, *arguments.get(role, ()))
    if "between" not in arguments:
        modifiers = sides_at(document, mentions, *arguments.get("modifier", ()))
        named += [i for i in modifiers if mentions.by_id[i].kind != "people"]
    if governor is not None and _holds(document, noun, governor):
        after = ("with", "alongside", *entry.get("prepositions", ()))  # type: ignore[misc]
        joined = sides_at(document, mentions, *(o.head for o in obliques(document, governor.verb) if o.preposition in after))
        named = [*sides_at(document, mentions, *governor.subjects), *named, *joined]
    return _most_specific(mentions, tuple(dict.fromkeys(named)))


def _most_specific(mentions: Mentions, people: tuple[str, ...]) -> tuple[str, ...]:
    """Persons rather than the state or government they act for; nobody unnamed of an unknown side where two others are named."""
    known = tuple(i for i in people if mentions.by_id[i].country is not None or mentions.by_id[i].kind != "people")
    people = known if len(known) > 1 else people
    persons = {mentions.by_id[i].country for i in people if mentions.by_id[i].kind == "person"}
    return tuple(
        i
        for i in people
        if mentions.by_id[i].kind == "person" or mentions.by_id[i].country not in persons or mentions.by_id[i].country is None
    )


def _holds(document: Document, noun: int, governor: Clause) -> bool:
    """Whether the subject of a verb takes part in the meeting its object or adverbial names."""
    noun = _measured(document, noun)
    as_object = noun in governor.objects
    status = verb_status(governor.lemma, document.tokens[governor.verb]) not in (None, "planned")
    holding = governor.lemma in _words("holding") or status
    if governor.passive:
        return as_object and bool(governor.subjects) and bool(holding)
    above = document.head(noun)
    inside = above.text.lower() in ("in", "at", "during", "to", "from", "into", "for", "after", "following") and above.head in (
        governor.verb,
        *governor.objects,
    )
    return bool((as_object and holding) or inside)


def _measured(document: Document, noun: int) -> int:
    """The noun that only measures the meeting and stands in its place in the sentence: "a day of talks" is its day."""
    above = document.head(noun)
    measure = document.head(above.index)
    if document.tokens[noun].dep == "pobj" and above.text.lower() == "of" and measure.lemma in _words("measures"):
        return measure.index
    return noun


def _noun_status(document: Document, noun: int, governor: Clause | None) -> str | None:
    modifiers = {document.tokens[i].text.lower() for i in noun_arguments(document, noun).get("modifier", ())}
    words = load("actuality")
    for status in ("planned", "cancelled", "postponed"):
        if modifiers & set(words[f"noun_{status}"]):
            return status
    noun = _measured(document, noun)
    above = document.head(noun)
    if (above.dep == "prep" and above.text.lower() in words["ahead"]) or (
        above.text.lower() == "of" and document.head(above.index).text.lower() == "ahead"
    ):
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
    time = when(document, mentions, *heads) or _only_date(document, mentions, head)
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


def _only_date(document: Document, mentions: Mentions, head: int) -> Time | None:
    """The one date that hangs from the verb of the meeting or the main verb of its sentence ("..., an aide said on Saturday")."""
    sentence = document.sentence_of(head)
    verbs = {head, *(a.index for a in document.ancestors(head) if a.pos in ("VERB", "AUX"))}
    found = {}
    for token in document.tokens[sentence.first : sentence.last + 1]:
        time = mentions.time_at(token)
        if (
            time is not None
            and dated(time)
            and next((a.index for a in document.ancestors(token.index) if a.pos in ("VERB", "AUX")), None) in verbs
        ):
            found[time.id] = time
    return next(iter(found.values())) if len(found) == 1 else None


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
