"""What is decided anew around a change, and how the new groups join those that stand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.stories.assign import FRESH, GrowthParams, middles_of, partners, spans, take_up

NARROW = GrowthParams(settle=2.0, look=4.0, settle_rows=0, look_rows=0)


def test_days_around_a_change_are_decided_anew_and_as_many_again_looked_at() -> None:
    hours = np.arange(20, dtype=np.float64) * 24.0
    core, window = spans(hours, np.array([240.0]), NARROW)
    assert np.flatnonzero(core).tolist() == [8, 9, 10, 11, 12]
    assert np.flatnonzero(window).tolist() == list(range(6, 15))


def test_a_sparse_archive_is_searched_by_rows() -> None:
    hours = np.linspace(0.0, 78_840.0, 10)
    params = GrowthParams(settle=2.0, look=4.0, settle_rows=1, look_rows=3)
    core, window = spans(hours, hours[[5]], params)
    assert np.flatnonzero(core).tolist() == [4, 5]
    assert np.flatnonzero(window).tolist() == [2, 3, 4, 5, 6, 7]


def test_the_undated_are_looked_at_always_and_decided_where_one_changed() -> None:
    hours = np.array([0.0, np.nan, 2400.0])
    core, window = spans(hours, np.array([2400.0]), NARROW)
    assert core.tolist() == [False, False, True]
    assert window.tolist() == [False, True, True]
    core, _ = spans(hours, np.array([np.nan]), NARROW)
    assert core.tolist() == [False, True, False]


@given(
    st.lists(st.floats(0, 5_000), min_size=1, max_size=40),
    st.lists(st.integers(0, 39), min_size=1, max_size=5),
)
def test_what_changed_is_decided_and_all_that_is_decided_is_looked_at(
    hours: list[float], picked: list[int]
) -> None:
    times = np.array(hours)
    changed = times[[one % len(times) for one in picked]]
    core, window = spans(times, changed, NARROW)
    assert core[np.isin(times, changed)].all()
    assert not (core & ~window).any()


def test_free_rows_join_where_most_of_their_group_stood() -> None:
    label = np.array([0, 0, 0, 0, 1, 2], np.int32)
    free = np.array([True, False, False, False, True, False])
    keys = take_up(label, free, ["", "e-b", "e-b", "e-a", "", "e-c"])
    assert keys == ["e-b", "e-b", "e-b", "e-a", f"{FRESH}1", "e-c"]


def test_of_equals_the_lesser_id() -> None:
    keys = take_up(np.zeros(3, np.int32), np.array([True, False, False]), ["", "e-b", "e-a"])
    assert keys[0] == "e-a"


def test_partners_are_the_nearest_and_not_far_apart() -> None:
    middles = np.array([[1, 0, 0], [0.8, 0.6, 0], [0, 0, 1], [0.6, 0.8, 0]], np.float32)
    near = partners(middles, np.array([0]), GrowthParams(partners=1))
    assert near.tolist() == [1]
    near = partners(middles, np.array([0]), GrowthParams(partners=3))
    assert near.tolist() == [1, 3]


def test_a_middle_is_the_mean_direction() -> None:
    titles = np.array([[1, 0], [0, 1], [0, 1]], np.float32)
    middles = middles_of(titles, titles, np.array([0, 0, 1]), 2)
    assert middles == pytest.approx(np.array([[0.5**0.5, 0.5**0.5], [0, 1]]))
