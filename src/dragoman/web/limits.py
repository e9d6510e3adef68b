"""How often one address may ask, and how often a password may be tried."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.web.answers import problem

REMEMBERED = 10_000
"""Addresses, or names, that are kept in mind at once."""


class Bucket:
    """Lets so many through at once, and so many a second after that, for each key."""

    def __init__(self, burst: int, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._rate = rate
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def takes(self, key: str) -> bool:
        """Whether one more is let through."""
        now = self._clock()
        with self._lock:
            left, at = self._left.pop(key, (float(self._burst), now))
            left = min(self._burst, left + self._rate * (now - at))
            self._left[key] = (left - 1 if left >= 1 else left, now)
            while len(self._left) > REMEMBERED:
                self._left.popitem(last=False)
        return left >= 1


class Limit:
    """Answers an address that asks too often with status 429."""

    def __init__(self, app: ASGIApp, bucket: Bucket) -> None:
        self.app = app
        self._bucket = bucket

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        client = (scope.get("client") or ("unknown",))[0]
        if scope["type"] != "http" or self._bucket.takes(client):
            await self.app(scope, receive, send)
            return
        answer = problem(Request(scope), 429, "Too many requests from this address.", "Wait some seconds.")
        answer.headers["Retry-After"] = "5"
        await answer(scope, receive, send)
