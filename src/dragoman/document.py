"""The parsed article, free of any NLP library's types, so that a test can build one by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dragoman.article import Article
from dragoman.records import Actor, Place, Span, Time
from dragoman.wrapping import in_one_line


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `head` is the index of its syntactic head (its own index for a root); `dep` and `tag` are those
    of the ClearNLP and Penn Treebank schemes, `pos` is universal."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int

    @property
    def span(self) -> Span:
        """Where the token stands in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last`, both inclusive."""

    index: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text. `kind`: headline, dateline, byline or body."""

    index: int
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity, tokens `first` to `last` inclusive; `label` is OntoNotes' (PERSON, ORG, GPE, NORP, LOC, FAC, DATE ...)."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, tokens `first` to `last` without the marks; `span` is the text inside.

    `closed` is False where a paragraph opens a quotation that the next paragraph goes on with, or where the mark is missing.
    """

    first: int
    last: int
    span: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Oblique:
    """A prepositional argument: the preposition, and the head (noun or gerund) it governs."""

    preposition: str
    head: int
    at: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its arguments, each an index of a head token, coordination spelled out.

    `lemma` carries the particle (`call off`). `subjects` are those who act, also in a passive with `by`; `objects` those acted on.
    `complements` are verbs of that-clauses and infinitives. `tense`: past, present, future, infinitive, participle.
    """

    verb: int
    lemma: str
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    complements: tuple[int, ...] = ()
    modals: tuple[str, ...] = ()
    tense: str = "past"
    passive: bool = False
    negated: bool = False
    inherited: bool = False

    def oblique(self, *prepositions: str) -> tuple[int, ...]:
        """Heads governed by any of these prepositions."""
        return tuple(o.head for o in self.obliques if o.preposition in prepositions)


@dataclass(frozen=True)
class Document:
    """An article's paragraphs, sentences, tokens, names, quotations and clauses; `encodings` keeps the states of the sentences
    that the trained heads have read, by number of the sentence."""

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    names: tuple[Name, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    clauses: tuple[Clause, ...] = field(default=())
    encodings: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    # ------------------------------------------------------------ the tree

    @cached_property
    def _children(self) -> list[list[Token]]:
        children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token)
        return children

    def children(self, index: int, *deps: str) -> list[Token]:
        """Direct dependents in text order, of these relations only if any are named."""
        found = self._children[index]
        return [child for child in found if child.dep in deps] if deps else found

    def head(self, index: int) -> Token:
        """The syntactic head of a token."""
        return self.tokens[self.tokens[index].head]

    @cached_property
    def _edges(self) -> list[tuple[int, int]]:
        edges = [(i, i) for i in range(len(self.tokens))]
        for sentence in self.sentences:
            self._spread(sentence, edges)
        return edges

    def _spread(self, sentence: Sentence, edges: list[tuple[int, int]]) -> None:
        """Widen each token's edges by those of its dependents, deepest first."""
        for index in sorted(range(sentence.first, sentence.last + 1), key=self.depth, reverse=True):
            above = self.tokens[index].head
            if above != index:
                edges[above] = (min(edges[above][0], edges[index][0]), max(edges[above][1], edges[index][1]))

    @cached_property
    def _depths(self) -> dict[int, int]:
        return {}

    def depth(self, index: int) -> int:
        """How many heads stand above a token."""
        if index not in self._depths:
            path = []
            while index not in self._depths and self.tokens[index].head != index:
                path.append(index)
                index = self.tokens[index].head
            level = self._depths.setdefault(index, 0)
            for step in reversed(path):
                level += 1
                self._depths[step] = level
            return level
        return self._depths[index]

    def edges(self, index: int) -> tuple[int, int]:
        """First and last token of the subtree under a token."""
        return self._edges[index]

    def ancestors(self, index: int) -> Iterator[Token]:
        """The heads above a token, nearest first."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield self.tokens[index]

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and all that depends on it, in text order."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting.extend(child.index for child in self._children[at])
        return sorted(found)

    def coordinated(self, index: int) -> tuple[int, ...]:
        """A head and those coordinated with it: `A`, `B` and `C` of "A, B and C"."""
        found = [index]
        for at in found:
            found.extend(child.index for child in self._children[at] if child.dep == "conj")
        return tuple(found)

    # ------------------------------------------------------------ text

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def span(self, first: int, last: int) -> Span:
        """The text from one token to another, both inclusive."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def words(self, span: Span) -> str:
        """The words of a span, in one line."""
        return in_one_line(self.text[span.start : span.end])

    def sentence_of(self, index: int) -> Sentence:
        """The sentence a token stands in."""
        return self.sentences[self.tokens[index].sentence]

    def sentence_span(self, index: int) -> Span:
        """The text of the sentence a token stands in."""
        sentence = self.sentence_of(index)
        return self.span(sentence.first, sentence.last)

    def paragraph_of(self, index: int) -> Paragraph:
        """The paragraph a token stands in."""
        return self.paragraphs[self.sentence_of(index).paragraph]

    def in_dateline(self, index: int) -> bool:
        """Whether a token stands in the dateline ("ASTANA, July 25 (Steppe Monitor) -")."""
        span = self.article.dateline
        return span is not None and span.start <= self.tokens[index].start < span.end

    def in_headline(self, index: int) -> bool:
        """Whether a token stands in the headline."""
        return self.paragraph_of(index).kind == "headline"

    def in_title_case(self, index: int) -> bool:
        """Whether a token stands in a headline with Every Word Capitalised, which the parser reads badly."""
        if not self.in_headline(index):
            return False
        sentence = self.sentence_of(index)
        words = [t for t in self.tokens[sentence.first : sentence.last + 1] if t.text.isalpha() and len(t.text) > 3]
        return len(words) > 3 and sum(t.text[0].isupper() for t in words) >= 0.8 * len(words)

    def lower(self, first: int, last: int) -> str:
        """Tokens `first` to `last` in lower case, joined by single spaces."""
        return " ".join(token.text.lower() for token in self.tokens[first : last + 1])

    # ------------------------------------------------------------ what covers a token

    @cached_property
    def _clause_at(self) -> dict[int, Clause]:
        return {clause.verb: clause for clause in self.clauses}

    def clause_at(self, verb: int) -> Clause | None:
        """The clause whose verb is this token."""
        return self._clause_at.get(verb)

    @cached_property
    def _quotation_at(self) -> dict[int, Quotation]:
        return {i: quotation for quotation in self.quotations for i in range(quotation.first, quotation.last + 1)}

    def quotation_at(self, index: int) -> Quotation | None:
        """The quotation a token stands in."""
        return self._quotation_at.get(index)

    @cached_property
    def _name_at(self) -> dict[int, Name]:
        return {i: name for name in self.names for i in range(name.first, name.last + 1)}

    def name_at(self, index: int) -> Name | None:
        """The named entity a token belongs to."""
        return self._name_at.get(index)

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts in the text."""
        return [token.start for token in self.tokens]

    def tokens_in(self, span: Span) -> list[Token]:
        """Tokens that stand within a span of text."""
        from bisect import bisect_left

        found = []
        for token in self.tokens[bisect_left(self.starts, span.start) :]:
            if token.end > span.end:
                break
            found.append(token)
        return found

    def clauses_in(self, sentence: Sentence) -> Iterable[Clause]:
        """The clauses of a sentence in text order."""
        return (c for i in range(sentence.first, sentence.last + 1) if (c := self._clause_at.get(i)))


@dataclass(frozen=True)
class Mentions:
    """Who, where and when: the actors, places and times of a document, and which tokens mean them.

    `who` maps a token to the ids of the actors it stands for: the tokens of a name or title to one, "they" to several, an
    adjective ("Turkish") to its state. `lists` maps each token of a list of names to all who are named in it.
    """

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    who: dict[int, tuple[str, ...]] = field(default_factory=dict)
    lists: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """Actors by their id."""
        return {actor.id: actor for actor in self.actors}

    def actors_at(self, *indices: int) -> tuple[str, ...]:
        """The actors that these tokens stand for, each once, in order."""
        return tuple(dict.fromkeys(actor for index in indices for actor in self.who.get(index, ())))

    def parties_at(self, *indices: int) -> tuple[str, ...]:
        """The actors that these tokens stand for, with those who are named in one list with them."""
        return tuple(
            dict.fromkeys(a for i in indices for a in (*self.who.get(i, ()), *(self.lists.get(i, ()) if i in self.who else ())))
        )

    @cached_property
    def states(self) -> dict[str, str]:
        """The ids of states by country code."""
        return {actor.country: actor.id for actor in self.actors if actor.kind == "state" and actor.country}

    @cached_property
    def _places_by_start(self) -> dict[int, Place]:
        return {start: place for place in self.places for span in place.mentions for start in range(span.start, span.end)}

    def place_at(self, token: Token) -> Place | None:
        """The place a token is part of a mention of."""
        return self._places_by_start.get(token.start)

    @cached_property
    def _times_by_start(self) -> dict[int, Time]:
        return {start: time for time in self.times for start in range(time.span.start, time.span.end)}

    def time_at(self, token: Token) -> Time | None:
        """The time expression a token is part of."""
        return self._times_by_start.get(token.start)
