"""The language of a text, by py3langid and, where that doubts English, by the small words of English themselves.

Dragoman reads English, and an archive of the world's news is mostly in other languages. No English report may be lost, however
short: a text is in another language only if the classifier is sure of it, the text is long enough to tell, and next to none of
its words are those that no English prose does without. A report in English with long quotations in another language is English.
"""

import re
from functools import lru_cache
from typing import Any

ENGLISH = "en"
TAKEN_FOR_ENGLISH = (ENGLISH, "pcm", "sco", "zxx")
"""English, what the classifier takes terse English for (Nigerian Pidgin, Scots), and what it finds no language in."""
SAMPLE = 1_000
"""Characters that the classifier sees; more change its answer rarely and cost in proportion."""
SURE = 0.5
"""How sure the classifier must be: it was of every report that was tried in another language, of hardly a line in English."""
FEWEST_LETTERS = 60
"""A shorter text is taken for English; where no letter is Latin, a third of it is enough, since a sign there says more."""
SMALL_WORDS = frozenset(
    ["the", "of", "and", "to", "that", "with", "by", "from", "said", "has", "was", "would", "were", "his", "their"]
)
"""Frequent words of English, those that are words of its neighbours too ("in", "for", "is") left out."""
SMALL_SHARE = 0.02
"""English news has some 20 in 100 words; a report in another language has one only in a name or a quotation."""
PLAIN_SHARE = 0.08
"""With so many of them a text is English for certain."""
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def find_language(text: str) -> str:
    """The language of a text as its code of ISO 639-1: `en` unless it is surely another."""
    if _small_share(text[:SAMPLE]) > PLAIN_SHARE:
        return ENGLISH  # most of what is read, without the classifier and the half second it takes to load
    found, sure = _classifier().classify(text[:SAMPLE])
    if found in TAKEN_FOR_ENGLISH or sure < SURE or not _is_long(text[:SAMPLE]) or _small_share(text) > SMALL_SHARE:
        return ENGLISH
    return str(found)


def _is_long(text: str) -> bool:
    letters = sum(map(len, WORD.findall(text)))
    return letters >= (FEWEST_LETTERS if LATIN.search(text) else FEWEST_LETTERS // 3)


def _small_share(text: str) -> float:
    words = WORD.findall(text.lower())
    return sum(word in SMALL_WORDS for word in words) / max(1, len(words))


@lru_cache(maxsize=1)
def _classifier() -> Any:
    """The classifier, loaded once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
