"""Memory: who was mentioned in an article up to a point, for pronouns and descriptions that refer back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.document import Document
from dragoman.resolve.cast import Part

BODIES = ("state", "government", "ministry", "organisation", "armed_group")


REACH = 4
"""How many sentences back a pronoun looks."""


@dataclass(slots=True)
class Memory:
    """Who was mentioned, latest last: token, actors, and whether as a subject."""

    seen: list[tuple[int, tuple[Part, ...], bool]] = field(default_factory=list)

    def recall(
        self, document: Document, at: int, wanted: Callable[[tuple[Part, ...]], bool], reach: int = REACH
    ) -> tuple[Part, ...]:
        """The actors last mentioned before a token that `wanted` accepts, `reach` sentences back; a sentence's subject before its other words."""
        here = document.tokens[at].sentence
        nearest: dict[int, list[tuple[int, tuple[Part, ...], bool]]] = {}
        for index, parts, subject in self.seen:
            sentence = document.tokens[index].sentence
            if index < at and here - sentence <= reach and wanted(parts):
                nearest.setdefault(sentence, []).append((index, parts, subject))
        for sentence in sorted(nearest, reverse=True):
            options = nearest[sentence]
            subjects = [o for o in options if o[2]]
            return (subjects or options)[-1 if sentence == here else 0][1]
        return ()
