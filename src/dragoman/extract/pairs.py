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
    encoding = encode(text, 0, len(text))
    one, other = (encoding.pieces(side.start, side.end) if side else () for side in (actor, recipient))
    probable = heads.acts(encoding, [(one, other)])
    likely = {head: named(head, probable[head][0]) for head in heads.HEADS}
    evidence = Span(0, len(text.rstrip()))
    nothing = likely["event_type"].pop("NONE")
    if nothing >= LEAST_NOTHING:
        return CodedPair(None, None, None, None, None, None, round(nothing, 3), evidence)
    event_type = likeliest(likely["event_type"])
    assert event_type is not None
    mode = likeliest({name: p for name, p in likely["mode"].items() if name.startswith(f"{event_type} ")})
    code = likeliest({c: p for c, p in likely["cameo"].items() if c in cameo() and cameo()[c]["event_type"] == event_type})
    status = likeliest(likely["status"])
    return CodedPair(
        event_type,
        mode.removeprefix(f"{event_type} ") if mode else None,
        code,
        quad(event_type),
        goldstein(event_type, code),
        "done" if status == "reported" else status,
        round(likely["event_type"][event_type], 3),
        evidence,
    )


def named(head: str, probable: Any) -> dict[str, float]:
    """The probability of each label of a head."""
    return dict(zip(heads.labels()[head], map(float, probable), strict=True))


def likeliest(probable: dict[str, float]) -> str | None:
    """The label of the highest probability, None where there is none to choose from."""
    return max(probable, key=lambda name: probable[name], default=None)
