"""Acts of which the text leaves one side unnamed, as `lexicon/unnamed.yaml` lists them: soldiers killed in a bombing, a trial that opens.

They are read where no act between two named sides was found. Such an event has no actors, or no recipients: nobody is guessed. Those hurt in
an attack who have no name of their own ("a bombing in Sinai killed six soldiers") stand for the state they were hurt in.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.act_readings import Act
from dragoman.extract.acts import Deed, tells
from dragoman.extract.actuality import actuality
from dragoman.extract.circumstances import noun_arguments, obliques
from dragoman.extract.sides import acting, of_things, people_and_organs, states_of
from dragoman.lexicon.loader import load

HAPPENED = ("done", "ongoing")
"""Only of these is it told that somebody unnamed did it; who is named may also plan it."""
ASIDE = ("infinitive", "participle")
"""What is told only to say who somebody is ("two traders arrested in March"), or wished."""
Group = dict[str, Any]


def by_unnamed(document: Document, mentions: Mentions, told: Iterable[int]) -> Iterator[Deed]:
    """The acts that name one side alone, of verbs other than those that tell an act already."""
    known = set(told)
    for clause in document.clauses:
        if clause.verb in known or clause.negated or clause.tense in ASIDE or not tells(document, clause.verb):
            continue
        deeds = (
            d
            for key, groups in _groups().items()
            for g in groups.get(clause.lemma, ())
            if (d := _deed(document, mentions, clause, key, g))
        )
        if first := next(deeds, None):
            yield first


@cache
def _groups() -> dict[str, dict[str, list[Group]]]:
    """The groups of `lexicon/unnamed.yaml` by what their verb does, and by the verb."""
    found: dict[str, dict[str, list[Group]]] = {key: {} for key in ("verbs", "suffers", "acted", "happens")}
    for group in load("unnamed"):
        for key, words in found.items():
            for word in group.get(key, ()):
                words.setdefault(word, []).append(group)
    return found


def _deed(document: Document, mentions: Mentions, clause: Clause, key: str, group: Group) -> Deed | None:
    """The act of a clause by one group, None where a word it asks for is missing or neither side is named."""
    if not (_beside(document, clause, group) and _after(document, clause, group)):
        return None
    actors, recipients = _sides(document, mentions, clause, key, group)
    status = actuality(document, clause)
    if not (actors or recipients) or not (status in HAPPENED or (status == "planned" and key == "acted")):
        return None
    return Deed(Act(group["event_type"], group["cameo"], group.get("mode")), actors, recipients, status, clause.verb)


def _sides(
    document: Document, mentions: Mentions, clause: Clause, key: str, group: Group
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and who is acted on, one of them nobody."""
    if key == "acted":
        objects = [i for o in clause.objects for i in (o, *noun_arguments(document, o).get("of", ()))]  # "40 of the hostages"
        meant = any(document.tokens[o].lemma in group["objects"] for o in objects)
        return (acting(mentions, *clause.subjects) if meant else ()), ()
    if key == "happens":
        nouns = [s for s in clause.subjects if document.tokens[s].lemma in group["nouns"]]
        whose = [i for n in nouns for p in group["to"] for i in noun_arguments(document, n).get(p, ())]
        return (), of_things(document, mentions, whose)
    heads = clause.subjects if key == "suffers" else clause.objects
    if key == "verbs" and (acting(mentions, *clause.subjects) or _of_a_thing(document, clause, group)):
        return (), ()  # who did it is named: what the readings of the verb made of that holds
    return (), of_things(document, mentions, heads) or _of_the_scene(document, mentions, clause, heads)


def _of_a_thing(document: Document, clause: Clause, group: Group) -> bool:
    """Whether a thing does it, of a group that asks for no attack: "snow detained the traders"."""
    return "with" not in group and any(document.tokens[s].text.lower() not in people_and_organs() for s in clause.subjects)


def _of_the_scene(document: Document, mentions: Mentions, clause: Clause, heads: Iterable[int]) -> tuple[str, ...]:
    """The state in which people were hurt who are named by nothing but their number."""
    if not any(document.tokens[h].text.lower() in people_and_organs() for h in heads):
        return ()
    around = [*clause.subjects, *(o.head for o in obliques(document, clause.verb))]
    return states_of(document, mentions, around)[:1]


def _beside(document: Document, clause: Clause, group: Group) -> bool:
    """Whether a noun that the group asks for is the subject or stands after a preposition."""
    if "with" not in group:
        return True
    heads = [*clause.subjects, *(o.head for o in obliques(document, clause.verb))]
    return any(document.tokens[h].lemma.lower() in group["with"] for h in heads)


def _after(document: Document, clause: Clause, group: Group) -> bool:
    """Whether the phrase that the group asks for stands there."""
    if "phrase" not in group:
        return True
    return any(document.tokens[o.head].lemma in group["phrase"].get(o.preposition, ()) for o in clause.obliques)
