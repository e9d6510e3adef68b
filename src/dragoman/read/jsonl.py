"""JSONL: one article a line, with `id` and `text` and, where known, `title`, `published`, `publisher`, `url`."""

import json
from collections.abc import Iterator

from dragoman.article import Article, Skipped
from dragoman.errors import ReadError
from dragoman.read.articles import article_from_text
from dragoman.settings import Settings

FIELDS = ("title", "published", "publisher", "url")


def read_jsonl(text: str, name: str, settings: Settings) -> Iterator[Article | Skipped]:
    """An article for each line; a line that is none comes as Skipped, named by its id or its number."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _read_line(line, f"{name}:{number}", settings)


def _read_line(line: str, place: str, settings: Settings) -> Article | Skipped:
    try:
        given = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return Skipped(place, "read", f"Line {place} is not JSON: {error}. Write one object a line.")
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        name = str(given["id"]) if isinstance(given, dict) and "id" in given else place
        return Skipped(name, "read", f"Line {place} has no text. Write one object a line, with the fields id and text.")
    id = str(given.get("id", place))
    wrong = [field for field in FIELDS if not isinstance(given.get(field), str | None)]
    if wrong:
        return Skipped(id, "read", f"Line {place}: {', '.join(wrong)} must be text or null.")
    try:
        return article_from_text(given["text"], id=id, settings=settings, **{field: given.get(field) for field in FIELDS})
    except ReadError as error:
        return Skipped(id, "read", f"{error} {error.hint or ''}".strip())
