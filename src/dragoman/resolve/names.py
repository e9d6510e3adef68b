"""Where names of persons stand in the text.

They come from the named-entity model, mended: titles are cut off, a name after a title is a person whatever the model says, and a bare
surname is a person wherever the article gives it to one, or where the register knows it and the text treats it as a name.
"""

from functools import cache

from dragoman.document import Document, Name, Token
from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Register
from dragoman.lexicon.loader import load
from dragoman.resolve.affiliations import Role
from dragoman.resolve.hits import Hit

NOT_NAMES = {"gdp", "covid", "tv", "news"}


def name_spans(
    document: Document, hit_at: dict[int, Hit], roles: list[Role], register: Register, places: set[int]
) -> list[tuple[int, int]]:
    """First and last tokens of the names of persons, in text order, none overlapping."""
    role_at = {i for role in roles for i in range(role.core, role.head + 1)}
    spans: dict[int, int] = {}

    def add(first: int, last: int) -> None:
        last = _hyphenated(document, last)
        if first <= last and not any(i in taken for i in range(first, last + 1)):
            spans[first] = last
            taken.update(range(first, last + 1))

    taken: set[int] = set()
    for first, last in _after_titles(document, hit_at, roles, role_at):
        add(first, last)
    placed = _only_places(document, places)
    for name in document.names:
        place = _is_place(document, name, places) or document.words(document.span(name.first, name.last)) in placed
        if name.label == "PERSON" and not document.in_dateline(name.first) and not place:
            first, last = _trimmed(document, name.first, name.last, hit_at, role_at)
            add(*_without_place(document, first, last, places, placed, spans))
    for first, last in _speaking(document, hit_at, role_at):
        add(first, last)
    known = {fold(document.tokens[last].text) for first, last in spans.items() if first < last}
    full = {fold(document.words(document.span(first, last))) for first, last in spans.items() if first < last}
    for name in document.names:
        short = fold(document.words(document.span(name.first, name.last)))
        if name.first < name.last and name.label in ("ORG", "GPE", "NORP", "LOC") and any(f.endswith(f" {short}") for f in full):
            add(name.first, name.last)
    for token in document.tokens:
        if token.index not in taken and _bare_surname(document, token, hit_at, role_at, known, register):
            add(token.index, token.index)
    return sorted(spans.items())


def _hyphenated(document: Document, last: int) -> int:
    """The last token with what a hyphen joins to it: "Yoon Sang-jin"."""
    tokens = document.tokens
    while (
        last + 2 < len(tokens)
        and tokens[last + 1].text in ("-", "‑")
        and tokens[last].end == tokens[last + 1].start
        and tokens[last + 1].end == tokens[last + 2].start
    ):
        last += 2
    return last


def _is_place(document: Document, name: Name, places: set[int]) -> bool:
    """Whether one word that the model takes for a person is a place by where it stands ("in Tamale")."""
    return name.first == name.last and _stands_as_place(document, document.tokens[name.first], places)


def _stands_as_place(document: Document, token: Token, places: set[int]) -> bool:
    """Whether a word that names a place follows a preposition of place."""
    after = token.dep == "pobj" and document.head(token.index).text.lower() in ("in", "at", "near", "from", "to", "outside")
    return after and token.start in places


def _only_places(document: Document, places: set[int]) -> set[str]:
    """Single words that stand as a place somewhere in the article ("in Darwin") and as nobody's surname ("Darwin summit" names nobody)."""
    surnames = {document.tokens[n.last].text for n in document.names if n.label == "PERSON" and n.first < n.last}
    words = {document.tokens[t.index].text for t in document.tokens if t.dep == "pobj" and _stands_as_place(document, t, places)}
    return words - surnames


def _without_place(
    document: Document, first: int, last: int, places: set[int], placed: set[str], spans: dict[int, int]
) -> tuple[int, int]:
    """A known surname alone where the model ran a place before it into the name: "From Salalah Okoye flew on".

    The place is one here, or by where the word stands elsewhere in the article (`placed`).
    """
    surnames = {document.tokens[end].text for start, end in spans.items() if start < end}
    place = document.tokens[first].start in places or document.tokens[first].text in placed
    return (last, last) if last == first + 1 and place and document.tokens[last].text in surnames else (first, last)


def _after_titles(document: Document, hit_at: dict[int, Hit], roles: list[Role], role_at: set[int]) -> list[tuple[int, int]]:
    """Names that follow a title directly: "Foreign Minister Amara Diallo"."""
    found = []
    for role in roles:
        if not role.word.title and not role.word.person:
            continue
        first = role.last + 1
        while first + 1 < len(document.tokens) and honorific(document.tokens[first]):
            first += 1
        last = _capitalised_run(document, first, hit_at, role_at)
        comma = next((t.index for t in document.tokens[first : first + 10] if t.text == ","), None)
        if last < first and comma is not None and len(without_phrase(document.tokens[first : comma + 1])) == 1:
            first = comma
            run = _capitalised_run(document, first + 1, hit_at, role_at)
            apposed = (
                run > first + 1 and closes_apposition(document, first + 1) and document.tokens[run + 1 : run + 2][0].text == ","
            )
            first, last = (first + 1, run) if apposed else (first, last)
        if last >= first and not document.tokens[role.head].tag.endswith("S"):
            found.append((first, last))
    return found


def _speaking(document: Document, hit_at: dict[int, Hit], role_at: set[int]) -> list[tuple[int, int]]:
    """Names of two words or more that the model overlooked, as subjects of a verb of saying."""
    found = []
    verbs = {verb for group in load("cues") for verb in group["verbs"]}
    for token in document.tokens:
        if (
            token.dep != "nsubj"
            or token.pos != "PROPN"
            or document.name_at(token.index)
            or document.head(token.index).lemma not in verbs
        ):
            continue
        first = token.index
        while first > 0 and document.tokens[first - 1].head == token.index and document.tokens[first - 1].dep == "compound":
            first -= 1
        run = range(first, token.index + 1)
        if len(run) > 1 and all(
            _capital(document.tokens[i]) and i not in hit_at and i not in role_at and not document.name_at(i) for i in run
        ):
            found.append((first, token.index))
    return found


def _capitalised_run(document: Document, first: int, hit_at: dict[int, Hit], role_at: set[int]) -> int:
    """The last token of a run of capitalised words from `first`; `first - 1` where there is none."""
    tokens, last = document.tokens, first - 1
    sentence = document.tokens[first - 1].sentence
    for token in tokens[first : first + 6]:
        if token.sentence != sentence or token.index in hit_at or token.index in role_at:
            break
        name = document.name_at(token.index)
        if name is not None and name.label in ("DATE", "TIME", "EVENT", "LAW", "CARDINAL", "ORDINAL", "MONEY"):
            break
        if not (
            _capital(token)
            or (last >= first and (token.text.lower() in load("grammar")["name_particles"] or token.text in ("-", "‑", "’", "'")))
        ):
            break
        last = token.index
    while last >= first and not _capital(tokens[last]):
        last -= 1
    return last


def _capital(token: Token) -> bool:
    return token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ", "ADV") and token.tag != "VBD"


def _trimmed(document: Document, first: int, last: int, hit_at: dict[int, Hit], role_at: set[int]) -> tuple[int, int]:
    """A name without possessive, title and honorific; an empty range where nothing is left."""
    tokens = document.tokens
    while last >= first and (tokens[last].text in ("'s", "’s", "’", "'", ",", "”", '"') or not tokens[last].text[0].isalnum()):
        last -= 1
    while first <= last and (first in role_at or honorific(tokens[first]) or not tokens[first].text[0].isalpha()):
        first += 1
    while first <= last and first in hit_at and hit_at[first].entity.form in ("adjective", "name", "acronym"):
        first = hit_at[first].last + 1
    if first <= last and (tokens[first].text.islower() and tokens[first].text not in load("grammar")["name_particles"]):
        return last + 1, last
    if first <= last and fold(tokens[first].text) in NOT_NAMES:
        return last + 1, last
    return first, last


def honorific(token: Token) -> bool:
    """Whether a word is an address before a name: Mr, Shri, H.E."""
    return token.text.lower() in _honorifics()


def _bare_surname(
    document: Document, token: Token, hit_at: dict[int, Hit], role_at: set[int], known: set[str], register: Register
) -> bool:
    """Whether a single capitalised word is a person's surname here."""
    if not token.text[0].isupper() or token.pos not in ("PROPN", "NOUN", "ADJ") or token.index in role_at:
        return False
    word = fold(token.text)
    name = document.name_at(token.index)
    alone = name is None or name.first == name.last or (name.label == "PERSON")
    if token.index in hit_at or not alone or len(word) < 2:
        return False
    if word in known:
        return True
    label = name.label if name else None
    if token.pos != "PROPN" or label not in (None, "ORG", "NORP", "GPE", "PERSON") or token.dep in ("compound", "amod"):
        return False
    published = document.article.published
    return any(p.in_public_life(published) for p in register.by_surname.get(word, ())) and label != "GPE"


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(load("role_words")["honorifics"])


def without_phrase(gap: tuple[Token, ...]) -> tuple[Token, ...]:
    """What stands between a title and a name but for a phrase that belongs to the title ("of the mission in Mali")."""
    if len(gap) > 1 and gap[-1].text == "," and gap[0].pos in ("ADP", "NOUN", "PROPN", "ADJ") and len(gap) <= 10:
        if all(t.pos in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "PART", "CCONJ", "NUM") for t in gap[:-1]):
            return gap[-1:]
    return gap


def closes_apposition(document: Document, first: int) -> bool:
    """Whether the name is set off: a comma, verb, or end follows it, as in "the minister, NAME, said"."""
    run = first
    while run < len(document.tokens) and (
        document.tokens[run].text[0].isupper() or document.tokens[run].text.lower() in {*load("grammar")["name_particles"], "-"}
    ):
        run += 1
    return run < len(document.tokens) and document.tokens[run].text in (",", ".", "and", "said", ")", "has", "was", "is", "told")
