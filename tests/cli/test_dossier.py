"""The dossier for people, of records made by hand."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from dragoman.article import Article, Skipped
from dragoman.cli.dossier import print_dossier
from dragoman.records import Actor, Event, Meeting, Office, Place, Readout, Record, Span, Stance, Statement, Stop, Trip

TEXT = "Rao met Okoye in Abuja.\r\n“We want peace,” Rao said in Lima."
RAO = Actor("p1", "Maria Rao", "person", "IND", "GOV", Office("foreign minister", "IND", basis="text"), (Span(0, 3),))
OKOYE = Actor("p2", "Ahmed Okoye", "person", "NGA", None, None, (Span(8, 13),))
ABUJA = Place("l1", "Abuja", "city", "NGA", mentions=(Span(17, 22),))
LIMA = Place("l2", "Lima", "city", "PER", mentions=(Span(54, 58),))
SAID = Statement("s1", "p1", (Span(26, 39),), "direct", cue=Span(46, 50), evidence=(Span(25, 59),), rule="quoted", confidence=0.9)
MET = Meeting(
    "m1", "in_person", "held", ("p1", "p2"), place="l1", date="2024-05-06", evidence=(Span(0, 22),), rule="met", confidence=None
)
RECORD = Record(
    actors=(RAO, OKOYE),
    places=(ABUJA, LIMA),
    meetings=(replace(MET, topics=(Span(34, 39),), readouts=(Readout("IND", ("p1",), ("s1",)),)),),
    trips=(Trip("t1", "p1", (Stop("l1", "2024-05-06"), Stop("l2", status="planned")), "P1W", Span(29, 39), rule="arrived"),),
    statements=(SAID, replace(SAID, id="s2", kind="mixed", via=("p2",), cue=None)),
    stances=(Stance("c1", "p1", "for", Span(34, 39), target="p2"), Stance("c2", "p2", "against", Span(34, 39))),
    events=(
        Event("e1", ("p1",), ("p2",), "CONSULT", "planned", cameo="042", date="2024-05-06"),
        Event("e2", ("p1", "p2"), (), "AGREE"),
    ),
)
ARTICLE = Article("a1", TEXT, title="Talks", publisher="Daily Post", published="2024-05-06", published_basis="metadata")


def shown(record: Record = RECORD, article: Article = ARTICLE, *, why: bool = False, **console: object) -> str:
    out = io.StringIO()
    print_dossier((article, record), why=why, console=Console(file=out, width=120, highlight=False, **console))  # type: ignore[arg-type]
    return out.getvalue()


def lines(text: str) -> list[str]:
    return [" ".join(line.strip("│ ").split()) for line in text.splitlines()]


def test_every_section_says_what_is_on_record() -> None:
    found = lines(shown())
    for line in (
        "Daily Post · 2024-05-06 (from the metadata)",
        "Maria Rao IND foreign minister GOV",
        "Ahmed Okoye NGA person",
        "held meeting: Maria Rao and Ahmed Okoye in Abuja, 2024-05-06",
        "on peace",
        "told by IND through Maria Rao: 1 statement",
        "Maria Rao: Abuja (2024-05-06) → Lima (planned)",
        "for want peace [P1W]",
        "Maria Rao said: “We want peace”",
        "Maria Rao ← Ahmed Okoye …: We want peace [partly quoted]",
        "+ Maria Rao for peace → Ahmed Okoye",
        "– Ahmed Okoye against peace",
        "CONSULT Maria Rao → Ahmed Okoye (planned, 2024-05-06, CAMEO 042)",
        "AGREE Maria Rao and Ahmed Okoye",
    ):
        assert line in found, line


def test_what_is_not_there_has_no_heading() -> None:
    text = shown(Record())
    assert "Talks" in text
    assert not {"Who", "Meetings", "Tours", "Statements", "Stances", "Events"} & set(lines(text))


def test_an_unknown_day_is_called_so() -> None:
    assert "date of publication unknown" in shown(article=Article("a1", TEXT))


def test_without_a_title_the_id_stands_above() -> None:
    assert "─ a1 ─" in shown(article=Article("a1", TEXT))


def test_why_gives_rule_confidence_and_basis() -> None:
    found = lines(shown(why=True))
    assert "quoted, confidence 0.90" in found
    assert "met" in found
    assert "Maria Rao IND foreign minister (text) GOV" in found
    assert "quoted, confidence 0.90" not in lines(shown())


def test_why_marks_the_very_words_whatever_the_line_breaks() -> None:
    text = shown(why=True, force_terminal=True, color_system="standard")
    assert "\x1b[33mWe want \x1b[0m" in text or "\x1b[33mWe want peace\x1b[0m" in text


@pytest.mark.parametrize("sign", ["\x1b]0;owned\x07", "\x1b[2J", "\x9b2J", "\x00", "\x08"])
def test_control_characters_do_not_reach_the_terminal(sign: str) -> None:
    article = replace(ARTICLE, text=TEXT.replace("Abuja", sign + "Abuja"), title=f"Talks {sign}", publisher=sign)
    record = Record(actors=(replace(RAO, name=f"Rao {sign}"), OKOYE), places=(ABUJA,), meetings=(MET,), statements=(SAID,))
    text = shown(record, article, why=True)
    assert not set(text) & set("\x1b\x07\x9b\x00\x08")


def test_square_brackets_are_no_commands() -> None:
    record = Record(actors=(replace(RAO, office=Office("[bold]minister[/bold]", None)), OKOYE), places=(ABUJA,), meetings=(MET,))
    assert "[bold]minister[/bold]" in shown(record, replace(ARTICLE, title="[red]Talks[/red]"))


def test_long_words_are_cut() -> None:
    article = Article("a1", "“" + "peace " * 200 + "”")
    text = shown(Record(actors=(RAO,), statements=(replace(SAID, content=(Span(1, 1200),), cue=None),)), article)
    assert "…”" in "".join(lines(text))


def test_a_skipped_article_says_why() -> None:
    out = io.StringIO()
    print_dossier(Skipped("a1", "read", "It is [empty]."), console=Console(file=out, width=80))
    assert "a1: skipped" in out.getvalue()
    assert "It is [empty]." in out.getvalue()
