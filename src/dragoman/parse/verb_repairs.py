"""Repairs of finite verbs that the dependency parser takes for participles, or whose object it takes for a subject."""

from dataclasses import replace

from dragoman.document import Token
from dragoman.lexicon.loader import load


def object_after_its_verb(tokens: list[Token]) -> list[Token]:
    """ "Rao opened a school and on Monday met Minister Okoye": Okoye, read as the subject of *met*, is whom Rao met."""
    mended = list(tokens)
    for noun in tokens:
        verb = tokens[noun.head]
        if noun.dep != "nsubj" or noun.index < verb.index or verb.dep != "conj" or verb.tag != "VBD":
            continue
        bare = not any(t.head == verb.index and t.dep in ("aux", "dobj", "nsubj") for t in _around(tokens, verb) if t != noun)
        if verb.lemma in load("grammar")["meeting_verbs"] and bare:
            mended[noun.index] = replace(noun, dep="dobj")
    return mended


def finite_verb_in_a_list(tokens: list[Token]) -> list[Token]:
    """ "Rao flew in with a team of doctors, called on Okoye and gave him a cheque": *called* goes with *flew*, not with the doctors."""
    mended = list(tokens)
    for verb in tokens:
        if verb.tag != "VBD" or verb.dep != "acl" or tokens[verb.index - 1].text != ",":
            continue
        coordinated = any(t.head == verb.index and t.dep == "cc" for t in _around(tokens, verb))
        above = next((t for t in _above(tokens, verb) if t.tag == "VBD" and t.index < verb.index), None)
        if coordinated and above is not None:
            mended[verb.index] = replace(verb, head=above.index, dep="conj")
    return mended


def main_verb_after_relative(tokens: list[Token]) -> list[Token]:
    """ "The rebels, who were not invited, promised to withdraw": *promised* is the verb of the sentence, no participle of the rebels."""
    mended = list(tokens)
    for verb in tokens:
        noun = tokens[verb.head]
        if verb.dep != "acl" or verb.tag not in ("VBN", "VBD") or noun.head != noun.index or tokens[verb.index - 1].text != ",":
            continue
        near = _around(tokens, verb)
        relative = any(t.head == noun.index and t.dep == "relcl" and t.index < verb.index for t in near)
        if noun.pos not in ("NOUN", "PROPN") or not relative or any(t.head == verb.index and t.dep == "agent" for t in near):
            continue
        mended[verb.index] = replace(verb, head=verb.index, dep="ROOT", tag="VBD")
        mended[noun.index] = replace(noun, head=verb.index, dep="nsubj")
        for other in near:
            if other.head == noun.index and other.index > verb.index:
                mended[other.index] = replace(other, head=verb.index)
    return mended


def with_taken_as_mark(tokens: list[Token]) -> list[Token]:
    """ "Rao held talks with Minister Ratu Okoye and left": *with* opens no clause if no verb follows, but governs the name."""
    mended = list(tokens)
    for mark in tokens:
        name = tokens[mark.head]
        if mark.dep != "mark" or mark.text.lower() != "with" or name.pos not in ("PROPN", "NOUN") or name.dep != "advcl":
            continue
        mended[mark.index] = replace(mark, head=name.head, dep="prep")
        mended[name.index] = replace(name, head=mark.index, dep="pobj")
        for other in _around(tokens, name):
            if other.head == name.index and other.dep == "nsubj":
                mended[other.index] = replace(other, dep="compound")
    return mended


def name_beside_a_verb(tokens: list[Token]) -> list[Token]:
    """ "Rao saw Prime Minister Holt and, on Sunday, President Okoye": Okoye goes with Holt, a name cannot be coordinated with a verb."""
    mended = list(tokens)
    for name in tokens:
        verb = tokens[name.head]
        if name.dep not in ("conj", "ccomp") or name.pos != "PROPN" or verb.pos != "VERB" or name.index < verb.index:
            continue
        near = tokens[verb.index : name.index]
        joined = any(t.dep == "cc" and t.head == verb.index for t in near)
        first = next((t for t in near if joined and t.dep == "dobj" and t.head == verb.index), None)
        clause = any(t.head == name.index and t.dep in ("nsubj", "aux", "auxpass", "cop") for t in _around(tokens, name))
        if first is not None and not clause:
            mended[name.index] = replace(name, head=first.index, dep="conj")
    return mended


def day_before_the_teller(tokens: list[Token]) -> list[Token]:
    """ "He will end in Accra, the capital, on Saturday, the ministry said": the day is that of what is told, not of its telling."""
    mended = list(tokens)
    for told in tokens:
        teller = tokens[told.head]
        if told.dep != "ccomp" or told.index > teller.index:
            continue
        near = _around(tokens, teller)
        subject = next((t for t in near if t.head == teller.index and t.dep == "nsubj" and t.index < teller.index), None)
        if subject is None or subject.index < told.index:
            continue
        start = _first_under(tokens, subject)
        for day in near:
            within = told.index < day.index < start and day.head == teller.index
            if within and day.dep in ("prep", "npadvmod") and any(t.text == "," for t in tokens[day.index : start]):
                verbs = [
                    t
                    for t in tokens[told.index : day.index]
                    if t.index == told.index or (t.dep == "conj" and t.head == told.index)
                ]
                mended[day.index] = replace(day, head=verbs[-1].index)
    return mended


def _first_under(tokens: list[Token], token: Token) -> int:
    """The index of the first token at or directly under one."""
    return min((t.index for t in _around(tokens, token) if t.head == token.index), default=token.index)


def _around(tokens: list[Token], verb: Token) -> list[Token]:
    near = tokens[max(0, verb.index - 30) : verb.index + 40]
    return [t for t in near if t.sentence == verb.sentence]


def _above(tokens: list[Token], token: Token) -> list[Token]:
    found: list[Token] = []
    while token.head != token.index:
        token = tokens[token.head]
        found.append(token)
    return found
