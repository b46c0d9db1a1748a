"""What a story's page shows of how it was told, over the story of ``tests.api.telling``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from litestar.testing import TestClient

from dashboards.app import build_app
from dashboards.pages.tellings import _once, value_text
from dashboards.phrases import LANGUAGES, phrases
from dashboards.quantities import amount, lag
from dashboards.site import Reader
from service.records import Claim, Evidence, Standing
from service.store.engine import Store
from service.timelines.exports import FORMATS
from tests.api import world
from tests.api.telling import STORY

Client = TestClient[Any]


@pytest.fixture
def told(store: Store) -> Iterator[Client]:
    world.fill(store, telling=True)
    with TestClient(build_app(store, world.OUTLETS), raise_server_exceptions=False) as opened:
        yield opened


def page(client: Client, story: str = STORY, language: str = "ar") -> str:
    answer = client.get(f"/stories/{story}?lang={language}")
    assert answer.status_code == 200
    return answer.text


def figures(text: str) -> dict[str, dict[str, Any]]:
    found = re.findall(
        r'<script type="application/json" id="lanes-(\w+)-figure">(.*?)</script>', text
    )
    return {kind: json.loads(figure) for kind, figure in found}


def test_chips_lead_to_the_stories_that_name_them(told: Client) -> None:
    text = page(told)
    link = re.search(r'<a class="chip" href="([^"]*entity=place[^"]*)"><bdi>فاس</bdi>', text)
    assert link is not None
    listed = told.get(link[1].replace("&amp;", "&")).text
    assert "القصص التي تذكر:" in listed
    assert "<bdi>فاس</bdi>" in listed
    assert f"/stories/{STORY}" in listed
    assert "/stories/s-dam" not in listed
    assert "Fès" in page(told, language="fr")


@pytest.mark.parametrize("asked", ["فاس", "fès", "Fez"])
def test_a_search_for_a_name_leads_to_the_stories_that_name_it(told: Client, asked: str) -> None:
    text = told.get("/search", params={"q": asked, "lang": "ar"}).text
    assert re.search(r'class="note">.*?href="[^"]*entity=place[^"]*"><bdi>فاس</bdi>', text)
    assert 'class="note"' not in told.get("/search", params={"q": "السد", "lang": "ar"}).text


def test_an_entity_nobody_names_says_so_without_a_story(told: Client) -> None:
    text = told.get("/?entity=place:nowhere&lang=fr").text
    assert "place:nowhere" in text
    assert f"/stories/{STORY}" not in text


def test_figures_stand_with_outlet_source_and_standing(told: Client) -> None:
    text = page(told)
    section = re.search(r'<section class="telling claims".*?\n  </section>', text, re.DOTALL)
    assert section is not None
    shown = section[0]
    assert "من 3 إلى 7" in shown
    assert "فيها تعارض" in shown
    assert "الوقاية المدنية" in shown
    assert shown.count('class="claim-') >= 4
    assert 'class="claim-update"' in shown
    assert 'class="claim-contradiction"' in shown
    link = re.search(r'<td class="number"><a href="([^"]+)">3</a>', shown)
    assert link is not None
    assert '<mark class="sought"' in told.get(link[1].replace("&amp;", "&")).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_lanes_run_by_outlet_event_and_place(told: Client, language: str) -> None:
    drawn = figures(page(told, language=language))
    assert set(drawn) == {"outlet", "event", "place"}
    outlet = drawn["outlet"]
    assert len(outlet["data"]) == 4
    ends = outlet["layout"]["xaxis"]["range"]
    assert (ends[0] > ends[1]) is (language == "ar")
    names = {
        one["text"].strip("\u202a\u202b\u202c") for one in drawn["place"]["layout"]["annotations"]
    }
    assert ({"ar": "فاس", "fr": "Fès", "en": "Fez"}.get(language, "Fez")) in names
    rings = [one for trace in outlet["data"] for one in trace["marker"]["symbol"]]
    assert rings.count("circle-open") == 1
    for trace in outlet["data"]:
        assert all(one.startswith("/articles/a-fall-") for one in trace["customdata"])


def test_who_followed_whom_is_told_with_lags_and_reprints_apart(told: Client) -> None:
    text = page(told, language="en")
    section = re.search(r'<section class="telling spread".*?\n  </section>', text, re.DOTALL)
    assert section is not None
    shown = re.sub(r"<[^>]+>", "", section[0])
    assert "after 40 minutes" in shown
    assert "after 25 hours" in shown
    assert "Reprinted it" in shown
    assert "after 4 hours" in shown


def test_every_format_can_be_taken_along(told: Client) -> None:
    text = page(told)
    for kind in FORMATS:
        assert f'href="/api/v1/stories/{STORY}/export/{kind}" download' in text


def test_feed_readers_find_the_feeds(told: Client) -> None:
    text = page(told)
    for kind in ("atom", "jsonfeed"):
        assert f'rel="alternate" type="{FORMATS[kind].media_type}" href="/api/v1/stories/' in text


def test_a_house_that_repeats_itself_is_shown_once() -> None:
    proof = Evidence(article="a", outlet="o", language="ar", sentence="جملة", start=0, end=4)

    def claim(value: float, family: str, standing: Standing) -> Claim:
        return Claim(value=value, bound="exact", standing=standing, family=family, evidence=proof)

    told = [claim(3, "x", "first"), claim(3, "x", "same"), claim(3, "y", "same"),
            claim(3, "y", "same"), claim(5, "x", "update")]  # fmt: skip
    kept = [(one.value, one.family) for one in _once(told)]
    assert kept == [(3, "x"), (3, "y"), (5, "x")]


def test_where_there_is_nothing_to_show_there_is_no_section(told: Client) -> None:
    lone = page(told, "s-lone")
    for text in (page(told, "s-hostile"), lone):
        assert 'class="telling claims"' not in text
        assert 'id="entities-title"' not in text
    assert 'class="telling' not in lone


@pytest.mark.parametrize(
    ("code", "value", "told"),
    [
        ("en", 1500.0, "1,500"),
        ("fr", 5.3, "5,3"),
        ("ar", 3.5e9, "3.5 مليار"),
        ("en", 20e6, "20 million"),
        ("ar", 13.0, "13"),
        ("fr", 1.5e6, "1,5 million"),
        ("fr", 1e9, "1 milliard"),
        ("es", 12345.0, "12.345"),
        ("es", 5.3, "5,3"),
        ("es", 1e6, "1 millón"),
        ("es", 20e6, "20 millones"),
        ("es", 3.5e9, "3.500 millones"),
        ("es", 3.4567e9, "3.456,7 millones"),
    ],
)
def test_amounts(code: str, value: float, told: str) -> None:
    assert amount(phrases(code), value) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (10, "دقيقة واحدة"),
        (120, "دقيقتين"),
        (3_600, "ساعة واحدة"),
        (90_000, "25 ساعة"),
        (3 * 86_400, "3 أيام"),
    ],
)
def test_lags(seconds: float, told: str) -> None:
    assert lag(phrases("ar"), seconds) == told


@pytest.mark.parametrize(
    ("code", "value", "unit", "told"),
    [
        ("es", 500.0, "dollar", "500 dólares"),
        ("es", 20e6, "dollar", "20 millones de dólares"),
        ("es", 3e9, "euro", "3.000 millones de euros"),
        ("es", 12.5, "%", "12,5\u00a0%"),
        ("fr", 20e6, "dollar", "20 millions de dollars"),
        ("fr", 1e6, "euro", "1 million d’euros"),
        ("en", 20e6, "dollar", "20 million dollars"),
        ("ar", 20e6, "dirham", "20 مليون درهم"),
        ("es", 2e6, "people", "2 millones"),
    ],
)
def test_sums_with_their_unit(code: str, value: float, unit: str, told: str) -> None:
    reader = cast("Reader", SimpleNamespace(say=phrases(code)))
    assert value_text(reader, value, unit) == told
