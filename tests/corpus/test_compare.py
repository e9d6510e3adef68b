"""Both sides of a meeting next to each other."""

from dragoman.article import Article
from dragoman.corpus.compare import Comparison, compare, countries_of
from dragoman.corpus.merge import Corpus
from dragoman.records import Actor, Meeting, Place, Readout, Record, Span, Stance, Statement

Words = tuple[str, str | None]


def readout(id: str, side: str, *said: Words, country: str | None = "", issue: str = "trade") -> tuple[Article, Record]:
    """A side's readout: what its minister said, each with the polarity that it takes on an issue."""
    name = {"NOR": "Sigrid Halvorsen", "OMN": "Salim Al Harthy"}
    text = "\n".join(words for words, _ in said)
    actors = tuple(Actor(f"{id}-{c}", n, "person", c if c != side or country == "" else country) for c, n in name.items())
    speaker = f"{id}-{side}"
    statements, stances, at = [], [], 0
    for number, (words, polarity) in enumerate(said):
        span = Span(at, at + len(words))
        statements.append(Statement(f"{id}-s{number}", speaker, (span,), "indirect", evidence=(span,)))
        if polarity:
            stances.append(Stance(f"{id}-o{number}", speaker, polarity, span, issue=issue, statement=f"{id}-s{number}"))
        at += len(words) + 1
    place = Place(f"{id}-p", "Muscat", "city", "OMN", precision="city")
    told = Readout(side, (), tuple(s.id for s in statements))
    meeting = Meeting(
        f"{id}-m", "talks", "held", tuple(a.id for a in actors), place=place.id, date="2024-05-06", readouts=(told,)
    )
    record = Record(actors, (place,), (), (meeting,), (), tuple(statements), tuple(stances))
    return Article(id, text, publisher=f"Ministry {id}", published="2024-05-07"), record


def compared(*readings: tuple[Article, Record]) -> Comparison:
    corpus = Corpus()
    for reading in readings:
        corpus.add(*reading)
    dossier = corpus.dossier()
    (meeting,) = dossier.meetings
    return compare(meeting, corpus.reading, countries_of(dossier))


NORTH = readout("a", "NOR", ("the ferry service would resume in June", None), ("quotas must be cut by a third", "for"))
SOUTH = readout(
    "b",
    "OMN",
    ("the ferry service will resume next June", None),
    ("quotas cannot be cut this year", "against"),
    ("debts weigh", None),
)


def test_the_same_point_is_told_with_the_words_that_show_it() -> None:
    found = compared(NORTH, SOUTH)
    assert found.sides == ("NOR", "OMN")
    (point,) = found.both
    assert (point.one.side, point.other.side) == ("NOR", "OMN")
    assert {"ferry", "June"} <= set(point.shared)


def test_what_is_put_differently_names_the_issue_and_both_values() -> None:
    (point,) = compared(NORTH, SOUTH).differently
    (contrast,) = point.contrasts
    assert (contrast.what, contrast.issue, contrast.one, contrast.other) == ("polarity", "trade", "for", "against")


def test_what_only_one_side_says_is_left() -> None:
    assert [(said.side, said.words) for said in compared(NORTH, SOUTH).only] == [("OMN", "debts weigh")]


def test_the_order_of_the_reports_is_of_no_matter() -> None:
    assert compared(NORTH, SOUTH) == compared(SOUTH, NORTH)


def test_another_report_tells_for_whom_somebody_acts() -> None:
    unplaced = readout("b", "OMN", ("the ferry service will resume next June", None), country=None)
    assert compared(NORTH, unplaced).sides == ("NOR", "OMN")


def test_the_same_words_in_another_paper_are_one_point() -> None:
    again = readout("c", "NOR", ("the ferry service would resume in June", None))
    assert len(compared(NORTH, again, SOUTH).both) == 1
