"""What the trained heads make of an event that the rules found: their agreement sets its confidence, and fills in mode and CAMEO code.

The heads read the sentence with the event's two sides marked. They neither add events nor take any away: on reports they were not trained on
that gained nothing. Sentences are encoded one at a time, so that an event's codes do not hang on what else is read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy

from dragoman.document import Document, Mentions
from dragoman.extract.codes import cameo, goldstein
from dragoman.extract.pairs import likeliest, named
from dragoman.models import heads
from dragoman.models.encoder import Encoding, sentence_encoding
from dragoman.records import Event, Span

UNSURE = 0.5
"""From this probability of no act on, the heads count as not agreeing."""
AGREED, DISAGREED = 0.7, 0.5
UNASKED = {"meeting": 0.75, "implied": 0.3, "unnamed": 0.4}
"""About the share of events that are right, by whether the heads agree, and of those whom they are not asked about, since there it tells
nothing: on 126 events of 21 reports on which the heads were not trained they came out at .80, .50, .92 and .38 (`evaluation/reliability.py`).
With a side unnamed there were too few to count: an estimate."""


def judged(document: Document, mentions: Mentions, events: Iterable[Event]) -> Iterator[Event]:
    """Events with the confidence, mode, CAMEO code and Goldstein score that rules and heads give together."""
    for event in events:
        if _found(event) in UNASKED:
            yield replace(event, confidence=UNASKED[_found(event)])
            continue
        first = document.tokens_in(event.evidence[0])[0]  # the sentence in which the evidence begins
        encoding = sentence_encoding(document, first.sentence)
        yield _judged(document, mentions, event, document.sentence_span(first.index), encoding)


def _judged(document: Document, mentions: Mentions, event: Event, sentence: Span, encoding: Encoding) -> Event:
    joint = not event.recipients and len(event.actors) > 1
    sides = (event.actors[:1], event.actors[1:]) if joint else (event.actors, event.recipients)
    one, other = (_pieces(document, mentions, side, sentence, encoding) for side in sides)
    probable = heads.acts(encoding, [(one, other)])
    likely = {head: named(head, probable[head][0]) for head in ("event_type", "mode", "cameo")}
    nothing = likely["event_type"].pop("NONE")
    agreed = nothing < UNSURE and likeliest(likely["event_type"]) == event.event_type
    code = _code(event, likely["cameo"]) if agreed else event.cameo
    return replace(
        event,
        mode=event.mode or (_mode(event, likely["mode"]) if agreed else None),
        cameo=code,
        goldstein=goldstein(event.event_type, code),
        confidence=AGREED if agreed else DISAGREED,
    )


def _pieces(document: Document, mentions: Mentions, side: tuple[str, ...], sentence: Span, encoding: Encoding) -> Any:
    """The pieces of the words that mean a side in the sentence; none where it is not named there."""
    words = [t for t in document.tokens_in(sentence) if set(mentions.who.get(t.index, ())) & set(side)]
    found = [encoding.pieces(t.start, t.end) for t in words]
    return numpy.unique(numpy.concatenate(found)) if found else ()


def _found(event: Event) -> str:
    """How the rules found an event: `meeting`, `implied`, `unnamed`, else `told`."""
    way = event.rule.split(".")[1]
    return way if way in UNASKED else "told"


def _mode(event: Event, probable: dict[str, float]) -> str | None:
    """The likeliest mode of the event's type."""
    prefix = f"{event.event_type} "
    mode = likeliest({name: p for name, p in probable.items() if name.startswith(prefix)})
    return mode.removeprefix(prefix) if mode else None


def _code(event: Event, probable: dict[str, float]) -> str | None:
    """The likeliest CAMEO code under the rule's own, which stands where it is no root."""
    root = (event.cameo or "").removesuffix("0") if len(event.cameo or "") == 3 else event.cameo or ""
    if len(root) > 2:
        return event.cameo
    under = {
        c: p for c, p in probable.items() if c.startswith(root) and c in cameo() and cameo()[c]["event_type"] == event.event_type
    }
    return likeliest(under) or event.cameo
