"""Adding a report: a text or a file is read and kept, an address of this machine's network is refused."""

import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

REPORT = "OSLO, May 7, 2024 - Foreign Minister Ada Quist of Norway met French Foreign Minister Luc Moreau in Oslo on Tuesday."


def ended(client: TestClient, answer: Any) -> Any:
    assert answer.status_code == 202, answer.text
    job = answer.json()["job"]
    until = time.monotonic() + 90
    while job["state"] in ("waiting", "reading") and time.monotonic() < until:
        time.sleep(0.1)
        job = client.get(f"/add/{job['id']}.json").json()["job"]
    return job


def added(client: TestClient, **given: Any) -> Any:
    return ended(client, client.post("/add", headers={"accept": "application/json"}, **given))


def test_a_pasted_text_becomes_a_report(client: TestClient) -> None:
    job = added(client, data={"text": REPORT, "published": "2024-05-07", "publisher": "Coastal Post"})
    assert job["state"] == "done", job
    report = client.get(f"/reports/{job['report']}.json").json()
    assert (report["text"], report["publisher"]) == (REPORT, "Coastal Post")
    assert len(report["records"]["meetings"]) == 1
    again = added(client, data={"text": REPORT, "published": "2024-05-07", "publisher": "Coastal Post"})
    assert again["report"] == job["report"]


def test_the_markup_of_a_file_never_reaches_a_page(client: TestClient) -> None:
    page = f"<html><body><article><h1>Talks</h1><p>{REPORT * 3}</p><script>alert(1)</script></article></body></html>"
    job = added(client, files={"file": ("../../etc/page.html", page.encode(), "text/html")}, data={"published": "2024-05-07"})
    assert job["what"] == "page.html"
    assert job["state"] == "done", job
    assert "alert" not in client.get(f"/reports/{job['report']}").text


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/latest", "http://10.0.0.1/"])
def test_an_address_inside_the_network_is_refused(client: TestClient, url: str) -> None:
    job = added(client, data={"url": url})
    assert job["state"] == "failed"
    assert job["reason"]


@pytest.mark.parametrize("data", [{}, {"text": "  "}, {"url": "file:///etc/hostname"}, {"text": REPORT, "published": "soon"}])
def test_what_cannot_be_added_is_refused_at_once(client: TestClient, data: dict[str, str]) -> None:
    answer = client.post("/add", data=data, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["hint"]
