"""Choice: which of the places of a name an article means.

A sense is worth the size of the place, more if it lies in what the text says contains it, and more the more other names of
the article speak for its country and division. Every name votes for all its senses, in proportion to their size, so that
a row of small towns that only one state has together settles them all; a name never votes for itself. All numbers are
powers of ten of inhabitants: a bonus of 1 lets a town win over one ten times its size.
"""

from collections import defaultdict
from math import log

from dragoman.resolve.places.candidate import NEAR_KM, Candidate, contains
from dragoman.resolve.places.sense import SMALL, Sense
from dragoman.resolve.places.votes import Votes

CONTAINED = 8.0
"""Lies in what the text says contains it."""
HOLDS = 2.0
"""Is a division in which what stands before it lies: "Buffalo, New York" is in the state."""
OF_THE_ROW = 2.0
"""Is of the kind of the neighbours in a row of places."""
OF_THE_KIND = 2.5
"""Is of the kind that a type word beside the name gives."""
COUNTRY_VOTE = 0.9
DIVISION_VOTE = 1.1
"""What the votes for the country and for the division of a place are worth, times the natural logarithm of 1 + votes."""
LITTLE_KNOWN = 100_000
"""Inhabitants below which the same goes for a town under a name that is not its own."""
FAR_OFF = 100_000
"""Inhabitants below which the same goes for a town while the article names other countries."""
LARGE_DIVISION = 1_000_000
ENOUGH_COUNTRY, ENOUGH_DIVISION = 0.9, 0.5
"""Votes that count as having the country or division in the article."""
NEIGHBOUR = 1.0
"""What the places near by that were already chosen are worth, times the natural logarithm of 1 + their number."""
NEIGHBOURED = 10
"""Likeliest senses of a name whose neighbours are counted."""
MOST_VOTES = 3
"""Mentions of one name that count."""

LOCAL = ("city", "capital", "admin2")
TOLD = ("country", "admin1", "admin2")
"""Kinds of containers outside which a town is not looked for."""
KINDS = {
    "city": ("city", "capital"),
    "admin1": ("admin1", "region", "disputed"),
    "admin2": ("admin2",),
    "island": ("island", "archipelago", "peninsula", "admin1"),
}


def choose(candidates: list[Candidate]) -> list[Sense | None]:
    """The sense of each candidate, None where none is likely enough.

    One name has one sense throughout, unless the text says otherwise. All are chosen twice: first by size and votes, then also by
    what was chosen near by.
    """
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.key].append(candidate)
    votes = Votes()
    shares = {key: _shares(group) for key, group in groups.items()}
    for key, group in groups.items():
        votes.count(shares[key], min(len(group), MOST_VOTES))
    first = _choose_all(groups, shares, votes)
    for key, group in groups.items():
        votes.choose(key, {sense: None for c in group if (sense := first[id(c)]) and sense.kind in LOCAL})
    chosen = _choose_all(groups, shares, votes)
    return [chosen[id(candidate)] for candidate in candidates]


def _choose_all(
    groups: dict[str, list[Candidate]], shares: dict[str, dict[Sense, float]], votes: Votes
) -> dict[int, Sense | None]:
    """The sense of each candidate, by its identity, from the votes of all names but its own."""
    chosen: dict[int, Sense | None] = {}
    for key, group in groups.items():
        votes.count(shares[key], -min(len(group), MOST_VOTES))
        chosen.update(_choose_one(group, votes))
        votes.count(shares[key], min(len(group), MOST_VOTES))
    return chosen


def _shares(group: list[Candidate]) -> dict[Sense, float]:
    """How the vote of a name is split among its senses: by the square root of their size."""
    senses = [s for c in group for s in c.inside] or list(group[0].senses)
    weights = {s: 10 ** (s.prior / 2) for s in senses}
    total = sum(weights.values())
    return {s: weight / total for s, weight in weights.items()}


def _choose_one(group: list[Candidate], votes: Votes) -> dict[int, Sense | None]:
    """The senses of the mentions of one name: those whose container is told settle the others."""
    told = [c for c in group if c.inside]
    lead = told[0] if told else next((c for c in group if not c.within), group[0])
    common = _best(lead, votes)
    apart = len({c.inside for c in told}) > 1
    return {id(c): _best(c, votes) if _is_apart(c, told) or (apart and c.inside) else common for c in group}


def _is_apart(candidate: Candidate, told: list[Candidate]) -> bool:
    """Whether a mention has signs of its own, stronger than those of the others."""
    if candidate.kind or (candidate.within and not candidate.inside):
        return True
    return not told and bool(candidate.row or candidate.held)


def _best(candidate: Candidate, votes: Votes) -> Sense | None:
    """The possible sense of most worth."""
    worth = {s: _worth(s, candidate, votes) for s in candidate.senses if _is_possible(s, candidate, votes)}
    likely = sorted(worth, key=lambda s: (-worth[s], -s.population, s.geonames or 0))[:NEIGHBOURED]
    if votes.chosen and len(likely) > 1:
        worth |= {s: worth[s] + NEIGHBOUR * log(1 + votes.neighbours(s, candidate.key)) for s in likely if s.kind in LOCAL}
    return max(likely, key=lambda s: worth[s], default=None)


def _worth(sense: Sense, candidate: Candidate, votes: Votes) -> float:
    """What a sense is worth here, its neighbours apart."""
    country, division = votes.support(sense, candidate)
    worth = sense.prior + COUNTRY_VOTE * log(1 + country) + DIVISION_VOTE * log(1 + division)
    if candidate.kind and sense.kind in KINDS[candidate.kind]:
        worth += OF_THE_KIND
    worth += HOLDS * _holds(sense, candidate) + OF_THE_ROW * any(_is_alike(sense, other) for other in candidate.row)
    return worth + CONTAINED * (sense in candidate.inside)


def _holds(sense: Sense, candidate: Candidate) -> bool:
    """Whether what stands before lies in this division, and not in the town of the same name ("Brooklyn, New York")."""
    towns = [s for s in candidate.senses if s.is_town and (s.country, s.admin1) == (sense.country, sense.admin1)]
    held = [s for s in candidate.held if contains(sense, s)]
    return sense.kind == "admin1" and any(not any(town.near(s, NEAR_KM) for town in towns) for s in held)


def _is_alike(sense: Sense, other: Sense) -> bool:
    """Whether two places stand in one row: divisions of one country, countries or capitals. Rows of towns tell nothing."""
    return sense.kind == other.kind != "city" and (sense.kind != "admin1" or sense.country == other.country)


def _is_possible(sense: Sense, candidate: Candidate, votes: Votes) -> bool:
    """Whether a place is known enough to be meant without a word on where it lies, or the article has that word."""
    if sense in candidate.inside or candidate.toponym.divisions:
        return True
    if sense.is_town and any(w.kind in TOLD for w in candidate.within):
        return False
    if sense.kind not in ("city", "admin1", "admin2"):
        return True
    country, division = votes.support(sense, candidate)
    if division >= ENOUGH_DIVISION or country >= ENOUGH_COUNTRY:
        return True
    if sense.kind == "admin2":
        return len(candidate.senses) == 1
    if sense.kind == "admin1":
        peers = [s for s in candidate.senses if s.kind == "admin1" and s.own]
        return peers == [sense] and (sense.population >= LARGE_DIVISION or len(candidate.senses) == 1)
    elsewhere = max(votes.countries.values(), default=0.0) >= 2
    return sense.population >= (FAR_OFF if elsewhere else SMALL if sense.own else LITTLE_KNOWN)
