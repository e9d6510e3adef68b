"""Numbers in words and figures, from the meanings of the words they are made of."""

from typing import Any


def number_of(values: Any) -> float | str:
    """A count: "two and a half" is 2.5, "two dozen" 24, "a few" X."""
    values = values if isinstance(values, list) else [values]
    if "X" in values:
        return "X"
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if 0.5 in numbers:
        return sum(number for number in numbers if number > 1) + 0.5
    total: float = 0
    for number in numbers:
        total = max(total, 1) * number if number in (12, 100, 1000) and _is_magnitude(numbers) else total + number
    return int(total) if total == int(total) else total


def _is_magnitude(numbers: list[Any]) -> bool:
    """Whether a 12, 100 or 1000 multiplies what stands before it, rather than being a number itself."""
    return len(numbers) > 1


def first_number(values: Any) -> int | None:
    """The whole number in a day, year or ordinal, its suffix left aside."""
    values = values if isinstance(values, list) else [values]
    numbers = [value for value in values if isinstance(value, int | float)]
    return int(sum(numbers)) if numbers else None
