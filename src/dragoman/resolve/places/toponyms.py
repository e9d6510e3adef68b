"""Toponyms: the stretches of text that may name a place, before it is known which.

Three ways lead to one: a name of the hand-written tables, a name that the recogniser takes for a place, and a name that
only its surroundings give away ("near Ordino", "ORDINO, Oct 3 (Reuters) -"). Names of persons hold no places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dragoman.document import Document, Name, Token
from dragoman.knowledge.folding import fold
from dragoman.lexicon.loader import load
from dragoman.resolve.places.atlas import Atlas, Sense
from dragoman.resolve.places.senses import spellings

PLACE_LABELS = ("GPE", "LOC", "FAC")
OTHER_NAMES = ("ORG", "PERSON", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
CONTAINERS = ("ORG", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW")
DATELINE = re.compile(r"(?P<place>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})(?:, [\w., ]{2,30})? ?(?:\([^()\n]{2,40}\))? ?(?:--?|–|—|:) ?(?=\S)")
POSSESSIVE = ("'s", "’s", "'", "’")
INNER = ("-", "al", "el", "de", "la", "del", "le", "les", "ez", "es", "as", "ad", "ul", "au", "sur", "upon", "on", "du", "des", "do", "da", "dos", "der", "van", "'", "’")
"""Small words and marks inside a place's name ("Deir al-Zor", "Rio de Janeiro")."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """Tokens `first` to `last`, both inclusive, that may name a place.

    `basis`: table, recogniser, syntax or dateline. `form`: name, adjective or facility. `readings` are the folded names to look
    up, in turn, each with the kind of place that a type word beside it gives; `fixed` is the sense, `divisions` are those an
    abbreviation stands for, where no look-up is needed.
    """

    first: int
    last: int
    basis: str
    form: str
    readings: tuple[tuple[str, str | None], ...] = ()
    fixed: Sense | None = None
    divisions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Words:
    """The word lists of `places.yaml` as they are needed here."""

    locative: frozenset[str]
    verbs: frozenset[str]
    directions: frozenset[str]
    never: frozenset[str]
    types: dict[str, str]
    between: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The word lists, read once a process."""
    lists = load("places")
    return Words(
        locative=frozenset(lists["rules"]["locative"]["words"]),
        verbs=frozenset(lists["rules"]["place_verbs"]["words"]),
        directions=frozenset(lists["directions"]),
        never=frozenset(map(str, lists["never"])),
        types={word: kind for kind, found in lists["types"].items() for word in found},
        between=frozenset(lists["between"]),
    )


class Finder:
    """Finds the toponyms of one document."""

    def __init__(self, document: Document, atlas: Atlas) -> None:
        self.document = document
        self.atlas = atlas
        self.words = words()

    def find(self) -> list[Toponym]:
        """All candidates in text order; they may overlap, the longer one first."""
        found = [*self._from_tables(), *self._from_recogniser(), *self._from_datelines(), *self._from_abbreviations(), *self._from_surroundings()]
        return sorted(found, key=lambda t: (t.first, -t.last))

    # ------------------------------------------------------------ the hand-written tables

    def _from_tables(self) -> Iterator[Toponym]:
        tokens, index = self.document.tokens, 0
        while index < len(tokens):
            toponym = self._in_tables(index) if fold(tokens[index].text) in self.atlas.firsts else None
            if toponym:
                yield toponym
                index = toponym.last
            index += 1

    def _in_tables(self, first: int) -> Toponym | None:
        """The longest run of tokens from `first` that the tables have, unless it is a part of a person's name."""
        tokens, key, best = self.document.tokens, "", None
        for last in range(first, min(first + 2 * self.atlas.longest, len(tokens))):
            if tokens[last].sentence != tokens[first].sentence:
                break
            word = fold(tokens[last].text)
            key = f"{key} {word}" if key and word else key + word
            if not word or key not in self.atlas.names:
                continue
            said = self.document.words(self.document.span(first, last))
            names = list(self.atlas.matches(key, said))
            if names and not self._is_person(first, last):
                form = self._form(last, {name.form for name in names})
                if form == "adjective":
                    best = Toponym(first, last, "table", form, (), next(n.sense for n in names if n.form == form))
                elif form:
                    best = Toponym(first, last, "table", form, ((key, self._type_beside(first, last)),))
        return best

    def _form(self, last: int, forms: set[str]) -> str | None:
        """How a name that may be an adjective is used; None where it is a language or a people."""
        if "name" in forms:
            return "name"
        token = self.document.tokens[last]
        modifies = token.dep in ("amod", "compound", "nmod", "poss") and token.head > token.index
        hyphened = token.index + 1 < len(self.document.tokens) and self.document.tokens[token.index + 1].text == "-"
        coordinated = token.dep == "conj" and token.pos == "ADJ" or token.pos == "ADJ" and token.dep in ("amod", "advmod")
        return "adjective" if modifies or hyphened or coordinated else None

    # ------------------------------------------------------------ the recogniser's names

    def _from_recogniser(self) -> Iterator[Toponym]:
        for name in self.document.names:
            if name.label not in PLACE_LABELS:
                continue
            for first, last in self._parts(name):
                readings = self._readings(first, last)
                if readings:
                    form = "facility" if name.label == "FAC" else "name"
                    yield Toponym(first, last, "recogniser", form, readings)

    def _parts(self, name: Name) -> Iterator[tuple[int, int]]:
        """The name without article and possessive, cut at commas ("Paris, Texas" is two places)."""
        tokens, first = self.document.tokens, name.first
        for index in range(name.first, name.last + 2):
            if index > name.last or tokens[index].text in (",", "(", ")", "/", ";"):
                part = self._trimmed(first, index - 1)
                if part:
                    yield part
                first = index + 1

    def _trimmed(self, first: int, last: int) -> tuple[int, int] | None:
        tokens = self.document.tokens
        while first <= last and (tokens[first].text.lower() in ("the", "a", "an", "of", "and", "-") or not fold(tokens[first].text)):
            first += 1
        while first <= last and (tokens[last].text in POSSESSIVE or not fold(tokens[last].text)):
            last -= 1
        return (first, last) if first <= last and any(t.text[:1].isupper() or t.text[:1].isdigit() for t in tokens[first : last + 1]) else None

    def _readings(self, first: int, last: int) -> tuple[tuple[str, str | None], ...]:
        """The whole name, then what is left without directions and type words."""
        tokens = self.document.tokens
        said = [token.text for token in tokens[first : last + 1]]
        lower = [word.lower() for word in said]
        found = [(key, self._type_beside(first, last)) for key in spellings(self._joined(first, last))]
        start, end, kind = 0, len(said), None
        if len(said) > 2 and lower[1] == "of" and lower[0] in self.words.types:
            start, kind = 2, self.words.types[lower[0]]
        if end - start > 1 and lower[end - 1] in self.words.types:
            end, kind = end - 1, self.words.types[lower[end - 1]]
            found += [(key, kind) for key in spellings(self._joined(first + start, first + end - 1))]
        while end - start > 1 and (lower[start] in self.words.directions or lower[start] in ("-", "the")):
            start += 1
        if start and end > start:
            found += [(key, kind) for key in spellings(self._joined(first + start, first + end - 1))]
        return tuple(dict.fromkeys((key, kind) for key, kind in found if key and key not in self.words.never))

    def _joined(self, first: int, last: int) -> str:
        return self.document.words(self.document.span(first, last))

    def _type_beside(self, first: int, last: int) -> str | None:
        """The kind that a type word right after or before the name gives ("Kherson region", "the port of Aden")."""
        tokens = self.document.tokens
        if last + 1 < len(tokens) and (kind := self.words.types.get(tokens[last + 1].text.lower())):
            return kind
        if first >= 2 and tokens[first - 1].text.lower() == "of":
            return self.words.types.get(tokens[first - 2].text.lower())
        return None

    # ------------------------------------------------------------ surroundings

    def _from_abbreviations(self) -> Iterator[Toponym]:
        """Abbreviated divisions, after the name of a place or where a place is due: "Raleigh, N.C.", "in NSW"."""
        tokens = self.document.tokens
        for token in tokens:
            divisions = self.atlas.abbreviations.get(token.text)
            if not divisions or not token.index:
                continue
            before = tokens[token.index - 1]
            after_name = before.text in (",", "(") and token.index > 1 and _capital(tokens[token.index - 2]) and before.sentence == token.sentence
            due = len(token.text) > 2 or self._label(token.index) == "GPE"
            if after_name or due and (self._label(token.index) in PLACE_LABELS or before.text.lower() in self.words.locative):
                yield Toponym(token.index, token.index, "recogniser", "name", divisions=tuple(divisions))

    def _from_datelines(self) -> Iterator[Toponym]:
        """What stands before the dash at the head of a report."""
        for paragraph in self.document.paragraphs[:4]:
            said = DATELINE.match(self.document.words(paragraph.span)[:90])
            if said and (paragraph.kind == "dateline" or said["place"].isupper() or "(" in said[0]):
                start = paragraph.span.start
                inside = [t for t in self.document.tokens_in(type(paragraph.span)(start, start + said.end("place")))]
                if inside and (part := self._trimmed(inside[0].index, inside[-1].index)):
                    yield Toponym(*part, "dateline", "name", self._readings(*part))

    def _from_surroundings(self) -> Iterator[Toponym]:
        """Capitalised words that no place was recognised in, where a place is due."""
        tokens, index = self.document.tokens, 0
        while index < len(tokens):
            last = self._run(index)
            if last is not None:
                if self._is_due(index, last):
                    yield Toponym(index, last, "syntax", "name", self._readings(index, last))
                index = last
            index += 1

    def _run(self, first: int) -> int | None:
        """The last token of the run of capitalised words that starts here."""
        tokens = self.document.tokens
        if not _capital(tokens[first]) or self._label(first) in PLACE_LABELS:
            return None
        last = first
        for index in range(first + 1, min(first + 6, len(tokens))):
            token = tokens[index]
            if token.sentence != tokens[first].sentence or self._label(index) in PLACE_LABELS:
                break
            if _capital(token):
                last = index
            elif token.text.lower() not in INNER:
                break
        return last

    def _is_due(self, first: int, last: int) -> bool:
        """Whether what stands before the words governs a place, and no recognised name reaches beyond them."""
        name = self.document.name_at(first)
        if name and (name.first < first or name.last > last) or self._is_person(first, last):
            return False
        before = self.document.tokens[first - 1] if first and self.document.tokens[first - 1].sentence == self.document.tokens[first].sentence else None
        if before is not None and before.text.lower() == "the":
            return False
        head = self.document.head(last)
        governed = head.lemma in self.words.verbs and self.document.tokens[last].dep == "dobj"
        return governed or before is not None and before.text.lower() in self.words.locative

    def _label(self, index: int) -> str | None:
        name = self.document.name_at(index)
        return name.label if name else None

    # ------------------------------------------------------------ persons

    @cached_property
    def persons(self) -> set[str]:
        """First and last words of the longer names of persons."""
        tokens, found = self.document.tokens, set()
        for name in self.document.names:
            if name.label == "PERSON" and name.last > name.first:
                parts = self._trimmed(name.first, name.last)
                if parts and parts[1] > parts[0]:
                    found |= {tokens[parts[0]].text, tokens[parts[1]].text}
        return found

    def _is_person(self, first: int, last: int) -> bool:
        """Whether the words are a part of a person's name ("Vernon Jordan"), or the whole of one that stands in full elsewhere."""
        name = self.document.name_at(first)
        if name is None or name.label != "PERSON":
            return False
        inside = self._trimmed(name.first, name.last)
        return inside is not None and (inside != (first, last) or self.document.tokens[last].text in self.persons)

    def is_embedded(self, toponym: Toponym) -> bool:
        """Whether the toponym is a part of a body's or event's name."""
        name = self.document.name_at(toponym.first)
        if name is None or name.label not in CONTAINERS:
            return False
        inside = self._trimmed(name.first, name.last)
        return inside is not None and inside != (toponym.first, toponym.last)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos != "PRON"
