"""The dossier of one article for people to read: who, meetings, tours, statements, stances, events.

With `why`, every line names its rule and confidence, and the article follows with the words of each kind marked.
"""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dragoman.article import Article, Skipped
from dragoman.records import Actor, Event, Meeting, Record, Span, Stance, Statement, Trip

STYLES = {"meetings": "green", "trips": "cyan", "statements": "yellow", "stances": "magenta", "events": "red"}
STATUS = {
    "held": "bold green",
    "ongoing": "bold green",
    "planned": "bold cyan",
    "refused": "bold red",
    "cancelled": "bold red",
    "postponed": "bold yellow",
}
FORMS = {
    "in_person": "meeting",
    "talks": "talks",
    "call": "call",
    "video": "video call",
    "summit": "summit",
    "ceremony": "ceremony",
}
LONGEST_WHO = 24
SIGNS = (
    {n: chr(0x2400 + n) for n in range(32) if chr(n) not in "\t\n\r"} | dict.fromkeys(range(0x7F, 0xA0), "\ufffd") | {0x0D: " "}
)


def print_dossier(result: tuple[Article, Record] | Skipped, *, why: bool = False, console: Console | None = None) -> None:
    """Print the dossier of one article, or why it was skipped."""
    console = console or Console(highlight=False)
    if isinstance(result, Skipped):
        console.print(Panel(_plain(result.reason), title=_plain(f"{result.id}: skipped"), border_style="red"))
        return
    article, record = result
    title = _plain(article.title or article.id, "bold")
    sections = _Dossier(article, record, why).sections()
    console.print(Panel(Group(*sections), title=title, border_style="blue", padding=(1, 2)))


def _plain(words: str, style: str = "") -> Text:
    """Words of an article as a terminal may show them: control characters, which could steer it, each by a sign."""
    return Text(words.translate(SIGNS), style=style)


UNNAMED = "somebody unnamed"
"""Who acts in an event whose doer the text does not name."""


class _Dossier:
    """One record as sections of text; holds the look-ups that all sections share."""

    def __init__(self, article: Article, record: Record, why: bool) -> None:
        self.article = article
        self.record = record
        self.why = why
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}

    def sections(self) -> Iterator[RenderableType]:
        """Every section that has something to say, headings included."""
        yield self._source()
        parts = (
            ("Who", self._who()),
            ("Meetings", map(self._meeting, self.record.meetings)),
            ("Tours", map(self._trip, self.record.trips)),
            ("Statements", map(self._statement, self.record.statements)),
            ("Stances", map(self._stance, self.record.stances)),
            ("Events", map(self._event, self.record.events)),
        )
        for heading, lines in parts:
            body = list(lines)
            if body:
                yield Text(f"\n{heading}", style="bold underline")
                yield from (Padding(line, (0, 0, 0, 2)) for line in body)
        if self.why:
            yield Text("\nArticle", style="bold underline")
            yield self._marked()

    # ------------------------------------------------------------ sections

    def _source(self) -> Text:
        basis = f" (from the {self.article.published_basis})" if self.article.published_basis else ""
        published = f"{self.article.published}{basis}" if self.article.published else "date of publication unknown"
        return _plain(" · ".join(part for part in (self.article.publisher, published, self.article.url) if part), "dim")

    def _who(self) -> Iterator[RenderableType]:
        shown = sorted(self._taking_part(), key=lambda actor: actor.mentions[:1])[:LONGEST_WHO]
        if not shown:
            return
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for actor in shown:
            office = actor.office.title if actor.office else actor.kind.replace("_", " ")
            basis = f" ({actor.office.basis})" if self.why and actor.office else ""
            table.add_row(_plain(actor.name, "bold"), actor.country or "–", _plain(f"{office}{basis}"), actor.sector or "")
        yield table

    def _taking_part(self) -> Iterator[Actor]:
        """The actors that some record names."""
        ids: set[str | None] = set()
        for meeting in self.record.meetings:
            ids.update(meeting.participants)
        for trip in self.record.trips:
            ids.add(trip.traveller)
        for statement in self.record.statements:
            ids.update(statement.voices)
        for stance in self.record.stances:
            ids.update((stance.holder, stance.target))
        for event in self.record.events:
            ids.update((*event.actors, *event.recipients))
        return (actor for actor in self.record.actors if actor.id in ids and actor.mentions)

    def _meeting(self, meeting: Meeting) -> RenderableType:
        line = Text.assemble((f"{meeting.status} ", STATUS[meeting.status]), (f"{FORMS[meeting.form]}: ", "green"))
        line.append(_listed(self._name(p) for p in meeting.participants), style="bold")
        where = f" in {self.places[meeting.place].name}" if meeting.place else ""
        line.append(f"{where}{f', {meeting.date}' if meeting.date else ''}")
        if meeting.topics:
            line.append("\n    on ")
            line.append(" · ".join(self._words(topic, 90) for topic in meeting.topics), style="italic")
        for readout in meeting.readouts:
            told = "1 statement" if len(readout.statements) == 1 else f"{len(readout.statements)} statements"
            through = f" through {_listed(self._name(v) for v in readout.via)}" if readout.via else ""
            line.append(f"\n    told by {readout.side}{through}: {told}", style="dim")
        return self._because(line, meeting)

    def _trip(self, trip: Trip) -> RenderableType:
        line = Text.assemble((f"{self._name(trip.traveller)}: ", "bold"))
        for n, stop in enumerate(trip.stops):
            line.append(" → " if n else "", style="cyan")
            style = "strike red" if stop.status == "cancelled" else "dim cyan" if stop.status == "planned" else "cyan"
            line.append(self.places[stop.place].name, style=style)
            details = (stop.date, stop.status if stop.status != "made" else None)
            line.append("".join(f" ({part})" for part in details if part), style="dim")
        if trip.purpose:
            line.append(f"\n    for {self._words(trip.purpose, 110)}", style="italic")
        if trip.duration:
            line.append(f"  [{trip.duration}]", style="dim")
        return self._because(line, trip)

    def _statement(self, statement: Statement) -> RenderableType:
        unknown = [] if statement.speaker else [self._unknown(statement)]
        chain = " ← ".join([*unknown, *map(self._name, statement.voices)])
        cue = self._words(statement.cue, 40) if statement.cue else "…"
        line = Text.assemble((chain, "bold"), (f" {cue}: ", "yellow"))
        said = " … ".join(self._words(span, 400) for span in statement.content)
        line.append(f"“{said}”" if statement.kind == "direct" else said)
        if statement.kind == "mixed":
            line.append("  [partly quoted]", style="dim")
        if statement.status != "said":
            line.append(f"  [{statement.status}]", style="dim")
        return self._because(line, statement)

    def _unknown(self, statement: Statement) -> str:
        """A speaker who is no actor we know, in the words of the text."""
        return self._words(statement.speaker_mention, 60) if statement.speaker_mention else "somebody"

    def _stance(self, stance: Stance) -> RenderableType:
        sign, style = ("+", "bold green") if stance.polarity == "for" else ("–", "bold red")
        line = Text.assemble((f"{sign} ", style), (self._name(stance.holder), "bold"), (f" {stance.polarity} ", style))
        line.append(self._words(stance.object, 160))
        if stance.target:
            line.append(f"  → {self._name(stance.target)}", style="dim")
        return self._because(line, stance)

    def _event(self, event: Event) -> RenderableType:
        line = Text.assemble((f"{event.event_type:<9}", "bold red"), _listed(self._name(a) for a in event.actors) or UNNAMED)
        if event.recipients:
            line.append(" → ", style="red")
            line.append(_listed(self._name(r) for r in event.recipients))
        details = (event.status if event.status != "done" else None, event.date, f"CAMEO {event.cameo}" if event.cameo else None)
        if any(details):
            line.append(f"  ({', '.join(d for d in details if d)})", style="dim")
        return self._because(line, event)

    # ------------------------------------------------------------ parts of lines

    def _name(self, id: str) -> str:
        return self.actors[id].name.translate(SIGNS)

    def _words(self, span: Span, longest: int) -> str:
        words = " ".join(self.article.text[span.start : span.end].split()).translate(SIGNS)
        return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"

    def _because(self, line: Text, item: Meeting | Trip | Statement | Stance | Event) -> Text:
        """The line, with `why` followed by rule and confidence."""
        if self.why:
            sure = f", confidence {item.confidence:.2f}" if item.confidence is not None else ""
            line.append(f"\n    {item.rule}{sure}", style="dim")
        return line

    def _marked(self) -> Text:
        """The article with the words of records in the colour of their kind."""
        text = _plain(self.article.text)
        for kind, style in STYLES.items():
            for item in getattr(self.record, kind):
                for span in _telling(item):
                    text.stylize(style, span.start, span.end)
        legend = Text.assemble(*((f" {kind} ", f"reverse {style}") for kind, style in STYLES.items()))
        return Text("\n").join([legend, text])


def _telling(item: Meeting | Trip | Statement | Stance | Event) -> tuple[Span, ...]:
    """The spans that best show a record: what was said or wanted, else its evidence."""
    if isinstance(item, Statement):
        return item.content
    if isinstance(item, Stance):
        return (item.object,)
    return item.evidence if not isinstance(item, Event) else ()


def _listed(names: Iterable[str]) -> str:
    """Names as English lists them: "A, B and C"."""
    found = list(names)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""
