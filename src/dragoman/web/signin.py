"""Sign-in: who asks, and whether their role allows it. It stands before the routes wherever the server can be reached from elsewhere."""

from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.web.accounts import HOURS, ROLES, Account, Accounts, Session
from dragoman.web.answers import answer, problem, wants_json
from dragoman.web.guard import SAFE
from dragoman.web.limits import Bucket

COOKIE = "dragoman"
OPEN = ("/sign-in", "/static/")
"""What may be asked without a session."""
EVERYBODY = ("/sign-out",)
"""What every role may change."""
TRIES = 10
"""Wrong passwords at once, for a name and for an address; one a minute after that."""

router = APIRouter()
Text = Annotated[str, Form(max_length=200)]


class SignIn:
    """Lets nobody in without a session, and nobody do what their role does not allow; `scope["session"]` tells the routes who asks."""

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self.app = app
        self._accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["signing_in"] = True
        request = Request(scope)
        token = request.cookies.get(COOKIE)
        scope["session"] = session = await run_in_threadpool(self._accounts.session, token) if token else None
        refusal = _refusal(request, session)
        await (refusal(scope, receive, send) if refusal else self.app(scope, receive, send))


def _refusal(request: Request, session: Session | None) -> Response | None:
    path = request.url.path
    if path.startswith(OPEN):
        return None
    if session is None:
        if wants_json(request) or request.method not in SAFE:
            return problem(request, 401, "Sign in first.", "The form is at /sign-in.")
        to = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?to={quote(to)}", 303)
    needed = _role(path, request.method)
    if not session.account.may(needed):
        return problem(
            request, 403, f"This is for the role {needed}; yours is {session.account.role}.", "Ask an admin of this server."
        )
    return None


def _role(path: str, method: str) -> str:
    """The role that an address asks for."""
    if path == "/accounts" or path.startswith("/accounts/"):
        return "admin"
    return "reader" if method in SAFE or path in EVERYBODY else "editor"


async def checked(request: Request) -> None:
    """Refuse a change whose form does not carry the session's own word: it was not made by our pages."""
    session: Session | None = request.scope.get("session")
    if session is None or request.method in SAFE:
        return
    given = request.headers.get("x-csrf") or (await request.form()).get("csrf")
    if given != session.csrf:
        raise HTTPException(403, "The form is older than this session, or from elsewhere. Load the page again.")


def who_asks(request: Request, named: str) -> str:
    """Who makes a change: whoever has signed in, else the name that is given."""
    session: Session | None = request.scope.get("session")
    return session.account.name if session else named


# ------------------------------------------------------------ pages


@router.get("/sign-in", summary="The form to sign in")
def form(request: Request, to: str = "/") -> Response:
    """The form; `to` is where to go afterwards."""
    return answer(request, "signin.html", {"to": _ours(to), "wrong": False})


@router.post("/sign-in", summary="Sign in")
def sign_in(request: Request, name: Text, password: Text, to: Annotated[str, Form(max_length=4000)] = "/") -> Response:
    """Begin a session, which the browser holds as a cookie."""
    accounts: Accounts = request.app.state.accounts
    tries: Bucket = request.app.state.tries
    client = request.client.host if request.client else "unknown"
    if not all([tries.takes(f"name {name}"), tries.takes(f"address {client}")]):
        return problem(request, 429, "Too many tries.", "Wait a minute.")
    token = accounts.sign_in(name, password)
    if token is None:
        return answer(request, "signin.html", {"to": _ours(to), "wrong": True}, 403)
    response = RedirectResponse(_ours(to), 303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, max_age=3600 * HOURS, httponly=True, secure=secure, samesite="lax")
    return response


@router.post("/sign-out", summary="Sign out")
def sign_out(request: Request) -> Response:
    """End the session."""
    accounts: Accounts = request.app.state.accounts
    accounts.sign_out(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE)
    return response


@router.get("/accounts", summary="Who may sign in")
def accounts(request: Request) -> Response:
    """The accounts, for admins."""
    found: list[Account] = request.app.state.accounts.all()
    return answer(request, "accounts.html", {"accounts": found, "roles": ROLES})


@router.post("/accounts", summary="Add an account")
def add(request: Request, name: Text, role: Text, password: Text) -> Response:
    """A new account."""
    request.app.state.accounts.add(name, role, password)
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{name}/role", summary="Give an account another role")
def set_role(request: Request, name: str, role: Text) -> Response:
    """The new role."""
    request.app.state.accounts.set_role(name, role)
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{name}/remove", summary="Remove an account")
def remove(request: Request, name: str) -> Response:
    """It is gone, with its sessions."""
    request.app.state.accounts.remove(name)
    return RedirectResponse("/accounts", 303)


def _ours(to: str) -> str:
    """An address of this server; the front page in place of any other."""
    parts = urlsplit(to)
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.netloc and "\\" not in to else "/"
