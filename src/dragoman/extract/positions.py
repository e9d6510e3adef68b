"""Positions: what an actor is for or against as the article itself asserts it, without a statement.

Found: nouns ("a fierce critic of", "Lima's backing of"), purposes ("a trip aimed at"), acts that take a side (signs, bans, boycotts,
plans to) and names given ("called the vote a sham").
"""

from collections.abc import Iterator
from functools import cache

from dragoman.document import Clause, Document, Mentions, Token
from dragoman.extract.actuality import actuality
from dragoman.extract.circumstances import noun_arguments
from dragoman.extract.cues import trim
from dragoman.lexicon.loader import load
from dragoman.records import Span, Stance, record_id

Goal = tuple[int, int]


@cache
def judging_words() -> dict[str, str]:
    """The polarity of each judging word: "unacceptable" against, "crucial" for."""
    return {word: polarity for polarity, words in load("stances")["judging"].items() for word in words}


@cache
def _acts() -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for group in load("stances")["acts"]:
        for verb in group["verbs"]:
            found.setdefault(verb, []).append(group)
    return found


@cache
def _strengths() -> dict[str, str]:
    return {word: strength for strength, words in load("stances")["strengths"].items() for word in words}


def strength_by_word(word: str) -> str | None:
    """How strongly a verb or noun of taking sides puts it; None where it does not say."""
    return _strengths().get(word)


def positions(document: Document, mentions: Mentions) -> Iterator[Stance]:
    """The positions of a document, by kind of words."""
    yield from _by_nouns(document, mentions)
    yield from _by_purposes(document, mentions)
    yield from _by_acts(document, mentions)
    yield from _by_names_given(document, mentions)
    yield from _by_predicates(document, mentions)


def _by_acts(document: Document, mentions: Mentions) -> Iterator[Stance]:
    """ "Kenya signed the treaty", "Peru banned the ships": an act that takes a side, told as done or planned."""
    for clause in document.clauses:
        if clause.lemma not in _acts() or document.quotation_at(clause.verb):
            continue
        if actuality(document, clause) not in ("done", "ongoing", "planned"):
            continue
        for group in _acts()[clause.lemma]:
            goals = list(_acted_on(document, clause, group))
            for holder in _holders(mentions, clause):
                for goal in goals:
                    rule = f"stance.act.{clause.lemma.replace(' ', '_')}"
                    yield _assertion(document, mentions, holder, str(group["polarity"]), goal, clause.verb, rule)


def _holders(mentions: Mentions, clause: Clause) -> tuple[str, ...]:
    return tuple(a for a in mentions.actors_at(*clause.subjects) if mentions.by_id[a].sector not in ("JRN", None))


def _acted_on(document: Document, clause: Clause, group: dict[str, object]) -> Iterator[Goal]:
    """What an act is for or against: its infinitive, what stands after its prepositions, or its object."""
    if group.get("infinitive"):
        for child in document.children(clause.verb, "xcomp"):
            if child.tag == "VB" and child.lemma not in group.get("except", ()):  # type: ignore[operator]
                yield trim(document, child.index, document.edges(child.index)[1])
        return
    if group.get("gerund"):
        for child in document.children(clause.verb, "xcomp", "pcomp", "ccomp", "dobj"):
            if child.tag == "VBG" and child.index > clause.verb:
                yield trim(document, child.index, document.edges(child.index)[1])
            elif child.dep == "dobj" and clause.lemma == "rule out":
                yield trim(document, *document.edges(child.index))
        return
    if prepositions := group.get("prepositions"):
        heads = clause.oblique(*prepositions)  # type: ignore[misc]
    else:
        heads = tuple(i for i in clause.objects if not clause.passive or i not in clause.subjects)
    wanted = group.get("objects")
    for head in heads:
        if wanted and document.tokens[head].lemma not in wanted:  # type: ignore[operator]
            continue
        first, last = trim(document, *document.edges(head))
        if first <= last and document.tokens[head].pos in ("NOUN", "PROPN", "VERB"):
            yield first, last


def _by_predicates(document: Document, mentions: Mentions) -> Iterator[Stance]:
    """ "Kenya is against the transfer", "was opposed to the dam", "is in favour of a truce"."""
    for clause in document.clauses:
        if clause.lemma != "be" or clause.negated or document.quotation_at(clause.verb):
            continue
        for group in load("stances")["predicates"]:
            for goal in _predicated(document, clause, group):
                for holder in _holders(mentions, clause):
                    yield _assertion(
                        document, mentions, holder, group["polarity"], goal, clause.verb, f"stance.be.{group['words'][0]}"
                    )


def _predicated(document: Document, clause: Clause, group: dict[str, list[str]]) -> Iterator[Goal]:
    """What stands after a predicate of taking sides under "be"."""
    below = document.children(clause.verb, "acomp", "prep", "attr", "oprd")
    below += [c for token in below if token.dep == "prep" for c in document.children(token.index, "pobj")]
    for word in below:
        if word.text.lower() not in group["words"]:
            continue
        links = [word] if not group["of"] else [c for c in document.children(word.index, "prep") if c.text.lower() in group["of"]]
        for thing in (c for link in links for c in document.children(link.index, "pobj", "pcomp")):
            goal = trim(document, *document.edges(thing.index))
            if goal[0] <= goal[1] and thing.pos in ("NOUN", "PROPN", "VERB"):
                yield goal


def _by_names_given(document: Document, mentions: Mentions) -> Iterator[Stance]:
    """ "called the vote a sham", "described the offer as generous": for or against what is so named."""
    for clause in document.clauses:
        if clause.lemma not in load("stances")["naming_verbs"] or clause.negated or document.quotation_at(clause.verb):
            continue
        thing = next((c.index for c in document.children(clause.verb, "dobj") if c.index > clause.verb), None)
        name = _name_given(document, clause, thing) if thing is not None else []
        polarity = next((judging_words()[t.lemma] for t in name if t.lemma in judging_words()), None) or _by_verb(clause, name)
        if thing is None or polarity is None:
            continue
        goal = trim(document, document.edges(thing)[0], name[0].index - 1)
        if goal[0] <= goal[1] and document.tokens[thing].pos != "PRON":
            for holder in _holders(mentions, clause):
                yield _assertion(document, mentions, holder, polarity, goal, clause.verb, f"stance.name.{clause.lemma}")


def _by_verb(clause: Clause, name: list[Token]) -> str | None:
    """The polarity that the verb of naming has by itself."""
    polarities = load("stances")["naming_polarity"]
    return next((p for p, verbs in polarities.items() if clause.lemma in verbs), None) if name else None


def _name_given(document: Document, clause: Clause, thing: int) -> list[Token]:
    """The first words of the name that the object of a clause is given: its complement, what stands after "as", or words in quotation marks."""
    sentence = document.sentence_of(clause.verb)
    for token in document.tokens[thing + 1 : sentence.last + 1]:
        given = (
            token.dep == "oprd"
            or (token.dep == "amod" and token.head == thing)
            or (token.text.lower() == "as" and token.head == clause.verb)
            or (token.tag in ("``", "''") and token.index == thing + 1)
        )
        if given:
            start = document.edges(token.index)[0]
            return list(document.tokens[start : min(start + 9, sentence.last + 1)])
    return []


def _by_nouns(document: Document, mentions: Mentions) -> Iterator[Stance]:
    """ "X, a critic of Y", "X's support for Y"."""
    for group in load("stances")["nouns"]:
        for token in document.tokens:
            if token.lemma not in group["nouns"] or token.pos != "NOUN" or document.quotation_at(token.index):
                continue
            arguments = noun_arguments(document, token.index)
            holders = mentions.actors_at(*arguments.get("poss", ())) or _apposed_to(document, mentions, token)
            if _undone(document, token):
                continue
            holders = _voiced_by(document, mentions, token, holders) or holders
            objects = [i for p in group["prepositions"] for i in arguments.get(p, ())]
            for holder in holders:
                for object in objects[:1]:
                    first, last = trim(document, *document.edges(object))
                    if first > last:
                        continue
                    yield _assertion(
                        document, mentions, holder, group["polarity"], (first, last), token.index, f"stance.noun.{token.lemma}"
                    )


def _undone(document: Document, noun: Token) -> bool:
    """Whether a position is what is to end: "asked Peru to end its support for the rebels"."""
    return document.head(noun.index).lemma in load("stances")["stopping"] and noun.dep == "dobj"


def _voiced_by(document: Document, mentions: Mentions, noun: Token, holders: tuple[str, ...]) -> tuple[str, ...]:
    """The person who voices the position of a side: "Rao renewed India's support for the treaty"."""
    clause = document.clause_at(noun.head)
    if clause is None or clause.lemma not in load("stances")["voicing"] or noun.index not in clause.objects:
        return ()
    sides = {mentions.by_id[h].country for h in holders}
    speakers = mentions.actors_at(*clause.subjects)
    return tuple(
        i for i in speakers if mentions.by_id[i].kind == "person" and (not holders or mentions.by_id[i].country in sides)
    )


def _apposed_to(document: Document, mentions: Mentions, token: Token) -> tuple[str, ...]:
    """Whom a noun is said of: the name it stands in apposition to, or the subject of "is"."""
    if token.dep == "appos":
        return mentions.actors_at(token.head)
    if token.dep == "attr" and (clause := document.clause_at(token.head)):
        return mentions.actors_at(*clause.subjects)
    return ()


def _by_purposes(document: Document, mentions: Mentions) -> Iterator[Stance]:
    """ "a trip aimed at calming tensions": the goal of whoever makes the trip."""
    for clause in document.clauses:
        if (
            clause.lemma not in load("stances")["purpose_verbs"]
            or document.quotation_at(clause.verb)
            or document.in_headline(clause.verb)
        ):
            continue
        goal = _purpose(document, clause)
        holders = mentions.actors_at(*clause.subjects) if not clause.passive else _maker(document, mentions, clause)
        if goal is not None and goal[0] <= goal[1]:
            for holder in holders:
                yield _assertion(document, mentions, holder, "for", goal, clause.verb, "stance.purpose")


def _purpose(document: Document, clause: Clause) -> Goal | None:
    for child in document.children(clause.verb, "prep", "xcomp"):
        if child.dep == "xcomp" and child.index > clause.verb:
            return trim(document, child.index, document.edges(child.index)[1])
        if child.text.lower() == "at":
            return trim(document, child.index + 1, document.edges(child.index)[1])
    return None


def _maker(document: Document, mentions: Mentions, clause: Clause) -> tuple[str, ...]:
    """Whose trip, plan or effort a purpose is: its possessor, else the subject of the clause it stands in."""
    for thing in clause.objects:
        if holders := mentions.actors_at(*noun_arguments(document, thing).get("poss", ())):
            return holders
        for above in document.ancestors(thing):
            if holders := mentions.actors_at(*noun_arguments(document, above.index).get("poss", ())):
                return holders[:1]
            governor = document.clause_at(above.index)
            if governor is not None and governor.subjects:
                return mentions.actors_at(*governor.subjects)
    return ()


def _assertion(document: Document, mentions: Mentions, holder: str, polarity: str, goal: Goal, at: int, rule: str) -> Stance:
    span: Span = document.span(goal[0], max(goal))
    named = mentions.actors_at(*range(goal[0], goal[1] + 1))
    return Stance(
        id=record_id(document.article.id, "stance", holder, polarity, span),
        holder=holder,
        polarity=polarity,
        object=span,
        strength=strength_by_word(document.tokens[at].lemma) or ("support" if polarity == "for" else "criticise"),
        target=next((a for a in named if a != holder), None),
        evidence=(document.sentence_span(at),),
        rule=rule,
        confidence=0.6,
    )
