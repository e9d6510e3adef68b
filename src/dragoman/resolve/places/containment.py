"""Containment: what the text itself says about where a place lies ("Paris, Texas", "Zakho in Iraq", "the Greek island of Crete")."""

from dataclasses import dataclass

from dragoman.document import Document
from dragoman.resolve.places.atlas import Atlas
from dragoman.resolve.places.toponyms import POSSESSIVE, Toponym, Words

REACH = 8
"""Tokens between a place and what contains it, at most."""


@dataclass(frozen=True, slots=True)
class Container:
    """That a toponym lies in a division, given by an abbreviation, or in what another toponym stands for."""

    within: Toponym | None = None
    divisions: tuple[tuple[str, str], ...] = ()


def find_containers(document: Document, toponyms: list[Toponym], atlas: Atlas, words: Words) -> dict[Toponym, Container]:
    """The container of each toponym that the text gives one."""
    found: dict[Toponym, Container] = {}
    for toponym in toponyms:
        if divisions := _abbreviation_after(document, toponym, atlas):
            found[toponym] = Container(divisions=divisions)
    for left, right in zip(toponyms, toponyms[1:], strict=False):
        if document.tokens[left.last].sentence != document.tokens[right.first].sentence:
            continue
        between = [t.text for t in document.tokens[left.last + 1 : right.first]]
        if len(between) > REACH:
            continue
        if left.form != "adjective" and right.form == "name" and _right_contains(between, words):
            found.setdefault(left, Container(within=right))
        elif right.form != "adjective" and _left_contains(left, between, words):
            found.setdefault(right, Container(within=left))
    return found


def _abbreviation_after(document: Document, toponym: Toponym, atlas: Atlas) -> tuple[tuple[str, str], ...]:
    """The divisions that an abbreviation right after a name stands for: "Raleigh, N.C.", "Walker County (Ga.)", "Denton TX"."""
    tokens = document.tokens
    at = toponym.last + 1
    if at < len(tokens) and tokens[at].text in (",", "("):
        at += 1
    if at >= len(tokens) or toponym.form == "adjective":
        return ()
    return tuple(atlas.abbreviations.get(tokens[at].text, ()))


def _right_contains(between: list[str], words: Words) -> bool:
    """Whether the words between two places say that the second holds the first."""
    lower = [word.lower() for word in between]
    if lower in ([","], ["("]):
        return True
    rest = lower[1:] if lower[:1] == [","] else lower
    return any(word in ("in", "of", "on") for word in rest) and all(_fills(word, words) for word in rest) and _leads(rest, words)


def _leads(rest: list[str], words: Words) -> bool:
    """Directly after the name only "in", or a noun that says what it is ("Zakho, a town in")."""
    return rest[0] in ("in", "on") or any(word in words.types or word in ("capital", "part", "part of", "area") for word in rest)


def _left_contains(left: Toponym, between: list[str], words: Words) -> bool:
    """ "Turkey's southern Hatay province", "the Syrian town of Afrin", "Iraq's city of Mosul"."""
    lower = [word.lower() for word in between]
    if not lower:
        return False
    if left.form == "adjective":
        return any(word in words.types for word in lower) and all(_fills(word, words) for word in lower) and lower[-1] in ("of", *words.types)
    return lower[0] in POSSESSIVE and all(_fills(word, words) for word in lower) and "in" not in lower


def _fills(word: str, words: Words) -> bool:
    return word in words.between or word in words.types or word in words.directions


