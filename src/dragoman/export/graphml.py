"""GraphML: actors as nodes, and what links them as edges: meetings, acts, what was said through whom, stances.

An actor of several articles is one node where name, kind and country are the same; nobody else is taken to be the same. Each
record is an edge for each pair, with its kind, date and words; `mutual` marks those that have no direction (the edge then goes
from the first named to the second). All edges are written as directed, since programs refuse a mixture.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from dragoman.export.coded import coded, dyads
from dragoman.export.reading import LeftOut, Reading, Telling
from dragoman.records import Actor

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = (("label", "string"), ("kind", "string"), ("country", "string"), ("sector", "string"))
EDGE_KEYS = (
    ("relation", "string"),
    ("label", "string"),
    ("status", "string"),
    ("date", "string"),
    ("mutual", "boolean"),
    ("record", "string"),
    ("article", "string"),
    ("evidence", "string"),
    ("confidence", "double"),
)
UNKNOWN_SPEAKER = "statements of speakers who are no known actors"
NO_TARGET = "stances and acts without a second side"

Edge = tuple[Actor, Actor, dict[str, object]]


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write one graph with the nodes and edges of all readings."""
    left_out = LeftOut()
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{NAMESPACE}">\n')
    for scope, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys:
            out.write(f'<key id="{scope}-{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n')
    out.write('<graph id="record" edgedefault="directed">\n')
    written: set[str] = set()
    number = 0
    for reading in readings:
        for source, target, about in _edges(reading, left_out):
            for actor in (source, target):
                if node_id(actor) not in written:
                    written.add(node_id(actor))
                    out.write(_node(actor))
            number += 1
            ends = f'source="{node_id(source)}" target="{node_id(target)}"'
            out.write(f'<edge id="e{number}" {ends}>{_data("edge", about)}</edge>\n')
    out.write("</graph>\n</graphml>\n")
    return left_out


def node_id(actor: Actor) -> str:
    """The same for actors of the same name, kind and country, whatever the article."""
    said = "\x1f".join((actor.kind, actor.country or "", actor.name))
    return f"n{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _node(actor: Actor) -> str:
    about: dict[str, object] = {"label": actor.name, "kind": actor.kind, "country": actor.country, "sector": actor.sector}
    return f'<node id="{node_id(actor)}">{_data("node", about)}</node>\n'


def _data(scope: str, about: dict[str, object]) -> str:
    return "".join(
        f"<data key={quoteattr(f'{scope}-{name}')}>{escape(_xml(value))}</data>"
        for name, value in about.items()
        if value is not None
    )


def _xml(value: object) -> str:
    """A value as XML may hold it: no control characters, no halves of surrogate pairs."""
    if isinstance(value, bool):
        return str(value).lower()
    return "".join(
        sign if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff") else " "
        for sign in str(value)
    )


# ------------------------------------------------------------ edges


def _edges(reading: Reading, left_out: LeftOut) -> Iterator[Edge]:
    yield from _meetings(reading)
    yield from _statements(reading, left_out)
    yield from _stances(reading, left_out)
    yield from _acts(reading, left_out)


def _about(reading: Reading, item: Telling, relation: str, label: str, *, mutual: bool = False) -> dict[str, object]:
    return {
        "relation": relation,
        "label": label,
        "status": getattr(item, "status", None),
        "date": getattr(item, "date", None),
        "mutual": mutual,
        "record": item.id,
        "article": reading.article.id,
        "evidence": reading.line(*item.evidence),
        "confidence": item.confidence,
    }


def _meetings(reading: Reading) -> Iterator[Edge]:
    for meeting in reading.record.meetings:
        people = [reading.actors[p] for p in meeting.participants]
        for n, one in enumerate(people):
            for other in people[n + 1 :]:
                yield one, other, _about(reading, meeting, "meeting", meeting.form, mutual=True)


def _statements(reading: Reading, left_out: LeftOut) -> Iterator[Edge]:
    """Who speaks for whom, and who says something to whom."""
    for statement in reading.record.said:
        if statement.speaker is None:
            left_out[UNKNOWN_SPEAKER] += 1
            continue
        speaker = reading.actors[statement.speaker]
        for relay in statement.via:
            yield reading.actors[relay], speaker, _about(reading, statement, "relays", statement.cue_class or "")
        if statement.addressee:
            yield speaker, reading.actors[statement.addressee], _about(reading, statement, "says", statement.cue_class or "")


def _stances(reading: Reading, left_out: LeftOut) -> Iterator[Edge]:
    for stance in reading.record.stances:
        if stance.target is None:
            left_out[NO_TARGET] += 1
        else:
            label = f"{stance.polarity} {reading.line(stance.object)}"
            yield reading.actors[stance.holder], reading.actors[stance.target], _about(reading, stance, "stance", label)


def _acts(reading: Reading, left_out: LeftOut) -> Iterator[Edge]:
    """Acts but for meetings, which stand there as such."""
    for one in coded(reading):
        if one.meeting:
            continue
        pairs = [dyad for dyad in dyads(one) if not dyad.mirrored and dyad.recipient]
        left_out[NO_TARGET] += not pairs
        for dyad in pairs:
            assert dyad.recipient is not None
            about = _about(reading, one.event, "act", one.event.event_type, mutual=not one.recipients)
            yield dyad.actor, dyad.recipient, about
