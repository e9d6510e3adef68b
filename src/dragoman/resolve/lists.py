"""Lists: names that the text joins ("A, the French minister B and C"), whatever the parser makes of them."""

from dragoman.document import Document
from dragoman.resolve.affiliations import Role
from dragoman.resolve.cast import Cast, Part

JOINING = {",", "and", "&", "as", "well", "his", "her", "their", "its", "the", "along", "with", "respectively", "including", "of"}


def named_together(cast: Cast, roles: list[Role]) -> list[tuple[range, tuple[Part, ...]]]:
    """The lists of names in the text ("A, the French minister B and C"), each with its tokens; persons and states apart."""
    in_role = {i for role in roles for i in range(role.first, role.last + 1)}
    found: list[tuple[range, tuple[Part, ...]]] = []
    running: list[tuple[int, Part]] = []
    for index in [*sorted(i for i in cast.at if _listable(cast, i)), None]:
        part = cast.at[index][0] if index is not None else None
        goes_on = running and part is not None and index is not None and _goes_on(cast, running[-1], index, part, in_role)
        if not goes_on:
            together = tuple(dict.fromkeys(p for _, p in running))
            if len(together) > 1 and _has_and(cast.document, running):
                found.append((range(running[0][0], running[-1][0] + 1), together))
            running = []
        if part is not None and index is not None:
            running.append((index, part))
    return found


def _listable(cast: Cast, index: int) -> bool:
    parts, token = cast.at[index], cast.document.tokens[index]
    if len(parts) != 1 or parts[0].kind not in ("person", "state", "government") or token.pos not in ("PROPN", "NOUN"):
        return False
    if parts[0].kind == "person":
        return True
    link = cast.document.head(index)
    of_person = link.text.lower() == "of" and any(p.kind == "person" for p in cast.at.get(link.head, ()))
    return token.dep not in ("amod", "compound", "poss", "nmod") and not of_person


def _goes_on(cast: Cast, last: tuple[int, Part], index: int, part: Part, in_role: set[int]) -> bool:
    """Whether a name goes on with the list that the last one is in."""
    before, other = last
    if (other.kind == "person") != (part.kind == "person"):
        return False
    of_state = {i for i in range(before + 1, index) if i in cast.at and cast.at[i][0].kind == "state" and part.kind == "person"}
    return _joined(cast.document, before, index, in_role, of_state, other is part)


def _has_and(document: Document, running: list[tuple[int, Part]]) -> bool:
    """Whether "and" stands before the last name: a comma alone joins nothing ("after talks with A, B said")."""
    last = running[-1][1]
    before, first_of_last = running[0][0], running[-1][0]
    for i, part in reversed(running):
        if part is not last:
            before = i
            break
        first_of_last = i
    return any(document.tokens[i].text.lower() in ("and", "&") for i in range(before + 1, first_of_last))


def _joined(document: Document, last: int, first: int, in_role: set[int], of_state: set[int], same: bool) -> bool:
    if document.tokens[last].sentence != document.tokens[first].sentence:
        return False
    gap = range(last + 1, first)
    return (same and not gap) or all(document.tokens[i].text.lower() in JOINING or i in in_role or i in of_state for i in gap)
