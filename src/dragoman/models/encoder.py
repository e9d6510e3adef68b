"""The encoder: every sentence becomes numbers that the heads in `heads.py` read, one state for each piece of a word.

It is all-MiniLM-L6-v2, trained on by `training/train.py`, in ONNX with weights of eight bits, run on one thread.
"""

import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy

from dragoman.document import Document
from dragoman.errors import ModelError

FOLDER = Path(__file__).parent
LONGEST = 160
"""Pieces of one sentence that are read; what follows is not seen by the heads. The same as in training."""
SLOWER = ["SkipLayerNormFusion", "BiasGeluFusion"]
"""What ONNX Runtime does by itself to a graph and costs a sentence of common length a seventh more: the fused kernels use no vectors."""

NOWHERE = (-1, sys.maxsize)
"""Where the first and the last piece stand."""


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """A sentence's states (pieces, width), float32, and where each piece begins and ends in characters of the article, in order; the first
    and the last piece are the edges of the sentence and stand nowhere."""

    states: Any
    starts: list[int]
    ends: list[int]

    def pieces(self, start: int, end: int) -> range:
        """The indices of the pieces that a span of the article's text touches."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


@lru_cache(maxsize=1)
def load() -> tuple[Any, Any]:
    """The tokenizer and the encoder's session, loaded once a process."""
    try:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer, onnxruntime.InferenceSession(
            str(FOLDER / "encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )
    except Exception as error:
        raise ModelError(
            f"The trained encoder does not load: {error}",
            hint="Reinstall Dragoman: pip install --force-reinstall dragoman",
        ) from error


def encode(text: str, start: int, end: int) -> Encoding:
    """The encoding of a stretch of a text. One stretch at a time, since what stands beside it in a batch would change its last digits."""
    tokenizer, session = load()
    found = tokenizer.encode(text[start:end])
    ids, offsets = _cut(found.ids, found.offsets)
    given = numpy.array([ids], dtype=numpy.int64)
    states = session.run(["states"], {"ids": given, "mask": numpy.ones_like(given)})[0][0]
    return Encoding(states, *_placed(offsets, start))


def sentence_encoding(document: Document, sentence: int) -> Encoding:
    """The encoding of a document's sentence, read once."""
    known = document.encodings
    if sentence not in known:
        first, last = document.sentences[sentence].first, document.sentences[sentence].last
        known[sentence] = encode(document.article.text, document.tokens[first].start, document.tokens[last].end)
    encoding: Encoding = known[sentence]
    return encoding


def _cut(ids: list[int], offsets: list[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int]]]:
    if len(ids) <= LONGEST:
        return ids, offsets
    return [*ids[: LONGEST - 1], ids[-1]], [*offsets[: LONGEST - 1], (0, 0)]


def _placed(offsets: list[tuple[int, int]], start: int) -> tuple[list[int], list[int]]:
    """Where the pieces begin and end in the article; the edges before all that is asked for and behind it."""
    inner = offsets[1:-1]
    return [NOWHERE[0], *(a + start for a, _ in inner), NOWHERE[1]], [NOWHERE[0], *(b + start for _, b in inner), NOWHERE[1]]
