"""Toponyms that the hand-written tables know, and those that the recogniser takes for places."""

import re
from collections.abc import Iterator

from dragoman.document import Name
from dragoman.knowledge.folding import fold
from dragoman.resolve.places.page import PLACE_LABELS, POSSESSIVE, Page, Toponym

NO_NAME = re.compile(r"[\d$€£]")
"""What no name holds: "US$" is money."""
CUTS = (",", "(", ")", "/", ";")


def find_in_tables(page: Page) -> Iterator[Toponym]:
    """Names and adjectives of the tables, with longer names that they may be a part of ("New Jersey", "Mexico City")."""
    index = 0
    while index < len(page.tokens):
        toponym = _longest(page, index) or _hyphened(page, index)
        if toponym:
            yield toponym
            yield from _longer(page, toponym)
            index = toponym.last
        index += 1


def _longest(page: Page, first: int) -> Toponym | None:
    """The longest run of tokens from `first` that the tables have, unless it is a part of a person's name."""
    best, key = None, ""
    sentence = page.tokens[first].sentence
    for last in range(first, len(page.tokens)):
        token = page.tokens[last]
        word = fold(token.text)
        key += word if token.text in POSSESSIVE or not word or not key else f" {word}"
        if token.sentence != sentence or key not in page.atlas.beginnings or token.text in CUTS:
            break
        if word and key in page.atlas.names and not NO_NAME.search(token.text) and not _is_part(page, first, last):
            best = _in_tables(page, first, last, key) or best
    return best


def _is_part(page: Page, first: int, last: int) -> bool:
    """Whether the words are a part of the name of a person or body that is no place."""
    return page.is_person(first, last) or page.is_late_in_body(first, last)


def _hyphened(page: Page, index: int) -> Toponym | None:
    """The name before a hyphen that the parser left within a token: "U.S.-led"."""
    said, hyphen, rest = page.tokens[index].text.partition("-")
    names = list(page.atlas.matches(fold(said), said)) if hyphen and said and rest.islower() else []
    return Toponym(index, index, "table", readings=((fold(said), None),), cut=len(rest) + 1) if names else None


def _in_tables(page: Page, first: int, last: int, key: str) -> Toponym | None:
    names = list(page.atlas.matches(key, page.said(first, last)))
    if page.is_in_facility(first, last):
        names = [name for name in names if name.sense.kind != "country"]
    if page.lower(last + 1) in page.words.not_after:
        names = [name for name in names if name.sense.kind == "country" and name.form == "name"]
    if not names:
        return None
    if any(name.form == "name" for name in names):
        return Toponym(first, last, "table", readings=((key, page.type_beside(first, last)),))
    return Toponym(first, last, "table", "adjective", fixed=names[0].sense) if _is_where(page, last) else None


def _is_where(page: Page, index: int) -> bool:
    """Whether an adjective says where something is ("Syrian soil"): not of a people or body, and not alone, as a language is."""
    token, head = page.tokens[index], page.document.head(index)
    if head.index > index and head.lemma in page.words.whose:
        return False
    if page.lower(index + 1) == "-" or (token.dep in ("compound", "nmod", "poss") and head.index > index):
        return True
    return token.dep == "amod" or (token.pos == "ADJ" and token.dep in ("conj", "advmod"))


def _longer(page: Page, toponym: Toponym) -> Iterator[Toponym]:
    first, last = toponym.first, toponym.last
    if page.lower(first - 1) in page.words.joined_before and page.tokens[first - 1].text[0].isupper():
        first -= 1
    if page.lower(last + 1) in page.words.joined_after and page.tokens[last + 1].text[0].isupper():
        last += 1
    if (first, last) != (toponym.first, toponym.last):
        yield Toponym(first, last, "table", readings=((fold(page.said(first, last)), None),))


# ------------------------------------------------------------ the recogniser


def find_recognised(page: Page) -> Iterator[Toponym]:
    """The names labelled as places."""
    for name in page.document.names:
        label = _label(page, name)
        if label in PLACE_LABELS:
            for first, last in _parts(page, name):
                if (
                    page.lower(last + 1) in page.words.not_after
                    or page.is_acronym(first, last)
                    or _is_adjective(page, first, last)
                ):
                    continue
                if readings := page.readings(first, last):
                    yield Toponym(first, last, "recogniser", "facility" if label == "FAC" else "name", readings)
                    if label != "FAC":
                        yield from _subparts(page, first, last)


def _label(page: Page, name: Name) -> str:
    """The label of a name; what is labelled a body is a facility where a preposition of place tells it: "in the Vik Hotel"."""
    part = page.trimmed(name.first, name.last)
    if name.label != "ORG" or part is None or page.lower(part[1]) not in page.words.buildings:
        return name.label
    before = part[0] - (2 if page.lower(part[0] - 1) == "the" else 1)
    return "FAC" if part[0] < part[1] and page.lower(before) in page.words.locative else name.label


def _is_adjective(page: Page, first: int, last: int) -> bool:
    """Whether the words are the adjective of a country and no name of one: "Kazakh" is not the town of Qazax."""
    said = page.said(first, last)
    names = list(page.atlas.matches(fold(said), said))
    return bool(names) and all(name.form != "name" for name in names)


def _subparts(page: Page, first: int, last: int) -> Iterator[Toponym]:
    """The name without what the recogniser drew into it too much ("St. Louis Police", "Laguna 2nd"), longest first."""
    for end in range(last - 1, first - 1, -1):
        if not _is_foreign(page, end + 1):
            return
        if readings := page.readings(first, end):
            yield Toponym(first, end, "part", readings=readings)


def _is_foreign(page: Page, index: int) -> bool:
    """Whether a word is no part of a place's name, unlike that of "Washington Township"."""
    word = page.lower(index)
    return word in page.words.institutions or word in page.words.whose or not word.isalpha() or page.tokens[index].text.islower()


def _parts(page: Page, name: Name) -> Iterator[tuple[int, int]]:
    """The name without article and possessive, cut at commas ("Paris, Texas" is two places), not at hyphens ("KwaZulu-Natal")."""
    first, end = name.first, name.last
    while page.lower(end + 1) == "-" and end + 2 < len(page.tokens) and page.tokens[end + 2].text[0].isupper():
        end += 2
    for index in range(name.first, end + 2):
        if index > end or page.tokens[index].text in CUTS:
            part = page.trimmed(first, index - 1)
            if part:
                yield part
            first = index + 1
