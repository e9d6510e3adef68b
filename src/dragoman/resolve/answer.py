"""The answer to who a mention is, and the readings it is chosen from."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records import Office

SHOWN = 5
"""Alternatives that are told."""
MARGIN = 0.55
"""By how much a reading must lead those that mean somebody else."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant; `office` is the title held on the day, if any."""

    name: str
    kind: str
    country: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a mention is, or, without a name, between whom it wavers; `reason` says why in a sentence."""

    name: str | None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    office: Office | None = None
    alternatives: tuple[Candidate, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a mention. Readings of the same `actor` do not contest each other; `weight` is how likely this one is."""

    actor: str
    weight: float
    answer: Answer

    @property
    def candidate(self) -> Candidate:
        """The reading as an alternative to another one."""
        said = self.answer
        return Candidate(said.name or "", said.kind or "", said.country, said.office.title if said.office else None)


def decide(readings: Iterable[Reading], doubt: str, margin: float = MARGIN) -> Answer | None:
    """The answer of the reading that leads by the margin, with the others as alternatives; one without a name where none leads; None
    without readings. `doubt` says what cannot be told apart."""
    ranked = sorted(readings, key=lambda r: (-r.weight, r.actor))
    best = {reading.actor: reading for reading in reversed(ranked)}
    distinct = [reading for reading in ranked if best[reading.actor] is reading]
    if not distinct:
        return None
    first, others = distinct[0], distinct[1:]
    if others and first.weight - others[0].weight < margin:
        close = [r for r in distinct if first.weight - r.weight < margin]
        named = tuple(reading.candidate for reading in close[:SHOWN])
        return Answer(None, alternatives=named, reason=f"{doubt}: {' or '.join(_called(c) for c in named)}.")
    return _with_alternatives(first.answer, others)


def _with_alternatives(answer: Answer, others: list[Reading]) -> Answer:
    from dataclasses import replace

    return replace(answer, alternatives=tuple(reading.candidate for reading in others[:SHOWN]))


def _called(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.office or candidate.country or candidate.kind})"
