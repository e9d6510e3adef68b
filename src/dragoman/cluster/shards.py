"""Shards: the runs of items that are read as one, and named by a hash of all that their reading depends on.

A source gives the same shards on any machine and with any number of workers, so that a shard which is done can be told by its name.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.article import Article, Skipped
from dragoman.read.items import Item, article_of
from dragoman.settings import Settings

SIZE = 256
"""Items of a shard: half a minute of one core, so that little is lost with a worker."""
BYTES = 32_000_000
"""Bytes of a shard at most, but for the last item: what a worker holds besides the model."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Items in the order of their source, what could not be opened among them."""

    key: str
    items: tuple[Item | Skipped, ...]

    def articles(self, settings: Settings) -> Iterator[Article | Skipped]:
        """The article of each item, or why there is none."""
        return (item if isinstance(item, Skipped) else article_of(item, settings) for item in self.items)


def cut(items: Iterable[Item | Skipped], maker: dict[str, str], size: int = SIZE) -> Iterator[Shard]:
    """The shards of a source. `maker` is all else that a reading depends on: version, model, settings."""
    run: list[Item | Skipped] = []
    weight = 0
    for item in items:
        run.append(item)
        weight += 0 if isinstance(item, Skipped) else len(item.data)
        if len(run) >= size or weight >= BYTES:
            yield _shard(run, maker)
            run, weight = [], 0
    if run:
        yield _shard(run, maker)


def _shard(items: list[Item | Skipped], maker: dict[str, str]) -> Shard:
    digest = hashlib.sha256(repr(sorted(maker.items())).encode("utf-8", "backslashreplace"))
    for item in items:
        digest.update(b"\x00".join(_parts(item)) + b"\x01")
    return Shard(digest.hexdigest()[:32], tuple(items))


def _parts(item: Item | Skipped) -> Iterator[bytes]:
    """What an item's place in the set depends on; not where it lay, so that a moved archive is not read again."""
    if isinstance(item, Skipped):
        given: tuple[str | None, ...] = (item.id, item.step, item.reason)
    else:
        given = (item.id, item.kind, item.url, item.charset, item.title, item.publisher, item.published)
        yield hashlib.sha256(item.data).digest()
    yield from (repr(part).encode("utf-8", "backslashreplace") for part in given)
