"""Visits of foreign leaders to the United States, and travels of presidents and secretaries of state, as HistoryAtState's
`visits` and `travels` have them (Office of the Historian, Department of State).

They tell who bore which title on which days: evidence, no terms of office. In `visits` (`visit`: `start-date`,
`end-date`, `visitor`, `from`) title, name and country stand together. In `travels` (`trip`: `role`, `name`, `start-date`,
`end-date`, `country`, `remarks`) the traveller is certain; whom they met stands in the remarks, and of which country only
where an adjective says so, else it is likely the one visited.
"""

import re
import xml.etree.ElementTree as xml
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dragoman.knowledge.building.facts import Facts, Seen, Skip
from dragoman.knowledge.building.sources import Input, by_file, xml_of
from dragoman.knowledge.building.titles import before_name, pattern_before_name
from dragoman.knowledge.building.wording import clean, iso
from dragoman.knowledge.building.world import World
from dragoman.knowledge.folding import fold

TRAVELLERS = {"president": "President", "secretary": "Secretary of State"}
NAME = r"(?:(?:[A-Z][\w.’'-]*|al-[A-Z]\w*|al|bin|ibn|de|da|dos|van|von|der) ?){1,6}"
SEVERAL = re.compile(r" and |;|, (?=[A-Z]\w+ [A-Z])")
DAY = 10


def recognise(_: str, head: str) -> bool:
    """Whether a file's outermost element is one of visits' or travels'."""
    return "<visits>" in head or "<trips>" in head


def read(files: Sequence[Input], world: World) -> Facts:
    """Who was seen with which title."""
    yield from by_file(files, lambda file: _file(file, world))


def _file(file: Input, world: World) -> Facts:
    root = xml_of(file)
    for visit in root.iter("visit"):
        yield _visit(file, visit, world)
    for trip in root.iter("trip"):
        yield from _trip(file, trip, world)


def _visit(file: Input, visit: xml.Element, world: World) -> Seen | Skip:
    where, visitor = _where(file, visit), clean(visit.findtext("visitor"))
    first, last = _days(visit)
    country = world.country(clean(visit.findtext("from")))
    title, name = before_name(visitor)
    if not (visitor and first):
        return Skip(where, "has no visitor or no day", broken=True)
    if not country:
        return Skip(where, "comes from a country that the register does not have")
    if not title or SEVERAL.search(name):
        return Skip(where, "does not name one visitor with a title that titles.tsv has")
    return Seen(where, name, title, country, first, last)


def _trip(file: Input, trip: xml.Element, world: World) -> Iterator[Seen | Skip]:
    where, name = _where(file, trip), clean(trip.findtext("name"))
    first, last = _days(trip)
    title = TRAVELLERS.get(clean(trip.findtext("role")))
    if not (name and title and first):
        yield Skip(where, "has no name, no role or no day", broken=True)
        return
    yield Seen(where, name, title, "USA", first, last)
    country = world.country(clean(trip.findtext("country")))
    for found in _titled().finditer(clean(trip.findtext("remarks"))):
        adjective = found["before"].split()
        said = next((code for n in (2, 1) if (code := world.adjectives.get(fold(" ".join(adjective[-n:]))))), "")
        met = found["name"].strip().rstrip(".,")
        if met and (said or country):
            yield Seen(where, met, found["title"], said or country, first, last, sure=bool(said))


@lru_cache(maxsize=1)
def _titled() -> re.Pattern[str]:
    """A title with the name after it and the two words before it."""
    return re.compile(rf"(?P<before>(?:[\w-]+ ){{0,2}})(?<!\w)(?P<title>{pattern_before_name()}) (?P<name>{NAME})")


def _where(file: Input, element: xml.Element) -> str:
    return f"{file.name}, {element.tag} {clean(element.findtext('id')) or 'without id'}"


def _days(element: xml.Element) -> tuple[str, str]:
    """First and last day; a missing last one is the first, and a date that is no day is none."""
    first, last = (iso(element.findtext(f"{end}-date")) for end in ("start", "end"))
    first = first if len(first) == DAY else ""
    return first, last if len(last) == DAY and last >= first else first
