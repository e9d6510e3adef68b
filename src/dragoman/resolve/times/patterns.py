"""The rules of times.yaml, compiled: a pattern over word classes becomes a regular expression over their characters.

A pattern is a row of elements: a class, a plain word, a macro, alternatives in parentheses `(a | b c)`. Each may be followed by
`?` and preceded by `name:` to keep what it matched. A word kept as `link` stands between two dates ("9 and 11 May").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.loader import load
from dragoman.resolve.times.words import OTHER, Words, classes

ELEMENT = re.compile(r"\s*(?:(?P<name>\w+):)?(?P<item>[()|?]|[\w'-]+)\s*")
LONGEST_PREFIX = 8
"""How many words before an expression may belong to it ("at the very beginning of the")."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression.

    `reads` names the function that understands it, `sets` are fields fixed by the rule, `checks` must hold. A `part_only`
    rule counts only as part of a longer expression ("the first half" of last year).
    """

    name: str
    regex: re.Pattern[str]
    reads: str
    sets: dict[str, Any]
    checks: tuple[str, ...]
    part_only: bool


@dataclass(frozen=True, slots=True)
class Join:
    """Two expressions that are one ("Tuesday" and "July 26"): what stands between them, and the kinds on both sides."""

    left: frozenset[str]
    regex: re.Pattern[str]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules by the character an expression begins with, joins, and what may stand before an expression."""

    by_first: dict[str, tuple[Rule, ...]]
    joins: tuple[Join, ...]
    prefixes: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched words `first` to `last`, both inclusive, and the meanings of the words it kept.

    `link` is where the word between two dates stands, and where the second begins.
    """

    rule: Rule
    first: int
    last: int
    fields: dict[str, Any]
    link: tuple[int, int] = (0, 0)

    @property
    def kind(self) -> str:
        """The name of the function that understands it."""
        return self.rule.reads


@cache
def grammar() -> Grammar:
    """The rules of times.yaml."""
    lexicon = load("times")
    rules = [_rule(entry) for entry in lexicon["rules"]]
    starting = [(rule, _first_codes(rule.regex.pattern)) for rule in rules]
    return Grammar(
        by_first={code: tuple(r for r, begins in starting if code in begins) for code in classes().codes.values()},
        joins=tuple(_join(entry) for entry in lexicon["joins"]),
        prefixes={kind: _before(patterns) for kind, patterns in lexicon["prefixes"].items()},
    )


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(
        name=entry["name"],
        regex=re.compile(translate(entry["pattern"], entry["name"])),
        reads=entry["reads"],
        sets=entry.get("sets", {}),
        checks=tuple(entry.get("checks", ())),
        part_only=entry.get("part_only", False),
    )


def _join(entry: dict[str, Any]) -> Join:
    between = re.compile("|".join(f"(?:{translate(p, 'joins')})" for p in entry["between"]))
    return Join(frozenset(entry["left"]), between, frozenset(entry["right"]))


def _before(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(translate(p, "prefixes") for p in patterns) + ")$")


def translate(pattern: str, where: str) -> str:
    """The regular expression of a pattern; names that are kept twice are numbered (`day`, `day_2`)."""
    seen: dict[str, int] = {}
    parts = []
    for name, item in _elements(pattern, where):
        inner = item if item in "()|?" else _item(item, where)
        opened = item == "("
        if name:
            seen[name] = seen.get(name, 0) + 1
            label = name if seen[name] == 1 else f"{name}_{seen[name]}"
            parts.append(f"(?P<{label}>" if opened else f"(?P<{label}>{inner})")
        else:
            parts.append("(?:" if opened else inner)
    return "".join(parts)


def _elements(pattern: str, where: str) -> Iterator[tuple[str | None, str]]:
    at = 0
    while at < len(pattern.rstrip()):
        found = ELEMENT.match(pattern, at)
        if not found:
            raise LexiconError(f"times.yaml: the pattern of {where} cannot be read at {pattern[at:]!r}.")
        yield found["name"], found["item"]
        at = found.end()


def _item(item: str, where: str) -> str:
    """A class or plain word as one character, a macro as a group."""
    macros = load("times")["macros"]
    if item == "any_word":
        return OTHER
    if item in macros:
        return f"(?:{translate(macros[item], where)})"
    if item not in classes().codes:
        raise LexiconError(f"times.yaml: {where} names {item!r}, which is no class, plain word or macro.")
    return classes().codes[item]


def _first_codes(pattern: str) -> frozenset[str]:
    """The characters a match of a pattern can begin with, so that most rules need not be tried."""
    return frozenset(_first(pattern, 0)[0])


def _first(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """What alternatives from `at` up to the closing parenthesis can begin with, whether they can be empty, and where they end."""
    found: set[str] = set()
    any_empty, open_ended = False, True
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            any_empty, open_ended, at = any_empty or open_ended, True, at + 1
            continue
        if pattern[at] == "(":
            at = pattern.index(">" if pattern.startswith("(?P<", at) else ":", at) + 1
            codes, empty, at = _first(pattern, at)
            at += 1
        else:
            codes, empty, at = {pattern[at]}, False, at + 1
        if at < len(pattern) and pattern[at] == "?":
            empty, at = True, at + 1
        if open_ended:
            found |= codes
            open_ended = empty
    return found, any_empty or open_ended, at


def kept(words: Words, found: re.Match[str], rule: Rule) -> dict[str, Any]:
    """The fields of a match: the meaning of each word kept (a list where there are more), and those the rule sets."""
    fields = dict(rule.sets)
    for name, text in found.groupdict().items():
        if text:
            meanings = words.values[found.start(name) : found.end(name)]
            fields[name] = meanings[0] if len(meanings) == 1 else meanings
    return fields if "link" in fields else _unnumbered(fields)


def _unnumbered(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a single date, whichever of the alternatives they were kept in."""
    return {name.removesuffix("_2").removesuffix("_3"): value for name, value in fields.items()}


def link_of(found: re.Match[str]) -> tuple[int, int]:
    """Where the word between two dates stands, and where the second begins; (0, 0) for a single date."""
    return found.span("link") if "link" in found.re.groupindex else (0, 0)
