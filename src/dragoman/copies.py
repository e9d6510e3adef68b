"""Near copies of a text: shingles of words, their MinHash, and bands of it by which candidates are found.

Broder (1997), "On the resemblance and containment of documents": the share of equal minima of two sets under many random
orders is close to their Jaccard similarity. Written here since it takes a page, and the libraries for it bring a numerical
library of many megabytes along.
"""

import re
import zlib
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

WORDS = 4
"""Words of a shingle."""
BANDS, ROWS = 12, 5
"""Twelve bands of five minima find a pair of similarity 0.8 in 99 of 100 cases, one of 0.5 in 32."""
COPY = 0.7
"""Similarity from which a text is a copy: agency reports lose their end or gain a paragraph in other papers."""
SHORTEST = 20
"""Shingles below which texts are alike by chance."""

_numbers = np.random.default_rng(20240106)
FACTORS = _numbers.integers(0, 1 << 63, size=(BANDS * ROWS, 1), dtype=np.uint64) << np.uint64(1) | np.uint64(1)
ADDENDS = _numbers.integers(0, 1 << 63, size=(BANDS * ROWS, 1), dtype=np.uint64)
"""Odd factors and addends of the orders: multiply, let what is above 64 bits go, take the upper half (Dietzfelbinger and others, 1997)."""
HALF = np.uint64(32)
STIR = np.uint64(0xFF51AFD7ED558CCD)

Signature = NDArray[np.uint32]


def signature(text: str) -> bytes:
    """The minima of a text's shingles, four bytes each; empty for a text too short to compare."""
    found = shingles(text)
    if len(found) < SHORTEST:
        return b""
    hashes = np.fromiter((zlib.crc32(words.encode("utf-8", "replace")) for words in found), dtype=np.uint64, count=len(found))
    hashes = (hashes ^ (hashes << HALF)) * STIR
    orders = ((hashes ^ (hashes >> HALF)) * FACTORS + ADDENDS) >> HALF
    minima: Signature = orders.min(axis=1).astype("<u4")
    return minima.tobytes()


def shingles(text: str) -> set[str]:
    """Every run of four words, in lower case and without marks."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


def bands(signature: bytes) -> list[int]:
    """A number of 63 bits for each band of a signature; two texts that share one are candidates."""
    size = 4 * ROWS
    parts = (signature[at : at + size] for at in range(0, len(signature), size))
    return [
        int.from_bytes(blake2b(part, digest_size=8, salt=n.to_bytes(2, "big")).digest(), "big") >> 1
        for n, part in enumerate(parts)
    ]


def similarity(one: bytes, other: bytes) -> float:
    """The Jaccard similarity of two texts as their signatures tell it, give or take 0.06; 0 where one has none."""
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))
