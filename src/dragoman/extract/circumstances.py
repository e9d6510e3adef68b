"""Circumstances: when and where the act of a verb or noun took place, and what hangs from a noun."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from dragoman.document import Document, Mentions, Oblique, Token
from dragoman.lexicon.loader import load
from dragoman.parse.clauses import prepositional
from dragoman.records import Place, Time

PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "inside", "from"}
WIDE = ("region", "continent", "sea", "gulf", "ocean", "mountains", "desert", "peninsula", "polity")
"""Kinds of places too wide to be where somebody met, or a stop where a smaller one is known."""
SETTLEMENTS = ("city", "town", "capital", "port", "resort", "village", "suburb", "island", "district")
"""Nouns whose name stands after "of": "in the resort of Lima"."""
APART_IN_TIME = {"after", "before", "since", "until"}
"""What a clause begins with that is of another time than the sentence it stands in."""
AHEAD = {"ahead", "prior"}
"""Adverbs after whose "of" or "to" stands another act."""
BUILDINGS = ("headquarters", "hotel", "office", "airport", "palace", "residence", "villa", "club", "campus", "barracks", "castle")
"""Nouns before which stands the town that a building is in: "a Lima hotel"."""
SMALLER = ("city", "capital", "island", "venue", "admin1", "region", "country")


def when(document: Document, mentions: Mentions, *heads: int, alone: bool = False) -> Time | None:
    """The date that hangs from one of these heads, else, unless they stand `alone`, the only one that opens their sentence; clock times
    and durations do not count."""
    for head in _with_persons(document, mentions, heads):
        found = [t for i in _adjuncts(document, head) if (t := mentions.time_at(document.tokens[i])) and dated(t)]
        if found:
            return _finest(found)
    if alone or at_another_time(document, heads[0]):
        return None
    sentence = document.sentence_of(heads[0])
    inside = [t for i in range(sentence.first, sentence.last + 1) if (t := mentions.time_at(document.tokens[i])) and dated(t)]
    opening = [t for t in inside if t.span.start - document.tokens[sentence.first].start <= 12]
    return opening[0] if opening else None


def time_after(document: Document, mentions: Mentions, verb: int, place: Place) -> Time | None:
    """The date right after a place among those of a verb: "to Lima on Monday and to Quito on Friday"."""
    named = [t for t in document.tokens_in(document.sentence_span(verb)) if mentions.place_at(t) == place and t.index > verb]
    last = named[-1].index if named else None
    if last is None or last + 2 >= len(document.tokens):
        return None
    times = (mentions.time_at(t) for t in document.tokens[last + 1 : last + 3])
    return next((t for t in times if t is not None and dated(t)), None)


def time_beside(document: Document, mentions: Mentions, head: int) -> Time | None:
    """The date that hangs from a name itself: "met Rao and, on Sunday, Okoye"."""
    found = [t for i in _adjuncts(document, head) if (t := mentions.time_at(document.tokens[i])) and dated(t)]
    return _finest(found) if found else None


def days_in_turn(document: Document, mentions: Mentions, verb: int, names: Iterable[int]) -> dict[int, Time]:
    """The day of each name where names and days take turns after a verb: "met Rao on Monday and Okoye on Tuesday", "on Sunday with Rao and
    on Monday with Okoye"; empty where they do not."""
    named, last = sorted(n for n in set(names) if n > verb), document.sentence_of(verb).last
    days: dict[int, Time] = {}
    for token in document.tokens[verb + 1 : last + 1]:
        time = mentions.time_at(token)
        if time is not None and dated(time) and time.id not in {t.id for t in days.values()}:
            days[token.index] = time
    turns = sorted([*named, *days])
    kinds = [turn in days for turn in turns]
    if len(named) < 2 or len(days) != len(named) or any(a == b for a, b in pairwise(kinds)):
        return {}
    return dict(zip(named, days.values(), strict=True))


def at_another_time(document: Document, head: int) -> bool:
    """Whether a verb stands in a clause that tells of an earlier or later time than its sentence: "freed on Monday after Rao met Okoye"."""
    for token in (document.tokens[head], *document.ancestors(head)):
        if token.dep == "advcl" and {m.text.lower() for m in document.children(token.index, "mark")} & APART_IN_TIME:
            return True
        if token.dep == "pcomp" and document.head(token.index).text.lower() in APART_IN_TIME:
            return True
    return False


def dated(time: Time) -> bool:
    """Whether a time is a calendar date."""
    return time.type in ("DATE", "TIME") and bool(time.value) and time.value[:1].isdigit()  # type: ignore[index]


def day(time: Time | None) -> str | None:
    """The date of a time at its own precision, without the time of day."""
    return time.value.split("T")[0] if time is not None and time.value else None


def yet_to_come(document: Document, time: Time | None) -> bool:
    """Whether a date, or a week, lies after the article's; False where either is unknown."""
    published, told = document.article.published, day(time)
    if published is None or told is None or not dated(time):  # type: ignore[arg-type]
        return False
    if "-W" not in told:
        return told > published[: len(told)]
    try:
        year, week, _ = date.fromisoformat(published[:10]).isocalendar()
    except ValueError:
        return False
    return told[:8] > f"{year}-W{week:02}" or (told[:8] == f"{year}-W{week:02}" and told.endswith("WE"))


def days_apart(one: str, other: str) -> int | None:
    """The days between two dates; None where either is no day of the calendar."""
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return None


def _finest(times: list[Time]) -> Time:
    return max(times, key=lambda t: len((t.value or "").split("T")[0]))


def where(document: Document, mentions: Mentions, *heads: int) -> Place | None:
    """The smallest place that hangs from one of these heads by a preposition of place; "here" is the dateline, "there" the last city named."""
    for head in _with_persons(document, mentions, heads):
        places = [
            place
            for o in _locating(document, head)
            if (place := _place_at(document, mentions, o.head))
            and _locates(o.preposition.split()[-1], place)
            and not (o.preposition == "from" and document.tokens[head].lemma in _travelling())
        ]
        if places:
            return min(places, key=size)
        adverbs = {document.tokens[i].text.lower() for i in _adjuncts(document, head)}
        if "here" in adverbs:
            return dateline(document, mentions)
        if "there" in adverbs:
            return _last_city(document, mentions, head)
        if "where" in adverbs and (found := _antecedent_place(document, mentions, head)):
            return found
    return None


def _place_at(document: Document, mentions: Mentions, head: int) -> Place | None:
    """The place that a noun is or names: itself, "the Peruvian capital", or where a building stands, "a Lima hotel"."""
    if place := mentions.place_at(document.tokens[head]) or _capital(document, mentions, head):
        return place
    if document.tokens[head].lemma not in BUILDINGS:
        return None
    modifiers = [mentions.place_at(c) for c in document.children(head, "compound", "nmod", "poss")]
    return next((p for p in modifiers if p is not None and p.kind in ("city", "capital")), None)


def _capital(document: Document, mentions: Mentions, head: int) -> Place | None:
    """The town that "the Peruvian capital" means, if the text names it elsewhere."""
    if document.tokens[head].lemma != "capital":
        return None
    owners = [c.index for c in document.children(head, "amod", "poss", "compound")]
    countries = {mentions.by_id[a].country for a in mentions.actors_at(*owners)}
    return next((p for p in mentions.places if p.kind == "capital" and p.country in countries), None)


def capitals(document: Document, mentions: Mentions, head: int) -> list[Place]:
    """The places that "both capitals" means: of each state its capital, if the text names it, else the country."""
    if document.tokens[head].lemma != "capital" or document.tokens[head].tag != "NNS":
        return []
    countries = [mentions.by_id[a].country for a in mentions.actors_at(head)]
    places = [[p for p in mentions.places if p.country == c and p.kind in ("capital", "country")] for c in countries if c]
    return [min(named, key=size) for named in places if named]


@cache
def _travelling() -> frozenset[str]:
    """Verbs after which "from" tells where somebody came from, not where something was."""
    return frozenset(entry["verb"] for entry in load("travel")["verbs"])


def _antecedent_place(document: Document, mentions: Mentions, head: int) -> Place | None:
    """The place of which a relative clause tells: "Lima, where Rao met Okoye"."""
    above = document.head(head)
    return mentions.place_at(above) if document.tokens[head].dep == "relcl" else None


def _with_persons(document: Document, mentions: Mentions, heads: tuple[int, ...]) -> list[int]:
    """The heads, and after them the persons who are their objects: in "met Okoye in Lima" the parser may hang "in Lima" from Okoye."""
    found = list(heads)
    for head in heads:
        objects = [c.index for c in document.children(head, "dobj", "conj")]
        objects += [o.head for c in document.children(head, "prep", "agent", "dative") for o in prepositional(document, c)]
        found += [i for i in objects if any(mentions.by_id[a].kind == "person" for a in mentions.parties_at(i))]
    return found


def _locating(document: Document, head: int) -> list[Oblique]:
    """The prepositional arguments of a head, and those within a phrase of place ("in a hotel in Doha"), not within another ("on the war in Gaza")."""
    found: list[Oblique] = []
    for child in document.children(head, "prep", "agent", "dative"):
        for oblique in prepositional(document, child):
            found.append(oblique)
            if oblique.preposition.split()[-1] in PLACE_PREPOSITIONS:
                under = [inner for c in document.children(oblique.head, "prep") for inner in prepositional(document, c)]
                town = document.tokens[oblique.head].lemma in SETTLEMENTS
                found += [replace(o, preposition="in") if town and o.preposition == "of" else o for o in under]
                found += [replace(oblique, head=c.index) for c in document.children(oblique.head, "appos") if town]
    return found


def _last_city(document: Document, mentions: Mentions, head: int) -> Place | None:
    """The city, or other small place, named last before a token in its paragraph."""
    at, paragraph = document.tokens[head].start, document.paragraph_of(head).span
    named = [
        (m.start, p.id, p)
        for p in mentions.places
        for m in p.mentions
        if paragraph.start <= m.start < at and p.kind not in ("country", "continent", "region")
    ]
    return max(named, key=lambda n: n[:2])[2] if named else None


def dateline(document: Document, mentions: Mentions) -> Place | None:
    """The place that the dateline names."""
    span = document.article.dateline
    inside = [p for p in mentions.places if span and any(span.start <= m.start and m.end <= span.end for m in p.mentions)]
    return min(inside, key=size, default=None)


def _locates(preposition: str, place: Place) -> bool:
    """Whether a preposition says where: "in Lima", "on Crete", not "on Peru"."""
    return preposition in PLACE_PREPOSITIONS or (preposition == "on" and place.kind == "island")


def size(place: Place) -> int:
    """The rank of a place as where somebody met or stopped: towns first, a building only where no town is named."""
    return SMALLER.index(place.kind) if place.kind in SMALLER else 3


def obliques(document: Document, head: int) -> list[Oblique]:
    """The prepositional arguments of a verb or noun, with those of what they govern ("in a hotel in Doha")."""
    found: list[Oblique] = []
    for child in document.children(head):
        if child.dep in ("prep", "agent", "dative"):
            for oblique in prepositional(document, child):
                found.append(oblique)
                if document.tokens[oblique.head].pos in ("NOUN", "PROPN"):
                    for inner in document.children(oblique.head, "prep"):
                        found.extend(prepositional(document, inner))
    return found


def _adjuncts(document: Document, head: int) -> list[int]:
    """Tokens of the adverbials right under a head."""
    found = []
    for child in document.children(head):
        if child.dep in ("npadvmod", "tmod", "advmod", "nmod", "amod", "compound", "poss", "nummod"):
            found += document.subtree(child.index) if child.lemma not in AHEAD else [child.index]
        elif child.dep == "prep":
            named = [p for p in document.children(child.index) if p.dep != "pcomp"]
            found += [child.index, *(i for p in named for i in _noun_phrase(document, p))]
    return found


def _noun_phrase(document: Document, token: Token) -> list[int]:
    """A token with its modifiers, and prepositional phrases of dates ("the evening of 6 May"), not with clauses."""
    found = [token.index]
    for child in document.children(token.index):
        if child.dep in ("compound", "nummod", "amod", "det", "npadvmod", "nmod", "prep", "pobj", "conj", "appos", "advmod"):
            found += _noun_phrase(document, child)
    return found


def noun_arguments(document: Document, noun: int) -> dict[str, tuple[int, ...]]:
    """What hangs from a noun, by role: `poss`, `modifier` (adjectives and compounds), and each preposition."""
    found: dict[str, list[int]] = {}
    for child in document.children(noun):
        if child.dep == "poss":
            found.setdefault("poss", []).extend(document.coordinated(child.index))
        elif child.dep in ("amod", "compound", "nmod"):
            found.setdefault("modifier", []).extend(document.subtree(child.index))
        elif child.dep in ("prep", "agent"):
            for oblique in prepositional(document, child):
                found.setdefault(oblique.preposition, []).append(oblique.head)
    return {role: tuple(heads) for role, heads in found.items()}
