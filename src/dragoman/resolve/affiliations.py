"""Affiliations: the country or body that a title or actor noun belongs to, before it or after "of"."""

from dataclasses import dataclass, replace

from dragoman.document import Document, Token
from dragoman.lexicon.loader import load
from dragoman.resolve.hits import Hit


@dataclass(frozen=True, slots=True)
class RoleWord:
    """What the lexicon says of a title or noun. `role` is the role of a title, or the kind of actor a noun stands for."""

    role: str
    title: bool
    words: str
    sector: str | None
    sex: str | None = None
    posted: bool = False
    collective: bool = False
    person: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """Tokens `first` to `last` with what belongs to them; `head` is the last word of the title itself.

    `countries` are codes (several in "Russian and Chinese officials"); `body` is the organisation's or ministry's name.
    """

    first: int
    last: int
    core: int
    head: int
    word: RoleWord
    countries: tuple[str, ...] = ()
    body: str | None = None
    body_kind: str | None = None
    former: bool = False
    definite: bool = True

    @property
    def country(self) -> str | None:
        """The one country, where there is just one."""
        return self.countries[0] if len(self.countries) == 1 else None


@dataclass(frozen=True, slots=True)
class Nearby:
    """Hits by their first and last token, and roles by their last: what a title may belong to."""

    hit_starting: dict[int, Hit]
    hit_ending: dict[int, Hit]
    role_ending: dict[int, Role]


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Codes of countries, the name of a body and its kind; `edge` is the outermost token of the words, None where there are none."""

    countries: tuple[str, ...] = ()
    body: str | None = None
    kind: str | None = None
    edge: int | None = None


def plain_adjective(token: Token) -> bool:
    """Whether a word is an adjective before a noun, and no name."""
    return token.pos in ("ADJ", "VERB") and token.dep == "amod" and token.text.islower()


def before_title(document: Document, index: int, nearby: Nearby) -> Affiliation:
    """What ends at a token right before a title: "Turkish", "Turkey's", "Russian and Chinese", "UN", "State Department"."""
    owned = index >= 0 and document.tokens[index].text in ("'s", "’s", "’", "'")
    if owned:
        index -= 1
    if role := nearby.role_ending.get(index):
        body = role.body or document.words(document.span(role.core, role.head))
        if role.word.title:
            return Affiliation(role.countries, edge=role.first) if owned and role.countries else Affiliation()
        return Affiliation(role.countries, body, role.word.role, role.first)
    hit = nearby.hit_ending.get(index)
    if hit is None or hit.entity.form == "people":
        return Affiliation()
    if hit.entity.kind in ("organisation", "armed_group"):
        before = nearby.hit_ending.get(hit.first - 1)
        return Affiliation(_codes(hit), hit.entity.name, hit.entity.kind, before.first if before else hit.first)
    seat = hit.entity.name if hit.entity.form == "metonym" else None
    countries, first = _codes(hit), hit.first
    while hit.entity.form == "adjective" and (before := _coordinated_before(document, first, nearby)) is not None:
        countries, first = _codes(before) + countries, before.first
    return Affiliation(countries, seat, "government" if seat else None, first)


def _codes(hit: Hit) -> tuple[str, ...]:
    return (hit.entity.country,) if hit.entity.country else ()


def _coordinated_before(document: Document, first: int, nearby: Nearby) -> Hit | None:
    """The adjective in "Russian and", "Greek," right before another one."""
    if first >= 2 and document.tokens[first - 1].text.lower() in (",", "and", "/", "-", "–"):
        hit = nearby.hit_ending.get(first - 2)
        return hit if hit and hit.entity.form in ("adjective", "name") else None
    return None


def after_title(document: Document, role: Role, owner: Affiliation, nearby: Nearby) -> Affiliation:
    """The affiliation with what follows the title after "of", "for" or "to"; `edge` is its last token."""
    tokens, last = document.tokens, role.last
    own = replace(owner, edge=last)
    if last + 2 >= len(tokens) or tokens[last + 1].text.lower() not in load("role_words")["links"]:
        return own
    link, at = tokens[last + 1].text.lower(), last + 2
    while at + 1 < len(tokens) and at < last + 5 and (tokens[at].text.lower() == "the" or plain_adjective(tokens[at])):
        at += 1
    hit = nearby.hit_starting.get(at)
    if hit is None and role.word.title and link in ("of", "for"):
        end = _portfolio_end(document, at, nearby)
        hit = nearby.hit_starting.get(end)
        if hit is None and end > last + 2:
            return replace(own, edge=end - 1)
    if hit is None or tokens[hit.last].sentence != tokens[last].sentence or hit.entity.form == "people":
        return own
    return _joined(document, role, own, hit, nearby)


def _joined(document: Document, role: Role, own: Affiliation, hit: Hit, nearby: Nearby) -> Affiliation:
    """What a title owns already, with the country or body of a hit that follows it."""
    link = document.tokens[role.last + 1].text.lower()
    if hit.entity.form == "adjective":
        return replace(own, countries=own.countries or _codes(hit))
    if link == "to" or (role.word.posted and link != "of"):
        return replace(own, edge=hit.last)
    if link in ("in", "at") and (own.countries or not role.word.title):
        return own
    if hit.entity.kind in ("organisation", "armed_group"):
        return Affiliation(own.countries or _codes(hit), own.body or hit.entity.name, own.kind or hit.entity.kind, hit.last)
    if own.countries:
        return own
    listed = _coordinated_after(document, hit, nearby)
    return replace(own, countries=tuple(code for h in listed for code in _codes(h)), edge=listed[-1].last)


def _portfolio_end(document: Document, at: int, nearby: Nearby) -> int:
    """The token after a minister's portfolio ("of Foreign Affairs and Cooperation"), or the country that follows it after "of"."""
    tokens, first = document.tokens, at
    small = ("and", "of", "the", "&", "for")
    while at < min(first + 9, len(tokens)) and tokens[at].sentence == tokens[first].sentence and at not in nearby.hit_starting:
        name = document.name_at(at)
        person = name is not None and name.label == "PERSON"
        if (person or not tokens[at].text[0].isupper()) and tokens[at].text.lower() not in small:
            break
        at += 1
    if at > first and at in nearby.hit_starting and tokens[at - 1].text.lower() in ("of", "the"):
        return at
    while at > first and tokens[at - 1].text.lower() in small:
        at -= 1
    return at if at not in nearby.hit_starting else first


def _coordinated_after(document: Document, hit: Hit, nearby: Nearby) -> list[Hit]:
    """The countries in "of Egypt, Greece and Cyprus", the first one given."""
    tokens, listed = document.tokens, [hit]
    while listed[-1].last + 2 < len(tokens) and tokens[listed[-1].last + 1].text.lower() in (",", "and"):
        after = listed[-1].last + 2
        at = after + (tokens[after].text.lower() in ("and", "the") and after + 1 < len(tokens))
        following = nearby.hit_starting.get(at)
        if following is None or following.entity.form not in ("name", "acronym") or following.entity.kind != "state":
            break
        listed.append(following)
        if tokens[at - 1].text.lower() == "and":
            break
    return listed
