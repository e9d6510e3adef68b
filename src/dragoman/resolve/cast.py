"""The cast of an article: actors as they are gathered, and the tokens that stand for each."""

from dataclasses import dataclass, field

from dragoman.document import Document, Mentions
from dragoman.records import Actor, Office, Span, record_id


@dataclass(slots=True, eq=False)
class Part:
    """An actor in the making. `sex`, `role`, `noun` and `plural` serve coreference only."""

    name: str
    kind: str
    country: str | None
    sector: str | None = None
    office: Office | None = None
    sex: str | None = None
    role: str | None = None
    noun: str | None = None
    plural: bool = False
    order: int = 0
    mentions: list[Span] = field(default_factory=list)


class Cast:
    """The actors of one article, each under a key (kind, name, country), and which tokens stand for which; `home` is the country of its dateline,
    `towns` the country of each token of a town's name."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.parts: dict[tuple[str, str, str | None], Part] = {}
        self.at: dict[int, tuple[Part, ...]] = {}
        self.home: str | None = None
        self.towns: dict[int, str] = {}
        self.lists: list[tuple[range, tuple[Part, ...]]] = []

    def part(self, name: str, kind: str, country: str | None, **more: object) -> Part:
        """The actor of this name, kind and country, made on first call."""
        key = (kind, name, country)
        if key not in self.parts:
            self.parts[key] = Part(name, kind, country, order=len(self.parts), **more)  # type: ignore[arg-type]
        return self.parts[key]

    def mention(self, first: int, last: int, *parts: Part) -> None:
        """Let tokens `first` to `last` stand for these actors, and count the words as a mention of each."""
        for index in range(first, last + 1):
            self.at[index] = parts
        span = self.document.span(first, last)
        for part in parts:
            part.mentions.append(span)

    def finish(self) -> Mentions:
        """The actors with their ids, which tokens stand for which, and the lists they are named in."""
        article = self.document.article.id
        ids = {id(part): record_id(article, "actor", *key) for key, part in self.parts.items()}
        actors = tuple(
            Actor(ids[id(p)], p.name, p.kind, p.country, p.sector, p.office, tuple(sorted(set(p.mentions))))
            for p in self.parts.values()
        )
        who = {index: tuple(ids[id(part)] for part in parts) for index, parts in self.at.items()}
        lists = {index: tuple(ids[id(part)] for part in together) for tokens, together in self.lists for index in tokens}
        return Mentions(actors=actors, who=who, lists=lists)
