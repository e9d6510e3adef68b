"""What the sides of a meeting report of it, next to each other: what both say, what they put differently, what only one does.

Two statements of different sides are the same point where they share enough of the words that say what they are about; the words are given, so that
anyone can judge it. It is put differently where the sides take an issue in it with another polarity or strength.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from dragoman.corpus.dossier import Dossier, JoinedMeeting
from dragoman.corpus.groups import Told
from dragoman.corpus.reading import Reading
from dragoman.corpus.words import content_words
from dragoman.records import Actor, Meeting, Span, Stance, Statement

NOWHERE: Mapping[str, str] = {}
SHARED = 2
"""Content words that two statements must share to be the same point; one is enough where they are on the same issue."""
SHARE = 0.3
"""Of the content words of the shorter one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance that a statement takes: on an issue (None where it is on none of the list), for or against what, how strongly."""

    issue: str | None
    polarity: str
    strength: str | None
    object: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one side reports: who said it, through whom, in which words, and where."""

    side: str
    told: Told
    speaker: str
    via: tuple[str, ...]
    words: str
    spans: tuple[Span, ...]
    stances: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """How two statements on one issue differ: `what` is polarity or strength, with either side's value."""

    what: str
    issue: str | None
    one: str | None
    other: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A point that two sides make: both statements, the content words they share, and how they differ."""

    one: Said
    other: Said
    shared: tuple[str, ...]
    contrasts: tuple[Contrast, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A meeting's sides next to each other. `sides` are countries, or names where there is none; `only` is what no other side says."""

    sides: tuple[str, ...]
    both: tuple[Point, ...]
    differently: tuple[Point, ...]
    only: tuple[Said, ...]


def compare(meeting: JoinedMeeting, reading: Callable[[str], Reading], countries: Mapping[str, str] = NOWHERE) -> Comparison:
    """The sides of a meeting next to each other; `reading` gives a reading by its key.

    `countries` are those of actors by their names, as `countries_of` has them, for reports that do not tell for whom somebody acts.
    """
    said = list(dict.fromkeys(_said(meeting, reading, countries)))
    words = {s: _content(s, meeting, reading) for s in said}
    points = list(_points(said, words))
    paired = {s for point in points for s in (point.one, point.other)}
    return Comparison(
        sides=tuple(sorted({s.side for s in said})),
        both=tuple(point for point in points if not point.contrasts),
        differently=tuple(point for point in points if point.contrasts),
        only=tuple(s for s in said if s not in paired),
    )


def countries_of(dossier: Dossier) -> dict[str, str]:
    """The country of every actor of a dossier that has one, by each of its names."""
    return {name: actor.country for actor in dossier.actors if actor.country for name in actor.names}


# ------------------------------------------------------------ what was said


def _said(meeting: JoinedMeeting, reading: Callable[[str], Reading], countries: Mapping[str, str]) -> Iterator[Said]:
    """What each side reports, in the order of the reports; the same words in another report once."""
    seen: set[tuple[str, str]] = set()
    for told in meeting.tellings:
        source = reading(told.reading)
        record = next(m for m in source.record.meetings if m.id == told.record)
        for side, statement in _of(source, record, countries):
            one = _one(source, told.reading, side, statement)
            if (side, one.words) not in seen:
                seen.add((side, one.words))
                yield one


def _of(source: Reading, meeting: Meeting, countries: Mapping[str, str]) -> Iterator[tuple[str, Statement]]:
    """The statements that report a meeting, each with its side: those of its readouts and, where it is the article's only meeting that came about,
    everything else that its participants' sides say there."""
    by_id = {statement.id: statement for statement in source.record.statements}
    in_readouts = {id for readout in meeting.readouts for id in readout.statements}
    sides = {_side(source.actors[id], countries) for id in meeting.participants}
    others = [m for m in source.record.meetings if m.id != meeting.id and m.status in ("held", "ongoing")]
    for id, statement in by_id.items():
        if not statement.voices:
            continue
        side = _side(source.actors[statement.voices[-1]], countries)
        if id in in_readouts or (not others and statement.meeting in (None, meeting.id) and side in sides):
            yield side, statement


def _side(actor: Actor, countries: Mapping[str, str]) -> str:
    """The country that somebody acts for, the name where it is not known."""
    return actor.country or countries.get(actor.name) or actor.name


def _one(source: Reading, key: str, side: str, statement: Statement) -> Said:
    speaker = source.actors[statement.speaker].name if statement.speaker else source.line(statement.speaker_mention or Span(0, 0))
    stances = tuple(_taken(source, stance) for stance in source.record.stances if stance.statement == statement.id)
    via = tuple(source.actors[id].name for id in statement.via)
    return Said(side, Told(key, statement.id), speaker, via, source.line(*statement.content), statement.content, stances)


def _taken(source: Reading, stance: Stance) -> Taken:
    return Taken(stance.issue, stance.polarity, stance.strength, source.line(stance.object))


# ------------------------------------------------------------ the same point


def _content(said: Said, meeting: JoinedMeeting, reading: Callable[[str], Reading]) -> dict[str, str]:
    """The content words of a statement, without the names of those who met."""
    source = reading(said.told.reading)
    record = next(
        m for t in meeting.tellings if t.reading == said.told.reading for m in source.record.meetings if m.id == t.record
    )
    return content_words(said.words, [source.actors[id].name for id in record.participants])


def _points(said: list[Said], words: dict[Said, dict[str, str]]) -> Iterator[Point]:
    """Statements of two sides that make the same point, those that share most first, each in one point only."""
    pairs = [
        (shared, one, other)
        for one, other in combinations(said, 2)
        if one.side != other.side and (shared := _shared(one, other, words))
    ]
    taken: set[Said] = set()
    for shared, one, other in sorted(pairs, key=lambda pair: -len(pair[0])):
        if one not in taken and other not in taken:
            taken |= {one, other}
            first, second = sorted((one, other), key=lambda s: s.side)
            yield Point(first, second, shared, tuple(_contrasts(first, second)))


def _shared(one: Said, other: Said, words: dict[Said, dict[str, str]]) -> tuple[str, ...]:
    """The content words that two statements share, nothing where these are too few to make one point."""
    mine, theirs = words[one], words[other]
    shared = [word for stem, word in mine.items() if stem in theirs]
    issues = {s.issue for s in one.stances if s.issue} & {s.issue for s in other.stances if s.issue}
    enough = len(shared) >= (1 if issues else SHARED) and len(shared) >= SHARE * min(len(mine), len(theirs))
    return tuple(shared) if enough else ()


def _contrasts(one: Said, other: Said) -> Iterator[Contrast]:
    """Where two statements take an issue otherwise; of several stances on one issue, those that agree count."""
    for issue in dict.fromkeys(s.issue for s in one.stances):
        mine = [s for s in one.stances if s.issue == issue]
        theirs = [s for s in other.stances if s.issue == issue]
        if not theirs:
            continue
        if not {s.polarity for s in mine} & {s.polarity for s in theirs}:
            yield Contrast("polarity", issue, mine[0].polarity, theirs[0].polarity)
        elif not {s.strength for s in mine} & {s.strength for s in theirs}:
            yield Contrast("strength", issue, mine[0].strength, theirs[0].strength)
