""".json at the end of an address asks for the data of the page at that address."""

from starlette.types import ASGIApp, Receive, Scope, Send

SUFFIX = ".json"
KEPT = ("/openapi.json", "/static/")


class JsonSuffix:
    """Takes the ending off the path, and asks for JSON as an Accept header would."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the address without its ending does, in JSON."""
        path = scope.get("path", "")
        if scope["type"] == "http" and path.endswith(SUFFIX) and not path.startswith(KEPT):
            headers = [(name, value) for name, value in scope["headers"] if name != b"accept"]
            bare = path.removesuffix(SUFFIX)
            scope = {**scope, "path": bare or "/", "raw_path": None, "headers": [*headers, (b"accept", b"application/json")]}
        await self.app(scope, receive, send)
