from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from service.records import Article, Published, Story
from service.stories.cluster import Clustering
from service.stories.describe import Described, describe, phase

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def article(
    place: int,
    days_ago: float | None,
    *,
    outlet: str = "north",
    language: str = "ar",
    reprint_of: str | None = None,
) -> Article:
    at = None if days_ago is None else NOW - days_ago * DAY
    return Article(
        id=f"a-{place}",
        outlet=outlet,
        language=language,
        title=f"أشغال الميناء الجديد مرحلة {'أولى' if place % 2 else 'ثانية'}",
        body="نص",
        content_hash=f"{place}",
        published=Published(at=at, precision="minute", source="row") if at else None,
        reprint_of=reprint_of,
    )


def index(
    found: list[Article],
    event: list[int],
    story: list[int],
    families: dict[str, str] | None = None,
) -> Described:
    vectors = np.ones((len(found), 2), np.float32) / np.float32(np.sqrt(2))
    clustering = Clustering(
        event=np.array(event, np.int32),
        story=np.array(story, np.int32),
        probability=np.full(len(found), 0.61234, np.float32),
        nearest=[()] * len(found),
    )
    return describe(
        found,
        clustering,
        vectors,
        vectors,
        families=families or {},
        now=NOW,
        previous_events={},
        previous_stories={},
    )


def one_story(found: list[Article], families: dict[str, str] | None = None) -> Story:
    (story,) = index(found, [0] * len(found), [0] * len(found), families).stories
    return story


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1.0, 0.0, "breaking"),
        (1.01, 1.0, "developing"),
        (5.0, 3.0, "developing"),
        (5.0, 3.01, "fading"),
        (14.0, 0.0, "developing"),
        (14.01, 0.0, "sustained"),
        (40.0, 7.0, "sustained"),
        (40.0, 7.01, "fading"),
    ],
)
def test_a_phase_turns_at_its_bound(first: float, last: float, expected: str) -> None:
    assert phase(NOW - first * DAY, NOW - last * DAY, NOW) == expected


def test_outlets_of_one_owner_are_one_voice() -> None:
    found = [article(0, 1, outlet="north"), article(1, 1, outlet="south")]
    found.append(article(2, 1, outlet="elsewhere"))
    story = one_story(found, {"north": "group", "south": "group"})
    assert story.families == 2
    assert story.outlets == {"elsewhere": 1, "north": 1, "south": 1}


def test_a_reprint_adds_an_article_and_no_voice() -> None:
    found = [article(0, 2), article(1, 1, outlet="copier", reprint_of="a-0")]
    story = one_story(found)
    assert (story.articles, story.reprints, story.families) == (2, 1, 1)


def test_where_all_are_reprints_one_voice_is_left() -> None:
    found = [article(place, 1, outlet=f"copier{place}", reprint_of="a-9") for place in range(3)]
    story = one_story(found)
    assert (story.reprints, story.families) == (3, 1)


def test_a_span_runs_over_the_dated_and_ids_stand_by_time() -> None:
    found = [article(0, None), article(1, 2), article(2, 4), article(3, 3)]
    described = index(found, [0] * 4, [0] * 4)
    (event,), (story,) = described.events, described.stories
    assert event.articles == ("a-2", "a-3", "a-1", "a-0")
    assert (event.first_at, event.last_at) == (NOW - 4 * DAY, NOW - 2 * DAY)
    assert (story.first_at, story.last_at) == (event.first_at, event.last_at)


def test_without_a_date_there_is_no_span_and_the_story_fades() -> None:
    story = one_story([article(0, None), article(1, None)])
    assert (story.first_at, story.last_at, story.phase) == (None, None, "fading")


def test_events_of_a_story_stand_by_time_the_undated_last() -> None:
    found = [article(0, None), article(1, 1), article(2, 9)]
    described = index(found, [0, 1, 2], [0, 0, 0])
    (story,) = described.stories
    assert [event.articles for event in described.events] == [("a-2",), ("a-1",), ("a-0",)]
    assert story.events == tuple(event.id for event in described.events)
    assert all(event.story == story.id for event in described.events)


def test_the_language_of_most_articles_gives_the_title() -> None:
    found = [article(0, 3), article(1, 2, language="fr"), article(2, 1, language="fr")]
    story = one_story(found)
    assert story.language == "fr"
    assert story.title == story.titles["fr"]
    assert story.languages == {"ar": 1, "fr": 2}


def test_memberships_stand_by_id_with_their_event_and_story() -> None:
    described = index([article(2, 1), article(0, 1), article(1, 1)], [1, 0, 0], [0, 0, 0])
    assert [one.article for one in described.memberships] == ["a-0", "a-1", "a-2"]
    events = {event.id: event for event in described.events}
    for one in described.memberships:
        assert one.article in events[one.event].articles
        assert one.story == events[one.event].story
        assert one.probability == 0.6123
