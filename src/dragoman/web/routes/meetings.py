"""`/meetings`: the meetings of the store, and each over all reports that tell of it."""

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dragoman.web.answers import answer, missing
from dragoman.web.queries.lists import listed
from dragoman.web.queries.meetings import meeting_page

router = APIRouter(prefix="/meetings")


@router.get("", summary="Records of meetings, the latest first")
def meetings(request: Request, page: int = Query(1, ge=1, le=100_000)) -> Response:
    """A page of the list."""
    return answer(request, "list.html", listed(request.app.state.store, "meetings", page=page))


@router.get("/{id}", summary="One meeting, as all reports near it tell it")
def one(request: Request, id: str) -> Response:
    """The meeting."""
    found = meeting_page(request.app.state.store, id)
    if found is None:
        raise missing("such meeting")
    return answer(request, "meeting.html", found)
