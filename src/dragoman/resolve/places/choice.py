"""Choice: which of the places of a name an article means.

A sense is worth the size of the place, more if it lies in what the text says contains it, and more the more other names of
the article speak for its country and division. Every name votes for all its senses, in proportion to their size, so that
a row of small towns that only one state has together settles them all; a name never votes for itself. All numbers are
powers of ten of inhabitants: a bonus of 1 lets a town win over one ten times its size.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from dragoman.resolve.places.atlas import Sense
from dragoman.resolve.places.distance import kilometres
from dragoman.resolve.places.toponyms import Toponym

CONTAINED = 8.0
"""Lies in what the text says contains it."""
OF_THE_KIND = 2.0
"""Is of the kind that a type word beside the name gives."""
COUNTRY_VOTE = 0.9
DIVISION_VOTE = 1.5
"""How much a vote for the country or division of a place is worth (times the natural logarithm of 1 + votes)."""
SMALL = 15_000
"""Inhabitants below which a town must have its country or division in the article."""
LITTLE_KNOWN = 100_000
"""Inhabitants below which the same goes for a town under a name that is not its own."""
NEAR_KM = 60
"""How far a place may lie from the town that is said to contain it."""
MOST_VOTES = 3
"""Mentions of one name that count."""

KINDS = {"city": ("city", "capital"), "admin1": ("admin1", "region", "disputed"), "admin2": ("admin2",), "island": ("island", "archipelago", "peninsula", "admin1")}


@dataclass
class Candidate:
    """A toponym with the senses it may have. `within` are the senses of what the text says contains it."""

    toponym: Toponym
    key: str
    senses: tuple[Sense, ...]
    kind: str | None = None
    within: tuple[Sense, ...] = ()
    embedded: bool = False
    inside: tuple[Sense, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.inside = tuple(s for s in self.senses if any(contains(container, s) for container in self.within))


def contains(container: Sense, sense: Sense) -> bool:
    """Whether a place lies in another, as far as the tables tell."""
    if container is sense or container.name == sense.name and container.kind == sense.kind:
        return False
    if container.kind in ("country", "polity"):
        return sense.kind != "country" and (sense.country or "") in container.countries
    if container.kind == "admin1":
        return sense.kind != "country" and (sense.country, sense.admin1) == (container.country, container.admin1) and sense.kind != "admin1"
    if container.kind in ("city", "capital"):
        return sense.kind not in ("country", "admin1", "continent") and _near(container, sense, NEAR_KM)
    if container.kind == "continent":
        return False
    return sense.kind not in ("country", "continent") and sense.country in container.countries and _near(container, sense, 800)


def _near(a: Sense, b: Sense, limit: float) -> bool:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return False
    return kilometres((a.latitude, a.longitude), (b.latitude, b.longitude)) <= limit


@dataclass
class Votes:
    """What the names of an article say about where it plays; `named` counts only countries and divisions called by name."""

    countries: dict[str, float]
    divisions: dict[tuple[str, str], float]
    sisters: dict[str, float]
    named: set[str]


def choose(candidates: list[Candidate]) -> list[Sense | None]:
    """The sense of each candidate, None where none is likely enough; one name has one sense throughout."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.key].append(candidate)
    shares = {key: _shares(group) for key, group in groups.items()}
    votes = _votes(groups, shares)
    chosen = {}
    for key, group in groups.items():
        told = [c for c in group if c.inside]
        common = _best(told[0] if told else group[0], _without(votes, groups[key], shares[key])) if group[0].senses else None
        for candidate in group:
            same = candidate in told and len({c.inside for c in told}) > 1 or candidate.kind != group[0].kind
            chosen[id(candidate)] = _best(candidate, _without(votes, group, shares[key])) if same else common
    return [chosen[id(candidate)] for candidate in candidates]


def _shares(group: list[Candidate]) -> dict[Sense, float]:
    """How the vote of a name is split among its senses: by the square root of their size."""
    inside = [s for c in group for s in c.inside]
    senses = inside or list(group[0].senses)
    weights = {s: 10 ** (s.prior / 2) for s in senses}
    total = sum(weights.values())
    return {s: weight / total for s, weight in weights.items()}


def _votes(groups: dict[str, list[Candidate]], shares: dict[str, dict[Sense, float]]) -> Votes:
    votes = Votes(defaultdict(float), defaultdict(float), defaultdict(float), set())
    for key, group in groups.items():
        _count(votes, shares[key], min(len(group), MOST_VOTES))
    for group in groups.values():
        if group[0].senses and group[0].senses[0].kind == "country":
            votes.named.add(group[0].senses[0].country or "")
    return votes


def _count(votes: Votes, shares: dict[Sense, float], times: float) -> None:
    for sense, share in shares.items():
        for country in sense.countries[:2]:
            votes.countries[country] += share * times
        if sense.country and sense.admin1:
            votes.divisions[sense.country, sense.admin1] += share * times
            votes.sisters[sense.country] += share * times


def _without(votes: Votes, group: list[Candidate], shares: dict[Sense, float]) -> Votes:
    """The votes of all other names."""
    rest = Votes(votes.countries.copy(), votes.divisions.copy(), votes.sisters.copy(), votes.named)
    _count(rest, shares, -min(len(group), MOST_VOTES))
    return rest


def _best(candidate: Candidate, votes: Votes) -> Sense | None:
    likely = [s for s in candidate.senses if _is_possible(s, candidate, votes)]
    return max(likely, key=lambda s: (_worth(s, candidate, votes), s.population, -(s.geonames or 0)), default=None)


def _worth(sense: Sense, candidate: Candidate, votes: Votes) -> float:
    worth = sense.prior
    if sense in candidate.inside:
        worth += CONTAINED
    if candidate.kind and sense.kind in KINDS.get(candidate.kind, ()):
        worth += OF_THE_KIND
    country, division = _support(sense, candidate, votes)
    return worth + COUNTRY_VOTE * log(1 + country) + DIVISION_VOTE * log(1 + division)


def _support(sense: Sense, candidate: Candidate, votes: Votes) -> tuple[float, float]:
    """The votes for the country and for the division of a sense.

    A division that shares its name with a country (Georgia) is not helped by its own country, which is named in any
    diplomatic report, but by the country's other divisions and towns.
    """
    division = max(0.0, votes.divisions.get((sense.country or "", sense.admin1 or ""), 0.0)) if sense.admin1 else 0.0
    country = max([0.0, *(votes.countries.get(c, 0.0) for c in sense.countries[:2])])
    if sense.kind == "admin1" and any(s.kind == "country" for s in candidate.senses):
        country = max(0.0, votes.sisters.get(sense.country or "", 0.0))
    return country, division


def _is_possible(sense: Sense, candidate: Candidate, votes: Votes) -> bool:
    """Whether a place is known enough to be meant without a word on where it lies, or the article has that word."""
    if sense in candidate.inside or sense.kind not in ("city", "admin1", "admin2"):
        return True
    country, division = _support(sense, candidate, votes)
    supported = division >= 0.5 or country >= 0.9
    if sense.kind != "city":
        return supported or sense.kind == "admin1" and sense.own and sense.population >= 1_000_000
    limit = SMALL if sense.own else LITTLE_KNOWN
    return supported or sense.population >= limit
