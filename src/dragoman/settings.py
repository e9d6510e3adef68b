"""The options of one run, made once and passed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`published` (a full date) and `publisher` hold for every article and win over its metadata.

    `input` is auto, text, html, jsonl or warc. `language` is english, or any: then what is not English is
    read all the same. `workers` is the number of processes; the output is the same whatever it is. `limit` is
    the longest article in characters: by default a mebibyte of plain text, some 170,000 words. `timeout` (seconds) holds for an
    address, `download_limit` (bytes) for its page and for a file of HTML, which is mostly markup. `issues` is the path of a YAML file
    with issues of the user's own, beside those of `lexicon/issues.yaml`.
    """

    published: str | None = None
    publisher: str | None = None
    input: str = "auto"
    language: str = "english"
    workers: int = 1
    limit: int = 1_048_576
    timeout: float = 20.0
    download_limit: int = 16_000_000
    issues: str | None = None
