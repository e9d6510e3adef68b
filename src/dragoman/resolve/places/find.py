"""Places: every place an article names, each once, with all its mentions."""

from collections import defaultdict

from dragoman.document import Document
from dragoman.knowledge.gazetteer import Gazetteer, gazetteer
from dragoman.records import Place, Span, record_id
from dragoman.resolve.places.atlas import Atlas, Sense, atlas
from dragoman.resolve.places.choice import Candidate, choose
from dragoman.resolve.places.containment import Container, find_containers
from dragoman.resolve.places.senses import division_sense, pointed, senses_of
from dragoman.resolve.places.toponyms import Finder, Toponym, words


def find_places(document: Document) -> list[Place]:
    """The places of a document in the order of their first mention."""
    return Search(document, atlas(), gazetteer()).places()


class Search:
    """The search for the places of one document."""

    def __init__(self, document: Document, names: Atlas, towns: Gazetteer) -> None:
        self.document = document
        self.atlas = names
        self.gazetteer = towns
        self.finder = Finder(document, names)

    def places(self) -> list[Place]:
        """The records, in the order of their first mention."""
        toponyms = self.finder.find()
        self.gazetteer.find_all({key for t in toponyms for key, _ in t.readings})
        candidates = self._candidates(toponyms)
        senses = choose(candidates)
        return self._records(candidates, senses)

    # ------------------------------------------------------------ candidates

    def _candidates(self, toponyms: list[Toponym]) -> list[Candidate]:
        """The toponyms with their senses, none overlapping, those that mean nothing left out."""
        read = [(t, *self._read(t)) for t in toponyms]
        kept = _apart([entry for entry in read if entry[2] or entry[0].basis == "recogniser"])
        containers = find_containers(self.document, [entry[0] for entry in kept], self.atlas, words())
        senses = {entry[0]: entry[2] for entry in kept}
        return [
            Candidate(t, key, found, kind, self._within(containers.get(t), senses), self.finder.is_embedded(t))
            for t, key, found, kind in kept
        ]

    def _read(self, toponym: Toponym) -> tuple[str, tuple[Sense, ...], str | None]:
        """The folded name, senses and kind of the first reading that has any senses."""
        if toponym.fixed:
            found = self._fixed(toponym.fixed)
            return "=" + toponym.fixed.name, found, None
        if toponym.divisions:
            found = tuple(s for d in toponym.divisions if (s := division_sense(*d, self.gazetteer)))
            return self.document.words(self.document.span(toponym.first, toponym.last)), found, None
        for key, kind in toponym.readings:
            if found := senses_of(key, self.atlas, self.gazetteer):
                return key, found, kind
        return (toponym.readings[0][0] if toponym.readings else ""), (), None

    def _fixed(self, sense: Sense) -> tuple[Sense, ...]:
        if sense.kind == "lookup":
            return senses_of(sense.name.lower(), self.atlas, self.gazetteer)[:1]
        return (pointed(sense, self.gazetteer),)

    def _within(self, container: Container | None, senses: dict[Toponym, tuple[Sense, ...]]) -> tuple[Sense, ...]:
        if container is None:
            return ()
        if container.within is not None:
            return senses.get(container.within, ())[:3]
        return tuple(s for d in container.divisions if (s := division_sense(*d, self.gazetteer)))

    # ------------------------------------------------------------ records

    def _records(self, candidates: list[Candidate], senses: list[Sense | None]) -> list[Place]:
        spans: dict[Sense | str, list[Span]] = defaultdict(list)
        kinds: dict[Sense | str, str] = {}
        for candidate, sense in zip(candidates, senses, strict=True):
            toponym = candidate.toponym
            if sense is None and toponym.basis != "recogniser":
                continue
            span = self.document.span(toponym.first, toponym.last)
            what = sense or self.document.words(span)
            spans[what].append(span)
            kinds.setdefault(what, "venue" if toponym.form == "facility" else "place")
        return [self._record(what, tuple(mentions), kinds[what]) for what, mentions in spans.items()]

    def _record(self, what: Sense | str, mentions: tuple[Span, ...], kind: str) -> Place:
        article = self.document.article.id
        if isinstance(what, str):
            return Place(record_id(article, "place", what), what, kind, mentions=mentions)
        return Place(
            id=record_id(article, "place", what.name, what.kind, what.country, what.latitude, what.longitude),
            name=what.name,
            kind=what.kind,
            country=what.country,
            latitude=what.latitude,
            longitude=what.longitude,
            precision=what.precision,
            geonames=what.geonames,
            mentions=mentions,
        )


Read = tuple[Toponym, str, tuple[Sense, ...], str | None]


def _apart(read: list[Read]) -> list[Read]:
    """Without those that overlap a better one: one with senses before one without, then the longer."""
    kept: list[Read] = []
    taken: set[int] = set()
    for entry in sorted(read, key=lambda e: (not e[2], e[0].first - e[0].last, e[0].basis != "table", e[0].first)):
        inside = range(entry[0].first, entry[0].last + 1)
        if not taken.intersection(inside):
            taken.update(inside)
            kept.append(entry)
    return sorted(kept, key=lambda e: e[0].first)
