"""One article with its record, and the look-ups that every later step needs: parts by their ids, and the words of spans."""

from dataclasses import dataclass
from functools import cached_property

from dragoman.article import Article
from dragoman.records import Actor, Meeting, Place, Record, Span


@dataclass(frozen=True)
class Reading:
    """An article and its record."""

    article: Article
    record: Record

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by their id."""
        return {actor.id: actor for actor in self.record.actors}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by their id."""
        return {place.id: place for place in self.record.places}

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """Meetings by their id."""
        return {meeting.id: meeting for meeting in self.record.meetings}

    def words(self, span: Span) -> str:
        """The exact words of a span."""
        return self.article.text[span.start : span.end]

    def line(self, *spans: Span) -> str:
        """The words of spans in one line, spans set apart by an ellipsis."""
        return " … ".join(" ".join(self.words(span).split()) for span in spans)
