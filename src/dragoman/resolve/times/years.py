"""Numbers that are years, and those that count or measure something else."""

from functools import cache

from dragoman.document import Document, Token
from dragoman.lexicon.loader import load
from dragoman.resolve.times.candidate import Candidate
from dragoman.resolve.times.numbers import first_number


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("times")[name])


def plain_year(at: Candidate) -> bool:
    """A number that is neither money nor a measure nor a count of people."""
    before, after, year = at.before, at.after, at.fields["year"]
    word = before.text.lower() if before else ""
    if not _alone(at) or word in _words("no_year_after"):
        return False
    owned, modern = before is not None and before.tag == "PRP$", 1900 <= year <= 2100
    article = word == "the" and year % 100 != 0
    sure = owned or article or word in _words("year_only_after") or (word == "of" and modern)
    if after and _counts(word, after, sure):
        return False
    name = at.document.name_at(at.token.index)
    if name is not None and name.label in ("MONEY", "QUANTITY", "PERCENT"):
        return False
    if owned or modern or before is None or word in _words("year_prepositions"):
        return True
    return (article and year >= 1500) or _dates_a_heading(at.document, before, after)


def _alone(at: Candidate) -> bool:
    """Four figures with no letter, figure or currency sign right next to them (not A1998, 1998.5, $1998)."""
    text, start, end = at.document.text, at.words.starts[at.first], at.words.ends[at.last]
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return end - start == 4 and not (before.isalnum() or after.isalnum() or before in ("$", "£", "€", "#", "."))


def _counts(before: str, after: Token, sure: bool) -> bool:
    """Whether the number counts what follows: "some 1500 men", "1846 persons", "2000 km"; `sure` is "the 1996 elections"."""
    if after.text.lower() in _words("no_year_before"):
        return True
    if before in _words("counting_words"):
        return after.pos in ("NOUN", "ADJ")
    return after.tag == "NNS" and not sure


def _dates_a_heading(document: Document, before: Token, after: Token | None) -> bool:
    """Whether the number ends a heading or list after a comma, begins a range, or goes on from another year."""
    if after is not None and after.text in ("-", "–"):
        return True
    if before.lemma == "," and (after is None or after.text in (":", ")")):
        return True
    return before.lemma in (",", "and", "or", "to") and _year_before(document, before.index)


def _year_before(document: Document, index: int) -> bool:
    """Whether another year stands just before, as in "between 1780 and 1782"."""
    return any(token.text.isdigit() and len(token.text) == 4 for token in document.tokens[max(0, index - 6) : index])


def later_short_year(at: Candidate) -> bool:
    """1914-18, but not 2014-05, which is a month, nor 1998-97."""
    short, year, words = at.fields["year_2"], at.fields["year"], at.words
    two_figures = words.ends[at.last] - words.starts[at.last] == 2 and words.ends[at.last - 2] == words.starts[at.last - 1]
    return two_figures and (short > year % 100 or (short == 0 and year % 100 == 99))


def round_decade(at: Candidate) -> bool:
    """The year ends in 0, and with an apostrophe an article stands before ("the 1970's")."""
    apostrophe_s = at.text[-2:-1] in ("'", "’")
    return (first_number(at.fields["year"]) or 1) % 10 == 0 and (not apostrophe_s or at.text.lower().startswith("the"))
