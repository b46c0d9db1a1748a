from __future__ import annotations

import re
from typing import Any

from litestar.testing import TestClient

Client = TestClient[Any]


def description(client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return answer


def test_every_route_and_parameter_is_described(client: Client) -> None:
    for path, item in description(client)["paths"].items():
        for operation in item.values():
            assert operation["summary"], path
            assert operation["description"], path
            for parameter in operation.get("parameters", []):
                assert parameter["description"], (path, parameter["name"])


def test_the_routes_are_those_of_version_one(client: Client) -> None:
    assert set(description(client)["paths"]) == {
        f"/api/v1/{path}"
        for path in (
            "stories",
            "feed",
            "stories/{story_id}",
            "stories/{story_id}/timeline",
            "stories/{story_id}/claims",
            "stories/{story_id}/lanes",
            "stories/{story_id}/export",
            "stories/{story_id}/export/{kind}",
            "stories/{story_id}/events",
            "stories/{story_id}/articles",
            "stories/{story_id}/lineage",
            "events/{event_id}",
            "entities",
            "articles",
            "articles/{article_id}",
            "articles/{article_id}/why",
            "articles/{article_id}/revisions",
            "articles/{article_id}/similar",
            "outlets",
            "search",
            "corrections",
            "corrections/{correction_id}/undo",
            "health",
        )
    }


def test_every_shape_of_a_thing_has_an_id(client: Client) -> None:
    schemas = description(client)["components"]["schemas"]
    things = {"Story", "Event", "Article", "FullArticle", "Timeline", "Entry", "Evidence", "Hit"}
    things |= {"Entity", "NamedEntity", "ClaimTable", "ClaimLine", "Lanes"}
    for name in things | {"Outlet", "Run", "Health"}:
        assert "id" in schemas[f"{name}Resource"]["required"], name


def test_the_page_asks_nothing_of_another_host(client: Client) -> None:
    page = client.get("/api/v1/openapi").text
    linked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert linked
    for address in linked:
        assert address.startswith(("/api/v1/", "data:")), address
        if address.startswith("/"):
            assert client.get(address).status_code == 200


def test_only_the_pages_own_files_are_served(client: Client) -> None:
    assert client.get("/api/v1/openapi/files/NOTICE.txt").status_code == 404
    assert client.get("/api/v1/openapi/files/..%2Fapp.py").status_code == 404
