"""One answer in two forms: a page for people, or the same data as JSON; and one shape for everything that goes wrong."""

from dataclasses import fields, is_dataclass
from importlib import resources
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dragoman.errors import DragomanError, StoreError
from dragoman.version import VERSION
from dragoman.web import drawing, words
from dragoman.web.built import built
from dragoman.web.headers import HEADERS

FOLDER = str(resources.files("dragoman.web") / "templates")
ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
ENVIRONMENT.globals |= {"version": VERSION, "counted": words.counted, "day": words.day, "percent": words.percent}
ENVIRONMENT.globals |= {"bars": drawing.bars, "built": built, "drawing": drawing}
ENVIRONMENT.globals |= {"address_of": words.address_of, "link": words.link, "named": words.named, "country": words.country}
ROLE_OF_PAGE = {"/review": "editor", "/add": "editor", "/accounts": "admin"}
"""Pages of the menu that are not for every role."""
TEMPLATES = Jinja2Templates(env=ENVIRONMENT)


def wants_json(request: Request) -> bool:
    """Whether the data is asked for rather than the page: by an Accept header that names JSON and no HTML."""
    accept = request.headers.get("accept", "")
    return "json" in accept and "html" not in accept


def answer(request: Request, template: str, view: Any, status: int = 200) -> Response:
    """The view as a page, or as JSON."""
    if wants_json(request):
        return JSONResponse(plain(view), status)
    context = {"view": view, "query": request.url.query} | _asking(request)
    return TEMPLATES.TemplateResponse(request, template, context, status_code=status)


def plain(value: Any) -> Any:
    """A view as JSON has it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    return value


def problem(request: Request, status: int, message: str, hint: str | None = None) -> Response:
    """What went wrong: `{"error": {"status", "message", "hint"}}`, or a page that says it."""
    told = {"status": status, "message": message, "hint": hint}
    if wants_json(request):
        return JSONResponse({"error": told}, status)
    context = {"view": told, "query": ""} | _asking(request)
    return TEMPLATES.TemplateResponse(request, "problem.html", context, status_code=status)


def _asking(request: Request) -> dict[str, Any]:
    """What every page needs to know of who asks: what is open to them, and the word that their forms carry."""
    session = request.scope.get("session")
    signing_in = request.scope.get("signing_in", False)

    def may(to: str) -> bool:
        if session is None:
            return not signing_in and to != "/accounts"
        return bool(session.account.may(ROLE_OF_PAGE.get(to, "reader")))

    return {"path": request.url.path, "session": session, "csrf": session.csrf if session else "", "may": may}


def missing(what: str) -> HTTPException:
    """That there is no such thing, to be raised."""
    return HTTPException(404, f"There is no {what} in this store.")


def tell_errors(app: FastAPI) -> None:
    """Answer every error in the one shape."""

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        message = "There is no such page." if error.detail == "Not Found" else str(error.detail)
        return problem(request, error.status_code, message, "Search for it." if error.status_code == 404 else None)

    async def wrong(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "the request"
        return problem(request, 422, f"{where}: {first['msg']}.", "The parameters of every address are listed at /api.")

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, DragomanError)
        return problem(request, 503 if isinstance(error, StoreError) else 422, str(error), error.hint)

    async def unforeseen(request: Request, error: Exception) -> Response:
        answer = problem(request, 500, "Dragoman failed on this page.", "What the server prints says more; please report it.")
        # This handler stands outside all others, and the guard has not seen the answer.
        answer.headers.update(HEADERS)
        return answer

    app.add_exception_handler(Exception, unforeseen)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, wrong)
    app.add_exception_handler(DragomanError, ours)
