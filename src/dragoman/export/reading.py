"""One article with its record, and what every format says of it: names, the words around a span, the day, one line for a record."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from dragoman.periods import Period, period
from dragoman.reading import Reading as Plain
from dragoman.records import Event, Meeting, Place, Span, Stance, Statement, Trip

LeftOut = Counter[str]
"""What a format could not hold: the reason, and how many records."""
Telling = Meeting | Trip | Statement | Stance | Event
CONTEXT = 32
"""Characters before and after a span that help to find it again in another copy of the text."""
BREAK = re.compile(r"[.!?][\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\sa-z])|\n+")
"""Where a sentence ends, near enough to count sentences by."""


class Reading(Plain):
    """An article with its record, and what formats say of it."""

    def before(self, span: Span) -> str:
        """The characters before a span."""
        return self.article.text[max(0, span.start - CONTEXT) : span.start]

    def after(self, span: Span) -> str:
        """The characters after a span."""
        return self.article.text[span.end : span.end + CONTEXT]

    def name(self, actor: str | None) -> str | None:
        """The name of an actor."""
        return self.actors[actor].name if actor else None

    def names(self, actors: Iterable[str]) -> str:
        """The names of actors as English lists them: "A, B and C"."""
        found = [self.actors[actor].name for actor in actors]
        return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)

    def place(self, id: str | None) -> Place | None:
        """A place by its id."""
        return self.places[id] if id else None

    def published(self) -> Period | None:
        """The day of publication."""
        return period(self.article.published)

    def tellings(self) -> Iterator[tuple[str, Telling]]:
        """Every meeting, trip, statement, stance and event with the name of its kind, in the order of the record."""
        for kind in ("meeting", "trip", "statement", "stance", "event"):
            for item in getattr(self.record, f"{kind}s"):
                yield kind, item

    def headline(self, item: Telling) -> str:
        """One line that says what a record says, for people."""
        return _HEADLINES[type(item)](self, item)

    @cached_property
    def text_hash(self) -> str:
        """The SHA-256 of the text as UTF-8, which says whether a copy is the same."""
        return hashlib.sha256(self.article.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _breaks(self) -> list[int]:
        return [found.end() for found in BREAK.finditer(self.article.text)]

    def sentence_number(self, at: int) -> int:
        """Which sentence of the article a character stands in, from 1; counted by full stops and line breaks."""
        from bisect import bisect_right

        return bisect_right(self._breaks, at) + 1


# ------------------------------------------------------------ a record in one line


def _meeting(reading: Reading, meeting: Meeting) -> str:
    what = {"call": "Call", "video": "Video call", "talks": "Talks", "summit": "Summit", "ceremony": "Ceremony"}.get(meeting.form)
    return f"{what or 'Meeting'}: {reading.names(meeting.participants)}"


def _trip(reading: Reading, trip: Trip) -> str:
    return f"Tour of {reading.name(trip.traveller)}: {', '.join(reading.places[stop.place].name for stop in trip.stops)}"


def _statement(reading: Reading, statement: Statement) -> str:
    return f"{speaker(reading, statement)}: {reading.line(*statement.content)}"


def _stance(reading: Reading, stance: Stance) -> str:
    return f"{reading.name(stance.holder)} {stance.polarity} {reading.line(stance.object)}"


def _event(reading: Reading, event: Event) -> str:
    towards = f" towards {reading.names(event.recipients)}" if event.recipients else ""
    return f"{event.event_type}: {reading.names(event.actors) if event.actors else 'somebody unnamed'}{towards}"


_HEADLINES: dict[type, Callable[..., str]] = {
    Meeting: _meeting,
    Trip: _trip,
    Statement: _statement,
    Stance: _stance,
    Event: _event,
}


def speaker(reading: Reading, statement: Statement) -> str:
    """The name of who said it, else the words that the text has for them."""
    known = reading.name(statement.speaker)
    return known or (reading.line(statement.speaker_mention) if statement.speaker_mention else "Somebody")
