"""Whether a text tells of the days around its publication, as news does, or of history."""

from datetime import date

from dragoman.resolve.times.numbers import first_number
from dragoman.resolve.times.patterns import Match
from dragoman.resolve.times.words import Words

ENOUGH = 4
"""A history names at least so many past years, and three times as many as it has words like "yesterday" and "last week"."""
OPENING = 120
"""A text that has such a word among so many of its first tokens is news, however much it goes on to tell of the past."""
NEWS_KINDS = {"day_word", "deictic", "weekday"}


def is_narrative(matches: list[Match], words: Words, published: date | None) -> bool:
    """Whether dates without a year go on from the last one in the text, rather than from the day of publication."""
    years = [year for match in matches if match.kind == "calendar" and (year := first_number(match.fields.get("year")))]
    news = [match for match in matches if match.kind in NEWS_KINDS]
    if published is None:
        return bool(years) and not news
    if news and words.tokens[news[0].first] < OPENING:
        return False
    past = sum(year < published.year - 1 for year in years)
    return past >= ENOUGH and past >= 3 * len(news) and 2 * past > len(years)
