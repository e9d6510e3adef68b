"""What the package knows of countries, offices and persons, indexed for building on it."""

from collections import defaultdict
from functools import cached_property

from dragoman.knowledge.compiled import merged_persons
from dragoman.knowledge.folding import fold
from dragoman.knowledge.tables import rows, values

BODIES = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG"}
LONGEST = 6
"""Words in the name of a country."""


class World:
    """Look-ups over the package's tables; nothing of the user's register, so that building again gives the same."""

    @cached_property
    def codes(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 by itself, by alpha-2 and by the register's own codes of bodies."""
        found = {row["iso2"]: row["iso3"] for row in rows("countries") if row["iso2"]}
        return found | {row["iso3"]: row["iso3"] for row in rows("countries")} | {body: body for body in BODIES}

    @cached_property
    def fips(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 by the code of the Factbook, in capitals."""
        return {row["fips"]: row["iso3"] for row in rows("countries") if row["fips"]}

    @cached_property
    def names(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 by folded name and alias of a country."""
        return {fold(n): r["iso3"] for r in reversed(rows("countries")) for n in (r["name"], *values(r["aliases"]))}

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 by folded adjective of a country."""
        return {fold(n): r["iso3"] for r in reversed(rows("countries")) for n in values(r["adjectives"])}

    @cached_property
    def country_names(self) -> dict[str, str]:
        """The usual name of each code."""
        return {row["iso3"]: row["name"] for row in rows("countries")}

    @cached_property
    def dependencies(self) -> set[str]:
        """The codes of territories that belong to a state."""
        return {row["iso3"] for row in rows("countries") if row["parent"]}

    @cached_property
    def offices(self) -> dict[str, dict[str, str]]:
        """Offices by id."""
        return {row["id"]: row for row in rows("offices")}

    @cached_property
    def titled(self) -> dict[tuple[str, str], list[str]]:
        """Ids of the offices of a jurisdiction and a folded title, those first whose usual title it is."""
        usual, others = defaultdict(list), defaultdict(list)
        for row in rows("offices"):
            usual[row["jurisdiction"], fold(row["title"])].append(row["id"])
            for title in values(row["titles"]):
                others[row["jurisdiction"], fold(title)].append(row["id"])
        return {key: [*usual.get(key, ()), *others.get(key, ())] for key in (*usual, *others)}

    @cached_property
    def of_role(self) -> dict[tuple[str, str], list[str]]:
        """Ids of the offices of a jurisdiction and a role."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in rows("offices"):
            found[row["jurisdiction"], row["role"]].append(row["id"])
        return dict(found)

    @cached_property
    def persons(self) -> dict[str, dict[str, str]]:
        """The package's persons by id, with the spellings of all tables."""
        return merged_persons(rows("persons"))

    @cached_property
    def tenures(self) -> dict[str, list[dict[str, str]]]:
        """The package's tenures by person."""
        found: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in rows("tenures"):
            found[row["person"]].append(row)
        return dict(found)

    @cached_property
    def held(self) -> dict[str, list[dict[str, str]]]:
        """The package's tenures by office."""
        found: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in rows("tenures"):
            found[row["office"]].append(row)
        return dict(found)

    @cached_property
    def bodies(self) -> set[str]:
        """Folded names of the package's organisations, armed groups and countries."""
        tables = (row for table in ("orgs", "armed_groups") for row in rows(table))
        own = {fold(n) for row in tables for n in (row["name"], *values(row["aliases"]), *values(row["acronyms"]))}
        return own | set(self.names) | set(self.adjectives)

    def country(self, text: str) -> str:
        """The code of a country by its code or name, "Bahamas, The" among them; empty where it is none."""
        words = " ".join(reversed(text.split(", "))) if text.count(", ") == 1 else text
        return self.codes.get(text.strip().upper(), "") or self.names.get(fold(words).removeprefix("the "), "")

    def without_country(self, title: str) -> tuple[str, str]:
        """A title without the country it names, and that country: "Prime Minister of Norway" is "Prime Minister", NOR."""
        words = title.split()
        for start in range(1, len(words)):
            if words[start].lower() != "of":
                continue
            skip = start + 1 + (words[start + 1 : start + 2] in (["the"], ["The"]))
            for end in range(min(len(words), skip + LONGEST), skip, -1):
                code = self.names.get(fold(" ".join(words[skip:end])))
                if code and (end == len(words) or words[end].lower() == "to"):
                    return " ".join([*words[:start], *words[end:]]), code
        for end in range(min(len(words) - 1, LONGEST), 0, -1):
            key = fold(" ".join(words[:end]))
            if code := self.adjectives.get(key) or self.names.get(key):
                return " ".join(words[end:]), code
        return title, ""
