"""The heads: what the encoder's states say of cues, of who said what, and of acts between a pair. Plain arithmetic on trained weights;
`training/network.py` has the same heads as they are trained."""

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy

from dragoman.models.encoder import FOLDER, Encoding

HEADS = ("event_type", "mode", "status", "cameo")
"""What is told of an act."""
FEW = 4
"""Rows up to which a product is done without a BLAS."""
POINTERS = ("content_start", "content_end", "speaker_start", "speaker_end")
"""The edges of what a cue governs."""


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """The heads' weights by name, float32; those that are multiplied with stand ready turned."""
    with numpy.load(FOLDER / "heads.npz") as stored:
        found = {name: stored[name].astype(numpy.float32) for name in stored.files}
    return {name: numpy.ascontiguousarray(w.T) if name.endswith(".weight") else w for name, w in found.items()}


@lru_cache(maxsize=1)
def labels() -> dict[str, list[str]]:
    """The labels that each head chooses from."""
    found: dict[str, list[str]] = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    return found


def cues(encoding: Encoding) -> Any:
    """For each piece the probability of each cue label (pieces, labels)."""
    return _softmax(_linear("cue", encoding.states))


def pointers(encoding: Encoding, cue: Any) -> Any:
    """For each of POINTERS the probability of each piece as that edge of what a cue (indices of pieces) governs, (4, pieces);
    piece 0 stands for nothing."""
    query = _linear("query", encoding.states[cue].mean(0)).reshape(len(POINTERS), -1)
    key = _linear("key", encoding.states).reshape(len(encoding.states), len(POINTERS), -1)
    return _softmax(numpy.einsum("ph,tph->pt", query, key) / math.sqrt(query.shape[1]))


def acts(encoding: Encoding, pairs: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    """For pairs of an acting side and one acted on, each given as indices of pieces, none for a side that is not named: the
    probabilities of the labels of each head of an event, (pairs, labels)."""
    states = encoding.states
    sides = [numpy.stack([_side(states, pair[n], n) for pair in pairs]) for n in (0, 1)]
    weight = _softmax(_times(_linear("pair", numpy.concatenate(sides, 1)), states.T) / math.sqrt(states.shape[1]))
    whole = numpy.broadcast_to(states.mean(0), sides[0].shape)
    act = _gelu(_linear("act", numpy.concatenate([whole, *sides, _times(weight, states)], 1)))
    return {head: _softmax(_linear(f"event.{head}", act)) for head in HEADS}


def _side(states: Any, pieces: Any, number: int) -> Any:
    return states[pieces].mean(0) if len(pieces) else weights()["unnamed"][number]


def _linear(name: str, given: Any) -> Any:
    stored = weights()
    return _times(given, stored[f"{name}.weight"]) + stored[f"{name}.bias"]


def _times(a: Any, b: Any) -> Any:
    """The product with a matrix; of few rows on one thread, since there the threads of a BLAS cost more than they save."""
    return numpy.einsum("ij,jk->ik", a, b) if a.ndim == 2 and len(a) <= FEW else a @ b


def _softmax(scores: Any) -> Any:
    shifted = numpy.exp(scores - scores.max(-1, keepdims=True))
    return shifted / shifted.sum(-1, keepdims=True)


def _gelu(x: Any) -> Any:
    return 0.5 * x * (1 + numpy.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
