"""A story in the format asked for, by name or by the Accept header."""

from __future__ import annotations

from typing import Any

import pytest
from litestar.testing import TestClient

from service.timelines.exports import FORMATS

Client = TestClient[Any]
PLACE = "/api/v1/stories/s-dam/export"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def served(client: Client, accept: str | None = None, **query: str) -> str:
    """The format that is served, as its place tells."""
    headers = {} if accept is None else {"accept": accept}
    answer = client.get(PLACE, params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["vary"].startswith("Accept")
    kind = answer.headers["content-location"].removeprefix(f"{PLACE}/")
    assert answer.content == client.get(f"{PLACE}/{kind}").content
    assert answer.headers["content-type"].split(";")[0] == FORMATS[kind].media_type
    return str(kind)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        (BROWSER, "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV; charset=utf-8", "csv"),
        ("application/ld+json, application/json;q=0.5", "jsonld"),
        ("text/calendar;q=0.4, application/atom+xml;q=0.9", "atom"),
        ("text/*;q=0.5, text/csv;q=0.1", "ics"),
        ("application/json;q=0, application/*", "jsonfeed"),
        ("text/csv;q=0, text/markdown;q=0.001, text/calendar;q=0.01", "ics"),
    ],
)
def test_the_accept_header_decides(client: Client, accept: str | None, kind: str) -> None:
    assert served(client, accept) == kind


@pytest.mark.parametrize("kind", FORMATS)
def test_a_format_named_goes_before_the_header(client: Client, kind: str) -> None:
    assert served(client, "image/png", format=kind) == kind


@pytest.mark.parametrize(
    ("accept", "query"),
    [("image/png", {}), ("*/*;q=0", {}), ("*/*", {"format": "docx"}), ("*/*", {"format": ""})],
)
def test_what_cannot_be_had_is_answered_by_what_can(
    client: Client, accept: str, query: dict[str, str]
) -> None:
    answer = client.get(PLACE, params=query, headers={"accept": accept})
    told = answer.json()
    assert (answer.status_code, told["status"], told["title"]) == (406, 406, "Not Acceptable")
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert {one["format"]: one["media_type"] for one in told["offers"]} == {
        name: one.media_type for name, one in FORMATS.items()
    }
    for one in told["offers"]:
        assert client.get(PLACE, params={"format": one["format"]}).status_code == 200
        assert one["format"] in told["detail"]


def test_a_tag_of_one_format_is_none_of_another(client: Client) -> None:
    csv = client.get(PLACE, headers={"accept": "text/csv"})
    held = {"if-none-match": csv.headers["etag"]}
    same = client.get(PLACE, headers={"accept": "text/csv", **held})
    assert (same.status_code, same.headers["vary"]) == (304, "Accept")
    assert client.get(PLACE, headers={"accept": "text/calendar", **held}).status_code == 200


def test_merged_unknown_and_mistyped(client: Client) -> None:
    moved = client.get("/api/v1/stories/s-old/export?format=csv", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, f"{PLACE}?format=csv")
    assert client.get("/api/v1/stories/none/export").status_code == 404
    unknown = client.get(f"{PLACE}?fromat=csv")
    assert (unknown.status_code, "format" in unknown.json()["detail"]) == (400, True)
