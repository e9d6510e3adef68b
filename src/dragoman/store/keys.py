"""What tells articles and versions apart."""

import hashlib
import json
import re

from dragoman.article import Article


def content_hash(article: Article) -> str:
    """The hash of an article by all that its reading depends on: text, title, publisher, day of publication.

    Its id and address are not in it: the same report under two addresses is one article.
    """
    said = json.dumps([article.text, article.title, article.publisher, article.published], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def version_order(version: str) -> tuple[tuple[int, str], ...]:
    """Sorts versions: 0.9.0, 0.10.0rc1, 0.10.0."""
    parts = re.findall(r"\d+|[a-z]+", version.partition("+")[0].lower())
    # A word (rc, dev) comes before the end of a version, the end before a further number.
    return (*((int(part) + 1, "") if part.isdigit() else (-1, part) for part in parts), (0, ""))
