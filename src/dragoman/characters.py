"""What UTF-8 and databases cannot hold."""

from typing import TypeVar

T = TypeVar("T")


def storable(value: T) -> T:
    """A value; in text, halves of surrogate pairs, which UTF-8 cannot hold, are replaced by question marks."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value  # type: ignore[return-value]
