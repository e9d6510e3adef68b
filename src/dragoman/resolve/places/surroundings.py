"""Toponyms that only their surroundings give away: datelines, abbreviations, and names the recogniser missed or mislabelled."""

import re
from collections.abc import Iterator

from dragoman.document import Token
from dragoman.records import Span
from dragoman.resolve.places.page import PLACE_LABELS, Page, Toponym

DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})"
    r"(?:, [\w., ]{2,30})? ?(?P<agency>\([^()\n]{2,40}\))? ?(?:--?|–|—|:) ?(?=\S|$)"
)
HEAD = 90
"""Characters in which a dateline stands."""
OPENING_PARAGRAPHS = 4
INNER = frozenset(
    ["-", "'", "’", "al", "el", "de", "la", "del", "le", "les", "ez", "es", "as", "ad", "ul", "au", "sur", "upon", "on"]
)
INNER |= frozenset(["du", "des", "do", "da", "dos", "der", "van"])
"""Small words and marks inside a place's name ("Deir al-Zor", "Rio de Janeiro")."""
LONGEST_RUN = 6
SMALL_WORDS = frozenset(["PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "INTJ"])
NUMBERS = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
"""Labels of what is no name: "in March"."""
WIDER = frozenset(["to", "from", "for", "at", "of", "between"])
"""Prepositions that govern places, but persons and bodies as well."""


def find_datelines(page: Page) -> Iterator[Toponym]:
    """What stands before the dash at the head of a report: "AMMAN, Oct 3 (Reuters) -"."""
    for paragraph in page.document.paragraphs[:OPENING_PARAGRAPHS]:
        found = DATELINE.match(page.document.words(paragraph.span)[:HEAD])
        if found and (paragraph.kind == "dateline" or found["agency"] or found["place"].isupper()):
            start = paragraph.span.start
            inside = page.document.tokens_in(Span(start, start + found.end("place")))
            part = page.trimmed(inside[0].index, inside[-1].index) if inside else None
            if part:
                yield Toponym(*part, "dateline", readings=page.readings(*part))


def find_abbreviations(page: Page) -> Iterator[Toponym]:
    """Abbreviated divisions after the name of a place, or where a place is due: "Raleigh, N.C.", "in NSW"."""
    for token in page.tokens:
        divisions = page.atlas.abbreviations.get(token.text)
        if divisions and _is_abbreviation(page, token):
            yield Toponym(token.index, token.index, "recogniser", divisions=divisions)


def _is_abbreviation(page: Page, token: Token) -> bool:
    before = page.before(token.index)
    if before is None:
        return page.label(token.index) in PLACE_LABELS
    if before.text in (",", "(") and before.index and _is_capital(page.tokens[before.index - 1]):
        return True
    return page.label(token.index) in PLACE_LABELS or (len(token.text) > 2 and before.text.lower() in page.words.locative)


def find_unrecognised(page: Page) -> Iterator[Toponym]:
    """Capitalised words that no place was recognised in, where a place is due or a body bears a place's name."""
    index = 0
    while index < len(page.tokens):
        last = _run(page, index)
        if last is not None:
            yield from _in_run(page, index, last)
            index = last
        index += 1


def _run(page: Page, first: int) -> int | None:
    """The last token of the run of capitalised words that starts here."""
    if not _is_capital(page.tokens[first]) or page.label(first) in PLACE_LABELS:
        return None
    last, sentence = first, page.tokens[first].sentence
    for token in page.tokens[first + 1 : first + LONGEST_RUN]:
        if token.sentence != sentence or page.label(token.index) in PLACE_LABELS:
            break
        if _is_capital(token):
            last = token.index
        elif token.text.lower() not in INNER:
            break
    return last


def _in_run(page: Page, first: int, last: int) -> Iterator[Toponym]:
    name = page.document.name_at(first)
    if page.is_person(first, last) or page.is_acronym(first, last) or (name and name.label in NUMBERS):
        return
    if name is None or page.is_whole(name, first, last):
        basis = is_due(page, first, last) or ("misread" if name else "repeat")
        if readings := page.readings(first, last):
            yield Toponym(first, last, basis, readings=readings)
    for end in range(first, min(last, first + 3)):
        if page.words.types.get(page.lower(end + 1)) == "admin2":
            yield Toponym(first, end + 1, "misread", readings=page.readings(first, end + 1))
        if page.lower(end + 1) in page.words.institutions and (readings := page.readings(first, end)):
            yield Toponym(first, end, "misread", readings=readings)


def is_due(page: Page, first: int, last: int) -> str | None:
    """Whether the words stand where places do, not persons or bodies (`syntax`), or where all of them do (`misread`)."""
    before = page.before(first)
    word = before.text.lower() if before else ""
    if word == "the":
        return None
    if page.type_beside(first, last) or (word == "," and page.words.types.get(page.lower(first - 2))):
        return "syntax"
    leader = _leader(page, last)
    head = page.document.head(leader)
    governed = head.lemma in page.words.place_verbs and page.tokens[leader].dep == "dobj"
    located = word in page.words.locative or (head.pos == "ADP" and head.text.lower() in page.words.locative)
    beside = leader != last and page.label(leader) == "GPE"
    return "syntax" if governed or located or beside else "misread" if word in WIDER else None


def _leader(page: Page, index: int) -> int:
    """The first of the coordinated words that a token belongs to."""
    while page.tokens[index].dep == "conj" and page.tokens[index].head < index:
        index = page.tokens[index].head
    return index


def _is_capital(token: Token) -> bool:
    """Whether a token may be a part of a name; "The" at the head of a sentence is none."""
    return token.text[:1].isupper() and token.pos not in SMALL_WORDS
