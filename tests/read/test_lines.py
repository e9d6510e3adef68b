"""What a line is by its shape: each kind with shapes that are it and near misses that are not."""

import pytest

from dragoman.read.lines import find_opening, is_byline, is_dated, is_heading, wraps

BODY = "The minister met her counterpart on Tuesday and signed the accord."


@pytest.mark.parametrize(
    "line",
    [
        "6 May 2024",
        "Monday, 6 May 2024",
        "May 6, 2024 at 2:05 p.m. EDT",
        "Mon 6 May 2024 14.05 BST",
        "2024-05-06 14:05",
        "06.05.2024",
        "Published: May 6, 2024 | Updated: May 7, 2024",
        "First published on 6 May 2024",
        "Last updated 6 May 2024, 14:05 GMT",
        "Updated 14:05 GMT",
        "UPDATED: 2 hours ago",
        "3 min read",
        "Vienna, 6 May 2024",
        "THE HAGUE | 6 May 2024",
        "6 May 2024 | Press release",
        "By Ana Reis | 6 May 2024",
    ],
)
def test_a_line_that_only_says_when(line: str) -> None:
    assert is_dated(line)


@pytest.mark.parametrize(
    "line",
    [
        "Updated pact signed in Riga",
        "Talks to resume on 6 May 2024",
        "On 6 May 2024 the minister resigned.",
        "Dated weapons sold to Peru",
        "At the table",
        "2024",
        "May",
        "",
        BODY,
    ],
)
def test_a_line_that_says_more_is_not_dated(line: str) -> None:
    assert not is_dated(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Reis",
        "BY ANA REIS AND TOM OKOYE",
        "by Ana Reis, Tom Okoye and Mary van der Berg in Lisbon",
        "By Ana Reis, Diplomatic Editor",
        "By Ana Reis | Reuters",
        "From Ana Reis in Lisbon",
        "Author: Ana Reis",
        "(Reporting by Ana Reis in Lisbon; Editing by Tom Okoye)",
        "Additional reporting by Tom Okoye",
        "Photo: Tom Okoye",
        "File photo",
        "Press release",
        "FOR IMMEDIATE RELEASE",
        "Share this article",
        "Read more: How the accord was made",
    ],
)
def test_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Sea and Air, Grain Trickles Into the Port",
        "By the end of the day nothing had moved",
        "Share prices fall after summit",
        "Photo opportunity turns sour",
        "Reporting rules are tightened",
        "From Riga with Love",
        "Press release angers minister",
        BODY,
    ],
)
def test_a_line_that_only_begins_like_a_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "opening",
    [
        "ANKARA, Jan 6 (Reuters) - ",
        "GENEVA — ",
        "(AFP) – ",
        "Geneva, 5 May 2025 (UN News) – ",
        "Kyiv – ",
        "Ankara - ",
        "ISLAMABAD: ",
        "NEW DELHI, May 5 (PTI): ",
        "MOSCOW, May 5. /TASS/. ",
        "RIYADH, January 26, 2024, SPA -- ",
        "ST. PETERSBURG, Russia (AP) — ",
        "BEIJING/WASHINGTON, May 5 (Reuters) - ",
        "THE HAGUE, Netherlands (AP) — ",
        "WASHINGTON, D.C. – ",
        "N’DJAMENA, 6 Jan 2024 (ATPE) - ",
        "İSTANBUL (AA) - ",
        "Monday, 5 May 2025 – ",
        "May 6 (Reuters) - ",
    ],
)
def test_a_dateline_opens_a_report_up_to_the_first_word(opening: str) -> None:
    match = find_opening(opening + BODY)
    assert match
    assert match.end() == len(opening)


def test_a_dateline_has_its_city_date_and_agency() -> None:
    match = find_opening("ANKARA, Türkiye, Jan. 6, 2024 (Reuters) — Talks began.")
    assert match
    assert (match["city"], match["date"], match["agency"]) == ("ANKARA, Türkiye", "Jan. 6, 2024", "(Reuters)")


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "EXPLAINER: Why the talks matter.",
        "MR OKOYE: Good afternoon.",
        "THE PRESIDENT: Thank you.",
        "Iraq – host of the talks – The minister said so.",
        "Peru — which borders Chile, was absent.",
        "Iraq – Host of the talks – was absent.",
        "A plan that failed: The minister’s own.",
        "He said – The end.",
        "– Talks began.",
        "GENEVA — ",
        "GENEVA",
        "",
    ],
)
def test_other_dashes_and_colons_open_no_report(line: str) -> None:
    assert find_opening(line) is None


@pytest.mark.parametrize("line", ["Ministers agree on road", "Will they agree?", "Talks end in the U.S.", "“We will not bow”"])
def test_a_heading_has_no_end_mark(line: str) -> None:
    assert is_heading(line, BODY)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("They agreed.", BODY),
        ("“We will not bow.”", BODY),
        ("Ministers agree on road,", BODY),
        ("The minister met her counterpart on", "the steps of the palace."),
        ("Ministers agree on road", ""),
        ("word " * 40, BODY),
    ],
    ids=["full stop", "quoted full stop", "comma", "goes on", "last line", "too long"],
)
def test_a_line_that_is_no_heading(line: str, following: str) -> None:
    assert not is_heading(line, following)


def test_a_paragraph_cut_at_a_fixed_width_is_told_by_two_full_lines() -> None:
    first = "The minister met her counterpart Tom Okoye on Tuesday with the"
    assert wraps(first, "Ecuadorian envoy and signed the accord that both had drafted")
    assert not wraps("Ministers agree on road", "Ecuadorian envoy and signed the accord that both had drafted")
    assert not wraps(first, BODY)


@pytest.mark.parametrize(
    ("line", "city"), [("ADDIS ABABA, Monday - The leaders met.", "ADDIS ABABA"), ("LIMA, Wednesday: Talks began.", "LIMA")]
)
def test_a_dateline_may_name_only_the_weekday(line: str, city: str) -> None:
    found = find_opening(line)
    assert found is not None
    assert (found["city"], found["date"] in ("Monday", "Wednesday")) == (city, True)


def test_a_weekday_alone_is_no_dateline() -> None:
    assert find_opening("Monday: The leaders met.") is None
