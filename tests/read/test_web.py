"""Pages from the web, by a server of our own on this machine; the check of addresses is lifted for it alone."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import ReadError
from dragoman.read import web
from dragoman.read.web import Busy, Page, fetch, is_address
from dragoman.settings import Settings

SETTINGS = Settings(timeout=5, download_limit=1000)


class Handler(BaseHTTPRequestHandler):
    """Answers by what the path asks for, and keeps the headers of each request."""

    seen: list[dict[str, str]] = []  # noqa: RUF012 - one server at a time

    def do_GET(self) -> None:
        self.seen.append({"path": self.path, **self.headers})
        getattr(self, "give_" + self.path.strip("/").split("/")[0].split("?")[0].split("%")[0], self.give_missing)()

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give_page(self) -> None:
        self.reply(200, "<p>Łódź".encode("iso-8859-2"), Content_Type="text/html; charset=ISO-8859-2")

    def give_feed(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.reply(304, b"")
        else:
            self.reply(200, b"<rss/>", ETag='"v1"', Last_Modified="Sat, 06 Jan 2024 12:00:00 GMT")

    def give_busy(self) -> None:
        self.reply(429, b"", Retry_After="30")

    def give_bare(self) -> None:
        self.reply(200, b"Words.")

    def give_moved(self) -> None:
        self.reply(302, b"", Location="/page?next=1")

    def give_circle(self) -> None:
        self.reply(301, b"", Location="/circle")

    def give_inside(self) -> None:
        self.reply(302, b"", Location="http://169.254.169.254/secret")

    def give_file(self) -> None:
        self.reply(302, b"", Location="file:///etc/passwd")

    def give_missing(self) -> None:
        self.reply(404, b"not here")

    def give_large(self) -> None:
        self.reply(200, b"a" * 1001)

    def give_full(self) -> None:
        self.reply(200, b"a" * 1000)

    def give_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b"a" * 1000)

    def give_short(self) -> None:
        self.reply(200, b"Words.", Content_Length="100")

    def give_slow(self) -> None:
        """A byte now and then, each soon enough to please the time-out of a socket."""
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.05)

    def handle(self) -> None:
        with suppress(OSError):  # the reader left, as it should
            super().handle()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the server; names lead to it, other addresses stay under the check."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    real = web.public_addresses
    monkeypatch.setattr(
        web, "public_addresses", lambda host, port: ["127.0.0.1"] if host.endswith(".example") else real(host, port)
    )
    Handler.seen.clear()
    yield f"http://daily-post.example:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def refused(url: str, settings: Settings = SETTINGS) -> str:
    """The message with which a page is refused."""
    with pytest.raises(ReadError) as caught:
        fetch(url, settings)
    assert caught.value.hint
    return str(caught.value)


def test_a_page_comes_with_its_type_and_encoding(site: str) -> None:
    assert fetch(f"{site}/page", SETTINGS) == Page("<p>Łódź".encode("iso-8859-2"), "text/html", "iso-8859-2")


def test_a_server_need_not_say_what_it_sends(site: str) -> None:
    assert fetch(f"{site}/bare", SETTINGS) == Page(b"Words.")


def test_the_request_names_the_host_and_who_asks(site: str) -> None:
    fetch(site.replace("//", "//user:secret@") + "/bare", SETTINGS)
    [headers] = Handler.seen
    assert headers["Host"] == site.removeprefix("http://")
    assert headers["User-Agent"].startswith("dragoman/")
    assert "secret" not in str(headers)


def test_an_address_in_letters_of_any_kind_is_quoted(site: str) -> None:
    fetch(site.replace("daily", "täglich") + "/bare/Łódź 1?q=ä b", SETTINGS)
    [headers] = Handler.seen
    assert headers["path"] == "/bare/%C5%81%C3%B3d%C5%BA%201?q=%C3%A4%20b"
    assert headers["Host"].startswith("xn--tglich-post-l8a.example:")


def test_a_redirect_is_followed(site: str) -> None:
    assert fetch(f"{site}/moved", SETTINGS).media == "text/html"
    assert [headers["path"] for headers in Handler.seen] == ["/moved", "/page?next=1"]


def test_redirects_end_somewhere(site: str) -> None:
    assert "more than 5 times" in refused(f"{site}/circle")
    assert len(Handler.seen) == 6


def test_a_redirect_into_the_network_is_refused(site: str) -> None:
    assert "169.254.169.254 is a private address" in refused(f"{site}/inside")


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    assert "file:///etc/passwd is no http or https address" in refused(f"{site}/file")


def test_a_page_that_is_not_there_is_refused(site: str) -> None:
    assert "answered with status 404" in refused(f"{site}/missing")


@pytest.mark.parametrize("path", ["large", "endless"])
def test_a_page_that_is_too_large_is_refused(site: str, path: str) -> None:
    assert "larger than 1,000 bytes" in refused(f"{site}/{path}")


def test_a_page_of_the_largest_size_is_taken(site: str) -> None:
    assert len(fetch(f"{site}/full", SETTINGS).data) == 1000


def test_a_page_that_breaks_off_is_refused(site: str) -> None:
    assert "could not be fetched" in refused(f"{site}/short")


def test_a_server_that_drips_is_cut_off(site: str) -> None:
    start = time.monotonic()
    assert "took longer than 0.3 seconds" in refused(f"{site}/slow", replace(SETTINGS, timeout=0.3))
    assert time.monotonic() - start < 2


def test_a_server_that_never_answers_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "public_addresses", lambda *_: ["127.0.0.1"])
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://daily-post.example:{silent.getsockname()[1]}/"
        assert "took longer than 0.2 seconds" in refused(url, replace(SETTINGS, timeout=0.2))


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "public_addresses", lambda *_: ["127.0.0.1"])
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert "could not be fetched" in refused(f"http://daily-post.example:{port}/")


def test_the_next_address_is_tried_where_the_first_takes_nobody(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "public_addresses", lambda *_: ["127.255.255.254", "127.0.0.1"])
    assert fetch(f"{site}/bare", SETTINGS).data == b"Words."


def test_tls_is_spoken_with_the_name_that_was_asked_for(site: str) -> None:
    assert "could not be fetched" in refused(site.replace("http:", "https:") + "/page")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f000001/",
    ],
)
def test_this_machine_is_refused_however_it_is_written(url: str) -> None:
    assert "is a private address" in refused(url)


@pytest.mark.parametrize("url", ["http://", "http:///path", "http://[::1/", "http://host:port/"])
def test_what_is_no_address_is_refused_before_any_look_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "public_addresses", lambda host, _: pytest.fail(f"{host} was looked up"))
    refused(url)


@pytest.mark.parametrize("host", ["a..b", "a" * 70 + ".example"])
def test_a_name_that_no_resolver_takes_is_refused(host: str) -> None:
    assert "could not be fetched" in refused(f"http://{host}/")


@pytest.mark.parametrize(
    ("source", "is_one"),
    [("http://a.example", True), ("HTTPS://a.example", True), ("http.txt", False), ("ftp://a.example", False), ("-", False)],
)
def test_sources_that_are_addresses(source: str, is_one: bool) -> None:
    assert is_address(source) is is_one


def test_what_has_not_changed_is_not_sent_again(site: str) -> None:
    page = fetch(f"{site}/feed", SETTINGS)
    assert (page.etag, page.modified, page.unchanged) == ('"v1"', "Sat, 06 Jan 2024 12:00:00 GMT", False)
    again = fetch(f"{site}/feed", SETTINGS, {"If-None-Match": '"v1"'})
    assert (again.data, again.unchanged) == (b"", True)


def test_a_busy_server_says_when_to_come_back(site: str) -> None:
    with pytest.raises(Busy, match="429") as caught:
        fetch(f"{site}/busy", SETTINGS)
    assert caught.value.wait == 30
