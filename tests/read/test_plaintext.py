"""The layout of a plain text: what stands above the report, and what day it gives."""

import pytest

from dragoman.read.plaintext import Layout, find_layout
from dragoman.records import Span

BODY = "The minister met her Peruvian counterpart in Lima on Tuesday and signed the accord."


class Parts:
    """A layout with words in place of spans."""

    def __init__(self, text: str, title: str | None = None) -> None:
        def words(span: Span | None) -> str | None:
            return text[span.start : span.end] if span else None

        layout = find_layout(text, title)
        self.headline, self.dateline, self.dated = words(layout.headline), words(layout.dateline), layout.dated
        self.bylines = [words(span) for span in layout.bylines]


def test_headline_byline_and_dateline_are_told_apart() -> None:
    found = Parts(f"Ministers agree on road\n\nBy Ana Reis in Lima\nUpdated 14:05 GMT\n\nLIMA, May 7, 2024 (ANA) — {BODY}\n")
    assert found.headline == "Ministers agree on road"
    assert found.bylines == ["By Ana Reis in Lima", "Updated 14:05 GMT"]
    assert found.dateline == "LIMA, May 7, 2024 (ANA) — "
    assert found.dated == "2024-05-07"


@pytest.mark.parametrize("text", ["", " \n ", BODY, f"{BODY}\n{BODY}", f"{BODY}\n\nA short line\n\n{BODY}", "One line only"])
def test_a_text_without_such_parts_has_none(text: str) -> None:
    assert find_layout(text) == Layout()


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "\r\n\r\n", "\r", "\u2028"])
def test_every_line_break_ends_a_headline(line_break: str) -> None:
    assert Parts(f"Ministers agree on road{line_break}{BODY}").headline == "Ministers agree on road"


def test_white_space_around_a_line_is_no_part_of_it() -> None:
    assert Parts(f"\n  Ministers agree on road \t\n\n{BODY}").headline == "Ministers agree on road"


def test_a_release_may_put_date_and_kind_first() -> None:
    found = Parts(f"Vienna, 6 May 2024\n\nPress release\n\nMinisters agree on road\n\n{BODY}")
    assert (found.headline, found.dateline, found.bylines) == ("Ministers agree on road", "Vienna, 6 May 2024", ["Press release"])
    assert found.dated == "2024-05-06"


def test_a_headline_may_name_its_kind() -> None:
    found = Parts(f"MEDIA RELEASE: Minister meets envoy\n19 March 2024\n\n{BODY}")
    assert (found.headline, found.dated) == ("MEDIA RELEASE: Minister meets envoy", "2024-03-19")


def test_a_headline_may_name_its_city() -> None:
    found = Parts(f"LIMA — Ministers agree on road\n\n{BODY}")
    assert (found.headline, found.dateline) == ("LIMA — Ministers agree on road", None)


def test_a_transcript_is_told_by_its_speakers() -> None:
    assert Parts(f"LIMA: {BODY}\n{BODY}").dateline == "LIMA: "
    assert Parts(f"REIS: {BODY}\nOKOYE: {BODY}").dateline is None


def test_the_dateline_is_the_one_that_opens_the_report() -> None:
    found = Parts(f"Ministers agree on road\n8 May 2024\nLIMA, May 7 (ANA) — {BODY}")
    assert (found.dateline, found.bylines, found.dated) == ("LIMA, May 7 (ANA) — ", ["8 May 2024"], "2024-05-08")


def test_a_line_below_the_headline_does_not_hide_the_dateline() -> None:
    found = Parts(f"Ministers agree on road\n\nThe border opens in June\n\nLIMA — {BODY}")
    assert (found.headline, found.dateline) == ("Ministers agree on road", "LIMA — ")


def test_a_city_in_capitals_on_a_line_of_its_own_is_a_dateline() -> None:
    assert Parts(f"Ministers agree on road\n\nADDIS ABABA\n\n{BODY}").dateline == "ADDIS ABABA"


def test_the_first_line_of_a_wrapped_paragraph_is_no_headline() -> None:
    lines = (
        "The minister met her Peruvian counterpart Villacis in Lima with",
        "Ecuadorian drivers and signed the accord that both",
        "drafted.",
    )
    assert find_layout("\n".join(lines)) == Layout()


def test_the_title_tells_which_line_repeats_it() -> None:
    found = Parts(f"WORLD\nThe talks have ended.\n6 May 2024\n{BODY}", "The talks have  ended. | Daily Post")
    assert found.headline == "The talks have ended."


def test_a_title_that_no_line_repeats_hides_no_headline() -> None:
    assert Parts(f"Ministers agree on road\n{BODY}", "Another title").headline == "Ministers agree on road"


def test_the_day_of_publication_wins_over_that_of_a_change() -> None:
    found = Parts(f"Ministers agree on road\nUpdated: 8 May 2024\nFirst published on 6 May 2024\n{BODY}")
    assert found.dated == "2024-05-06"


def test_the_day_of_a_change_is_taken_for_want_of_another() -> None:
    assert Parts(f"Ministers agree on road\nUpdated: 8 May 2024\n{BODY}").dated == "2024-05-08"


@pytest.mark.parametrize("dateline", ["LIMA, May 7 (ANA) — ", "LIMA — "])
def test_a_dateline_without_a_year_gives_no_day(dateline: str) -> None:
    assert Parts(dateline + BODY).dated is None


def test_a_date_within_the_report_is_not_that_of_publication() -> None:
    assert Parts(f"Ministers agree on road\n\nOn 6 May 2024 the accord was signed in Lima.\n{BODY}").dated is None


def test_credits_below_the_report_are_bylines() -> None:
    assert Parts(f"{BODY}\n\n(Reporting by Ana Reis in Lima; Editing by Tom Okoye)\n").bylines == [
        "(Reporting by Ana Reis in Lima; Editing by Tom Okoye)"
    ]


def test_a_line_of_a_million_characters_is_no_trouble() -> None:
    assert find_layout("A - " * 250_000) == Layout()
    assert find_layout("a" + " " * 1_000_000 + "b\nThe end.") == Layout()
