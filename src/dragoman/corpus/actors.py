"""Which actors of several articles are one: the same name, kind and country, or a name that is part of one other alone."""

from dragoman.corpus.groups import Blocks, Kind, Verdict
from dragoman.corpus.reading import Reading
from dragoman.corpus.who import OFFICE, Who, excludes, likeness, who
from dragoman.records import Actor

LEAST = 0.75
MARGIN = 0.2
"""A bare surname that fits two persons of that name is neither."""


def actor_profile(reading: Reading, actor: Actor) -> Who:
    """An actor of an article by name, kind and country."""
    return by_name(actor.name, actor.kind, actor.country)


def by_name(name: str, kind: str, country: str | None) -> Who:
    """An actor without the office of the day, and whatever the article calls it: who it is does not hang on these."""
    return who(Actor("", name, kind, country), "")


def _blocks(actor: Who) -> Blocks:
    keys = frozenset(actor.handles())
    return Blocks(keys, keys)


def _weigh(one: Who, other: Who) -> Verdict:
    if one.kind != other.kind or one.named != other.named or (one.country and other.country and one.country != other.country):
        return Verdict(conflict=True, reasons=("another country or kind",))
    value = likeness(one, other)
    if value > OFFICE:
        return Verdict(value, reasons=("same name" if value > 0.9 else "one name in the other",))
    return Verdict(conflict=excludes(one, other) or one.name != other.name, reasons=("another name",))


ACTORS: Kind[Who] = Kind(
    _blocks, _weigh, lambda actor: actor, least=LEAST, margin=MARGIN, apart=False, cell=lambda actor: actor.name
)
"""How actors are joined."""
