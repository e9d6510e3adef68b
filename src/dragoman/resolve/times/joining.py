"""Expressions made of parts: two dates that share a month are split, a weekday and its date become one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dragoman.resolve.times.numbers import first_number
from dragoman.resolve.times.patterns import Grammar, Match
from dragoman.resolve.times.words import Words

WIDTH = {
    "year": 0,
    "open_year": 0,
    "open_fraction": 1,
    "open_season": 1,
    "open_month": 1,
    "month": 1,
    "relative_month": 1,
    "weekday": 3,
    "part": 4,
    "clock": 5,
}
"""The order in which the parts of an expression are understood, the widest first; what is not named is a day (2)."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Words `first` to `last`, both inclusive, and the matches it is made of."""

    first: int
    last: int
    parts: tuple[Match, ...]

    def widest_first(self) -> list[Match]:
        """The parts, each to be understood within the one before."""
        return sorted(self.parts, key=lambda part: WIDTH.get(grade(part), 2))


def grade(match: Match) -> str:
    """What a match is a date of; `open_` where a year is still to be found."""
    fields = match.fields
    if match.kind == "calendar":
        if "month" not in fields and "day" in fields:
            return "bare_day"
        size = "day" if "day" in fields else "month" if "month" in fields else "year"
        if "year" not in fields:
            return f"open_{size}"
        return "dated_day" if size == "day" else size
    if match.kind in ("season", "fraction"):
        return "year" if "year" in fields else f"open_{match.kind}"
    if match.kind in ("deictic", "anaphoric"):
        return _relative_grade(fields)
    return "day" if match.kind == "day_word" else match.kind


def _relative_grade(fields: dict[str, Any]) -> str:
    if "weekday" in fields or fields.get("unit") == "D":
        return "day"
    return {"Y": "open_year", "M": "relative_month"}.get(fields.get("unit", ""), "other")


def split(matches: list[Match]) -> Iterator[Expression]:
    """Each match as an expression; one with a link ("9 and 11 May") as two."""
    for match in matches:
        if "link" not in match.fields:
            yield Expression(match.first, match.last, (match,))
            continue
        at, after = match.link
        left, right = _sides(match.fields)
        yield Expression(match.first, at - 1, (replace(match, last=at - 1, fields=left),))
        yield Expression(after, match.last, (replace(match, first=after, fields=right),))


def _sides(fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of both dates: what only one of them says holds for both."""
    shared = {name: value for name, value in fields.items() if name != "link" and not name.endswith("_2")}
    second = {name[:-2]: value for name, value in fields.items() if name.endswith("_2")}
    left, right = dict(shared), shared | second
    if "month" in second and "year" not in second and "year" in shared and shared["month"] > second["month"]:
        left["year"] = shared["year"] - 1
    year, short = first_number(shared.get("year")) if "year" in shared else None, right.get("year")
    if year and "year" in second and "era" not in shared and isinstance(short, int) and short < 100:
        right["year"] = year // 100 * 100 + short + (100 if short < year % 100 else 0)
    return left, right


def join(expressions: list[Expression], words: Words, grammar: Grammar) -> list[Expression]:
    """The expressions, neighbours that belong together made one."""
    joined: list[Expression] = []
    for expression in expressions:
        while joined and _belong(joined[-1], expression, words, grammar):
            before = joined.pop()
            expression = Expression(before.first, expression.last, before.parts + _with_weekday(before, expression))
        joined.append(expression)
    return [e for e in joined if len(e.parts) > 1 or not e.parts[0].rule.part_only]


def _with_weekday(before: Expression, expression: Expression) -> tuple[Match, ...]:
    """A date that follows its weekday is told which weekday it is."""
    known = before.parts[-1].fields.get("weekday")
    first = expression.parts[0]
    if known is None or first.kind != "calendar" or "weekday" in first.fields:
        return expression.parts
    return (replace(first, fields=first.fields | {"weekday": known}), *expression.parts[1:])


def _belong(left: Expression, right: Expression, words: Words, grammar: Grammar) -> bool:
    if right.first - left.last > 3:
        return False
    between = words.codes[left.last + 1 : right.first]
    grades = grade(left.parts[-1]), grade(right.parts[0])
    return any(grades[0] in rule.left and grades[1] in rule.right and rule.regex.fullmatch(between) for rule in grammar.joins)
