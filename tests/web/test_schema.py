"""Every address, asked with whatever its OpenAPI description allows and does not allow: no answer says that the server failed."""

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from starlette.types import ASGIApp

from dragoman.store.connect import Store
from dragoman.web.accounts import Accounts
from dragoman.web.app import make_app
from dragoman.web.signin import COOKIE

pytestmark = pytest.mark.slow
CASES = 20
"""Requests of each kind (allowed, not allowed) to each address."""


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.filterwarnings("ignore")  # of what the package tells of its own cases
def test_no_request_makes_the_server_fail(store: Store, mode: GenerationMode) -> None:
    asked = ask_all(make_app(store), mode, {})
    answers = {status for found in asked.values() for status in found}
    assert len(asked) >= (20 if mode is GenerationMode.POSITIVE else 10), sorted(asked)
    assert answers >= ({200, 404} if mode is GenerationMode.POSITIVE else {422}), answers


@pytest.mark.filterwarnings("ignore")
def test_no_request_of_an_admin_makes_the_server_fail(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.app.BURST", 1_000_000)  # a fast machine asks more often than one address may
    known = Accounts(str(tmp_path / "accounts.sqlite"))
    known.add("lena", "admin", "six herring in a row")
    token = known.sign_in("lena", "six herring in a row")
    assert token
    session = known.session(token)
    assert session
    asked = ask_all(
        make_app(store, accounts=known), GenerationMode.POSITIVE, {"cookie": f"{COOKIE}={token}", "x-csrf": session.csrf}
    )
    assert {"POST /accounts", "POST /accounts/{name}/role", "POST /sign-in"} <= set(asked)
    assert 200 in asked["GET /accounts"]


def ask_all(app: ASGIApp, mode: GenerationMode, more: dict[str, str]) -> dict[str, set[int]]:
    """Ask every address of an application in every way; the statuses of the answers by method and path."""
    described = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"host": "localhost"} | more)
    asked: dict[str, set[int]] = {}
    for operation in (found.ok() for found in described.get_all_operations()):

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=CASES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case) -> None:
            for accept in ("application/json", "text/html"):
                headers = {"host": "localhost", "accept": accept, "origin": "http://localhost"} | more
                status = case.call(headers=headers).status_code
                asked.setdefault(f"{case.method} {case.path}", set()).add(status)
                assert status < 500, case.as_curl_command()

        try:
            ask()
        except Unsatisfiable:  # an address without parameters allows everything
            assert mode is GenerationMode.NEGATIVE, operation.label
    return asked
