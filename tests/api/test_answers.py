from __future__ import annotations

import gzip
from typing import Any

import pytest
from litestar.testing import TestClient

from service.api.answers import entity_tag, finished_answer, holds
from service.store.engine import Store
from tests.api import world

Client = TestClient[Any]
PATHS = ["stories", "stories/s-dam", "stories/s-dam/timeline", "articles", "articles/a-dam-1"]


@pytest.mark.parametrize("path", [*PATHS, "search?q=سد", "health", "openapi.json", "openapi"])
def test_whoever_holds_the_answer_is_told_so(client: Client, path: str) -> None:
    first = client.get(f"/api/v1/{path}")
    assert first.status_code == 200
    again = client.get(f"/api/v1/{path}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("path", PATHS[:3])
def test_a_new_run_makes_a_new_tag(filled: Store, client: Client, path: str) -> None:
    tag = client.get(f"/api/v1/{path}").headers["etag"]
    world.fill(filled, run="r-2")
    assert client.get(f"/api/v1/{path}", headers={"if-none-match": tag}).status_code == 200


def test_tags_differ_by_address(client: Client) -> None:
    tags = {client.get(f"/api/v1/stories?limit={n}").headers["etag"] for n in (1, 2, 3)}
    assert len(tags) == 3


def test_a_mistyped_parameter_is_refused_even_to_a_holder(client: Client) -> None:
    answer = client.get("/api/v1/stories?nope=1", headers={"if-none-match": "*"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/api/v1/stories", "/api/v1/nowhere", "/nowhere"])
def test_every_answer_keeps_to_its_host(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_head_says_what_get_would_without_saying_it(client: Client) -> None:
    got, headed = client.get("/api/v1/health"), client.head("/api/v1/health")
    assert headed.status_code == 200
    assert headed.content == b""
    assert headed.headers["content-length"] == got.headers["content-length"]


def test_long_answers_are_packed_for_those_who_can_unpack(client: Client) -> None:
    packed = client.get("/api/v1/stories", headers={"accept-encoding": "gzip"})
    plain = client.get("/api/v1/stories", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert "Accept-Encoding" in packed.headers["vary"]
    assert packed.headers["etag"] == plain.headers["etag"]


def test_what_is_packed_already_stays_as_it_is() -> None:
    body = gzip.compress(b"x" * 5000)
    given = {b"content-type": b"text/css", b"content-encoding": b"gzip"}
    status, headers, sent = finished_answer(200, given, body, {b"accept-encoding": b"gzip"}, "GET")
    assert (status, sent, headers[b"content-encoding"]) == (200, body, b"gzip")


def test_tags_compare_weakly() -> None:
    tag = entity_tag(b"a", b"b")
    assert tag != entity_tag(b"ab")
    assert holds(b'"x", ' + tag.removeprefix(b"W/"), tag)
    assert holds(b"*", tag)
    assert not holds(b'"x"', tag)
    assert not holds(b"", tag)
