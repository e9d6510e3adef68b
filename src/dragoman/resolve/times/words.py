"""The words of a document as classes of the time lexicon, one character each, so that rules can be regular expressions."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from dragoman.document import Document
from dragoman.errors import LexiconError
from dragoman.lexicon.loader import load

OTHER = "_"
BREAK = "\n"
FIRST_CODE = 0x4E00
"""Where the characters that stand for classes begin; they are never seen, only told apart."""

PIECE = re.compile(
    r"\d{1,4}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+"
    r"|['’]s\b|[^\W\d_]+(?:\.[^\W\d_]+)*\.?|[^\s\[\]]"
)
NUMERIC = (
    ("day_number", re.compile(r"0?[1-9]|[12]\d|3[01]"), int),
    ("two_digits", re.compile(r"00|0[1-9]|[3-9]\d"), int),
    ("year", re.compile(r"1\d{3}|20\d\d|2100"), int),
    ("full_date", re.compile(r"(\d{1,4})[./](\d{1,2})[./](\d{2,4})"), str),
    ("clock", re.compile(r"([01]?\d|2[0-4]):[0-5]\d(:[0-5]\d)?"), str),
    ("number", re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?"), lambda text: float(text.replace(",", ""))),
)
NUMERIC_CLASSES = tuple(name for name, _, _ in NUMERIC)


@dataclass(slots=True)
class Words:
    """Words and marks in text order, lists side by side: `codes` has a character for each, `tokens` the token it is cut from."""

    codes: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Classes:
    """The word classes of the lexicon: the character of each, and the class and meaning of each word."""

    codes: dict[str, str]
    words: dict[str, tuple[str, Any]]
    tags: dict[str, tuple[str, ...]]
    capitalised: frozenset[str]


@cache
def classes() -> Classes:
    """The classes in times.yaml, with one more for each word that a rule names itself."""
    lexicon = load("times")
    words: dict[str, tuple[str, Any]] = {}
    for name, entries in lexicon["classes"].items():
        for word, meaning in _entries(entries):
            if word in words:
                raise LexiconError(f"times.yaml: the word {word!r} is in two classes, {words[word][0]} and {name}.")
            words[word] = (name, meaning)
    for word in lexicon["plain_words"]:
        if word in words:
            raise LexiconError(f"times.yaml: the plain word {word!r} is also in the class {words[word][0]}.")
        words[word] = (word, word)
    names = dict.fromkeys([*NUMERIC_CLASSES, *(name for name, _ in words.values())])
    return Classes(
        codes={name: chr(FIRST_CODE + number) for number, name in enumerate(names)},
        words=words,
        tags={word: tuple(tags.split()) for word, tags in lexicon["only_tagged"].items()},
        capitalised=frozenset(lexicon["only_capitalised"]),
    )


def _entries(entries: Any) -> list[tuple[str, Any]]:
    """Words with what they mean; a bare list means itself."""
    pairs = entries.items() if isinstance(entries, dict) else ((word, word) for word in entries)
    return [(str(word), meaning) for word, meaning in pairs]


def read_words(document: Document) -> Words:
    """All words of a document, with a break between paragraphs that no rule crosses."""
    words, codes = Words(), list[str]()
    starts, ends, values, tokens = words.starts, words.ends, words.values, words.tokens
    paragraph = -1
    for token in document.tokens:
        here = document.sentences[token.sentence].paragraph
        if here != paragraph:
            paragraph = here
            pieces: tuple[tuple[int, int, str, Any], ...] = ((0, 0, BREAK, None), *cut(token.text, token.tag))
        else:
            pieces = cut(token.text, token.tag)
        for start, end, code, value in pieces:
            codes.append(code)
            starts.append(token.start + start)
            ends.append(token.start + end)
            values.append(value)
            tokens.append(token.index)
    words.codes = "".join(codes)
    return words


@lru_cache(maxsize=50_000)
def cut(text: str, tag: str) -> tuple[tuple[int, int, str, Any], ...]:
    """The pieces of a token, each with its place, class and meaning; what stands next to a digit is a piece of its own.

    Square brackets, in which editors put their words ("[Ten] years ago"), are passed over.
    """
    if text.isalpha() and text.isascii():
        return ((0, len(text), *_classify(text, tag)),)
    if text.lower() in classes().words:
        return ((0, len(text), *_classify(text, tag)),)
    return tuple((m.start(), m.end(), *_classify(m[0], tag)) for m in PIECE.finditer(text))


def _classify(text: str, tag: str) -> tuple[str, Any]:
    known = classes()
    if text[0].isdigit() and text not in known.words:
        for name, shape, meaning in NUMERIC:
            if shape.fullmatch(text):
                return known.codes[name], meaning(text)
        return OTHER, None
    word = text.lower().replace("’", "'")
    found = known.words.get(word) or known.words.get(word.rstrip("."))
    if found is None or not _allowed(word.rstrip("."), text, tag, known):
        return OTHER, None
    return known.codes[found[0]], found[1]


def _allowed(word: str, text: str, tag: str, known: Classes) -> bool:
    """Whether a word with other senses is written and tagged as a time word; SAT and MAR are short for something else."""
    if word in known.capitalised and (not text[0].isupper() or (len(word) == 3 and text.isupper() and word != "may")):
        return False
    return word not in known.tags or tag.startswith(known.tags[word])
