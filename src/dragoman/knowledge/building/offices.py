"""Which office of the register a title is, and what a new office is where it is none of them."""

from dataclasses import dataclass

from dragoman.knowledge.building.titles import Kind, bare, kind_of
from dragoman.knowledge.building.wording import clean, slug
from dragoman.knowledge.building.world import World
from dragoman.knowledge.folding import fold

ONE_OF_A_KIND = ("head_of_government", "foreign_minister", "defence_minister", "interior_minister", "finance_minister")
"""Roles of which a state has one office: it is meant, however it is called."""
OF_MINISTERS = ("Minister of ", "Minister for ")
OTHER = Kind("other", "GOV", "4")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Office:
    """An office's id, and the status that its title gives a holder ("Acting President")."""

    id: str
    status: str


class Offices:
    """The offices of the package, and those that sources add."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.new: dict[str, Row] = {}

    def find(self, title: str, country: str, organisation: str = "", as_of: str = "") -> Office | None:
        """The office of a title, made if the register has none such; None where it is not told of which country it is."""
        spoken, named = self._world.without_country(clean(title))
        spoken, status = bare(spoken)
        jurisdiction = country or named
        if not (jurisdiction and slug(spoken)):
            return None
        known = self._known(spoken, clean(title), jurisdiction)
        return Office(known or self._made(spoken, jurisdiction, organisation, as_of), status)

    def role(self, id: str) -> str:
        """The role of an office."""
        return (self._world.offices.get(id) or self.new[id])["role"]

    def jurisdiction(self, id: str) -> str:
        """For whom an office is held."""
        return (self._world.offices.get(id) or self.new[id])["jurisdiction"]

    def _known(self, spoken: str, title: str, jurisdiction: str) -> str:
        titled = (found for words in (spoken, title) for found in self._world.titled.get((jurisdiction, fold(words)), ()))
        if found := next(titled, ""):
            return found
        kind = kind_of(spoken)
        if kind and kind.role in ONE_OF_A_KIND:
            same = self._world.of_role.get((jurisdiction, kind.role), [])
            return same[0] if len(same) == 1 else ""
        return ""

    def _made(self, spoken: str, jurisdiction: str, organisation: str, as_of: str) -> str:
        id = f"{jurisdiction}:{slug(spoken)}"
        if id not in self._world.offices:
            kind = kind_of(spoken) or OTHER
            title = spoken[0].upper() + spoken[1:]
            row = {
                "id": id,
                "title": title,
                "titles": _spoken(spoken),
                "jurisdiction": jurisdiction,
                "organisation": organisation or _ministry(spoken),
            }
            row |= {"sector": kind.sector, "role": kind.role, "rank": kind.rank, "from": "", "to": "", "as_of": as_of}
            known = self.new.setdefault(id, row)
            known["as_of"] = max(known["as_of"], as_of)
        return id


def _spoken(title: str) -> str:
    """The form in which newspapers speak of a minister: "Minister of Culture" is the Culture Minister."""
    what = next((title.removeprefix(start) for start in OF_MINISTERS if title.startswith(start)), "")
    return f"{what.removeprefix('the ')} Minister" if what else ""


def _ministry(title: str) -> str:
    """The ministry of a minister: "Minister of Culture" is of the Ministry of Culture."""
    return title.replace("Minister", "Ministry", 1) if title.startswith(OF_MINISTERS) else ""
