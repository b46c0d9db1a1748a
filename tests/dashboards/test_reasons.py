from __future__ import annotations

from typing import Any

import pytest
from litestar.testing import TestClient

from dashboards.pages import reasons
from dashboards.phrases import LANGUAGES, phrases
from service.store import articles
from service.store.engine import Store
from service.stories.families import OF_GROUPS, OF_PAIRS
from service.stories.joins import Join, Told
from service.stories.why import Reason, Why

Client = TestClient[Any]
FOUND = Why(
    members=(
        Reason(article="a-dam-2", event=0.91, story=0.97, parts={"words": 2.1, "time": -0.6}),
        Reason(article="a-dam-3", event=0.004, story=0.2, parts={"meaning": -1.0}),
        Reason(article="a-dam-4"),
    ),
    refused=(Reason(article="a-fair-1", event=0.0, story=0.1, parts={"outlet": 0.1}),),
    in_event=Told(
        joins=(
            Join(level="event", way="seed", mine=("a-dam-1",), others=("a-dam-2",), score=0.8),
            Join(
                level="event",
                way="judgement",
                mine=("a-dam-1", "a-dam-2"),
                others=("a-dam-3", "a-dam-4"),
                score=0.7,
                cut=0.4,
                parts={"likelihood": 1.2, "time": -0.5, "sizes": 0.1},
            ),
        ),
        refused=Join(
            level="event",
            way="judgement",
            mine=("a-dam-1",),
            others=("a-fair-1",),
            score=0.1,
            cut=0.4,
            parts={"words": -2.0},
        ),
    ),
    in_story=Told(
        joins=(
            Join(level="story", way="affair", mine=("a-dam-1",), others=("a-nowhere",), score=2.0),
        ),
        refused=Join(
            level="story",
            way="judgement",
            mine=("a-dam-1",),
            others=("a-fair-1",),
            score=0.6,
            cut=0.4,
            parts={"best": 2.0},
        ),
        agrees=False,
    ),
)


@pytest.fixture
def page(client: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(reasons, "why", lambda *_a, **_k: FOUND)
    return client.get("/articles/a-dam-1?why=1&lang=en").text


def test_what_speaks_for_and_against_is_told_in_words(page: str) -> None:
    assert "One event: 91%" in page
    assert "For:</span> the rare words they share" in page
    assert "Against:</span> too long between them" in page
    assert "One event: under 1%" in page


def test_two_languages_are_joined_by_meaning_and_not_weighed_by_words(page: str) -> None:
    assert page.count("Two languages share no words") == 1
    assert "Against:</span> meanings far apart" not in page


def test_a_member_that_was_never_weighed_says_what_joined_it(page: str) -> None:
    assert page.count("Joined by way of the articles between them") == 1


def test_parts_that_hardly_weigh_are_not_named(page: str) -> None:
    assert "the outlet" not in page.lower().replace("the outlet’s", "")


def test_the_joins_of_its_groups_are_told_in_the_order_they_were_made(page: str) -> None:
    seed = page.index("it and 1 article were one from the start (80% on average)")
    judged = page.index("Then 2 articles, it among them, and 2 articles were weighed")
    assert seed < judged
    assert "For:</span> how alike their articles are, pair by pair</span>" in page
    assert "Nearest that was not joined: 1 article." in page
    assert "Against:</span> few rare words in common" in page


def test_what_the_page_cannot_tell_for_sure_it_does_not_tell(page: str) -> None:
    # The affair's nearest article is hidden, and the refusal's parts would say the reverse.
    assert "belong to the same affair" not in page
    assert "their likest pair" not in page
    assert page.count("these groups end a little otherwise") == 1


def test_every_part_has_words_for_and_against_in_every_language() -> None:
    parts = {*OF_PAIRS, *OF_GROUPS, "other"}
    for language in LANGUAGES:
        say = phrases(language)
        for side in ("part", "against"):
            assert all(say.has(f"why.{side}_{one}") for one in parts), (language, side)


def test_without_a_build_there_is_nothing_to_weigh(client: Client, filled: Store) -> None:
    with filled.read() as connection:
        assert articles.get(connection, "a-dam-1").language == "ar"
    answer = client.get("/articles/a-dam-1?why=1&lang=en")
    assert answer.status_code == 200
    assert "One event:" not in answer.text
    assert "Explain in detail" in answer.text
