"""The latest stories as an Atom feed."""

from __future__ import annotations

from typing import Any

import pytest
from litestar.testing import TestClient
from lxml import etree  # type: ignore[import-untyped]

Client = TestClient[Any]
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def read(client: Client, **query: str) -> Any:
    answer = client.get("/api/v1/feed", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == "application/atom+xml"
    return etree.fromstring(answer.content)


def stories(feed: Any) -> list[str]:
    links = feed.xpath("a:entry/a:link[@rel='alternate']/@href", namespaces=NAMES)
    return [one.rsplit("/", 1)[1] for one in links]


@pytest.mark.parametrize(
    "query", [{}, {"language": "fr"}, {"outlet": "courrier"}, {"min_articles": "1"}, {"q": "سد"}]
)
def test_the_feed_has_what_the_list_has_in_its_order(client: Client, query: dict[str, str]) -> None:
    asked = {"min_articles": "2", "limit": "50", **query}
    listed = client.get("/api/v1/stories", params=asked).json()["items"]
    feed = read(client, **query)
    assert stories(feed) == [one["id"] for one in listed]
    dates = feed.xpath("a:entry/a:updated/text()", namespaces=NAMES)
    assert dates[:1] == feed.xpath("a:updated/text()", namespaces=NAMES)[: len(dates[:1])]
    titles = feed.xpath("a:entry/a:title/text()", namespaces=NAMES)
    assert titles == [one["title"] for one in listed]


def test_what_atom_asks_of_every_feed_and_entry(client: Client) -> None:
    feed = read(client)
    for node in (feed, *feed.findall("a:entry", NAMES)):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", NAMES)) == 1
        assert node.find("a:author/a:name", NAMES).text
    ids = feed.xpath("//a:id/text()", namespaces=NAMES)
    assert len(set(ids)) == len(ids)
    own = feed.xpath("a:link[@rel='self']/@href", namespaces=NAMES)
    assert client.get(own[0]).content == client.get("/api/v1/feed").content
    summary = feed.xpath("a:entry/a:summary/text()", namespaces=NAMES)
    assert any(one[:4].isdigit() for one in summary)


def test_no_news_costs_nothing_and_nothing_found_is_a_feed(client: Client) -> None:
    first = client.get("/api/v1/feed")
    held = {"if-none-match": first.headers["etag"]}
    assert client.get("/api/v1/feed", headers=held).status_code == 304
    assert stories(read(client, q="nulle-part-ailleurs")) == []
    assert stories(read(client, entity="place:none")) == []
    assert client.get("/api/v1/feed?sort=size").status_code == 400
