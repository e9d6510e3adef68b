"""W3C Web Annotations (JSON-LD): for every record, the words it stands on.

Each target has two selectors, either of which finds the words: TextPositionSelector, which counts characters (Unicode code points)
of the article's text, and TextQuoteSelector, which survives small changes in another copy. The body names the kind of record and
says it in one line.
"""

import json
from collections.abc import Iterable
from typing import IO, Any

from dragoman.export.reading import LeftOut, Reading, Telling
from dragoman.records import Span
from dragoman.version import VERSION

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NO_EVIDENCE = "records without evidence"


def write(readings: Iterable[Reading], out: IO[str]) -> LeftOut:
    """Write one page of annotations with those of all readings."""
    left_out = LeftOut()
    out.write(f'{{"@context": "{CONTEXT}", "type": "AnnotationPage", "items": [')
    first = True
    for reading in readings:
        for kind, item in reading.tellings():
            if not item.evidence:
                left_out[NO_EVIDENCE] += 1
                continue
            out.write(("\n" if first else ",\n") + json.dumps(_annotation(reading, kind, item), ensure_ascii=False))
            first = False
    out.write("\n]}\n")
    return left_out


def _annotation(reading: Reading, kind: str, item: Telling) -> dict[str, Any]:
    return {
        "id": f"urn:x-dragoman:{item.id}",
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"id": "urn:x-dragoman:software", "type": "Software", "name": f"Dragoman {VERSION}"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": kind, "format": "text/plain"},
            {"type": "TextualBody", "purpose": "describing", "value": reading.headline(item), "format": "text/plain"},
        ],
        "target": [_target(reading, span) for span in item.evidence],
    }


def _target(reading: Reading, span: Span) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": source(reading),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": reading.words(span),
                "prefix": reading.before(span),
                "suffix": reading.after(span),
            },
        ],
    }


def source(reading: Reading) -> str:
    """What identifies an article: its address, else the hash of its text."""
    return reading.article.url or f"urn:x-dragoman:text:{reading.text_hash}"
