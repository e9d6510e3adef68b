"""The numbers that go with codes of events: quad class, CAMEO root, Goldstein score.

Goldstein scores are those that GDELT gives for CAMEO codes (`knowledge/cameo.tsv`); where ICEWS gives another, it stands beside it there.
"""

from functools import cache

from dragoman.knowledge.tables import rows


@cache
def plover() -> dict[str, dict[str, str]]:
    """The row of `knowledge/plover.tsv` of each event type."""
    return {row["event_type"]: row for row in rows("plover")}


@cache
def cameo() -> dict[str, dict[str, str]]:
    """The row of `knowledge/cameo.tsv` of each CAMEO code that is an event in PLOVER."""
    return {row["code"]: row for row in rows("cameo")}


def quad(event_type: str) -> int:
    """1 and 2 are verbal and material cooperation, 3 and 4 verbal and material conflict."""
    return int(plover()[event_type]["quad"])


def goldstein(event_type: str, code: str | None) -> float:
    """GDELT's score of a CAMEO code, or of the type's root where the code has none."""
    row = cameo().get(code or "")
    return float(row["goldstein_gdelt"] if row and row["goldstein_gdelt"] else plover()[event_type]["goldstein"])
