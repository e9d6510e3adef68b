"""The story: who deals with whom in a report, and so who is meant where a sentence leaves a side unsaid.

What the report tells with both sides named comes first. From it follow the ties between sides (how often two of them act on each
other), the two sides of the story ("both sides"), and who did what a later sentence only calls "the attack" or "the decision".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

from dragoman.document import Document, Mentions
from dragoman.extract.sides import OBSERVERS, acting, side, weight
from dragoman.lexicon.loader import load
from dragoman.records import Event

Side = tuple[str, ...]
"""Ids of the actors on one side of an event."""
BODIES = ("IGO", "NGO", "MNC", "JRN")
"""Countries of bodies that mediate or comment more often than they quarrel."""


@dataclass(frozen=True, slots=True)
class Story:
    """The events of a report that name both sides; `ties` is how often each two sides meet in them, `named` how often each is named."""

    document: Document
    mentions: Mentions
    told: tuple[Event, ...]
    ties: Counter[frozenset[str]]
    named: Counter[str]

    # ------------------------------------------------------------ the other side

    def other_side(self, actors: Side, head: int, back: int = 2) -> Side:
        """Who is meant where an act leaves its recipient unsaid ("recalled its ambassador"): of the other sides named in the same
        sentence, else in the nearest one before it, that which has most to do with the actors, then which the report names most."""
        sentence = self.document.sentence_of(head)
        for number in range(sentence.index, max(-1, sentence.index - back - 1), -1):
            at = self.document.sentences[number]
            named = [a for i in range(at.first, at.last + 1) for a in acting(self.mentions, i) if self._is_other(a, actors)]
            if number < sentence.index and self._involved(actors):  # of those named before, only who has to do with the actors
                named = [a for a in named if self._tie(actors, a)]
            if named:
                return (max(dict.fromkeys(named), key=lambda a: (self._tie(actors, a), self._weight(a))),)
        return ()

    def both_sides(self, actors: Side) -> Side:
        """Whom a third party means by "both sides": the two other sides that have most to do with each other, else are named most."""
        own = {side(self.mentions, a) for a in actors}
        apart = Counter(
            {pair: n for pair, n in self.ties.items() if len(pair) == 2 and not pair & own and not self._bodies(pair)}
        )
        known = self._known(actors)
        for pair, _ in apart.most_common():
            if pair <= set(known):
                return tuple(known[s] for s in sorted(pair))
        states = [s for s in known if self.mentions.by_id[known[s]].country not in BODIES]
        return tuple(known[s] for s in sorted(states, key=lambda s: -self.named[s])[:2])

    def _known(self, actors: Side) -> dict[str, str]:
        """The first actor named of each other side."""
        known: dict[str, str] = {}
        for named in self.mentions.who.values():
            for actor in named:
                if self._is_other(actor, actors):
                    known.setdefault(side(self.mentions, actor), actor)
        return known

    def _bodies(self, pair: frozenset[str]) -> bool:
        """Whether one of two sides is a body of no country."""
        return any(a.country in BODIES and side(self.mentions, a.id) in pair for a in self.mentions.actors)

    def _tie(self, actors: Side, other: str) -> int:
        return sum(self.ties[frozenset((side(self.mentions, a), side(self.mentions, other)))] for a in actors)

    def _involved(self, actors: Side) -> bool:
        """Whether the actors have to do with anybody yet."""
        own = {side(self.mentions, a) for a in actors}
        return any(n and pair & own for pair, n in self.ties.items())

    def _weight(self, actor: str) -> int:
        return self.named[side(self.mentions, actor)]

    def _is_other(self, actor: str, actors: Side) -> bool:
        known = self.mentions.by_id[actor]
        if known.sector in OBSERVERS:
            return False
        return bool(known.country) and side(self.mentions, actor) not in {side(self.mentions, a) for a in actors}

    # ------------------------------------------------------------ who did what is only named again

    def doer(self, noun: int, not_of: Side) -> Side:
        """Who did the act that a noun names again ("the attack", "the decision"): those of the last such act before it; () if unknown."""
        lemma, at = self.document.tokens[noun].lemma.lower(), self.document.tokens[noun].start
        types = acts_named().get(lemma, ())
        before = [e for e in self.told if e.event_type in types and e.actors and e.evidence[0].start <= at]
        own = {side(self.mentions, a) for a in not_of}
        before = [e for e in before if not own & {side(self.mentions, a) for a in e.actors}]
        return max(before, key=lambda e: e.evidence[0].start).actors if before else ()


def story(document: Document, mentions: Mentions, told: Iterable[Event]) -> Story:
    """The story that events with both sides named make."""
    kept = tuple(told)
    ties: Counter[frozenset[str]] = Counter()
    for event in kept:
        here, there = ({side(mentions, a) for a in ids} for ids in (event.actors, event.recipients or event.actors))
        ties.update({frozenset(pair) for pair in product(here, there) if len(set(pair)) == 2})
    return Story(document, mentions, kept, ties, weight(mentions))


@cache
def acts_named() -> dict[str, tuple[str, ...]]:
    """The types of act that a noun may name again."""
    return {noun: tuple(entry["types"]) for entry in load("acts_named") for noun in entry["nouns"]}
