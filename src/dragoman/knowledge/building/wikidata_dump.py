"""Wikidata's dump of all entities (`latest-all.json`, plain or packed): a JSON array with one entity a line, as Wikidata's
documentation of its JSON dumps says.

Taken are humans (P31 Q5) with an office held (P39) and its start (P580) and end (P582). What the offices are (label,
P1001 or P17) and what countries they belong to (P298) stands anywhere in the dump, so the humans are kept in a temporary
file until all is read. Offices that `titles.tsv` does not know, and members of parliaments, are left out. Memory holds
the labels of offices and countries, and the persons who are taken; never the dump.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.facts import Facts, Held, Skip
from dragoman.knowledge.building.sources import AGAIN, Input, by_file, raw_lines
from dragoman.knowledge.building.titles import kind_of
from dragoman.knowledge.building.wikidata import SEXES, time
from dragoman.knowledge.building.wikidata_sparql import latin_names
from dragoman.knowledge.building.world import World

HUMAN, HELD, START, END, BORN, SEX, CITIZEN = "Q5", "P39", "P580", "P582", "P569", "P21", "P27"
OF_COUNTRY = ("P1001", "P17")
"""Applies to jurisdiction; country."""
ISO3 = "P298"
POSITION, PUBLIC_OFFICE, MINISTER = "Q4164871", "Q294414", "Q83307"
MARKS = tuple(f'"{name}"'.encode() for name in (HELD, ISO3, OF_COUNTRY[0], POSITION, PUBLIC_OFFICE, MINISTER))
"""What a line must have to be of use, one of these: looking for it is much faster than parsing."""
ENGLISH = ("en", "en-gb", "mul")

Entity = dict[str, Any]


@dataclass
class _Offices:
    """Labels of offices, the countries they belong to, and the codes of countries, by item."""

    labels: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def learn(self, entity: Entity, label: str, world: World) -> None:
        """Keep what an entity tells, if it is a country or an office that the register has a use for."""
        if code := _value(entity, ISO3):
            self.codes[entity["id"]] = str(code)
        kind = kind_of(world.without_country(label)[0]) if label else None
        if kind and (kind.sector != "LEG" or kind.role == "speaker"):
            self.labels[entity["id"]] = label
            self.countries[entity["id"]] = next((c for name in OF_COUNTRY if (c := _item(entity, name))), "")


def recognise(name: str, head: str) -> bool:
    """Whether a file is named and begins as a dump does."""
    begins = head.lstrip().startswith("[") and '"type":"item"' in head.replace(" ", "")
    return begins or name.startswith("latest-all.json")


def read(files: Sequence[Input], world: World) -> Facts:
    """The tenures of all humans of the dump."""
    yield from by_file(files, lambda file: _dump(file, world))


def _dump(file: Input, world: World) -> Facts:
    offices = _Offices()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as humans:
        newest = yield from _sort(file, offices, humans, world)
        humans.seek(0)
        for line in humans:
            yield from _tenures(file.name, json.loads(line), offices, newest, world)


def _sort(file: Input, offices: _Offices, humans: IO[str], world: World) -> Any:
    """Read the dump once: learn offices, set humans aside; gives broken lines, and in the end the day of the newest entity."""
    newest, number = "", 0
    for number, line in raw_lines(file):
        if line in (b"[", b"]", b""):
            continue
        if not (line.startswith(b"{") and line.endswith((b"}", b"},"))):
            yield Skip(f"{file.name}, line {number}", "is no entity of Wikidata", broken=True)
            continue
        if not any(mark in line for mark in MARKS):
            continue
        try:
            entity = json.loads(line.rstrip(b","))
            label, names = _labels(entity)
            newest = max(newest, str(entity.get("modified", ""))[:10])
            if HUMAN in _items(entity, "P31"):
                humans.write(json.dumps([number, _human(entity, label, names)], ensure_ascii=False) + "\n")
            else:
                offices.learn(entity, label, world)
        except (ValueError, KeyError, TypeError, AttributeError):
            yield Skip(f"{file.name}, line {number}", "is no entity of Wikidata", broken=True)
    if not number:
        raise KnowledgeError(f"{file.name}: is empty.", hint=AGAIN)
    return newest


def _human(entity: Entity, label: str, names: list[str]) -> Entity:
    """What is kept of a human."""
    held = [
        (_main(claim), *(_time(claim.get("qualifiers", {}).get(name, [{}])[0]) for name in (START, END)))
        for claim in entity["claims"].get(HELD, ())
        if claim.get("rank") != "deprecated"
    ]
    born = next((_time(claim["mainsnak"]) for claim in entity["claims"].get(BORN, ())), "")
    return {
        "id": entity["id"],
        "label": label,
        "names": names,
        "born": born[:4],
        "sex": SEXES.get(_item(entity, SEX), ""),
        "citizen": _item(entity, CITIZEN),
        "held": held,
    }


def _tenures(name: str, human: tuple[int, Entity], offices: _Offices, newest: str, world: World) -> Iterator[Held | Skip]:
    number, person = human
    where = f"{name}, line {number}"
    if not person["label"]:
        yield Skip(where, "has no English label")
        return
    for office, start, end in person["held"]:
        if office not in offices.labels:
            yield Skip(where, "holds an office that the dump or the register does not know")
            continue
        yield Held(
            where,
            person["label"],
            offices.labels[office],
            world.country(offices.codes.get(offices.countries[office], "")),
            start,
            end,
            newest,
            key=person["id"],
            names=tuple(person["names"]),
            sex=person["sex"],
            nationality=world.country(offices.codes.get(person["citizen"], "")),
            born=person["born"],
        )


# ------------------------------------------------------------ parts of an entity


def _labels(entity: Entity) -> tuple[str, list[str]]:
    """The English label, and the further names in Latin letters."""
    labels = entity.get("labels") or {}
    label = next((labels[language]["value"] for language in ENGLISH if language in labels), "")
    aliases = [alias["value"] for alias in (entity.get("aliases") or {}).get("en", ())]
    return label, list(latin_names(aliases))


def _items(entity: Entity, name: str) -> list[str]:
    return [found for claim in (entity.get("claims") or {}).get(name, ()) if (found := _main(claim))]


def _item(entity: Entity, name: str) -> str:
    return next(iter(_items(entity, name)), "")


def _main(claim: Entity) -> str:
    """The item that a statement says; empty where it says that there is none or that it is unknown."""
    value = claim["mainsnak"].get("datavalue", {}).get("value")
    return str(value["id"]) if isinstance(value, dict) and "id" in value else ""


def _value(entity: Entity, name: str) -> str:
    claims = (entity.get("claims") or {}).get(name, ())
    return next((str(v) for c in claims if (v := c["mainsnak"].get("datavalue", {}).get("value"))), "")


def _time(snak: Entity) -> str:
    value = snak.get("datavalue", {}).get("value", {})
    return time(value["time"], value["precision"]) if "time" in value else ""
