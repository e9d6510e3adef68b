"""Tab-separated values as event data sets have them: no quotation marks, so no tab or line break may stand in a cell."""

from collections.abc import Sequence
from typing import IO

CONTROL = dict.fromkeys((*range(32), 127), " ")


def write_row(out: IO[str], cells: Sequence[object], missing: str = "") -> None:
    """Write one line; None becomes the sign of what is missing."""
    out.write("\t".join(missing if cell is None else cell_text(cell) for cell in cells) + "\n")


def cell_text(cell: object) -> str:
    """A value as a cell: one line, whole numbers without a point."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return f"{cell:g}" if abs(cell) < 1e5 and cell == round(cell, 4) else repr(cell)
    return " ".join(str(cell).translate(CONTROL).split())
