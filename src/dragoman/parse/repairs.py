"""Repairs of mistakes that the dependency parser makes again and again in news prose.

Each repair is a function from tokens to tokens and says which sentence shape it mends.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from dragoman.document import Token
from dragoman.lexicon.loader import load
from dragoman.parse.verb_repairs import (
    day_before_the_teller,
    finite_verb_in_a_list,
    main_verb_after_relative,
    name_beside_a_verb,
    object_after_its_verb,
    with_taken_as_mark,
)


def repair_tokens(tokens: list[Token]) -> list[Token]:
    """The tokens after every repair of `REPAIRS`, in order."""
    for repair in REPAIRS:
        tokens = repair(tokens)
    return tokens


def object_taken_as_subject(tokens: list[Token]) -> list[Token]:
    """ "Rao also met Finance Minister Okoye and talks focused on debt": Okoye, read as subject of *focused*, is whom Rao met."""
    mended = list(tokens)
    for verb in tokens:
        if (
            verb.lemma not in load("grammar")["meeting_verbs"]
            or verb.tag not in ("VBD", "VBZ", "VBP")
            or _has_object(tokens, verb)
        ):
            continue
        subject = _next_subject(tokens, verb)
        if subject is None:
            continue
        mended[subject.index] = replace(subject, head=verb.index, dep="dobj")
        for other in tokens[subject.index : subject.index + 30]:
            if other.head == subject.index and other.dep == "conj" and other.sentence == verb.sentence:
                mended[other.index] = replace(other, head=subject.head, dep="nsubj")
    return mended


def _has_object(tokens: list[Token], verb: Token) -> bool:
    near = tokens[verb.index + 1 : verb.index + 40]
    return any(t.head == verb.index and t.dep in ("dobj", "prep", "dative", "advmod", "oprd") for t in near)


def _next_subject(tokens: list[Token], verb: Token) -> Token | None:
    """The subject of a later verb whose noun phrase starts right after this verb, if it has a coordinated second part."""
    for token in tokens[verb.index + 1 : verb.index + 14]:
        if token.sentence != verb.sentence or token.pos in ("VERB", "AUX", "PUNCT", "SCONJ", "ADP", "CCONJ"):
            return None
        if token.dep in ("nsubj", "nsubjpass") and token.head > token.index:
            coordinated = any(t.head == token.index and t.dep == "conj" for t in tokens[token.index : token.index + 20])
            return token if coordinated else None
    return None


FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def coordination_across_tenses(tokens: list[Token]) -> list[Token]:
    """ "Rao urged Peru to wait and spoke with Okoye": *spoke* goes with *urged*, not with *wait*; "said the plan failed and blamed Peru" stays.

    A finite verb without a subject of its own cannot be coordinated with an infinitive or a participle, nor a past one with a present one.
    """
    mended = list(tokens)
    for verb in tokens:
        head = tokens[verb.head]
        if verb.dep != "conj" or verb.tag not in FINITE or head.index == verb.index or _has_subject(tokens, verb):
            continue
        if head.tag not in ("VB", "VBG", "VBN") and FINITE.get(head.tag) in (None, FINITE[verb.tag]):
            continue
        above = next((a for a in _above(tokens, head) if FINITE.get(a.tag) == FINITE[verb.tag]), None)
        if above is not None and not (head.tag in ("VBN", "VBG") and _finite(tokens, head)):
            mended[verb.index] = replace(verb, head=above.index)
    return mended


def _has_subject(tokens: list[Token], verb: Token) -> bool:
    near = tokens[max(0, verb.index - 20) : verb.index]
    return any(t.head == verb.index and t.dep in ("nsubj", "nsubjpass", "aux", "auxpass", "expl") for t in near)


def _finite(tokens: list[Token], verb: Token) -> bool:
    """Whether a participle is finite through its auxiliaries ("has urged"); what follows "would" or "did" stays a bare infinitive."""
    near = tokens[max(0, verb.index - 6) : verb.index]
    return any(t.head == verb.index and t.dep in ("aux", "auxpass") and t.tag in (*FINITE, "MD") for t in near)


def _above(tokens: list[Token], token: Token) -> list[Token]:
    found = []
    while tokens[token.head].index != token.index:
        token = tokens[token.head]
        found.append(token)
    return found


@cache
def _cue_lemmas() -> frozenset[str]:
    return frozenset(verb for group in load("cues") for verb in group["verbs"])


def coordinated_sayings(tokens: list[Token]) -> list[Token]:
    """ "Rao said Peru had broken the truce and rejected its offer": two verbs of saying, the second of which goes with the first.

    Where the verbs' forms leave it open, a verb of saying without a subject goes on about the speaker.
    """
    mended = list(tokens)
    for verb in tokens:
        head = tokens[verb.head]
        if verb.dep != "conj" or verb.tag not in ("VBD", "VBN") or verb.lemma not in _cue_lemmas() or _has_subject(tokens, verb):
            continue
        above = tokens[head.head]
        said = head.dep == "ccomp" and above.tag == "VBD" and above.lemma in _cue_lemmas() and head.lemma not in _cue_lemmas()
        if said and above.index < head.index:
            mended[verb.index] = replace(verb, head=above.index, tag="VBD")
    return mended


def list_after_preposition(tokens: list[Token]) -> list[Token]:
    """ "called for a truce, the release of the crew and talks": *release* goes on the list that *for* governs, it is no object of the verb."""
    mended = list(tokens)
    for second in tokens:
        verb = tokens[second.head]
        if second.dep != "dobj" or second.index < verb.index:
            continue
        prepositions = [t for t in tokens[verb.index : second.index] if t.dep == "prep" and t.head == verb.index]
        first = next(
            (
                t
                for t in tokens[verb.index : second.index]
                if prepositions and t.head == prepositions[-1].index and t.dep == "pobj"
            ),
            None,
        )
        start = min((t.index for t in tokens[verb.index : second.index] if t.head == second.index), default=second.index)
        listed = any(t.dep == "cc" and t.head >= second.index for t in tokens[second.index : second.index + 15])
        if first is not None and listed and tokens[start - 1].text == ",":
            mended[second.index] = replace(second, head=first.index, dep="conj")
    return mended


def teller_hung_from_told(tokens: list[Token]) -> list[Token]:
    """ "Rao stressed that the plan was “dead”, her spokesman told reporters.": *told* holds *stressed*, not the other way round."""
    mended = list(tokens)
    for verb in tokens:
        told = tokens[verb.head]
        if verb.dep != "ccomp" or not told.index < verb.index or not {verb.lemma, told.lemma} <= _cue_lemmas():
            continue
        near = tokens[told.index : verb.index + 40]
        under = [t for t in near if t.head == verb.index and t.index != verb.index]
        subject = next((t for t in under if t.dep == "nsubj" and t.index < verb.index), None)
        content = any(t.head == told.index and t.dep in ("ccomp", "dobj", "prep", "xcomp") and t.index < verb.index for t in near)
        if subject is None or not content or any(t.dep in ("mark", "ccomp") for t in under):
            continue
        start = min((t.index for t in near if t.head == subject.index), default=subject.index)
        if tokens[min(start, subject.index) - 1].text not in (",", "”", '"'):
            continue
        root = told.head == told.index
        mended[verb.index] = replace(verb, head=verb.index if root else told.head, dep=told.dep)
        mended[told.index] = replace(told, head=verb.index, dep="ccomp")
        for other in near:
            if other.head == told.index and other.dep == "punct" and other.index > start:
                mended[other.index] = replace(other, head=verb.index)
    return mended


def reduced_relative_taken_as_main(tokens: list[Token]) -> list[Token]:
    """ "Talks planned for Monday in Lima were called off": *planned* belongs to the talks, *called* is the verb of the sentence.

    A bare participle with a subject before it and an auxiliary's verb without one after it have changed places.
    """
    mended = list(tokens)
    for participle in tokens:
        if participle.tag not in ("VBN", "VBD") or participle.pos != "VERB":
            continue
        beside = _beside(tokens, participle)
        if participle.lemma in _cue_lemmas() and beside is None:
            continue
        near = tokens[max(0, participle.index - 20) : participle.index + 40]
        under = [t for t in near if t.head == participle.index and t.index != participle.index]
        subject = next((t for t in under if t.dep in ("nsubj", "nsubjpass") and t.index < participle.index), None)
        bare = not any(t.dep in ("aux", "auxpass", "dobj") and t.index < participle.index for t in under)
        main = next((t for t in under if t.dep == "ccomp" and t.index > participle.index), None) or beside
        if subject is None or main is None or not bare or _has_own_subject(tokens, main) or not _finite(tokens, main):
            continue
        root = participle.head == participle.index
        mended[main.index] = replace(main, head=main.index if root else participle.head, dep=participle.dep)
        mended[participle.index] = replace(participle, head=subject.index, dep="acl", tag="VBN")
        passive = any(t.head == main.index and t.dep == "auxpass" for t in near)
        mended[subject.index] = replace(subject, head=main.index, dep="nsubjpass" if passive else "nsubj")
        for other in under:
            if other.index < subject.index or other.index > main.index:
                mended[other.index] = replace(other, head=main.index)
    return mended


def _beside(tokens: list[Token], participle: Token) -> Token | None:
    """The passive verb coordinated with a bare participle: "Rao left and talks planned for Monday were called off"."""
    if participle.dep != "conj" or participle.tag != "VBN":
        return None
    after = (t for t in tokens[participle.index + 1 : participle.index + 40] if t.dep == "conj" and t.tag == "VBN")
    return next((t for t in after if t.head in (participle.head, participle.index)), None)


def _has_own_subject(tokens: list[Token], verb: Token) -> bool:
    near = tokens[max(0, verb.index - 20) : verb.index]
    return any(t.head == verb.index and t.dep in ("nsubj", "nsubjpass", "expl", "mark") for t in near)


def repeated_preposition(tokens: list[Token]) -> list[Token]:
    """ "received by Rao and by Okoye": the second *by* stands beside the first, under the same word."""
    mended = list(tokens)
    for token in tokens:
        if token.dep != "conj" or token.pos != "ADP":
            continue
        near = tokens[max(0, token.index - 30) : token.index]
        hung_from = (token.head, tokens[token.head].head)
        first = next(
            (t for t in near if t.pos == "ADP" and t.lemma == token.lemma and (t.head in hung_from or t.index == token.head)),
            None,
        )
        if first is not None:
            mended[token.index] = replace(token, head=first.head, dep=first.dep)
    return mended


REPAIRS: tuple[Callable[[list[Token]], list[Token]], ...] = (
    object_taken_as_subject,
    object_after_its_verb,
    finite_verb_in_a_list,
    main_verb_after_relative,
    with_taken_as_mark,
    coordination_across_tenses,
    coordinated_sayings,
    list_after_preposition,
    teller_hung_from_told,
    reduced_relative_taken_as_main,
    repeated_preposition,
    name_beside_a_verb,
    day_before_the_teller,
)
