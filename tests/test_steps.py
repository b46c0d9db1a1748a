from __future__ import annotations

import numpy as np
import pytest

from service.embeddings.encoder import load_encoder
from service.steps import STEP, in_steps


def test_every_number_goes_to_its_nearest_step() -> None:
    rows = np.array([[0.6, -0.8], [STEP * 0.4, 1.0], [0.0, 0.0]], np.float32)
    found = in_steps(rows)
    assert found.dtype == np.float32
    assert (found / STEP).tolist() == [[1229, -1638], [0, 2048], [0, 0]]
    np.testing.assert_array_equal(in_steps(found), found)


def test_what_is_encoded_comes_in_steps_and_its_products_know_no_order() -> None:
    rows = load_encoder().encode(
        ["انهيار سد ترابي قرب القرية", "فرق الإنقاذ تجلي سكان القرية", "a"]
    )
    np.testing.assert_array_equal(in_steps(rows), rows)
    forth, back = rows @ rows.T, rows[:, ::-1].copy() @ rows[:, ::-1].T
    np.testing.assert_array_equal(forth, back)
    assert forth[0, 1] == pytest.approx(float(rows[0].astype(np.float64) @ rows[1]), abs=0)


@pytest.mark.parametrize("length", [1.0, 0.003, 41.0])
def test_products_of_rows_in_steps_know_no_order_of_adding(length: float) -> None:
    chance = np.random.default_rng(7)
    rows = chance.normal(size=(40, 768)).astype(np.float32)
    rows *= length / np.linalg.norm(rows, axis=1, keepdims=True)
    rows[1] = rows[0]
    found = in_steps(rows)
    assert found == pytest.approx(rows, abs=length / 2_000)
    exact = (found.astype(np.float64) @ found.astype(np.float64).T).astype(np.float32)
    for _ in range(5):
        mixed = np.ascontiguousarray(found[:, chance.permutation(768)])
        np.testing.assert_array_equal(mixed @ mixed.T, exact)
    assert in_steps(np.zeros((1, 3), np.float32)).tolist() == [[0.0, 0.0, 0.0]]
