"""What a reader has in mind at a place in the text: the day of publication, and the dates the text has spoken of so far."""

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.document import Document
from dragoman.resolve.times.moment import SEASON_STARTS, Moment, of_day
from dragoman.resolve.times.tense import PAST, direction

OPENING = 4
"""A date among the first words of a sentence opens it: "By the end of 1943"."""
MODIFIERS = {"compound", "nmod", "nummod", "amod", "poss"}
"""Relations of a date that only describes a noun: "the 1614 rules"."""
JUST_PAST = 45
"""A day without a year no longer ago than so many days is that day, even with a present tense: "runs from January 23"."""
SOON = 60
"""A day without a year that comes within so many days is that day, even with a past tense: "was moved to June 2"."""
NEAR = 2
"""A time of day belongs to a day spoken of at most so many sentences before."""


@dataclass(slots=True)
class Scene:
    """`narrative` tells of history: dates without a year then go on from the last one given, not from `published`."""

    document: Document
    published: date | None
    narrative: bool
    token: int = 0
    last: Moment | None = None
    last_sentence: int = -100
    day: Moment | None = None
    day_sentence: int = -100
    stage: Moment | None = None

    @property
    def anchor(self) -> str | None:
        """The day of publication as an ISO date."""
        return self.published.isoformat() if self.published else None

    def origin(self) -> str | None:
        """The date that a date without a year is reckoned from."""
        here = self.stage or self.last
        if not self.narrative:
            return self.anchor
        return here.value if here and here.year and here.year > 0 and not here.part else None

    @property
    def sentence(self) -> int:
        """The sentence of the expression that is being read."""
        return self.document.tokens[self.token].sentence

    def direction(self, *, sure: bool = False) -> int:
        """Whether the expression that is being read lies behind or ahead, by its verb; `sure` leaves plain presents aside."""
        return direction(self.document, self.token, sure=sure)

    def note(self, moment: Moment) -> None:
        """Keep a date the text has given, for what is reckoned from it later."""
        if moment.year is None or moment.years > 1:
            return
        if self._sets_the_stage(moment):
            self.stage = moment
        self.last, self.last_sentence = moment, self.sentence
        if moment.date or (moment.year < 0 and moment.day):
            self.day = Moment(moment.year, moment.month, moment.day)
            self.day_sentence = self.sentence

    def _sets_the_stage(self, moment: Moment) -> bool:
        """Whether the narrative goes on from this date, rather than mention it on the way.

        A date that opens a sentence or heading does, and a month or day that is the first date of its sentence; after it, only
        one of the same year or a day of a later one: "declassified in 2005", "until May 1943" leave the narrative where it was.
        """
        token = self.document.tokens[self.token]
        opens = self.token - self.document.sentence_of(self.token).first <= OPENING and token.dep not in MODIFIERS
        if self.stage is None or opens:
            return True
        if moment.month is None:
            return False
        ahead = (moment.year or 0) - (self.stage.year or 0)
        return self.last_sentence != self.sentence or not ahead or (ahead > 0 and moment.day is not None)

    def near_day(self) -> Moment | None:
        """The day spoken of in this sentence or just before."""
        return self.day if self.day and self.sentence - self.day_sentence <= NEAR else None

    # ------------------------------------------------------------ dates without a year

    def year_of(self, month: int, day: int | None = None, weekday: int | None = None) -> int | None:
        """The year that a month or day without one belongs to."""
        if self.narrative:
            return self._narrative_year(month)
        if self.published is None:
            return None
        if weekday is not None and day is not None:
            return self._year_with_weekday(month, day, weekday) or self._news_year(month, day)
        return self._news_year(month, day)

    def _narrative_year(self, month: int) -> int | None:
        """The year the text is in; after its last months, the first ones open the next year."""
        here = self.stage or self.last
        if here is None or here.year is None:
            return None
        opens_next = here.month is not None and month - here.month <= -9
        return here.year + 1 if opens_next and here.year != -1 else here.year

    def _news_year(self, month: int, day: int | None) -> int:
        """The last such date not after publication, or the next not before, as the verb says; the nearest if it says nothing."""
        assert self.published is not None
        here = self.published
        dates = [Moment(year, month, day) for year in (here.year - 1, here.year, here.year + 1)]
        spans = [(m.year or 0, m.days) for m in dates if m.days]
        if not spans:
            return here.year
        way = self.direction(sure=day is None)
        nearest = min(spans, key=lambda s: (_distance(here, s[1]), -s[0]))
        if not way or (day is not None and way != PAST and _distance(here, nearest[1]) <= JUST_PAST):
            return nearest[0]
        if day is not None and way == PAST and nearest[1][0] > here and _distance(here, nearest[1]) <= SOON:
            return nearest[0]
        fitting = [year for year, (start, end) in spans if (start <= here if way == PAST else end > here)]
        return (max if way == PAST else min)(fitting, default=nearest[0])

    def _year_with_weekday(self, month: int, day: int, weekday: int) -> int | None:
        """The nearest year in which that day of the month falls on that weekday."""
        assert self.published is not None
        here = self.published.year
        for year in (here, here - 1, here + 1, here - 2, here + 2):
            found = Moment(year, month, day).date
            if found and found.isoweekday() == weekday:
                return year
        return None

    # ------------------------------------------------------------ weekdays and seasons

    def weekday(self, number: int) -> Moment | None:
        """The day that a weekday's name stands for."""
        if self.narrative:
            return self._narrative_weekday(number)
        if self.published is None:
            return None
        return of_day(weekday_from(self.published, number, self.direction() or PAST, same=True))

    def _narrative_weekday(self, number: int) -> Moment | None:
        """The day spoken of, if it is such a weekday, or the nearest to a day spoken of just before."""
        day = self.day.date if self.day else None
        if day is None:
            return None
        return of_day(day) if day.isoweekday() == number else nearest_weekday(day, number) if self.near_day() else None

    def season_year(self, season: str) -> int | None:
        """The year of a season without one: that of the narrative, or the last begun, or the next, as the verb says."""
        month = SEASON_STARTS[season]
        if self.narrative or self.published is None:
            return self._narrative_year(month) if self.narrative else None
        return season_from(self.published, season, self.direction() or PAST)


def _distance(here: date, days: tuple[date, date]) -> int:
    start, end = days
    return max((start - here).days, (here - end).days + 1, 0)


def weekday_from(here: date, number: int, way: int, *, same: bool) -> date:
    """The last or next such weekday, counting the day itself where `same` is set."""
    if way == PAST:
        back = (here.isoweekday() - number) % 7 or (0 if same else 7)
        return here - timedelta(back)
    return here + timedelta((number - here.isoweekday()) % 7 or (0 if same else 7))


def nearest_weekday(here: date, number: int) -> Moment:
    """The such weekday within three days before or after."""
    ahead = (number - here.isoweekday()) % 7
    return of_day(here + timedelta(ahead if ahead <= 3 else ahead - 7))


def season_from(here: date, season: str, way: int) -> int:
    """The year of the last season begun, or of the next not ended."""
    for year in (here.year + 1, here.year, here.year - 1) if way == PAST else (here.year - 1, here.year, here.year + 1):
        days = Moment(year, piece=season).days
        if days and (days[0] <= here if way == PAST else days[1] > here):
            return year
    return here.year
