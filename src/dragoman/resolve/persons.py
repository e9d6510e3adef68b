"""Persons: the names of people in the text, gathered into one person each, with the role the text gives them.

Names come from the named-entity model, mended: titles are cut off, a name after a title is a person whatever the model
says, and a bare surname is a person wherever the article gives it to one, or where the register knows it and the text
treats it as a name.
"""

from dataclasses import dataclass, field, replace
from functools import cache

from dragoman.document import Document, Name, Token
from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Register
from dragoman.lexicon.loader import load
from dragoman.resolve.hits import Hit
from dragoman.resolve.roles import Role, role_words

PARTICLES = {"al", "bin", "ben", "ibn", "de", "del", "della", "der", "den", "di", "da", "dos", "du", "la", "le", "van", "von", "el", "abu", "y", "e", "ap", "ul", "ur"}  # fmt: skip
NOT_NAMES = {"gdp", "covid", "tv", "news"}


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Tokens `first` to `last` of a name, and the role that stands beside it."""

    first: int
    last: int
    words: tuple[str, ...]
    role: Role | None = None
    outer: Role | None = None

    @property
    def roles(self) -> tuple[Role, ...]:
        """Both roles of "the spokesman for the coalition, Colonel NAME", the nearer first."""
        return tuple(role for role in (self.role, self.outer) if role is not None)


@dataclass(slots=True)
class PersonGroup:
    """All mentions of one person; `words` is the fullest form of the name."""

    words: tuple[str, ...]
    mentions: list[PersonMention] = field(default_factory=list)

    @property
    def roles(self) -> list[Role]:
        """The roles the text gives this person, in text order."""
        return [role for m in self.mentions for role in m.roles]


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(load("role_words")["honorifics"])


def find_persons(
    document: Document, hits: list[Hit], roles: list[Role], register: Register, places: set[int]
) -> list[PersonGroup]:
    """The persons named in a document, in the order of first mention; `places` are the characters that names of places cover."""
    hit_at = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
    spans = _name_spans(document, hit_at, roles, register, places)
    mentions = [_with_role(document, first, last, roles) for first, last in spans]
    mentions = _counterparts(document, _sharing_countries(document, mentions), roles)
    mentions = _sharing_titles(document, mentions, roles, hit_at)
    return _group(document, mentions)


# ------------------------------------------------------------ where names stand


def _name_spans(
    document: Document, hit_at: dict[int, Hit], roles: list[Role], register: Register, places: set[int]
) -> list[tuple[int, int]]:
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
    for name in document.names:
        if name.label == "PERSON" and not _is_place(document, name, places):
            first, last = _trimmed(document, name.first, name.last, hit_at, role_at)
            add(*_without_place(document, first, last, places, spans))
    for first, last in _speaking(document, hit_at, role_at):
        add(first, last)
    known = {_surname(document, first, last) for first, last in spans.items() if first < last}
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
    token = document.tokens[name.first]
    after_preposition = token.dep == "pobj" and document.head(token.index).text.lower() in (
        "in",
        "at",
        "near",
        "from",
        "to",
        "outside",
    )
    return name.first == name.last and token.start in places and after_preposition


def _without_place(document: Document, first: int, last: int, places: set[int], spans: dict[int, int]) -> tuple[int, int]:
    """A known surname alone where the model ran a place before it into the name: "From Salalah Okoye flew on"."""
    surnames = {document.tokens[end].text for start, end in spans.items() if start < end}
    cut = last == first + 1 and document.tokens[first].start in places and document.tokens[last].text in surnames
    return (last, last) if cut else (first, last)


def _after_titles(document: Document, hit_at: dict[int, Hit], roles: list[Role], role_at: set[int]) -> list[tuple[int, int]]:
    """Names that follow a title directly: "Foreign Minister Amara Diallo"."""
    found = []
    for role in roles:
        if not role.word.title and not role.word.person:
            continue
        first = role.last + 1
        last = _capitalised_run(document, first, hit_at, role_at)
        comma = next((t.index for t in document.tokens[first : first + 10] if t.text == ","), None)
        if last < first and comma is not None and len(_without_phrase(document.tokens[first : comma + 1])) == 1:
            first = comma
            run = _capitalised_run(document, first + 1, hit_at, role_at)
            apposed = (
                run > first + 1 and _closes_apposition(document, first + 1) and document.tokens[run + 1 : run + 2][0].text == ","
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
        if not (_capital(token) or (last >= first and (token.text.lower() in PARTICLES or token.text in ("-", "‑", "’", "'")))):
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
    while first <= last and (first in role_at or _honorific(tokens[first]) or not tokens[first].text[0].isalpha()):
        first += 1
    while first <= last and first in hit_at and hit_at[first].entity.form in ("adjective", "name", "acronym"):
        first = hit_at[first].last + 1
    if first <= last and (tokens[first].text.islower() and tokens[first].text not in PARTICLES):
        return last + 1, last
    if first <= last and fold(tokens[first].text) in NOT_NAMES:
        return last + 1, last
    return first, last


def _honorific(token: Token) -> bool:
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


def _surname(document: Document, first: int, last: int) -> str:
    return fold(document.tokens[last].text)


# ------------------------------------------------------------ the role beside a name


def _with_role(document: Document, first: int, last: int, roles: list[Role]) -> PersonMention:
    words = tuple(w for w in fold(document.words(document.span(first, last))).split())
    role = (
        _role_before(document, first, roles)
        or _role_after(document, last, roles)
        or _role_in_apposition(document, first, last, roles)
    )
    start = role.first if role is not None and role.first < first else first
    outer = (
        _role_before(document, start, [r for r in roles if r is not role])
        if start >= 2 and document.tokens[start - 1].text == ","
        else None
    )
    return PersonMention(first, last, words, role, outer)


def _role_in_apposition(document: Document, first: int, last: int, roles: list[Role]) -> Role | None:
    """The role of a longer noun phrase that the name stands in apposition to: "the head of the mission in Mali, NAME,"."""
    sentence = document.sentence_of(first)
    for role in roles:
        if not role.word.person or role.word.collective or not sentence.first <= role.head <= sentence.last:
            continue
        head = document.tokens[role.head]
        of_name = head.dep == "appos" and first <= head.head <= last
        to_name = any(document.tokens[i].dep == "appos" and document.tokens[i].head == role.head for i in range(first, last + 1))
        if of_name or to_name:
            return role
    return None


def _role_before(document: Document, first: int, roles: list[Role]) -> Role | None:
    """ "French President NAME", "the French president, NAME," """
    tokens = document.tokens
    for role in roles:
        if role.first >= first:
            break
        if role.word.collective and role.word.role != "person":
            continue
        gap = _without_phrase(tokens[role.last + 1 : first])
        if tokens[role.last].sentence != tokens[first].sentence or not role.word.person:
            continue
        if all(_honorific(t) or t.text in (",", "(", "-", "—", ".") for t in gap) and sum(not _honorific(t) for t in gap) <= 2:
            comma = any(t.text == "," for t in gap)
            if not comma or _closes_apposition(document, first):
                return role
    return None


def _without_phrase(gap: tuple[Token, ...]) -> tuple[Token, ...]:
    """What stands between a title and a name but for a phrase that belongs to the title ("of the mission in Mali")."""
    if len(gap) > 1 and gap[-1].text == "," and gap[0].pos in ("ADP", "NOUN", "PROPN", "ADJ") and len(gap) <= 10:
        if all(t.pos in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "PART", "CCONJ", "NUM") for t in gap[:-1]):
            return gap[-1:]
    return gap


def _closes_apposition(document: Document, first: int) -> bool:
    """Whether the name is set off: a comma, verb, or end follows it, as in "the minister, NAME, said"."""
    run = first
    while run < len(document.tokens) and (
        document.tokens[run].text[0].isupper() or document.tokens[run].text.lower() in {*PARTICLES, "-"}
    ):
        run += 1
    return run < len(document.tokens) and document.tokens[run].text in (",", ".", "and", "said", ")", "has", "was", "is", "told")


def _role_after(document: Document, last: int, roles: list[Role]) -> Role | None:
    """ "NAME, the French president," and "NAME, president of France"; "NAME, who is the French president"."""
    tokens = document.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].text not in (",", "(", "—", "–"):
        return None
    for role in roles:
        if role.first > last + 6:
            break
        if role.first <= last or not role.word.person or role.word.collective:
            continue
        gap = [t.text.lower() for t in tokens[last + 2 : role.first]]
        adjectives = all(t.pos in ("ADJ", "ADV", "NOUN", "DET", "PROPN", "PART") for t in tokens[last + 2 : role.first])
        if gap in ([], ["who", "is"], ["who", "was"], ["then"]) or (adjectives and len(gap) <= 3):
            following = tokens[role.last + 1] if role.last + 1 < len(tokens) else None
            named = following is not None and following.pos == "PROPN"
            return None if named else role
    return None


def _sharing_countries(document: Document, mentions: list[PersonMention]) -> list[PersonMention]:
    """The second title takes the first one's country: "Israeli Prime Minister A and Energy Minister B"."""
    shared: list[PersonMention] = []
    for mention in mentions:
        before = shared[-1] if shared else None
        role = mention.role
        if role and before and before.role and not role.countries and not role.body and role.word.title:
            gap = document.tokens[before.last + 1 : role.first]
            if before.last < role.first and gap and all(t.text.lower() in (",", "and", "as", "well", "the") for t in gap):
                mention = replace(mention, role=replace(role, countries=before.role.countries))
        shared.append(mention)
    return shared


def _sharing_titles(
    document: Document, mentions: list[PersonMention], roles: list[Role], hit_at: dict[int, Hit]
) -> list[PersonMention]:
    """Each name of a list has the title that stands before it: "Presidents A of Ghana and B of Togo"."""
    found = list(mentions)
    for role in roles:
        singular = role_words().at_words(role.word.words.removesuffix("s"))
        if singular is None or not singular.title or role.word.title:
            continue
        last = role.last
        for n, mention in enumerate(found):
            gap = document.tokens[last + 1 : mention.first]
            if mention.first <= role.last or document.tokens[mention.first].sentence != document.tokens[role.last].sentence:
                continue
            if not all(t.text.lower() in (",", "and", "of", "the") or t.index in hit_at for t in gap) or mention.role:
                break
            found[n] = replace(
                mention,
                role=replace(role, word=singular, countries=role.countries if len(role.countries) == 1 else (), former=False),
            )
            last = mention.last
    return found


def _counterparts(document: Document, mentions: list[PersonMention], roles: list[Role]) -> list[PersonMention]:
    """ "Minister A and her Greek and Cypriot counterparts, B and C": B and C hold A's title, each for a country in turn."""
    found = list(mentions)
    for role in roles:
        if role.word.role != "counterpart" or not role.countries:
            continue
        titled = next(
            (m.role for m in reversed(found) if m.last < role.first and m.role and m.role.word.role != "counterpart"), None
        )
        after = [
            n
            for n, m in enumerate(found)
            if m.first > role.last and document.tokens[m.first].sentence == document.tokens[role.last].sentence
        ]
        if titled is None or len(after) < len(role.countries) or found[after[0]].first > role.last + 3:
            continue
        for n, country in zip(after, role.countries, strict=False):
            found[n] = replace(found[n], role=replace(role, word=titled.word, countries=(country,), former=False))
    return found


# ------------------------------------------------------------ one group a person


def _group(document: Document, mentions: list[PersonMention]) -> list[PersonGroup]:
    """Mentions of the same person together: full names first, then the short ones by surname, else by first name."""
    groups: list[PersonGroup] = []
    for mention in sorted(mentions, key=lambda m: -len(m.words)):
        if not mention.words:
            continue
        group = next((g for g in groups if _same_person(g, mention)), None)
        if group is None:
            group = PersonGroup(mention.words)
            groups.append(group)
        group.mentions.append(mention)
    for group in groups:
        group.mentions.sort(key=lambda m: m.first)
    return sorted(groups, key=lambda g: g.mentions[0].first)


def _same_person(group: PersonGroup, mention: PersonMention) -> bool:
    full, short = group.words, mention.words
    if full == short:
        return True
    if len(short) == 1:
        return short[0] == full[-1] or (short[0] == full[0] and len(short[0]) > 1)
    if len(full) == 1:
        return False
    return full[-1] == short[-1] and (
        set(short) <= set(full) or (full[0][0] == short[0][0] and min(len(full[0]), len(short[0])) <= 2)
    )
