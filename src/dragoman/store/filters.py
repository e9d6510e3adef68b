"""The questions that `find` can be asked, as conditions on the tables of each kind of record."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, or_, select

from dragoman.errors import UsageError
from dragoman.knowledge.folding import fold
from dragoman.store import tables as t
from dragoman.store.days import days_of
from dragoman.store.names import actors_named
from dragoman.store.search import Keys, Searched, matches

Condition = ColumnElement[bool]
KINDS = ("reports", "meetings", "trips", "statements", "stances", "events", "actors")
MANY = 2000
"""Rows from which on gathering them costs more than asking record by record."""
WIDEST = 366
"""Days of the widest date, a year: whatever reaches into a time began at most so long before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for; None where it does not matter. `since` and `until` are dates at any precision, both inclusive."""

    actor: str | None = None
    with_: str | None = None
    speaker: str | None = None
    via: str | None = None
    about: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    place: str | None = None
    country: str | None = None
    publisher: str | None = None
    type: str | None = None
    text: str | None = None
    copies: bool = True


MEANT = {
    "reports": {"actor", "about", "since", "until", "place", "country", "publisher", "text"},
    "meetings": {"actor", "with_", "about", "since", "until", "status", "place", "country", "publisher", "type", "text"},
    "trips": {"actor", "about", "since", "until", "status", "place", "country", "publisher", "text"},
    "statements": {
        "actor",
        "with_",
        "speaker",
        "via",
        "about",
        "issue",
        "since",
        "until",
        "country",
        "publisher",
        "type",
        "text",
    },
    "stances": {"actor", "with_", "speaker", "about", "issue", "since", "until", "country", "publisher", "type", "text"},
    "events": {"actor", "with_", "since", "until", "status", "place", "country", "publisher", "type", "text"},
    "actors": {"actor", "since", "until", "country", "publisher", "type"},
}
"""The questions that have a meaning for each kind."""
TYPES = {
    "meetings": t.meetings.c.form,
    "statements": t.statements.c.kind,
    "stances": t.stances.c.polarity,
    "events": t.events.c.event_type,
    "actors": t.actors.c.kind,
}
PAIRS = {"meetings": t.participants.c.actor, "events": t.sides.c.actor}
"""What two can take part in, with the column that names who does."""
WORDS = {
    "statements": Searched(t.statements, "key", ("words",)),
    "stances": Searched(t.stances, "key", ("words",)),
    "reports": Searched(t.articles, "number", ("title", "text")),
}


def conditions(connection: Connection, kind: str, asked: Filters) -> list[Condition]:
    """All conditions on the rows of a kind; UsageError where a question has no meaning for it."""
    given = {f.name: value for f in fields(asked) if (value := getattr(asked, f.name)) is not None and f.name != "copies"}
    for name in given:
        if name not in MEANT[kind]:
            option = f"--{name.rstrip('_')}"
            meant = ", ".join(f"--{other.rstrip('_')}" for other in sorted(MEANT[kind]))
            raise UsageError(f"{option} has no meaning for {kind}.", hint=f"For {kind} there is {meant}.")
    maker = _Conditions(connection, kind, asked)
    if kind in PAIRS and "actor" in given and "with_" in given:
        # Whoever stands in fewer records is looked up first; between the two it makes no difference to the answer.
        given["actor"], given["with_"] = sorted((given["actor"], given["with_"]), key=maker.records_with)
    found = [maker.made(name, value) for name, value in given.items() if name not in ("since", "until")]
    return found + _within(kind, asked.since, asked.until)


@dataclass(frozen=True, slots=True)
class Lead:
    """An actor whose meetings or events are gone through by their days, and what else is asked of them."""

    actor: int
    rest: Filters


def lead(connection: Connection, kind: str, asked: Filters) -> Lead | None:
    """Whom to go by, where one actor is asked for who takes part in so much that to gather all of it would cost more."""
    if kind not in PAIRS or asked.actor is None or asked.with_ is not None or asked.since is not None:
        return None
    who = actors_named(connection, asked.actor)
    if len(who) != 1 or _Conditions(connection, kind, asked).records_with(asked.actor) < MANY:
        return None
    return Lead(who[0], replace(asked, actor=None))


class _Conditions:
    """Makes the condition of each question for one kind."""

    def __init__(self, connection: Connection, kind: str, asked: Filters) -> None:
        self.connection = connection
        self.kind = kind
        self.asked = asked
        self.dated = asked.since is not None
        self.sqlite = connection.dialect.name == "sqlite"

    def made(self, name: str, value: str) -> Condition:
        """The condition of a question."""
        how: Callable[[str], Condition] = getattr(self, f"_{name}")
        return how(value)

    def records_with(self, name: str) -> int:
        """In how many meetings or events somebody takes part."""
        column = PAIRS[self.kind]
        query = select(func.count()).where(column.in_(actors_named(self.connection, name)))
        return int(self.connection.execute(query).scalar_one())

    # ------------------------------------------------------------ who

    def _actor(self, name: str) -> Condition:
        who = actors_named(self.connection, name)
        s, c = t.statements.c, t.stances.c
        if self.kind == "statements":
            relayed = self._linked(s.key, t.via.c.statement, t.via.c.actor, who)
            return or_(s.speaker.in_(who), s.addressee.in_(who), relayed)
        if self.kind == "stances":
            return or_(c.holder.in_(who), c.target.in_(who))
        if self.kind == "trips":
            return t.trips.c.traveller.in_(who)
        if self.kind == "actors":
            return t.actors.c.number.in_(who)
        if self.kind == "reports":
            return t.readings.c.number.in_(select(t.appearances.c.reading).where(t.appearances.c.actor.in_(who)))
        return self._takes_part(who)

    def _with_(self, name: str) -> Condition:
        who = actors_named(self.connection, name)
        if self.kind == "statements":
            return t.statements.c.addressee.in_(who)
        if self.kind == "stances":
            return t.stances.c.target.in_(who)
        return self._takes_part(who, further=True)

    def _takes_part(self, who: list[int], *, further: bool = False) -> Condition:
        if self.kind == "meetings":
            return self._linked(t.meetings.c.key, t.participants.c.meeting, t.participants.c.actor, who, further=further)
        return self._linked(t.events.c.key, t.sides.c.event, t.sides.c.actor, who, further=further)

    def _linked(
        self,
        key: ColumnElement[int],
        of: ColumnElement[int],
        column: ColumnElement[int],
        who: list[int],
        *,
        further: bool = False,
    ) -> Condition:
        """That one of these actors stands in a row of a table of parts that belongs to a record."""
        # The sum keeps the database from going through all rows of an actor for each record.
        return self._gathered_or_each(key, of, column.in_(who), (column + 0).in_(who), further=further)

    def _gathered_or_each(
        self, key: ColumnElement[int], of: ColumnElement[int], where: Condition, each: Condition, *, further: bool = False
    ) -> Condition:
        """That a row of a table of parts belongs to a record.

        Few such rows are gathered first, by `where`. Of many, each record in question is asked for its own, by `each`, where the days
        or a condition before this one have narrowed the records down.
        """
        gathered = select(of).where(where)
        if (self.dated or further) and not self._fewer_than_many(gathered):
            return select(of).where(each, of == key).exists()
        return key.in_(gathered)

    def _fewer_than_many(self, rows: Select[Any]) -> bool:
        some = rows.limit(MANY).subquery()
        return int(self.connection.execute(select(func.count()).select_from(some)).scalar_one()) < MANY

    def _speaker(self, name: str) -> Condition:
        column = t.statements.c.speaker if self.kind == "statements" else t.stances.c.holder
        return column.in_(actors_named(self.connection, name))

    def _via(self, name: str) -> Condition:
        who = actors_named(self.connection, name)
        return self._linked(t.statements.c.key, t.via.c.statement, t.via.c.actor, who, further=True)

    # ------------------------------------------------------------ what

    def _about(self, words: str) -> Condition:
        if self.kind in WORDS:
            return self._text(words)
        said = t.topics.c.words if self.kind == "meetings" else t.trips.c.purpose
        every = and_(*(func.lower(said).contains(word, autoescape=True) for word in words.lower().split()))
        return t.meetings.c.key.in_(select(t.topics.c.meeting).where(every)) if self.kind == "meetings" else every

    def _text(self, query: str) -> Condition:
        if self.kind in WORDS:
            return matches(WORDS[self.kind], query, sqlite=self.sqlite, each=self._says_little(), keys=self._keys())
        reports = select(t.articles.c.number).where(matches(WORDS["reports"], query, sqlite=self.sqlite))
        return t.readings.c.article.in_(reports)

    def _says_little(self) -> bool:
        """Whether a speaker is asked for who says so little that each of the sayings may be looked at."""
        if self.asked.speaker is None:
            return False
        return self._fewer_than_many(select(literal(1)).where(self._speaker(self.asked.speaker)))

    def _keys(self) -> Keys | None:
        """The keys between which all records of the days asked for lie; archives are read about in the order of their days."""
        within = _within(self.kind, self.asked.since, self.asked.until)
        if not self.sqlite or not within or self.kind == "reports":
            return None
        key = t.RECORDS[self.kind.removesuffix("s")].c.key
        low, high = self.connection.execute(select(func.min(key), func.max(key)).where(*within)).one()
        return Keys(low or 0, high or 0)

    def _issue(self, issue: str) -> Condition:
        if self.kind == "stances":
            return t.stances.c.issue == issue
        about = select(t.stances.c.statement).where(t.stances.c.issue == issue, t.stances.c.statement.is_not(None))
        return t.statements.c.key.in_(about)

    def _status(self, status: str) -> Condition:
        if self.kind == "trips":
            return t.trips.c.key.in_(select(t.stops.c.trip).where(t.stops.c.status == status))
        return (t.meetings if self.kind == "meetings" else t.events).c.status == status

    def _type(self, type: str) -> Condition:
        return TYPES[self.kind] == (type.upper() if self.kind == "events" else type)

    # ------------------------------------------------------------ where, and who published it

    def _place(self, name: str) -> Condition:
        where = select(t.places.c.key).where(t.places.c.folded == fold(name))
        if self.kind == "trips":
            return t.trips.c.key.in_(select(t.stops.c.trip).where(t.stops.c.place.in_(where)))
        if self.kind == "reports":
            return t.readings.c.number.in_(select(t.places.c.reading).where(t.places.c.folded == fold(name)))
        place = (t.meetings if self.kind == "meetings" else t.events).c.place
        named = t.places.c.folded == fold(name)
        return self._gathered_or_each(place, t.places.c.key, named, named)

    def _country(self, code: str) -> Condition:
        code = code.upper()
        if self.kind == "actors":
            return t.actors.c.country == code
        if self.kind == "reports":
            theirs = select(t.appearances.c.reading).join(t.actors, t.actors.c.number == t.appearances.c.actor)
            return t.readings.c.number.in_(theirs.where(t.actors.c.country == code))
        kind = self.kind.removesuffix("s")
        listed = and_(t.countries.c.kind == kind, t.countries.c.country == code)
        of = t.RECORDS[kind].c
        # With its day, a row is found by the whole of its key.
        return self._gathered_or_each(
            of.key, t.countries.c.record, listed, and_(listed, t.countries.c.day == func.coalesce(of.day, ""))
        )

    def _publisher(self, name: str) -> Condition:
        theirs = func.lower(t.articles.c.publisher) == name.lower()
        if self.kind != "actors":
            return theirs
        readings = select(t.readings.c.number).join(t.articles, t.articles.c.number == t.readings.c.article).where(theirs)
        return t.actors.c.number.in_(select(t.appearances.c.actor).where(t.appearances.c.reading.in_(readings)))


# ------------------------------------------------------------ when


def _within(kind: str, since: str | None, until: str | None) -> list[Condition]:
    """What reaches into a time, at its own precision: a meeting "in 2024" reaches into May 2024."""
    if since is None and until is None:
        return []
    first = _bound(since, "--since").day if since else None
    after = _bound(until, "--until").until if until else None
    if kind == "actors":
        seen = select(t.appearances.c.actor)
        seen = seen.where(t.appearances.c.day >= first) if first else seen
        return [t.actors.c.number.in_(seen.where(t.appearances.c.day < after) if after else seen)]
    if kind == "reports":
        day = t.articles.c.published
        return ([day >= first] if first else []) + ([day < after] if after else [])
    c = t.RECORDS[kind.removesuffix("s")].c
    found: list[Condition] = [c.day < after] if after else []
    if first:
        found += [c.until > first, c.day >= (date.fromisoformat(first) - timedelta(days=WIDEST)).isoformat()]
    return found


def _bound(words: str, option: str) -> Any:
    days = days_of(words)
    if days.day is None:
        raise UsageError(f"{option} {words!r} is no date.", hint="Write it as 2024-01-06, 2024-01 or 2024.")
    return days
