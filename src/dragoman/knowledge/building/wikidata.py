"""What the two readers of Wikidata share: how its values are written."""

import re

from dragoman.knowledge.building.wording import iso

ITEM = re.compile(r"(?:.*/)?(Q\d+)")
DAY, MONTH, YEAR = 11, 10, 9
"""Wikidata's precisions of a time."""
SEXES = {"Q6581097": "m", "Q2449503": "m", "male": "m", "Q6581072": "f", "Q1052281": "f", "female": "f"}
PRECISIONS = {DAY: 10, MONTH: 7, YEAR: 4}
"""Letters of an ISO date at each precision."""


def item(value: str) -> str:
    """The number of an item, from itself or its address; empty where it is none."""
    found = ITEM.fullmatch(value)
    return found[1] if found else ""


def time(value: str, precision: int | None) -> str:
    """A date at its precision; none where that is a decade or more. Where it is not told, the first of January stands for the year alone."""
    text = value.removeprefix("+")[:10]
    if precision is None:
        return iso(text[:4] if text.endswith("-01-01") else text)
    return iso(text[: PRECISIONS.get(precision, 0)]) if precision <= DAY else iso(text)
