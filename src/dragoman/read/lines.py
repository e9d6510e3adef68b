"""What one line of a text is by its shape: a date, a byline, the place and agency that open a report, a heading."""

import re

from dragoman.read.dates import DAY, MONTH

LONGEST_HEADING = 160
LONGEST_OPENING = 200
"""No dateline reaches further into its line."""

# ------------------------------------------------------------ lines that hold a date

WEEKDAY = r"\b(?i:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\b\.?"
DATE = (
    rf"(?:{WEEKDAY},?\s*)?(?:\b{MONTH}\s*{DAY}(?!\d)(?:,?\s*\d{{4}}(?!\d))?|\b{DAY}(?:\s+of)?[\s-]*{MONTH}(?:,?[\s-]*\d{{4}}(?!\d))?"
    r"|\b\d{4}-\d\d-\d\d(?!\d)|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b)"
)
CLOCK = r"\bT?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?|Z\b)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{4}\s*(?:hrs|hours|GMT|UTC)\b"
AGO = r"\b(?:\d+|an?)\s+(?:min(?:ute)?|hour|day|week)s?\s+(?:ago|read)\b"
LABEL = r"\b(?:(?:first|last)\s+)?(?:published|updated|modified|posted|issued|released|dated?)\b(?:\s+(?:on|at)\b)?:?"
ZONE = r"\b(?:GMT|UTC|BST|CES?T|EES?T|E[SD]?T|C[SD]T|P[SD]?T|IST|MSK|local time|at|on)\b|[+-]\d\d:?\d\d\b|\bZ\b"
A_DATE = re.compile(DATE, re.IGNORECASE)
A_MOMENT = re.compile(rf"{DATE}|{CLOCK}|{AGO}|{LABEL}", re.IGNORECASE)
TIME_WORDS = re.compile(rf"{DATE}|{CLOCK}|{AGO}|{LABEL}|{ZONE}|{WEEKDAY}", re.IGNORECASE)
UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
MARKS = " \t\u00a0|,.;:()[]·•–—-/"


def has_date(line: str) -> bool:
    """Whether a day of some month stands in a line."""
    return bool(A_DATE.search(line))


def tells_update(line: str) -> bool:
    """Whether a line tells when the report was changed rather than published."""
    return bool(UPDATED.search(line))


def is_dated(line: str) -> bool:
    """Whether a line holds when the report was published or changed, beside it a city or byline at most."""
    if len(line) > LONGEST_HEADING or not A_MOMENT.search(line):
        return False
    rest = " ".join(TIME_WORDS.sub(" ", line).split()).strip(MARKS)
    return not rest or is_byline(rest) or (has_date(line) and _names_a_city(rest))


# ------------------------------------------------------------ lines that say who wrote it

PARTICLE = r"de|da|dos|del|di|van|von|der|den|bin|bint|ibn|al|el|la|le|of|the"
NAME = rf"[^\W\d_a-z][\w’'.-]*(?:\s+(?:[^\W\d_a-z][\w’'.-]*|{PARTICLE})){{0,5}}"
NAMES = rf"{NAME}(?:(?:,\s*{NAME})*,?\s+(?:and|AND|&)\s+{NAME})?"
DUTY = r"[^.,]*\b(?i:correspondent|editor|reporter|writer|bureau|agency|staff|news|press|analyst|fellow|Reuters|AFP|AP)\b[^.]*"
BY = r"(?:(?:[Bb]y|BY|(?:Written|Text|Words|Posted|Published) by)\s+|(?:Byline|Author|By):\s*)"
FURNITURE = (
    "advertisement|file photo|image|listen|photo|print|read more|related articles|related stories|save|share|share this|"
    "share this article|share this page|share this story|sign up|story continues below|subscribe"
)
BYLINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{BY}{NAMES}(?:\s+(?:in|IN|for)\s+{NAMES})?(?:,\s*{DUTY}|\s*[|–—-]\s*(?:{DUTY}|{NAME}))?",
        rf"From\s+{NAMES}(?:\s+in\s+{NAME}|,\s*{DUTY})",
        r"(?i:\(?(?:(?:additional|further)\s+)?(?:reporting|writing|editing|compiled|translated)\s+by\b.+)",
        r"(?i:\(?(?:file\s+)?(?:photo(?:graph)?|image|picture|video)s?\s+by\b.+)",
        r"(?i:(?:(?:file\s+)?(?:photo|image|picture|video|credit|source|related)s?|read more|also read|see also)\s*:.+)",
        r"(?i:(?:press|media|news)\s+(?:release|statement|advisory|note|communiqué)s?|for immediate release)",
        rf"(?i:{FURNITURE})",
    )
)
"""Whole lines that name the writer, a picture or its origin, or belong to the page and not to the report."""


def is_byline(line: str) -> bool:
    """Whether a line says who wrote or pictured the report, or belongs to the page around it."""
    return len(line) <= LONGEST_OPENING and any(pattern.fullmatch(line) for pattern in BYLINES)


# ------------------------------------------------------------ lines that open with place, date or agency

WORD = r"[^\W\d_][\w’'.-]*"
OPENING = re.compile(
    rf"(?P<city>{WORD}(?:[ /]{WORD}){{0,3}}(?:,\s*{WORD}(?: {WORD}){{0,2}}){{0,2}}?)??"
    rf"[,.]?\s*(?P<date>{DATE}|{WEEKDAY}(?=\s*[—–:-]))?[,.]?\s*"
    r"(?P<agency>\([^\W\d_a-z][^()]{1,40}\)|/[^\W\d_a-z][^/]{1,30}/\.?|[A-Z]{2,8}(?=\s*--))?\s*"
    r"(?P<mark>[—–:]|--|-(?=\s)|(?<=/)|(?<=/\.))\s*(?=\S)"
)
PARTICLES = {"of", "and", "the", "de", "la", "el", "al", "am", "en", "sur", "upon"}
KINDS = """advisory analysis attention breaking clarification comment communiqué contact copyright correction developing exclusive
explainer factbox feature focus how interview joint key live media news note opinion photo photos picture podcast press profile
readout release source sources statement summary timeline transcript update urgent video watch what when where who why wrap"""
SPEAKERS = """ambassador answer chairman dr lord minister moderator mr mrs ms president q question reporter secretary sir
spokesman spokesperson spokeswoman"""
NO_CITY = frozenset(f"{KINDS} {SPEAKERS}".split())
"""What a word in capitals before a colon or dash may be where it is no city: a kind of piece, or who speaks in a transcript."""


def find_opening(line: str) -> re.Match[str] | None:
    """The dateline that opens a report, with its `city`, `date`, `agency`: "ANKARA, Jan 6 (Reuters) -", "Geneva —", "(AFP) –"."""
    match = OPENING.match(line[:LONGEST_OPENING])
    if not match or not (match["city"] or match["date"] or match["agency"]) or line[match.end()].islower():
        return None
    city = match["city"]
    if not city and not match["agency"] and not has_date(match["date"]):
        return None
    if city and not _names_a_city(city):
        return None
    sure = match["date"] or match["agency"] or city.isupper()
    return match if sure or _stands_alone(line, match) else None


def _stands_alone(line: str, opening: re.Match[str]) -> bool:
    """Whether a city without date or agency is set off by the only dash: "Baghdad – Talks began", not "Iraq – a host – said"."""
    mark = opening["mark"]
    return mark != ":" and len(opening["city"].split()) <= 3 and mark not in line[opening.end() : opening.end() + LONGEST_OPENING]


def _names_a_city(words: str) -> bool:
    parts = re.split(r"[\s,/]+", words.strip())
    named = all(part[:1].isupper() or part in PARTICLES for part in parts)
    return named and len(words) > 1 and len(parts) <= 7 and NO_CITY.isdisjoint(part.lower() for part in parts)


# ------------------------------------------------------------ lines that head a report

ENDED = re.compile(r"(?:[!:;,…—]|(?<!\b[A-Z])\.|[.!?,][”\"'’»])$")
"""A line that ends as a sentence does; the last full stop of U.S. is none."""


def is_heading(line: str, following: str) -> bool:
    """Whether a line is short, has no end mark, and the line below does not go on with its sentence."""
    if len(line) > LONGEST_HEADING or ENDED.search(line) or not following or following[0].islower():
        return False
    return True


def wraps(line: str, following: str) -> bool:
    """Whether two lines are one paragraph cut at a fixed width."""
    return len(line) >= 50 and 50 <= len(following) <= 100 and not ENDED.search(following)
