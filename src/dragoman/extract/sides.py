"""Sides: who acts for whom, and whose things and places are whose."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from dragoman.document import Document, Mentions
from dragoman.extract.circumstances import dateline, noun_arguments
from dragoman.lexicon.loader import load
from dragoman.records import Meeting

OBSERVERS = ("JRN",)
APART = {"OPP", "REB", "CVL", "PTY", "PRM", "UAF", "SEP"}
"""Sectors that are a side of their own within a country."""
LINKS = {
    "backed",
    "supported",
    "funded",
    "aligned",
    "allied",
    "held",
    "occupied",
    "friendly",
    "born",
    "based",
    "trained",
    "bound",
    "brokered",
    "mediated",
    "sponsored",
    "made",
    "style",
}
OWNERS = ("poss", "modifier", "of", "from", "in")


def acting(mentions: Mentions, *heads: int) -> tuple[str, ...]:
    """The actors at these tokens that take part in what they report."""
    return tuple(a for a in mentions.actors_at(*heads) if mentions.by_id[a].sector not in OBSERVERS)


def of_things(document: Document, mentions: Mentions, heads: Iterable[int], roles: tuple[str, ...] = OWNERS) -> tuple[str, ...]:
    """The actors at these heads, or those whom the things there belong to ("a Panamanian tanker", "the integrity of Chad")."""
    found: list[str] = []
    for head in heads:
        found += acting(mentions, head) or _owners(document, mentions, head, roles)
    return tuple(dict.fromkeys(found))


def _owners(document: Document, mentions: Mentions, head: int, roles: tuple[str, ...], depth: int = 2) -> tuple[str, ...]:
    arguments = noun_arguments(document, head)
    arguments["poss"] = tuple(_antecedent(document, i) for i in arguments.get("poss", ()))
    arguments["of"] = (*arguments.get("of", ()), *_makers(document, head))
    for role in roles:
        if found := acting(mentions, *(i for i in arguments.get(role, ()) if not _linked(document, i))):
            return found
    if depth:
        for inner in arguments.get("of", ()):
            if found := _owners(document, mentions, inner, roles, depth - 1):
                return found
    return ()


def _antecedent(document: Document, index: int) -> int:
    """The noun that "whose" stands for."""
    if document.tokens[index].text.lower() == "whose":
        return next((above.head for above in document.ancestors(index) if above.dep == "relcl"), index)
    return index


def _makers(document: Document, head: int) -> list[int]:
    """Who did what made a thing: the fighters of "a rocket fired by fighters"."""
    made = [c.index for c in document.children(head, "acl") if c.tag == "VBN"]
    return [
        noun.index for verb in made for by in document.children(verb, "agent") for noun in document.children(by.index, "pobj")
    ]


@cache
def people_and_organs() -> frozenset[str]:
    """Last words of nouns for people and organs of a state, who act for the place they are of: "police in Goma"."""
    kinds = ("people", "armed_group", "organisation")
    nouns = [
        n
        for entry in load("actor_nouns")
        if entry["kind"] in kinds and entry["sector"] not in ("JRN", "BUS", "SOC")
        for n in entry["nouns"]
    ]
    return frozenset(noun.split()[-1] for noun in nouns)


def of_the_place(document: Document, mentions: Mentions, heads: Iterable[int]) -> tuple[str, ...]:
    """The states of people and organs named only by their place, or by the place that the report comes from."""
    found: list[str] = []
    for head in heads:
        if mentions.actors_at(head) or document.tokens[head].text.lower() not in people_and_organs():
            continue
        here = dateline(document, mentions)
        home = (mentions.states[here.country],) if here and here.country in mentions.states else ()
        found += states_of(document, mentions, [head]) or home
    return tuple(dict.fromkeys(found))


def scene(document: Document, mentions: Mentions, verb: int) -> tuple[str, ...]:
    """The state in which an act took place: that of a town in its sentence, else of the dateline, else the one named most."""
    sentence = document.sentence_of(verb)
    inside = [p for t in document.tokens[sentence.first : sentence.last + 1] if (p := mentions.place_at(t)) is not None]
    countries = [p.country for p in inside if p.country in mentions.states]
    here = dateline(document, mentions)
    countries += [here.country] if here and here.country in mentions.states else []
    states = [
        mentions.by_id[a].country
        for ids in mentions.who.values()
        for a in ids
        if mentions.by_id[a].kind in ("state", "government")
    ]
    countries += [c for c, _ in Counter(c for c in states if c in mentions.states).most_common(1)]
    return (mentions.states[countries[0]],) if countries else ()


def _linked(document: Document, index: int) -> bool:
    """Whether a name only tells of a link: "Iran-backed" fighters do not act for Iran."""
    following = [t.text.lower() for t in document.tokens[index + 1 : index + 3]]
    return len(following) == 2 and following[0] in ("-", "–") and following[1] in LINKS


def states_of(document: Document, mentions: Mentions, heads: Iterable[int]) -> tuple[str, ...]:
    """The states in which the places at these heads, or the things there, lie: an attack on a town is one on its country."""
    found: list[str] = []
    for head in heads:
        at = [head, *(i for role in ("of", "in", "at", "near", "modifier") for i in noun_arguments(document, head).get(role, ()))]
        places = [place for i in at if (place := mentions.place_at(document.tokens[i])) is not None]
        found += [mentions.states[p.country] for p in places[:1] if p.country in mentions.states]
    return tuple(dict.fromkeys(found))


def sides(mentions: Mentions, actors: Iterable[str]) -> int:
    """How many sides these actors are of."""
    return len({side(mentions, a) for a in actors})


def side(mentions: Mentions, actor: str) -> str:
    """The country an actor acts for; bodies and groups of no country are sides of their own."""
    known = mentions.by_id[actor]
    return known.country if known.country and known.country not in ("IGO", "NGO", "MNC", "IMG") else known.name


def one_side(mentions: Mentions, actors: Iterable[str], recipients: Iterable[str]) -> bool:
    """Whether all are of one government: what it does at home is no event, what it does to its opposition is."""
    everyone = [mentions.by_id[a] for a in (*actors, *recipients)]
    countries = {a.country for a in everyone}
    return len(countries) == 1 and None not in countries and not {a.sector for a in everyone} & APART


def sided(mentions: Mentions, actors: Iterable[str]) -> bool:
    """Whether anybody of these acts for a country or body that is known: only then is there another side to his."""
    return any(mentions.by_id[a].country or mentions.by_id[a].kind != "person" for a in actors)


def weight(mentions: Mentions) -> Counter[str]:
    """How often each side is named."""
    weight: Counter[str] = Counter()
    for named in mentions.who.values():
        weight.update(side(mentions, a) for a in named)
    return weight


def parties(
    document: Document, mentions: Mentions, meetings: Iterable[Meeting], subjects: Iterable[int], back: int = 12
) -> tuple[str, ...]:
    """Whom "they", "the two sides", "both ministers" mean where they agree on something: those who met last before."""
    tokens = [document.tokens[s] for s in subjects]
    if not any(t.tag in ("NNS", "NNPS", "PRP") and t.text.lower() in load("act_words")["parties"] for t in tokens):
        return ()
    here = document.sentence_of(tokens[0].index)
    before = document.tokens[document.sentences[max(0, here.index - back)].first].start
    end = document.tokens[here.last].end
    met = [
        m
        for m in meetings
        if before <= m.evidence[0].start < end and sides(mentions, m.participants) > 1 and m.status in ("held", "ongoing")
    ]
    return max(met, key=lambda m: max(e.start for e in m.evidence if e.start < end)).participants if met else ()
