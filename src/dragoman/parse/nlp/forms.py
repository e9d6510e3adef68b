"""Parts of speech and lemmas by the model's own rules, asked once for each word, tag and relation.

The model's attribute ruler and lemmatizer look at one word with its tag and its relation, but for a few rules about two words
("there is", "gon na"). Run over every text they take a sixth of the model's time; kept by word they take next to none.
"""

from functools import lru_cache
from typing import Any

from dragoman.errors import ModelError

KEPT = 200_000
"""Words with tag and relation whose forms are kept: those of some thousand articles."""

Form = tuple[str, str]
"""Part of speech and lemma."""


class Forms:
    """The forms of words by a spaCy pipeline's `attribute_ruler` and `lemmatizer`, which need not run in the pipeline then."""

    def __init__(self, pipeline: Any):
        self._rules = [pipeline.get_pipe("attribute_ruler"), pipeline.get_pipe("lemmatizer")]
        self._vocab = pipeline.vocab
        self._together, self._signs = _patterns_of_several(self._rules[0], pipeline.vocab)
        self._alone = lru_cache(maxsize=KEPT)(lambda *word: self._ruled([word])[0])

    def of(self, doc: Any) -> list[Form]:
        """The form of each token of a tagged and parsed doc."""
        words = [(token.text, token.tag_, token.dep_) for token in doc]
        forms = [self._alone(*word) for word in words]
        signs = {sign for text, _, dep in words for sign in (text.lower(), dep)}
        if self._signs.isdisjoint(signs):
            return forms
        for _, start, end in self._together(doc, allow_missing=True):
            # The rules about one word hold for these too, and which rule is the last is for the ruler to say.
            forms[start:end] = self._ruled(words[start:end])
        return forms

    def _ruled(self, words: list[tuple[str, str, str]]) -> list[Form]:
        """The forms of words that stand together and alone."""
        from spacy.tokens import Doc

        texts, tags, deps = zip(*words, strict=True)
        doc = Doc(self._vocab, words=list(texts), tags=list(tags), deps=list(deps), heads=list(range(len(words))))
        for rules in self._rules:
            doc = rules(doc)
        return [(token.pos_, token.lemma_) for token in doc]


def _patterns_of_several(ruler: Any, vocab: Any) -> tuple[Any, frozenset[str]]:
    """A matcher of the ruler's patterns that are about more than one word, and the words and relations of which each match has one."""
    from spacy.matcher import Matcher

    matcher, signs = Matcher(vocab), set()
    for number, rule in enumerate(ruler.patterns):
        if several := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
            matcher.add(str(number), several)
            signs |= {_sign(pattern) for pattern in several}
    return matcher, frozenset(signs)


def _sign(pattern: list[dict[str, Any]]) -> str:
    """A word, else a relation, that a match of a pattern cannot do without."""
    named = [token[key] for key in ("LOWER", "DEP") for token in pattern if isinstance(token.get(key), str)]
    if not named:
        raise ModelError(
            f"The rule {pattern} of the language model names no word.", hint="Install the pinned version of the model."
        )
    return str(named[0])
