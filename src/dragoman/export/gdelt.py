"""Tables in the shape of GDELT 2: `export.CSV` (61 columns) and `mentions.CSV` (16), tab-separated, without a header as there.

They have no room for more, so `companion.csv` says for each GLOBALEVENTID which event, meeting and article it is, whether the row
mirrors another, the status, and where the date is from. GoldsteinScale is GDELT's own. QuadClass of root 09 is 3, which GDELT does
not print. Tone and GNS numbers are not known here and stay empty. IsRootEvent marks what stands in the first paragraph.
"""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.export import codes
from dragoman.export.coded import Dyad, cameo_rows
from dragoman.export.reading import LeftOut, Reading
from dragoman.export.tsv import write_row
from dragoman.records import Actor, Place, Span

EVENTS, MENTIONS, COMPANION = "export.CSV", "mentions.CSV", "companion.csv"
COMPANION_COLUMNS = (
    "GLOBALEVENTID",
    "event_id",
    "meeting_id",
    "mirrored",
    "article_id",
    "status",
    "date",
    "date_basis",
    "goldstein_variant",
    "rule",
    "confidence",
)
NO_DATE = "rows without a day, of articles without a date"
WEB, CITATION = 1, 2
NOT_FOUND = -1


def write(readings: Iterable[Reading], folder: Path) -> LeftOut:
    """Write the three tables."""
    left_out = LeftOut()
    with (
        (folder / EVENTS).open("w", encoding="utf-8", errors="replace", newline="") as events,
        (folder / MENTIONS).open("w", encoding="utf-8", errors="replace", newline="") as mentions,
        (folder / COMPANION).open("w", encoding="utf-8", errors="replace", newline="") as companion,
    ):
        ours = csv.writer(companion, lineterminator="\n")
        ours.writerow(COMPANION_COLUMNS)
        for reading in readings:
            for row in cameo_rows(reading, left_out, pairs_only=False):
                if row.coded.day is None:
                    left_out[NO_DATE] += 1
                    continue
                write_row(events, _in_order(_event(reading, row), "gdelt_events"))
                for span in row.coded.event.evidence:
                    write_row(mentions, _in_order(_mention(reading, row, span), "gdelt_mentions"))
                ours.writerow(_companion(reading, row))
    return left_out


def _in_order(cells: dict[str, Any], table: str) -> list[Any]:
    return [cells[column] for column in codes.columns(table)]


def _companion(reading: Reading, row: Dyad) -> list[Any]:
    one, event = row.coded, row.coded.event
    meeting = one.meeting.id if one.meeting else None
    about = [event.id, meeting, int(row.mirrored), reading.article.id, event.status, one.event.date, one.basis]
    return [row.number, *about, "Goldstein, GDELT", event.rule, event.confidence]


# ------------------------------------------------------------ events


def _event(reading: Reading, row: Dyad) -> dict[str, Any]:
    one, event = row.coded, row.coded.event
    day = date.fromisoformat(one.day or "")
    cameo = codes.cameo_codes()[row.cameo]
    return {
        "GLOBALEVENTID": row.number,
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
        **_actor(row.actor, "Actor1"),
        **_actor(row.recipient, "Actor2"),
        "IsRootEvent": int(_in_first_paragraph(reading, event.evidence)),
        "EventCode": cameo.code,
        "EventBaseCode": cameo.code[:3],
        "EventRootCode": cameo.code[:2],
        "QuadClass": cameo.quad,
        "GoldsteinScale": cameo.gdelt,
        "NumMentions": len(event.evidence),
        "NumSources": 1,
        "NumArticles": 1,
        "AvgTone": None,
        **_geo(None, "Actor1Geo"),
        **_geo(None, "Actor2Geo"),
        **_geo(one.place, "ActionGeo"),
        "DATEADDED": _midnight(reading),
        "SOURCEURL": reading.article.url,
    }


def _midnight(reading: Reading) -> str | None:
    """The start of the day of publication, in GDELT's digits: when a row was added is not ours to know."""
    published = reading.published()
    return f"{published.first:%Y%m%d}000000" if published else None


def _in_first_paragraph(reading: Reading, evidence: tuple[Span, ...]) -> bool:
    """Whether an event is told in the headline or the first paragraph after it."""
    article = reading.article
    start = max(span.end for span in (article.headline, article.dateline, *article.bylines, Span(0, 0)) if span)
    body = start + len(article.text[start:]) - len(article.text[start:].lstrip())
    end = article.text.find("\n\n", body)
    return any(span.start < (end if end >= 0 else len(article.text)) for span in evidence)


def _actor(actor: Actor | None, side: str) -> dict[str, Any]:
    types = (*(codes.cameo_types(actor) if actor else ()), None, None, None)[:3]
    return {
        f"{side}Code": codes.cameo_actor(actor) if actor else None,
        f"{side}Name": actor and actor.name.upper(),
        f"{side}CountryCode": actor and codes.cameo_country(actor.country),
        f"{side}KnownGroupCode": actor and codes.known_group(actor),
        f"{side}EthnicCode": None,
        f"{side}Religion1Code": None,
        f"{side}Religion2Code": None,
        **{f"{side}Type{n}Code": code for n, code in enumerate(types, start=1)},
    }


def _geo(place: Place | None, side: str) -> dict[str, Any]:
    """A place in GDELT's words: type 1 country, 2 and 5 division, 3 and 4 town or landmark, in and outside the United States."""
    country = codes.fips(place.country, place.name) if place else None
    kind = _geo_type(place)
    name = codes.country_name(place.country) if place else None
    return {
        f"{side}_Type": kind,
        f"{side}_FullName": ", ".join(dict.fromkeys(part for part in (place.name, name) if part)) if place else None,
        f"{side}_CountryCode": country,
        f"{side}_ADM1Code": country if kind == 1 else None,
        f"{side}_ADM2Code": None,
        f"{side}_Lat": place and place.latitude,
        f"{side}_Long": place and place.longitude,
        f"{side}_FeatureID": country if kind == 1 else None,
    }


def _geo_type(place: Place | None) -> int:
    if place is None:
        return 0
    if place.precision == "country":
        return 1
    home = place.country == "USA"
    if codes.is_division(place):
        return 2 if home else 5
    return 3 if home else 4


# ------------------------------------------------------------ mentions


def _mention(reading: Reading, row: Dyad, span: Span) -> dict[str, Any]:
    article, confidence = reading.article, row.coded.event.confidence
    return {
        "GLOBALEVENTID": row.number,
        "EventTimeDate": _midnight(reading),
        "MentionTimeDate": _midnight(reading),
        "MentionType": WEB if article.url else CITATION,
        "MentionSourceName": (urlsplit(article.url).hostname if article.url else None) or article.publisher,
        "MentionIdentifier": article.url or article.id,
        "SentenceID": reading.sentence_number(span.start),
        "Actor1CharOffset": _offset(row.actor, span),
        "Actor2CharOffset": _offset(row.recipient, span),
        "ActionCharOffset": span.start,
        "InRawText": 1,
        # GDELT has steps of ten per cent.
        "Confidence": round(10 * confidence) * 10 if confidence is not None else None,
        "MentionDocLen": len(article.text),
        "MentionDocTone": None,
        "MentionDocTranslationInfo": None,
        "Extras": None,
    }


def _offset(actor: Actor | None, span: Span) -> int:
    """Where an actor is named within the words, else the first place before them."""
    starts = [mention.start for mention in actor.mentions] if actor else []
    within = [start for start in starts if span.start <= start < span.end]
    before = [start for start in starts if start < span.start]
    return within[0] if within else before[-1] if before else NOT_FOUND
