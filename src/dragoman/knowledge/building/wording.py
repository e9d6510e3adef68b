"""Dates, names and numbers as sources write them, made into what the tables hold."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from dragoman.knowledge.folding import APOSTROPHES, LETTERS, fold

WRITTEN = re.compile(r"[+]?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.]+Z?)?")
ENGLISH = re.compile(r"(?:(\d{1,2}) )?(?:(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )?(\d{4})")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_OF_AN_ID = re.compile(r"[^a-z0-9]+")
NUMERAL = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})")
INITIAL = re.compile(r"[A-Z]\.?")
PARTICLES = frozenset("van von der den de da di del della dos du la le el al ter ten zu".split())  # noqa: SIM905
SURNAME_FIRST = {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "KHM"}
"""Where English text, too, has the family's name first."""
LAST_LATIN = "\u024f"


def iso(text: str | None) -> str:
    """A date of a source, `2014-08-28`, `2014-08-00` or `+2014-08-28T00:00:00Z`, at its precision; empty where it is none."""
    found = WRITTEN.fullmatch((text or "").strip())
    if not found or found[1] == "0000":
        return ""
    year, month, day = (part if part != "00" else None for part in found.groups())
    with suppress(ValueError):
        date(int(year or 0), int(month or 1), int(day or 1))
        return "-".join(part for part in (year, month, day if month else None) if part)
    return ""


def english_date(text: str) -> str:
    """A date in English words, `28 August 2014`, `August 2014` or `2014`; empty where it is none."""
    found = ENGLISH.fullmatch(text.strip())
    if not found:
        return ""
    day, month, year = found.groups()
    number = f"{MONTHS.index(month) + 1:02}" if month else ""
    return iso("-".join(part for part in (year, number, day.zfill(2) if day and month else "") if part))


def day_after(day: str) -> str:
    """The day after an ISO day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def latest(dates: Iterable[str]) -> str:
    """The latest date of a source: until then, at least, somebody kept it up to date."""
    return max(dates, default="")


def clean(text: str | None) -> str:
    """Words for a cell: composed, without tabs, bars and double blanks."""
    return " ".join(unicodedata.normalize("NFC", text or "").replace("|", " ").split())


def slug(text: str) -> str:
    """An id's part: lower-case ASCII words set apart by hyphens."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text.casefold().translate(LETTERS)))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c)).encode("ascii", "ignore").decode()
    return NOT_OF_AN_ID.sub("-", ascii_only).strip("-")


def is_latin(text: str) -> bool:
    """Whether all letters are Latin."""
    return all(c <= LAST_LATIN or "\u1e00" <= c <= "\u1eff" or not c.isalpha() for c in text)


def surname_of(name: str, country: str) -> str:
    """The name by which newspapers call a person: the family's, or a monarch's own."""
    words = name.split()
    if len(words) > 1 and NUMERAL.fullmatch(words[-1]):
        return " ".join(words[:-1])
    if country in SURNAME_FIRST and len(words) > 1:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def plain_name(name: str) -> str:
    """A name as newspapers write it: without initials in the middle, and without what follows a comma."""
    first, *rest = name.split(",")[0].split() or [""]
    return " ".join([first, *(word for word in rest[:-1] if not INITIAL.fullmatch(word)), *rest[-1:]])


def name_keys(names: Iterable[str]) -> tuple[str, ...]:
    """The folded full names by which a person may be known."""
    keys = (fold(form) for name in names for form in (name, plain_name(name)))
    return tuple(dict.fromkeys(key for key in keys if key))
