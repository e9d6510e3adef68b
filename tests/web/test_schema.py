"""Every address, asked with whatever its OpenAPI description allows and does not allow: no answer says that the server failed."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from dragoman.store.connect import Store
from dragoman.web.app import make_app

pytestmark = pytest.mark.slow
CASES = 20
"""Requests of each kind (allowed, not allowed) to each address."""


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.filterwarnings("ignore")  # of what the package tells of its own cases
def test_no_request_makes_the_server_fail(store: Store, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_asgi("/openapi.json", make_app(store), headers={"host": "localhost"})
    asked: dict[str, set[int]] = {}
    for operation in (found.ok() for found in described.get_all_operations()):

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=CASES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case) -> None:
            for accept in ("application/json", "text/html"):
                headers = {"host": "localhost", "accept": accept, "origin": "http://localhost"}
                status = case.call(headers=headers).status_code
                asked.setdefault(f"{case.method} {case.path}", set()).add(status)
                assert status < 500, case.as_curl_command()

        try:
            ask()
        except Unsatisfiable:  # an address without parameters allows everything
            assert mode is GenerationMode.NEGATIVE, operation.label
    answers = {status for found in asked.values() for status in found}
    assert len(asked) >= (20 if mode is GenerationMode.POSITIVE else 10), sorted(asked)
    assert answers >= ({200, 404} if mode is GenerationMode.POSITIVE else {422}), answers
