"""A mention by itself, taken apart without a parse: title or noun, whose it is, and the name.

"Iran's former foreign minister Mohammad Javad Zarif" is a title, a country before it and a name after it; "the president of
the European Commission" a title and a body. A mention may be taken apart in several ways; the longest title comes first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman.knowledge.compiled import key_of
from dragoman.knowledge.folding import fold
from dragoman.knowledge.register import Entity, Register
from dragoman.lexicon.loader import load

WORD = re.compile(r"[^\s,;:()\[\]\"“”«»]+|,")
OWNER = re.compile(r"(?<=\w)(?:['’]s|(?<=[sxz])['’])$", re.IGNORECASE)
TITLE_WORDS = 12
"""Words of the longest title of the register."""
PLURAL = ("s", "men", "people")
"""How nouns for several people end."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written and folded; a comma has no folded form. `owner`: a possessive mark follows."""

    text: str
    key: str
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A title or a noun for actors: its folded words, and what the lexicon says of it. `role` is the kind of actor of a noun; a `short` one
    stands before a name only."""

    words: str
    title: bool
    role: str | None = None
    sector: str | None = None
    posted: bool = False
    name: str = ""
    collective: bool = False
    person: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mention says. `of` are the readings of each country or body named with the title, `to` those of where an envoy is sent."""

    term: Term | None = None
    of: tuple[tuple[Entity, ...], ...] = ()
    to: tuple[tuple[Entity, ...], ...] = ()
    name: tuple[str, ...] = ()
    former: bool = False
    acting: bool = False


def articled(mention: str) -> bool:
    """Whether a mention begins with an article in small letters, as no name of a person does."""
    return mention.lstrip(" \"“‘'").split(" ", 1)[0] in _small("articles")


def words_of(mention: str) -> tuple[Word, ...]:
    """The words of a mention without articles at its start, hyphens cut, possessive marks taken off."""
    found: list[Word] = []
    for written in WORD.findall(mention):
        if written == ",":
            found.append(Word(",", ""))
            continue
        owner = OWNER.search(written) is not None
        keys = key_of(OWNER.sub("", written)).split()
        found += [Word(written, key, owner and n == len(keys)) for n, key in enumerate(keys, start=1)]
    while found and (not found[0].key or found[0].key in _small("articles")):
        found.pop(0)
    while found and not found[-1].key:
        found.pop()
    return tuple(found)


def written_so(entity: Entity, words: str) -> bool:
    """Whether words are written as a name is. Abbreviations stand in capitals, so that "us" is no country; long ones are also
    written like words ("Nato")."""
    return (
        not is_abbreviation(entity)
        or words.isupper()
        or (len(entity.surface) >= 4 and entity.surface.isalpha() and words.isalpha())
    )


def is_abbreviation(entity: Entity) -> bool:
    """Whether a name is of capitals only."""
    return entity.surface.isupper() and len(entity.surface) <= 6


def take_apart(words: tuple[Word, ...], register: Register) -> Iterator[Asked]:
    """The ways to take a mention apart, likeliest first; the last one takes it all for a name."""
    spans = [(s, e) for s in range(len(words)) for e in range(s + 1, min(s + TITLE_WORDS, len(words)) + 1)]
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        key = " ".join(word.key for word in words[start:end])
        for term in _terms(key, register):
            if asked := _around(words[:start], Asked(term), words[end:], register):
                yield asked
    if name := _name(words):
        yield Asked(name=name)
    yield from _unknown_people(words, register)


def _unknown_people(words: tuple[Word, ...], register: Register) -> Iterator[Asked]:
    """An adjective of a country with a noun that the lexicon does not have: "Filipino fishermen"."""
    end, found = entities_at(words, 0, register)
    adjectives = tuple(entity for entity in found if entity.form == "adjective")
    noun = " ".join(word.text for word in words[end:])
    if adjectives and noun.islower() and noun.endswith(PLURAL) and not any(_terms(word.key, register) for word in words[end:]):
        yield Asked(Term(noun, False, "people", collective=True), of=(adjectives,))


def entities_at(words: tuple[Word, ...], start: int, register: Register) -> tuple[int, tuple[Entity, ...]]:
    """The end and the readings of the longest name of a country or body that starts at a word; no readings where none does."""
    for end in range(min(start + register.longest, len(words)), start, -1):
        if found := readings(words[start:end], register):
            return end, found
    return start, ()


def readings(words: tuple[Word, ...], register: Register) -> tuple[Entity, ...]:
    """The readings of some words as the name of a country or body."""
    if not all(word.key for word in words):
        return ()
    text = " ".join(dict.fromkeys(OWNER.sub("", word.text) for word in words))
    found = register.entities.get(" ".join(word.key for word in words), ())
    return tuple(entity for entity in found if written_so(entity, text))


# ------------------------------------------------------------ titles and nouns


def _terms(key: str, register: Register) -> list[Term]:
    """What the lexicon and the register have under some folded words, titles first."""
    found = list(_lexicon().get(key, ()))
    if key in register.titled and not any(term.title for term in found):
        found.insert(0, Term(key, title=True))
    return found


@cache
def _lexicon() -> dict[str, tuple[Term, ...]]:
    terms: dict[str, tuple[Term, ...]] = {}
    for entry in load("titles"):
        for form in entry["forms"]:
            term = Term(fold(form), True, entry["role"], entry["sector"], entry.get("of") == "place")
            terms[term.words] = (*terms.get(term.words, ()), term)
    for entry in load("actor_nouns"):
        collective, person = entry.get("collective", False), entry.get("person", False)
        for form in entry["nouns"]:
            term = Term(fold(form), False, entry["kind"], entry["sector"], False, entry["name"], collective, person)
            terms[term.words] = (*terms.get(term.words, ()), term)
    for entry in load("mentions")["abbreviations"]:
        terms[entry["short"]] = tuple(replace(term, short=True) for term in terms.get(entry["for"], ()) if term.title)
    return terms


@cache
def ranking() -> frozenset[str]:
    """Words that make a title another office."""
    return frozenset(load("mentions")["ranking"])


@cache
def _small(kind: str) -> frozenset[str]:
    """Small words of one kind, folded."""
    return frozenset(fold(word) for word in load("role_words")[kind])


# ------------------------------------------------------------ what stands around the title


def _around(left: tuple[Word, ...], asked: Asked, right: tuple[Word, ...], register: Register) -> Asked | None:
    """A title or noun with what stands before and after it; None where some word fits nowhere."""
    before = _before(left, asked, register)
    after = _after(right, before, register) if before else None
    if after is None or after.term is None or (after.name and not after.term.title) or (after.term.short and not after.name):
        return None
    return after


def _before(left: tuple[Word, ...], asked: Asked, register: Register) -> Asked | None:
    """Qualifiers, countries and bodies before the title, nearest first; before a comma stands the name."""
    end = len(left)
    while end:
        word = left[end - 1]
        if word.key in _small("former"):
            asked = replace(asked, former=True)
        elif word.key in _small("acting"):
            asked = replace(asked, acting=True)
        elif not word.key:
            name = _name(left[: end - 1])
            return replace(asked, name=name) if name else None
        elif word.key in ranking() and asked.term and asked.term.title:
            return None
        elif start := _entity_start(left, end, register):
            asked = replace(asked, of=(*asked.of, readings(left[start - 1 : end], register)))
            end = start - 1
            continue
        elif not (word.key in _small("qualifiers") or word.key in _small("articles") or word.key in _small("honorifics")):
            return None
        end -= 1
    return asked


def _entity_start(words: tuple[Word, ...], end: int, register: Register) -> int:
    """One more than the start of the longest name of a country or body that ends before `end`; 0 where none does."""
    starts = range(max(0, end - register.longest), end)
    return next((start + 1 for start in starts if readings(words[start:end], register)), 0)


def _after(right: tuple[Word, ...], asked: Asked, register: Register) -> Asked | None:
    """What follows the title: "of" or "for" whom, "to" where, and a name."""
    at = 0
    while at < len(right) and right[at].key in _small("links"):
        link, at = right[at].key, at + 1 + (at + 1 < len(right) and right[at + 1].key in _small("articles"))
        end, found = entities_at(right, at, register)
        if not found:
            return None
        sent = asked.term is not None and link != "of" and (asked.term.posted or asked.term.role == "ambassador")
        asked = replace(asked, to=(*asked.to, found)) if sent else replace(asked, of=(*asked.of, found))
        at = end
    rest = right[at:]
    for cut, word in enumerate(rest):
        if cut and word.key == "of":
            end, found = entities_at(
                rest, cut + 1 + (rest[cut + 1].key in _small("articles") if cut + 1 < len(rest) else 0), register
            )
            if found and end == len(rest):
                asked, rest = replace(asked, of=(*asked.of, found)), rest[:cut]
                break
    if not rest:
        return asked
    name = _name(rest)
    return replace(asked, name=name) if name and not asked.name else None


def _name(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The folded words of a name without honorifics; nothing where they are no name but a title or a list."""
    kept = [word for word in words if word.key]
    while kept and kept[0].key in _small("honorifics"):
        kept.pop(0)
    keys = tuple(word.key for word in kept)
    return () if "and" in keys or " ".join(keys) in _lexicon() else keys
