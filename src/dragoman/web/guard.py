"""What holds for every request: who may ask, how much, and what a browser may do with the answer.

A page of another site that is open in the same browser can send requests here too. It is refused by the name it asks for (a host that
is not this machine: DNS rebinding) and, where something would be changed, by where the request comes from (Origin, Sec-Fetch-Site).
"""

from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.answers import problem
from dragoman.web.headers import HEADERS

HERE = {"localhost", "127.0.0.1", "::1"}
MOST = 8_000_000
"""Bytes of a request: a long report with its markup."""
SAFE = {"GET", "HEAD", "OPTIONS"}


class Guard:
    """Refuses what may not be asked, and adds the headers of HEADERS to every answer.

    With `anywhere` it answers to any name: then whoever asks must sign in, and a page that reaches the server by a name of its own has no session.
    """

    def __init__(self, app: ASGIApp, *, anywhere: bool = False) -> None:
        self.app = app
        self._anywhere = anywhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store" if scope["method"] not in SAFE else "private, no-cache"
                    headers["Vary"] = "Accept"
            await send(message)

        if refusal := _refusal(Headers(scope=scope), scope["method"], self._anywhere):
            status, message, hint = refusal
            await problem(Request(scope), status, message, hint)(scope, receive, send_guarded)
            return
        await self.app(scope, _bounded(receive), send_guarded)


def _refusal(headers: Headers, method: str, anywhere: bool) -> tuple[int, str, str] | None:
    """Why a request is refused, with its status and what to do; None where it is not."""
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    if not anywhere and host not in HERE:
        return 421, f"{host or 'This'} is no name of this server.", "Open the address that dragoman serve prints."
    if method not in SAFE:
        origin = headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc != headers.get("host")
        if foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "The request comes from a page of another site.", "Use the pages of this server."
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MOST:
        return 413, f"More than {MOST // 1_000_000} MB were sent.", "Use dragoman ingest for large files."
    return None


def _bounded(receive: Receive) -> Receive:
    """The request, cut off where it is longer than it said it would be allowed to be."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message: dict[str, Any] = dict(await receive())
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > MOST else message

    return bounded
