"""Which tenures are read where the package and the user's register both speak, and how dates of different precision compare."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.dates import alike, before, days_between, overlap
from dragoman.knowledge.merging import Merged, merge_tenures

OFFICES = [
    {"id": "NOR:prime-minister", "role": "head_of_government", "jurisdiction": "NOR"},
    {"id": "NOR:deputy", "role": "deputy", "jurisdiction": "NOR"},
    {"id": "CHE:president", "role": "head_of_state", "jurisdiction": "CHE"},
]


def row(
    person: str, start: str, end: str = "", *, office: str = "NOR:prime-minister", status: str = "elected", as_of: str = "2025-06"
) -> dict[str, str]:
    return {"office": office, "person": person, "from": start, "to": end, "status": status, "as_of": as_of, "sure": "high"}


def merged(shipped: list[dict[str, str]], own: list[dict[str, str]]) -> Merged:
    return merge_tenures(shipped, own, OFFICES)


def spans(found: Merged) -> list[tuple[str, str, str]]:
    return [(r["person"], r["from"], r["to"]) for r in found.rows]


A, B = ("a", "2001-01-01", "2005-01-01"), ("b", "2005-01-01", "")


@pytest.mark.parametrize(
    ("own", "read", "clashes"),
    [
        (("c", "2002-01-01", "2003-01-01"), [], ["holder"]),
        (("a", "2001-03-01", "2005-01-01"), [], ["dates"]),
        (("a", "2001", "2005-01"), [], []),
        (("c", "1999-01-01", "2001-01-20"), [("c", "1999-01-01", "2001-01-01")], ["holder"]),
        (("c", "1999-01-01", "2001-09-01"), [], ["holder"]),
        (("c", "1995", "1999"), [("c", "1995", "1999")], []),
    ],
)
def test_what_the_package_has_wins(own: tuple, read: list, clashes: list[str]) -> None:
    found = merged([row(*A), row(*B)], [row(*own)])
    assert spans(found) == [A, B, *read]
    assert [clash.kind for clash in found.clashes] == clashes
    assert all(clash.shipped for clash in found.clashes)


@pytest.mark.parametrize(
    ("own", "read"),
    [
        ([("b", "2005-01-01", "2025-09-14")], [A, ("b", "2005-01-01", "2025-09-14")]),
        ([("c", "2025-09-14", "")], [A, ("b", "2005-01-01", "2025-09-14"), ("c", "2025-09-14", "")]),
        (
            [("c", "2025-09-20", ""), ("b", "2005-01-01", "2025-09-14")],
            [A, ("b", "2005-01-01", "2025-09-14"), ("c", "2025-09-20", "")],
        ),
        ([("b", "2005-01-01", "")], [A, B]),
    ],
)
def test_an_open_end_holds_as_of_its_day_and_no_longer(own: list, read: list) -> None:
    found = merged([row(*A), row(*B)], [row(*o, as_of="2026-01") for o in own])
    assert (spans(found), found.clashes) == (read, ())


def test_an_end_before_as_of_contradicts_the_package() -> None:
    found = merged([row(*B)], [row("b", "2005-01-01", "2010-01-01")])
    assert (spans(found), [c.kind for c in found.clashes]) == ([B], ["dates"])


@pytest.mark.parametrize(
    ("office", "status"), [("NOR:deputy", "elected"), ("CHE:president", "elected"), ("NOR:prime-minister", "acting")]
)
def test_where_several_may_hold_an_office_nobody_is_contested(office: str, status: str) -> None:
    found = merged([row(*A, office=office)], [row("c", "2002", "2003", office=office, status=status)])
    assert len(found.rows) == 2
    assert not found.clashes


def test_of_the_users_own_rows_the_earlier_wins() -> None:
    found = merged([], [row("c", "2001", "2005"), row("d", "2002", "2004")])
    assert spans(found) == [("c", "2001", "2005")]
    assert [(c.own["person"], c.shipped) for c in found.clashes] == [("d", False)]


# ------------------------------------------------------------ dates

dates = st.dates(min_value=date(1800, 1, 1)).flatmap(
    lambda d: st.sampled_from([d.isoformat(), d.isoformat()[:7], d.isoformat()[:4]])
)
tenures = st.tuples(st.sampled_from("abcd"), dates, st.one_of(st.just(""), dates)).filter(
    lambda t: not t[2] or before(t[1], t[2])
)


@given(dates, dates)
def test_of_two_dates_one_is_before_or_they_are_alike(one: str, other: str) -> None:
    assert [before(one, other), before(other, one), alike(one, other)].count(True) == 1
    assert not before(one, other) or days_between(one, other) > 0


@given(st.lists(tenures, max_size=6), st.lists(tenures, max_size=6))
def test_what_is_read_of_the_users_rows_contests_nothing(shipped: list, own: list) -> None:
    kept: list[dict[str, str]] = []
    for person, start, end in shipped:
        if not any(overlap(start, end, r["from"], r["to"]) for r in kept):
            kept.append(row(person, start, end, as_of="9000"))
    found = merged(kept, [row(*o) for o in own])
    read = list(found.rows)
    assert [r["person"] for r in read[: len(kept)]] == [r["person"] for r in kept]
    for at, one in enumerate(read):
        for other in read[at + 1 :]:
            assert one["person"] == other["person"] or not overlap(one["from"], one["to"], other["from"], other["to"])
