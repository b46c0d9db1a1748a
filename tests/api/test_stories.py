from __future__ import annotations

from typing import Any

import pytest
from litestar.testing import TestClient

from service.store.engine import Store
from tests.api import world

Client = TestClient[Any]


def ids(answer: dict[str, Any]) -> list[str]:
    return [one["id"] for one in answer["items"]]


def test_a_list_is_items_and_next(client: Client) -> None:
    answer = client.get("/api/v1/stories").json()
    assert set(answer) == {"items", "next"}
    assert ids(answer) == ["s-fair", "s-dam", "s-lone", "s-hostile"]
    assert answer["next"] is None


def test_paging_visits_every_story_once(filled: Store, client: Client) -> None:
    world.fill(filled, run="r-2", extra=25)
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 7} | ({"cursor": cursor} if cursor else {})
        answer = client.get("/api/v1/stories", params=query).json()
        seen += ids(answer)
        assert len(answer["items"]) <= 7
        if (cursor := answer["next"]) is None:
            break
    assert len(seen) == len(set(seen)) == 29


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"language": "fr"}, ["s-fair", "s-dam"]),
        ({"outlet": "rif"}, ["s-dam", "s-hostile"]),
        ({"min_articles": 3}, ["s-dam"]),
        ({"q": "الزيتون"}, ["s-dam"]),
        ({"q": "…"}, []),
        ({"since": "2021-01-01"}, ["s-fair", "s-dam"]),
        ({"until": "2020-01-09"}, ["s-lone", "s-hostile"]),
        ({"until": "2020-01-08"}, ["s-hostile"]),
        ({"since": "2021-03-31T10:16:00+00:00"}, ["s-fair"]),
        ({"sort": "size"}, ["s-dam", "s-fair", "s-hostile", "s-lone"]),
    ],
)
def test_filters(client: Client, query: dict[str, Any], expected: list[str]) -> None:
    assert ids(client.get("/api/v1/stories", params=query).json()) == expected


def test_a_story_tells_who_reports_it(client: Client) -> None:
    story = client.get("/api/v1/stories/s-dam").json()
    assert story["titles"].keys() == {"ar", "fr"}
    assert story["families"] == 3
    assert story["first_at"] == "2018-07-13T10:15:00Z"
    first = story["outlets"][0]
    assert first == {
        "id": "courrier",
        "names": {"ar": "بريد المغرب", "fr": "Le Courrier du Maroc"},
        "family": "atlas",
        "articles": 2,
    }


def test_a_timeline_is_in_order_and_cites_what_the_article_says(client: Client) -> None:
    timeline = client.get("/api/v1/stories/s-dam/timeline").json()
    assert timeline["id"] == timeline["story"] == "s-dam"
    days = [one["first_day"] for one in timeline["entries"]]
    assert days == sorted(days)
    assert len(days) == 6
    for entry in timeline["entries"]:
        assert entry["evidence"]
        for proof in entry["evidence"]:
            article = client.get(f"/api/v1/articles/{proof['article']}").json()
            assert article[proof["field"]][proof["start"] : proof["end"]] == proof["sentence"]
            assert proof["id"].startswith(f"{proof['article']}:body:")


def test_events_and_articles_of_a_story(client: Client) -> None:
    events = client.get("/api/v1/stories/s-dam/events").json()
    assert ids(events) == ["e-dam-1", "e-dam-2", "e-dam-3"]
    assert client.get("/api/v1/events/e-dam-2").json()["articles"] == ["a-dam-4"]
    articles = client.get("/api/v1/stories/s-dam/articles").json()
    assert ids(articles) == [f"a-dam-{n}" for n in range(1, 7)]
    assert "body" not in articles["items"][0]


@pytest.mark.parametrize("rest", ["", "/timeline", "/events", "/articles", "/lineage"])
def test_a_merged_story_redirects_for_good(client: Client, rest: str) -> None:
    answer = client.get(f"/api/v1/stories/s-old{rest}?", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"].endswith(f"/api/v1/stories/s-dam{rest}")
    assert client.get(f"/api/v1/stories/s-old{rest}").status_code == 200


def test_a_merged_event_redirects_too(client: Client) -> None:
    answer = client.get("/api/v1/events/e-old", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/api/v1/events/e-dam-1")


def test_lineage_says_what_was_merged_in_and_what_changed(filled: Store, client: Client) -> None:
    lineage = client.get("/api/v1/stories/s-dam/lineage").json()
    assert (lineage["id"], lineage["merged"]) == ("s-dam", ["s-old"])
    assert [one["change"] for one in lineage["changes"]] == ["created", "absorbed"]
    assert lineage["changes"][0]["run"] == "r-1"
    assert client.get("/api/v1/stories/none/lineage").status_code == 404


def test_an_empty_store_answers_empty_lists(empty: Client) -> None:
    for path in ("stories", "articles", "outlets"):
        assert empty.get(f"/api/v1/{path}").json() == {"items": [], "next": None}
    health = empty.get("/api/v1/health").json()
    assert (health["status"], health["run"], health["stories"]) == ("ok", None, 0)
