"""What is looked at for new articles to be placed: near in time, near in sense, events whole."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.stories.surroundings import NearParams, surroundings

SMALL = NearParams(near=2, around=1, stories=1)


def seen(
    angles: list[float],
    hours: list[float],
    news: list[int],
    event: list[int],
    story: list[int],
    params: NearParams = SMALL,
) -> list[int]:
    whole = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    found = surroundings(
        whole,
        np.array(hours),
        np.array(news),
        np.array(event),
        np.array(story),
        reach=168.0,
        params=params,
    )
    return np.flatnonzero(found).tolist()


def test_the_nearest_of_its_days_are_seen_with_what_is_nearest_to_them() -> None:
    angles = [0.0, 0.1, 0.2, 0.35, 0.9, 0.0]
    hours = [0.0, 1.0, 2.0, 3.0, 4.0, 400.0]
    alone = list(range(6))
    assert seen(angles, hours, [0], [-1, *alone[1:]], [-1, *alone[1:]]) == [0, 1, 2]
    wider = NearParams(near=2, around=3, stories=1)
    assert seen(angles, hours, [0], [-1, *alone[1:]], [-1, *alone[1:]], wider) == [0, 1, 2, 3]


def test_events_are_seen_whole_and_stories_within_reach() -> None:
    angles = [0.0, 0.1, 0.2, 2.0, 2.1, 2.2, 3.0]
    hours = [0.0, 1.0, 2.0, 300.0, 5.0, 500.0, 6.0]
    event = [-1, 1, 2, 1, 4, 5, 6]
    story = [-1, 1, 2, 1, 1, 1, 6]
    # 3 by its event, 4 by the story of the nearest; 5 is of that story too, but weeks away
    assert seen(angles, hours, [0], event, story) == [0, 1, 2, 3, 4]


def test_an_undated_article_is_near_to_any_day() -> None:
    nan = float("nan")
    alone = [-1, 1, 2]
    assert seen([0.0, 0.1, 2.0], [nan, 5_000.0, 0.0], [0], alone, alone) == [0, 1, 2]


@given(
    st.lists(
        st.tuples(st.floats(0, 6), st.floats(0, 2_000) | st.just(float("nan")), st.integers(0, 9)),
        min_size=1,
        max_size=60,
    ),
    st.lists(st.integers(0, 59), min_size=1, max_size=5),
)
def test_what_is_new_is_always_seen_and_no_event_in_part(
    rows: list[tuple[float, float, int]], picked: list[int]
) -> None:
    news = sorted({one % len(rows) for one in picked})
    angles, hours = ([row[k] for row in rows] for k in range(2))
    event = [-1 if place in news else row[2] for place, row in enumerate(rows)]
    found = seen(angles, hours, news, event, event)
    assert set(news) <= set(found)
    held = {event[row] for row in found} - {-1}
    assert {row for row, one in enumerate(event) if one in held} <= set(found)
