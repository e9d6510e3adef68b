"""Meetings told by a noun: "talks with", "the summit between", "had skipped a meeting", with the status that the words around give it."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.actuality import actuality, verb_status
from dragoman.extract.circumstances import capitals, dateline, days_in_turn, noun_arguments, obliques
from dragoman.extract.meeting_words import STATUS, meeting_nouns, meeting_words, sides_at, told_form
from dragoman.extract.sightings import Sighting
from dragoman.extract.telling import sighted
from dragoman.lexicon.loader import load
from dragoman.records import Time


def by_noun(document: Document, mentions: Mentions) -> Iterator[Sighting]:
    """The meetings that nouns tell of, those with two parties or more."""
    for token in document.tokens:
        readings = (
            meeting_nouns().get(token.lemma, ())
            if token.pos in ("NOUN", "PROPN") and not document.quotation_at(token.index)
            else ()
        )
        governor = governing_clause(document, token.index) if readings else None
        entry = next((e for e in readings if _is_meeting(document, token.index, governor, e)), None)
        if entry is None or _only_wished(document, token.index):
            continue
        people = _taking_part(document, mentions, token.index, governor, entry)
        status = _noun_status(document, token.index, governor)
        if entry["noun"] == "visit" and len(people) == 1:
            people += _host(document, mentions, token.index, people[0])
        if entry.get("only") and status not in entry["only"]:  # type: ignore[operator]
            continue
        if entry.get("people") and not any(mentions.by_id[p].kind == "person" for p in people):
            continue
        if status and len(people) >= 2:
            form = told_form(document, token.index, str(entry["form"]))
            heads = (token.index, *_scheduled(document, token.index), *_relative(document, token.index))
            called_off = governor is not None and _undone(document, governor)
            heads += (governor.verb,) if governor and not called_off else ()
            rule = f"meeting.{token.lemma}"
            turns = _in_turn(document, mentions, governor) if governor and not called_off else {}
            for group in _each_apart(document, mentions, token.index, governor, people, turns):
                told = sighted(document, mentions, token.index, group, form, status, None, rule, heads, called_off)
                yield replace(told, time=turns[group[1]]) if group != people and group[1] in turns else told


def _in_turn(document: Document, mentions: Mentions, governor: Clause) -> dict[str, Time]:
    """The day of each of those with whom meetings were held in turn: "held talks on Sunday with Rao and on Monday with Okoye"."""
    heads = [o.head for o in obliques(document, governor.verb) if o.preposition == "with"]
    days = days_in_turn(document, mentions, governor.verb, heads)
    return {party: time for head, time in days.items() for party in sides_at(document, mentions, head)}


def _each_apart(
    document: Document,
    mentions: Mentions,
    noun: int,
    governor: Clause | None,
    people: tuple[str, ...],
    turns: dict[str, Time],
) -> list[tuple[str, ...]]:
    """The parties of each meeting that a noun tells: of "separate talks with Rao and Okoye", or a visit to two states, those of two."""
    modifiers = {document.tokens[i].lemma for i in noun_arguments(document, noun).get("modifier", ())}
    holders = sides_at(document, mentions, *governor.subjects) if governor else ()
    visit = document.tokens[noun].lemma == "visit" and mentions.by_id[people[0]].kind == "person"
    separate = len(holders) == 1 and people[0] == holders[0] and bool(modifiers & meeting_words("separate"))
    in_turn = len(holders) == 1 and people[0] == holders[0] and set(people[1:]) <= set(turns)
    if len(people) < 3 or not (visit or separate or in_turn):
        return [people]
    return [(people[0], other) for other in people[1:]]


def _is_meeting(document: Document, noun: int, governor: Clause | None, entry: dict[str, object]) -> bool:
    token = document.tokens[noun]
    modifiers = {document.tokens[i].lemma for i in noun_arguments(document, noun).get("modifier", ())}
    if modifiers & meeting_words("not_between_sides") or token.dep in ("compound", "nmod"):
        return False
    if entry.get("plural") and token.tag not in ("NNS", "NNPS"):
        return False
    verbs = entry.get("governed", ())
    if verbs and (governor is None or governor.lemma not in verbs or noun not in governor.objects):  # type: ignore[operator]
        return False
    if entry.get("between") and "between" not in noun_arguments(document, noun):
        return False
    if of := entry.get("of"):
        return any(document.tokens[i].lemma in of for i in noun_arguments(document, noun).get("of", ()))  # type: ignore[operator]
    required = entry.get("modifiers")
    return not required or bool(modifiers & set(required))  # type: ignore[call-overload]


def _only_wished(document: Document, noun: int) -> bool:
    """Whether a meeting is only called for: "called for talks between them", "a venue for talks"."""
    above = document.head(_measured(document, noun))
    over = document.head(above.index)
    if above.text.lower() not in ("for", "of", "on") or above.dep != "prep":
        return False
    if over.pos in ("NOUN", "PROPN"):
        return over.lemma in meeting_words("wished_nouns")
    return above.text.lower() == "for" and over.lemma in meeting_words("wished_verbs")


def governing_clause(document: Document, noun: int) -> Clause | None:
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
    named += sides_at(document, mentions, *_at_which(document, noun), *_given_by(document, noun), *_held_by(document, noun))
    if "between" not in arguments:
        modifiers = sides_at(document, mentions, *arguments.get("modifier", ()))
        named += [i for i in modifiers if mentions.by_id[i].kind != "people"]
    if governor is not None and _takes_place(document, noun, governor):
        named += sides_at(document, mentions, *governor.oblique("between", "with", "among"))
    if governor is not None and (entry.get("governed") or _holds(document, noun, governor)):
        after = ("with", "alongside", *entry.get("prepositions", ()))  # type: ignore[misc]
        joined = sides_at(document, mentions, *(o.head for o in obliques(document, governor.verb) if o.preposition in after))
        joined += sides_at(document, mentions, *_got_from(document, noun, governor))
        named = [*sides_at(document, mentions, *governor.subjects), *named, *joined]
    return _most_specific(mentions, tuple(dict.fromkeys(named)))


def _host(document: Document, mentions: Mentions, noun: int, visitor: str) -> tuple[str, ...]:
    """The state or states that a visit was to go to, by the places it names, else the one that the report comes from."""
    heads = [i for role in ("to", "in") for i in noun_arguments(document, noun).get(role, ())]
    named = [p for i in heads for p in [mentions.place_at(document.tokens[i]), *capitals(document, mentions, i)] if p]
    here = dateline(document, mentions)
    countries = [p.country for p in named] or ([here.country] if here else [])
    own = mentions.by_id[visitor].country
    return tuple(mentions.states[c] for c in countries if c in mentions.states and own not in (None, c))


def _at_which(document: Document, noun: int) -> tuple[int, ...]:
    """Those who act in a relative clause of the meeting: "talks at which Kenya and Somalia agreed"."""
    clauses = (document.clause_at(verb) for verb in _relative(document, noun))
    return tuple(i for clause in clauses if clause for i in clause.subjects)


def _relative(document: Document, noun: int) -> Iterator[int]:
    """The verbs of the clauses that tell what was done at a meeting: "a summit where they signed a pact on Sunday"."""
    for child in document.children(noun, "relcl"):
        relative = any(
            p.text.lower() in ("at", "in", "during")
            and any(w.text.lower() == "which" for w in document.children(p.index, "pobj"))
            for p in document.children(child.index, "prep")
        )
        if relative or any(w.text.lower() == "where" for w in document.children(child.index, "advmod")):
            yield child.index


def _given_by(document: Document, noun: int) -> tuple[int, ...]:
    """Those who gave the meeting, and those whom they invited: "a lunch given by Kenya", "talks mediated by Angola"."""
    found: tuple[int, ...] = ()
    for child in document.children(noun, "acl"):
        clause = document.clause_at(child.index)
        if clause is not None and clause.passive and clause.lemma in meeting_words("holding"):
            found += clause.subjects + clause.oblique("for")
    return found


def _held_by(document: Document, noun: int) -> tuple[int, ...]:
    """Those who hold the meeting in a relative clause: "the consultations that he was to have held with Okoye"."""
    found: tuple[int, ...] = ()
    for child in document.children(noun, "relcl"):
        below = [child.index, *(c.index for c in document.children(child.index, "xcomp"))]
        clauses = [c for i in below if (c := document.clause_at(i)) and c.lemma in meeting_words("holding")]
        for clause in clauses:
            found += tuple(i for i in clause.subjects if i != noun) + clause.oblique("with")
    return found


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
    holding = governor.lemma in meeting_words("holding") or status
    if governor.passive:
        return as_object and bool(governor.subjects) and bool(holding)
    above = document.head(noun)
    inside = above.text.lower() in ("in", "at", "during", "to", "from", "into", "for", "after", "following") and above.head in (
        governor.verb,
        *governor.objects,
    )
    return bool((as_object and holding) or inside)


def _got_from(document: Document, noun: int, governor: Clause) -> tuple[int, ...]:
    """From whom something was got at the meeting: "obtained a pledge from Okoye at talks in Lima"."""
    if document.head(noun).text.lower() not in ("at", "in", "during"):
        return ()
    return tuple(i for o in governor.objects for i in noun_arguments(document, o).get("from", ())) + governor.oblique("from")


def _measured(document: Document, noun: int) -> int:
    """The noun that only measures the meeting and stands in its place in the sentence: "a day of talks" is its day."""
    above = document.head(noun)
    measure = document.head(above.index)
    if document.tokens[noun].dep == "pobj" and above.text.lower() == "of" and measure.lemma in meeting_words("measures"):
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
    if governor.lemma in meeting_words("agreeing") and own == "done" and noun in governor.oblique("on", "to"):
        return "planned"
    if _did_not_happen(document, governor) and noun in (*governor.subjects, *governor.objects):
        return "cancelled"
    given = verb_status(governor.lemma, document.tokens[governor.verb])
    if noun in governor.objects or (noun in governor.subjects and not governor.objects and given in ("cancelled", "postponed")):
        if given is not None and own in ("done", "ongoing"):
            return STATUS.get(given)
        if governor.lemma in ("propose", "seek", "demand", "request", "arrange", "schedule", "plan"):
            return "planned" if governor.lemma in ("arrange", "schedule", "plan") else None
    if own == "hypothetical":
        return None
    if noun in governor.objects or noun in governor.subjects:
        return STATUS.get(own)
    return "held" if own in ("done", "ongoing", "negated") else STATUS.get(own)


def _scheduled(document: Document, noun: int) -> Iterator[int]:
    """The words below a meeting's noun that tell when it was to be: "talks planned for Monday", "a visit by Rao, which had been due today"."""
    within = set(document.subtree(noun))
    for token in document.tokens[noun : max(within) + 1]:
        set_off = document.tokens[document.edges(token.index)[0] - 1].text == ","
        below = token.index in within and token.dep in ("acl", "relcl") and (token.head == noun or set_off)
        if below and verb_status(token.lemma, token) == "planned":
            yield token.index
            yield from (c.index for c in document.children(token.index, "xcomp", "acomp"))


def _undone(document: Document, governor: Clause) -> bool:
    return verb_status(governor.lemma, document.tokens[governor.verb]) in ("cancelled", "postponed")


def _did_not_happen(document: Document, governor: Clause) -> bool:
    """Whether a verb says that something "did not take place" or "would not be held"."""
    return governor.negated and _happens(document, governor)


def _takes_place(document: Document, noun: int, governor: Clause) -> bool:
    """Whether a verb only says that the meeting happened: "talks took place today between Kenya and Peru"."""
    subjects = governor.objects if governor.passive else governor.subjects
    return noun in subjects and _happens(document, governor)


def _happens(document: Document, governor: Clause) -> bool:
    place = any(document.tokens[i].lemma == "place" for i in governor.objects)
    lemma = "take place" if governor.lemma == "take" and place else governor.lemma
    return lemma in meeting_words("happening") and (lemma != "hold" or governor.passive)
