"""What one given side does to another in a sentence, as the trained heads read it: for people who have their pairs already."""

from dataclasses import dataclass
from typing import Any

from dragoman.extract.codes import cameo, goldstein, quad
from dragoman.models import heads
from dragoman.models.encoder import encode
from dragoman.records import Span

LEAST_NOTHING = 0.95
"""Only from this probability on is there said to be no act: whoever asks for a pair mostly has one."""


@dataclass(frozen=True, slots=True)
class CodedPair:
    """The act between a pair; `event_type` and all that follows from it None where there is none."""

    event_type: str | None
    mode: str | None
    cameo: str | None
    quad: int | None
    goldstein: float | None
    status: str | None
    confidence: float
    evidence: Span


def code_pair(text: str, actor: Span | None, recipient: Span | None) -> CodedPair:
    """The act of the actor on the recipient in a sentence; either may be None where the sentence does not name it."""
    encoding = encode(text, [(0, len(text))])[0]
    pair = [encoding.pieces(side.start, side.end) if side else () for side in (actor, recipient)]
    return coded(heads.acts(encoding, [(pair[0], pair[1])]), 0, Span(0, len(text.rstrip())))


def coded(scores: dict[str, Any], number: int, evidence: Span, least_nothing: float = LEAST_NOTHING) -> CodedPair:
    """One pair's codes from the scores of the heads."""
    names = heads.labels()
    types = dict(zip(names["event_type"], map(float, scores["event_type"][number]), strict=True))
    nothing = types.pop("NONE")
    if nothing >= least_nothing:
        return CodedPair(None, None, None, None, None, None, round(nothing, 3), evidence)
    event_type = max(types, key=lambda name: types[name])
    of_type = {name.split(" ", 1)[1]: p for name, p in _named(scores, number, "mode") if name.startswith(event_type + " ")}
    mode = max(of_type, key=lambda name: of_type[name], default=None)
    codes = {
        code: p for code, p in _named(scores, number, "cameo") if code in cameo() and cameo()[code]["event_type"] == event_type
    }
    code = max(codes, key=lambda name: codes[name], default=None)
    status = max(_named(scores, number, "status"), key=lambda pair: pair[1])[0]
    return CodedPair(
        event_type,
        mode,
        code,
        quad(event_type),
        goldstein(event_type, code),
        "done" if status == "reported" else status,
        round(types[event_type], 3),
        evidence,
    )


def _named(scores: dict[str, Any], number: int, head: str) -> list[tuple[str, float]]:
    return list(zip(heads.labels()[head], map(float, scores[head][number]), strict=True))
