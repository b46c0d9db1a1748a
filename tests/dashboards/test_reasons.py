from __future__ import annotations

from typing import Any

import pytest
from litestar.testing import TestClient

from dashboards.pages import reasons
from service.store import articles
from service.store.engine import Store
from service.stories.why import Reason, Why

Client = TestClient[Any]
FOUND = Why(
    members=(
        Reason(article="a-dam-2", event=0.91, story=0.97, parts={"words": 2.1, "time": -0.6}),
        Reason(article="a-dam-3", event=0.004, story=0.2, parts={"meaning": -1.0}),
        Reason(article="a-dam-4"),
    ),
    refused=(Reason(article="a-fair-1", event=0.0, story=0.1, parts={"outlet": 0.1}),),
)


@pytest.fixture
def page(client: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(reasons, "why", lambda *_a, **_k: FOUND)
    return client.get("/articles/a-dam-1?why=1&lang=en").text


def test_what_speaks_for_and_against_is_told_in_words(page: str) -> None:
    assert "One event: 91%" in page
    assert "For:</span> the rare words they share" in page
    assert "Against:</span> the time between them" in page
    assert "One event: under 1%" in page


def test_two_languages_are_joined_by_meaning_and_not_weighed_by_words(page: str) -> None:
    assert page.count("Two languages share no words") == 1
    assert "Against:</span> their meaning" not in page


def test_a_member_that_was_never_weighed_says_what_joined_it(page: str) -> None:
    assert page.count("Joined by way of the articles between them") == 1


def test_parts_that_hardly_weigh_are_not_named(page: str) -> None:
    assert "the outlet" not in page.lower().replace("the outlet’s", "")


def test_without_a_build_there_is_nothing_to_weigh(client: Client, filled: Store) -> None:
    with filled.read() as connection:
        assert articles.get(connection, "a-dam-1").language == "ar"
    answer = client.get("/articles/a-dam-1?why=1&lang=en")
    assert answer.status_code == 200
    assert "One event:" not in answer.text
    assert "Explain in detail" in answer.text
