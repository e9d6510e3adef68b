"""Which statements are the same words of the same speaker, told by several reports, whole or in part."""

from dataclasses import dataclass

from dragoman.corpus.groups import Blocks, Kind, Verdict
from dragoman.corpus.reading import Reading
from dragoman.corpus.who import Who, likeness
from dragoman.corpus.words import plain_words, runs, sketch
from dragoman.records import Statement

LEAST = 0.7
"""Share of the runs of words of the shorter statement that the longer one has."""
SHORTEST = 5
"""Words below which the same words are no sign: "We agreed"."""


@dataclass(frozen=True, slots=True)
class StatementProfile:
    """Who said what, in plain words."""

    speaker: Who
    words: tuple[str, ...]


def statement_profile(reading: Reading, statement: Statement) -> StatementProfile | None:
    """A statement as an article gives it; None where the speaker is not known or the words are too few to be known again."""
    if statement.speaker is None:
        return None
    words = plain_words(reading.words(statement.content))
    return StatementProfile(reading.who(statement.speaker), words) if len(words) >= SHORTEST else None


def _blocks(profile: StatementProfile) -> Blocks:
    keys = frozenset((handle, part) for handle in profile.speaker.handles() for part in sketch(profile.words))
    return Blocks(keys, keys)


def _weigh(one: StatementProfile, other: StatementProfile) -> Verdict:
    if likeness(one.speaker, other.speaker) <= 0.7:
        return Verdict(conflict=True, reasons=("another speaker",))
    some, others = runs(one.words), runs(other.words)
    share = len(some & others) / min(len(some), len(others))
    return Verdict(share, reasons=(f"{share:.0%} of the words",))


STATEMENTS: Kind[StatementProfile] = Kind(_blocks, _weigh, lambda p: (p.words, p.speaker), least=LEAST, apart=False)
"""How statements are joined."""
