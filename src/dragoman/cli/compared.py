"""A comparison of a meeting's sides, written: two columns for people, JSON for programs."""

import json
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.dossier import FORMS, SIGNS
from dragoman.corpus.compare import Comparison, Contrast, Said
from dragoman.corpus.dossier import Difference, Dossier, JoinedMeeting
from dragoman.corpus.merge import Corpus
from dragoman.knowledge.register import register


def to_json(meeting: JoinedMeeting, comparison: Comparison, dossier: Dossier, corpus: Corpus) -> str:
    """One object in one line."""
    names = {actor.id: {"id": actor.id, "name": actor.name, "country": actor.country} for actor in dossier.actors}
    head = {
        "record": "comparison",
        "meeting": meeting.id,
        "form": meeting.form,
        "status": meeting.status,
        "date": meeting.date,
        "place": meeting.place,
        "participants": [names[id] for id in meeting.participants],
        "reports": meeting.coverage.reports,
        "publishers": list(meeting.coverage.publishers),
        "differences": [_difference(found, corpus) for found in meeting.differences],
        "sides": list(comparison.sides),
    }
    for name in ("both", "differently"):
        head[name] = [
            {
                "said": [_said(point.one, corpus), _said(point.other, corpus)],
                "shared": list(point.shared),
                "contrasts": [{"what": c.what, "issue": c.issue, "values": [c.one, c.other]} for c in point.contrasts],
            }
            for point in getattr(comparison, name)
        ]
    head["only"] = [_said(said, corpus) for said in comparison.only]
    head["articles"] = list(dict.fromkeys(corpus.reading(told.reading).article.id for told in meeting.tellings))
    return json.dumps(head, ensure_ascii=False)


def _difference(found: Difference, corpus: Corpus) -> dict[str, Any]:
    claims = [{"value": c.value, "articles": [corpus.reading(key).article.id for key in c.articles]} for c in found.claims]
    return {"field": found.field, "claims": claims}


def _said(said: Said, corpus: Corpus) -> dict[str, Any]:
    article = corpus.reading(said.told.reading).article
    return {
        "side": said.side,
        "speaker": said.speaker,
        "via": list(said.via),
        "words": said.words,
        "statement": said.told.record,
        "article": article.id,
        "publisher": article.publisher,
        "spans": [{"start": start, "end": end} for start, end in said.spans],
        "stances": [{"issue": s.issue, "polarity": s.polarity, "strength": s.strength, "object": s.object} for s in said.stances],
    }


# ------------------------------------------------------------ for people


def write_comparison(meeting: JoinedMeeting, comparison: Comparison, dossier: Dossier, corpus: Corpus) -> None:
    """The sides in columns: what both say, what they put differently, what only one does."""
    console = Console(highlight=False)
    names = {actor.id: actor.name for actor in dossier.actors}
    who = ", ".join(names[id] for id in meeting.participants)
    reports, publishers = meeting.coverage.reports, len(meeting.coverage.publishers)
    when = " · ".join(filter(None, (FORMS[meeting.form], meeting.status, meeting.date, meeting.place)))
    console.print(Text(_plain(who), style="bold"))
    told = f"{reports} {'report' if reports == 1 else 'reports'}" + (f", {publishers} publishers" if publishers > 1 else "")
    console.print(Text(f"{when} · {told}", style="dim"))
    for found in meeting.differences:
        versions = " or ".join(f"{claim.value} ({len(claim.articles)})" for claim in found.claims)
        console.print(Text(f"reports differ on the {found.field}: {_plain(versions)}", style="yellow"))
    console.print(_table(comparison))
    console.print()


def _table(comparison: Comparison) -> Table:
    table = Table(box=None, padding=(0, 2, 1, 0), expand=True)
    table.add_column("", style="dim", width=12)
    for side in comparison.sides:
        table.add_column(register().country_name(side) or side, header_style="bold", ratio=1)
    for name, points in (("both say", comparison.both), ("differently", comparison.differently)):
        for point in points:
            by_side = {said.side: said for said in (point.one, point.other)}
            table.add_row(name, *(_cell(by_side.get(side), point.shared, point.contrasts) for side in comparison.sides))
    for said in comparison.only:
        table.add_row("only", *(_cell(said if side == said.side else None, (), ()) for side in comparison.sides))
    return table


def _cell(said: Said | None, shared: tuple[str, ...], contrasts: tuple[Contrast, ...]) -> Text:
    """Who said what; the shared words stand out."""
    if said is None:
        return Text("")
    via = f" via {', '.join(said.via)}" if said.via else ""
    words = Text(_plain(said.words))
    words.highlight_words(shared, "bold green")
    taken = [f"{s.polarity} {s.issue or ''}".strip() for s in said.stances] if contrasts else []
    parts = [Text(_plain(f"{said.speaker}{via}: "), style="cyan"), words]
    parts += [Text(f" [{', '.join(dict.fromkeys(taken))}]", style="magenta")] if taken else []
    return Text.assemble(*parts)


def _plain(words: str) -> str:
    return words.translate(SIGNS)
