from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from service.records import Article, Published
from service.stories.corpus import Corpus, make_corpus
from service.stories.merging import (
    DAYS,
    EVENT_MERGE_FEATURES,
    MERGE_FEATURES,
    Groups,
    MergeParams,
    merge_groups,
)
from service.stories.shapes import AdditiveModel, Shape
from service.stories.similarity import Links, load_background

START = datetime(2026, 3, 2, tzinfo=UTC)
WEEK = MergeParams(level=1, reach=168.0)
EVENTS = MergeParams(level=0, reach=168.0)


def corpus(days: list[float | None]) -> Corpus:
    """Articles whose vectors point their own way, so that only the links speak."""
    articles = [
        Article(
            id=f"a{place:02d}",
            outlet="o",
            language="ar",
            title=f"عنوان {place}",
            body="نص",
            content_hash=f"{place:064d}",
            published=None
            if day is None
            else Published(at=START + timedelta(days=day), precision="minute", source="row"),
        )
        for place, day in enumerate(days)
    ]
    vectors = np.eye(len(days), dtype=np.float32)
    return make_corpus(articles, vectors, vectors, load_background())


def links(n: int, pairs: dict[tuple[int, int], float]) -> Links:
    first, second = (np.array([pair[k] for pair in sorted(pairs)], np.int64) for k in range(2))
    told = np.array([pairs[pair] for pair in sorted(pairs)], np.float32)
    event = np.asarray(told / 2, np.float32)
    return Links(n=n, first=first, second=second, event=event, plain=event, story=told)


def by_mean_story() -> AdditiveModel:
    """A judgement that looks at nothing but the mean story probability: even odds at 0.5."""
    shapes = [
        Shape(name=name, knots=[0.0, 1.0], values=[0.0, 10.0 if name == "mean_story" else 0.0])
        for name in MERGE_FEATURES
    ]
    return AdditiveModel(bias=-5.0, shapes=shapes)


def merged(days: list[float | None], pairs: dict[tuple[int, int], float]) -> list[int]:
    n = len(days)
    groups = Groups(corpus(days), links(n, pairs), np.arange(n), WEEK)
    found: list[int] = merge_groups(groups, by_mean_story(), 0.5).tolist()
    return found


def measures(groups: Groups, params: MergeParams = WEEK) -> dict[str, NDArray[np.float32]]:
    rows = groups.weighed()
    return dict(zip(params.features, groups.measure(rows).T, strict=True))


def test_groups_join_while_the_mean_holds() -> None:
    # 2 is near 1 but not near 0: beside both its mean is too low.
    assert merged([0, 0, 0], {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.1}) == [0, 0, 2]
    assert merged([0, 0, 0], {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.5}) == [0, 0, 0]


def test_nothing_to_join_leaves_all_alone() -> None:
    assert merged([0, 0], {}) == [0, 1]
    assert merged([0, 0], {(0, 1): 0.05}) == [0, 1]


def test_pairs_beyond_reach_say_nothing_unless_linked() -> None:
    # 0 and 2 are ten days apart: only 1 and 2 are within reach of each other.
    near = {(0, 1): 0.9, (1, 2): 0.8}
    assert merged([0, 5, 10], near) == [0, 0, 0]
    assert merged([0, 1, 5], near) == [0, 0, 2]
    assert merged([0, 5, None], {**near, (0, 2): 0.0}) == [0, 0, 2]


def test_pairs_make_no_story_of_months() -> None:
    # Each article is told with all of the week around it, week after week.
    days: list[float | None] = [float(day) for day in range(30)]
    pairs = {(one, other): 0.9 for other in range(30) for one in range(max(0, other - 7), other)}
    lasting = {}
    for params in (WEEK, MergeParams.of(1, 168.0)):
        groups = Groups(corpus(days), links(30, pairs), np.arange(30), params)
        found = merge_groups(groups, by_mean_story(), 0.5)
        lasting[params] = max(np.ptp(np.flatnonzero(found == one)) for one in set(found.tolist()))
    assert lasting[WEEK] == 29
    assert 5 <= lasting[MergeParams.of(1, 168.0)] <= DAYS
    assert MergeParams.of(0, 168.0) == EVENTS


def test_what_has_no_date_is_long_for_nothing() -> None:
    assert merged([0, None, 30], {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}) == [0, 0, 0]


def test_the_best_two_join_first_and_equals_by_their_place() -> None:
    assert merged([0, 0, 0], {(0, 1): 0.6, (1, 2): 0.9, (0, 2): 0.0}) == [0, 1, 1]
    assert merged([0, 0, 0], {(0, 1): 0.8, (1, 2): 0.8, (0, 2): 0.0}) == [0, 0, 2]


@pytest.mark.parametrize("params", [WEEK, EVENTS])
def test_what_is_measured_after_a_join_is_what_is_measured_of_the_joined(
    params: MergeParams,
) -> None:
    days: list[float | None] = [0, 1, 3, 9, None]
    told = {(0, 1): 0.9, (0, 2): 0.4, (1, 2): 0.7, (2, 3): 0.6, (1, 4): 0.3, (0, 3): 0.2}
    walked = Groups(corpus(days), links(5, told), np.arange(5), params)
    walked.measure(walked.weighed())
    walked.join(np.array([0]), np.array([1]))
    walked.join(np.array([2]), np.array([3]))
    fresh = Groups(corpus(days), links(5, told), np.array([0, 0, 2, 2, 4]), params)
    seen = [
        sorted(zip(*[part.tolist() for part in measures(one, params).values()], strict=True))
        for one in (walked, fresh)
    ]
    assert len(seen[0]) == 2
    np.testing.assert_allclose(seen[0], seen[1], rtol=1e-6, equal_nan=True)


def test_the_measures_of_two_groups() -> None:
    told = {(0, 1): 0.8, (0, 2): 0.6, (1, 2): 0.2}
    groups = Groups(corpus([0, 2, 3]), links(3, told), np.array([0, 0, 2]), WEEK)
    seen = {name: float(column[0]) for name, column in measures(groups).items()}
    assert seen["mean_story"] == pytest.approx(0.4)
    assert seen["mean_event"] == pytest.approx(0.2)
    assert seen["best_story"] == pytest.approx(0.6)
    assert seen["likely_share"] == pytest.approx(0.5)
    assert seen["linked_share"] == pytest.approx(1.0)
    assert np.exp([seen["small"], seen["large"]]) == pytest.approx([1, 2])
    assert np.expm1(seen["gap"]) == pytest.approx(24.0)
    assert np.expm1(seen["apart"]) == pytest.approx(48.0)
    assert seen["inside_low"] == seen["inside_high"] == pytest.approx(0.8)
    assert seen["whole_vectors"] == 0.0


def test_events_see_how_much_of_the_story_there_is_around() -> None:
    # Two of a day and one of a week later, all surely of one story.
    told = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0}
    groups = Groups(corpus([0, 0, 6]), links(3, told), np.array([0, 0, 2]), EVENTS)
    seen = {name: float(column[0]) for name, column in measures(groups, EVENTS).items()}
    assert tuple(seen) == EVENT_MERGE_FEATURES
    assert np.exp(seen["burst_high"]) == pytest.approx(2.0, abs=0.01)
    assert np.exp(seen["burst_low"]) == pytest.approx(1.0, abs=0.01)


def test_events_are_weighed_by_the_event_amid_its_story_and_stories_without() -> None:
    told = links(2, {(0, 1): 0.8})
    amid = msgspec.structs.replace(told, event=np.full(1, 0.6, np.float32))
    for params, expected in ((EVENTS, 0.6), (WEEK, 0.4)):
        groups = Groups(corpus([0, 0]), amid, np.arange(2), params)
        assert measures(groups, params)["best_event"] == pytest.approx(expected)
