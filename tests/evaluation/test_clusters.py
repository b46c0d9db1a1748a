from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InputError
from service.evaluation.clusters import b_cubed, best_story, mean_score


def test_a_worked_example() -> None:
    # Bagga and Baldwin's: gold 5, 2, 5 items; the last two chains were run together.
    gold = [0] * 5 + [1] * 2 + [2] * 5
    found = [0] * 5 + [1] * 2 + [1] * 5
    score = b_cubed(found, gold)
    assert score.precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    assert score.recall == 1.0


def test_every_item_alone_is_precise_and_recalls_only_the_alone() -> None:
    score = b_cubed(["a", "b", "c", "d"], ["x", "x", "y", "z"])
    assert score.precision == 1.0
    assert score.recall == pytest.approx((0.5 + 0.5 + 1 + 1) / 4)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1))
def test_swapping_found_and_gold_swaps_the_figures(pairs: list[tuple[int, int]]) -> None:
    found, gold = [a for a, _ in pairs], [b for _, b in pairs]
    there, back = b_cubed(found, gold), b_cubed(gold, found)
    assert there.precision == pytest.approx(back.recall)
    assert there.f1 == pytest.approx(back.f1)
    assert 0 < there.f1 <= 1 + 1e-12


@given(st.lists(st.integers(0, 4), min_size=1))
def test_the_gold_itself_is_perfect_under_any_names(labels: list[int]) -> None:
    assert b_cubed([f"g{label}" for label in labels], labels).f1 == pytest.approx(1.0)


def test_lengths_must_agree() -> None:
    with pytest.raises(InputError, match="3 items were grouped, but the gold has 2"):
        b_cubed([1, 2, 3], [1, 2])
    with pytest.raises(InputError, match="no items"):
        b_cubed([], [])


def test_the_best_story_is_scored_on_the_judged_alone() -> None:
    stories = {"m1": 1, "m2": 1, "m3": 2, "r1": 1, "r2": 3, "unjudged": 1}
    score = best_story(stories, ["m1", "m2", "m3"], ["r1", "r2"])
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == pytest.approx(2 / 3)


def test_a_member_that_is_nowhere_costs_recall() -> None:
    assert best_story({"m1": 1}, ["m1", "gone"], []).recall == 0.5
    assert best_story({}, ["gone"], []).f1 == 0.0


def test_the_mean_of_scores() -> None:
    one, other = b_cubed([1, 1], [1, 1]), b_cubed([1, 2], [1, 1])
    assert mean_score([one, other]).f1 == pytest.approx((1 + 2 / 3) / 2)
