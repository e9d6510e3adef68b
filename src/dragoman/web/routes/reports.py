"""`/reports`: the reports of the store, and each in the reader."""

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dragoman.web.answers import answer, missing
from dragoman.web.queries.lists import listed
from dragoman.web.queries.reports import report

router = APIRouter(prefix="/reports")


@router.get("", summary="Reports, the latest first")
def reports(request: Request, page: int = Query(1, ge=1, le=100_000)) -> Response:
    """A page of the list."""
    return answer(request, "list.html", listed(request.app.state.store, "reports", page=page))


@router.get("/{hash}", summary="One report: its text, with everything read out of it")
def one(request: Request, hash: str) -> Response:
    """The reader."""
    found = report(request.app.state.store, hash)
    if found is None:
        raise missing("such report")
    return answer(request, "reader.html", found)
