"""Corrected articles as gold data: texts, records and the list of both, in the form of the dossier yardstick.

text/NAME.txt   the article       gold/NAME.json   its record as corrected       meta.json   day, title, address, how far it was checked
"""

import json
import re
from pathlib import Path
from typing import Any

from dragoman.article import Article
from dragoman.errors import StoreError
from dragoman.records import Record, Span
from dragoman.store.connect import Store
from dragoman.store.corrections import all_corrections, in_force
from dragoman.store.load import load


def write_gold(store: Store, folder: Path) -> int:
    """Write every article that somebody corrected or confirmed something in; their number."""
    with store.asking() as connection:
        touched = {c.anchor.article for c in in_force(all_corrections(connection)) if c.anchor}
    meta: dict[str, Any] = {}
    try:
        for part in ("text", "gold"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for article, record, reading in load(store):
            if reading.hash in touched or reading.reviews:
                name = _name(article, meta)
                (folder / "text" / f"{name}.txt").write_text(article.text, encoding="utf-8", newline="")
                (folder / "gold" / f"{name}.json").write_text(_json(gold(article, record)), encoding="utf-8")
                known = {"published": article.published, "title": article.title, "url": article.url}
                meta[name] = known | {"id": article.id, "hash": reading.hash, "reviewed": len(reading.reviews)}
        (folder / "meta.json").write_text(_json(meta), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror or error}.", hint="Name another folder.") from error
    return len(meta)


def gold(article: Article, record: Record) -> dict[str, Any]:
    """A record in the words of the gold data: names for ids, words for spans."""
    return _Gold(article, record).whole()


class _Gold:
    def __init__(self, article: Article, record: Record) -> None:
        self.article = article
        self.record = record
        self.actors = {actor.id: {"name": actor.name, "country": actor.country, "kind": actor.kind} for actor in record.actors}
        self.places = {place.id: place for place in record.places}

    def whole(self) -> dict[str, Any]:
        record = self.record
        return {
            "published": self.article.published,
            "meetings": [
                {
                    "participants": [self.actors[id] for id in item.participants],
                    "form": item.form,
                    "status": item.status,
                    "place": self._place(item.place),
                    "date": item.date,
                    "topics": [self._words((topic,)) for topic in item.topics],
                    "evidence": self._words(item.evidence),
                }
                for item in record.meetings
            ],
            "trips": [
                {
                    "traveller": self.actors[item.traveller],
                    "stops": [
                        {
                            "place": self._place(stop.place),
                            "country": self.places[stop.place].country if stop.place in self.places else None,
                            "date": stop.date,
                            "status": stop.status,
                        }
                        for stop in item.stops
                    ],
                    "evidence": self._words(item.evidence),
                }
                for item in record.trips
            ],
            "statements": [
                {
                    "speaker": self.actors.get(item.speaker or ""),
                    "via": [self.actors[id] for id in item.via],
                    "kind": item.kind,
                    "cue": self._words((item.cue,)) if item.cue else None,
                    "content": self._words(item.content),
                    "date": item.date,
                }
                for item in record.statements
            ],
            "stances": [
                {
                    "holder": self.actors[item.holder],
                    "polarity": item.polarity,
                    "object": self._words((item.object,)),
                    "target": self.actors.get(item.target or ""),
                    "evidence": self._words(item.evidence),
                }
                for item in record.stances
            ],
            "events": [
                {
                    "actors": [self.actors[id] for id in item.actors],
                    "recipients": [self.actors[id] for id in item.recipients],
                    "event_type": item.event_type,
                    "status": item.status,
                    "date": item.date,
                    "evidence": self._words(item.evidence),
                }
                for item in record.events
            ],
        }

    def _place(self, id: str | None) -> str | None:
        return self.places[id].name if id in self.places else None

    def _words(self, spans: tuple[Span, ...]) -> str:
        return " ".join(self.article.text[start:end] for start, end in spans)


def _name(article: Article, taken: dict[str, Any]) -> str:
    """A file's name for an article, as its id where that can be one."""
    bare = re.sub(r"[^\w.-]+", "-", article.id).strip("-.")[:80] or "article"
    names = [bare, *(f"{bare}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
