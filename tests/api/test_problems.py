from __future__ import annotations

from typing import Any

import pytest
from litestar.testing import TestClient

from service.errors import StoreError
from service.store import stories as story_store

Client = TestClient[Any]


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("stories/nothing", 404, "no story 'nothing'"),
        ("stories/nothing/timeline", 404, "no story 'nothing'"),
        ("stories/nothing/events", 404, "no story 'nothing'"),
        ("stories/nothing/articles", 404, "no story 'nothing'"),
        ("events/nothing", 404, "no event 'nothing'"),
        ("articles/nothing", 404, "no article 'nothing'"),
        ("nowhere", 404, "nothing is at /api/v1/nowhere"),
        ("stories?limit=0", 400, "limit"),
        ("stories?limit=101", 400, "limit"),
        ("stories?limit=many", 400, "limit"),
        ("stories?cursor=rubbish", 400, "cursor"),
        ("articles?cursor=WyJ1cGRhdGVkIiwxLCJ4Il0", 400, "cursor"),
        ("search?q=a&cursor=-1", 400, "cursor"),
        ("search?q=%20", 400, "q:"),
        ("search", 400, "q"),
        ("stories?sort=random", 400, "sort"),
        ("stories?language=arabic", 400, "language"),
        ("stories?since=yesterday", 400, "since: 'yesterday' is no date"),
        ("stories?until=2018-02-30", 400, "until"),
        ("stories?until=9999-12-31", 400, "until"),
        ("stories?lenguage=ar", 400, "lenguage: no such parameter here"),
        ("health?x=1", 400, "this route takes none"),
    ],
)
def test_errors_are_problem_documents(client: Client, address: str, status: int, told: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert told in problem["detail"]
    assert problem["instance"] == f"/api/v1/{address.split('?', maxsplit=1)[0]}"
    assert problem["title"]


def test_a_fault_names_its_parameter(client: Client) -> None:
    problem = client.get("/api/v1/stories?limit=0").json()
    assert [one["parameter"] for one in problem["errors"]] == ["limit"]


def test_a_wrong_method_is_refused_with_those_allowed(client: Client) -> None:
    answer = client.post("/api/v1/stories")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert answer.json()["detail"].startswith("POST is not allowed")


def test_a_broken_server_says_so_without_its_insides(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(story_store, "get", fail)
    answer = client.get("/api/v1/stories/s-dam")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "secret words" in caplog.text


def test_a_busy_store_asks_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("the store is away")

    monkeypatch.setattr(story_store, "get", fail)
    answer = client.get("/api/v1/stories/s-dam")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
