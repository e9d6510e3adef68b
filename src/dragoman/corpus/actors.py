"""Which actors of several articles are one: the same name, kind and country, or a name that is part of one other alone."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.corpus.groups import Blocks, Kind, Verdict
from dragoman.corpus.reading import Reading
from dragoman.corpus.who import OFFICE, Who, excludes, likeness, who
from dragoman.records import Actor

LEAST = 0.75
MOST_WORDS = 5
"""Words of a name above which not all of its parts are looked for."""
MARGIN = 0.2
"""A bare surname that fits two persons of that name is neither."""


def actor_profile(reading: Reading, actor: Actor) -> Who:
    """An actor of an article by name, kind and country."""
    return by_name(actor.name, actor.kind, actor.country)


def by_name(name: str, kind: str, country: str | None) -> Who:
    """An actor without the office of the day, and whatever the article calls it: who it is does not hang on these."""
    return who(Actor("", name, kind, country), "")


def _blocks(actor: Who) -> Blocks:
    """A name is filed as it is, and as it sounds; it also asks for the shorter names that it may be called by, so that a common family name
    brings nobody together who only shares it.
    """
    if not actor.named:
        keys = frozenset([f"{actor.kind}:{actor.name}"])
        return Blocks(keys, keys)
    words = actor.name.split()
    filed = {_key(words)} | ({(actor.country, *actor.words)} if actor.country and len(actor.words) > 1 else set())
    shorter = {_key(some) for some in _shorter(words) if {words[0], words[-1]} & set(some)}
    return Blocks(frozenset(filed), frozenset(filed | shorter))


def _key(words: Iterable[str]) -> tuple[str, ...]:
    return ("", *sorted(set(words)))


def _shorter(words: list[str]) -> Iterator[Sequence[str]]:
    """The names that leave out words of a name; of a very long one only what stands together in it."""
    for length in range(1, len(words)):
        if len(words) <= MOST_WORDS:
            yield from combinations(words, length)
        else:
            yield from (words[at : at + length] for at in range(len(words) - length + 1))


def _weigh(one: Who, other: Who) -> Verdict:
    if one.kind != other.kind or one.named != other.named or (one.country and other.country and one.country != other.country):
        return Verdict(conflict=True, reasons=("another country or kind",))
    value = likeness(one, other)
    if value > OFFICE:
        return Verdict(value, reasons=("same name" if value > 0.9 else "one name in the other",))
    return Verdict(conflict=excludes(one, other) or one.name != other.name, reasons=("another name",))


ACTORS: Kind[Who] = Kind(
    _blocks, _weigh, lambda actor: actor, least=LEAST, margin=MARGIN, apart=False, cells=(lambda actor: actor.name,)
)
"""How actors are joined."""
