"""Containment: what the text itself says of where a place lies ("Paris, Texas", "Zakho in Iraq", "the Greek island of Crete")."""

from dataclasses import dataclass
from itertools import pairwise

from dragoman.resolve.places.page import POSSESSIVE, Page, Toponym

REACH = 8
"""Tokens between a place and what contains it, at most."""
LISTING = ({","}, {"and"}, {"or"}, {",", "and"}, {",", "or"}, {"&"})


@dataclass(frozen=True, slots=True)
class Container:
    """What a toponym lies in: a division given by an abbreviation, or what another toponym stands for.

    `listed` says that the two may as well be two of a row of places ("Georgia, Virginia and Ohio").
    """

    within: Toponym | None = None
    divisions: tuple[tuple[str, str], ...] = ()
    listed: bool = False


def find_containers(page: Page, toponyms: list[Toponym]) -> dict[Toponym, Container]:
    """The container of each toponym that the text gives one; toponyms do not overlap."""
    found = {}
    for toponym in toponyms:
        if divisions := _abbreviation_after(page, toponym):
            found[toponym] = Container(divisions=divisions)
    for at, (left, right) in enumerate(pairwise(toponyms)):
        between = _between(page, left, right)
        if between is None:
            continue
        if left.form != "adjective" and right.form == "name" and _right_contains(page, between):
            found.setdefault(left, Container(right, listed=between == [","] and _is_listed(page, toponyms, at)))
        elif right.form != "adjective" and _left_contains(page, left, between):
            found.setdefault(right, Container(left))
    return found


def find_rows(page: Page, toponyms: list[Toponym], containers: dict[Toponym, Container]) -> dict[Toponym, list[Toponym]]:
    """The neighbours of each toponym in a row of places ("Texas, Ohio and Georgia")."""
    rows: dict[Toponym, list[Toponym]] = {}
    for left, right in pairwise(toponyms):
        between = _between(page, left, right)
        held = left in containers and containers[left].within is right and not containers[left].listed
        if between is not None and not held and set(between) in LISTING and "adjective" not in (left.form, right.form):
            rows.setdefault(left, []).append(right)
            rows.setdefault(right, []).append(left)
    return rows


def _between(page: Page, left: Toponym, right: Toponym) -> list[str] | None:
    """The words between two toponyms; None where they are too far from each other."""
    if right.first - left.last > REACH or page.tokens[left.last].sentence != page.tokens[right.first].sentence:
        return None
    return [page.lower(index) for index in range(left.last + 1, right.first)]


def _abbreviation_after(page: Page, toponym: Toponym) -> tuple[tuple[str, str], ...]:
    """The divisions that an abbreviation right after a name stands for: "Raleigh, N.C.", "Walker County (Ga.)", "Denton TX"."""
    at = toponym.last + 1
    if page.lower(at) in (",", "("):
        at += 1
    if at >= len(page.tokens) or toponym.form == "adjective" or toponym.divisions:
        return ()
    return page.atlas.abbreviations.get(page.tokens[at].text, ())


def _is_listed(page: Page, toponyms: list[Toponym], at: int) -> bool:
    """Whether a comma stands between two of a row: another place comes before or after in the same manner."""
    before = _between(page, toponyms[at - 1], toponyms[at]) if at else None
    after = _between(page, toponyms[at + 1], toponyms[at + 2]) if at + 2 < len(toponyms) else None
    return (before is not None and set(before) in LISTING) or (after is not None and set(after) in LISTING)


def _right_contains(page: Page, between: list[str]) -> bool:
    """Whether the words between two places say that the second holds the first."""
    if between in ([","], ["("]):
        return True
    rest = between[1:] if between[:1] == [","] else between
    if not any(word in ("in", "of", "on") for word in rest) or not all(_fills(page, word) for word in rest):
        return False
    return rest[0] in ("in", "on") or any(word in page.words.types or word in ("capital", "part", "area") for word in rest)


def _left_contains(page: Page, left: Toponym, between: list[str]) -> bool:
    """ "Turkey's southern Hatay province", "the Syrian town of Afrin", "Iraq's city of Mosul"."""
    if not between or not all(_fills(page, word) for word in between) or "in" in between:
        return False
    if left.form == "adjective":
        return any(word in page.words.types for word in between) and (between[-1] == "of" or between[-1] in page.words.types)
    return between[0] in POSSESSIVE


def _fills(page: Page, word: str) -> bool:
    return word in page.words.between or word in page.words.types or word in page.words.directions
