"""Which statements are the same words of the same speaker, told by several reports within days, whole or in part."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.corpus.dates import BUCKET, Period
from dragoman.corpus.groups import Blocks, Kind, Verdict
from dragoman.corpus.reading import Reading
from dragoman.corpus.who import Who, likeness
from dragoman.corpus.words import plain_words, runs, sketch
from dragoman.records import Statement

NO_DAYS = Period(0, 0, False)
LEAST = 0.7
"""Share of the runs of words of the shorter statement that the longer one has."""
WITHIN = BUCKET // 2
"""Days between two reports that give the same words; more of them are bridged by reports in between."""
SHORTEST = 5
"""Words below which the same words are no sign: "We agreed"."""


@dataclass(frozen=True, slots=True)
class StatementProfile:
    """Who said what, in plain words, and the day it was published."""

    speaker: Who
    words: tuple[str, ...]
    days: Period | None = None


def statement_profile(reading: Reading, statement: Statement) -> StatementProfile | None:
    """A statement as an article gives it; None where the speaker is not known or the words are too few to be known again."""
    if statement.speaker is None:
        return None
    words = plain_words(reading.line(*statement.content))
    return StatementProfile(reading.who(statement.speaker), words, reading.published) if len(words) >= SHORTEST else None


def _blocks(profile: StatementProfile) -> Blocks:
    """Parts of the words, by the time of publication: who says the same every year does not make each further report dearer."""
    said = [(handle, part) for handle in profile.speaker.handles() for part in sketch(profile.words)]
    filed, asked = (set(_buckets(profile.days, margin)) for margin in (0, WITHIN))
    return Blocks(*(frozenset((*part, bucket) for part in said for bucket in buckets) for buckets in (filed, asked)))


def _buckets(days: Period | None, margin: int) -> Iterator[int | str]:
    if days is None:
        yield "undated"
    else:
        yield from days.buckets(margin)


def _weigh(one: StatementProfile, other: StatementProfile) -> Verdict:
    if likeness(one.speaker, other.speaker) <= 0.7:
        return Verdict(conflict=True, reasons=("another speaker",))
    if (one.days is None) != (other.days is None) or (one.days and other.days and one.days.distance(other.days) > WITHIN):
        return Verdict(reasons=("published at other times",))
    some, others = runs(one.words), runs(other.words)
    share = len(some & others) / min(len(some), len(others))
    return Verdict(share, reasons=(f"{share:.0%} of the words",))


STATEMENTS: Kind[StatementProfile] = Kind(
    _blocks, _weigh, lambda p: (p.words, p.speaker, p.days or NO_DAYS), least=LEAST, apart=False, cells=(lambda p: p.words,)
)
"""How statements are joined."""
