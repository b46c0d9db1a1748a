"""Entities, figures, lanes and files, over the story of ``tests.api.telling``."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from service.api.app import assemble
from service.store.engine import Store
from service.timelines.exports import FORMATS
from tests.api import world
from tests.api.telling import STORY

Client = TestClient[Any]


@pytest.fixture
def told(store: Store) -> Iterator[Client]:
    world.fill(store, telling=True)
    with TestClient(assemble(store, world.OUTLETS), raise_server_exceptions=False) as opened:
        yield opened


def test_a_story_names_its_people_places_and_organisations(told: Client) -> None:
    story = told.get(f"/api/v1/stories/{STORY}").json()
    of = {one["id"]: one for one in story["entities"]}
    assert of["place:fes"]["names"]["fr"] == "Fès"
    assert (of["place:fes"]["articles"], of["place:fes"]["families"]) == (7, 3)
    person = next(one for one in story["entities"] if one["kind"] == "person")
    assert person["names"] == {"ar": "يوسف البركاني"}
    event = told.get("/api/v1/events/e-fall-1").json()
    assert event["entities"][0]["id"] == "place:fes"


@pytest.mark.parametrize("asked", ["place:fes", "فاس", "Fès", "fez", "يوسف البركاني"])
def test_stories_are_found_by_whom_they_name(told: Client, asked: str) -> None:
    found = told.get("/api/v1/stories", params={"entity": asked}).json()["items"]
    assert [one["id"] for one in found] == [STORY]


def test_an_entity_nobody_names_has_no_story(told: Client) -> None:
    assert told.get("/api/v1/stories", params={"entity": "place:nowhere"}).json() == {
        "items": [],
        "next": None,
    }


def test_entities_are_listed_by_how_many_stories_name_them(told: Client) -> None:
    answer = told.get("/api/v1/entities").json()
    assert answer["next"] is None
    assert answer["items"][0]["id"] == "place:fes"
    people = told.get("/api/v1/entities?kind=person").json()["items"]
    assert {one["kind"] for one in people} == {"person"}
    spelt = told.get("/api/v1/entities", params={"q": "فاس"}).json()["items"]
    assert [one["id"] for one in spelt] == ["place:fes"]
    assert told.get("/api/v1/entities?limit=1").json()["items"] == answer["items"][:1]
    assert told.get("/api/v1/entities?kind=thing").status_code == 400


def test_figures_are_a_table_of_slot_value_outlet_and_time(told: Client) -> None:
    table = told.get(f"/api/v1/stories/{STORY}/claims").json()
    assert table["id"] == STORY
    deaths = next(one for one in table["lines"] if one["slot"] == "deaths")
    assert (deaths["event"], deaths["low"], deaths["high"], deaths["latest"]) == (
        "e-fall-1", 3, 7, 7,
    )  # fmt: skip
    assert [(one["value"], one["standing"], one["family"]) for one in deaths["claims"]] == [
        (3, "first", "atlas"),
        (5, "contradiction", "manara"),
        (7, "update", "rif"),
        (7, "same", "atlas"),
    ]
    first = deaths["claims"][0]
    assert first["attribution"] == "الوقاية المدنية"
    article = told.get(f"/api/v1/articles/{first['evidence']['article']}").json()
    proof = first["evidence"]
    assert article["body"][proof["start"] : proof["end"]] == proof["sentence"]
    arrested = next(one for one in table["lines"] if one["slot"] == "arrested")
    assert (arrested["event"], arrested["latest"]) == ("e-fall-2", 2)


def test_lanes_and_spread(told: Client) -> None:
    lanes = told.get(f"/api/v1/stories/{STORY}/lanes").json()
    assert [one["key"] for one in lanes["events"]] == ["e-fall-1", "e-fall-2"]
    assert {one["key"] for one in lanes["outlets"]} == {"sahifa", "manara", "rif", "courrier"}
    assert lanes["places"][0]["key"] == "place:fes"
    assert len(lanes["places"][0]["points"]) == 7
    first = next(one for one in lanes["spread"] if one["event"] == "e-fall-1")
    assert [(one["family"], one["behind_s"]) for one in first["reports"]] == [
        ("atlas", None), ("manara", 2400), ("rif", 90_000),
    ]  # fmt: skip
    assert [(one["outlet"], one["source"], one["after_s"]) for one in first["copies"]] == [
        ("manara", "rif", 12_600)
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_story_is_served_as_a_file(told: Client, kind: str) -> None:
    address = f"/api/v1/stories/{STORY}/export/{kind}"
    answer = told.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == FORMATS[kind].media_type
    assert f'filename="{STORY}.{FORMATS[kind].ending}"' in answer.headers["content-disposition"]
    assert told.get(address).content == answer.content
    again = told.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_bundle_holds_every_article(told: Client) -> None:
    content = told.get(f"/api/v1/stories/{STORY}/export/bundle").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [one for one in archive.namelist() if one.startswith("articles/")]
    assert len(texts) == 7


def test_links_in_a_file_lead_to_the_host_it_was_asked_of(told: Client) -> None:
    feed = told.get("/api/v1/stories/s-dam/export/jsonfeed").json()
    assert feed["home_page_url"].startswith("http://testserver")
    assert feed["items"][0]["url"].startswith("http://testserver")


@pytest.mark.parametrize("what", ["claims", "lanes", "export/json"])
def test_merged_and_unknown_stories(told: Client, what: str) -> None:
    moved = told.get(f"/api/v1/stories/s-old/{what}", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, f"/api/v1/stories/s-dam/{what}")
    assert told.get(f"/api/v1/stories/none/{what}").status_code == 404


def test_a_format_there_is_not_is_refused(told: Client) -> None:
    answer = told.get(f"/api/v1/stories/{STORY}/export/docx")
    assert answer.status_code == 400
    assert "kind" in answer.json()["detail"]


def test_a_story_without_readings_has_no_figures(told: Client) -> None:
    assert told.get("/api/v1/stories/s-dam/claims").json() == {"id": "s-dam", "lines": []}
