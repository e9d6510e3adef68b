"""Principal officers and chiefs of mission of the United States, as HistoryAtState's `pocom` has them (Office of the
Historian, Department of State).

Read are `people/*/*.xml` (person), `positions-principals/*.xml` (principal-position), `missions-countries/*.xml`
(country-mission), `missions-orgs/*.xml` (org-mission) and `roles-country-chiefs/*.xml`. Positions name persons by id, so
give the folder, or people and positions together. A mission without the file of its role is headed by an "Ambassador".
"""

import xml.etree.ElementTree as xml
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.building.facts import Fact, Facts, Held, Skip
from dragoman.knowledge.building.sources import Input, by_file, xml_of
from dragoman.knowledge.building.wording import clean, iso
from dragoman.knowledge.building.world import World

ROOTS = ("person", "principal-position", "country-mission", "org-mission", "role")
MARKS = ("<persName>", "<principals>", "<chiefs>", "<names>")
"""Outermost elements of pocom's files, and elements that stand near their beginning."""
SHORT_TITLES = {"ambassador-e-p": "Ambassador"}
"""Roles that newspapers call shorter than their letters of credence do."""


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    surname: str
    born: str


def recognise(_: str, head: str) -> bool:
    """Whether a file's outermost element is one of pocom's."""
    return any(f"<{root}>" in head for root in ROOTS) and any(mark in head for mark in MARKS)


def read(files: Sequence[Input], world: World) -> Facts:
    """The appointments of all positions and missions."""
    persons: dict[str, _Person] = {}
    titles: dict[str, str] = {}
    roots: list[tuple[Input, xml.Element]] = []

    def load(file: Input) -> Iterator[Fact]:
        root = xml_of(file)
        roots.append((file, root))
        yield from ()

    yield from by_file(files, load)
    for _, root in roots:
        if root.tag == "person":
            persons[_text(root, "id")] = _person(root)
        elif root.find("names") is not None:
            titles[_text(root, "id")] = _text(root, "names/singular")
    for file, root in roots:
        if root.tag == "principal-position":
            yield from _appointments(file, root, _text(root, "names/singular"), "principals/principal", persons)
        elif root.tag.endswith("-mission"):
            yield from _mission(file, root, titles, persons, world)


def _person(root: xml.Element) -> _Person:
    surname = _text(root, "persName/surname")
    name = clean(f"{_text(root, 'persName/forename')} {surname}")
    return _Person(name, surname, iso(_text(root, "birth"))[:4])


def _mission(
    file: Input, root: xml.Element, titles: dict[str, str], persons: dict[str, _Person], world: World
) -> Iterator[Held | Skip]:
    territory = _text(root, "territory-id")
    name = world.country_names.get(world.country(territory.replace("-", " ")), "") or territory.replace("-", " ").title()
    for chief in root.iterfind("chiefs/chief"):
        role = _text(chief, "role-title-id")
        title = SHORT_TITLES.get(role) or titles.get(role) or titles.get(_text(root, "id")) or "Ambassador"
        full = f"{title} to {name}" if territory and " to " not in title else title
        yield _appointment(file, chief, full, persons)


def _appointments(file: Input, root: xml.Element, title: str, path: str, persons: dict[str, _Person]) -> Iterator[Held | Skip]:
    for element in root.iterfind(path):
        yield _appointment(file, element, title, persons)


def _appointment(file: Input, element: xml.Element, title: str, persons: dict[str, _Person]) -> Held | Skip:
    where = f"{file.name}, {_text(element, 'id') or 'an appointment without id'}"
    id = _text(element, "person-id")
    if not id:
        return Skip(where, "has no person-id", broken=True)
    if id not in persons:
        return Skip(where, "names a person whose file is not among the sources")
    person = persons[id]
    start = _text(element, "started/date") or _text(element, "appointed/date")
    return Held(
        where,
        person.name,
        title,
        "USA",
        iso(start),
        iso(_text(element, "ended/date")),
        iso(_text(element, "last-modified-date")) or iso(start),
        key=f"pocom:{id}",
        surname=person.surname,
        born=person.born,
        nationality="USA",
        organisation="Department of State",
    )


def _text(element: xml.Element, path: str) -> str:
    return clean(element.findtext(path))
