from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import ShapeError
from service.evaluation.retrieval import measure, ranks, same_label_elsewhere


def scores(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


def test_ranks_count_from_one_and_none_is_zero() -> None:
    found = ranks(
        scores([0.9, 0.5, 0.1], [0.9, 0.5, 0.1], [0.9, 0.5, 0.1]),
        np.array([[True, False, False], [False, False, True], [False, False, False]]),
    )
    assert found.tolist() == [1, 3, 0]


def test_a_tie_counts_against_the_query() -> None:
    assert ranks(scores([0.5, 0.5]), np.array([[True, False]])).tolist() == [2]
    assert ranks(scores([0.5, 0.5]), np.array([[True, True]])).tolist() == [1]


def test_measures_are_means_over_answerable_queries() -> None:
    found = measure(
        scores([0.9, 0.1], [0.9, 0.1], [0.9, 0.1]),
        np.array([[True, False], [False, True], [False, False]]),
    )
    assert (found.queries, found.candidates) == (2, 2)
    assert (found.recall_at_1, found.mrr) == (0.5, 0.75)


def test_nothing_to_answer_is_no_error() -> None:
    found = measure(np.zeros((0, 3), dtype=np.float32), np.zeros((0, 3), dtype=bool))
    assert (found.queries, found.mrr) == (0, 0.0)


def test_a_candidate_that_does_not_stand_is_never_an_answer() -> None:
    labels, outlets = np.array([1, 1, 1, 2]), np.array([0, 0, 1, 1])
    allowed, relevant = same_label_elsewhere(labels, outlets)
    assert not allowed[0, 1]
    assert allowed[0, 3]
    assert relevant.sum() == 4
    likeness = np.where(allowed, scores([1, 1, 0.2, 0.1]), -np.inf).astype(np.float32)
    assert ranks(likeness, relevant).tolist() == [1, 1, 1, 0]


def test_shapes_that_differ_are_refused() -> None:
    with pytest.raises(ShapeError, match=r"\(1, 2\)"):
        ranks(np.zeros((1, 2), dtype=np.float32), np.zeros((2, 2), dtype=bool))


@given(st.lists(st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=4), max_size=5))
def test_the_order_of_candidates_does_not_matter(rows: list[list[float]]) -> None:
    given_scores = np.array(rows, dtype=np.float32).reshape(-1, 4)
    relevant = np.tile([True, False, True, False], (len(rows), 1))
    turned = ranks(given_scores[:, ::-1], relevant[:, ::-1])
    assert ranks(given_scores, relevant).tolist() == turned.tolist()
