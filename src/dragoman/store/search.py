"""Full-text search, asked as on the web: words that must all stand there, "phrases", `or`, and `-word` for what must not."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, literal_column, select, text

from dragoman.errors import UsageError

TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
LONGEST = 200_000
"""Characters of a text that PostgreSQL searches, as in migrations/versions/0001_first.py."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A table whose words are searched, with its key and the columns that hold them."""

    table: Table
    key: str
    columns: tuple[str, ...]


class Keys(NamedTuple):
    """The lowest and the highest key that are in question."""

    low: int
    high: int


def matches(searched: Searched, query: str, *, sqlite: bool, each: bool = False, keys: Keys | None = None) -> ColumnElement[bool]:
    """The condition that a row's words match a query; UsageError where the query asks for no word.

    No key outside `keys` is in question. With `each`, SQLite asks row by row instead of gathering all that match: for where few rows are in question.
    """
    wanted = fts5(query)
    if sqlite:
        name = f"{searched.table.name}_words"
        hits: Select[Any] = select(literal_column("rowid")).select_from(text(name))
        hits = hits.where(text(f"{name} MATCH :wanted")).params(wanted=wanted)
        if keys:
            hits = hits.where(text("rowid BETWEEN :low AND :high")).params(low=keys.low, high=keys.high)
        if each:
            return hits.where(text(f"{name}.rowid = {searched.table.name}.{searched.key}")).exists()
        return searched.table.c[searched.key].in_(hits.scalar_subquery())
    words = " || ' ' || ".join(f"coalesce({searched.table.name}.{column}, '')" for column in searched.columns)
    vector: ColumnElement[str] = literal_column(f"to_tsvector('english', left({words}, {LONGEST}))")
    return vector.op("@@")(func.websearch_to_tsquery(literal_column("'english'"), bindparam(None, query)))


def fts5(query: str) -> str:
    """The query in the language of SQLite's FTS5; UsageError where it asks for no word."""
    alternatives: list[list[str]] = [[]]
    without: list[str] = []
    for minus, phrase, word in TERM.findall(query):
        said = phrase or word
        if word.lower() == "or" and not minus:
            alternatives.append([])
        elif re.search(r"\w", said):
            quoted = '"' + said.replace('"', "").replace("\x00", "") + '"'
            (without if minus else alternatives[-1]).append(quoted)
    wanted = " OR ".join("(" + " AND ".join(terms) + ")" for terms in alternatives if terms)
    if not wanted:
        raise UsageError(f"The query {query!r} asks for no word.", hint='Give words, a "phrase", or word or word.')
    return f"({wanted}) NOT ({' OR '.join(without)})" if without else wanted
