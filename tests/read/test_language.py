"""The language gate: other languages are skipped with a reason, and no English is, however short or mixed."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article, Skipped
from dragoman.read.articles import article_from_text
from dragoman.read.items import Item, article_of
from dragoman.read.language import find_language
from dragoman.settings import Settings

ROOT = Path(__file__).parents[2]
OTHERS = yaml.safe_load((ROOT / "tests" / "cluster" / "other_languages.yaml").read_text(encoding="utf-8"))
SHORT = (
    "Talks fail.",
    "Russia-Japan talks end",
    "Chad, Libya sign pact",
    "KATHMANDU: Envoys arrive",
    "Hanoi, Vientiane, Phnom Penh",
    "Tunis, 5 May 2025",
    "Oyelaran meets Diarrassouba, Sankoh in Bamako; Koroma, Bangura absent",
    "Ministers Wickramanayake, Bhattarai discuss Kankesanthurai ferry",
    "Ambassador Nguyễn Thị Hằng leaves Brasília",
    "Maputo, Lilongwe agree joint patrols on Lake Niassa, Shire River",
    "“Ja,” Brockmüller replied.",
)
MIXED = (
    "“Nous avons parlé franchement et nous allons continuer à parler, parce que la paix le demande,” the minister said in Rabat.",
    "The ministry wrote: „Wir begrüßen die Entscheidung des Rates und hoffen auf weitere Gespräche in diesem Jahr.“ It gave no date.",
    "Statement of the presidency (Arabic): التقى وزير الخارجية نظيره التونسي. The envoy of Oman was present, and so was that of Qatar.",
)


def article(text: str, **settings: str) -> Article | Skipped:
    return article_of(Item("a", "text", text.encode(), "a.txt", "a.txt"), Settings(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", OTHERS)
def test_a_report_in_another_language_is_skipped_with_a_reason(language: str) -> None:
    found = article(OTHERS[language])
    assert isinstance(found, Skipped)
    assert found.step == "language"
    assert "a.txt is not in English" in found.reason
    assert "--language any" in found.reason


@pytest.mark.parametrize(
    ("language", "code"), [("French", "fr"), ("German", "de"), ("Russian", "ru"), ("Arabic", "ar"), ("Chinese", "zh")]
)
def test_the_language_is_told(language: str, code: str) -> None:
    assert find_language(OTHERS[language]) == code


@pytest.mark.parametrize("text", SHORT + MIXED)
def test_short_and_mixed_english_is_read(text: str) -> None:
    found = article(text)
    assert isinstance(found, Article)
    assert found.language == "en"


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_samples_are_english_whole_and_line_by_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {find_language(part) for part in (text, text.lower(), text.upper(), *text.split("\n"))} == {"en"}


def test_any_language_is_read_where_the_user_says_so() -> None:
    found = article_from_text(OTHERS["French"], id="a", settings=Settings(language="any"))
    assert found.language == "fr"


def test_a_report_given_in_two_languages_is_read() -> None:
    english = (
        "The foreign minister met her counterpart in Geneva on Tuesday, and they spoke of the talks that are to begin in June."
    )
    assert find_language(OTHERS["French"] + english) == "en"


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    assert find_language(text)
