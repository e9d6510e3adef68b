"""Sign-in: nobody sees or changes anything without a session, a role that allows it, and the session's own word in the form."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.store.connect import Store
from dragoman.store.find import find
from dragoman.web import accounts as module
from dragoman.web.accounts import Accounts, hashed, matches
from dragoman.web.app import make_app
from dragoman.web.limits import Bucket, Limit
from dragoman.web.signin import TRIES, _ours
from tests.web.test_pages import PAGES

PASSWORD = "six herring in a row"
HOST = "https://record.example"


@pytest.fixture
def known(tmp_path: Path) -> Accounts:
    made = Accounts(str(tmp_path / "accounts.sqlite"))
    for role in ("reader", "editor", "admin"):
        made.add(f"the {role}", role, PASSWORD)
    return made


@pytest.fixture
def remote(store: Store, known: Accounts) -> Iterator[TestClient]:
    with TestClient(make_app(store, accounts=known), base_url=HOST) as opened:
        yield opened


def sign_in(client: TestClient, role: str, password: str = PASSWORD, to: str = "/") -> Any:
    client.cookies.clear()
    return client.post("/sign-in", data={"name": f"the {role}", "password": password, "to": to}, follow_redirects=False)


def csrf(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
    assert found
    return found[1]


@pytest.mark.parametrize("address", [*PAGES, "/openapi.json", "/export?kind=meetings", "/accounts", "/nothing", "/reports/x"])
def test_nothing_is_seen_without_a_session(remote: TestClient, address: str) -> None:
    page = remote.get(address, follow_redirects=False)
    assert page.status_code == 303
    assert page.headers["location"].startswith("/sign-in?to=/")
    assert page.content == b""
    data = remote.get(address, headers={"accept": "application/json"})
    assert data.status_code == 401
    assert set(data.json()["error"]) == {"status", "message", "hint"}
    assert remote.post(address, follow_redirects=False).status_code == 401


def test_the_form_itself_and_its_style_are_open(remote: TestClient) -> None:
    page = remote.get("/sign-in")
    assert page.status_code == 200
    assert "/review" not in page.text, "the menu shows what is not open"
    assert remote.get("/static/style.css").status_code == 200


def test_a_session_is_a_cookie_that_scripts_cannot_read(remote: TestClient) -> None:
    answer = sign_in(remote, "reader", to="/meetings?page=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/meetings?page=1")
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "secure", "samesite=lax"))
    assert remote.get("/meetings?page=1").status_code == 200
    assert remote.post("/sign-out", data={"csrf": csrf(remote)}, follow_redirects=False).status_code == 303
    assert remote.get("/", follow_redirects=False).status_code == 303


def test_a_session_that_was_ended_cannot_be_used_again(remote: TestClient) -> None:
    sign_in(remote, "reader")
    token = remote.cookies["dragoman"]
    remote.post("/sign-out", data={"csrf": csrf(remote)})
    remote.cookies.set("dragoman", token)
    assert remote.get("/", follow_redirects=False).status_code == 303


def test_a_session_ends_by_itself(remote: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(remote, "reader")
    assert remote.get("/").status_code == 200
    later = time.time() + 3600 * module.HOURS + 1
    monkeypatch.setattr(module.time, "time", lambda: later)
    assert remote.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(("role", "wanted"), [("reader", (403, 403)), ("editor", (303, 403)), ("admin", (303, 200))])
def test_a_role_does_what_it_may(remote: TestClient, store: Store, role: str, wanted: tuple[int, int]) -> None:
    sign_in(remote, role)
    id = next(find(store, "meetings"))["id"]
    data = {"verdict": "confirm", "kind": "meeting", "csrf": csrf(remote)}
    assert remote.post(f"/review/{id}", data=data, follow_redirects=False).status_code == wanted[0]
    assert remote.get("/accounts").status_code == wanted[1]
    made = remote.get("/review.json").json()["queue"]["made"]
    assert [correction["who"] for correction in made] == ([f"the {role}"] if wanted[0] == 303 else [])


def test_a_form_without_the_word_of_the_session_changes_nothing(remote: TestClient, store: Store) -> None:
    sign_in(remote, "editor")
    id = next(find(store, "meetings"))["id"]
    for word in ("", "wrong", None):
        data = {"verdict": "reject", "kind": "meeting"} | ({"csrf": word} if word is not None else {})
        assert remote.post(f"/review/{id}", data=data).status_code == 403
    assert len(list(find(store, "meetings"))) == 3
    word = csrf(remote)
    sign_in(remote, "editor")
    answer = remote.post(f"/review/{id}", data={"verdict": "reject", "kind": "meeting", "csrf": word})
    assert answer.status_code == 403, "the word of another session"


def test_an_editor_adds_a_report(remote: TestClient) -> None:
    sign_in(remote, "editor")
    word = csrf(remote)
    files = {"file": ("note.txt", b"LIMA, May 7 - A short note on the harbour.", "text/plain")}
    assert remote.post("/add", data={"csrf": word}, files=files, follow_redirects=False).status_code == 303
    assert remote.post("/add", data={}, files=files, follow_redirects=False).status_code == 403


def test_an_admin_manages_accounts(remote: TestClient, known: Accounts) -> None:
    sign_in(remote, "admin")
    word = {"csrf": csrf(remote)}
    assert remote.post("/accounts", data={"name": "ada", "role": "reader", "password": PASSWORD} | word).status_code == 200
    assert remote.post("/accounts/ada/role", data={"role": "editor"} | word).status_code == 200
    assert {account.name: account.role for account in known.all()}["ada"] == "editor"
    assert remote.post("/accounts/ada/remove", data=word).status_code == 200
    assert remote.post("/accounts/the admin/remove", data=word).status_code == 422, "the last admin stays"
    assert remote.post("/accounts", data={"name": "x", "role": "king", "password": PASSWORD} | word).status_code == 422


def test_a_removed_account_is_out_at_once(remote: TestClient, known: Accounts) -> None:
    sign_in(remote, "reader")
    known.remove("the reader")
    assert remote.get("/", follow_redirects=False).status_code == 303


def test_passwords_cannot_be_tried_for_long(remote: TestClient) -> None:
    answers = [sign_in(remote, "reader", password=f"guess number {n}").status_code for n in range(TRIES + 2)]
    assert answers[0] == 403
    assert answers[-2:] == [429, 429]
    assert sign_in(remote, "reader").status_code == 429


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\\b"])
def test_signing_in_leads_to_no_other_site(to: str) -> None:
    assert _ours(to) == "/"


@given(st.text())
def test_where_it_leads_is_always_a_path_here(to: str) -> None:
    assert re.match(r"/([^/\\]|$)", _ours(to))


def test_a_page_of_another_site_cannot_sign_anybody_in(remote: TestClient) -> None:
    data = {"name": "the reader", "password": PASSWORD}
    assert remote.post("/sign-in", data=data, headers={"origin": "https://evil.example"}).status_code == 403


@given(st.text(min_size=10, max_size=40), st.text(min_size=10, max_size=40))
@settings(max_examples=5, deadline=None)
def test_a_password_matches_itself_alone(one: str, other: str) -> None:
    kept = hashed(one.encode("utf-8", "replace").decode())
    assert matches(one.encode("utf-8", "replace").decode(), kept)
    assert matches(other, kept) == (other == one)
    assert one not in kept


# ------------------------------------------------------------ how often


@given(st.lists(st.floats(0, 3), max_size=60))
def test_a_bucket_lets_through_no_more_than_it_says(waits: list[float]) -> None:
    now = [0.0]
    bucket = Bucket(5, 2.0, clock=lambda: now[0])
    through = 0
    for wait in waits:
        now[0] += wait
        through += bucket.takes("one")
        assert through <= 5 + 2.0 * now[0] + 1e-6
    assert bucket.takes("another")


def test_who_asks_too_often_is_told_to_wait(remote: TestClient, store: Store) -> None:
    app = Limit(remote.app, Bucket(3, 0.0))
    with TestClient(app, base_url=HOST) as client:
        answers = [client.get("/sign-in") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "5"
