"""Readouts: which side reported what of a meeting, through whom.

A statement reports a meeting if it stands in the sentence that tells of it, or in the same paragraph after it, and its speaker
or relay is a participant or acts for a participant's side. A relay's account may go on in the next paragraph ("Rao also stressed
..., her spokesman added").
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.document import Document, Mentions
from dragoman.records import Meeting, Readout, Record, Statement


def extract_readouts(document: Document, mentions: Mentions, found: Record) -> Iterator[Meeting]:
    """The meetings again, each with its readouts."""
    reported = _reported(document, mentions, found)
    for meeting in found.meetings:
        own = [s for s in found.spoken if reported[s.id] == meeting.id]
        yield replace(meeting, readouts=tuple(_readouts(mentions, own)))


def link_statements(document: Document, mentions: Mentions, found: Record) -> Iterator[Statement]:
    """The statements again, each with the meeting whose readouts it belongs to."""
    meeting_of = {s: m.id for m in found.meetings for r in m.readouts for s in r.statements}
    return (replace(statement, meeting=meeting_of.get(statement.id)) for statement in found.statements)


def _reported(document: Document, mentions: Mentions, found: Record) -> dict[str, str | None]:
    """The meeting that each statement reports, None for most."""
    reported: dict[str, str | None] = {}
    before: Statement | None = None
    for statement in found.spoken:
        meeting = _meeting_of(document, mentions, statement, found.meetings)
        if meeting is None and before is not None and _goes_on(document, before, statement):
            meeting = reported[before.id]
        reported[statement.id] = meeting
        before = statement
    return reported


def _goes_on(document: Document, before: Statement, statement: Statement) -> bool:
    """Whether a statement is more of the same relay's account of the same speaker, at most a paragraph later."""
    same = bool(statement.via) and (before.speaker, before.via) == (statement.speaker, statement.via)
    return same and _paragraph(document, statement) - _paragraph(document, before) <= 1


def _paragraph(document: Document, statement: Statement) -> int:
    start = statement.evidence[0].start
    return next(p.index for p in document.paragraphs if start < p.span.end)


def _meeting_of(document: Document, mentions: Mentions, statement: Statement, meetings: tuple[Meeting, ...]) -> str | None:
    """The meeting a statement reports: told in its own sentence first, else the last one told before it in its paragraph."""
    tellers = {mentions.by_id[i].country for i in statement.voices}
    start = statement.evidence[0].start
    paragraph = next((p for p in document.paragraphs if p.span.start <= start < p.span.end), None)
    best: tuple[int, str] | None = None
    for meeting in meetings:
        if meeting.status not in ("held", "ongoing"):
            continue
        sides = {mentions.by_id[p].country for p in meeting.participants}
        if not tellers & sides:
            continue
        for evidence in meeting.evidence:
            inside = paragraph and paragraph.span.start <= evidence.start < paragraph.span.end
            if inside and evidence.start <= start and (best is None or evidence.start >= best[0]):
                best = (evidence.start, meeting.id)
    return best[1] if best else None


def _readouts(mentions: Mentions, statements: list[Statement]) -> Iterator[Readout]:
    """One readout for each side and channel, in the order of their first statement."""
    channels: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for statement in statements:
        teller = mentions.by_id[statement.voices[-1]]
        side = teller.country or teller.name
        channels.setdefault((side, statement.via), []).append(statement.id)
    for (side, via), ids in channels.items():
        yield Readout(side, via, tuple(ids))
