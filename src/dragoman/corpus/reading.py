"""One article with its record, and the look-ups that merging needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.article import Article
from dragoman.corpus.dates import Period, period
from dragoman.corpus.who import Who, who
from dragoman.records import Actor, Place, Record, Span, record_id


@dataclass(frozen=True)
class Reading:
    """An article and its record. `key` tells it apart from every other reading, whatever its article's id."""

    article: Article
    record: Record

    @cached_property
    def key(self) -> str:
        """Made of everything that was published: two papers that print one text are two readings."""
        article = self.article
        return record_id(article.id, "article", article.publisher, article.published, article.url, article.title, article.text)

    @cached_property
    def published(self) -> Period | None:
        """The day of publication."""
        return period(self.article.published)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by their id."""
        return {actor.id: actor for actor in self.record.actors}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by their id."""
        return {place.id: place for place in self.record.places}

    @cached_property
    def _whos(self) -> dict[str, Who]:
        return {}

    def who(self, id: str) -> Who:
        """An actor made comparable across articles."""
        if id not in self._whos:
            self._whos[id] = who(self.actors[id], self.article.text)
        return self._whos[id]

    def words(self, spans: Iterable[Span]) -> str:
        """The words of spans in one line, spans set apart by an ellipsis."""
        return " … ".join(" ".join(self.article.text[start:end].split()) for start, end in spans)
