"""The function that understands each kind of rule, by the name rules give in `reads`."""

from collections.abc import Callable

from dragoman.resolve.times.dates import calendar, century, decade, easter, figures, fraction, named_day, season
from dragoman.resolve.times.lasting import duration, reference, repeated
from dragoman.resolve.times.meaning import Asked, Meaning
from dragoman.resolve.times.reckoned import ago, anaphoric, clock, day_word, deictic, part, shift, weekday

READERS: dict[str, Callable[[Asked], Meaning | None]] = {
    reader.__name__: reader
    for reader in (
        calendar, figures, named_day, decade, century, fraction, season, easter,
        day_word, weekday, deictic, anaphoric, shift, ago, part, clock,
        duration, repeated, reference,
    )
}  # fmt: skip
