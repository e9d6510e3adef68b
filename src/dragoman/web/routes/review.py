"""`/review`: accept and reject what was read, and undo it."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from dragoman.merging.merger import bring_up_to_date
from dragoman.store.correct import STATUSES, actor_of, correct, merge, undo
from dragoman.web.answers import answer
from dragoman.web.queries.review import queue
from dragoman.web.signin import who_asks

router = APIRouter(prefix="/review")
KIND = "^(meeting|trip|statement|stance|event)$"
Who = Annotated[str, Form(min_length=1, max_length=100)]
Kind = Annotated[str, Form(pattern=KIND)]


@router.get("", summary="What nobody has looked at, the least certain first")
def review(request: Request, kind: Annotated[str, Query(pattern=KIND)] = "meeting") -> Response:
    """The queue of a kind."""
    return answer(request, "review.html", {"queue": queue(request.app.state.store, kind), "statuses": STATUSES.get(kind, ())})


@router.post("/{id}", summary="Accept, reject or correct a record")
def judge(
    request: Request,
    id: str,
    verdict: Annotated[str, Form(pattern="^(confirm|reject|status|speaker|date)$")],
    kind: Kind = "meeting",
    value: Annotated[str, Form(max_length=200)] = "",
    who: Who = "a reader",
) -> Response:
    """Keep the verdict, and go on with the queue. `value` is the new status, speaker or date."""
    change = {verdict: value} if verdict in ("status", "speaker", "date") else {}
    if verdict == "speaker":
        change = {"speaker": list(actor_of(request.app.state.store, value))}  # type: ignore[dict-item]
    correct(request.app.state.store, verdict, id, change, who_asks(request, who))
    return _kept(request, f"/review?kind={kind}")


@router.post("/merge/actors", summary="Say that one actor is another")
def merged(
    request: Request, one: Annotated[str, Form(max_length=200)], into: Annotated[str, Form(max_length=200)], who: Who = "a reader"
) -> Response:
    """Both are ids as `actor-7`, or whole names."""
    store = request.app.state.store
    merge(store, actor_of(store, one), actor_of(store, into), who_asks(request, who))
    return _kept(request, "/review")


@router.post("/undo/{number}", summary="Undo a correction")
def undone(request: Request, number: int, kind: Kind = "meeting", who: Who = "a reader") -> Response:
    """Keep that it is undone."""
    undo(request.app.state.store, number, who_asks(request, who))
    return _kept(request, f"/review?kind={kind}")


def _kept(request: Request, back: str) -> Response:
    """Merge anew what a correction has changed, and go back to the queue."""
    bring_up_to_date(request.app.state.store)
    return RedirectResponse(back, 303)
