from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.stories.chain import chain_events

Links = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]
WEEK = 168.0


def links(pairs: dict[tuple[int, int], float]) -> Links:
    i, j = (np.array([pair[k] for pair in sorted(pairs)], np.int64) for k in range(2))
    return i, j, np.array([pairs[pair] for pair in sorted(pairs)], np.float32)


def chain(
    event: list[int], hours: list[float], pairs: dict[tuple[int, int], float], cut: float = 0.4
) -> list[int]:
    found = chain_events(
        np.array(event, np.int64), np.array(hours), *links(pairs), cut=cut, reach=WEEK
    )
    return [int(one) for one in found]


def test_without_links_each_event_is_a_story() -> None:
    assert chain([0, 0, 2], [0, 1, 2], {}) == [0, 0, 2]


def test_the_mean_counts_the_pairs_that_are_not_linked() -> None:
    # Two events of two: of four pairs in reach one is linked, so the mean is a quarter of it.
    assert chain([0, 0, 2, 2], [0.0] * 4, {(0, 2): 0.9}) == [0, 0, 2, 2]
    both = {(0, 2): 0.9, (1, 3): 0.9}
    assert chain([0, 0, 2, 2], [0.0] * 4, both) == [0, 0, 0, 0]


def test_pairs_beyond_reach_say_nothing() -> None:
    # The same two events a month long each: only their near ends are within a week.
    hours = [0.0, 700.0, 720.0, 1_500.0]
    assert chain([0, 0, 2, 2], hours, {(1, 2): 0.9}) == [0, 0, 0, 0]
    assert chain([0, 0, 2, 2], [700.0, 700.0, 720.0, 720.0], {(1, 2): 0.9}) == [0, 0, 2, 2]


def test_an_undated_article_counts_by_its_links() -> None:
    assert chain([0, 1], [0.0, float("nan")], {(0, 1): 0.9}) == [0, 0]
    assert chain([0, 1], [0.0, float("nan")], {(0, 1): 0.3}) == [0, 1]


def test_the_best_link_is_taken_first() -> None:
    # 1 could go either way; the stronger takes it, and the mean then keeps the other out.
    pairs = {(0, 1): 0.9, (1, 2): 0.6}
    assert chain([0, 1, 2], [0.0, 0.0, 0.0], pairs) == [0, 0, 2]


def test_links_inside_an_event_change_nothing() -> None:
    outside = {(0, 2): 0.5, (1, 2): 0.5}
    event, hours = [0, 0, 2], [0.0, 1.0, 2.0]
    assert chain(event, hours, outside) == chain(event, hours, outside | {(0, 1): 0.01})


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 99), min_size=21, max_size=21),
    st.lists(st.integers(0, 400), min_size=7, max_size=7),
    st.lists(st.integers(0, 3), min_size=7, max_size=7),
)
def test_stories_are_whole_events_named_by_their_least(
    values: list[int], hours: list[int], kinds: list[int]
) -> None:
    i, j = np.triu_indices(7, 1)
    event = np.array([kinds.index(kind) for kind in kinds], np.int64)
    story = chain_events(
        event,
        np.array(hours, np.float64),
        i,
        j,
        np.array(values, np.float32) / np.float32(100),
        cut=0.4,
        reach=WEEK,
    )
    assert (story == story[event]).all()
    assert all(name == np.flatnonzero(story == name)[0] for name in story)


@settings(deadline=None)
@given(st.lists(st.integers(0, 99), min_size=15, max_size=15))
def test_a_cut_above_all_joins_nothing_and_one_of_nothing_joins_all(values: list[int]) -> None:
    i, j = np.triu_indices(6, 1)
    probability = np.array([value + 1 for value in values], np.float32) / np.float32(101)
    event, hours = np.arange(6), np.zeros(6)
    whole = chain_events(event, hours, i, j, probability, cut=0.0, reach=WEEK)
    parted = chain_events(event, hours, i, j, probability, cut=1.0, reach=WEEK)
    assert set(whole.tolist()) == {0}
    assert parted.tolist() == list(range(6))
