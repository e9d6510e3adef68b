"""Whether a text tells of the days around its publication, as news does, or of history."""

from datetime import date

from dragoman.resolve.times.numbers import first_number
from dragoman.resolve.times.patterns import Match

ENOUGH = 4
"""A history names at least so many past years, and three times as many as it has words like "yesterday" and "last week"."""
NEWS_KINDS = {"day_word", "deictic", "weekday"}


def is_narrative(matches: list[Match], published: date | None) -> bool:
    """Whether dates without a year go on from the last one in the text, rather than from the day of publication."""
    years = [year for match in matches if match.kind == "calendar" and (year := first_number(match.fields.get("year")))]
    news = sum(match.kind in NEWS_KINDS for match in matches)
    if published is None:
        return bool(years) and not news
    past = sum(year < published.year - 1 for year in years)
    return past >= ENOUGH and past >= 3 * news and 2 * past > len(years)
