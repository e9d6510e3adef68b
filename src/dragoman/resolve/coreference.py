"""Coreference: titles and nouns without a name, and pronouns, to the actor meant.

One pass in reading order with a memory of who was mentioned last. A title with a country ("the US diplomat") is a person
of that country and role named anywhere in the article, else the holder on that day in the register, else an unnamed
holder. "he" is the last person, a subject before others; "they" the last group named together; "it" the last body.
Nothing is resolved across a quotation mark: "I" and "we" belong to the speaker, whom the extract step knows.
"""

from dragoman.document import Document, Token
from dragoman.knowledge.register import Register
from dragoman.resolve.affiliations import Role
from dragoman.resolve.cast import Cast, Part
from dragoman.resolve.descriptions import of_role
from dragoman.resolve.lists import named_together
from dragoman.resolve.memory import BODIES, Memory

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = {"they", "them", "their", "theirs", "themselves"}
NUMERALS = {"two": 2, "both": 2, "three": 3, "pair": 2, "trio": 3}
NEUTER = {"it", "its", "itself"}


def refer_back(cast: Cast, roles: list[Role], named: set[int], known: Register) -> None:
    """Let every nameless role and pronoun of the document stand for the actors it means."""
    document = cast.document
    role_at = {role.head: role for role in roles if role.head not in named}
    cast.lists = named_together(cast, roles)
    list_ending = {tokens[-1]: together for tokens, together in cast.lists}
    memory = Memory()
    for token in document.tokens:
        if (role := role_at.get(token.index)) is not None:
            if token.index not in cast.at and (parts := _named_beside(cast, role) or of_role(cast, role, memory, known)):
                cast.mention(role.core, role.head, *parts)
        elif (
            token.text.lower() in NUMERALS and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and token.index not in cast.at
        ):
            if parts := _of_number(document, token, memory):
                cast.at[token.index] = parts
        elif token.pos == "PRON" or token.tag == "PRP$":
            if parts := _of_pronoun(document, token, memory, cast):
                cast.at[token.index] = parts
        if standing := cast.at.get(token.index):
            _remember(document, token, standing, memory)
        if together := list_ending.get(token.index):
            memory.seen.append((token.index, together, True))


def _named_beside(cast: Cast, role: Role) -> tuple[Part, ...]:
    """The one person named in apposition to a title: "Its leader, the jurist Maria Rao"."""
    apposed = cast.document.children(role.head, "appos")
    apposed += [inner for c in apposed for inner in cast.document.children(c.index, "appos")]
    beside = [cast.at.get(c.index, ()) for c in apposed]
    named = [parts[0] for parts in beside if len(parts) == 1 and parts[0].kind == "person"]
    plural = cast.document.tokens[role.head].tag.endswith("S")
    return (named[0],) if len(named) == 1 and role.word.person and not plural else ()


def _remember(document: Document, token: Token, parts: tuple[Part, ...], memory: Memory) -> None:
    if token.dep in ("compound", "amod", "nmod") and parts[0].kind == "state":
        return
    subject = token.dep in ("nsubj", "nsubjpass") or (token.dep == "conj" and document.head(token.index).dep == "nsubj")
    memory.seen.append((token.index, parts, subject))


# ------------------------------------------------------------ pronouns


def _of_pronoun(document: Document, token: Token, memory: Memory, cast: Cast) -> tuple[Part, ...]:
    word = token.text.lower()
    if word in SINGULAR:
        sex = SINGULAR[word]
        if parts := _subject_to_come(document, token, cast):
            return parts
        other = _of_whom_it_tells(document, token, cast)
        return memory.recall(
            document, token.index, lambda p: len(p) == 1 and p[0].kind == "person" and p[0].sex in (None, sex) and p != other
        )
    if word in PLURAL:
        return (
            memory.recall(document, token.index, lambda p: len(p) > 1 or p[0].plural or p[0].kind == "people", reach=1)
            or _two_just_named(document, token, memory)
            or memory.recall(document, token.index, lambda p: len(p) > 1 or p[0].plural or p[0].kind == "people")
            or memory.recall(document, token.index, lambda p: p[0].kind in BODIES)
        )
    if word in NEUTER:
        return memory.recall(document, token.index, lambda p: len(p) == 1 and p[0].kind in BODIES)
    return ()


def _of_whom_it_tells(document: Document, token: Token, cast: Cast) -> tuple[Part, ...]:
    """Whom a relative clause is about, if not its subject: in "Okoye, with whom he met" *he* is somebody else."""
    verb = document.head(token.index)
    if token.dep != "nsubj" or verb.dep != "relcl":
        return ()
    before = document.tokens[document.edges(verb.index)[0] : token.index]
    return cast.at.get(verb.head, ()) if any(t.text.lower() in ("whom", "whose") for t in before) else ()


def _two_just_named(document: Document, token: Token, memory: Memory) -> tuple[Part, ...]:
    """The two persons of a sentence whom "They" opening the next one means: "Rao met Okoye. They agreed"."""
    persons = {
        part.name: part
        for index, parts, _ in memory.seen
        if document.tokens[index].sentence == token.sentence - 1
        for part in parts
        if part.kind == "person"
    }
    return tuple(persons.values()) if len(persons) == 2 else ()


def _of_number(document: Document, token: Token, memory: Memory) -> tuple[Part, ...]:
    """Those meant by "the two", "both": the last ones named together, else the last ones of different sides."""
    number = NUMERALS[token.text.lower()]
    persons = memory.recall(document, token.index, lambda p: len(p) == number and all(x.kind == "person" for x in p), reach=8)
    if parts := persons or memory.recall(document, token.index, lambda p: len(p) == number, reach=8):
        return parts
    seen: dict[str | None, Part] = {}
    for _, parts, _ in reversed(memory.seen):
        for part in parts:
            if part.kind == "person" and part.role:
                seen.setdefault(part.country, part)
    return tuple(list(seen.values())[number - 1 :: -1]) if len(seen) >= number else ()


def _subject_to_come(document: Document, token: Token, cast: Cast) -> tuple[Part, ...]:
    """The subject after it whom a possessive in an opening phrase means: "In his talks with Rao, Okoye said"."""
    if token.tag != "PRP$":
        return ()
    for above in document.ancestors(token.index):
        if above.dep == "prep" and document.head(above.index).pos in ("VERB", "AUX"):
            for subject in document.children(above.head, "nsubj"):
                parts = cast.at.get(subject.index, ())
                if subject.index > token.index and len(parts) == 1 and parts[0].kind == "person":
                    return parts
            return ()
    return ()


# ------------------------------------------------------------ titles and nouns without a name
