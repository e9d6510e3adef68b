"""What must hold of a match besides its pattern: that "1998" is a year and "May" no surname."""

from collections.abc import Callable

from dragoman.document import Token
from dragoman.resolve.times.candidate import Candidate
from dragoman.resolve.times.moment import Moment
from dragoman.resolve.times.names import no_name_follows, no_title, not_a_name
from dragoman.resolve.times.numbers import first_number
from dragoman.resolve.times.words import classes
from dragoman.resolve.times.years import later_short_year, plain_year, round_decade

NOUN_PHRASE = {"DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "VERB"}
FINITE = {"VBD", "VBZ", "VBP"}
PLURAL_UNITS = ("units", "long_units", "clock_units")


def _lemma(token: Token | None) -> str:
    return token.lemma if token else ""


# ------------------------------------------------------------ dates


def real_day(at: Candidate) -> bool:
    """The month has such a day."""
    fields = at.fields
    pairs = [("day", "month"), ("day_2", "month_2" if "month_2" in fields else "month")]
    days = [(first_number(fields[day]), fields[month]) for day, month in pairs if day in fields]
    return all(Moment(2000, month, day).date is not None for day, month in days)


def figure_or_alone(at: Candidate) -> bool:
    """A day in words is not the beginning of a name: "in May the Second Army"."""
    return at.text[-1].isdigit() or no_unit_follows(at)


def no_unit_follows(at: Candidate) -> bool:
    """The last number is a day, not a count of what follows ("May 9 and 11 ships")."""
    return "year" in at.fields or at.after is None or at.after.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")


def alone_after_preposition(at: Candidate) -> bool:
    """ "on the 28th", but not "on the 28th floor" or "on the 28th of that month"."""
    if _lemma(at.before) not in ("on", "until", "till", "by", "since"):
        return False
    return at.after is None or at.after.pos not in ("NOUN", "PROPN", "ADJ", "ADP", "NUM")


def capital(at: Candidate) -> bool:
    """Every word is written with a capital, as a feast's name is."""
    text, starts = at.document.text, at.words.starts
    letters = [text[starts[i]] for i in range(at.first, at.last + 1)]
    return all(letter.isupper() or not letter.isalpha() for letter in letters)


def capital_era(at: Candidate) -> bool:
    """BC and AD in capitals."""
    return any(era in at.text for era in ("BC", "AD", "CE", "B.C", "A.D", "C.E"))


def joined_number(at: Candidate) -> bool:
    """Q3 in one piece, and no more than Q4."""
    return at.words.ends[at.first] == at.words.starts[at.first + 1] and at.fields["n"] <= 4 and at.text[0].isupper()


def four_digit_hour(at: Candidate) -> bool:
    """Four figures that are an hour and minutes."""
    digits = at.fields["digits"]
    return at.words.ends[at.first] - at.words.starts[at.first] == 4 and digits <= 2400 and digits % 100 < 60


# ------------------------------------------------------------ seasons and relative dates


def not_before_of(at: Candidate) -> bool:
    """No "of" follows: "in the fall of the city"."""
    return _lemma(at.after) != "of"


def after_preposition(at: Candidate) -> bool:
    """The words are a time of something: "in the fall"."""
    before = at.before
    return before is not None and before.pos == "ADP" and before.lemma not in ("with", "from", "to", "for", "after", "at")


def modifier(at: Candidate) -> bool:
    """The word stands before a noun that it describes: "the fall offensive"."""
    return at.token.dep in ("compound", "amod", "nmod")


def no_article_before(at: Candidate) -> bool:
    """ "last week", not "the last week of the war"."""
    return at.before is None or at.before.tag not in ("DT", "PRP$", "POS")


def nothing_governed(at: Candidate) -> bool:
    """ "two days before" stands alone; in "two days before the vote" the vote is what it is reckoned from.

    "Plans for the day after" are for no day in particular.
    """
    before, after = at.before, at.after
    if before is not None and before.pos == "ADP" and "n" not in at.fields and at.fields["step"] > 0:
        return False
    return after is None or after.pos not in NOUN_PHRASE or after.tag in FINITE


def counted(at: Candidate) -> bool:
    """A number stands before, or the unit is plural: "days later" but not "day later"."""
    return "n" in at.fields or _plural(at, at.first)


def no_idiom(at: Candidate) -> bool:
    """ "At the end of the day" says "after all"."""
    return at.fields["unit"] != "D" or _lemma(at.before) != "at"


# ------------------------------------------------------------ durations


def _plural(at: Candidate, index: int) -> bool:
    return at.words.codes[index] in [classes().codes[name] for name in PLURAL_UNITS]


def agrees(at: Candidate) -> bool:
    """ "a" counts one unit; in "a week-long trip" and "a months-long trip" it belongs to the trip."""
    if at.fields["n"] != 1 or at.text[0] not in "aA":
        return True
    return not any(_plural(at, i) or at.words.codes[i] == classes().codes["hyphen"] for i in range(at.first, at.last + 1))


def adjective_between(at: Candidate) -> bool:
    """The unknown word before the unit is an adjective."""
    return at.document.tokens[at.words.tokens[at.last - 1]].pos == "ADJ"


def no_year_follows(at: Candidate) -> bool:
    """ "the years" is no length of time in "the years 1955 and 1956"."""
    return at.after is None or not (at.after.text[:4].isdigit() and len(at.after.text) >= 4)


def not_a_day(at: Candidate) -> bool:
    """ "the first day" is a day, not a length of time."""
    return bool(at.fields["unit"] != "D")


def not_a_day_of(at: Candidate) -> bool:
    """ "the last month of the war" is a length of time, "the last day of the war" a day."""
    return not_a_day(at) or not_before_of(at)


def no_later_one(at: Candidate) -> bool:
    """ "the first year" is as long as a year; "the eleventh hour" is a point."""
    return bool(at.fields.get("rank", 1) == 1)


# ------------------------------------------------------------ the present and past


def present_time(at: Candidate) -> bool:
    """ "present-day", or "present" after "at"."""
    return at.last > at.first or _lemma(at.before) == "at"


def after_at(at: Candidate) -> bool:
    """ "at the moment", not "the moment he left"."""
    return _lemma(at.before) == "at" and (at.after is None or (at.after.pos not in NOUN_PHRASE and at.after.lemma != "of"))


def after_to(at: Candidate) -> bool:
    """ "to date", "to this day", but not "up to date"."""
    before = at.before
    return before is not None and before.lemma == "to" and at.document.tokens[before.index - 1].lemma != "up"


def a_day(at: Candidate) -> bool:
    """The last word is "day"."""
    return at.last_token.text.lower() == "day"


def a_noun(at: Candidate) -> bool:
    """ "the past" itself, not "the past president"."""
    return at.last_token.text.lower() == "past" and (at.after is None or at.after.pos not in ("NOUN", "ADJ", "PROPN", "NUM"))


CHECKS: dict[str, Callable[[Candidate], bool]] = {
    check.__name__: check
    for check in (
        real_day, figure_or_alone, no_unit_follows, alone_after_preposition, capital, capital_era, joined_number, four_digit_hour,
        not_a_name, no_name_follows, no_title, plain_year, later_short_year, round_decade,
        not_before_of, after_preposition, modifier, no_article_before, nothing_governed, counted, no_idiom,
        agrees, adjective_between, no_year_follows, not_a_day, not_a_day_of, no_later_one,
        present_time, after_at, after_to, a_day, a_noun,
    )
}  # fmt: skip
