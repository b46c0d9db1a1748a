"""The lists of outlets and of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from dashboards.app import build_app
from service.store.engine import Store
from tests.api import world

Client = TestClient[Any]


@pytest.fixture
def told(store: Store) -> Iterator[Client]:
    world.fill(store, telling=True)
    with TestClient(build_app(store, world.OUTLETS), raise_server_exceptions=False) as opened:
        yield opened


def houses(page: str) -> dict[str, str]:
    """What is told of each outlet, by the key that its links carry."""
    rows = re.findall(r"<li>\s*<h2>.*?</li>", page, re.DOTALL)
    found = {re.search(r"outlet=([a-z.]+)", one): one for one in rows}
    return {key[1]: row for key, row in found.items() if key is not None}


def test_every_outlet_is_listed_with_its_articles(told: Client) -> None:
    rows = houses(told.get("/outlets?lang=en").text)
    api = told.get("/api/v1/outlets").json()["items"]
    assert list(rows) == [one["id"] for one in api]
    for one in api:
        plural = "" if one["articles"] == 1 else "s"
        assert f"{one['articles']} article{plural}" in rows[one["id"]]
    assert "Morocco" in rows["sahifa"]
    assert "private" in rows["sahifa"]


def test_outlets_of_one_owner_name_each_other(told: Client) -> None:
    page = told.get("/outlets?lang=fr").text
    rows = houses(page)
    assert "Le Courrier du Maroc" in rows["sahifa"]
    assert "Journal de l’Atlas" in rows["courrier"]
    assert "Même propriétaire" not in rows["rif"]
    owners = {one["family"] for one in told.get("/api/v1/outlets").json()["items"]}
    assert f"{len(owners)} propriétaires" in page


def test_an_outlet_out_of_the_register_is_said_to_be(told: Client) -> None:
    row = houses(told.get("/outlets?lang=en").text)["unlisted.example"]
    assert "Not in the register" in row


@pytest.mark.parametrize("kind", ["person", "place", "organisation"])
def test_names_lead_to_the_stories_that_name_them(told: Client, kind: str) -> None:
    api = told.get("/api/v1/entities", params={"kind": kind, "limit": 60}).json()["items"]
    page = told.get("/names?lang=fr").text
    section = re.search(rf'aria-labelledby="kind-{kind}">(.*?)</section>', page, re.DOTALL)
    assert (section is None) == (api == [])
    if section is None:
        return
    links = re.findall(r'<a href="([^"]+)">', section[1])
    assert len(links) == len(api)
    for link, one in zip(links, api, strict=True):
        found = told.get(link.replace("&amp;", "&")).text
        shown = re.findall(r'class="headline"><a href="/stories/(s-[a-z]+)', found)
        assert len(shown) == one["stories"], one


@pytest.mark.parametrize("address", ["/outlets", "/names"])
def test_an_empty_index_says_so(store: Store, address: str) -> None:
    with TestClient(build_app(store, world.OUTLETS)) as client:
        answer = client.get(address)
        assert answer.status_code == 200
        assert 'class="empty"' in answer.text
