"""Pages from the web: fetched with a time-out and a size limit, never from a private address.

The address is checked after the name is resolved, and the connection made to the address that was checked, so that a name
cannot point elsewhere the second time; each redirect is checked again.
"""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import urljoin, urlsplit

from dragoman.errors import ReadError
from dragoman.settings import Settings

MOST_REDIRECTS = 5
AGENT = "dragoman (reads news reports; one page at a time)"


def fetch(url: str, settings: Settings) -> bytes:
    """The bytes behind an http or https address; ReadError where it is private, too large, too slow or not there."""
    for _ in range(MOST_REDIRECTS + 1):
        status, body, onward = _get(url, settings)
        if onward is None:
            if status != 200:
                raise ReadError(f"{url} answered with status {status}.", hint="Open it in a browser to see whether it is still there.")
            return body
        url = urljoin(url, onward)
    raise ReadError(f"{url} redirects more than {MOST_REDIRECTS} times.", hint="Give the final address.")


def _get(url: str, settings: Settings) -> tuple[int, bytes, str | None]:
    """Status, body, and where the answer redirects to."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ReadError(f"{url} is no http or https address.", hint="Give the page's full address.")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = _public_address(parts.hostname, port)
        connection = _connection(parts.scheme, parts.hostname, address, port, settings.timeout)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Host": parts.netloc, "User-Agent": AGENT, "Accept": "text/html, text/plain"})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and (onward := answer.getheader("Location")):
            return answer.status, b"", onward
        body = answer.read(settings.download_limit + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ReadError(f"{url} could not be fetched: {error}.", hint="Check the address and the connection, or save the page and give the file.") from None
    if len(body) > settings.download_limit:
        raise ReadError(f"{url} is larger than {settings.download_limit:,} bytes.", hint="Save the article's text and give the file.")
    return answer.status, body, None


def _public_address(host: str, port: int) -> str:
    """The first address of a host, if all its addresses are public."""
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    private = [address for address in found if not ipaddress.ip_address(address.split("%")[0]).is_global]
    if private:
        raise ReadError(f"{host} is a private address ({min(private)}).", hint="Only public pages are fetched; save the page and give the file.")
    return min(found)


class _TlsConnection(http.client.HTTPSConnection):
    """TLS to an address that was checked, with the certificate of the host that was asked for."""

    def __init__(self, host: str, address: str, port: int, timeout: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(address, port, timeout=timeout, context=self._tls)
        self._name = host

    def connect(self) -> None:
        """Connect to the address, ask for the host's certificate."""
        plain = socket.create_connection((self.host, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self._name)


def _connection(scheme: str, host: str, address: str, port: int, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return _TlsConnection(host, address, port, timeout)
    return http.client.HTTPConnection(address, port, timeout=timeout)
