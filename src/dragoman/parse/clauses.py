"""Clauses: each verb with who acts, who is acted on, and what else it governs, read off the dependency tree.

What the tree leaves unsaid is filled in: coordinated verbs share a subject, participles and infinitives take theirs
from the clause above, relative pronouns stand for their noun, a passive's agent is its subject.
"""

from collections.abc import Iterator

from dragoman.document import Clause, Document, Oblique, Token
from dragoman.lexicon.loader import load

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "dative", "oprd")
COMPLEMENTS = ("ccomp", "xcomp")
RELATIVES = {"who", "which", "that", "whom"}


def find_clauses(document: Document) -> Iterator[Clause]:
    """The clauses of a document, in the order of their verbs."""
    built: dict[int, Clause] = {}
    for token in document.tokens:
        if is_predicate(token):
            _build(document, token, built)
    return (built[index] for index in sorted(built))


def is_predicate(token: Token) -> bool:
    """Whether a token heads a clause: a verb that is no auxiliary and no plain modifier of a noun."""
    if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass", "amod", "compound"):
        return False
    return token.tag.startswith(("V", "M"))


def _build(document: Document, verb: Token, built: dict[int, Clause]) -> Clause:
    """The clause of a verb; those above it are built first, since it may take its subject from them."""
    if verb.index in built:
        return built[verb.index]
    built[verb.index] = Clause(verb.index, verb.lemma)  # stands in while a broken tree leads back here
    children = document.children(verb.index)
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in children) or _reduced_passive(verb, children)
    subjects, objects = _own_arguments(document, verb, passive)
    inherited = not any(c.dep in SUBJECTS for c in children)
    if inherited:
        given = _subjects_from_above(document, verb, built)
        subjects, objects = (subjects, objects or given) if passive else (subjects or given, objects)
    modals, negated, tense = _inflection(document, verb, built)
    built[verb.index] = Clause(
        verb=verb.index,
        lemma=" ".join([verb.lemma, *(c.text.lower() for c in children if _is_particle(document, verb, c))]),
        subjects=subjects,
        objects=objects,
        obliques=tuple(_obliques(document, verb)),
        complements=tuple(c.index for c in children if c.dep in COMPLEMENTS and c.pos in ("VERB", "AUX")),
        modals=modals,
        tense=tense,
        passive=passive,
        negated=negated,
        inherited=inherited,
    )
    return built[verb.index]


def _is_particle(document: Document, verb: Token, child: Token) -> bool:
    """Whether a small word belongs to its verb: also a preposition that governs nothing ("the talks fell through")."""
    bare = child.dep in ("prep", "advmod") and not document.children(child.index) and child.index == verb.index + 1
    return child.dep == "prt" or (bare and verb.dep != "relcl" and child.text.lower() in load("grammar")["bare_particles"])


def _reduced_passive(verb: Token, children: list[Token]) -> bool:
    """Whether a participle is passive by itself ("the envoy sent to Lima"), and not the end of a perfect ("after Rao had sent")."""
    return verb.tag == "VBN" and verb.dep in ("acl", "amod", "advcl") and not any(c.dep == "aux" for c in children)


def _own_arguments(document: Document, verb: Token, passive: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Subjects and objects that hang from the verb itself."""
    subjects = _heads(document, document.children(verb.index, *SUBJECTS))
    objects = _heads(document, [c for c in document.children(verb.index, *OBJECTS) if c.pos != "ADP"])
    if not passive:
        return subjects, objects
    agents = [agent for child in document.children(verb.index, "agent") for agent in document.children(child.index, "pobj")]
    return _heads(document, agents), subjects + objects


def _heads(document: Document, tokens: list[Token]) -> tuple[int, ...]:
    """Head tokens with all that is coordinated with them, relative pronouns replaced by their noun."""
    heads: list[int] = []
    for token in tokens:
        for index in document.coordinated(token.index):
            heads.append(_antecedent(document, index))
    return tuple(dict.fromkeys(heads))


def _antecedent(document: Document, index: int) -> int:
    token = document.tokens[index]
    if token.lemma not in RELATIVES or token.pos not in ("PRON", "DET", "SCONJ"):
        return index
    for above in document.ancestors(index):
        if above.dep == "relcl":
            return _person_told_of(document, above.head) if token.lemma == "who" else above.head
    return index


def _person_told_of(document: Document, noun: int) -> int:
    """Whom "who" means after an office in apposition: in "Rao, an adviser to the head of the bank, who ..." Rao, not the bank or its head."""
    for above in document.ancestors(noun):
        if above.dep == "appos":
            return above.head if document.tokens[above.head].pos == "PROPN" else noun
        if above.dep not in ("pobj", "prep", "conj") and above.pos not in ("NOUN", "ADP"):
            return noun
    return noun


def _subjects_from_above(document: Document, verb: Token, built: dict[int, Clause]) -> tuple[int, ...]:
    """Whom a verb without a subject of its own is about."""
    above = document.head(verb.index)
    if verb.dep == "acl" and verb.tag in ("VBG", "VBN"):
        return _heads(document, [above])
    if verb.dep == "acl" and above.lemma == "invitation":
        invited = [o.head for c in document.children(above.index, "prep") for o in prepositional(document, c)]
        return _heads(document, [document.tokens[i] for i in invited])
    if verb.dep == "relcl":
        return ()
    if verb.head == verb.index:
        return _subject_before(document, verb)
    if verb.dep == "pcomp":
        above = document.head(above.index)
    if above.pos == "ADJ" and above.dep in ("acomp", "oprd"):
        above = document.head(above.index)
    if above.index == verb.index or not is_predicate(above):
        return ()
    clause = _build(document, above, built)
    if verb.dep in ("conj", "dep"):
        return clause.objects if clause.passive else clause.subjects
    if verb.dep == "xcomp" and clause.objects and (above.lemma in load("grammar")["object_control"]):
        return clause.objects
    if verb.dep in ("xcomp", "advcl", "pcomp", "ccomp") and verb.tag != "VBD":
        return clause.objects if clause.passive else clause.subjects
    return ()


def _subject_before(document: Document, verb: Token) -> tuple[int, ...]:
    """Telegraphic style: a sentence that opens with its verb goes on about the subject of the one before. "Met with the king."."""
    sentence = document.sentence_of(verb.index)
    if verb.index != sentence.first or verb.tag not in ("VBD", "VBN") or sentence.index == 0:
        return ()
    before = document.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph:
        return ()
    roots = [t for t in document.tokens[before.first : before.last + 1] if t.head == t.index]
    for root in roots:
        subjects = _heads(document, document.children(root.index, "nsubj"))
        if subjects:
            return subjects
        if root.index == before.first:
            return _subject_before(document, root)
    return ()


def _inflection(document: Document, verb: Token, built: dict[int, Clause]) -> tuple[tuple[str, ...], bool, str]:
    """Modal verbs, negation and tense; a coordinated verb without auxiliaries shares those before it."""
    children = document.children(verb.index)
    modals = tuple(c.lemma for c in children if c.tag == "MD")
    negated = any(c.dep == "neg" or (c.lemma in ("never", "no") and c.dep in ("advmod", "neg")) for c in children)
    auxiliary = [c for c in children if c.dep in ("aux", "auxpass")]
    if verb.dep == "conj" and verb.tag == "VB" and not auxiliary and (above := built.get(verb.head)):
        return above.modals, negated or above.negated, above.tense
    return modals, negated, _tense(verb, auxiliary, modals)


def _tense(verb: Token, auxiliary: list[Token], modals: tuple[str, ...]) -> str:
    tags = [verb.tag, *(a.tag for a in auxiliary)]
    if "will" in modals or "shall" in modals:
        return "future"
    if "TO" in tags or any(a.text.lower() == "to" for a in auxiliary):
        return "infinitive"
    if "VBD" in tags:
        return "past"
    if modals or verb.tag == "VB":
        return "present" if modals else "infinitive"
    if "VBZ" in tags or "VBP" in tags:
        return "past" if verb.tag == "VBN" and any(a.lemma == "have" for a in auxiliary) else "present"
    return "participle"


def _obliques(document: Document, verb: Token) -> Iterator[Oblique]:
    for child in document.children(verb.index, "prep", "dative", "agent"):
        yield from prepositional(document, child)
        for second in document.children(child.index, "conj"):
            if second.pos == "ADP":
                yield from prepositional(document, second)


def prepositional(document: Document, preposition: Token) -> Iterator[Oblique]:
    """What a preposition governs: "in Doha and Cairo" twice, "ahead of talks" as `ahead of`."""
    for child in document.children(preposition.index):
        if child.dep in ("pobj", "pcomp"):
            for head in document.coordinated(child.index):
                yield Oblique(preposition.text.lower(), _antecedent(document, head), preposition.index)
        elif child.dep == "prep":
            for inner in prepositional(document, child):
                if inner.at == child.index:
                    yield Oblique(f"{preposition.text.lower()} {inner.preposition}", inner.head, inner.at)
                yield inner
