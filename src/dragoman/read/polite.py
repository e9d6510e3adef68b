"""Fetching as a good guest: one request at a time, a pause between two to one host, and back when the server says so."""

import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from dragoman.read import web
from dragoman.read.web import Busy, Page
from dragoman.settings import Settings

PAUSE = 1.0
"""Seconds between two requests to one host."""
TRIES = 3
FIRST_WAIT = 5.0
LONGEST_WAIT = 60.0
"""Seconds that a server may ask for before its page is given up for this time."""


class Guest:
    """Fetches pages and remembers when it asked which host last."""

    def __init__(
        self, settings: Settings, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """The page behind an address, as `web.fetch` gives it; a busy server is asked again, each time after a longer wait."""
        for attempt in range(TRIES):
            self._pause(urlsplit(url).netloc.lower())
            try:
                return web.fetch(url, self._settings, headers)
            except Busy as busy:
                wait = busy.wait if busy.wait is not None else FIRST_WAIT * 2**attempt
                if attempt == TRIES - 1 or wait > LONGEST_WAIT:
                    raise
                self._sleep(wait)
        raise AssertionError("unreachable")

    def _pause(self, host: str) -> None:
        now = self._clock()
        due = self._last.get(host, now - PAUSE) + PAUSE
        if due > now:
            self._sleep(due - now)
        self._last[host] = max(due, now)
