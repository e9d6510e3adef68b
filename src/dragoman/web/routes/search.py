"""`/search`: quotations and records by what they say, with facets; its questions are those of `dragoman find`."""

from dataclasses import dataclass, fields
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from dragoman.store.filters import MEANT, Filters
from dragoman.web.answers import answer
from dragoman.web.queries.facets import Facets, facets
from dragoman.web.queries.lists import Listed, listed

router = APIRouter()
Kind = Annotated[str, Query(pattern="^(reports|meetings|trips|statements|stances|events|actors)$")]


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions in an address; empty fields of a form ask nothing."""

    kind: str
    text: str
    actor: str
    speaker: str
    via: str
    issue: str
    since: str
    until: str
    status: str
    place: str
    country: str
    publisher: str
    type: str

    def filters(self) -> Filters:
        """The questions that have a meaning for the kind."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return Filters(**{name: value for name, value in given.items() if value and name in MEANT[self.kind]})

    def address(self, **other: object) -> str:
        """The address of this search with other values."""
        given = {field.name: getattr(self, field.name) for field in fields(self)} | other
        return "/search?" + urlencode({name: value for name, value in given.items() if value})

    def narrowed(self, facet: str, value: str) -> str:
        """The address of this search with a value of a facet; empty, with none of it. A date is a year, from its first day to its last."""
        return self.address(since=value, until=value) if facet == "date" else self.address(**{facet: value})

    def has(self, facet: str) -> bool:
        """Whether the search is narrowed by a facet already."""
        return bool(self.since or self.until) if facet == "date" else bool(getattr(self, facet))

    def meant(self, name: str) -> bool:
        """Whether a question has a meaning for the kind."""
        return name in MEANT[self.kind]


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, a page of what was found, and what that is made up of."""

    asked: Asked
    found: Listed
    facets: Facets


def asked(
    kind: Kind = "statements",
    text: Annotated[str, Query(max_length=300)] = "",
    actor: Annotated[str, Query(max_length=200)] = "",
    speaker: Annotated[str, Query(max_length=200)] = "",
    via: Annotated[str, Query(max_length=200)] = "",
    issue: Annotated[str, Query(max_length=100)] = "",
    since: Annotated[str, Query(max_length=20)] = "",
    until: Annotated[str, Query(max_length=20)] = "",
    status: Annotated[str, Query(max_length=40)] = "",
    place: Annotated[str, Query(max_length=200)] = "",
    country: Annotated[str, Query(max_length=3)] = "",
    publisher: Annotated[str, Query(max_length=200)] = "",
    type: Annotated[str, Query(max_length=40)] = "",
) -> Asked:
    """The questions of a request."""
    return Asked(kind, text, actor, speaker, via, issue, since, until, status, place, country, publisher, type)


@router.get("/search", summary="Find quotations and records")
def search(request: Request, asked: Annotated[Asked, Depends(asked)], page: int = Query(1, ge=1, le=10_000)) -> Response:
    """A page of what is found."""
    store, filters = request.app.state.store, asked.filters()
    view = Search(asked, listed(store, asked.kind, filters, page), facets(store, asked.kind, filters))
    return answer(request, "search.html", view)
