"""The readers and scores of GUM on a document of our own, in GUM's files: words in CoNLL-U, dates in XML, the discourse tree in rs4."""

import sys
from pathlib import Path

import pytest

from dragoman.records import Span, Time

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))

import gum_attributions
import gum_dates

SENTENCES = (
    ["Minister", "Ana", "Lund", "said", "on", "5", "March", "2019", "that", "the", "bridge", "at", "Vik", "was", "closed", "."],
    ["She", "doesn't", "know", "why", "."],
)
TEXT = "Minister Ana Lund said on 5 March 2019 that the bridge at Vik was closed.\nShe doesn't know why."
UNITS = (
    (1, "Minister Ana Lund said on 5 March 2019", "2", "attribution-positive"),
    (2, "that the bridge at Vik was closed .", "5", "span"),
    (3, "She does n't know why .", "5", "joint"),
)


def conllu() -> str:
    """The words of both sentences; "doesn't" is one word of two parts, as GUM writes it."""
    blocks = []
    for sentence in SENTENCES:
        rows, number = [f"# text = {' '.join(sentence)}"], 1
        for at, word in enumerate(sentence):
            glued = sentence[at + 1 : at + 2] == ["."]
            if word == "doesn't":
                rows += [_row(f"{number}-{number + 1}", word), _row(str(number), "does"), _row(str(number + 1), "n't")]
                number += 2
                continue
            rows.append(_row(str(number), word, "SpaceAfter=No" if glued else "_"))
            number += 1
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"


def _row(number: str, word: str, misc: str = "_") -> str:
    return "\t".join([number, word, *["_"] * 7, misc])


def xml(when: str) -> str:
    """The same words one a line, the date in its element."""
    lines = ['<text id="GUM_news_vik" dateCreated="2019-03-06">']
    for word in [part for sentence in SENTENCES for w in sentence for part in (("does", "n't") if w == "doesn't" else (w,))]:
        lines += [f'<date when="{when}">'] if word == "5" else []
        lines.append(f"{word}\tX\t{word}")
        lines += ["</date>"] if word == "2019" else []
    return "\n".join([*lines, "</text>"]) + "\n"


def rs4() -> str:
    segments = "".join(f'<segment id="{n}" parent="{p}" relname="{r}">{words}</segment>' for n, words, p, r in UNITS)
    return f'<rst><header/><body>{segments}<group id="5" type="multinuc"/></body></rst>'


@pytest.fixture
def gum(tmp_path: Path) -> Path:
    files = {
        "dep/GUM_news_vik.conllu": conllu(),
        "xml/GUM_news_vik.xml": xml("2019-03-05"),
        "rst/rstweb/GUM_news_vik.rs4": rs4(),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_text_and_words_stand_as_printed() -> None:
    text, spans = gum_dates.text_and_words(conllu())
    assert text.replace(" \n", "\n").rstrip() == TEXT
    assert [text[s.start : s.end] for s in spans][-6:] == ["She", "does", "n't", "know", "why", "."]


def test_a_date_is_read_from_its_element(gum: Path) -> None:
    (case,) = gum_dates.load(gum, "news")
    (date,) = case.dates
    assert case.article.published == "2019-03-06"
    assert (case.article.text[date.span.start : date.span.end], date.when) == ("5 March 2019", "2019-03-05")


@pytest.mark.parametrize(
    ("when", "value", "right"),
    [
        ("2019-03-05", "2019-03-05", True),
        ("2019-03-05", "2019-03-05TNI", True),
        ("2019-03-05T10:00:00", "2019-03-05T10:00", True),
        ("--03-05", "XXXX-03-05", True),
        ("2019-03-05", "2019-03-06", False),
        ("2019-03-05T10:00:00", "2019-03-05", False),
        ("2019-03-05", None, False),
    ],
)
def test_when_a_date_is_right(when: str, value: str | None, right: bool) -> None:
    said = Time(id="t1", span=Span(0, 4), type="DATE", value=value, start=None, end=None, grain=None, anchor=None)
    assert gum_dates.is_right(gum_dates.GoldDate(Span(0, 4), when), said) is right


def test_the_share_of_dates_is_printed(gum: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["gum_dates.py", str(gum)])
    gum_dates.main()
    assert capsys.readouterr().out.splitlines() == ["1 of 1 dates right", "gum_dates: 1.000"]


def test_a_wrong_date_is_told(gum: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (gum / "xml" / "GUM_news_vik.xml").write_text(xml("2018-03-05"), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["gum_dates.py", str(gum), "--errors"])
    gum_dates.main()
    printed = capsys.readouterr().out.splitlines()
    assert printed == ["GUM_news_vik\t5 March 2019\t2018-03-05\t2019-03-05", "0 of 1 dates right", "gum_dates: 0.000"]


def test_the_content_of_an_attribution_is_its_nucleus(gum: Path) -> None:
    (case,) = gum_attributions.load(gum)
    (content,) = case.contents
    said = Span(TEXT.index("that the"), TEXT.index(" closed") + 7)
    assert content == frozenset(gum_attributions.words(case.article.text, said))


def test_pairs_are_taken_one_to_one_the_best_first() -> None:
    gold = [frozenset({1, 2, 3, 4}), frozenset({5, 6})]
    assert gum_attributions.matched(gold, [frozenset({1, 2}), frozenset({1, 2, 3})]) == 1
    assert gum_attributions.matched(gold, [frozenset({5, 6, 7}), frozenset({1, 2, 3})]) == 2
    assert gum_attributions.matched(gold, [frozenset({1, 5})]) == 0


def test_attributions_are_scored(gum: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["gum_attributions.py", str(gum)])
    gum_attributions.main()
    assert "gum_attributions: 1.000" in capsys.readouterr().out
