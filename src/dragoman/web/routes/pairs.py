"""`/pairs`: two countries."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from dragoman.web.answers import answer
from dragoman.web.queries.pairs import pair_page, pairs

router = APIRouter(prefix="/pairs")
Code = Annotated[str, Path(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3")]


@router.get("", summary="The pairs of countries whose people met most often")
def every(request: Request) -> Response:
    """The list."""
    return answer(request, "pairs.html", {"pairs": pairs(request.app.state.store)})


@router.get("/{one}/{two}", summary="Two countries: events by month, the latest of them, meetings")
def pair(request: Request, one: Code, two: Code) -> Response:
    """The pair."""
    return answer(request, "pair.html", pair_page(request.app.state.store, one, two))
