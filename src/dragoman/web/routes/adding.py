"""`/add`: a text, an address or a file becomes a report of the store."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.read.articles import option_date
from dragoman.read.web import is_address
from dragoman.web.adding import Given, Job, Jobs, given_bytes
from dragoman.web.answers import answer, missing, wants_json

router = APIRouter(prefix="/add")
LONGEST = 8_000_000


@router.get("", summary="The form")
def form(request: Request) -> Response:
    """The form to add a report."""
    return answer(request, "add.html", {"job": None})


@router.post("", summary="Add a text, an address or a file")
async def add(
    request: Request,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    url: Annotated[str, Form(max_length=2000)] = "",
    published: Annotated[str, Form(max_length=20)] = "",
    publisher: Annotated[str, Form(max_length=200)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Take it in line, and go to the page that tells how far it is."""
    day = option_date(published) if published.strip() else None
    given = await _given(text, url.strip(), file, day, publisher.strip() or None)
    jobs: Jobs = request.app.state.jobs
    job = jobs.add(given)
    return answer(request, "add.html", {"job": job}, 202) if wants_json(request) else RedirectResponse(f"/add/{job.id}", 303)


@router.get("/{id}", summary="How far a report is that was added")
def job(request: Request, id: str) -> Response:
    """The job; once it is done, the report."""
    jobs: Jobs = request.app.state.jobs
    found: Job | None = jobs.get(id)
    if found is None:
        raise missing("such job")
    if found.report and not wants_json(request):
        to = f"/reports/{found.report}"
        # htmx asks for a part of this page; it is told to leave it.
        return Response(headers={"HX-Redirect": to}) if "hx-request" in request.headers else RedirectResponse(to, 303)
    return answer(request, "add.html", {"job": found})


async def _given(text: str, url: str, file: UploadFile | None, published: str | None, publisher: str | None) -> Given:
    if url:
        if not is_address(url):
            raise UsageError(f"{url!r} is no address of a page.", hint="It begins with https:// or http://.")
        return Given(url, url, published=published, publisher=publisher)
    if file is not None and file.filename:
        # Only the last part of the name, and only to be shown: no file of this name is opened.
        name = file.filename.replace("\\", "/").rsplit("/", 1)[-1][:200]
        return given_bytes(name, await file.read(), published, publisher)
    return given_bytes("pasted text", text.encode("utf-8", "replace"), published, publisher)
