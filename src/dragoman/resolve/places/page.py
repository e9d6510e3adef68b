"""The page: a document with what is asked of it again and again in the search for places."""

from dataclasses import dataclass
from functools import cached_property

from dragoman.document import Document, Name, Token
from dragoman.knowledge.folding import fold
from dragoman.resolve.places.atlas import Atlas
from dragoman.resolve.places.sense import Sense
from dragoman.resolve.places.senses import spellings
from dragoman.resolve.places.vocabulary import Vocabulary

PLACE_LABELS = ("GPE", "LOC", "FAC")
POSSESSIVE = ("'s", "’s", "'", "’", "‘s")
BODY_LABELS = ("ORG", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW")
LONGEST_ACRONYM = 5
Reading = tuple[str, str | None]
"""A folded name to look up, and the kind of place that a type word beside it gives."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """Tokens `first` to `last`, both inclusive, that may name a place.

    `basis` is what it was found by: table, recogniser, part (of a recognised name), dateline, syntax, misread or repeat. `form`:
    name, adjective or facility. Its senses are those of the first of its `readings` that has any, or `fixed`, or the divisions
    that an abbreviation stands for. `cut` characters at its end are not part of it ("U.S.-led" is one token).
    """

    first: int
    last: int
    basis: str
    form: str = "name"
    readings: tuple[Reading, ...] = ()
    fixed: Sense | None = None
    divisions: tuple[tuple[str, str], ...] = ()
    cut: int = 0


class Page:
    """A document, the atlas and the word lists."""

    def __init__(self, document: Document, atlas: Atlas, words: Vocabulary) -> None:
        self.document = document
        self.tokens = document.tokens
        self.atlas = atlas
        self.words = words

    def said(self, first: int, last: int) -> str:
        """The exact words of some tokens."""
        return self.document.words(self.document.span(first, last))

    def lower(self, index: int) -> str:
        """A token in small letters; nothing outside the document."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def before(self, index: int) -> Token | None:
        """The token before this one in the same sentence."""
        token = self.tokens[index - 1] if index else None
        return token if token and token.sentence == self.tokens[index].sentence else None

    def after(self, index: int) -> Token | None:
        """The token after this one in the same sentence."""
        token = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return token if token and token.sentence == self.tokens[index].sentence else None

    def label(self, index: int) -> str | None:
        """The label of the recognised name that a token belongs to."""
        name = self.document.name_at(index)
        return name.label if name else None

    def trimmed(self, first: int, last: int) -> tuple[int, int] | None:
        """First and last token without articles, marks and possessives; None where no proper name is left."""
        while first <= last and (self.lower(first) in ("the", "a", "an", "of", "and") or not fold(self.tokens[first].text)):
            first += 1
        while first <= last and (self.tokens[last].text in POSSESSIVE or not fold(self.tokens[last].text)):
            last -= 1
        proper = any(not t.text[:1].islower() for t in self.tokens[first : last + 1])
        return (first, last) if first <= last and proper else None

    def readings(self, first: int, last: int) -> tuple[Reading, ...]:
        """The whole name, then what is left of it without type words and directions ("the northern city of Mosul")."""
        found = [(key, self.type_beside(first, last)) for key in spellings(self.said(first, last))]
        start, end, kind = first, last, None
        while start < end and self.lower(start) in self.words.directions | {"-", "the"}:
            start += 1
        if end - start > 1 and self.lower(start + 1) == "of" and self.lower(start) in self.words.types:
            start, kind = start + 2, self.words.types[self.lower(start)]
        if end > start and self.lower(end) in self.words.types:
            end, kind = end - 1, self.words.types[self.lower(end)]
        if (start, end) != (first, last):
            found += [(key, kind) for key in spellings(self.said(start, end))]
        return tuple(dict.fromkeys((key, kind) for key, kind in found if key))

    def type_beside(self, first: int, last: int) -> str | None:
        """The kind that a type word right after or before a name gives ("Kherson region", "the port of Aden")."""
        if kind := self.words.types.get(self.lower(last + 1)):
            return kind
        return self.words.types.get(self.lower(first - 2)) if self.lower(first - 1) == "of" else None

    def is_acronym(self, first: int, last: int) -> bool:
        """Whether the words are a short run of capitals among other writing: "GOP", "DTM". Tables know those that are places."""
        said = self.said(first, last)
        if not said.isupper() or len(said) > LONGEST_ACRONYM or not said.isalpha():
            return False
        around = [t for t in (self.before(first), self.after(last)) if t and t.text.isalpha()]
        return bool(around) and not any(t.text.isupper() for t in around)

    def is_in_facility(self, first: int, last: int) -> bool:
        """Whether the words are a part of a venue's name ("Russian Embassy"), which is a place of its own."""
        name = self.document.name_at(first)
        return name is not None and name.label == "FAC" and not self.is_whole(name, first, last)

    def is_late_in_body(self, first: int, last: int) -> bool:
        """Whether the words stand within the name of a body or work: in "Bank of Japan", not in "U.S. Department of State".

        A state's own bodies are excepted: "the Government of Malta" names the country.
        """
        name = self.document.name_at(first)
        if name is None or name.label not in BODY_LABELS or self.is_whole(name, first, last):
            return False
        part = self.trimmed(name.first, name.last)
        return part is not None and part[0] < first and self.lower(part[0]) not in self.words.institutions

    # ------------------------------------------------------------ persons

    @cached_property
    def surnames(self) -> set[str]:
        """First and last words of the longer names of persons."""
        found: set[str] = set()
        for name in self.document.names:
            part = self.trimmed(name.first, name.last) if name.label == "PERSON" else None
            if part and part[1] > part[0]:
                found |= {self.tokens[part[0]].text, self.tokens[part[1]].text}
        return found

    def is_person(self, first: int, last: int) -> bool:
        """Whether the words are a part of a person's name ("Vernon Jordan"), or all of one that stands in full elsewhere."""
        name = self.document.name_at(first)
        if (
            name is None or name.label != "PERSON" or last > name.last
        ):  # "Kherson region", of which one word is taken for a person
            return False
        return not self.is_whole(name, first, last) or (first == last and self.tokens[last].text in self.surnames)

    def is_whole(self, name: Name, first: int, last: int) -> bool:
        """Whether the words are all of a recognised name, articles and possessives apart."""
        return self.trimmed(name.first, name.last) == (first, last)
