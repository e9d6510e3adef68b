"""Cues: the verbs of the lexicon that attribute words or views, and how a clause with one frames what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.document import Clause, Document, Token
from dragoman.lexicon.loader import load


@dataclass(frozen=True, slots=True)
class CueVerb:
    """One verb of `lexicon/cues.yaml` with what its class and its own entry say."""

    verb: str
    cue_class: str
    frames: tuple[str, ...]
    prepositions: tuple[str, ...]
    polarity: str | None
    strength: str | None
    event: str | None
    flags: frozenset[str]
    through: str | None = None

    def has(self, flag: str) -> bool:
        """Whether the lexicon sets a flag for this verb."""
        return flag in self.flags


@cache
def cue_verbs() -> dict[str, tuple[CueVerb, ...]]:
    """The readings of each verb, in the order of the lexicon."""
    found: dict[str, list[CueVerb]] = {}
    for group in load("cues"):
        for verb, own in group["verbs"].items():
            stance = own.get("stance") or group.get("stance") or {}
            frames = list(group["frames"]) + [f for f in ("object", "infinitive") if own.get(f) and f not in group["frames"]]
            if own.get("infinitive_only"):
                frames = ["infinitive", *(["clause"] if "clause" in frames else [])]
            flags = {
                flag for flag in ("complement", "as", "quoted", "attention", "speech_only", "only_prepositions") if own.get(flag)
            }
            flags |= {"addressee"} if group.get("addressee") else set()
            found.setdefault(verb, []).append(
                CueVerb(
                    verb,
                    group["class"],
                    tuple(frames),
                    tuple(own.get("prepositions", ())),
                    stance.get("polarity"),
                    stance.get("strength"),
                    group.get("event"),
                    frozenset(flags),
                    own.get("through"),
                )
            )
    return {verb: tuple(readings) for verb, readings in found.items()}


def cues_of(clause: Clause) -> tuple[CueVerb, ...]:
    """The readings a clause's verb has as a cue; none where its particle makes it another verb ("call off")."""
    return cue_verbs().get(clause.lemma, ())


Runs = list[tuple[int, int]]
"""First and last tokens, both inclusive, of stretches of text."""


def content_runs(document: Document, clause: Clause, cue: CueVerb) -> Runs:
    """What a clause says was said: runs of tokens around the cue and its subject, none where the frame does not fit."""
    roots = _content_roots(document, clause, cue)
    if not roots:
        return []
    inside: set[int] = set()
    for root in roots:
        inside.update(document.subtree(root.index))
    inside.update(_strays(document, clause, roots))
    inside -= _cue_words(document, clause, roots) | _asides(document, roots) | _next_sayings(document, roots)
    return _runs(document, sorted(inside), clause.verb)


def _content_roots(document: Document, clause: Clause, cue: CueVerb) -> list[Token]:
    """The dependents of the cue that carry the content, by the first frame that fits."""
    children = document.children(clause.verb)
    if cue.through:
        return _through(document, children, cue.through)
    objects = [c for c in children if c.dep in ("dobj", "nsubjpass")]
    gerunds = [c for c in children if c.dep == "xcomp" and c.tag == "VBG" and c.index > clause.verb]
    infinitives = [
        c for c in children if c.dep in ("xcomp", "ccomp", "advcl") and _to_infinitive(document, c) and c.index > clause.verb
    ]
    clauses = [c for c in children if c.dep in ("ccomp", "xcomp") and c not in infinitives and c.pos in ("VERB", "AUX")]
    if cue.prepositions and (parts := _prepositional(document, clause, cue, infinitives)):
        return parts
    if cue.has("only_prepositions"):
        return []
    if "clause" in cue.frames and clauses and not cue.has("quoted"):
        return _small_clause(objects, clauses, cue) or [c for c in clauses if c.dep == "ccomp" or c.tag != "VBG"][:1]
    if (
        told := _told(document, objects)
        if cue.verb in ("tell", "inform", "assure", "remind", "advise", "warn", "notify", "brief")
        else []
    ):
        return told
    if cue.has("complement") and (objects or clauses):
        second = [c for c in children if c.dep in ("oprd", "acomp", "attr", "ccomp", "xcomp")]
        return [*objects, *second] if second else []
    if cue.has("as") and (tail := [c for c in children if c.dep == "prep" and c.text.lower() == "as"]):
        return [*objects, *tail]
    if "infinitive" in cue.frames and infinitives:
        return [*(objects if cue.has("addressee") else []), *infinitives]
    if "object" in cue.frames and objects and "infinitive" not in cue.flags:
        return [*objects, *(c for c in children if c.dep == "prep" and c.index > objects[0].index and _of_content(document, c))]
    if "object" in cue.frames and gerunds:
        return gerunds
    return _behind_adjunct(document, children) if "clause" in cue.frames and not cue.has("quoted") else []


def _behind_adjunct(document: Document, children: list[Token]) -> list[Token]:
    """A that-clause that the parser hung from a phrase of time or place before it: "wrote at the time that the road was open"."""
    nouns = [noun.index for child in children if child.dep == "prep" for noun in document.children(child.index, "pobj")]
    return _that_clause_of(document, nouns)


def _told(document: Document, objects: list[Token]) -> list[Token]:
    """A that-clause that the parser hung from whom it was told to: "told the council that the road was open"."""
    return _that_clause_of(document, [object.index for object in objects])


def _that_clause_of(document: Document, nouns: list[int]) -> list[Token]:
    for noun in nouns:
        for clause in document.children(noun, "relcl", "acl", "ccomp"):
            first = document.tokens[document.edges(clause.index)[0]]
            own = [c for c in document.children(clause.index, "nsubj", "nsubjpass") if c.text.lower() != "that"]
            if first.text.lower() == "that" and own:
                return [clause]
    return []


def _of_content(document: Document, preposition: Token) -> bool:
    """Whether a phrase after the object goes on with it ("concern at the arrests") rather than tell when, where or to whom."""
    words = load("cue_words")
    if preposition.text.lower() not in words["content_prepositions"]:
        return False
    governed = document.children(preposition.index, "pobj", "pcomp")
    names = [document.name_at(g.index) for g in governed]
    return bool(governed) and not any(
        g.lemma in words["vessels"] or (name is not None and name.label in ("DATE", "TIME"))
        for g, name in zip(governed, names, strict=True)
    )


def _through(document: Document, children: list[Token], word: str) -> list[Token]:
    """The that-clause in "made it clear that ...", "let it be known that ..."."""
    for child in children:
        inner = [child, *document.children(child.index)]
        for token in inner:
            if token.lemma == word:
                return [
                    c
                    for c in (*document.children(token.index), *children)
                    if c.dep in ("ccomp", "acl") and c is not child and c.pos in ("VERB", "AUX")
                ][:1]
    return []


def _small_clause(objects: list[Token], clauses: list[Token], cue: CueVerb) -> list[Token]:
    return [*objects, *clauses] if cue.has("complement") else []


def _to_infinitive(document: Document, verb: Token) -> bool:
    return verb.tag == "VB" and any(c.dep == "aux" and c.text.lower() == "to" for c in document.children(verb.index))


def _prepositional(document: Document, clause: Clause, cue: CueVerb, infinitives: list[Token]) -> list[Token]:
    """Content after one of the cue's prepositions, with the infinitive that follows whom it is put to."""
    for child in document.children(clause.verb):
        if (
            child.dep not in ("prep", "prt", "agent", "dative")
            or child.text.lower() not in cue.prepositions
            or child.index < clause.verb
        ):
            continue
        governed = [g for g in document.children(child.index) if g.dep in ("pobj", "pcomp")]
        if child.text.lower() in ("on", "upon", "to", "with") and cue.has("addressee"):
            inner = [v for g in governed for v in document.children(g.index, "acl", "relcl") if _to_infinitive(document, v)]
            return [*governed, *infinitives] if infinitives or inner else []
        if governed:
            return [*governed, *(i for i in infinitives if i.index > child.index)]
    return []


def _strays(document: Document, clause: Clause, roots: list[Token]) -> Iterable[int]:
    """Words the parser hung from the cue though they go on with the content.

    A coordinated verb in another tense than the cue's ("stressed the need for a peace that holds and brings ..."), a bare
    infinitive ("stressed the need to stop the war, free the hostages"), a participle of result ("called for a truce, allowing ...").
    """
    results = load("cue_words")["result_participles"]
    cue_tag = document.tokens[clause.verb].tag
    begun = all(document.edges(root.index)[1] < clause.verb for root in roots)
    for child in document.children(clause.verb, "conj", "advcl", "dep"):
        own_subject = document.children(child.index, "nsubj", "nsubjpass", "aux", "mark", "advmod")
        after = child.index > max(r.index for r in roots) and not own_subject
        other_tense = child.tag in ("VBZ", "VBP", "VB") and cue_tag in ("VBD", "VBN")
        result = child.tag == "VBG" and child.dep == "advcl" and child.lemma in results
        if begun and _goes_on_after(document, clause, child):
            yield from document.subtree(child.index)
        elif after and (other_tense or result):
            yield from document.subtree(child.index)
            yield from (
                p.index
                for p in document.children(clause.verb, "punct", "cc")
                if max(r.index for r in roots) < p.index < child.index
            )


def _goes_on_after(document: Document, clause: Clause, child: Token) -> bool:
    """Whether a clause goes on behind a cue set into what was said: "The road, she said, was long, and the bridge was narrow" ."""
    if child.dep != "conj" or child.index < clause.verb or child.lemma in cue_verbs():
        return False
    first = document.edges(child.index)[0]
    subject = document.children(child.index, "nsubj", "nsubjpass")
    opening = document.tokens[first - 2 : first]
    return bool(subject) and [t.text.lower() for t in opening] in ([",", "and"], [",", "but"], [",", "while"])


def _asides(document: Document, roots: list[Token]) -> set[int]:
    """A "which" clause after a comma, or any after a noun phrase of its own, tells in the article's voice what the object is."""
    found: set[int] = set()
    for root in roots:
        if root.pos not in ("NOUN", "PROPN"):
            continue
        for index in document.subtree(root.index):
            token = document.tokens[index]
            pronoun = next(
                (
                    c
                    for c in document.children(index, "nsubj", "nsubjpass", "dobj")
                    if c.tag == "WDT" and c.text.lower() == "which"
                ),
                None,
            )
            if token.dep == "relcl" and pronoun is not None and document.edges(index)[0] == pronoun.index:
                found.update(i for i in document.subtree(index))
                found.update(range(pronoun.index, document.edges(root.index)[1] + 1))
    return found


def _next_sayings(document: Document, roots: list[Token]) -> set[int]:
    """What the speaker, or somebody else, says next, though the parser hung it inside: ", adding that ...", ", and critics have blamed ..."."""
    found: set[int] = set()
    inside = {i for root in roots for i in document.subtree(root.index)}
    for index in sorted(inside):
        token = document.tokens[index]
        readings = cue_verbs().get(token.lemma, ())
        if not readings or token in roots or document.quotation_at(index):
            continue
        classes = {reading.cue_class for reading in readings}
        adding = token.dep == "advcl" and token.tag == "VBG" and classes & {"say", "add", "stress", "warn"}
        turning = (
            token.dep == "conj"
            and token.head in {r.index for r in roots}
            and bool(document.children(index, "nsubj"))
            and classes & {"condemn", "demand", "reject"}
        )
        if adding or turning:
            found.update(range(min(document.subtree(index)), max(inside) + 1))
    return found


def _cue_words(document: Document, clause: Clause, roots: list[Token]) -> set[int]:
    """The cue, its subject, and a complementizer before the content."""
    words = {clause.verb}
    for child in document.children(clause.verb, "nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "agent"):
        if child not in roots:
            words.update(document.subtree(child.index))
    for root in roots:
        words.update(
            c.index for c in document.children(root.index) if c.dep == "mark" and c.text.lower() in ("that", "if", "whether")
        )
        first = document.tokens[document.edges(root.index)[0]]
        if first.text.lower() == "that" and any(
            s.index > first.index for s in document.children(root.index, "nsubj", "nsubjpass")
        ):
            words.add(first.index)
    return words


def _runs(document: Document, indices: list[int], verb: int) -> Runs:
    """The indices as runs, joined over gaps of mere punctuation and adverbs, broken at the cue; edges trimmed."""
    runs: Runs = []
    for index in indices:
        gap = range(runs[-1][1] + 1, index) if runs else range(0)
        if runs and verb not in gap and _mere_gap(document, gap, verb):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    trimmed = [trim(document, first, last) for first, last in runs]
    return [run for run in trimmed if run[0] <= run[1]]


def _mere_gap(document: Document, gap: range, verb: int) -> bool:
    subject = {i for child in document.children(verb, "nsubj", "nsubjpass") for i in document.subtree(child.index)}
    return not any(i in subject for i in gap)


def trim(document: Document, first: int, last: int) -> tuple[int, int]:
    """A run without the punctuation, conjunctions and complementizer at its edges."""
    tokens = document.tokens
    while first <= last and (
        (tokens[first].pos == "PUNCT" and tokens[first].text not in ("[", "("))
        or (tokens[first].text.lower() == "that" and tokens[first].dep == "mark")
    ):
        first += 1
    while last >= first and (
        (tokens[last].pos in ("PUNCT", "CCONJ", "SPACE") or tokens[last].tag == "TO") and tokens[last].text not in ("]", ")")
    ):
        last -= 1
    return first, last
