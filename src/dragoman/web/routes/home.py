"""`/`, and `/api`, which lists every address."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.answers import answer
from dragoman.web.queries.home import home_page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address."""

    name: str
    where: str
    required: bool


@dataclass(frozen=True, slots=True)
class Address:
    """An address with its method, what it gives, and its parameters."""

    path: str
    method: str
    summary: str
    parameters: list[Parameter]


@router.get("/", summary="What came in, what is new, who is travelling")
def home(request: Request) -> Response:
    """The front page."""
    return answer(request, "home.html", home_page(request.app.state.store))


@router.get("/api", summary="Every address of this server")
def api(request: Request) -> Response:
    """The addresses, as OpenAPI describes them."""
    found = [
        Address(path, method.upper(), told.get("summary", ""), [_parameter(p) for p in told.get("parameters", [])])
        for path, methods in request.app.openapi()["paths"].items()
        for method, told in methods.items()
    ]
    return answer(request, "api.html", {"addresses": found})


def _parameter(given: dict[str, object]) -> Parameter:
    return Parameter(str(given["name"]), str(given["in"]), bool(given.get("required")))
