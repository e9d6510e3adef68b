"""Facts made into rows: which office, which person, one interval for each term, and what the package has already.

Facts come in the order of the readers' precedence. What the package says the same is counted and not written again; what
it contradicts is written, listed as a conflict, and not read (merging.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dragoman.knowledge.building.facts import Body, Fact, Failure, Held, Noun, Place, Seen, Skip
from dragoman.knowledge.building.offices import Offices
from dragoman.knowledge.building.people import Ambiguous, People, Somebody, rows_of
from dragoman.knowledge.building.wording import clean, day_after, is_latin, slug
from dragoman.knowledge.building.world import World
from dragoman.knowledge.dates import alike, before, days_between, overlap
from dragoman.knowledge.folding import fold
from dragoman.knowledge.merging import SHARED, SINGLE

GAP = 366
"""Days between two sightings from which somebody may have left office and come back."""
OF_ONE_TERM = "factbook"
"""The kind that gives the beginning of the present term, not of the time in office."""
LOWEST = "cameo"
"""The kind of which nothing is taken of persons whom anything else has."""
BODY_KINDS = {
    "MIL": "military", "SPY": "intelligence", "COP": "police", "PTY": "party", "OPP": "party", "LEG": "parliament", "JUD": "court", "BUS": "company",
    "MED": "media", "IGO": "igo", "NGO": "ngo", "REL": "religious", "EDU": "university",
}  # fmt: skip
"""The kind in orgs.tsv of a body of a sector; of any other an agency."""

Row = dict[str, str]


@dataclass
class Term:
    """A person's time in an office as one kind of source has it."""

    kind: str
    person: str
    office: str
    start: str
    end: str
    status: str
    as_of: str
    where: str


@dataclass
class Assembly:
    """The rows of each table, and what was not made into rows.

    `evidence` pairs the sighting of somebody in an office with the package's row that gives it to another.
    """

    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    terms: list[Term] = field(default_factory=list)
    skips: list[tuple[str, Skip]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    confirmed: Counter[str] = field(default_factory=Counter)
    evidence: list[tuple[Row, Row]] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)


def assemble(facts: Iterable[tuple[str, Fact]], world: World) -> Assembly:
    """The rows of all facts, each with the kind of its source."""
    work = _Work(world)
    for kind, fact in facts:
        work.take(kind, fact)
    return work.finished()


class _Work:
    """What has been assembled so far."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._offices = Offices(world)
        self._people = People(world)
        self._result = Assembly()
        self._terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._seen: list[tuple[str, Seen]] = []
        self._bodies: dict[str, Row] = {}
        self._only_lowest: set[str] = set()

    def take(self, kind: str, fact: Fact) -> None:
        """Take one fact in."""
        match fact:
            case Held():
                self._held(kind, fact)
            case Seen():
                self._seen.append((kind, fact))
            case Body():
                self._body(kind, fact)
            case Noun():
                self._noun(kind, fact)
            case Place():
                self._place(kind, fact)
            case Skip():
                self._result.skips.append((kind, fact))
            case Failure():
                self._result.failures.append(fact)

    def finished(self) -> Assembly:
        """All rows; sightings last, since what they tell may be known better."""
        for kind, seen in self._sightings():
            self._sighting(kind, seen)
        for terms in self._terms.values():
            self._result.terms += self._news(_joined(terms))
        tables = self._result.tables
        told = {term.person for term in self._result.terms}
        tables["persons"] = rows_of((p for p in self._people.met.values() if p.id in told or (p.known and p.as_of)), self._world)
        used = {term.office for term in self._result.terms}
        tables["offices"] = [row for id, row in self._offices.new.items() if id in used]
        return self._result

    # ------------------------------------------------------------ tenures

    def _held(self, kind: str, held: Held) -> None:
        if reason := _fault(held):
            self._skip(kind, held.where, *reason)
            return
        office = self._offices.find(held.title, held.country, held.organisation, held.as_of or held.end)
        if office is None:
            self._skip(kind, held.where, "does not say of which country the office is")
            return
        jurisdiction = self._offices.jurisdiction(office.id)
        try:
            if kind == LOWEST and self._is_had_by_others(held, office.id, jurisdiction):
                self._skip(kind, held.where, "is a person whom the package or another source has")
                return
            if self._people.reigns_elsewhere(held, jurisdiction):
                self._skip(kind, held.where, "reigns in another country, where the package has them")
                return
            person = self._people.meet(held, office.id, jurisdiction)
        except Ambiguous:
            self._skip(kind, held.where, "may be of several persons of that name")
            return
        as_of = held.end or max(held.as_of, held.start)
        term = Term(kind, person.id, office.id, held.start, held.end, held.status or office.status, as_of, held.where)
        self._terms[person.id, office.id].append(term)
        if kind == LOWEST:
            self._only_lowest.add(person.id)

    def _is_had_by_others(self, held: Held, office: str, jurisdiction: str) -> bool:
        person = self._people.find(held, office, jurisdiction)
        return person is not None and person.id not in self._only_lowest

    def _news(self, terms: list[Term]) -> Iterator[Term]:
        """Those terms that the package does not have with the same dates."""
        for term in terms:
            if any(_same(term, row) or _is_part(term, row) for row in self._world.tenures.get(term.person, ())):
                self._result.confirmed[term.kind] += 1
            else:
                self._result.taken[term.kind] += 1
                yield term

    # ------------------------------------------------------------ sightings

    def _sightings(self) -> Iterator[tuple[str, Seen]]:
        """Sightings of one person with one title, joined where no more than a year lies between them."""
        groups: dict[tuple[str, str, str, str, bool], list[Seen]] = defaultdict(list)
        for kind, seen in self._seen:
            groups[kind, fold(seen.person), fold(seen.title), seen.country, seen.sure].append(seen)
        for (kind, *_), found in groups.items():
            ordered = sorted(found, key=lambda seen: (seen.first, seen.last))
            joined = ordered[0]
            for seen in ordered[1:]:
                if days_between(joined.last, seen.first) > GAP:
                    yield kind, joined
                    joined = seen
                else:
                    joined = replace(joined, last=max(joined.last, seen.last))
            yield kind, joined

    def _sighting(self, kind: str, seen: Seen) -> None:
        held = Held(seen.where, seen.person, seen.title, seen.country, seen.first, day_after(seen.last), seen.last)
        office = self._offices.find(seen.title, seen.country)
        if office is None:
            self._skip(kind, seen.where, "does not say of which country the office is")
            return
        try:
            person = self._people.find(held, office.id, seen.country)
        except Ambiguous:
            person = None
        person = person or self._people.holder_called(seen.person, office.id, held.start, held.end)
        if person and self._is_known_to_hold(person, office.id, seen):
            self._result.confirmed[kind] += 1
        elif person is None and not seen.sure:
            self._skip(kind, seen.where, "tells of somebody, but not of which country")
        elif person is None and " " not in seen.person:
            self._skip(kind, seen.where, "gives a surname only, of nobody who is known to have held the office")
        elif contrary := self._contrary(office.id, held, person):
            self._result.evidence += contrary
        else:
            self._held(kind, held)

    def _is_known_to_hold(self, person: Somebody, office: str, seen: Seen) -> bool:
        """Whether a person is known to have held the office, or one like it, on those days."""
        role = self._offices.role(office)
        return any(
            (held == office or self._offices.role(held) == role) and overlap(start, end, seen.first, day_after(seen.last))
            for held, start, end in person.terms
            if held in self._world.offices or held in self._offices.new
        )

    def _contrary(self, office: str, seen: Held, person: Somebody | None) -> list[tuple[Row, Row]]:
        """A sighting with each row of the package that gives the office to another on those days."""
        known = self._world.offices.get(office)
        if not known or known["role"] not in SINGLE or known["jurisdiction"] in SHARED:
            return []
        own = {"office": office, "person": seen.person, "from": seen.start, "to": seen.end}
        others = [row for row in self._world.held.get(office, ()) if person is None or row["person"] != person.id]
        return [(own, row) for row in others if overlap(row["from"], row["to"], seen.start, seen.end)]

    # ------------------------------------------------------------ bodies, nouns, places

    def _body(self, kind: str, body: Body) -> None:
        names = (body.name, *body.aliases)
        if any(fold(name) in self._world.bodies for name in names):
            self._result.confirmed[kind] += 1
            return
        table = "armed_groups" if body.sector == "REB" else "orgs"
        id = slug(body.name) if table == "armed_groups" else f"{body.country}:{slug(body.name)}"
        if not slug(body.name) or id in self._bodies:
            self._skip(kind, body.where, "is a body without a name of its own")
            return
        row = {"id": id, "name": body.name, "aliases": "|".join(dict.fromkeys(body.aliases)), "acronyms": ""}
        row |= {"kind": BODY_KINDS.get(body.sector, "agency")} if table == "orgs" else {}
        row |= {"country": body.country, "sector": body.sector, "from": body.start, "to": body.end, "as_of": body.as_of}
        self._bodies[id] = row
        self._result.tables[table].append(row)
        self._result.taken[kind] += 1

    def _noun(self, kind: str, noun: Noun) -> None:
        row = {"noun": noun.noun, "sector": noun.sector, "from": noun.start, "to": noun.end, "as_of": noun.as_of}
        self._result.tables["agents"].append(row)
        self._result.taken[kind] += 1

    def _place(self, kind: str, place: Place) -> None:
        names = {"name": place.name, "aliases": "|".join(place.aliases)}
        point = {"latitude": place.latitude, "longitude": place.longitude}
        first = next(iter(place.countries), "")
        match place.kind:
            case "city":
                row = {"geonames": str(place.geonames)} | names | {"country": first, "admin1": place.admin1} | point
                row |= {"population": str(place.population), "as_of": place.as_of}
                self._result.tables["towns"].append(row)
            case "admin1":
                row = (
                    {"country": first, "code": place.admin1}
                    | names
                    | {"abbreviations": "", "geonames": str(place.geonames)}
                    | point
                )
                self._result.tables["admin"].append(row)
            case _:
                row = (
                    names
                    | {"kind": place.kind, "countries": "|".join(place.countries)}
                    | point
                    | {"precision_km": "", "as_of": place.as_of}
                )
                self._result.tables["geo"].append(row)
        self._result.taken[kind] += 1

    def _skip(self, kind: str, where: str, reason: str, broken: bool = False) -> None:
        self._result.skips.append((kind, Skip(where, reason, broken)))


def _fault(held: Held) -> tuple[str, bool] | None:
    """Why a record cannot be a tenure, and whether that is because it is broken."""
    if not clean(held.person) or not clean(held.title):
        return "has no name or no title", True
    if not (is_latin(held.person) and is_latin(held.title)):
        return "has no name or no title in Latin letters", False
    if not held.start:
        return "has no first day, month or year", False
    if held.end and (before(held.end, held.start) or held.end == held.start):
        return "ends before it begins, or on the same day", True
    return None


def _joined(terms: list[Term]) -> list[Term]:
    """The terms of one person in one office, those that meet or overlap made one; of two sources, the first one's kind stands."""
    found: list[Term] = []
    for term in sorted(terms, key=lambda term: (term.start, term.end or "9999")):
        last = found[-1] if found else None
        if last and (not last.end or not before(last.end, term.start)) and last.status == term.status:
            first = last if terms.index(last) < terms.index(term) else term
            found[-1] = Term(
                first.kind, last.person, last.office, _finer(last.start, term.start), _later(last, term), last.status,
                max(last.as_of, term.as_of), first.where,
            )  # fmt: skip
        else:
            found.append(term)
    return found


def _finer(one: str, other: str) -> str:
    """The more exact of two beginnings that may be the same; else the first."""
    return max(one, other, key=len) if alike(one, other) else one


def _later(one: Term, other: Term) -> str:
    """The later of two ends. An open end says nothing of the time after its `as_of`: a later end that is known ends it."""
    if one.end and other.end:
        return max(one.end, other.end, key=len) if alike(one.end, other.end) else max(one.end, other.end)
    opened, closed = (one, other) if not one.end else (other, one)
    return "" if before(closed.end, opened.as_of) else closed.end


def _same(term: Term, row: Row) -> bool:
    """Whether the package has a term with the same dates, as far as each is known."""
    if term.office != row["office"] or not alike(term.start, row["from"]):
        return False
    return alike(term.end, row["to"]) or (not term.end and not row["to"])


def _is_part(term: Term, row: Row) -> bool:
    """Whether a term of a source that tells the present term only lies within one that the package has."""
    within = term.office == row["office"] and not before(term.start, row["from"]) and before(term.start, row["to"] or "9999")
    return term.kind == OF_ONE_TERM and within and (not term.end or alike(term.end, row["to"]))
