"""The labelled texts: how they are written, read and checked. `python training/texts.py FILE...` says what is wrong, by line.

Events (`events/*.tsv`), one sentence a line: `event_type<TAB>mode<TAB>status<TAB>cameo<TAB>sentence`, actor in `<s>...</s>`, recipient
in `<t>...</t>`, at most one of each. Attributions (`attribution/*.txt`), one sentence a line, or a report with its paragraphs on lines and
an empty line between reports: content, speaker and cue of each attribution in tags with the attribution's number,
`<s1>Mara Lind</s1> <q1 speech>said</q1> <c1>the road was open</c1>`. Names (`names/*.txt`), one sentence a line, each name in a tag of its
label in OntoNotes: `<PERSON>Mara Lind</PERSON> left <GPE>Oslo</GPE>.`
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

EVENT_TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "NONE",
)
STATUSES = ("done", "planned", "negated", "reported")
CUE_CLASSES = ("speech", "text", "belief", "intent", "data")
CUE_MARKS = ("neg", "hyp")
NAME_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")
_NAME_TAG = re.compile(r"<(/?)([A-Z]+)>")
_TAG = re.compile(r"<(/?)([sqct])(\d*)((?: [a-z]+)*)>")


@dataclass(frozen=True, slots=True)
class EventSentence:
    """A sentence with the span of its actor and of its recipient, and what the one did to the other."""

    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    event_type: str
    mode: str | None
    status: str
    cameo: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution of a text; each part is a list of spans, cue class and marks from the cue's tag."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    speaker: tuple[tuple[int, int], ...]
    cue_class: str | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttributedText:
    """A paragraph or sentence with its attributions."""

    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence with the names in it in their order: start, end, label of OntoNotes; no two of them overlap."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def untagged(line: str) -> tuple[str, list[tuple[str, str, tuple[str, ...], int, int]]]:
    """The line without its tags, and each tagged piece: kind, number, attributes, start, end. ValueError where tags do not pair."""
    text, pieces, open_tags, at = "", [], [], 0
    for tag in _TAG.finditer(line):
        text += line[at : tag.start()]
        at = tag.end()
        closing, kind, number, attributes = tag.groups()
        if not closing:
            open_tags.append((kind, number, tuple(attributes.split()), len(text)))
            continue
        if not open_tags or open_tags[-1][:2] != (kind, number):
            raise ValueError(f"</{kind}{number}> closes nothing open")
        kind, number, marks, start = open_tags.pop()
        pieces.append((kind, number, marks, start, len(text)))
    if open_tags:
        raise ValueError(f"<{open_tags[-1][0]}{open_tags[-1][1]}> is never closed")
    text += line[at:]
    if "<" in text or ">" in text:
        raise ValueError("a tag is not written as the standard says")
    return text, pieces


def event_sentence(line: str) -> EventSentence:
    """One line of an events file; ValueError says what is wrong with it."""
    fields = line.rstrip("\n").split("\t")
    if len(fields) != 5:
        raise ValueError(f"{len(fields)} fields, not 5")
    event_type, mode, status, cameo, marked = fields
    if event_type not in EVENT_TYPES:
        raise ValueError(f"no event type {event_type}")
    if status not in STATUSES:
        raise ValueError(f"no status {status}")
    if cameo != "-" and not re.fullmatch(r"\d{2,4}", cameo):
        raise ValueError(f"no CAMEO code {cameo}")
    text, pieces = untagged(marked)
    spans = {kind: [(start, end) for k, _, _, start, end in pieces if k == kind] for kind in "st"}
    if any(len(found) > 1 for found in spans.values()) or not any(spans.values()):
        raise ValueError("needs one <s> and one <t>, or one of them")
    if {kind for kind, *_ in pieces} - {"s", "t"}:
        raise ValueError("only <s> and <t> are known here")
    actor, recipient = (next(iter(spans[kind]), None) for kind in "st")
    return EventSentence(
        text, actor, recipient, event_type, None if mode == "-" else mode, status, None if cameo == "-" else cameo
    )


def attributed_text(line: str) -> AttributedText:
    """One line of an attribution file; ValueError says what is wrong with it."""
    text, pieces = untagged(line.rstrip("\n"))
    numbers = sorted({number for _, number, *_ in pieces}, key=lambda n: (len(n), n))
    found = []
    for number in numbers:
        of = {k: sorted((start, end) for kind, n, _, start, end in pieces if n == number and kind == k) for k in "sqc"}
        marks = next((attributes for kind, n, attributes, *_ in pieces if n == number and kind == "q" and attributes), ())
        if not number:
            raise ValueError("a tag has no number")
        if not of["c"]:
            raise ValueError(f"attribution {number} has no content")
        if of["q"] and (not marks or marks[0] not in CUE_CLASSES or set(marks[1:]) - set(CUE_MARKS)):
            raise ValueError(f"the cue of attribution {number} has no class of {', '.join(CUE_CLASSES)}")
        for kind in "sqc":
            if any(start == end or text[start:end] != text[start:end].strip() for start, end in of[kind]):
                raise ValueError(f"<{kind}{number}> is empty or has blanks at its edges")
        found.append(Attribution(tuple(of["c"]), tuple(of["q"]), tuple(of["s"]), marks[0] if marks else None, marks[1:]))
    return AttributedText(text, tuple(found))


def named_sentence(line: str) -> NamedSentence:
    """One line of a names file; ValueError says what is wrong with it."""
    text, names, label, start, at = "", list[tuple[int, int, str]](), "", 0, 0
    for tag in _NAME_TAG.finditer(line):
        text += line[at : tag.start()]
        at = tag.end()
        if tag[2] not in NAME_LABELS:
            raise ValueError(f"no label {tag[2]}")
        if tag[1] and tag[2] != label:
            raise ValueError(f"</{tag[2]}> closes nothing open")
        if not tag[1] and label:
            raise ValueError(f"<{tag[2]}> stands inside <{label}>")
        if tag[1]:
            names.append((start, len(text), label))
        label, start = ("", 0) if tag[1] else (tag[2], len(text))
    if label:
        raise ValueError(f"<{label}> is never closed")
    text += line.rstrip("\n")[at:]
    if "<" in text or ">" in text:
        raise ValueError("a tag is not written as the standard says")
    for start, end, label in names:
        _check_edges(text, start, end, label)
    return NamedSentence(text, tuple(names))


def _check_edges(text: str, start: int, end: int, label: str) -> None:
    """ValueError where a name is empty, has blanks at its edges, or ends within a word."""
    if start == end or text[start:end] != text[start:end].strip():
        raise ValueError(f"<{label}> is empty or has blanks at its edges")
    if text[start - 1 : start].isalnum() and text[start].isalnum():
        raise ValueError(f"<{label}> starts within a word: {text[start:end]}")
    if text[end : end + 1].isalnum() and text[end - 1].isalnum():
        raise ValueError(f"<{label}> ends within a word: {text[start:end]}")


def event_sentences(folder: Path) -> list[EventSentence]:
    """Every sentence of the events files in a folder."""
    return [event_sentence(line) for path in sorted(folder.glob("*.tsv")) for line in _lines(path)]


def attributed_texts(folder: Path) -> list[AttributedText]:
    """Every line of the attribution files in a folder."""
    return [attributed_text(line) for path in sorted(folder.glob("*.txt")) for line in _lines(path)]


def named_sentences(folder: Path) -> list[NamedSentence]:
    """Every line of the names files in a folder."""
    return [named_sentence(line) for path in sorted(folder.glob("*.txt")) for line in _lines(path)]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> int:
    """Check the files named; 1 if anything is wrong."""
    wrong = 0
    for name in sys.argv[1:]:
        path, seen = Path(name), {}
        read = _reader(path)
        kinds: dict[str, int] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = read(line)
            except ValueError as error:
                print(f"{name}:{number}: {error}: {line[:90]}")
                wrong += 1
                continue
            if row.text in seen and path.name != "reports.tsv":
                print(f"{name}:{number}: the same sentence as line {seen[row.text]}")
                wrong += 1
            seen[row.text] = number
            for kind in _kinds(row):
                kinds[kind] = kinds.get(kind, 0) + 1
        print(f"{name}: {len(seen)} lines; " + ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())))
    return int(wrong > 0)


def _reader(path: Path) -> Callable[[str], EventSentence | AttributedText | NamedSentence]:
    """The reader of a line of this file, told by its ending and its folder."""
    if path.suffix == ".tsv":
        return event_sentence
    return named_sentence if path.resolve().parent.name == "names" else attributed_text


def _kinds(row: EventSentence | AttributedText | NamedSentence) -> list[str]:
    """What is counted of a line: its event type, the classes of its cues, or the labels of its names."""
    if isinstance(row, EventSentence):
        return [row.event_type]
    if isinstance(row, NamedSentence):
        return [label for *_, label in row.names]
    return [a.cue_class or "no cue" for a in row.attributions]


if __name__ == "__main__":
    sys.exit(main())
