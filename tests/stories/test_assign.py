"""How what is decided anew around a change joins what stands."""

from __future__ import annotations

import numpy as np
import pytest

from service.stories.assign import (
    FRESH,
    GrowthParams,
    _keys,
    _take_up,
    middles_of,
    partners,
)


def test_an_event_takes_the_id_that_lies_most_in_it_and_each_id_goes_once() -> None:
    label = np.array([0, 0, 0, 3, 3, 5, 6])
    before = ["", "e-b", "e-b", "e-b", "e-a", "e-c", ""]
    fresh = f"{FRESH}6"
    assert _keys(label, before) == ["e-b", "e-b", "e-b", "e-a", "e-a", "e-c", fresh]


def test_of_equals_the_lesser_id() -> None:
    assert _keys(np.array([0, 0]), ["e-b", "e-a"]) == ["e-a", "e-a"]


def test_what_is_opened_joins_where_most_of_what_stays_stood() -> None:
    label = np.array([0, 0, 0, 0, 4, 5])
    opened = np.array([True, False, False, False, True, False])
    keys = _take_up(label, opened, ["", "s-b", "s-b", "s-a", "", "s-c"], {})
    assert keys == ["s-b", "s-b", "s-b", "s-a", f"{FRESH}4", "s-c"]


def test_an_old_story_keeps_what_nothing_else_takes_up_while_more_of_it_stands_elsewhere() -> None:
    label, opened = np.array([0, 0, 2]), np.ones(3, bool)
    before = ["", "s-a", "s-a"]
    assert _take_up(label, opened, before, {"s-a": 9}) == ["s-a", "s-a", "s-a"]
    parted = _take_up(label, opened, before, {"s-a": 2})
    assert parted == [f"{FRESH}0", f"{FRESH}0", f"{FRESH}2"]
    assert _take_up(np.zeros(2, np.int64), opened[:2], ["s-a", "s-a"], {"s-a": 2}) == ["s-a"] * 2


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
