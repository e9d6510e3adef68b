"""Groups: those named before whom a plural stands for: "the two leaders", "both capitals", "their foreign ministers"."""

from dragoman.knowledge.register import Register, register, the
from dragoman.resolve.affiliations import Role
from dragoman.resolve.cast import Cast, Part
from dragoman.resolve.memory import BODIES, Memory
from dragoman.resolve.roles import role_words

STATES = {"countries", "nations", "neighbours", "neighbors", "governments", "states", "capitals"}
"""Nouns for states already named: "the two countries"."""
SOLE = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister", "finance_minister")
"""Offices that one person holds at a time."""
EITHER_SIDE = ("leader", "side", "partie", "delegation", "official", "diplomat", "minister", "representative", "negotiator")
"""Nouns that may stand for an officer of any kind."""
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
FAR = 30
"""How many sentences back a group may have been named."""


def group_of(cast: Cast, role: Role, memory: Memory) -> tuple[Part, ...]:
    """The actors whom "the two leaders", "the foreign ministers", "both capitals" stand for."""
    if role.countries or role.body:
        return ()
    if officers := _officers_of(cast, role, memory):
        return officers
    if not role.definite:
        return ()
    if role.word.words in STATES:
        return _states(cast, role, memory)
    if people := memory.recall(cast.document, role.head, lambda p: len(p) > 1 and all(x.kind == "person" for x in p), reach=FAR):
        return people
    singular = role.word.words.rstrip("s")
    seen = _by_side(memory, singular)
    if len(seen) > 1:
        return tuple(seen[1::-1])
    if singular in ("side", "partie", "delegation"):
        return memory.recall(cast.document, role.head, lambda p: len(p) > 1 and all(x.kind in BODIES for x in p), reach=FAR)
    return _holders(cast, role, _states(cast, role, memory)) if _count(cast, role) else ()


def states_of(cast: Cast, parts: tuple[Part, ...], known: Register) -> tuple[Part, ...]:
    """ "The two sides": the states for which those named act."""
    return tuple(
        cast.part(name, "state", part.country, sector="GOV") if (name := known.country_name(part.country)) else part
        for part in parts
    )


def _count(cast: Cast, role: Role) -> int:
    """How many "the two", "both" or "three" before a noun says that there are; 0 if nothing does."""
    before = cast.document.tokens[max(0, role.core - 2) : role.core]
    return next((COUNTS[t.text.lower()] for t in before if t.text.lower() in COUNTS), 0)


def _states(cast: Cast, role: Role, memory: Memory) -> tuple[Part, ...]:
    """The states named together, as many as the noun says; else the two named last, or those of the two officers named last."""
    count = _count(cast, role)
    counted = memory.recall(
        cast.document, role.head, lambda p: len(p) == count > 1 and all(x.kind in BODIES for x in p), reach=FAR
    )
    together = counted or memory.recall(
        cast.document, role.head, lambda p: len(p) > 1 and all(x.kind in BODIES for x in p), reach=FAR
    )
    return together or _last_states(memory) or states_of(cast, tuple(_by_side(memory, "side")[1::-1]), register())


def _by_side(memory: Memory, singular: str) -> list[Part]:
    """The officers of different countries whom a noun may mean, the one mentioned last first."""
    seen: dict[str | None, Part] = {}
    for _, parts, _ in reversed(memory.seen):
        for part in parts:
            if part.kind == "person" and part.role and (singular in EITHER_SIDE or part.role.endswith(singular.split()[-1])):
                seen.setdefault(part.country, part)
    return list(seen.values())


def _last_states(memory: Memory) -> tuple[Part, ...]:
    """The two states mentioned last."""
    seen = {
        parts[0].country: parts[0]
        for _, parts, _ in memory.seen
        if len(parts) == 1 and parts[0].kind in ("state", "government") and parts[0].country
    }
    return tuple(list(seen.values())[-2:]) if len(seen) > 1 else ()


def _officers_of(cast: Cast, role: Role, memory: Memory) -> tuple[Part, ...]:
    """ "Their foreign ministers", "the two countries' leaders": whoever holds that office for each of them, by name or not."""
    owner = next((c for c in cast.document.children(role.head, "poss")), None)
    if owner is None:
        return ()
    states = cast.at.get(owner.index, ()) or memory.recall(
        cast.document, role.head, lambda p: len(p) > 1 and p[0].kind == "state", reach=8
    )
    return _holders(cast, role, states or (_states(cast, role, memory) if owner.text.lower() in STATES else ()))


def _holders(cast: Cast, role: Role, states: tuple[Part, ...]) -> tuple[Part, ...]:
    """Who holds an office for each of several states, by name or not."""
    title = role.word.words.removesuffix("s")
    entry = role_words().at_words(title)
    countries = [part.country for part in states if part.country]
    if entry is None or entry.role not in SOLE or len(countries) < 2:
        return ()
    holders = [
        next((p for p in cast.parts.values() if p.kind == "person" and p.role == entry.role and p.country == c), None)
        for c in countries
    ]
    named = " ".join(w.capitalize() for w in title.split())
    known = register()
    return tuple(
        holder or cast.part(f"{named} of {the(known.country_name(c) or '')}", "person", c, sector=entry.sector, role=entry.role)
        for holder, c in zip(holders, countries, strict=True)
    )
