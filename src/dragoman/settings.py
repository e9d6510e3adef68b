"""The options of one run, made once and passed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`published` (ISO date) and `publisher` hold for every article that does not bring its own metadata... and win over it.

    `workers` is the number of processes; the output is the same whatever it is. `limit` is the largest article, in characters.
    """

    published: str | None = None
    publisher: str | None = None
    input: str = "auto"
    workers: int = 1
    limit: int = 1_000_000
    timeout: float = 15.0
    download_limit: int = 10_000_000
