"""Popolo JSON as EveryPolitician published it (`ep-popolo-v1.0.json`): persons, organizations, events, and the memberships
that join them.

A membership without dates of its own has those of its legislative period. The files do not say of which country they are:
the source as it is named does (`popolo:TUR=FILE`), or a folder's name.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.building.facts import Facts, Held, Skip
from dragoman.knowledge.building.holders import country_of_path
from dragoman.knowledge.building.sources import Input, by_file, json_of
from dragoman.knowledge.building.wikidata import item
from dragoman.knowledge.building.wikidata_sparql import latin_names
from dragoman.knowledge.building.wording import clean, iso, latest
from dragoman.knowledge.building.world import World

SEXES = {"male": "m", "female": "f"}
HINT = "The file has to be an object with the lists persons and memberships."

Record = dict[str, Any]


def recognise(_: str, head: str) -> bool:
    """Whether a file begins as one of Popolo's."""
    return head.lstrip().startswith("{") and any(f'"{name}"' in head for name in ("persons", "memberships"))


def read(files: Sequence[Input], world: World) -> Facts:
    """The tenures of all memberships."""
    yield from by_file(files, lambda file: _memberships(file, world))


def _memberships(file: Input, world: World) -> Facts:
    everything = json_of(file)
    try:
        by_id = {
            name: {str(record["id"]): record for record in everything.get(name) or ()}
            for name in ("persons", "organizations", "events", "posts")
        }
        memberships = everything["memberships"]
        day = latest(
            iso(record.get(name)) for record in (*memberships, *by_id["events"].values()) for name in ("start_date", "end_date")
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{file.name}: is no Popolo file.", hint=HINT) from error
    country = file.country or country_of_path(file, world)
    for number, membership in enumerate(memberships, start=1):
        yield _held(f"{file.name}, membership {number}", membership, by_id, country, day)


def _held(where: str, membership: Record, by_id: dict[str, Record], country: str, day: str) -> Held | Skip:
    person = by_id["persons"].get(str(membership.get("person_id")))
    if not person or not person.get("name"):
        return Skip(where, "is of a person whom the file does not have", broken=True)
    body = by_id["organizations"].get(str(membership.get("organization_id")), {})
    if body.get("classification") == "party":
        return Skip(where, "is the membership of a party")
    period = by_id["events"].get(str(membership.get("legislative_period_id")), {})
    return Held(
        where,
        clean(person["name"]),
        _title(membership, body, by_id["posts"]),
        country,
        iso(membership.get("start_date")) or iso(period.get("start_date")),
        iso(membership.get("end_date")) or iso(period.get("end_date")),
        day,
        key=next(_wikidata(person), "") or f"popolo:{person.get('id')}",
        names=latin_names(str(other.get("name") or "") for other in person.get("other_names") or ()),
        surname=clean(person.get("family_name")),
        sex=SEXES.get(person.get("gender") or "", ""),
        born=iso(person.get("birth_date"))[:4],
        organisation=clean(body.get("name")),
    )


def _title(membership: Record, body: Record, posts: Record) -> str:
    """The label of the post, else the role; of a member, of what."""
    post = posts.get(str(membership.get("post_id")), {})
    role = clean(post.get("label") or post.get("role") or membership.get("role"))
    return f"Member of the {clean(body.get('name')).removeprefix('The ')}" if role.lower() in ("member", "") else role


def _wikidata(person: Record) -> Iterator[str]:
    for identifier in person.get("identifiers") or ():
        if identifier.get("scheme") == "wikidata":
            yield item(str(identifier.get("identifier") or ""))
