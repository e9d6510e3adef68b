"""`/trips`: the trips of the store, and each over all reports that tell of it."""

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dragoman.web.answers import answer, missing
from dragoman.web.queries.lists import listed
from dragoman.web.queries.trips import trip_page

router = APIRouter(prefix="/trips")


@router.get("", summary="Records of trips, the latest first")
def trips(request: Request, page: int = Query(1, ge=1, le=100_000)) -> Response:
    """A page of the list."""
    return answer(request, "list.html", listed(request.app.state.store, "trips", page=page))


@router.get("/{id}", summary="One trip, as all reports near it tell it")
def one(request: Request, id: str) -> Response:
    """The trip."""
    found = trip_page(request.app.state.store, id)
    if found is None:
        raise missing("such trip")
    return answer(request, "trip.html", found)
