"""Persons: the names of people in the text, gathered into one person each, with the role the text gives them.

Where names stand is `names.py`; here each gets the role beside it, and mentions of one person go together.
"""

from dataclasses import dataclass, field, replace

from dragoman.document import Document
from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Register
from dragoman.resolve.affiliations import Role
from dragoman.resolve.hits import Hit
from dragoman.resolve.names import closes_apposition, honorific, name_spans, without_phrase
from dragoman.resolve.roles import role_words


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


def find_persons(
    document: Document, hits: list[Hit], roles: list[Role], register: Register, places: set[int]
) -> list[PersonGroup]:
    """The persons named in a document, in the order of first mention; `places` are the characters that names of places cover."""
    hit_at = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
    spans = name_spans(document, hit_at, roles, register, places)
    mentions = [_with_role(document, first, last, roles) for first, last in spans]
    mentions = _counterparts(document, _sharing_countries(document, mentions), roles)
    mentions = _sharing_titles(document, mentions, roles, hit_at)
    return _group(mentions)


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
    if outer is None and role is not None and not role.countries and not role.body and role.last < first:
        outer = _role_after(document, last, roles)
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
        if tokens[role.last].sentence != tokens[first].sentence or not role.word.person:
            continue
        gap = without_phrase(tokens[role.last + 1 : first])
        if all(honorific(t) or t.text in (",", "(", "-", "—", ".") for t in gap) and sum(not honorific(t) for t in gap) <= 2:
            comma = any(t.text == "," for t in gap)
            if not comma or closes_apposition(document, first):
                return role
    return None


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
            if tokens[role.head].dep == "nsubj" and following is not None and following.text != ",":
                return None
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
            if mention.first <= role.last or document.tokens[mention.first].sentence != document.tokens[role.last].sentence:
                continue
            gap = document.tokens[last + 1 : mention.first]
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


def _group(mentions: list[PersonMention]) -> list[PersonGroup]:
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
