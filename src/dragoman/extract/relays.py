"""Relays: through whom a statement reached the article.

Three shapes. Nested: "Rao stressed X, her spokesman said": the whole of what the spokesman says is that Rao said something.
Account: the sentences after "..., the ministry said" that go on with what the ministry's own people said, up to the end of the
paragraph, and before "..., the ministry added". Quoting: "Xinhua quoted Rao as saying" (in `statements.py`).
"""

from dataclasses import dataclass, replace

from dragoman.document import Document, Mentions
from dragoman.extract.cues import CueVerb
from dragoman.lexicon.loader import load
from dragoman.records import Actor, Span

RULE_CONFIDENCE = {"clause": 0.85, "quotation": 0.9, "according": 0.85, "carried_on": 0.7}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in the making: tokens of cue and subject, ids of speakers and relays, runs of content tokens.

    `belief` is the heads' probability of what only they found, `edges` that of its first and last word; None for what rules found.
    """

    cue: int | None
    subject: int | None
    speakers: tuple[str, ...]
    via: tuple[str, ...]
    runs: tuple[tuple[int, int], ...]
    verb: CueVerb | None
    cue_last: int | None = None
    belief: float | None = None
    edges: float | None = None

    @property
    def rule(self) -> str:
        """Which shape it was found by."""
        if self.verb is not None and self.belief is not None:
            return f"statement.heads.{self.verb.cue_class}"
        if self.verb is not None:
            return f"statement.{self.verb.cue_class}.{self.verb.verb.replace(' ', '_')}"
        return "statement.according" if self.cue is not None else "statement.carried_on"

    @property
    def confidence(self) -> float:
        """The heads' probability, or a fixed number for each shape of the rules, not yet calibrated."""
        if self.belief is not None:
            return round(self.belief, 3)
        return RULE_CONFIDENCE["clause" if self.verb else "according" if self.cue is not None else "carried_on"]

    def cue_span(self, document: Document) -> Span | None:
        """The words of the cue with its particle or preposition: "called for", "pointed to"."""
        if self.cue is None:
            return None
        last = self.cue_last or self.cue
        if self.verb is not None:
            words = (*self.verb.prepositions, *self.verb.verb.split()[1:])
            following = document.tokens[self.cue + 1] if self.cue + 1 < len(document.tokens) else None
            if following is not None and following.text.lower() in words:
                last = following.index
        return document.span(self.cue, last)

    def heads(self, document: Document) -> tuple[int, ...]:
        """The verbs under which time and place of saying stand: the cue, and "speaking" beside it."""
        if self.cue is None:
            return ()
        beside = [c.index for c in document.children(self.cue, "advcl") if c.tag == "VBG" and not self.covers(c.index)]
        inner = [p.index for b in beside for g in document.children(b, "prep") for p in document.children(g.index, "pobj")]
        return (self.cue, *beside, *inner)

    def covers(self, index: int | None) -> bool:
        """Whether a token stands in what is said."""
        return index is not None and any(first <= index <= last for first, last in self.runs)

    def addressees(self, document: Document) -> list[int]:
        """Whom it was said to: the object of "told", what follows "to" or "with"."""
        if self.cue is None or self.verb is None:
            return []
        inside = {i for first, last in self.runs for i in range(first, last + 1)}
        found = [c.index for c in document.children(self.cue, "dobj", "dative")]
        for preposition in document.children(self.cue, "prep", "dative"):
            if preposition.text.lower() in ("to", "on", "upon", "with"):
                found += [c.index for c in document.children(preposition.index, "pobj")]
        if self.verb.has("addressee"):
            return found
        return [i for i in found if i not in inside]


def relayed(document: Document, mentions: Mentions, said: list[Said]) -> list[Said]:
    """The statements with their relays, those that do nothing but relay left out."""
    said = _nested(document, mentions, said)
    return _accounts(document, mentions, said)


def _nested(document: Document, mentions: Mentions, said: list[Said]) -> list[Said]:
    """Statements held whole by another's: they take its speakers as relays, and it goes."""
    via: dict[int, tuple[str, ...]] = {}
    gone: set[int] = set()
    for n, outer in enumerate(said):
        held = [k for k, inner in enumerate(said) if k != n and holds(document, outer, inner)]
        if not held:
            continue
        if all(
            _worded(said[k]) and (_reports(outer) or _quoted(document, said[k]) or may_relay(mentions, outer, said[k]))
            for k in held
        ):
            gone.add(n)
            via.update(dict.fromkeys(held, outer.speakers))
        else:
            gone.update(held)
    return [replace(one, via=(*one.via, *via.get(n, ()))) for n, one in enumerate(said) if n not in gone]


def _worded(said: Said) -> bool:
    """Whether words are told, not an act: that somebody rejected or offered a thing is what the outer speaker says."""
    return said.verb is not None and said.verb.cue_class in load("cue_words")["relayed_classes"]


def _quoted(document: Document, said: Said) -> bool:
    """Whether the inner speaker's own words are given."""
    return all(document.quotation_at(first) and document.quotation_at(last) for first, last in said.runs)


def _reports(said: Said) -> bool:
    return said.verb is not None and said.verb.verb == "report"


def holds(document: Document, outer: Said, inner: Said) -> bool:
    """Whether the inner statement's cue is the verb, or coordinated with the verb, of what the outer says ("..., Rao said, according to
    her office" included)."""
    if outer.cue is None or inner.cue is None or outer.cue == inner.cue:
        return False
    if outer.verb is None:
        run = next(((first, last) for first, last in outer.runs if first <= inner.cue <= last), None)
        above = document.tokens[inner.cue].head
        return run is not None and (above == inner.cue or not run[0] <= above <= run[1])
    top = inner.cue
    while document.tokens[top].dep == "conj" and document.tokens[top].head != top:
        top = document.tokens[top].head
    return document.tokens[top].dep == "ccomp" and document.tokens[top].head == outer.cue


def may_relay(mentions: Mentions, outer: Said, inner: Said) -> bool:
    """Whether the outer speaker speaks for the inner one: a relay by role or kind, or of the same side; nobody known beside somebody."""
    if not outer.speakers:
        return bool(inner.speakers)
    if not set(outer.speakers).isdisjoint(inner.speakers):
        return False
    relay = [mentions.by_id[i] for i in outer.speakers]
    spoken = [mentions.by_id[i] for i in inner.speakers]
    return any(_is_relay(actor) for actor in relay) or any(a.country and a.country == b.country for a in relay for b in spoken)


def _is_relay(actor: Actor) -> bool:
    words = load("cue_words")
    title = actor.office.title.lower() if actor.office else ""
    speaks = title.endswith(tuple(words["relay_titles"]))
    return speaks or actor.kind in words["relay_kinds"] or actor.sector in words["relay_sectors"]


def _accounts(document: Document, mentions: Mentions, said: list[Said]) -> list[Said]:
    """Statements inside a relay's account that do not name it again take it as their relay."""
    found = list(said)
    teller: tuple[tuple[str, ...], int] | None = None
    for n, one in enumerate(said):
        paragraph = document.paragraph_of(one.runs[0][0]).index
        if teller and teller[1] != paragraph:
            teller = None
        if not one.speakers:
            continue
        if one.via:
            teller = (one.via, paragraph)
        elif all(_is_relay(mentions.by_id[s]) for s in one.speakers):
            teller = (one.speakers, paragraph)
        elif teller and _of_the_account(document, mentions, one, teller[0]):
            found[n] = replace(one, via=teller[0])
        else:
            teller = None
    return found


def _of_the_account(document: Document, mentions: Mentions, said: Said, tellers: tuple[str, ...]) -> bool:
    """Whether a statement is told by the same relay: indirect, and of the relay's own side."""
    quoted = all(document.quotation_at(first) for first, _ in said.runs)
    sides = {mentions.by_id[t].country for t in tellers}
    return not quoted and all(mentions.by_id[s].country in sides for s in said.speakers)
