"""FollowTheMoney entities, one JSON object a line (`entities.ftm.json`): Person, Position and Occupancy, as OpenSanctions
publishes them.

`holder` and `post` of an Occupancy are ids of a Person and a Position that stand anywhere in the file, so it is read
twice: first positions and occupancies, then the persons who hold an office that `titles.tsv` knows. Memory holds those.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.knowledge.building.facts import Facts, Held, Skip
from dragoman.knowledge.building.sources import Input, by_file, raw_lines
from dragoman.knowledge.building.titles import kind_of
from dragoman.knowledge.building.wikidata import item
from dragoman.knowledge.building.wikidata_sparql import latin_names
from dragoman.knowledge.building.wording import clean, iso, latest
from dragoman.knowledge.building.world import World

SCHEMATA = (b'"Person"', b'"Position"', b'"Occupancy"')
SEXES = {"male": "m", "female": "f"}

Entity = dict[str, Any]


@dataclass
class _Posts:
    """Positions by id (title, country), and the terms of each holder (line, post, start, end)."""

    positions: dict[str, tuple[str, str]] = field(default_factory=dict)
    terms: dict[str, list[tuple[int, str, str, str]]] = field(default_factory=dict)
    day: str = ""


def recognise(name: str, head: str) -> bool:
    """Whether the first line is an entity."""
    first = head.partition("\n")[0]
    return (first.startswith("{") and '"schema"' in first and '"properties"' in first) or name.endswith(".ftm.json")


def read(files: Sequence[Input], world: World) -> Facts:
    """The tenures of all occupancies."""
    yield from by_file(files, lambda file: _entities(file, world))


def _entities(file: Input, world: World) -> Facts:
    posts = _Posts()
    for number, entity in _parsed(file):
        if isinstance(entity, Skip):
            yield entity
        else:
            _learn(number, entity, posts, world)
    persons = set()
    for number, entity in _parsed(file):
        if not isinstance(entity, Skip) and entity["schema"] == "Person" and entity["id"] in posts.terms:
            persons.add(entity["id"])
            yield from _tenures(file.name, number, entity, posts, world)
    for holder in sorted(set(posts.terms) - persons):
        yield Skip(f"{file.name}, line {posts.terms[holder][0][0]}", "is held by somebody whom the file does not have")


def _parsed(file: Input) -> Iterator[tuple[int, Any]]:
    """The entities of the three schemata, and a Skip for each line that is none."""
    for number, line in raw_lines(file):
        if not line.strip() or (line.startswith(b"{") and line.rstrip().endswith(b"}") and not any(s in line for s in SCHEMATA)):
            continue
        try:
            entity = json.loads(line)
            entity["schema"], entity["id"], entity["properties"].items()
            yield number, entity
        except (ValueError, KeyError, TypeError, AttributeError):
            yield number, Skip(f"{file.name}, line {number}", "is no entity of FollowTheMoney", broken=True)


def _learn(number: int, entity: Entity, posts: _Posts, world: World) -> None:
    """Keep a position that the register has a use for, or an occupancy."""
    if entity["schema"] == "Position":
        title = _first(entity, "name")
        if title and kind_of(world.without_country(title)[0]):
            posts.positions[entity["id"]] = (title, world.country(_first(entity, "country")))
    elif entity["schema"] == "Occupancy":
        start, end = iso(_first(entity, "startDate")), iso(_first(entity, "endDate"))
        seen = iso(str(entity.get("last_seen") or "")[:10])
        posts.day = latest((posts.day, seen or start, "" if seen else end))
        for holder in entity["properties"].get("holder", ()):
            for post in entity["properties"].get("post", ()):
                posts.terms.setdefault(holder, []).append((number, post, start, end))


def _tenures(name: str, number: int, person: Entity, posts: _Posts, world: World) -> Iterator[Held | Skip]:
    spoken = latin_names([str(person.get("caption") or ""), *person["properties"].get("name", ())])
    for line, post, start, end in posts.terms[person["id"]]:
        where = f"{name}, line {line}"
        if post not in posts.positions:
            yield Skip(where, "holds an office that the file or titles.tsv does not know")
        elif not spoken:
            yield Skip(f"{name}, line {number}", "has no full name in Latin letters")
        else:
            title, country = posts.positions[post]
            yield Held(
                where,
                clean(spoken[0]),
                clean(title),
                country,
                start,
                end,
                posts.day,
                key=item(person["id"]) or item(_first(person, "wikidataId")) or f"ftm:{person['id']}",
                names=spoken[1:],
                sex=SEXES.get(_first(person, "gender"), ""),
                nationality=world.country(_first(person, "nationality") or _first(person, "citizenship")),
                born=iso(_first(person, "birthDate"))[:4],
            )


def _first(entity: Entity, name: str) -> str:
    return str(next(iter(entity["properties"].get(name, ())), ""))
