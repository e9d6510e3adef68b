"""Which actors and places a name means."""

from sqlalchemy import Connection, select

from dragoman.knowledge.folding import fold
from dragoman.store import tables as t


def actors_named(connection: Connection, name: str) -> list[int]:
    """The numbers of the actors whose name has these words in a row, whatever their case and accents: `fidan` is Hakan Fidan."""
    wanted = fold(name)
    words = sorted(set(wanted.split()), key=len, reverse=True)
    if not words:
        return []
    query = select(t.actors.c.number, t.actors.c.folded)
    for word in words:
        query = query.where(t.actors.c.number.in_(select(t.actor_words.c.actor).where(t.actor_words.c.word == word)))
    return [row.number for row in connection.execute(query) if f" {wanted} " in f" {row.folded} "]
