"""What must hold of a match besides its pattern: that "1998" is a year and "May" no surname."""

from collections.abc import Callable
from functools import cache
from typing import Any

from dragoman.document import Document, Token
from dragoman.lexicon.loader import load
from dragoman.resolve.times.moment import Moment
from dragoman.resolve.times.numbers import first_number
from dragoman.resolve.times.words import OTHER, Words

Check = Callable[[Document, Words, int, int, dict[str, Any]], bool]
NAMES = {"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "LAW"}
NOUN_PHRASE = {"DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "VERB"}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("times")[name])


def _before(document: Document, words: Words, first: int) -> Token | None:
    """The token before a match, in the same sentence."""
    index = words.tokens[first] - 1
    if index < 0 or document.tokens[index].sentence != document.tokens[index + 1].sentence:
        return None
    return document.tokens[index]


def _after(document: Document, words: Words, last: int) -> Token | None:
    """The token after a match, in the same sentence."""
    index = words.tokens[last] + 1
    if index >= len(document.tokens) or document.tokens[index].sentence != document.tokens[index - 1].sentence:
        return None
    return document.tokens[index]


def real_day(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """The month has such a day; a number that counts something else ("12 May ships") is left to chance."""
    pairs = [("day", "month"), ("day_2", "month_2" if "month_2" in fields else "month")]
    days = [(first_number(fields[d]), fields[m]) for d, m in pairs if d in fields]
    return all(Moment(2000, month, day).date is not None for day, month in days)


def not_a_name(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """The words are not the beginning of a longer name ("April Okoye", "The Sunday Times"), and no person's last name."""
    token = document.tokens[words.tokens[first]]
    if _titled(document, token, fields) or _a_thing(document, words, first, last):
        return False
    name = document.name_at(words.tokens[last])
    if name is None or name.label not in NAMES or _all_time_words(words, name.first, name.last, first):
        return True
    return name.last == words.tokens[last] and (name.label != "PERSON" or "weekday" in fields)


def _all_time_words(words: Words, first: int, last: int, at: int) -> bool:
    """Whether a name is made of time words alone ("Saturday Night"), so that it is a name to the parser only."""
    near = range(max(0, at - 6), min(len(words.tokens), at + 6))
    return last > first and all(words.codes[i] != OTHER for i in near if first <= words.tokens[i] <= last)


def _titled(document: Document, token: Token, fields: dict[str, Any]) -> bool:
    """A capitalised word right before makes it a name: "the Long March", "Bloody Sunday"."""
    before = document.tokens[token.index - 1] if token.index else token
    if before.sentence != token.sentence or before.index == document.sentence_of(token.index).first:
        return False
    deps = ("amod",) if "weekday" in fields else ("amod", "compound")
    return before.head == token.index and before.dep in deps and before.text[0].isupper()


def _a_thing(document: Document, words: Words, first: int, last: int) -> bool:
    """A month with an article and no noun after it is none: "they joined the March"."""
    before, after = _before(document, words, first), _after(document, words, last)
    if first != last or not document.tokens[words.tokens[first]].text.istitle():
        return False
    led = before is not None and before.text.lower() in ("the", "a", "his", "her", "their", "its")
    return led and document.tokens[words.tokens[first]].text == "March" and (after is None or after.pos not in ("NOUN", "PROPN", "ADJ"))


def plain_year(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """A number that is neither money nor a measure nor a count of people."""
    before, after = _before(document, words, first), _after(document, words, last)
    whole = words.ends[last] - words.starts[first] == 4 and not _glued(document, words, first, last)
    if not whole or (before and before.text.lower() in _words("no_year_after")):
        return False
    led = before is not None and (before.text.lower() in _words("year_prepositions") or before.tag == "PRP$")
    if before and after and before.text.lower() in _words("counting_words") and after.pos in ("NOUN", "ADJ"):
        return False
    if after and (after.text.lower() in _words("no_year_before") or (after.tag == "NNS" and not led)):
        return False
    name = document.name_at(words.tokens[first])
    if name is not None and name.label in ("MONEY", "QUANTITY", "PERCENT"):
        return False
    return led or 1500 <= fields["year"] <= 2100


def _glued(document: Document, words: Words, first: int, last: int) -> bool:
    """Whether a letter or figure stands right next to the number (A1998, 1998.5)."""
    text = document.text
    before, after = text[max(0, words.starts[first] - 1) : words.starts[first]], text[words.ends[last] : words.ends[last] + 1]
    return before.isalnum() or after.isalnum() or before in ("$", "£", "€", "#", ".")


def capital_era(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """BC and AD in capitals."""
    text = document.text[words.starts[first] : words.ends[last]]
    return any(era in text for era in ("BC", "AD", "CE", "B.C", "A.D", "C.E"))


def capital(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """Every word is written with a capital, as a feast's name is."""
    return all(
        document.text[words.starts[i]].isupper() or not document.text[words.starts[i]].isalpha() for i in range(first, last + 1)
    ) and fields.get("unit", "Y") in ("Y", "D")


def round_decade(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """The year ends in 0, and with an apostrophe an article stands before ("the 1970's")."""
    text = document.text[words.starts[first] : words.ends[last]]
    apostrophe_s = text[-2:-1] in ("'", "’")
    return (first_number(fields["year"]) or 1) % 10 == 0 and (not apostrophe_s or text.lower().startswith("the"))


def joined_number(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """Q3 in one piece, and no more than Q4."""
    return words.ends[first] == words.starts[first + 1] and fields["n"] <= 4 and document.text[words.starts[first]].isupper()


def later_short_year(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """1914-18, but not 2014-05, which is a month, nor 1998-97."""
    short, year = fields["year_2"], fields["year"]
    text = document.text[words.starts[last] : words.ends[last]]
    return len(text) == 2 and (short > year % 100 or (short == 0 and year % 100 == 99)) and words.ends[last - 2] == words.starts[last - 1]


def no_unit_follows(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """The second number is a day, not a count of what follows ("May 9 and 11 ships")."""
    after = _after(document, words, last)
    return "year" in fields or after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")


def not_before_of(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """No "of" follows: "in the fall of the city"."""
    after = _after(document, words, last)
    return after is None or after.lemma != "of"


def nothing_governed(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "two days before" stands alone; in "two days before the vote" the vote is what it is reckoned from.

    "Plans for the day after" are for no day in particular.
    """
    before, after = _before(document, words, first), _after(document, words, last)
    if before is not None and before.pos == "ADP" and "n" not in fields and fields["step"] > 0:
        return False
    return after is None or (after.pos not in NOUN_PHRASE or after.tag in ("VBD", "VBZ", "VBP"))


def counted(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """A number stands before, or the unit is plural: "days later" but not "day later"."""
    return "n" in fields or last - first == 1 and document.text[words.ends[first] - 1] == "s"


def four_digit_hour(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """Four figures that are an hour and minutes."""
    digits = fields["digits"]
    return words.ends[first] - words.starts[first] == 4 and digits <= 2400 and digits % 100 < 60


def adjective_between(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """The unknown word before the unit is an adjective."""
    return document.tokens[words.tokens[last - 1]].pos == "ADJ"


def not_a_day(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "the first day" is a day, not a length of time."""
    return fields["unit"] != "D"


def present_time(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "present-day", or "present" after "at"."""
    if last > first:
        return True
    before = _before(document, words, first)
    return before is not None and before.lemma == "at"


def after_at(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "at the moment", not "the moment he left"."""
    before, after = _before(document, words, first), _after(document, words, last)
    return before is not None and before.lemma == "at" and (after is None or after.pos not in NOUN_PHRASE | {"ADP"})


def after_to(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "to date"."""
    before = _before(document, words, first)
    return before is not None and before.lemma == "to"


def a_noun(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "the past" itself, not "the past president"."""
    token, after = document.tokens[words.tokens[last]], _after(document, words, last)
    return token.text.lower() == "past" and (after is None or after.pos not in ("NOUN", "ADJ", "PROPN", "NUM"))


def no_article_before(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "last week", not "the last week of the war"."""
    before = _before(document, words, first)
    return before is None or before.tag not in ("DT", "PRP$", "POS")


def no_year_follows(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "the years" is no length of time in "the years 1955 and 1956"."""
    after = _after(document, words, last)
    return after is None or not (after.text[:4].isdigit() and len(after.text) >= 4)


def figure_or_alone(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """A day in words is not the beginning of a name: "in May the Second Army"."""
    return document.text[words.starts[last]].isdigit() or no_unit_follows(document, words, first, last, fields)


def not_a_day_of(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """ "the last month of the war" is a length of time, "the last day of the war" a day."""
    return fields["unit"] != "D" or not_before_of(document, words, first, last, fields)


def modifier(document: Document, words: Words, first: int, last: int, fields: dict[str, Any]) -> bool:
    """The word stands before a noun that it describes: "the fall offensive"."""
    return document.tokens[words.tokens[first]].dep in ("compound", "amod", "nmod")


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        real_day, not_a_name, plain_year, capital_era, capital, round_decade, joined_number, later_short_year, no_unit_follows,
        not_before_of, nothing_governed, counted, four_digit_hour, adjective_between, not_a_day, present_time, after_at, after_to, a_noun,
        no_article_before, no_year_follows, figure_or_alone, not_a_day_of, modifier,
    )
}  # fmt: skip
