"""Acts of which the text leaves one side unnamed, as `lexicon/unnamed.yaml` lists them: soldiers killed in a bombing, a trial that opens.

They are read where no act between two named sides was found. Such an event has no actors, or no recipients: nobody is guessed. Those hurt in
an attack who have no name of their own ("a bombing in Sinai killed six soldiers") stand for the state they were hurt in.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from dragoman.document import Clause, Document, Mentions
from dragoman.extract.act_readings import Act
from dragoman.extract.acts import Deed, forms, tells
from dragoman.extract.actuality import actuality
from dragoman.extract.circumstances import noun_arguments, obliques
from dragoman.extract.sides import acting, of_things, people_and_organs, scene, states_of
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
            for form in forms(document, clause)
            for g in groups.get(form, ())
            if (d := _deed(document, mentions, clause, key, g))
        )
        if first := next(deeds, None):
            yield first


@cache
def _groups() -> dict[str, dict[str, list[Group]]]:
    """The groups of `lexicon/unnamed.yaml` by what their verb does, and by the verb."""
    found: dict[str, dict[str, list[Group]]] = {key: {} for key in ("verbs", "suffers", "crowds", "acted", "happens")}
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
    if not (actors or recipients) or not (status in HAPPENED or (status == "planned" and key in ("acted", "crowds"))):
        return None
    return Deed(Act(group["event_type"], group["cameo"], group.get("mode")), actors, recipients, status, clause.verb)


def _sides(
    document: Document, mentions: Mentions, clause: Clause, key: str, group: Group
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and who is acted on, one of them nobody; of what a state does to its own people the state is both."""
    if key == "crowds":
        return _crowd(document, mentions, clause, group)
    if key == "acted":
        objects = [i for o in clause.objects for i in (o, *noun_arguments(document, o).get("of", ()))]  # "40 of the hostages"
        after = [o.head for o in clause.obliques if o.preposition in group.get("to", ())]
        meant = not group.get("objects") or any(document.tokens[o].lemma.lower() in group["objects"] for o in (*objects, *after))
        several = not group.get("plural") or any(document.tokens[s].tag in ("NNS", "NNPS") for s in clause.subjects)
        return (acting(mentions, *clause.subjects) if meant and several else ()), ()
    if key == "happens":
        nouns = [s for s in clause.subjects if document.tokens[s].lemma in group["nouns"]]
        whose = [i for n in nouns for p in group["to"] for i in noun_arguments(document, n).get(p, ())]
        return _by_the_state(document, mentions, clause, group, of_things(document, mentions, whose))
    heads = clause.subjects if key == "suffers" else clause.objects
    if key == "verbs" and (acting(mentions, *clause.subjects) or _of_a_thing(document, clause, group)):
        return (), ()  # who did it is named: what the readings of the verb made of that holds
    hit = of_things(document, mentions, heads) or _of_the_scene(document, mentions, clause, heads)
    return _by_the_state(document, mentions, clause, group, hit or _people_here(document, mentions, clause, group, heads))


def _by_the_state(
    document: Document, mentions: Mentions, clause: Clause, group: Group, hit: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those hit, and where only a state's organs do such a thing (arrest, try, jail), the state in which they did it."""
    if not (group.get("by_state") and hit):
        return (), hit
    own = tuple(dict.fromkeys(mentions.states[c] for a in hit if (c := mentions.by_id[a].country) in mentions.states))
    return scene(document, mentions, clause.verb) or own[:1], hit


def _people_here(document: Document, mentions: Mentions, clause: Clause, group: Group, heads: Iterable[int]) -> tuple[str, ...]:
    """The state whose own people, unnamed, are hit by it: "two hundred people were arrested in Minsk"."""
    people = any(document.tokens[h].lemma.lower() in people_words() or _number(document, h) for h in heads)
    return scene(document, mentions, clause.verb) if group.get("by_state") and people else ()


def _crowd(document: Document, mentions: Mentions, clause: Clause, group: Group) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A crowd and the state it stands up to: the side named after `to`, else its own government."""
    crowd = [s for s in clause.subjects if document.tokens[s].lemma.lower() in people_words() or _number(document, s)]
    objects = {document.tokens[o].lemma.lower() for o in clause.objects if not _of_a_kind(document, o)}
    if not crowd or (group.get("objects") and not objects & set(group["objects"])):
        return (), ()
    here = scene(document, mentions, clause.verb)
    against = [o.head for o in obliques(document, clause.verb) if o.preposition in group["to"]]
    actors = of_things(document, mentions, crowd) or here
    recipients = tuple(r for r in of_things(document, mentions, against) if r not in actors)
    return actors, recipients or here


def _of_a_kind(document: Document, noun: int) -> bool:
    """Whether a noun is told apart by a thing: a "car rally" is no protest, a "street rally" is."""
    kinds = {c.lemma.lower() for c in document.children(noun, "compound")}
    return bool(kinds - people_words() - set(load("act_words")["protests"]))


def _number(document: Document, head: int) -> bool:
    """Whether people are told by their number alone: "thousands", "more than 400"."""
    token = document.tokens[head]
    return token.text.lower() in load("act_words")["counts"] or token.pos == "NUM"


@cache
def people_words() -> frozenset[str]:
    """Nouns for people without office, alone or as a crowd."""
    return frozenset(load("act_words")["people"])


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
