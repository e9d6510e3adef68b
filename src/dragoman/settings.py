"""The options of one run, made once and passed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`published` (ISO date) and `publisher` hold for every article and win over its metadata.

    `input` is auto, text, html or jsonl. `workers` is the number of processes; the output is the same whatever it is. `limit` is the
    longest article in characters; `timeout` (seconds) and `download_limit` (bytes) hold for addresses.
    """

    published: str | None = None
    publisher: str | None = None
    input: str = "auto"
    workers: int = 1
    limit: int = 1_000_000
    timeout: float = 15.0
    download_limit: int = 10_000_000
