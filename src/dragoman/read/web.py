"""Pages from the web: fetched with a time-out and a size limit, never from a private address.

The address is checked after the name is resolved, and the connection made to the address that was checked, so that a name
cannot point elsewhere the second time; each redirect is checked again.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dragoman.errors import ReadError
from dragoman.read.addresses import public_addresses
from dragoman.settings import Settings
from dragoman.version import VERSION

MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
NOT_MODIFIED = 304
BUSY = (429, 503)
HEADERS = {
    "User-Agent": f"dragoman/{VERSION} (reads news reports, one page at a time)",
    "Accept": "text/html, application/xhtml+xml, text/plain, */*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
KEPT = "/%:=&?~+!$,;'@()*[]|#"
"""Marks that mean something in an address; all else is quoted."""
SAVE_IT = "You can save the page and give the file."


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: the bytes, and the type and encoding that the server gives them, None where it gives none.

    `etag` and `modified` are for the next request; `unchanged` says that there is nothing new since those that were sent along.
    """

    data: bytes
    media: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


class Busy(ReadError):
    """Raised where a server asks to come back later; `wait` is in seconds, None where it does not say when."""

    wait: float | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    page: Page
    onward: str | None = None


def is_address(source: str) -> bool:
    """Whether a source is a page on the web."""
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str, settings: Settings, headers: Mapping[str, str] | None = None) -> Page:
    """The page behind an http or https address; ReadError where it is private, too large, too slow or not there.

    `settings.timeout` holds for the whole page, redirects included. `headers` are sent along with every request.
    """
    until = time.monotonic() + settings.timeout
    at = url
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(at, until, settings, headers or {})
        if answer.onward is None:
            return answer.page
        at = urljoin(at, answer.onward)
    raise ReadError(f"{url} redirects more than {MOST_REDIRECTS} times.", hint="Give the final address.")


def _ask(url: str, until: float, settings: Settings, headers: Mapping[str, str]) -> _Answer:
    """What the server of an address answers to one request."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ReadError(f"{url} is no http or https address.", hint="Give the page's full address.")
        with closing(_connect(parts, until)) as connection, _Watch(connection.sock, until):
            return _answer(connection, parts, url, settings.download_limit, headers)
    except TimeoutError:
        message = f"{url} took longer than {settings.timeout:g} seconds."
        raise ReadError(message, hint=f"Try again later. {SAVE_IT}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        message = f"{url} could not be fetched: {str(error) or type(error).__name__}."
        raise ReadError(message, hint=f"Check the address and the connection. {SAVE_IT}") from None


def _answer(
    connection: http.client.HTTPConnection, parts: SplitResult, url: str, limit: int, headers: Mapping[str, str]
) -> _Answer:
    """The answer to one request over an open connection; no more than `limit` bytes are taken."""
    target = (quote(parts.path, safe=KEPT) or "/") + (f"?{quote(parts.query, safe=KEPT)}" if parts.query else "")
    connection.request("GET", target, headers={"Host": _host(parts), **HEADERS, **headers})
    with closing(connection.getresponse()) as answer:
        if answer.status in REDIRECTS and (onward := answer.getheader("Location")):
            return _Answer(Page(b""), quote(onward.encode("latin-1"), safe=KEPT))
        if answer.status == NOT_MODIFIED and headers:
            return _Answer(Page(b"", unchanged=True))
        if answer.status in BUSY:
            raise _busy(url, answer)
        if answer.status != 200:
            raise ReadError(
                f"{url} answered with status {answer.status}.", hint=f"See in a browser whether it is still there. {SAVE_IT}"
            )
        data = answer.read(limit + 1)
        if len(data) > limit:
            raise ReadError(f"{url} is larger than {limit:,} bytes.", hint=SAVE_IT)
        if answer.length:
            raise http.client.IncompleteRead(data, answer.length)
        media = answer.headers.get_content_type() if "Content-Type" in answer.headers else None
        known = (answer.getheader("ETag"), answer.getheader("Last-Modified"))
        return _Answer(Page(data, media, answer.headers.get_content_charset(), *known))


def _busy(url: str, answer: http.client.HTTPResponse) -> Busy:
    """That the server asks to come back, and when."""
    later = (answer.getheader("Retry-After") or "").strip()
    error = Busy(f"{url} answered with status {answer.status}: it asks to come later.", hint="Try again later.")
    if later.isdigit():
        error.wait = float(later)
    return error


def _host(parts: SplitResult) -> str:
    """The host and port of an address as the header names them, without a user's name and password."""
    return parts.netloc.rpartition("@")[2].encode("idna" if not parts.netloc.isascii() else "ascii").decode("ascii")


def _connect(parts: SplitResult, until: float) -> http.client.HTTPConnection:
    """A connection to a public address of the host, open, over TLS for https."""
    host = (parts.hostname or "").encode("idna" if not parts.netloc.isascii() else "ascii").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    sock = _open(public_addresses(host, port), port, until)
    if parts.scheme == "https":
        sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    connection = http.client.HTTPConnection(host, port)
    connection.sock = sock
    return connection


def _open(addresses: list[str], port: int, until: float) -> socket.socket:
    """A socket to the first of these addresses that takes one."""
    problem: OSError = ConnectionError("the host has no address")
    for address in addresses:
        if (left := until - time.monotonic()) <= 0:
            raise TimeoutError
        try:
            return socket.create_connection((address, port), left)
        except OSError as error:
            problem = error
    raise problem


class _Watch:
    """Cuts a connection off when its time is over; the time-out of a socket alone starts anew with every byte."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._sock = sock
        self._over = False
        self._timer = threading.Timer(max(0.0, until - time.monotonic()), self._cut)
        self._timer.daemon = True

    def _cut(self) -> None:
        self._over = True
        with suppress(OSError):
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)  # an SSL socket's own would wait for the other side

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._timer.cancel()
        if self._over and (error is None or isinstance(error, OSError | http.client.HTTPException)):
            raise TimeoutError from error
