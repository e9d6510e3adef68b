"""What the tellings of a thing say together: how many reports, what most say, what they say otherwise."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.corpus.dates import period
from dragoman.corpus.dossier import Claim, Coverage, Difference
from dragoman.corpus.groups import Told
from dragoman.corpus.reading import Reading
from dragoman.records import record_id

T = TypeVar("T", bound=Hashable)
LATEST = "9999"
"""The day of what has none, where days are put in order."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The readings of a dossier by their keys, the report that each prints, and what an actor of an article is called in the dossier."""

    reading: Callable[[str], Reading]
    report: Callable[[str], str]
    actor: Callable[[Told], str]

    def day(self, article: str) -> str:
        """The day an article was published, or one after all others."""
        return self.reading(article).article.published or LATEST

    def in_order(self, tellings: Iterable[Told]) -> list[Told]:
        """Tellings by the day of publication."""
        return sorted(tellings, key=lambda told: (self.day(told.reading), told))

    def articles(self, articles: Iterable[str]) -> tuple[str, ...]:
        """Each article once, by the day of publication."""
        return tuple(sorted(set(articles), key=lambda article: (self.day(article), article)))

    def coverage(self, articles: Iterable[str]) -> Coverage:
        """How many reports and publishers these articles are."""
        given = set(articles)
        publishers = {publisher for a in given if (publisher := self.reading(a).article.publisher)}
        return Coverage(len({self.report(article) for article in given}), tuple(sorted(publishers)))

    def id(self, kind: str, tellings: Sequence[Told]) -> str:
        """An id made of the first telling."""
        return record_id("dossier", kind, *self.in_order(tellings)[0])

    def most(self, claims: Iterable[tuple[T, str]], rank: Callable[[T], object] = repr) -> T | None:
        """What most reports say, of values with the article that says each; of equals the first by rank. None where nobody says anything."""
        reports = {(value, self.report(article)) for value, article in claims}
        counts = Counter(value for value, _ in reports)
        return min(counts, key=lambda value: (-counts[value], rank(value)), default=None)

    def difference(self, field: str, claims: Iterable[tuple[str, str]]) -> Difference | None:
        """The versions of a fact, of values with the article that says each, the most told first; None where there are not two."""
        versions: dict[str, set[str]] = {}
        for value, article in claims:
            versions.setdefault(value, set()).add(article)
        if len(versions) < 2:
            return None
        told = [Claim(value, self.articles(articles)) for value, articles in versions.items()]
        return Difference(field, tuple(sorted(told, key=lambda c: (-self.coverage(c.articles).reports, c.value))))


def dates_told(claims: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The dates that exclude each other, of dates with the article that tells each: the less exact one that holds another is left aside."""
    values = {value for value, _ in claims}
    return [(value, article) for value, article in claims if not any(_holds(value, other) for other in values)]


def _holds(one: str, other: str) -> bool:
    """Whether a date is less exact than another and holds all of its days."""
    outer, inner = period(one), period(other)
    return bool(outer and inner and one != other and outer.first <= inner.first and inner.last <= outer.last)


def exactness(value: str) -> tuple[int, str]:
    """How to rank dates that as many reports tell: the shorter stretch of days first, then the earlier."""
    days = period(value)
    return (days.last - days.first if days else 9999, value)
