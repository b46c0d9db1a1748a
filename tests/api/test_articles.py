from __future__ import annotations

from typing import Any

from litestar.testing import TestClient

from service.store import search as search_store

Client = TestClient[Any]


def test_an_article_has_its_text_and_where_it_stands(client: Client) -> None:
    article = client.get("/api/v1/articles/a-dam-1").json()
    assert article["body"].count("\n") == 2
    assert article["published"] == {
        "at": "2018-07-13T10:15:00Z",
        "precision": "minute",
        "source": "page",
        "confidence": 1.0,
    }
    assert article["membership"]["story"] == "s-dam"
    assert article["membership"]["nearest"] == ["a-dam-2", "a-dam-3"]
    assert article["links"] == [{"title": "عنوان آخر في الصفحة", "address": None}]


def test_articles_are_newest_first_and_undated_ones_last(client: Client) -> None:
    items = client.get("/api/v1/articles", params={"limit": 100}).json()["items"]
    dates = [one["published"]["at"] for one in items[:-1]]
    assert dates == sorted(dates, reverse=True)
    assert items[-1]["published"] is None


def test_articles_can_be_filtered_and_paged(client: Client) -> None:
    query: dict[str, Any] = {"language": "fr", "limit": 3}
    first = client.get("/api/v1/articles", params=query).json()
    rest = client.get("/api/v1/articles", params=query | {"cursor": first["next"]}).json()
    seen = [one["id"] for one in [*first["items"], *rest["items"]]]
    assert sorted(seen) == ["a-dam-3", "a-dam-6", "a-fair-1", "a-fair-2"]
    assert rest["next"] is None


def test_outlets_are_named_and_counted(client: Client) -> None:
    items = client.get("/api/v1/outlets").json()["items"]
    assert {one["id"]: one["articles"] for one in items}["courrier"] == 4
    assert {one["id"]: one["names"] for one in items}["unlisted.example"] == {}


def test_search_finds_across_spellings_and_leads_to_the_story(client: Client) -> None:
    answer = client.get("/api/v1/search", params={"q": "اولى المياه"}).json()
    assert [one["id"] for one in answer["items"]] == ["a-dam-5"]
    hit = answer["items"][0]
    assert (hit["kind"], hit["story"], hit["outlet"]) == ("article", "s-dam", "sahifa")


def test_search_pages_with_a_cursor(client: Client) -> None:
    seen: list[str] = []
    cursor = None
    for _ in range(5):
        query: dict[str, Any] = {"q": "الزيتون", "limit": 2} | (
            {"cursor": cursor} if cursor else {}
        )
        answer = client.get("/api/v1/search", params=query).json()
        seen += [one["id"] for one in answer["items"]]
        if (cursor := answer["next"]) is None:
            break
    assert len(seen) == len(set(seen)) == 4


def test_health_names_the_build_being_served(client: Client) -> None:
    health = client.get("/api/v1/health").json()
    assert (health["id"], health["articles"], health["stories"]) == ("riwaya", 11, 4)
    assert health["run"]["id"] == "r-1"


def test_search_excerpts_stay_short(client: Client) -> None:
    items = client.get("/api/v1/search", params={"q": "سد"}).json()["items"]
    assert items
    assert all(len(one["excerpt"]) <= search_store.EXCERPT + 1 for one in items)
