"""One article with its record, and what merging asks of it: what tells it apart, its day, who its actors are."""

from functools import cached_property

from dragoman.corpus.dates import Period, period
from dragoman.corpus.who import Who, who
from dragoman.reading import Reading as Plain
from dragoman.records import record_id


class Reading(Plain):
    """An article and its record. `key` tells it apart from every other reading, whatever its article's id."""

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
    def _whos(self) -> dict[str, Who]:
        return {}

    def who(self, id: str) -> Who:
        """An actor made comparable across articles."""
        if id not in self._whos:
            self._whos[id] = who(self.actors[id], self.article.text)
        return self._whos[id]
