"""The first layers of the model's networks look at one word at a time: what they give for a word is kept and not reckoned again.

News repeats its words. These layers (hashed letters and shapes, static vectors, and the layer that mixes them) take two fifths of the time
of each network.
"""

from threading import Lock
from typing import Any

import numpy

AT_ONCE = 16
"""Words reckoned together, always as many: with another number the library may multiply in another order, and the last digits of a word's row
would depend on the words beside it."""
KEPT = 40_000
"""Words whose rows are kept, as many as some hundred articles have; then all are forgotten. 384 bytes a word and network."""

Key = tuple[int, int, int]
"""What these layers see of a token: its letters, its normal form, and whether a space follows."""


def keep_embeddings(network: Any, vocab: Any) -> None:
    """Let a spaCy network keep the rows of words that its embedding layer gives."""
    from thinc.api import Model

    owner = next(node for node in network.walk() if node.has_ref("embed"))
    kept = _Kept(owner.layers[0], vocab)
    owner.layers[0] = Model(
        "kept_embedding", lambda _model, docs, is_train: (kept.rows(docs), _training if is_train else _nothing)
    )


def _nothing(_: Any) -> Any:
    """The way back of a layer that only reads."""


def _training(_: Any) -> Any:
    raise RuntimeError("Embeddings that are kept cannot be trained on.")


class _Kept:
    def __init__(self, embed: Any, vocab: Any):
        self._embed = embed
        self._vocab = vocab
        self._lock = Lock()
        self._place: dict[Key, int] = {}
        self._rows = numpy.zeros((0, 0), dtype=numpy.float32)

    def rows(self, docs: list[Any]) -> list[Any]:
        """For each doc the embedding of its tokens, (tokens, width), float32."""
        from spacy.attrs import NORM, ORTH, SPACY

        keys = [list(map(tuple, doc.to_array([ORTH, NORM, SPACY]).tolist())) for doc in docs]
        with self._lock:
            if len(self._place) > KEPT:
                self._place = {}
            self._learn(list({key: None for doc in keys for key in doc if key not in self._place}))
            return [self._rows[[self._place[key] for key in doc]] for doc in keys]

    def _learn(self, new: list[Key]) -> None:
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            rows = self._reckoned(some + [some[0]] * (AT_ONCE - len(some)))
            first = len(self._place)
            self._room(first + AT_ONCE, rows.shape[1])
            self._rows[first : first + AT_ONCE] = rows
            self._place.update((key, first + n) for n, key in enumerate(some))

    def _reckoned(self, words: list[Key]) -> Any:
        from spacy.tokens import Doc

        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[orth] for orth, _, _ in words], spaces=[bool(space) for _, _, space in words])
        for token, (_, norm, _) in zip(doc, words, strict=True):
            token.norm_ = strings[norm]
        return self._embed.predict([doc])[0]

    def _room(self, rows: int, width: int) -> None:
        if rows > len(self._rows):
            grown = numpy.zeros((max(rows, min(2 * len(self._rows), KEPT), 4096), width), dtype=numpy.float32)
            grown[: len(self._rows)] = self._rows.reshape(-1, width)
            self._rows = grown
