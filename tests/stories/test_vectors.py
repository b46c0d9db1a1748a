"""Rows and their products come out of the caller's arrays as if those were unit rows in order."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from service.stories.vectors import Vectors, middles_of, nearest, products, whole_rows


def test_vectors_are_unit_rows_in_the_order_of_the_ids_without_a_copy() -> None:
    chance = np.random.default_rng(5)
    titles, bodies = chance.normal(size=(2, 9, 4)).astype(np.float32)
    order = chance.permutation(9)
    rows = np.array([3, 0, 3, 8])

    def unit(found: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    whole = unit(unit(titles) + unit(bodies))[order]
    found = Vectors([titles, bodies], order)
    assert found.shape == (9, 4)
    assert found[rows] == pytest.approx(whole[rows], abs=1e-6)
    assert Vectors([titles], order)[rows] == pytest.approx(unit(titles)[order][rows], abs=1e-6)
    member = csr_matrix(np.array([[1, 0, 1, 0, 0, 0, 0, 0, 1], [0, 1, 0, 0, 0, 0, 0, 0, 0]], "f4"))
    assert found.sums(member) == pytest.approx(member @ whole, abs=1e-5)


def test_products_are_those_of_the_rows() -> None:
    chance = np.random.default_rng(6)
    titles, bodies = chance.normal(size=(2, 9, 5)).astype(np.float32)
    order = chance.permutation(9)
    whole, title = Vectors([titles, bodies], order), Vectors([titles], order)
    i, j = np.array([3, 0, 3, 8]), np.array([1, 2, 8, 8])
    assert whole.products(i, title, j) == pytest.approx((whole[i] * title[j]).sum(1), abs=1e-6)
    assert whole.products(i, whole, j)[3] == pytest.approx(1.0, abs=1e-6)
    found = title.products_with(i, bodies, j)
    assert found == pytest.approx((title[i] * bodies[j]).sum(axis=1), abs=1e-5)
    assert products(titles, i[:0], bodies, j[:0]).shape == (0,)


def test_of_equally_near_ones_the_first_are_nearest() -> None:
    near = np.array([[0.5, 0.9, 0.5, 0.5, 0.1], [0.2, 0.2, 0.2, 0.2, 0.2]], np.float32)
    assert nearest(near, 3).tolist() == [[1, 0, 2], [0, 1, 2]]
    assert nearest(near, 5).tolist() == [[1, 0, 2, 3, 4], [0, 1, 2, 3, 4]]


def test_a_middle_is_the_mean_direction() -> None:
    titles = np.array([[1, 0], [0, 1], [0, 1]], np.float32)
    middles = middles_of(titles, np.array([0, 0, 1]), 2)
    assert middles == pytest.approx(np.array([[0.5**0.5, 0.5**0.5], [0, 1]]), abs=5e-4)
    whole = Vectors([titles], np.arange(3))
    np.testing.assert_array_equal(middles_of(whole, np.array([0, 0, 1]), 2), middles)


def test_a_whole_is_the_direction_between_title_and_body() -> None:
    titles, bodies = np.array([[1, 0], [0, 0]], np.float32), np.array([[0, 1], [0, 0]], np.float32)
    assert whole_rows(titles, bodies) == pytest.approx(
        np.array([[0.5**0.5, 0.5**0.5], [0, 0]]), abs=5e-4
    )
