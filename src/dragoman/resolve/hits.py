"""Hits: stretches of text that the register knows as a country, body, armed group, capital or seat of government."""

from collections import Counter
from dataclasses import dataclass

from dragoman.document import Document
from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Entity, Register

FORMS = ("name", "acronym", "adjective", "people", "metonym", "capital")
"""Which reading of a name is taken where it has several, first wins."""
INNER_MARKS = {"-", "–", "'", "’", ".", "&", "/"}
"""Marks that may stand inside a name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last`, both inclusive, and what the register makes of them."""

    first: int
    last: int
    entity: Entity


def find_hits(document: Document, register: Register) -> list[Hit]:
    """All hits in text order, longest first, none overlapping; ambiguous names go by the countries of the whole article."""
    found = [(first, last, options) for first, last, options in _matches(document, register)]
    countries = Counter(options[0].country for _, _, options in found if len(options) == 1)
    return [Hit(first, last, _choose(options, countries)) for first, last, options in found]


def _matches(document: Document, register: Register) -> list[tuple[int, int, list[Entity]]]:
    found = []
    index = 0
    while index < len(document.tokens):
        last, options = _longest(document, register, index)
        if options:
            found.append((index, last, options))
            index = last
        index += 1
    return found


def _longest(document: Document, register: Register, first: int) -> tuple[int, list[Entity]]:
    """The longest run of tokens from `first` that the register has, with its readings on the day of the report."""
    tokens = document.tokens
    if not tokens[first].text[0].isupper() and tokens[first].pos != "PROPN":
        return first, []
    key, best = "", (first, list[Entity]())
    for last in range(first, min(first + register.longest, len(tokens))):
        if tokens[last].sentence != tokens[first].sentence:
            break
        word = fold(tokens[last].text)
        if not word and tokens[last].text not in INNER_MARKS:
            break
        key = f"{key} {word}".strip()
        if word and key in register.entities and not _part_of_person(document, first, last):
            words = document.words(document.span(first, last))
            options = [e for e in register.entities[key] if _written_so(e, words) and e.valid(document.article.published)]
            best = (last, options) if options else best
    return best


def _written_so(entity: Entity, words: str) -> bool:
    """An abbreviation must stand in capitals, so that "us" is no country."""
    return words.isupper() if entity.surface.isupper() and len(entity.surface) <= 6 else words[:1].isupper()


def _part_of_person(document: Document, first: int, last: int) -> bool:
    """Whether the words are a part, not the whole, of a person's name ("Jordan" in "Vernon Jordan")."""
    name = document.name_at(first)
    return name is not None and name.label == "PERSON" and (name.first < first or last < name.last)


def _choose(options: list[Entity], countries: Counter[str | None]) -> Entity:
    return min(options, key=lambda e: (-min(countries[e.country], 1), FORMS.index(e.form), -countries[e.country], e.name))
