"""`/actors`: who acts, and each actor over all reports."""

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from dragoman.store.filters import Filters
from dragoman.web.answers import answer, missing
from dragoman.web.queries.actors import actor_page, number_of
from dragoman.web.queries.lists import listed

router = APIRouter(prefix="/actors")


@router.get("", summary="Actors by name")
def actors(request: Request, name: str | None = None, page: int = Query(1, ge=1, le=100_000)) -> Response:
    """A page of the list."""
    return answer(request, "list.html", listed(request.app.state.store, "actors", Filters(actor=name or None), page))


@router.get("/named", summary="To the actor of a name, kind and country")
def named(request: Request, name: str, kind: str | None = None, country: str | None = None) -> Response:
    """Where the links of reports lead."""
    number = number_of(request.app.state.store, name, kind, country)
    if number is None:
        raise missing("such actor")
    return RedirectResponse(f"/actors/actor-{number}", 303)


@router.get("/{id}", summary="One actor: offices, whom met, what said, what wanted")
def one(request: Request, id: str) -> Response:
    """The actor with an id as `actor-7`."""
    number = id.removeprefix("actor-")
    small = number.isascii() and number.isdigit() and len(number) < 18
    found = actor_page(request.app.state.store, int(number)) if small else None
    if found is None:
        raise missing("such actor")
    return answer(request, "actor.html", found)
