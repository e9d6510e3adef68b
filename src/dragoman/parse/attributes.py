"""The model's table of attributes, remembered: parts of speech, features and some lemmas by tag, word and dependency.

The model matches each of its 179 patterns with every token, a sixth of all parsing. But for a few of two words ("let 's"), what a pattern
sets hangs on the token alone, and of its word only on whether some pattern names it. So the model is asked once for each combination. Where a
pattern of two words matches, the model does the whole paragraph itself: what comes out is always what it would have set.
"""

import re
from typing import Any

import numpy as np

READ = ("TAG", "LOWER", "DEP", "IS_SPACE")
"""What patterns may look at."""
SET = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
"""What they may set."""
Key = tuple[int, int, int, int]
Pattern = list[dict[str, Any]]


def remembered(table: Any, strings: Any) -> Any:
    """The model's component with a memory, or itself where its patterns look at more. `strings` gives numbers of strings, and back."""
    patterns = [pattern for entry in table.patterns for pattern in entry["patterns"]]
    sets = {name for entry in table.patterns for name in entry["attrs"]}
    looks = {name for pattern in patterns for token in pattern for name in token}
    single = [pattern[0] for pattern in patterns if len(pattern) == 1]
    pairs = [pattern for pattern in patterns if len(pattern) == 2]
    marks = [next(filter(None, (_named(token, name) for name in ("LOWER", "DEP") for token in pair)), None) for pair in pairs]
    if not (looks <= set(READ) and sets <= set(SET)) or None in marks or len(single) + len(pairs) < len(patterns):
        return table
    words = [token["LOWER"] for token in single if "LOWER" in token]
    return _Memory(table, strings, words, {strings[mark] for found in marks for mark in found or ()}, pairs)


class _Memory:
    """What the table sets, by what it looks at. `words` is what patterns ask of words, `marks` stand in all that match a pattern of two words."""

    def __init__(self, table: Any, strings: Any, words: list[Any], marks: set[int], pairs: list[Pattern]) -> None:
        self._table = table
        self._strings = strings
        self._asked = words
        self._words: dict[int, int] = {}
        self._marks = marks
        self._pairs = pairs
        self._known: dict[Key, tuple[int, ...]] = {}

    def __call__(self, doc: Any) -> Any:
        """The document with its attributes set."""
        keys = self._keys(doc)
        if not keys or self._has_pair(doc):
            return self._table(doc)
        if all(key in self._known for key in keys):
            return doc.from_array(list(SET), np.array([self._known[key] for key in keys], dtype=np.uint64))
        doc = self._table(doc)
        self._known.update(zip(keys, map(tuple, doc.to_array(list(SET)).tolist()), strict=True))
        return doc

    def _keys(self, doc: Any) -> list[Key]:
        return [(tag, self._word(word), dep, space) for tag, word, dep, space in doc.to_array(list(READ)).tolist()]

    def _word(self, number: int) -> int:
        """The number of a word, one for all that no pattern names."""
        if number not in self._words:
            word = self._strings[number]
            self._words[number] = number if any(_allows(asked, word) for asked in self._asked) else 0
        return self._words[number]

    def _has_pair(self, doc: Any) -> bool:
        """Whether a pattern of two words matches."""
        marked = [at for at, pair in enumerate(doc.to_array(["LOWER", "DEP"]).tolist()) if not self._marks.isdisjoint(pair)]
        return any(
            _matches(pattern, doc[first], doc[first + 1])
            for at in marked
            for first in (at - 1, at)
            if 0 <= first < len(doc) - 1
            for pattern in self._pairs
        )


def _named(token: dict[str, Any], name: str) -> list[str] | None:
    """The values that a pattern names for an attribute of a token, None where it does not name them."""
    wanted = token.get(name)
    return [wanted] if isinstance(wanted, str) else wanted.get("IN") if isinstance(wanted, dict) else None


def _matches(pattern: Pattern, *tokens: Any) -> bool:
    """Whether words and dependencies are such as a pattern asks for; what else it asks is taken as given."""
    return all(
        _allows(wanted.get("LOWER"), token.lower_) and _allows(wanted.get("DEP"), token.dep_)
        for wanted, token in zip(pattern, tokens, strict=True)
    )


def _allows(wanted: Any, value: str) -> bool:
    if not isinstance(wanted, dict):
        return wanted is None or wanted == value
    within = value in wanted.get("IN", [value]) and value not in wanted.get("NOT_IN", [])
    return within and bool(re.search(wanted.get("REGEX", ""), value))
