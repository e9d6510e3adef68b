"""Toponyms that the hand-written tables know, and those that the recogniser takes for places."""

from collections.abc import Iterator

from dragoman.document import Name
from dragoman.knowledge.folding import fold
from dragoman.resolve.places.page import PLACE_LABELS, Page, Toponym

CUTS = (",", "(", ")", "/", ";")


def find_in_tables(page: Page) -> Iterator[Toponym]:
    """Names and adjectives of the tables, with longer names that they may be a part of ("New Jersey", "Mexico City")."""
    index = 0
    while index < len(page.tokens):
        toponym = _longest(page, index) if _first_word(page.tokens[index].text) in page.atlas.firsts else None
        if toponym:
            yield toponym
            yield from _longer(page, toponym)
            index = toponym.last
        index += 1


def _first_word(text: str) -> str:
    return fold(text).split(" ", 1)[0]


def _longest(page: Page, first: int) -> Toponym | None:
    """The longest run of tokens from `first` that the tables have, unless it is a part of a person's name."""
    best = None
    sentence = page.tokens[first].sentence
    for last in range(first, min(first + 2 * page.atlas.longest, len(page.tokens))):
        if page.tokens[last].sentence != sentence:
            break
        said = page.said(first, last)
        if (key := fold(said)) in page.atlas.names and fold(page.tokens[last].text) and not page.is_person(first, last):
            best = _in_tables(page, first, last, key, said) or best
    return best


def _in_tables(page: Page, first: int, last: int, key: str, said: str) -> Toponym | None:
    names = list(page.atlas.matches(key, said))
    if not names or page.lower(last + 1) in page.words.not_after:
        return None
    if any(name.form == "name" for name in names):
        return Toponym(first, last, "table", readings=((key, page.type_beside(first, last)),))
    return Toponym(first, last, "table", "adjective", fixed=names[0].sense) if _modifies(page, last) else None


def _modifies(page: Page, index: int) -> bool:
    """Whether an adjective stands with a noun; alone it is a language or a people."""
    token = page.tokens[index]
    if page.lower(index + 1) == "-" or token.dep in ("compound", "nmod", "poss") and token.head > index:
        return True
    return token.dep == "amod" or token.pos == "ADJ" and token.dep in ("conj", "advmod")


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
        if name.label in PLACE_LABELS:
            for first, last in _parts(page, name):
                if page.lower(last + 1) not in page.words.not_after and (readings := page.readings(first, last)):
                    yield Toponym(first, last, "recogniser", "facility" if name.label == "FAC" else "name", readings)


def _parts(page: Page, name: Name) -> Iterator[tuple[int, int]]:
    """The name without article and possessive, cut at commas: "Paris, Texas" is two places."""
    first = name.first
    for index in range(name.first, name.last + 2):
        if index > name.last or page.tokens[index].text in CUTS:
            part = page.trimmed(first, index - 1)
            if part:
                yield part
            first = index + 1
