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


def _around(tokens: list[Token], verb: Token) -> list[Token]:
    near = tokens[max(0, verb.index - 30) : verb.index + 40]
    return [t for t in near if t.sentence == verb.sentence]


def _above(tokens: list[Token], token: Token) -> list[Token]:
    found: list[Token] = []
    while token.head != token.index:
        token = tokens[token.head]
        found.append(token)
    return found
