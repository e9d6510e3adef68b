"""Reading sources into a set: shards that are done are passed over, the others are read by the processes of this machine or by Ray.

sources → items → shards → (done?) → readings → set
"""

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman import pool
from dragoman.article import Article, Skipped
from dragoman.cluster.sets import Done, Result, Set
from dragoman.cluster.shards import SIZE, Shard, cut
from dragoman.cluster.sources import source_items
from dragoman.lexicon.own_issues import digest
from dragoman.parse.nlp import model_name
from dragoman.read.sources import Source
from dragoman.settings import Settings
from dragoman.version import VERSION

MADE_FROM = ("published", "publisher", "input", "language", "limit", "download_limit")
"""The settings that change a reading."""


@dataclass(slots=True)
class Tally:
    """What became of everything so far: shards `read` in this run and `known` from before, readings, and items skipped at each step."""

    read: int = 0
    known: int = 0
    readings: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, done: Done | None) -> None:
        """Count a shard that was read; None is one that was done before."""
        if done is None:
            self.known += 1
            return
        self.read += 1
        self.readings += done.readings
        self.skipped.update(done.skipped)


Told = Callable[[Tally], None]


def tell_nobody(tally: Tally) -> None:
    """Tell nobody."""


def maker_of(settings: Settings) -> dict[str, str]:
    """All that a reading depends on besides its item."""
    kept = {name: getattr(settings, name) for name in MADE_FROM}
    if settings.issues:
        kept["issues"] = digest(settings.issues)
    return {"version": VERSION, "model": model_name(), "settings": json.dumps(kept)}


def read_here(sources: list[Source], into: Set, settings: Settings, size: int = SIZE, told: Told = tell_nobody) -> Tally:
    """Read the sources into a set with the processes of this machine; what became of them."""
    maker, tally = maker_of(settings), Tally()
    coming: deque[Shard] = deque()

    def articles() -> Iterator[Article | Skipped]:
        for source in sources:
            for shard in cut(source_items(source, settings), maker, size):
                if into.has(shard.key):
                    tally.add(None)
                    continue
                coming.append(shard)
                yield from shard.articles(settings)

    results = pool.read_articles(articles(), settings)
    try:
        shard: list[Result] = []
        for result in results:
            shard.append(result)
            if len(shard) == len(coming[0].items):
                tally.add(into.write(coming.popleft().key, shard))
                told(tally)
                shard = []
    finally:
        results.close()
    return tally
