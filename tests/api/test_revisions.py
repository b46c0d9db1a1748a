"""Earlier versions of an article, and estimates of when one appeared, over the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar.testing import TestClient

from jobs.estimates import estimate_dates
from service.records import Attributed
from service.store import articles as article_store
from service.store import estimates
from service.store.engine import Store

Client = TestClient[Any]
THEN = datetime(2021, 5, 3, tzinfo=UTC)


def test_an_article_never_changed_has_no_versions(client: Client) -> None:
    answer = client.get("/api/v1/articles/a-dam-1/revisions")
    assert answer.status_code == 200
    assert answer.json() == {"items": [], "next": None}


def test_an_unknown_article_is_not_found(client: Client) -> None:
    assert client.get("/api/v1/articles/a-none/revisions").status_code == 404


def test_a_version_tells_what_changed_after_it(client: Client, store: Store) -> None:
    with store.write() as connection:
        old = article_store.get(connection, "a-dam-1")
        new = msgspec.structs.replace(
            old, revision=2, title=old.title + " (تحديث)", body=old.body + "\nأضيفت هذه الجملة."
        )
        article_store.write(connection, [new], [old], THEN)
    (version,) = client.get("/api/v1/articles/a-dam-1/revisions").json()["items"]
    assert (version["revision"], version["title"]) == (1, old.title)
    assert version["replaced_at"] == "2021-05-03T00:00:00Z"
    kinds = [(one["field"], one["kind"], one["after"]) for one in version["changes"]]
    assert kinds == [
        ("title", "reworded", new.title),
        ("body", "added", "أضيفت هذه الجملة."),
    ]


def test_an_undated_article_shows_an_estimate_apart(client: Client, store: Store) -> None:
    with store.write() as connection:
        known = article_store.get(connection, "a-dam-2")
        undated = msgspec.structs.replace(known, published=None)
        article_store.write(connection, [undated], [], THEN)
        assert estimate_dates(connection) == 2  # one is undated in the index as it is
        kept = estimates.get(connection, "a-dam-2")
    assert kept is not None
    answer = client.get("/api/v1/articles/a-dam-2").json()
    assert answer["published"] is None
    assert answer["estimate"]["first_day"] == kept.first_day
    assert "event" in answer["estimate"]["reasons"]
    items = client.get("/api/v1/articles", params={"limit": 100}).json()["items"]
    undated_ids = [one["id"] for one in items if one["published"] is None]
    assert [one["id"] for one in items[-len(undated_ids) :]] == undated_ids
    assert "a-dam-2" in undated_ids


def test_a_dated_article_shows_none(client: Client) -> None:
    assert client.get("/api/v1/articles/a-dam-1").json()["estimate"] is None


def test_what_says_whose_it_is_is_shown(client: Client, store: Store) -> None:
    with store.write() as connection:
        known = article_store.get(connection, "a-dam-3")
        weak = msgspec.structs.replace(
            known, attributed=Attributed(source="house-style", confidence=0.3)
        )
        article_store.write(connection, [weak], [], THEN)
    answer = client.get("/api/v1/articles/a-dam-3").json()
    assert answer["attributed"] == {"source": "house-style", "confidence": 0.3}
