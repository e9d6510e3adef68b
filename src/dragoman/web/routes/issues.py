"""`/issues`: who is for and against what."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.answers import answer, missing
from dragoman.web.queries.issues import grid, issue_page

router = APIRouter(prefix="/issues")


@router.get("", summary="Actors by issues: how often for, how often against")
def issues(request: Request) -> Response:
    """The grid."""
    return answer(request, "issues.html", grid(request.app.state.store))


@router.get("/{issue}", summary="One issue, or one actor on it, by month and in words")
def one(request: Request, issue: str, holder: str | None = None) -> Response:
    """The issue; `holder` is an actor's id as `actor-7`."""
    number = (holder or "").removeprefix("actor-")
    if holder is not None and not (number.isascii() and number.isdigit() and len(number) < 18):
        raise missing("such actor")
    found = issue_page(request.app.state.store, issue, int(number) if holder is not None else None)
    if found is None:
        raise missing("such issue")
    return answer(request, "issue.html", found)
